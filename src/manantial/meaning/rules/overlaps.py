"""Which fragments share a place, and so which codes come together: one sweep over positions, in one pass.

Two fragments overlap when they share at least one letter of the same version of a transcript; where one of them has no
letters there (only seconds, or another version), when they share at least one millisecond of the recording. Distinct
pairs of fragments are counted, and a fragment that carries both codes counts once by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Together(StrEnum):
    """When two codes are said to come together."""

    FRAGMENT = "fragment"  # on the same fragment
    OVERLAP = "overlap"  # on fragments that share a place
    TURN = "turn"  # in the same turn
    NEAR = "near"  # in turns not farther than so many
    VOICE = "voice"  # in the same testimony


Codes = tuple[int, ...]
Lying = tuple[Hashable, int, int, Codes]  # turn, its first letter, the letter after the last one, codes


class Marked(NamedTuple):
    """Where a fragment lies and which codes it carries. Positions are half open; None where it has none."""

    voice: Hashable
    codes: Codes
    version: Hashable = None  # of the transcript
    start: int | None = None  # letters from the beginning of the version
    end: int | None = None
    turn: int | None = None  # its place in the version
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass
class Meetings:
    """How often codes came together, and how many fragments each holds."""

    pairs: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))  # the smaller code first
    holds: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, others: Meetings) -> None:
        """Count also what was found among other voices."""
        for pair, count in others.pairs.items():
            self.pairs[pair] += count
        for code, count in others.holds.items():
            self.holds[code] += count

    def of(self, one: int, other: int) -> int:
        """How often two codes came together."""
        return self.pairs.get((min(one, other), max(one, other)), 0)

    def coefficient(self, one: int, other: int) -> float | None:
        """c = n12 / (n1 + n2 - n12): 0 is never, 1 is always.

        None where it says nothing: no fragment has them, or so many pairs meet that the measure would pass 1.
        """
        both = self.of(one, other)
        rest = self.holds.get(one, 0) + self.holds.get(other, 0) - both
        return both / rest if rest > 0 and both <= rest else None


def meetings_in_order(lying: Iterable[Lying]) -> Meetings:
    """The overlaps of fragments that all have letters, given turn by turn in the order of their beginnings.

    Nothing is kept but the fragments of one turn, so hundreds of thousands pass in one go.
    """
    found = Meetings()
    sets: dict[Codes, int] = defaultdict(int)
    met: dict[tuple[Codes, Codes], int] = defaultdict(int)

    def noted() -> Iterator[Lying]:
        for one in lying:
            sets[one[3]] += 1
            yield one

    for pair in _sweep(noted()):
        met[pair] += 1
    for codes, many in sets.items():
        _alone(found, codes, many)
    for (ones, others), many in met.items():
        _many(found, ones, others, many)
    return found


def meetings(marked: Iterable[Marked], together: Together = Together.OVERLAP, *, near: int = 1) -> Meetings:
    """Count how often each two codes come together. `near` is how many turns may lie apart at most."""
    found = Meetings()
    groups: dict[Hashable, list[Marked]] = defaultdict(list)
    sets: dict[Codes, int] = defaultdict(int)
    for one in marked:
        sets[one.codes] += 1
        groups[one.voice].append(one)
    for codes, many in sets.items():
        _alone(found, codes, many)
    if together is Together.FRAGMENT:
        return found
    for group in groups.values():
        if together is Together.VOICE:
            _everybody(found, group)
            continue
        pairs = (
            overlapping(group)
            if together is Together.OVERLAP
            else _near(group, near if together is Together.NEAR else 0)
        )
        for one, other in pairs:
            _meet(found, one.codes, other.codes)
    return found


def overlapping(group: Sequence[Marked]) -> Iterator[tuple[Marked, Marked]]:
    """Each two fragments of one voice that share a place, once."""
    versions: dict[Hashable, list[Marked]] = defaultdict(list)
    for one in group:
        if one.start is not None and one.end is not None:
            versions[one.version].append(one)
    for some in versions.values():
        yield from _sweep(_ordered((None, one.start or 0, one.end or 0, one) for one in some))
    written = sum(len(some) for some in versions.values())
    if written == len(group) and len(versions) <= 1:
        return  # letters decide for all of them
    timed = ((None, one.start_ms, one.end_ms, one) for one in group if not (one.start_ms is None or one.end_ms is None))
    for one, other in _sweep(_ordered(timed)):
        if one.start is None or other.start is None or one.version != other.version:
            yield one, other


def _ordered(spans: Iterable[tuple[Hashable, int, int, Marked]]) -> list[tuple[Hashable, int, int, Marked]]:
    return sorted(spans, key=itemgetter(1))


def _sweep(spans: Iterable[tuple[Hashable, int, int, T]]) -> Iterator[tuple[T, T]]:
    """Walk along the beginnings, place by place; what has not ended yet is met."""
    at: Hashable = None
    standing: list[tuple[int, T]] = []
    for place, start, end, one in spans:
        if place != at:
            at, standing = place, []
        if end <= start:
            continue
        if standing:
            standing = [held for held in standing if held[0] > start]
            for _end, other in standing:
                yield other, one
        standing.append((end, one))


def _near(group: Sequence[Marked], turns: int) -> Iterator[tuple[Marked, Marked]]:
    """Each two fragments of one version whose turns are not farther apart."""
    versions: dict[Hashable, list[tuple[int, Marked]]] = defaultdict(list)
    for one in group:
        if one.turn is not None:
            versions[one.version].append((one.turn, one))
    for some in versions.values():
        some.sort(key=lambda placed: placed[0])
        first = 0
        for place, (turn, one) in enumerate(some):
            while some[first][0] < turn - turns:
                first += 1
            for _turn, other in some[first:place]:
                yield other, one


def _alone(found: Meetings, codes: Codes, many: int) -> None:
    """So many fragments that carry exactly these codes: each holds them, and brings each two together."""
    for place, code in enumerate(codes):
        found.holds[code] += many
        for other in codes[place + 1 :]:
            found.pairs[(code, other) if code < other else (other, code)] += many


def _meet(found: Meetings, ones: Collection[int], others: Collection[int]) -> None:
    """One pair of fragments: each two codes that it brings together, once. Each two of the same code too."""
    if len(ones) == 1 and len(others) == 1:
        (one,), (other,) = ones, others
        found.pairs[(one, other) if one < other else (other, one)] += 1
        return
    for pair in {(one, other) if one < other else (other, one) for one in ones for other in others}:
        found.pairs[pair] += 1


def _everybody(found: Meetings, group: Sequence[Marked]) -> None:
    """All fragments of one voice meet each other; counted by how many fragments have each set of codes."""
    sets: dict[Codes, int] = defaultdict(int)
    for one in group:
        sets[one.codes] += 1
    kinds = list(sets.items())
    for place, (ones, many) in enumerate(kinds):
        _many(found, ones, ones, many * (many - 1) // 2)
        for others, more in kinds[place + 1 :]:
            _many(found, ones, others, many * more)


def _many(found: Meetings, ones: Codes, others: Codes, times: int) -> None:
    for pair in {(one, other) if one < other else (other, one) for one in ones for other in others}:
        if times:
            found.pairs[pair] += times


def strongest(found: Meetings, most: int = 20) -> list[tuple[int, int, int]]:
    """The pairs of different codes that come together most often: code, code, how often."""
    pairs: Mapping[tuple[int, int], int] = found.pairs
    listed = [(one, other, count) for (one, other), count in pairs.items() if one != other]
    return sorted(listed, key=lambda row: (-row[2], row[0], row[1]))[:most]
