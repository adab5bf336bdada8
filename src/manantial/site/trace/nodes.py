"""How each kind of object tells itself on the river: folio, title, state, permission, sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manantial.kernel.dates import say_day
from manantial.kernel.rulings import Ruling
from manantial.site.tags import language
from manantial.site.trace.graph import Node, Thing
from manantial.voices.queries import permitted
from manantial.voices.rules import Use, What

RELATED = {
    "voice": ("community",),
    "fragment": ("voice",),
    "release": ("material",),
    "kit": ("community", "edition"),
    "delivery": ("kit__community",),
    "agreement": ("session",),
}


def nodes_of(kind: str, rows: QuerySet[Any], *, on: date, use: Use) -> list[Node]:
    """Return the nodes of these rows; what belongs to a voice asks the gate, all at once."""
    found = list(rows.select_related(*RELATED.get(kind, ())))
    rulings: dict[Any, Ruling] = {}
    told = {row.pk for row in found}
    if kind in {"voice", "fragment"}:
        rulings = {thing.pk: ruling for thing, ruling in permitted(found, use=use, on=on)}
        told = {thing.pk for thing, ruling in permitted(found, use=_to_read(use), on=on, what=What.QUOTE) if ruling}
    return [_node(kind, row, rulings.get(row.pk), told=row.pk in told) for row in found]


def _to_read(use: Use) -> Use:
    """Which permission lets its words be read here: in public the same, at the desk that of studying them."""
    return use if use is Use.INTERNET else Use.ANALYSIS


def _node(kind: str, row: Any, ruling: Ruling | None, *, told: bool) -> Node:
    folio, title, state = TELLERS[kind](row)
    if not told:
        title = ""
    voice = {"voice": row, "fragment": getattr(row, "voice", None)}.get(kind)
    return Node(
        thing=Thing(kind, row.pk),
        folio=folio,
        title=title,
        state=state,
        permitted=None if ruling is None else ruling.allowed,
        reason="" if ruling is None or ruling else ruling.say(_),
        voice=voice.pk if voice else None,
        start_ms=getattr(row, "start_ms", None),
        end_ms=getattr(row, "end_ms", None),
        has_sound=voice is not None and voice.sound_id is not None,
    )


Told = tuple[str, str, str]


def _workshop(row: Any) -> Told:
    return row.folio, f"{row.title}, {say_day(row.on, language(), weekday=False)}", row.state


def _voice(row: Any) -> Told:
    return row.folio, row.title, row.state


def _fragment(row: Any) -> Told:
    return row.folio, row.quote or row.title, "retired" if row.retired_at else ""


def _finding(row: Any) -> Told:
    return row.folio, row.statement, "retired" if row.retired_at else ""


def _titled(row: Any) -> Told:
    return row.folio, row.title, getattr(row, "state", "")


def _message(row: Any) -> Told:
    return row.folio, row.text, "retired" if row.retired_at else ""


def _agreement(row: Any) -> Told:
    return row.folio, row.text_plain or row.text, row.state


def _release(row: Any) -> Told:
    version = _("versión %(number)s") % {"number": row.number}
    return row.material.folio, f"{row.material.title}, {version}", ""


def _dissemination(row: Any) -> Told:
    place = row.place or row.medium
    return row.folio, f"{place}, {say_day(row.on, language(), weekday=False)}", ""


def _kit(row: Any) -> Told:
    return row.community.code, f"{row.community.name}, {row.edition.title}", ""


def _delivery(row: Any) -> Told:
    return row.folio, f"{row.kit.community.name}, {say_day(row.on, language(), weekday=False)}", ""


TELLERS: dict[str, Callable[[Any], Told]] = {
    "workshop": _workshop,
    "voice": _voice,
    "fragment": _fragment,
    "finding": _finding,
    "lesson": _titled,
    "agreement": _agreement,
    "message": _message,
    "material": _titled,
    "release": _release,
    "dissemination": _dissemination,
    "kit": _kit,
    "delivery": _delivery,
}
