"""What the page of coding shows of one voice: its turns, its fragments where they stand today, and who coded them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from manantial.kernel.rulings import Ruling
from manantial.meaning.models import Code, Coding, Outsider
from manantial.meaning.queries.steps import newest_sequence, steps_of
from manantial.meaning.rules.undoing import Steps
from manantial.people.models import Person
from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.queries import Gate, Placed, newest_transcript, placed_fragments
from manantial.voices.rules import Anchor, Standing, Use, What
from manantial.voices.rules.parts import Part, Row, part_with, row_at

TURN, FRAGMENT, CODE = 260, 800, 450  # letters of the page that a turn, a fragment and a code on it take
SHOWN = 40_000  # letters of the page that are drawn at once


@dataclass(frozen=True)
class Put:
    """A code on a fragment, with who put it."""

    coding: Coding
    code: Code  # after joining: the one it went into
    who: str


@dataclass(frozen=True)
class CodedFragment:
    """A fragment where it stands today, with the codes on it."""

    placed: Placed
    codes: tuple[Put, ...] = ()
    row: int = 0  # the number of the row of the page where it stands: its turn, or its own place without words

    @property
    def fragment(self) -> Fragment:
        """The fragment itself."""
        return self.placed.fragment

    @property
    def key(self) -> str:
        """Its place in the voice, to keep lists in order: the row and the letter, or the millisecond."""
        start, one = self.placed.anchor.start, self.fragment
        if self.placed.turn is not None and start is not None:
            return f"{self.row:06d}.{start:06d}.{one.folio}"
        return f"{self.row:06d}.~{one.start_ms or 0:09d}.{one.folio}"


@dataclass(frozen=True)
class Workbench:
    """Everything on the page of coding of one voice. Nothing of its content stands here when `analysis` refuses."""

    voice: Voice
    analysis: Ruling
    transcript: Transcript | None
    turns: tuple[Turn, ...]
    fragments: tuple[CodedFragment, ...]
    steps: Steps
    sequence: int  # of the ledger when this was read: asking for news begins here
    rows: tuple[Row, ...] = field(default=())  # the turns; without words, the fragments one by one

    def part(self, number: int) -> Part | None:
        """The part of the page that holds a row; None for a voice with neither words nor fragments."""
        return part_with(self.rows, number, SHOWN)

    def row_of(self, fragment: UUID) -> int | None:
        """Where a fragment stands, by its id."""
        return next((one.row for one in self.fragments if one.fragment.pk == fragment), None)

    def in_turns(self) -> dict[UUID, list[CodedFragment]]:
        """The fragments whose words stand in each turn of this version, in their order."""
        found: dict[UUID, list[CodedFragment]] = {}
        for one in self.fragments:
            if one.placed.turn is not None and one.placed.anchor.start is not None:
                found.setdefault(one.placed.turn.pk, []).append(one)
        return found


def workbench(voice: Voice, *, reader: UUID | None, on: date) -> Workbench:
    """The page of a voice, with a fixed number of questions whatever its length."""
    sequence = newest_sequence()
    gate = Gate.of([voice])
    analysis = gate.ruling(voice, Use.ANALYSIS, on=on)
    empty = Workbench(voice, analysis, None, (), (), Steps(), sequence)
    if not analysis:
        return empty
    transcript = newest_transcript(list(Transcript.objects.filter(voice=voice)))
    placed = _placed(voice, transcript, on)
    readable = transcript is not None and gate.ruling(voice, Use.ANALYSIS, on=on, what=What.QUOTE)
    turns = tuple(Turn.objects.filter(transcript=transcript).defer("keys")) if readable else ()
    fragments = _in_rows(turns, _coded(placed))
    return replace(
        empty,
        transcript=transcript,
        turns=turns,
        fragments=tuple(sorted(fragments, key=lambda one: one.key)),
        steps=steps_of(voice.pk, reader),
        rows=_rows(turns, fragments),
    )


def _in_rows(turns: Sequence[Turn], fragments: Sequence[CodedFragment]) -> list[CodedFragment]:
    """Each fragment with its row: the turn of its words, the turn that sounds when it begins, or the last one."""
    if not turns:
        timed = sorted(fragments, key=lambda one: (one.fragment.start_ms or 0, one.fragment.folio))
        return [replace(one, row=n) for n, one in enumerate(timed, start=1)]
    rows = [Row(turn.position, 0, turn.start_ms) for turn in turns]
    last = rows[-1].number

    def row_of(one: CodedFragment) -> int:
        if one.placed.turn is not None:
            return one.placed.turn.position
        start = one.fragment.start_ms
        return last if start is None else row_at(rows, start) or last

    return [replace(one, row=row_of(one)) for one in fragments]


def _rows(turns: Sequence[Turn], fragments: Sequence[CodedFragment]) -> tuple[Row, ...]:
    weights: Counter[int] = Counter()
    for one in fragments:
        weights[one.row] += FRAGMENT + CODE * len(one.codes)
    if not turns:
        return tuple(Row(one.row, weights[one.row], one.fragment.start_ms) for one in fragments)
    return tuple(Row(turn.position, len(turn.text) + TURN + weights[turn.position], turn.start_ms) for turn in turns)


def _coded(placed: Sequence[Placed]) -> list[CodedFragment]:
    """Fragments with the codes that stand on them."""
    codings = Coding.objects.filter(fragment__in=[one.fragment.pk for one in placed], retired_at=None)
    rows = list(codings.order_by("at", "pk"))
    names = names_of(coding.by_id for coding in rows)
    codes = Code.objects.in_bulk()  # some dozens, each on many fragments
    put: dict[UUID, list[Put]] = {}
    for coding in rows:
        code = codes[coding.code_id]
        stands = codes[code.merged_into_id] if code.merged_into_id else code
        if stands.retired_at is None:
            put.setdefault(coding.fragment_id, []).append(Put(coding, stands, names.get(coding.by_id, "")))
    return [CodedFragment(one, tuple(put.get(one.fragment.pk, ()))) for one in placed]


def names_of(people: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of members of the team by their id; of those who coded in another program, the name that came along."""
    wanted = {key for key in people if key is not None}
    if not wanted:
        return {}
    found: dict[UUID | None, str] = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))
    if len(found) < len(wanted):
        found.update(Outsider.objects.filter(pk__in=wanted - found.keys()).values_list("pk", "name"))
    return found


def _placed(voice: Voice, transcript: Transcript | None, on: date) -> list[Placed]:
    if transcript is not None:
        return placed_fragments(voice, transcript, on=on)
    rows = list(Fragment.objects.filter(voice=voice, retired_at=None))
    gate = Gate.of(rows)
    return [Placed(one, None, Anchor(Standing.SAME)) for one in rows if gate.ruling(one, Use.ANALYSIS, on=on)]
