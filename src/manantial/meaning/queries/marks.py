"""Who put which codes where, voice by voice: what agreement between coders is counted from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Length

from manantial.meaning.models import CodedVoice, Coding
from manantial.meaning.queries.coded import VoiceFilter, open_fragments
from manantial.meaning.queries.finishing import open_voices
from manantial.meaning.queries.workbench import names_of
from manantial.meaning.rules.agreement import Coded, Unit, alone, united
from manantial.people.access import Actor
from manantial.voices.models import Fragment, Turn, Voice
from manantial.voices.queries import newest_transcripts


@dataclass(frozen=True)
class Marks:
    """The voices that are compared, who coded them, and where each of these put the codes that were asked for."""

    coders: Mapping[UUID, tuple[UUID, ...]]
    lengths: Mapping[UUID, int]  # of the transcript that is read, in letters
    put: Mapping[UUID, Mapping[UUID, Sequence[tuple[Unit, UUID]]]]  # voice, person → units with their fragments
    whole: bool = False  # only voices that two people said they coded whole, and only these people
    waiting: int = 0  # voices with codes of two people that are left out, because two have not said so

    @property
    def people(self) -> int:
        """How many people coded in these voices."""
        return len({who for some in self.coders.values() for who in some})

    def documents(self) -> dict[UUID, Coded]:
        """The voices where something was put; what one person marked with one value is one stretch."""
        return {
            voice: Coded(self.lengths[voice], {who: _joined(mine.get(who, ())) for who in self.coders[voice]})
            for voice, mine in self.put.items()
        }

    def fragment_of(self, voice: UUID, who: UUID, unit: Unit) -> UUID | None:
        """A fragment behind a stretch of one person."""
        behind = (f for u, f in self.put[voice].get(who, ()) if u.value == unit.value and _meet(u, unit))
        return next(behind, None)


def marks_of(
    actor: Actor,
    codes: frozenset[UUID],
    value: Callable[[UUID], Hashable | None],
    voices: VoiceFilter,
    *,
    on: date,
    unfinished: bool = False,
) -> Marks:
    """Read where people put these codes; `value` says what each stands for, None leaves it out.

    Whoever has not read a voice yet does not disagree: only voices that at least two people coded whole are looked at,
    and only what these put. With `unfinished`, or when nobody said so of any voice, it is every voice in which two have
    coded anything. Only what is written in the transcript that is read today is counted, letter by letter.
    """
    rows = open_fragments(actor, voices, on=on).filter(start_char__isnull=False, turn__isnull=False)
    begun = _coders(rows)
    finished = {} if unfinished else _finished(voices, open_voices(actor, on=on))
    coders = finished or begun
    wanted = Coding.objects.filter(code__in=codes, retired_at=None, fragment__in=rows, fragment__voice__in=coders)
    starts, lengths = _turns(list(coders))
    put: dict[UUID, dict[UUID, list[tuple[Unit, UUID]]]] = defaultdict(lambda: defaultdict(list))
    columns = ("fragment_id", "fragment__voice_id", "fragment__turn_id", "fragment__start_char", "fragment__end_char")
    for fragment, voice, turn, start, end, by, code in wanted.order_by("pk").values_list(*columns, "by_id", "code_id"):
        stands_for = value(code)
        if turn in starts and start is not None and end is not None and by and stands_for is not None:
            put[voice][by].append((Unit(starts[turn] + start, starts[turn] + end, stands_for), fragment))
    return Marks(coders, lengths, put, bool(finished), len(begun.keys() - coders.keys()))


@dataclass(frozen=True)
class Lonely:
    """A stretch that only one person marked so."""

    fragment: Fragment
    who: str
    others: str
    value: Hashable = True
    instead: tuple[Hashable, ...] = ()  # what others put on some of these words


def lonely_of(marks: Marks, documents: Mapping[UUID, Coded], *, most: int) -> tuple[tuple[Lonely, ...], int]:
    """The stretches that one person alone marked so, as many as are read at one go, and how many there are."""
    found = []
    for voice, document in documents.items():
        for who, unit, others in alone(document):
            fragment = marks.fragment_of(voice, who, unit)  # type: ignore[arg-type]
            if fragment is not None:
                theirs = (one for other in others for one in document.coders[other] if _meet(one, unit))
                found.append((fragment, who, others, unit.value, tuple(dict.fromkeys(one.value for one in theirs))))
    shown = found[:most]
    names = names_of({who for _f, one, others, _v, _i in shown for who in (one, *others)})  # type: ignore[misc]
    rows = Fragment.objects.filter(pk__in=[fragment for fragment, *_rest in shown])
    fragments = rows.select_related("voice", "turn").defer("voice__peaks", "turn__keys").in_bulk()
    told = tuple(
        Lonely(
            fragments[fragment],
            names.get(who, ""),  # type: ignore[call-overload]
            ", ".join(sorted(names.get(one, "") for one in others)),  # type: ignore[call-overload]
            value,
            instead,
        )
        for fragment, who, others, value, instead in shown
        if fragment in fragments
    )
    return told, len(found)


def _meet(one: Unit, other: Unit) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(put: Sequence[tuple[Unit, UUID]]) -> list[Unit]:
    by_value: dict[Hashable, list[Unit]] = defaultdict(list)
    for unit, _fragment in put:
        by_value[unit.value].append(unit)
    return sorted((one for some in by_value.values() for one in united(some)), key=lambda unit: (unit.start, unit.end))


def _coders(rows: QuerySet[Fragment]) -> dict[UUID, tuple[UUID, ...]]:
    """The voices that two people or more have coded, with who they are."""
    pairs = Coding.objects.filter(retired_at=None, by_id__isnull=False, fragment__in=rows).order_by()
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for voice, who in pairs.values_list("fragment__voice_id", "by_id").distinct():
        found[voice] |= {who} if who else set()
    return {voice: tuple(sorted(some)) for voice, some in found.items() if len(some) > 1}


def _finished(voices: VoiceFilter, seen: QuerySet[Voice]) -> dict[UUID, tuple[UUID, ...]]:
    """The voices that two people or more said they coded whole, with who they are."""
    said = CodedVoice.objects.filter(voices.condition(), retired_at=None, by_id__isnull=False, voice__in=seen)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for voice, who in said.values_list("voice_id", "by_id"):
        found[voice] |= {who} if who else set()
    return {voice: tuple(sorted(some)) for voice, some in found.items() if len(some) > 1}


def _turns(voices: list[UUID]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Of each turn, letters from the beginning of its transcript; of each voice, how many letters it has."""
    read = {transcript: voice for voice, transcript in newest_transcripts(voices).items()}
    rows = Turn.objects.filter(transcript__in=read).order_by("transcript", "position").annotate(size=Length("text"))
    starts: dict[UUID, int] = {}
    lengths: dict[UUID, int] = defaultdict(int)
    for pk, transcript, size in rows.values_list("pk", "transcript_id", "size"):
        voice = read[transcript]
        starts[pk] = lengths[voice]
        lengths[voice] += size + 1
    return starts, lengths
