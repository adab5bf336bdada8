"""What each one put into the works: money and priced things, labour apart, and what nobody priced.

Labour is never added silently to the rest: a sum is told without it and with it. Days without a price stay days.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from manantial.kernel.money import Money
from manantial.project.rules.catalogues import INVESTED, InvestmentKind
from manantial.project.rules.targets import number

_Key = TypeVar("_Key", bound=Hashable)
WORKDAYS = frozenset({"jornal", "jornales", "jornada", "jornadas", "días", "dias"})


@dataclass(frozen=True)
class Put:
    """Something put into a work; `amount` is None when it was not priced."""

    source: str
    kind: str
    state: str
    year: int
    amount: Money | None = None
    quantity: str = ""
    unit: str = ""

    @property
    def is_labour(self) -> bool:
        """True for work of people."""
        return self.kind == InvestmentKind.LABOUR

    @property
    def is_invested(self) -> bool:
        """True when it was executed or proven; otherwise it is only promised or received."""
        return self.state in INVESTED

    @property
    def workdays(self) -> Decimal:
        """Days of work, whether priced or not; zero for anything else."""
        counted = number(self.quantity) if self.is_labour and self.unit.strip().lower() in WORKDAYS else None
        return counted or Decimal(0)


@dataclass(frozen=True)
class Invested:
    """Sums in one currency: executed without labour, labour that has a price, what is only committed or received."""

    executed: Money
    labour: Money
    pending: Money
    workdays: Decimal
    unpriced: int

    @property
    def with_labour(self) -> Money:
        """Executed, labour included at the price somebody stated."""
        return self.executed + self.labour


def invested(puts: Iterable[Put], currency: str) -> Invested:
    """Sum what was put in, in one currency; what has no price is counted and not summed."""
    known = list(puts)
    priced = [put for put in known if put.amount is not None and put.amount.currency == currency]

    def total(chosen: Iterable[Put]) -> Money:
        return Money.total((put.amount for put in chosen if put.amount is not None), currency)

    done = [put for put in priced if put.is_invested]
    return Invested(
        total(put for put in done if not put.is_labour),
        total(put for put in done if put.is_labour),
        total(put for put in priced if not put.is_invested),
        sum((put.workdays for put in known if put.is_invested), Decimal(0)),
        len(known) - len(priced),
    )


def invested_by(puts: Sequence[Put], key: Callable[[Put], _Key], currency: str) -> dict[_Key, Invested]:
    """The same sums for each source, kind or year, in the order in which they first appear."""
    keys = dict.fromkeys(key(put) for put in puts)
    return {one: invested((put for put in puts if key(put) == one), currency) for one in keys}
