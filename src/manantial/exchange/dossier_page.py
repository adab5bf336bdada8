"""Reading a project page written as YAML: every field of the page, null stays null, sums must close.

One function for each part of the page, in its order. Amounts are exact text; a line whose total is not secured plus
missing, a group or a column that does not add up, stops the reading with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _

from manantial.exchange.readers import Unreadable, bytes_of
from manantial.exchange.yaml_nodes import Fields, Node, parse
from manantial.kernel.dates import InvalidDate, PartialDate
from manantial.kernel.money import Money, MoneyError
from manantial.project.rules.budget import CASH_MARK, IN_KIND_MARK
from manantial.project.rules.checks import closes
from manantial.project.rules.page import (
    ActivityGroup,
    ActivityText,
    Amounts,
    BudgetCategory,
    BudgetText,
    ContextFigure,
    DossierPage,
    Labelled,
    LineText,
    PartnerText,
    PersonText,
    PhaseText,
    Place,
    ResultText,
    Section,
    Source,
    TargetText,
    UpdateText,
)

_Part = TypeVar("_Part")

LIMIT = 2_000_000  # bytes; a real page has twenty thousand
PARTS = (
    "source", "title", "subtitle", "place", "category", "type_of_investment_needed", "associated_sdgs", "challenge",
    "project", "know_more", "context_figures", "activities", "direct_results", "expected_impact", "partners", "people",
    "updates", "budget", "share",
)  # fmt: skip
_BUDGET = (
    "label", "currency_as_printed", "currency", "legend", "columns", "columns_note", "categories", "printed_total"
)  # fmt: skip
_FIGURE = ("key", "value", "unit", "quote", "line")
_LABELS = {
    "results": "direct_results",
    "impact": "expected_impact",
    "partners": "partners",
    "people": "people",
    "updates": "updates",
    "share": "share",
}


def read_dossier_page(path: Path) -> DossierPage:
    """Read a project page; Unreadable says in Spanish what is wrong and in which line."""
    content = bytes_of(path, LIMIT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("El archivo YAML debe estar guardado en UTF-8.")) from error
    return page_of(text)


def page_of(text: str) -> DossierPage:
    """Read a project page from its YAML text."""
    top = parse(text).fields(*PARTS)
    project = _fields(top, "project", "label", "paragraphs", "phases")
    activities = _fields(top, "activities", "label", "groups")
    return DossierPage(
        source=_source(_fields(top, "source", "page", "language_of_prose", "language_of_budget_lines"), top),
        title=top.need("title").text(),
        subtitle=top.text("subtitle"),
        place=_place(_fields(top, "place", "text", "municipality", "state", "country", "country_line")),
        category=_labelled(top, "category"),
        investment=_labelled(top, "type_of_investment_needed"),
        sdgs=_labelled(top, "associated_sdgs"),
        challenge=_section(_fields(top, "challenge", "label", "paragraphs")),
        project=_section(project),
        phases=tuple(_phase(item) for item in project.items("phases")),
        know_more=_section(_fields(top, "know_more", "label", "paragraphs")),
        figures=_unique(top.items("context_figures"), _figure, "key", *_FIGURE),
        activities_label=activities.text("label"),
        activities=tuple(_activity_group(item) for item in activities.items("groups")),
        results=tuple(_result(item) for item in _items(top, "direct_results")),
        targets=tuple(_target(item) for item in _items(top, "expected_impact")),
        partners=_unique(_items(top, "partners"), _partner, "name", "name", "role", "line"),
        people=_unique(_items(top, "people"), _person, "name", "name", "role", "contact", "line"),
        updates=tuple(_update(item) for item in _items(top, "updates")),
        budget=_budget(_fields(top, "budget", *_BUDGET)),
        labels={name: _list(top, part).text("label") for name, part in _LABELS.items()},
        people_note=_list(top, "people").text("note"),
    )


def _fields(top: Fields, name: str, *allowed: str) -> Fields:
    """The fields of a part, none of them when the page does not have it."""
    node = top.get(name)
    return node.fields(*allowed) if node else Fields(top.node, {})


def _list(top: Fields, name: str) -> Fields:
    return _fields(top, name, "label", "items", "note")


def _items(top: Fields, name: str) -> list[Node]:
    return _list(top, name).items("items")


def _unique(items: Sequence[Node], read: Callable[[Fields], _Part], key: str, *allowed: str) -> tuple[_Part, ...]:
    """Read the items of a list whose `key` must not repeat."""
    found: dict[str, _Part] = {}
    for item in items:
        fields = item.fields(*allowed)
        name = fields.need(key).text()
        if name in found:
            raise Unreadable(
                _("«%(name)s» está dos veces en «%(path)s».") % {"name": name, "path": item.path}, item.line
            )
        found[name] = read(fields)
    return tuple(found.values())


def _source(fields: Fields, top: Fields) -> Source:
    return Source(
        fields.text("page") or top.need("title").text(),
        fields.text("language_of_prose") or "en",
        fields.text("language_of_budget_lines") or fields.text("language_of_prose") or "en",
    )


def _place(fields: Fields) -> Place:
    return Place(
        fields.text("text"),
        fields.text("municipality"),
        fields.text("state"),
        fields.text("country"),
        fields.whole("country_line"),
    )


def _labelled(top: Fields, name: str) -> Labelled:
    fields = _fields(top, name, "label", "text", "value", "values", "note")
    text = fields.text("text") or fields.text("value")
    return Labelled(fields.text("label"), text, fields.texts("values"), fields.text("note"))


def _section(fields: Fields) -> Section:
    return Section(fields.text("label"), fields.texts("paragraphs"))


def _phase(node: Node) -> PhaseText:
    fields = node.fields("number", "name", "text", "line")
    return PhaseText(
        fields.need("number").whole(), fields.need("name").text(), fields.text("text"), fields.whole("line")
    )


def _figure(fields: Fields) -> ContextFigure:
    return ContextFigure(
        fields.need("key").text(),
        fields.need("value").exact(),
        fields.need("unit").text(),
        fields.text("quote") or "",
        fields.whole("line"),
    )


def _activity_group(node: Node) -> ActivityGroup:
    fields = node.fields("name", "phase", "line", "activities")
    activities = _unique(fields.items("activities"), _activity, "code", "code", "text", "line")
    return ActivityGroup(fields.need("phase").whole(), fields.text("name"), activities, fields.whole("line"))


def _activity(fields: Fields) -> ActivityText:
    return ActivityText(fields.need("code").text(), fields.need("text").text(), fields.whole("line"))


def _result(node: Node) -> ResultText:
    fields = node.fields("text", "quantity", "line")
    return ResultText(fields.need("text").text(), fields.whole("quantity"), fields.whole("line"))


def _target(node: Node) -> TargetText:
    fields = node.fields("text", "target", "unit", "by_year", "baseline", "line")
    return TargetText(
        fields.need("text").text(),
        fields.need("target").exact(),
        fields.need("unit").text(),
        fields.need("by_year").whole(),
        fields.exact("baseline"),
        fields.whole("line"),
    )


def _partner(fields: Fields) -> PartnerText:
    return PartnerText(fields.need("name").text(), fields.text("role"), fields.whole("line"))


def _person(fields: Fields) -> PersonText:
    return PersonText(fields.need("name").text(), fields.text("role"), fields.text("contact"), fields.whole("line"))


def _update(node: Node) -> UpdateText:
    fields = node.fields("date", "author", "paragraphs", "activities_reported", "lines")
    date = fields.text("date")
    if date is not None:
        try:
            PartialDate.parse(date)
        except InvalidDate as error:
            raise fields.need("date").refuse(_("una fecha como 2024, 2024-03 o 2024-03-15")) from error
    return UpdateText(
        fields.texts("paragraphs"),
        date,
        fields.text("author"),
        fields.texts("activities_reported"),
        tuple(item.whole() for item in fields.items("lines")),
    )


def _budget(fields: Fields) -> BudgetText:
    currency = _currency(fields)
    categories = tuple(_category(item, place, currency) for place, item in enumerate(fields.items("categories"), 1))
    printed = fields.get("printed_total")
    total = printed.fields("total", "secured", "missing", "line") if printed else None
    lines = [line.amounts for category in categories for line in category.lines]
    if printed and total:
        _same_sums(printed, _amounts(total, currency), lines)
    return BudgetText(
        fields.text("label"),
        currency,
        fields.text("currency_as_printed"),
        categories,
        _amounts(total, currency) if total else None,
        total.whole("line") if total else None,
        tuple((mark, value.text()) for mark, value in _legend(fields)),
        fields.texts("columns"),
        fields.text("columns_note"),
    )


def _currency(fields: Fields) -> str:
    node = fields.get("currency")
    if node is None:
        return "USD"
    try:
        return Money.zero(node.text()).currency
    except MoneyError as error:
        raise node.refuse(_("un código de moneda de tres letras, como USD o MXN")) from error


def _legend(fields: Fields) -> list[tuple[str, Node]]:
    node = fields.get("legend")
    return list(node.fields().found.items()) if node else []


def _category(node: Node, place: int, currency: str) -> BudgetCategory:
    fields = node.fields("name", "line", "note", "items", "position", "sums")
    lines = tuple(_line(item, currency) for item in fields.items("items"))
    sums = fields.get("sums")
    printed = _amounts(sums.fields("total", "secured", "missing"), currency) if sums else None
    if sums and printed:
        _same_sums(sums, printed, [line.amounts for line in lines])
    return BudgetCategory(
        fields.whole("position") or place,
        fields.text("name"),
        lines,
        printed,
        fields.text("note"),
        fields.whole("line"),
    )


def _line(node: Node, currency: str) -> LineText:
    fields = node.fields("description", "marks", "in_kind", "financing", "total", "secured", "missing", "line")
    marks = fields.text("marks") or ""
    in_kind, financing = (
        flag.flag() if (flag := fields.get(name)) else mark in marks.split()
        for name, mark in (("in_kind", IN_KIND_MARK), ("financing", CASH_MARK))
    )
    if (IN_KIND_MARK in marks.split(), CASH_MARK in marks.split()) != (in_kind, financing):
        raise Unreadable(
            _("en «%(path)s» las marcas «%(marks)s» no dicen lo mismo que in_kind y financing.")
            % {"path": node.path, "marks": marks},
            node.line,
        )
    amounts = _amounts(fields, currency)
    if closes(amounts) is False:
        raise Unreadable(
            _("«%(line)s»: el total %(total)s no es lo asegurado %(secured)s más lo que falta %(missing)s.")
            % {"line": fields.text("description"), **vars(amounts)},
            (fields.get("total") or node).line,
        )
    return LineText(
        fields.need("description").text(), " ".join(marks.split()), in_kind, financing, amounts, fields.whole("line")
    )


def _amounts(fields: Fields, currency: str) -> Amounts:
    return Amounts(*(_money(fields, name, currency) for name in ("total", "secured", "missing")))


def _money(fields: Fields, name: str, currency: str) -> Money | None:
    node = fields.get(name)
    if node is None:
        return None
    try:
        return Money.parse(node.exact(), currency)
    except MoneyError as error:
        raise node.refuse(_("una cantidad de %(currency)s con centavos") % {"currency": currency}) from error


def _same_sums(node: Node, printed: Amounts, lines: Sequence[Amounts]) -> None:
    """Compare printed sums with the sums of the lines, as far as both are known."""
    for name in ("total", "secured", "missing"):
        shown, parts = getattr(printed, name), [getattr(line, name) for line in lines]
        if shown is None or any(part is None for part in parts):
            continue
        added = Money.total(parts, shown.currency)
        if added != shown:
            raise Unreadable(
                _("en «%(path)s» la suma no cierra: «%(name)s» dice %(shown)s y los renglones suman %(added)s.")
                % {"path": node.path, "name": name, "shown": shown, "added": added},
                node.line,
            )
