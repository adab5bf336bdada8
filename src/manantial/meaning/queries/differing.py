"""Who put which code where, document by document: what agreement between coders is counted from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Length

from manantial.meaning.models import Coding
from manantial.meaning.queries.coded import VoiceFilter, open_fragments
from manantial.meaning.queries.tree import code_tree
from manantial.meaning.queries.workbench import names_of
from manantial.meaning.rules.agreement import Coded, Overlapping, Unit, alone, chosen_alpha, u_alpha, united
from manantial.people.access import Actor
from manantial.voices.models import Fragment, Turn
from manantial.voices.queries import newest_transcripts


@dataclass(frozen=True)
class Lonely:
    """A stretch that only one person marked with the code."""

    fragment: Fragment
    who: str
    others: str


@dataclass(frozen=True)
class Differences:
    """One code over the voices that two people or more have coded."""

    voices: int
    coders: int
    alpha: float | None  # None: it cannot be said
    within: float | None  # which of the codes within it, where two people marked; None for a code without any
    marked: int  # stretches, of all coders
    lonely: tuple[Lonely, ...]
    lonely_count: int


def differences(actor: Actor, code: UUID, voices: VoiceFilter, *, on: date, most: int = 50) -> Differences:
    """How far people agree on a code (and those within it), and where only one of them saw it.

    Only voices in which at least two people have coded anything are looked at: whoever has not read a voice yet does
    not disagree. Only what is written in the transcript that is read today is counted, letter by letter.
    """
    rows = open_fragments(actor, voices, on=on).filter(start_char__isnull=False, turn__isnull=False)
    coders = _coders(rows)
    tree = code_tree()
    wanted = Coding.objects.filter(code__in=tree.below(code), retired_at=None, fragment__in=rows)
    wanted = wanted.filter(fragment__voice__in=coders).order_by("pk")
    turns = _turns(list(coders))
    units: dict[UUID, dict[UUID | None, list[tuple[Unit, UUID]]]] = defaultdict(lambda: defaultdict(list))
    valued: dict[UUID, dict[UUID | None, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    columns = ("fragment_id", "fragment__voice_id", "fragment__turn_id", "fragment__start_char", "fragment__end_char")
    for fragment, voice, turn, start, end, by, put in wanted.values_list(*columns, "by_id", "code_id"):
        if turn in turns.starts and start is not None and end is not None:
            first, last = turns.starts[turn] + start, turns.starts[turn] + end
            units[voice][by].append((Unit(first, last, True), fragment))
            if (child := tree.child_of(put, code)) is not None:
                valued[voice][by].append(Unit(first, last, child))
    documents = {
        voice: Coded(turns.lengths[voice], {who: united(u for u, _f in units[voice][who]) for who in coders[voice]})
        for voice in units
    }
    listed = _lonely(documents, units)
    return Differences(
        voices=len(coders),
        coders=len({who for some in coders.values() for who in some}),
        alpha=u_alpha(documents.values()),
        within=_within(valued, turns, coders),
        marked=sum(len(some) for one in documents.values() for some in one.coders.values()),
        lonely=_named(listed[:most]),
        lonely_count=len(listed),
    )


def _within(
    valued: dict[UUID, dict[UUID | None, list[Unit]]], turns: _Turns, coders: dict[UUID, tuple[UUID, ...]]
) -> float | None:
    """Whether two people who marked the same words meant the same code; None too where one put two on some words."""
    documents = [
        Coded(turns.lengths[voice], {who: valued[voice].get(who, []) for who in coders[voice]}) for voice in valued
    ]
    try:
        return chosen_alpha(documents)
    except Overlapping:
        return None


@dataclass(frozen=True)
class _Turns:
    starts: dict[UUID, int]  # of each turn, letters from the beginning of its transcript
    lengths: dict[UUID, int]  # of each voice


def _coders(rows: QuerySet[Fragment]) -> dict[UUID, tuple[UUID, ...]]:
    """The voices that two people or more have coded, with who they are."""
    pairs = Coding.objects.filter(retired_at=None, by_id__isnull=False, fragment__in=rows).order_by()
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for voice, who in pairs.values_list("fragment__voice_id", "by_id").distinct():
        found[voice] |= {who} if who else set()
    return {voice: tuple(sorted(some)) for voice, some in found.items() if len(some) > 1}


def _turns(voices: list[UUID]) -> _Turns:
    read = {transcript: voice for voice, transcript in newest_transcripts(voices).items()}
    rows = Turn.objects.filter(transcript__in=read).order_by("transcript", "position").annotate(size=Length("text"))
    starts: dict[UUID, int] = {}
    lengths: dict[UUID, int] = defaultdict(int)
    for pk, transcript, size in rows.values_list("pk", "transcript_id", "size"):
        voice = read[transcript]
        starts[pk] = lengths[voice]
        lengths[voice] += size + 1
    return _Turns(starts, lengths)


def _lonely(
    documents: dict[UUID, Coded], units: dict[UUID, dict[UUID | None, list[tuple[Unit, UUID]]]]
) -> list[tuple[UUID, UUID, tuple[UUID, ...]]]:
    """The fragments behind the stretches of one person alone: fragment, who, the others."""
    found = []
    for voice, document in documents.items():
        for who, unit, others in alone(document):
            behind = (f for u, f in units[voice][who] if u.start < unit.end and unit.start < u.end)  # type: ignore[index]
            fragment = next(behind, None)
            if fragment is not None:
                found.append((fragment, who, others))
    return found  # type: ignore[return-value]


def _named(listed: list[tuple[UUID, UUID, tuple[UUID, ...]]]) -> tuple[Lonely, ...]:
    people = {who for _f, who, others in listed for who in (who, *others)}
    names = names_of(people)
    rows = Fragment.objects.filter(pk__in=[fragment for fragment, _w, _o in listed])
    fragments = rows.select_related("voice", "turn").defer("voice__peaks", "turn__keys").in_bulk()
    return tuple(
        Lonely(fragments[fragment], names.get(who, ""), ", ".join(sorted(names.get(one, "") for one in others)))
        for fragment, who, others in listed
        if fragment in fragments
    )
