"""How far people agree on a code, or on several that exclude each other: first the places, then the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from manantial.meaning.queries.coded import VoiceFilter
from manantial.meaning.queries.marks import Lonely, Marks, lonely_of, marks_of
from manantial.meaning.queries.tree import CodeTree, code_tree
from manantial.meaning.queries.workbench import names_of
from manantial.meaning.rules.agreement import Coded, Family, Unit, alone, chosen_alpha, clashes, family_alphas, u_alpha
from manantial.people.access import Actor
from manantial.voices.models import Fragment


@dataclass(frozen=True)
class Differences:
    """One code over the voices that two people or more have coded; which ones, says `whole`: see ``Marks``."""

    whole: bool
    waiting: int
    voices: int
    coders: int
    alpha: float | None  # None: it cannot be said
    within: float | None  # which of the codes within it, where two people marked; None for a code without any
    clashing: int  # stretches on which one person put two of the codes within it; then `within` leaves those voices out
    marked: int  # stretches, of all coders
    lonely: tuple[Lonely, ...]
    lonely_count: int


def differences(
    actor: Actor, code: UUID, voices: VoiceFilter, *, on: date, most: int = 50, unfinished: bool = False
) -> Differences:
    """How far people agree on a code (and those within it), and where only one of them saw it. See `marks_of`."""
    tree = code_tree()
    below = tree.below(code)
    marks = marks_of(actor, below, lambda _code: True, voices, on=on, unfinished=unfinished)
    documents = marks.documents()
    lonely, count = lonely_of(marks, documents, most=most)
    inner = marks_of(actor, below, lambda put: tree.child_of(put, code), voices, on=on, unfinished=unfinished)
    apart = inner.documents()
    whole = [one for one in apart.values() if not clashes(one)]
    return Differences(
        whole=marks.whole,
        waiting=marks.waiting,
        voices=len(marks.coders),
        coders=marks.people,
        alpha=u_alpha(documents.values()),
        within=chosen_alpha(whole),
        clashing=sum(len(clashes(one)) for one in apart.values()),
        marked=_stretches(documents.values()),
        lonely=lonely,
        lonely_count=count,
    )


@dataclass(frozen=True)
class CodeMeasure:
    """One code of a family: how many stretches carry it, how many of one person alone, and its own alpha."""

    code: UUID
    marked: int
    alone: int
    alpha: float | None


@dataclass(frozen=True)
class Clash:
    """Words on which one person put two codes that should exclude each other."""

    fragment: Fragment
    who: str
    codes: tuple[UUID, UUID]


@dataclass(frozen=True)
class FamilyDifferences:
    """Several codes that exclude each other, over the voices that two people or more have coded: see ``Marks``."""

    whole: bool
    waiting: int
    voices: int
    coders: int
    left_out: int  # voices with a clash: the alphas of all the codes together cannot count them
    family: Family
    codes: tuple[CodeMeasure, ...]
    lonely: tuple[Lonely, ...]
    lonely_count: int
    clashes: tuple[Clash, ...]
    clash_count: int

    @property
    def marked(self) -> int:
        """The stretches of all coders."""
        return sum(one.marked for one in self.codes)


def family_differences(
    actor: Actor, codes: Sequence[UUID], voices: VoiceFilter, *, on: date, most: int = 50, unfinished: bool = False
) -> FamilyDifferences:
    """How far people agree on several codes that exclude each other; each stands for all within it.

    A code that lies within another of them counts for itself alone. Voices where one person put two of them on the same
    words are told, and left out of the alphas that need one code a stretch.
    """
    tree = code_tree()
    chosen = list(dict.fromkeys(codes))
    within = frozenset(one for code in chosen for one in tree.below(code))
    marks = marks_of(actor, within, lambda put: _nearest(tree, put, chosen), voices, on=on, unfinished=unfinished)
    documents = marks.documents()
    clashing = {voice: found for voice, one in documents.items() if (found := clashes(one))}
    whole = [one for voice, one in documents.items() if voice not in clashing]
    lonely, count = lonely_of(marks, documents, most=most)
    single = [unit.value for one in documents.values() for _who, unit, _others in alone(one)]
    family = family_alphas(whole, chosen)
    return FamilyDifferences(
        whole=marks.whole,
        waiting=marks.waiting,
        voices=len(marks.coders),
        coders=marks.people,
        left_out=len(clashing),
        family=family,
        codes=tuple(
            CodeMeasure(code, _stretches(documents.values(), code), single.count(code), family.each[code])
            for code in chosen
        ),
        lonely=lonely,
        lonely_count=count,
        clashes=_named(marks, clashing, most),
        clash_count=sum(len(found) for found in clashing.values()),
    )


def _nearest(tree: CodeTree, put: UUID, chosen: Sequence[UUID]) -> UUID | None:
    return next((one for one in tree.line(put) if one in chosen), None)


def _stretches(documents: Iterable[Coded], value: UUID | None = None) -> int:
    units = (unit for one in documents for some in one.coders.values() for unit in some)
    return sum(1 for unit in units if value is None or unit.value == value)


def _named(marks: Marks, clashing: dict[UUID, list[tuple[object, Unit, Unit]]], most: int) -> tuple[Clash, ...]:
    listed = [
        (fragment, who, (one.value, other.value))
        for voice, found in clashing.items()
        for who, one, other in found
        if (fragment := marks.fragment_of(voice, who, other))  # type: ignore[arg-type]
    ][:most]
    names = names_of({who for _f, who, _c in listed})  # type: ignore[misc]
    fragments = (
        Fragment.objects.filter(pk__in=[fragment for fragment, _w, _c in listed])
        .select_related("voice", "turn")
        .defer("voice__peaks", "turn__keys")
        .in_bulk()
    )
    return tuple(
        Clash(fragments[fragment], names.get(who, ""), pair)  # type: ignore[call-overload, arg-type]
        for fragment, who, pair in listed
        if fragment in fragments
    )
