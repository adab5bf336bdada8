"""What it costs to begin and to keep going: lines with their assumption, and sums that are always derived.

A price nobody knows is no zero: the sum says how many prices are missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from manantial.kernel.money import Money, MoneyError
from manantial.kernel.rulings import gettext_noop as _

MOST_QUANTITY, MOST_TIMES = Decimal(1_000_000), 366
MOST_PRICE = 10**11  # minor units: a thousand million


class CostPhase(StrEnum):
    """When a line is paid."""

    START = "start"
    YEARLY = "yearly"


class Payer(StrEnum):
    """Who pays a line."""

    MUNICIPALITY = "municipality"
    COMMUNITIES = "communities"
    ALLY = "ally"


PHASE_WORDS: Mapping[str, str] = {
    CostPhase.START: _("Para arrancar, una vez"),
    CostPhase.YEARLY: _("Cada año"),
}
PAYER_WORDS: Mapping[str, str] = {
    Payer.MUNICIPALITY: _("El municipio"),
    Payer.COMMUNITIES: _("Las comunidades"),
    Payer.ALLY: _("Aliados"),
}


@dataclass(frozen=True)
class CostFacts:
    """A line as sums read it: so many of something, at a price, so many times (twelve months, two visits)."""

    phase: CostPhase
    payer: Payer
    quantity: Decimal
    price: Money | None
    times: int = 1

    @property
    def total(self) -> Money | None:
        """The amount of the line, rounded half up to the smallest unit; None while nobody knows the price."""
        if self.price is None:
            return None
        return Money.of(self.price.decimal * self.quantity * self.times, self.price.currency)


@dataclass(frozen=True)
class Sum:
    """What the known lines add up to, and how many have no price yet. `lines` of them in all."""

    known: Money
    lines: int
    missing: int

    @property
    def is_whole(self) -> bool:
        """Every line has its price, and there is one at least."""
        return bool(self.lines) and not self.missing


@dataclass(frozen=True)
class CostSums:
    """What it costs to begin, each year, and the first year in all; each year also by who pays."""

    start: Sum
    yearly: Sum
    first_year: Sum
    by_payer: Mapping[Payer, Mapping[CostPhase, Sum]]


def cost_sums(lines: Iterable[CostFacts], currency: str) -> CostSums:
    """Add up the lines of one currency."""
    listed = list(lines)

    def of(*, phase: CostPhase | None = None, payer: Payer | None = None) -> Sum:
        chosen = [one for one in listed if phase in (None, one.phase) and payer in (None, one.payer)]
        totals = [one.total for one in chosen]
        known = [total for total in totals if total is not None]
        return Sum(Money.total(known, currency), len(totals), len(totals) - len(known))

    return CostSums(
        start=of(phase=CostPhase.START),
        yearly=of(phase=CostPhase.YEARLY),
        first_year=of(),
        by_payer={payer: {phase: of(phase=phase, payer=payer) for phase in CostPhase} for payer in Payer},
    )


def read_quantity(text: str) -> Decimal | None:
    """A quantity as people type it (`2`, `1.5`, `1,200`), with at most two decimals; None when it is not one."""
    try:
        found = Decimal(text.strip().replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    fits = found.is_finite() and 0 <= found <= MOST_QUANTITY
    return found if fits and found == round(found, 2) else None


def read_price(text: str, currency: str) -> Money | None:
    """A price as people type it; None when it is not one."""
    try:
        found = Money.parse(text, currency)
    except MoneyError:
        return None
    return found if 0 <= found.minor <= MOST_PRICE else None


def read_times(text: str) -> int | None:
    """How many times a line is paid; None when it is not such a number."""
    bare = text.strip()
    return int(bare) if bare.isdecimal() and len(bare) < 5 and 1 <= int(bare) <= MOST_TIMES else None


def say_quantity(quantity: Decimal) -> str:
    """A quantity without needless zeros: `2`, `1.5`."""
    plain = f"{quantity:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
