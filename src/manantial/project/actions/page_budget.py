"""The budget of a page as rows: groups, lines, and what the page says is already secured."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manantial.project.actions.loading import Loading
from manantial.project.models import BudgetGroup, BudgetLine, Contribution
from manantial.project.rules.catalogues import PledgeState, SourceKind
from manantial.project.rules.page import BudgetCategory, LineText
from manantial.project.rules.printed import Change, Piece
from manantial.project.rules.wording import months_in


def write_group(loading: Loading, piece: Piece, change: Change) -> str:
    """A group of lines; a lost heading stays empty, with a proposed one beside it."""
    group: BudgetCategory = piece.value
    row = group_row(loading, group.position)
    row.names = loading.said(row.names, group.name) if group.name else {}
    row.names |= dict(loading.wording.groups.get(group.position, {})) if group.name else {}
    row.proposed_names = dict(loading.wording.proposed.get(group.position, row.proposed_names))
    row.save()
    return ""


def group_row(loading: Loading, position: int) -> BudgetGroup:
    """The row of a group."""
    found = BudgetGroup.objects.filter(project=loading.project, position=position).first()
    return found or BudgetGroup(project=loading.project, position=position)


def write_line(loading: Loading, piece: Piece, change: Change) -> str:
    """A line: its own words, the planned kinds of source, the total; what is secured becomes a contribution."""
    position, line = piece.value
    row = BudgetLine.objects.filter(group__project=loading.project, number=int(piece.key)).first()
    row = row or BudgetLine(number=int(piece.key))
    row.group = BudgetGroup.objects.get(project=loading.project, position=position)
    if row.description != line.description:
        row.labels = {}
    row.description = line.description
    row.labels |= dict(loading.wording.lines.get(line.description, {}))
    row.planned_in_kind, row.planned_cash = line.in_kind, line.financing
    row.total = line.amounts.total
    row.months = months_in(line.description)
    row.save()
    return _secure(loading, row, line)


def _secure(loading: Loading, row: BudgetLine, line: LineText) -> str:
    """Keep what the page says is secured as one signed contribution of nobody in particular."""
    secured = line.amounts.secured
    printed = Contribution.objects.filter(line=row, printed=True).first()
    if not secured or (printed and printed.amount == secured):
        if printed and not secured:
            printed.state = PledgeState.WITHDRAWN
            printed.save(update_fields=["state"])
        return ""
    if printed and Contribution.objects.filter(line=row, printed=False).exists():
        return _("lo asegurado cambió en la página, pero el renglón ya tiene aportaciones propias; revíselo a mano")
    printed = printed or Contribution(line=row, printed=True, source=loading.source(line.line))
    printed.kind, printed.state = _kind(line), PledgeState.SIGNED
    printed.amount = secured
    printed.save()
    return ""


def _kind(line: LineText) -> SourceKind:
    """The marks say in kind or financing; with both, or none, nobody says how much of each."""
    if line.in_kind == line.financing:
        return SourceKind.UNSPLIT
    return SourceKind.IN_KIND if line.in_kind else SourceKind.CASH
