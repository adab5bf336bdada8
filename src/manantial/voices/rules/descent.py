"""From which turn of the version before each turn of a new version comes, when a transcript is corrected.

A turn that was corrected keeps its line of descent. Of a turn that was split, the first part keeps it; of turns that
were joined, the first gives it. The others are kept as forebears, with how many letters their words moved, so that
words marked in them can still be found. Two turns of one version never have the same line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from uuid import UUID

from manantial.kernel.text import fold

_WORD = re.compile(r"\S+")
_HALF = 2
_RUN = 4  # words in a row that are not there by chance
_MOST_FOREBEARS = 12


@dataclass(frozen=True)
class Forebear:
    """Another turn whose words stand in this one, and how many letters further on than in it."""

    line: UUID
    shift: int


@dataclass(frozen=True)
class Before:
    """A turn of the version that is corrected."""

    line: UUID
    text: str
    forebears: tuple[Forebear, ...] = ()


@dataclass(frozen=True)
class Descent:
    """The line that a new turn continues (None: it begins one) and the other turns whose words it holds."""

    line: UUID | None
    forebears: tuple[Forebear, ...] = ()


@dataclass
class _Shared:
    """The words that a new turn has in common with an old one."""

    words: int = 0
    longest: int = 0
    shift: int = 0  # of the longest run


@dataclass
class _Work:
    """What is known while the lines are handed on."""

    old: Sequence[Before]
    new: Sequence[str]
    given: list[int | None]  # for each new turn, the old one whose line it continues
    shared: dict[tuple[int, int], _Shared] = field(default_factory=lambda: defaultdict(_Shared))

    def give(self, one: int, before: int) -> None:
        """Hand a line on, once."""
        if self.given[one] is None and before not in self.given:
            self.given[one] = before

    def holds(self, one: int, before: int) -> bool:
        """The words in common are so many that they are not there by chance."""
        found = self.shared.get((one, before))
        if not found or not found.words:
            return False
        fewer = min(len(self.new[one].split()), len(self.old[before].text.split()))
        return found.longest >= _RUN or found.words * _HALF >= fewer


def descend(old: Sequence[Before], new: Sequence[str], asked: Sequence[UUID | None] = ()) -> list[Descent]:
    """Say for each new turn from where it comes. `asked` are lines that an editor already knows; unknown ones and
    repeated ones are not believed."""
    work = _Work(old, new, [None] * len(new))
    known = {turn.line: place for place, turn in enumerate(old)}
    for one, line in enumerate(asked):
        if line in known:
            work.give(one, known[line])
    changed = []
    matcher = SequenceMatcher(a=[turn.text for turn in old], b=list(new), autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            for step in range(end - start):
                work.give(start + step, first + step)
        else:
            changed.append((range(first, last), range(start, end)))
            _compare(work, range(first, last), range(start, end))
    for before, after in changed:
        _hand_on(work, before, after)
    return [_descent(work, one) for one in range(len(new))]


def _compare(work: _Work, before: range, after: range) -> None:
    """Count the words that the turns of a changed stretch have in common, in their order."""
    left = [(place, *word) for place in before for word in _words(work.old[place].text)]
    right = [(place, *word) for place in after for word in _words(work.new[place])]
    matcher = SequenceMatcher(a=[word for _place, _at, word in left], b=[word for _place, _at, word in right])
    for a, b, size in matcher.get_matching_blocks():
        run, pair = 0, None
        for step in range(size):
            old, new = left[a + step], right[b + step]
            run = run + 1 if pair == (new[0], old[0]) else 1
            pair = (new[0], old[0])
            found = work.shared[pair]
            found.words += 1
            if run > found.longest:
                found.longest, found.shift = run, new[1] - old[1]


def _words(text: str) -> Iterator[tuple[int, str]]:
    for found in _WORD.finditer(text):
        yield found.start(), fold(found[0]).strip(".,;:¿?¡!«»\"'()…-")


def _hand_on(work: _Work, before: range, after: range) -> None:
    for one in after:
        for place in before:
            if work.holds(one, place):
                work.give(one, place)
    if len(before) == len(after):
        for one, place in zip(after, before, strict=True):
            work.give(one, place)
    for one in after:
        near = [place for place in before if (one, place) in work.shared and place not in work.given]
        if near:
            work.give(one, max(near, key=lambda place: work.shared[one, place].words))


def _descent(work: _Work, one: int) -> Descent:
    own = work.given[one]
    found: dict[UUID, int] = {}
    if own is not None:
        found.update({elder.line: elder.shift for elder in work.old[own].forebears})
    for place, turn in enumerate(work.old):
        if place != own and work.holds(one, place):
            shift = work.shared[one, place].shift
            found.setdefault(turn.line, shift)
            for elder in turn.forebears:
                found.setdefault(elder.line, elder.shift + shift)
    line = None if own is None else work.old[own].line
    kept = [Forebear(key, shift) for key, shift in found.items() if key != line]
    return Descent(line, tuple(kept[:_MOST_FOREBEARS]))
