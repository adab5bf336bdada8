"""The arithmetic of the budget: exact to the cent, cash apart from in kind, missing always derived.

Rules, from how such budgets are made and audited: an amount in another currency is converted line by line, each line
is rounded half up, and the rounded lines are summed; what is over-secured is shown and never hidden behind a zero;
the marks (*) in kind and (**) financing say the planned kind of source, not how far it has come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from manantial.kernel.money import Money, MoneyError
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.project.rules.catalogues import SECURE, PledgeState, Purse, purse_of

IN_KIND_MARK, CASH_MARK = "(*)", "(**)"
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Pledge:
    """A contribution to a line, in the currency of the budget."""

    kind: str
    state: str
    amount: Money

    @property
    def purse(self) -> Purse:
        """Cash, in kind, or not told apart."""
        return purse_of(self.kind)

    @property
    def is_secure(self) -> bool:
        """True when it is signed or received."""
        return self.state in SECURE


@dataclass(frozen=True)
class Line:
    """A line of the budget with what was pledged to it. A total of None is not known, which is not zero."""

    number: int
    group: int
    total: Money | None
    in_kind: bool
    cash: bool
    pledges: tuple[Pledge, ...] = ()

    @property
    def marks(self) -> str:
        """The marks of the page, made from the planned kinds: `(*)`, `(**)`, `(*) (**)` or nothing."""
        return " ".join(mark for mark, planned in ((IN_KIND_MARK, self.in_kind), (CASH_MARK, self.cash)) if planned)

    def secured_in(self, purse: Purse, currency: str) -> Money:
        """What is signed or received in one purse."""
        return Money.total((p.amount for p in self.pledges if p.is_secure and p.purse is purse), currency)


@dataclass(frozen=True)
class Sums:
    """Sums of lines in one currency. `unknown` counts lines without an amount: they are in no sum."""

    currency: str
    lines: int
    total: Money
    secured: Money
    missing: Money
    over: Money
    promised: Money
    cash: Money
    in_kind: Money
    unsplit: Money
    unknown: int = 0

    @property
    def share(self) -> Decimal | None:
        """Secured as a part of the total, 0 to 1 and beyond when over-secured; None without a total."""
        return self.secured.decimal / self.total.decimal if self.total else None

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent with one decimal, rounded half up: 37.8."""
        return None if self.share is None else percent_of(self.share)

    @property
    def closes(self) -> bool:
        """True when total + over = secured + missing, to the cent, as far as amounts are known."""
        return self.total + self.over == self.secured + self.missing

    def __add__(self, other: Sums) -> Sums:
        """Sums of both sets of lines; MixedCurrencies when they differ."""
        return Sums(
            self.currency,
            self.lines + other.lines,
            self.total + other.total,
            self.secured + other.secured,
            self.missing + other.missing,
            self.over + other.over,
            self.promised + other.promised,
            self.cash + other.cash,
            self.in_kind + other.in_kind,
            self.unsplit + other.unsplit,
            self.unknown + other.unknown,
        )


def percent_of(share: Decimal) -> Decimal:
    """A share as per cent with one decimal, rounded half up."""
    return (share * _HUNDRED).quantize(Decimal("0.1"), ROUND_HALF_UP)


def sums_of_line(line: Line, currency: str) -> Sums:
    """What one line says. Missing is max(0, total − secured); what goes beyond the total is `over`."""
    zero = Money.zero(currency)
    cash, in_kind, unsplit = (line.secured_in(purse, currency) for purse in Purse)
    secured = cash + in_kind + unsplit
    promised = Money.total((p.amount for p in line.pledges if p.state == PledgeState.PROMISED), currency)
    total = line.total or zero
    return Sums(
        currency,
        1,
        total,
        secured,
        max(zero, total - secured) if line.total is not None else zero,
        max(zero, secured - total),
        promised,
        cash,
        in_kind,
        unsplit,
        int(line.total is None),
    )


def sums(lines: Iterable[Line], currency: str) -> Sums:
    """The sums of the shown lines: what stands below a table is what stands in it."""
    zero = Money.zero(currency)
    nothing = Sums(currency, 0, zero, zero, zero, zero, zero, zero, zero, zero)
    return sum((sums_of_line(line, currency) for line in lines), nothing)


def sums_by_group(lines: Sequence[Line], currency: str) -> dict[int, Sums]:
    """Sums for each group, in the order of the page."""
    groups = dict.fromkeys(line.group for line in lines)
    return {group: sums((line for line in lines if line.group == group), currency) for group in groups}


def sums_by_marks(lines: Sequence[Line], currency: str) -> dict[str, Sums]:
    """Sums for each combination of marks; an unmarked line has its own."""
    marks = dict.fromkeys(line.marks for line in lines)
    return {mark: sums((line for line in lines if line.marks == mark), currency) for mark in marks}


def convert_lines(amounts: Iterable[Money], rate: str | Decimal, to: str) -> tuple[list[Money], Money]:
    """Convert each amount, round each, then sum the rounded ones; return the amounts and their sum."""
    converted = [amount.convert(rate, to) for amount in amounts]
    return converted, Money.total(converted, to)


def part_of(total: Money, percent: Decimal) -> Money:
    """So many per cent of a line, rounded half up: 23 % of 1,684.71 is 387.48. MoneyError below 0 or above 100."""
    if not 0 <= percent <= _HUNDRED:
        raise MoneyError(f"not a percentage: {percent}")
    return Money.of(total.decimal * percent / _HUNDRED, total.currency)


@dataclass(frozen=True)
class UnitPrice:
    """So many units at one price: the whole is their exact sum."""

    units: int
    price: Money


def unit_prices(total: Money, units: int) -> list[UnitPrice]:
    """Part an amount over units by cents: 2,200.22 over 40 is 22 at 55.01 and 18 at 55.00, exactly."""
    counted = Counter(part.minor for part in total.allocate(units))
    return [UnitPrice(count, Money(minor, total.currency)) for minor, count in sorted(counted.items(), reverse=True)]


def units_covered(total: Money, units: int, amount: Money) -> int:
    """How many whole units an amount pays for, dearest first; never more than there are."""
    covered = 0
    for part in total.allocate(units):
        amount = amount - part
        if amount.minor < 0:
            break
        covered += 1
    return covered


def may_pledge(line: Line, amount: Money, currency: str) -> Ruling:
    """Decide whether a contribution to a line makes sense; going over the total is allowed and said."""
    if amount.minor <= 0:
        return Ruling.no(_("Una aportación debe ser mayor que cero."))
    if amount.currency != currency:
        return Ruling.no(
            _("El presupuesto está en %(budget)s. Convierta primero los %(given)s con un tipo de cambio fechado."),
            budget=currency,
            given=amount.currency,
        )
    missing = sums_of_line(line, currency).missing
    if line.total is not None and amount > missing:
        return Ruling.yes(
            _("Con esta aportación el renglón queda cubierto de más por %(over)s."), over=str(amount - missing)
        )
    return Ruling.yes()


_NEXT = {
    PledgeState.PROMISED: {PledgeState.SIGNED, PledgeState.RECEIVED, PledgeState.WITHDRAWN},
    PledgeState.SIGNED: {PledgeState.RECEIVED, PledgeState.WITHDRAWN},
    PledgeState.RECEIVED: set(),
    PledgeState.WITHDRAWN: set(),
}


def may_step(present: str, wanted: str) -> Ruling:
    """Decide whether a contribution may go from one state to another: forward, or withdrawn before it is received."""
    if PledgeState(wanted) in _NEXT[PledgeState(present)]:
        return Ruling.yes()
    if present == PledgeState.RECEIVED:
        return Ruling.no(_("Ya se recibió. Si hubo una devolución, regístrela como un gasto con su nota."))
    if present == PledgeState.WITHDRAWN:
        return Ruling.no(_("Esta aportación se retiró. Si la ofrecen de nuevo, regístrela como nueva."))
    return Ruling.no(_("Esta aportación ya está en ese paso."))


def next_states(present: str) -> tuple[PledgeState, ...]:
    """The states a contribution may take next, in order."""
    return tuple(state for state in PledgeState if state in _NEXT[PledgeState(present)])
