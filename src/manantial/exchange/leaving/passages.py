"""The words of one version as they may leave: reserved passages left out, fragments in their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from manantial.exchange.qda.blanking import Blanked
from manantial.exchange.qda.laying import written
from manantial.voices.models import Fragment, Turn
from manantial.voices.rules import Lines, reserved_spans


class Said(NamedTuple):
    """A turn."""

    transcript: UUID
    pk: UUID
    lineage: UUID
    forebears: list[tuple[str, int]]
    speaker: str
    start_ms: int | None
    end_ms: int | None
    text: str


class Marked(NamedTuple):
    """A fragment with the line of the turn where it was marked."""

    voice: UUID
    pk: UUID
    folio: str
    what: str
    version: UUID | None  # the transcript in whose words it was marked
    line: UUID | None  # None: it has no words
    start: int | None
    end: int | None
    start_ms: int | None
    end_ms: int | None
    region: list[int] | None
    quote: str
    title: str
    joined: UUID | None
    reserved: bool
    by: UUID | None
    at: object
    retired: object


_FRAGMENT = (
    "voice_id", "pk", "folio", "what", "turn__transcript_id", "turn__lineage", "start_char", "end_char",
    "start_ms", "end_ms", "region", "quote", "title", "joined", "reserved", "marked_by_id", "marked_at", "retired_at",
)  # fmt: skip
_TURN = ("transcript_id", "pk", "lineage", "forebears", "speaker", "start_ms", "end_ms", "text")


@dataclass
class Page:
    """The words of a voice as one text. `places` says from where to where each fragment stands in it."""

    transcript: UUID
    text: str
    turns: list[tuple[int, int, int | None, int | None, UUID]]  # from, to, milliseconds, turn
    places: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    covered: set[UUID] = field(default_factory=set)  # fragments of which nothing is left but the mark


def turns_of(versions: Iterable[UUID]) -> dict[UUID, list[Said]]:
    """The turns of some versions, in their order."""
    found: dict[UUID, list[Said]] = defaultdict(list)
    rows = Turn.objects.filter(transcript__in=list(versions)).order_by("transcript_id", "position")
    for row in rows.values_list(*_TURN):
        found[row[0]].append(Said(*row))
    return found


def fragments_of(voices: Iterable[UUID], *, reserved_only: bool = False) -> dict[UUID, list[Marked]]:
    """All the fragments of some voices, those taken out of the work too: their words may be reserved."""
    found: dict[UUID, list[Marked]] = defaultdict(list)
    rows = Fragment.objects.filter(voice__in=list(voices)).order_by("folio")
    if reserved_only:
        rows = rows.filter(reserved=True)
    for row in rows.values_list(*_FRAGMENT):
        found[row[0]].append(Marked(*row))
    return found


def page_of(
    transcript: UUID,
    turns: Sequence[Said],
    marked: Sequence[Marked],
    *,
    whole: bool,
    placing: Iterable[Marked] | None = None,
) -> Page | None:
    """The text of a version without its reserved passages; None when one of them cannot be found in it.

    `placing`: the fragments that are looked for in it, where these are not all.
    """
    lines = Lines(turns)
    hidden = reserved_spans([one for one in marked if one.reserved and not whole], lines)
    if hidden is None:
        return None
    page, at, said = Page(transcript, "", []), 0, []
    starts: dict[UUID, tuple[int, Blanked]] = {}
    for turn in turns:
        blanked = Blanked(turn.text, hidden.get(turn.pk, ()))
        line, head = written(turn.speaker, blanked.text)
        starts[turn.pk] = (at + head, blanked)
        page.turns.append((at + head, at + len(line), turn.start_ms, turn.end_ms, turn.pk))
        said.append(line)
        at += len(line) + 1
    page.text = "\n".join(said)
    for one in marked if placing is None else placing:
        seat = None if one.retired or (one.reserved and not whole) else _seat(one, lines)
        if seat is not None:
            turn_id, low, high = seat
            begins, blanked = starts[turn_id]
            kept = blanked.place(low, high)
            if kept is None:
                page.covered.add(one.pk)
            else:
                page.places[one.pk] = (begins + kept[0], begins + kept[1])
    return page


def _seat(one: Marked, lines: Lines[Said]) -> tuple[UUID, int, int] | None:
    """The turn and the letters of a fragment, None when its words are not there (any more)."""
    if one.line is None or one.start is None:
        return None
    turn, anchor = lines.find(one.quote, one.start, one.line)
    return None if turn is None or anchor.start is None or anchor.end is None else (turn.pk, anchor.start, anchor.end)
