"""The project page of Berriozábal as data, and the Spanish words with which this example shows it."""

from __future__ import annotations

from collections.abc import Iterator

from manantial.example.berriozabal.budget import (
    COLUMNS_NOTE,
    GROUP_WORDS,
    GROUPS,
    LOST_HEADING,
    PROPOSED_WORDS,
    TOTAL_LINE,
    Row,
)
from manantial.example.berriozabal.figures import FIGURES, UNITS
from manantial.example.berriozabal.more_words import ACTIVITIES, PARTNERS, RESULTS, TARGETS, UPDATE
from manantial.example.berriozabal.words import (
    CATEGORIES,
    CHALLENGE,
    KNOW_MORE,
    PHASES,
    PROJECT,
    SUBTITLE,
    TITLE,
    Words,
)
from manantial.kernel.money import Money
from manantial.project.rules.budget import CASH_MARK, IN_KIND_MARK
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
    PhaseText,
    Place,
    ResultText,
    Section,
    Source,
    TargetText,
    UpdateText,
    Wording,
)

CURRENCY = "USD"
_PHASE_LINES = {1: 48, 2: 55}
_LABELS = {
    "results": "Direct results",
    "impact": "Expected Impact",
    "partners": None,
    "people": None,
    "updates": None,
    "share": "Spread the word about this project",
}


def _printed(words: tuple[Words, ...]) -> tuple[str, ...]:
    return tuple(one.en for one in words)


def _activities(phase: int) -> ActivityGroup:
    activities = tuple(
        ActivityText(code, words.en, line) for code, words, line in ACTIVITIES if code.startswith(f"{phase}.")
    )
    return ActivityGroup(phase, PHASES[phase - 1][0].en, activities, _PHASE_LINES[phase])


def _line(row: Row) -> LineText:
    total, secured = Money.parse(row.total, CURRENCY), Money.parse(row.secured, CURRENCY)
    marks = " ".join(mark for mark, on in ((IN_KIND_MARK, row.in_kind), (CASH_MARK, row.financing)) if on)
    amounts = Amounts(total, secured, total - secured)
    return LineText(row.printed, marks, row.in_kind, row.financing, amounts, row.line)


def _sums(lines: tuple[LineText, ...]) -> Amounts:
    def column(name: str) -> Money:
        return Money.total((getattr(line.amounts, name) for line in lines), CURRENCY)

    return Amounts(column("total"), column("secured"), column("missing"))


def _category(position: int, name: str | None, at: int | None, rows: tuple[Row, ...]) -> BudgetCategory:
    lines = tuple(_line(row) for row in rows)
    return BudgetCategory(position, name, lines, _sums(lines), None if name else LOST_HEADING, at)


def _budget() -> BudgetText:
    groups = tuple(_category(n, name, at, rows) for n, (name, at, rows) in enumerate(GROUPS, 1))
    return BudgetText(
        label=None,
        currency=CURRENCY,
        currency_as_printed="u$s",
        categories=groups,
        printed_total=_sums(tuple(line for group in groups for line in group.lines)),
        printed_total_line=TOTAL_LINE,
        legend=((IN_KIND_MARK, "In kind/pro bonus"), (CASH_MARK, "Financing")),
        columns=("total", "secured", "missing"),
        columns_note=COLUMNS_NOTE,
    )


PAGE = DossierPage(
    source=Source(TITLE.en, "en", "es"),
    title=TITLE.en,
    subtitle=SUBTITLE.en,
    place=Place("Berriozábal, Chiapas,", "Berriozábal", "Chiapas", "Mexico", 84),
    category=Labelled("Category / Sub-Category / Topic", "Environment, Water", _printed(CATEGORIES)),
    investment=Labelled("Type of investment needed", note="label present, value empty on the page"),
    sdgs=Labelled("Associated SDGs", note="label present, values empty on the page (icons lost)"),
    challenge=Section("The challenge", _printed(CHALLENGE)),
    project=Section("The project", _printed(PROJECT)),
    phases=tuple(PhaseText(n, name.en, text.en, line) for n, (name, text, line) in enumerate(PHASES, 1)),
    know_more=Section("Know more...", _printed(KNOW_MORE)),
    figures=tuple(ContextFigure(one.key, one.value, one.unit, one.quote, one.line) for one in FIGURES),
    activities_label=None,
    activities=(_activities(1), _activities(2)),
    results=tuple(ResultText(words.en, quantity, line) for words, quantity, line in RESULTS),
    targets=tuple(TargetText(words.en, target, unit.en, 2026, None, line) for words, target, unit, line in TARGETS),
    partners=tuple(PartnerText(words.en, None, line) for words, line in PARTNERS),
    people=(),
    updates=(UpdateText(_printed(UPDATE), None, None, ("1.1", "1.2"), (92, 98)),),
    budget=_budget(),
    labels=_LABELS,
    people_note="an e-mail address was cut from the page after the opening bracket",
)


def _every_words() -> Iterator[Words]:
    yield from (TITLE, SUBTITLE, *CATEGORIES, *CHALLENGE, *PROJECT, *KNOW_MORE, *UPDATE)
    yield from (words for name, text, _ in PHASES for words in (name, text))
    yield from (words for _, words, _ in ACTIVITIES)
    yield from (words for words, _, _ in RESULTS)
    yield from (words for text, _, unit, _ in TARGETS for words in (text, unit))
    yield from (words for words, _ in PARTNERS)


def _line_words(row: Row) -> dict[str, str]:
    return {"en": row.en, "es": row.corrected} if row.corrected else {"en": row.en}


WORDING = Wording(
    language="es",
    texts=dict(_every_words()) | UNITS,
    lines={row.printed: _line_words(row) for _, _, rows in GROUPS for row in rows},
    groups=GROUP_WORDS,
    proposed=PROPOSED_WORDS,
    figures={one.key: {"es": one.es, "en": one.en, "definition": one.definition} for one in FIGURES},
)
