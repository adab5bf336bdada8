"""The budget as the rules see it, and as a page or a sheet shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from manantial.kernel.money import Money
from manantial.project.models import BudgetGroup, BudgetLine, Contribution, Project, Rate
from manantial.project.rules.budget import (
    Line,
    Pledge,
    Sums,
    UnitPrice,
    convert_lines,
    sums,
    sums_by_group,
    sums_by_marks,
    sums_of_line,
    unit_prices,
)
from manantial.project.rules.wording import Said, say


def budget_lines(project: Project) -> QuerySet[BudgetLine]:
    """The lines of a project with their group and contributions: two questions."""
    contributions = Prefetch("contributions", Contribution.objects.order_by("id"))
    lines = BudgetLine.objects.filter(group__project=project).select_related("group__project")
    return lines.order_by("group__position", "number").prefetch_related(contributions)


def rule_line(line: BudgetLine) -> Line:
    """A line as the rules see it."""
    pledges = tuple(
        Pledge(one.kind, one.state, one.amount) for one in line.contributions.all() if one.amount is not None
    )
    return Line(line.number, line.group.position, line.total, line.planned_in_kind, line.planned_cash, pledges)


@dataclass(frozen=True)
class ShownLine:
    """A line with its words and its sums."""

    row: BudgetLine
    printed: str
    label: Said[str]
    rule: Line
    sums: Sums
    converted: Money | None = None

    @property
    def total(self) -> Money | None:
        """The total, None when unknown."""
        return self.rule.total

    @property
    def relabelled(self) -> bool:
        """True when the words shown are not the printed ones."""
        return self.label.words != self.printed

    @property
    def units(self) -> list[UnitPrice]:
        """The prices of one unit, when the line has units."""
        return unit_prices(self.rule.total, self.row.units) if self.row.units and self.rule.total else []


@dataclass(frozen=True)
class ShownGroup:
    """A group with its lines; `heading` is ours when the page's is lost."""

    position: int
    heading: Said[str]
    is_proposed: bool
    lines: tuple[ShownLine, ...]
    sums: Sums


@dataclass(frozen=True)
class Budget:
    """The whole budget, ready to be shown."""

    currency: str
    groups: tuple[ShownGroup, ...]
    sums: Sums
    by_marks: dict[str, Sums]
    rate: Rate | None = None
    converted: Money | None = None

    @property
    def lines(self) -> tuple[ShownLine, ...]:
        """All lines in order."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def asks(self) -> tuple[ShownLine, ...]:
        """The lines that lack something, largest first: what anybody may help with."""
        lacking = [line for line in self.lines if line.sums.missing]
        return tuple(sorted(lacking, key=lambda line: (-line.sums.missing.minor, line.row.number)))


def budget_of(project: Project, language: str, *, rate: Rate | None = None) -> Budget:
    """The budget with words in a language; with a rate, also each line in the other currency."""
    rows = list(budget_lines(project))
    rules = [rule_line(row) for row in rows]
    others, total = _converted(rules, rate, project.currency)
    shown = [_shown(row, rule, project, language, other) for row, rule, other in zip(rows, rules, others, strict=True)]
    by_group = sums_by_group(rules, project.currency)
    groups = {row.group.position: row.group for row in rows}
    return Budget(
        project.currency,
        tuple(_group(groups[at], shown, one, project, language) for at, one in by_group.items()),
        sums(rules, project.currency),
        sums_by_marks(rules, project.currency),
        rate,
        total,
    )


def _converted(rules: Sequence[Line], rate: Rate | None, currency: str) -> tuple[list[Money | None], Money | None]:
    if rate is None:
        return [None] * len(rules), None
    factor = Decimal(rate.rate) if rate.origin == currency else 1 / Decimal(rate.rate)
    to = rate.target if rate.origin == currency else rate.origin
    known = [rule.total for rule in rules if rule.total is not None]
    amounts, total = convert_lines(known, factor, to)
    queue = iter(amounts)
    return [None if rule.total is None else next(queue) for rule in rules], total


def _shown(row: BudgetLine, rule: Line, project: Project, language: str, other: Money | None) -> ShownLine:
    own = project.printed.get("source", {}).get("budget_lines", project.language)
    label = say({own: row.description, **row.labels}, language, own, row.description)
    return ShownLine(row, row.description, label, rule, sums_of_line(rule, project.currency), other)


def _group(
    group: BudgetGroup, shown: Iterable[ShownLine], sums_of_group: Sums, project: Project, language: str
) -> ShownGroup:
    heading = say(group.names or group.proposed_names, language, project.language, "")
    lines = tuple(line for line in shown if line.row.group_id == group.pk)
    return ShownGroup(group.position, heading, not group.names and bool(heading.words), lines, sums_of_group)


def latest_rate(currency: str) -> Rate | None:
    """The newest rate between a currency and another one."""
    return Rate.objects.filter(origin=currency).order_by("-on", "-id").first() or (
        Rate.objects.filter(target=currency).order_by("-on", "-id").first()
    )
