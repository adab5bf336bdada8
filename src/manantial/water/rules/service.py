"""Problems and how long they last, and what each one put into the works: with and without labour, never mixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from manantial.kernel.money import Money

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class FailureFacts:
    """A reported problem as a sum sees it."""

    community: str
    reported_at: datetime
    solved_at: datetime | None = None
    days_without_service: int | None = None


@dataclass(frozen=True)
class ServiceRecord:
    """How problems went in a stretch of time: reported, solved, mean days to solve, days without water."""

    reported: int
    solved: int
    mean_days: float | None
    days_without_service: int | None
    unknown_days: int  # problems whose days without water nobody wrote


def service_record(failures: Iterable[FailureFacts], until: datetime, span: timedelta = YEAR) -> ServiceRecord:
    """Sum the problems reported within `span` before a moment. Nothing written is None, not zero."""
    recent = [one for one in failures if until - span <= one.reported_at <= until]
    times = [one.solved_at - one.reported_at for one in recent if one.solved_at is not None]
    days = [one.days_without_service for one in recent if one.days_without_service is not None]
    mean = sum(times, timedelta()) / len(times) if times else None
    return ServiceRecord(
        reported=len(recent),
        solved=len(times),
        mean_days=mean.total_seconds() / 86_400 if mean is not None else None,
        days_without_service=sum(days) if days or not recent else None,
        unknown_days=len(recent) - len(days),
    )


@dataclass(frozen=True)
class Share:
    """One contribution to a work. `person_days` is labour; its value in money is optional and never forced."""

    source: str
    kind: str  # money, labour, material, …
    year: int
    community: str = ""
    amount: Money | None = None
    person_days: int | None = None

    @property
    def is_labour(self) -> bool:
        """True for communal work."""
        return self.kind == "labour"


@dataclass(frozen=True)
class Sums:
    """What a group of contributions comes to, in one currency."""

    without_labour: Money
    labour_value: Money
    person_days: int
    unpriced_days: int  # days of work nobody put a price on
    unpriced: int  # other contributions without a price
    by_source: dict[str, Money] = field(default_factory=dict)  # without labour

    @property
    def with_labour(self) -> Money:
        """Both together: only shown beside the sum without labour, never instead of it."""
        return self.without_labour + self.labour_value


def sum_shares(shares: Iterable[Share], currency: str) -> Sums:
    """Sum contributions of one currency. Raises MixedCurrencies when another one appears: convert it first."""
    all_shares = list(shares)
    labour = [one for one in all_shares if one.is_labour]
    others = [one for one in all_shares if not one.is_labour]
    by_source: dict[str, Money] = {}
    for one in others:
        if one.amount is not None:
            by_source[one.source] = by_source.get(one.source, Money.zero(currency)) + one.amount
    return Sums(
        without_labour=Money.total((one.amount for one in others if one.amount is not None), currency),
        labour_value=Money.total((one.amount for one in labour if one.amount is not None), currency),
        person_days=sum(one.person_days or 0 for one in labour),
        unpriced_days=sum(one.person_days or 0 for one in labour if one.amount is None),
        unpriced=sum(one.amount is None for one in others),
        by_source=dict(sorted(by_source.items())),
    )
