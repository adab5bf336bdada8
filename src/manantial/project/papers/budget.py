"""The budget on paper and as a sheet: nineteen lines or as many as there are, with sums that are their sums."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from manantial.press.document import Callout, CalloutKind, Chart, ColumnKind, Heading, Row, Table
from manantial.press.document import Column as PaperColumn
from manantial.press.spreadsheets import SheetFile, table_file
from manantial.project.papers.frame import MARK_WORDS, bar_of
from manantial.project.queries.budget import Budget, ShownGroup, ShownLine
from manantial.project.rules.budget import Sums


def budget_blocks(budget: Budget) -> Iterator[Any]:
    """The bar, the table with groups and total, cash and in kind apart, and what is missing as asks."""
    bar = bar_of(budget)
    yield Chart(bar.picture, bar.title)
    yield _table(budget)
    yield _purses(budget)
    yield from _asks(budget)


def _table(budget: Budget) -> Table:
    rows: list[Row | tuple[object, ...]] = []
    for group in budget.groups:
        rows.append(Row(("", heading_of(group), "", *_amounts(group.sums)), strong=True))
        rows += [_line(line) for line in group.lines]
    money = ColumnKind.MONEY
    return Table(
        (
            PaperColumn(_("N.º"), share=0.06),
            PaperColumn(_("Renglón"), share=0.4),
            PaperColumn(_("Marca"), share=0.09),
            PaperColumn(_("Total"), money, 0.15),
            PaperColumn(_("Asegurado"), money, 0.15),
            PaperColumn(_("Falta"), money, 0.15),
        ),
        rows,
        caption=_("Presupuesto por renglón"),
        total=("", _("Total"), None, *_amounts(budget.sums)),
        note=_("(*) en especie o pro bono · (**) financiamiento. Cada total es lo asegurado más lo que falta."),
        small=True,
    )


def heading_of(group: ShownGroup) -> str:
    """The heading of a group, saying when it is ours because the page's is lost."""
    if group.is_proposed:
        return _("%(words)s (título nuestro; en la página se perdió)") % {"words": group.heading.words}
    return group.heading.words or _("Grupo %(position)s, sin título en la página") % {"position": group.position}


def _line(line: ShownLine) -> tuple[object, ...]:
    words = line.label.words
    if line.relabelled:
        words = _("%(label)s [en la página: %(printed)s]") % {"label": words, "printed": line.printed}
    return (str(line.row.number), words, line.rule.marks, *_amounts(line.sums, line))


def _amounts(sums: Sums, line: ShownLine | None = None) -> tuple[object, ...]:
    if line is not None and line.total is None:
        return (None, sums.secured, None)
    return (sums.total, sums.secured, sums.missing)


def _purses(budget: Budget) -> Table:
    sums = budget.sums
    rows = [
        (_("En dinero"), sums.cash),
        (_("En especie o pro bono"), sums.in_kind),
        (_("En especie y dinero, sin desglosar"), sums.unsplit),
    ]
    return Table(
        (PaperColumn(_("Lo asegurado")), PaperColumn(_("Cantidad"), ColumnKind.MONEY)),
        rows,
        caption=_("Dinero y especie, aparte"),
        total=(_("Total asegurado"), sums.secured),
    )


def _asks(budget: Budget) -> Iterator[Any]:
    if sums_over := budget.sums.over:
        yield Callout(_("Hay renglones cubiertos de más por %(over)s.") % {"over": sums_over}, CalloutKind.WARNING)
    if not budget.asks:
        return
    yield Heading(_("Con qué se puede ayudar"), level=2)
    rows = [(line.label.words, line.sums.missing, ask_words(line)) for line in budget.asks]
    money = PaperColumn(_("Falta"), ColumnKind.MONEY, 0.18)
    yield Table((PaperColumn(_("Para qué"), share=0.52), money, PaperColumn(_("Por unidad"), share=0.3)), rows)


def ask_words(line: ShownLine) -> str:
    """What one unit of a line costs, to the cent: `22 a 55.01 USD y 18 a 55.00 USD`; empty without units."""
    prices = [_("%(units)s a %(price)s") % {"units": one.units, "price": one.price} for one in line.units]
    return _(" y ").join(prices)


def budget_sheet(budget: Budget, form: str, *, on: date) -> SheetFile:
    """The budget as `csv` or `xlsx`, line by line with its total; nothing in it can run as a formula."""
    heads = [
        _("N.º"), _("Grupo"), _("Renglón"), _("Como está en la página"), _("Marca"), _("Fuente prevista"),
        _("Total %(currency)s") % {"currency": budget.currency}, _("Asegurado"), _("Falta"), _("De más"),
        _("Asegurado en dinero"), _("Asegurado en especie"), _("Asegurado sin desglosar"), _("Ofrecido"),
    ]  # fmt: skip
    rows: list[list[object]] = []
    for group in budget.groups:
        rows += [
            [
                line.row.number,
                heading_of(group),
                line.label.words,
                line.printed,
                *_sheet_marks(line),
                *_cells(line.sums, line),
            ]
            for line in group.lines
        ]
    rows.append([None, None, _("Total"), None, None, None, *_cells(budget.sums)])
    return table_file(form, _("Presupuesto"), heads, rows, on=on)


def _sheet_marks(line: ShownLine) -> list[object]:
    return [line.rule.marks, _(MARK_WORDS[line.rule.marks])]


def _cells(sums: Sums, line: ShownLine | None = None) -> list[object]:
    unknown = line is not None and line.total is None
    amounts = (sums.secured, sums.missing, sums.over, sums.cash, sums.in_kind, sums.unsplit, sums.promised)
    secured, missing, *rest = (amount.decimal for amount in amounts)
    return [None if unknown else sums.total.decimal, secured, None if unknown else missing, *rest]
