"""A long voice in parts: how many turns stand on one page, and on which one a turn or a second is.

A part always holds whole turns. Its size is told in letters of the page it makes, so that the page of an interview of
two hours weighs no more than that of one of ten minutes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Row:
    """One thing that a page shows whole: its number for people, how much it weighs, and when it begins (ms)."""

    number: int
    weight: int
    start_ms: int | None = None


@dataclass(frozen=True)
class Part:
    """Some rows in their order, by their numbers, and the numbers of the rows that stand before and after them."""

    first: int
    last: int
    before: int | None = None
    after: int | None = None
    number: int = 0  # of the part, from 1; 0 for what goes on from a row wherever it is
    total: int = 0

    def holds(self, number: int) -> bool:
        """Whether a row stands in this part."""
        return self.first <= number <= self.last


def cut(weights: Sequence[int], most: int) -> list[range]:
    """Cut things in parts that weigh at most `most`; one that weighs more stands alone."""
    parts: list[range] = []
    start = held = 0
    for place, weight in enumerate(weights):
        if place > start and held + weight > most:
            parts.append(range(start, place))
            start, held = place, 0
        held += weight
    return [*parts, range(start, len(weights))] if weights else []


def part_with(rows: Sequence[Row], number: int, most: int) -> Part | None:
    """The part that holds a row; of a number that is not there, the nearest row before it. None without rows."""
    if not rows:
        return None
    place = max(0, bisect_right([row.number for row in rows], number) - 1)
    parts = cut([row.weight for row in rows], most)
    n = next(n for n, part in enumerate(parts) if place in part)
    return replace(_part(rows, parts[n]), number=n + 1, total=len(parts))


def part_after(rows: Sequence[Row], number: int, most: int) -> Part | None:
    """What goes on after a row, from the next one on; None at the end."""
    start = bisect_right([row.number for row in rows], number)
    found = cut([row.weight for row in rows[start:]], most)
    return _part(rows, range(start, start + len(found[0]))) if found else None


def part_before(rows: Sequence[Row], number: int, most: int) -> Part | None:
    """What stands before a row, up to the one above it; None at the beginning."""
    end = sum(row.number < number for row in rows)
    found = cut([row.weight for row in reversed(rows[:end])], most)
    return _part(rows, range(end - len(found[0]), end)) if found else None


def row_at(rows: Sequence[Row], moment: int) -> int | None:
    """The number of the row that sounds at a millisecond: the last one that has begun, else the first with a time."""
    timed = [row for row in rows if row.start_ms is not None]
    begun = [row.number for row in timed if (row.start_ms or 0) <= moment]
    if begun:
        return begun[-1]
    return timed[0].number if timed else None


def _part(rows: Sequence[Row], places: range) -> Part:
    before, after = places.start - 1, places.stop
    return Part(
        rows[places.start].number,
        rows[places.stop - 1].number,
        rows[before].number if before >= 0 else None,
        rows[after].number if after < len(rows) else None,
    )
