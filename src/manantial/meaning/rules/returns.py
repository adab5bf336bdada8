"""The return of results: who gave words, who got something back, and how long the others have waited."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Contribution:
    """A community that gave its words, the last day it gave them, and the first day something came back."""

    community: Hashable
    collected: date
    returned: date | None = None

    def elapsed(self, today: date) -> int:
        """Return days between collection and return, or until today while nothing came back."""
        return ((self.returned or today) - self.collected).days


@dataclass(frozen=True)
class ReturnMetric:
    """How many contributing communities got something back; percent is None when nobody contributed yet."""

    contributed: int
    returned: int
    pending: tuple[Contribution, ...] = ()  # the longest wait first

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded half up."""
        return None if not self.contributed else (200 * self.returned + self.contributed) // (2 * self.contributed)


def return_metric(contributions: Iterable[Contribution], *, today: date) -> ReturnMetric:
    """Return the metric of devolución: only communities that contributed count."""
    every = list(contributions)
    waiting = [contribution for contribution in every if contribution.returned is None]
    waiting.sort(key=lambda contribution: (-contribution.elapsed(today), str(contribution.community)))
    return ReturnMetric(len(every), len(every) - len(waiting), tuple(waiting))
