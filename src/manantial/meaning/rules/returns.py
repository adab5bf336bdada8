"""The return of results: who gave words, who got something back, and how long the others have waited."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _

PATIENCE = 90  # days a community may wait before it counts as overdue: three months, the span between two assemblies


class ReturnState(StrEnum):
    """How far the return to a community is."""

    OVERDUE = "overdue"
    PENDING = "pending"
    RETURNED = "returned"


RETURN_WORDS: Mapping[ReturnState, str] = {
    ReturnState.OVERDUE: _("Falta, y ya es tarde"),
    ReturnState.PENDING: _("Falta regresar"),
    ReturnState.RETURNED: _("Ya se regresó"),
}


@dataclass(frozen=True)
class Contribution:
    """A community that gave its words, the last day it gave them, and the first day something came back."""

    community: Hashable
    collected: date
    returned: date | None = None

    def elapsed(self, today: date) -> int:
        """Return days between collection and return, or until today while nothing came back."""
        return ((self.returned or today) - self.collected).days

    def state(self, today: date) -> ReturnState:
        """Say whether something came back, and if not, whether the community has waited longer than is decent."""
        if self.returned is not None:
            return ReturnState.RETURNED
        return ReturnState.OVERDUE if self.elapsed(today) > PATIENCE else ReturnState.PENDING


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
