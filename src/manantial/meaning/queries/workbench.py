"""What the page of coding shows of one voice: its turns, its fragments where they stand today, and who coded them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
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

    @property
    def fragment(self) -> Fragment:
        """The fragment itself."""
        return self.placed.fragment

    @property
    def key(self) -> str:
        """Its place in the voice, to keep lists in order: the turn and the letter, or the millisecond."""
        turn, anchor, one = self.placed.turn, self.placed.anchor, self.fragment
        if turn is not None and anchor.start is not None:
            return f"a{turn.position:06d}.{anchor.start:06d}.{one.folio}"
        return f"b{one.start_ms or 0:09d}.{one.folio}"


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
    turns = Turn.objects.filter(transcript=transcript).defer("keys") if readable else ()
    return replace(
        empty,
        transcript=transcript,
        turns=tuple(turns),
        fragments=coded(placed),
        steps=steps_of(voice.pk, reader),
    )


def coded(placed: Iterable[Placed], only: Collection[UUID] | None = None) -> tuple[CodedFragment, ...]:
    """Fragments with the codes that stand on them, in the order of the voice."""
    kept = [one for one in placed if only is None or one.fragment.pk in only]
    codings = Coding.objects.filter(fragment__in=[one.fragment.pk for one in kept], retired_at=None)
    rows = list(codings.order_by("at", "pk"))
    names = names_of(coding.by_id for coding in rows)
    codes = Code.objects.in_bulk()  # some dozens, each on many fragments
    put: dict[UUID, list[Put]] = {}
    for coding in rows:
        code = codes[coding.code_id]
        stands = codes[code.merged_into_id] if code.merged_into_id else code
        if stands.retired_at is None:
            put.setdefault(coding.fragment_id, []).append(Put(coding, stands, names.get(coding.by_id, "")))
    made = [CodedFragment(one, tuple(put.get(one.fragment.pk, ()))) for one in kept]
    return tuple(sorted(made, key=lambda one: one.key))


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
