"""The formats of workshops in the hands of an alliance: rewritten, made anew, put away and brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.former import keep_former
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.formats import FORMATS
from manantial.voices.models import WorkshopTemplate
from manantial.voices.queries import FORMAT_CARD, stands

OWN = "P-"


@dataclass(frozen=True)
class FormatCard:
    """A format as somebody writes it; blocks and supplies as in `voices.formats`."""

    title: str
    objective: str = ""
    blocks: Sequence[Mapping[str, Any]] = ()
    supplies: Sequence[Mapping[str, Any]] = ()
    outcomes: Sequence[str] = field(default_factory=tuple)
    cares: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def write_format(key: str, *, card: FormatCard, by: Person | None, now: datetime) -> WorkshopTemplate:
    """Rewrite a format of the alliance, or (`key` empty) write a new one of its own: P-1, P-2…

    Workshops that were planned keep the agenda they have. Raises VoicesRefused without blocks or for a key that is
    neither shipped nor the alliance's.
    """
    if not card.blocks:
        raise VoicesRefused(_("Escriba al menos un bloque, con sus minutos."))
    row = WorkshopTemplate.objects.filter(key=key).first() if key else WorkshopTemplate(key=_next_key())
    if row is None and key not in FORMATS:
        raise VoicesRefused(_("No hay un formato con esa clave."))
    row = row or WorkshopTemplate(key=key)
    before = stands(row, FORMAT_CARD) if row.title else {}
    row.title, row.objective, row.retired_at = card.title, card.objective, None
    row.blocks, row.supplies = [dict(block) for block in card.blocks], [dict(supply) for supply in card.supplies]
    row.outcomes, row.cares = list(card.outcomes), list(card.cares)
    keep_former(row, before, by=by, now=now)
    row.save()
    minutes = sum(int(block["minutes"]) for block in row.blocks)
    record("format.written", row, by=by, now=now, facts={"key": row.key, "minutes": minutes})
    return row


@transaction.atomic
def put_format_away(key: str, *, by: Person | None, now: datetime) -> WorkshopTemplate:
    """Put an own format away, or go back to the shipped one. What was written is kept and can be brought back."""
    row = _row(key)
    row.retired_at = now
    row.save(update_fields=["retired_at"])
    record("format.put_away", row, by=by, now=now, facts={"key": key, "shipped": key in FORMATS})
    return row


@transaction.atomic
def bring_format_back(key: str, *, by: Person | None, now: datetime) -> WorkshopTemplate:
    """Use again the format that the alliance had written."""
    row = _row(key)
    row.retired_at = None
    row.save(update_fields=["retired_at"])
    record("format.brought_back", row, by=by, now=now, facts={"key": key})
    return row


def _row(key: str) -> WorkshopTemplate:
    row = WorkshopTemplate.objects.filter(key=key).first()
    if row is None:
        raise VoicesRefused(_("La alianza no ha cambiado ese formato."))
    return row


def _next_key() -> str:
    tails = (key.removeprefix(OWN) for key in WorkshopTemplate.objects.values_list("key", flat=True))
    return f"{OWN}{max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1}"
