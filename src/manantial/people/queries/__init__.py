"""Questions about people: who holds which seat on a day, what is expired or vacant, who is in the alliance."""

from manantial.people.queries.holdings import holdings_of
from manantial.people.queries.seats import (
    Composition,
    Gap,
    Holder,
    Place,
    bodies_without_holder,
    composition,
    current_mandates,
    expired_mandates,
    holders,
    representatives_of,
    roster,
    term_ends_between,
    timeline,
)

__all__ = [
    "Composition",
    "Gap",
    "Holder",
    "Place",
    "bodies_without_holder",
    "composition",
    "current_mandates",
    "expired_mandates",
    "holders",
    "holdings_of",
    "representatives_of",
    "roster",
    "term_ends_between",
    "timeline",
]
