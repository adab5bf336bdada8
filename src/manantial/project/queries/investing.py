"""Works and what was put into them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from manantial.project.models import CoInvestment, Work, WorkCommunity
from manantial.project.rules.investing import Invested, Put, invested, invested_by

CURRENCY = "MXN"  # works are paid in pesos; another currency is counted as not summed


@dataclass(frozen=True)
class ShownWork:
    """A work with its communities and its sums."""

    row: Work
    communities: tuple[str, ...]
    sums: Invested
    puts: tuple[CoInvestment, ...]


@dataclass(frozen=True)
class Ledger:
    """All works and their sums, by year and by source."""

    works: tuple[ShownWork, ...]
    sums: Invested
    by_year: dict[int, Invested]
    by_source: dict[str, Invested]
    communities: int


def works() -> QuerySet[Work]:
    """Every work with its communities and contributions: three questions."""
    links = Prefetch("community_links", WorkCommunity.objects.select_related("community"))
    return Work.objects.prefetch_related(links, "contributions")


def put_of(row: CoInvestment) -> Put:
    """A contribution to a work as the rules see it."""
    return Put(row.source, row.kind, row.state, row.on.year, row.amount, row.quantity, row.unit)


def ledger() -> Ledger:
    """The whole co-investment ledger."""
    rows = list(works())
    shown = tuple(_shown(row) for row in rows)
    puts = [put_of(one) for work in shown for one in work.puts]
    places = {link.community_id for row in rows for link in row.community_links.all()}
    return Ledger(
        shown,
        invested(puts, CURRENCY),
        dict(sorted(invested_by(puts, lambda put: put.year, CURRENCY).items())),
        invested_by(puts, lambda put: put.source, CURRENCY),
        len(places),
    )


def _shown(row: Work) -> ShownWork:
    puts = tuple(row.contributions.all())
    names = tuple(link.community.name for link in row.community_links.all())
    return ShownWork(row, names, invested((put_of(one) for one in puts), CURRENCY), puts)
