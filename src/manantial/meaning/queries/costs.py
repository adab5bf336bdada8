"""The lines of the sheet of costs and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from manantial.alliance.tenancy import current_alliance
from manantial.meaning.models import CostLine
from manantial.meaning.rules.costs import CostFacts, CostPhase, CostSums, Payer, cost_sums
from manantial.meaning.rules.model_sheet import FIRST

PARTS_OF_A_LINE = ("concept", "unit", "assumption")


@dataclass(frozen=True)
class CostView:
    """A line with its words in one language; a language nobody wrote gets the Spanish ones."""

    line: CostLine
    concept: str
    unit: str
    assumption: str
    facts: CostFacts

    @property
    def key(self) -> str:
        """A short name of the line for the fields of a form that other people fill in."""
        return self.line.pk.hex[-8:]


def cost_rows() -> QuerySet[CostLine]:
    """Return the standing lines in their order: what is paid once first."""
    return CostLine.objects.filter(retired_at=None).select_related("source").order_by("phase", "position", "id")


def cost_views(language: str, rows: Iterable[CostLine] | None = None) -> list[CostView]:
    """Return the lines as they are read in one language."""
    return [_view(row, language) for row in (cost_rows() if rows is None else rows)]


def _view(row: CostLine, language: str) -> CostView:
    spoken = row.texts.get(language) or {}
    first = row.texts.get(FIRST) or {}
    concept, unit, assumption = (str(spoken.get(part) or first.get(part, "")) for part in PARTS_OF_A_LINE)
    facts = CostFacts(CostPhase(row.phase), Payer(row.payer), row.quantity, row.price, row.times)
    return CostView(row, concept, unit, assumption, facts)


def sums_of(views: Iterable[CostView]) -> CostSums:
    """Add up lines in the currency of the alliance."""
    return cost_sums((view.facts for view in views), current_alliance().currency)
