"""Impact targets: from where, where now, to where. A value nobody has measured is "no data", never zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from manantial.kernel.dates import PartialDate

_FEWEST_FOR_PACE = 2
_FARTHEST_YEARS = 50  # beyond that a projection says nothing


@dataclass(frozen=True)
class Measure:
    """A dated value of a target; `value` is decimal text as it was given."""

    value: str
    when: PartialDate
    source: str
    baseline: bool = False
    note: str = ""

    @property
    def number(self) -> Decimal | None:
        """The value as a number; None when it is words."""
        return number(self.value)


@dataclass(frozen=True)
class Way:
    """The way of a target. Each part may be unknown; nothing is computed from what is unknown."""

    target: Decimal | None
    baseline: Measure | None
    now: Measure | None

    @property
    def reached(self) -> bool | None:
        """True when now is at or beyond the target; None when either is unknown."""
        if self.target is None or self.now is None or self.now.number is None:
            return None
        return self.now.number >= self.target

    @property
    def gap(self) -> Decimal | None:
        """How much is lacking to the target, zero when it is reached; None when unknown."""
        if self.target is None or self.now is None or self.now.number is None:
            return None
        return max(Decimal(0), self.target - self.now.number)

    @property
    def advance(self) -> Decimal | None:
        """The part of the way walked since the baseline (may be negative); None without baseline, present or way."""
        if self.target is None or self.baseline is None or self.now is None:
            return None
        start, present = self.baseline.number, self.now.number
        if start is None or present is None or start == self.target:
            return None
        return (present - start) / (self.target - start)


def number(text: str | None) -> Decimal | None:
    """Read decimal text with or without commas between thousands; None for anything else."""
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def way_of(target: str, measures: Iterable[Measure]) -> Way:
    """Put the newest baseline and the newest measure beside the target; the baseline is not a present value."""
    ordered = sorted(measures, key=lambda one: one.when.key)
    baselines = [one for one in ordered if one.baseline]
    present = [one for one in ordered if not one.baseline]
    return Way(number(target), baselines[-1] if baselines else None, present[-1] if present else None)


@dataclass(frozen=True)
class Projection:
    """When the target would be reached at the pace seen; `year` is None when the pace does not lead there."""

    year: int | None
    points: int


def projection(target: str, measures: Sequence[Measure]) -> Projection | None:
    """Follow the straight line between the first and the last measured value, baseline included.

    None with fewer than two dated numbers of different years: a single point has no pace. The answer is a year and
    nothing finer.
    """
    goal = number(target)
    dated = [(_middle(one.when), one.number) for one in measures]
    points = sorted((day, value) for day, value in dated if day is not None and value is not None)
    if goal is None or len(points) < _FEWEST_FOR_PACE or points[0][0].year == points[-1][0].year:
        return None
    (first, low), (last, high) = points[0], points[-1]
    if high >= goal:
        return Projection(last.year, len(points))
    pace = (high - low) / Decimal((last - first).days)
    if pace <= 0:
        return Projection(None, len(points))
    days = (goal - high) / pace
    if days > _FARTHEST_YEARS * 366:
        return Projection(None, len(points))
    return Projection(date.fromordinal(last.toordinal() + round(days)).year, len(points))


def _middle(when: PartialDate) -> date | None:
    first, last = when.earliest or when.latest, when.latest or when.earliest
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2) if first and last else None
