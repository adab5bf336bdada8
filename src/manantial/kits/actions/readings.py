"""What was read aloud and goes into kits: chosen parts in chosen languages, so that who does not read hears it too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.kits.models import Edition
from manantial.kits.rules import Item, Part, Placed
from manantial.meaning.actions.aloud import compare
from manantial.meaning.models import ReadAloud
from manantial.meaning.queries.aloud import IN_KIT, ReadView, in_order, readable_parts, reading_views, readings
from manantial.meaning.rules.aloud import COMMUNITY, PAPER_WORDS
from manantial.meaning.rules.aloud import Part as PaperPart
from manantial.press.writers.listening import LIST, play_list
from manantial.territory.models import Community
from manantial.vault.actions import keep
from manantial.voices.queries import said
from manantial.voices.rules import LANGUAGE_WORDS, Use

_SPANISH = "es"
_FOLIO = "LEC-"  # of readings


@dataclass(frozen=True)
class Heard:
    """A reading as a file of a kit; `community` when only that one gets it."""

    reading: ReadAloud
    item: Item
    community: UUID | None


def heard_in_kits(*, on: date, now: datetime) -> list[Heard]:
    """Return the readings chosen for kits that may go out, in the order in which they are heard.

    What is written is compared again: a reading of an earlier wording stays at home.
    """
    chosen = readings().filter(in_kit=True).exclude(voice=None)
    compare(chosen, on=on, now=now)
    views = [view for view in reading_views(chosen, on=on, uses=IN_KIT) if view.goes_out]
    if not views:
        return []
    titles = readable_parts(on=on)
    places = dict(Community.objects.filter(merged_into=None).values_list("code", "pk"))
    return [
        Heard(view.reading, _item(view, titles), places.get(view.part.key) if view.part.paper == COMMUNITY else None)
        for view in in_order(views, titles)
        if view.part.paper != COMMUNITY or view.part.key in places
    ]


def refused_readings(edition: Edition) -> set[str]:
    """Return the folios of the readings of an edition that were set aside, or that somebody no longer permits."""
    carried = ReadAloud.objects.filter(kit_links__kit__edition=edition).select_related("voice__sound").distinct()
    views = reading_views(carried, on=edition.on, uses=IN_KIT)
    return {view.reading.folio for view in views if view.refusal or view.reading.retired_at is not None}


def with_play_list(placed: Sequence[Placed], *, now: datetime) -> list[Placed]:
    """Add to the files of a kit the list that plays every sound of its folder in order; none without readings."""
    sounds = [one for one in placed if one.item.part is Part.LISTEN]
    if not any(one.item.origin.startswith(_FOLIO) for one in sounds):
        return list(placed)
    tracks = [(_beside(one), one.item.title, (one.item.duration_ms or 0) / 1000) for one in sounds]
    content = play_list(_("Para oír, en orden"), tracks)
    blob = keep(content, media_type="audio/x-mpegurl", name=LIST, now=now)
    made = Item(Part.LISTEN, LIST, blob.sha256, blob.size, blob.media_type, ".m3u8", use=Use.RETURN.value)
    path = f"data/{Part.LISTEN.value}/{LIST}"
    return [*placed, Placed(replace(made, path=path, listed=False), path)]


def carried_by(items: Iterable[Item], heard: Iterable[Heard]) -> list[ReadAloud]:
    """Return the readings that are among the files of one kit."""
    origins = {item.origin for item in items}
    return [one.reading for one in heard if one.reading.folio in origins]


def _item(view: ReadView, titles: dict[PaperPart, str]) -> Item:
    sound, row = view.sound, view.reading
    assert sound is not None  # goes_out
    title = f"{said(PAPER_WORDS, row.paper)}: {titles.get(view.part, row.part)}"
    if row.language != _SPANISH:
        title += f" ({said(LANGUAGE_WORDS, row.language)})"
    return Item(
        part=Part.LISTEN,
        title=title,
        sha256=sound.sha256,
        size=sound.size,
        media_type="audio/mpeg",
        extension=".mp3",
        language=row.language,
        use=Use.RETURN.value,
        about=_("Lee: %(who)s") % {"who": view.who} if view.who else "",
        duration_ms=row.voice.duration_ms if row.voice else None,
        origin=row.folio,
    )


def _beside(one: Placed) -> str:
    return one.path.rpartition("/")[2]
