"""Writing the sheet of the model and its costs through the same verbs that people use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from manantial.example.agua_clara.model_lines import COSTS, ENTRIES, PRICED, Cost, Entry
from manantial.example.agua_clara.stage import Stage, at
from manantial.governance.models import Agreement
from manantial.kernel.money import Money
from manantial.meaning.actions.costs import CostContent, add_cost
from manantial.meaning.actions.model_sheet import EntryContent, add_entry
from manantial.meaning.models import Lesson, ModelEntry
from manantial.meaning.rules.model_sheet import Wording

WRITTEN, ASKED = date(2026, 9, 22), date(2026, 9, 1)


def describe(stage: Stage) -> None:
    """Write every line, the documents first so that steps may name them, then the costs."""
    lessons = {row.folio: row for row in Lesson.objects.all()}
    agreements = {row.folio: row for row in Agreement.objects.all()}
    documents: dict[str, ModelEntry] = {}
    for entry in ENTRIES:
        content = _content(stage, entry, lessons, agreements, documents)
        row = add_entry(entry.part, content=content, by=stage.social, now=at(WRITTEN))
        documents[entry.es.title] = row
    for cost in COSTS:
        add_cost(_cost(cost), by=stage.staff["accounting"], now=at(WRITTEN))


def _content(
    stage: Stage,
    entry: Entry,
    lessons: dict[str, Lesson],
    agreements: dict[str, Agreement],
    documents: dict[str, ModelEntry],
) -> EntryContent:
    texts = {"es": Wording(*entry.es)} | ({"en": Wording(*entry.en)} if entry.en else {})
    start, end = entry.months or (None, None)
    return EntryContent(
        texts=texts,
        source=None if entry.source is None else stage.sources[entry.source],
        lesson=lessons.get(entry.lesson),
        agreement=agreements.get(entry.agreement),
        cited=entry.cited,
        seat=stage.seats[entry.post] if entry.post else None,
        month_from=start,
        month_to=end,
        needs=tuple(documents[title] for title in entry.needs),
    )


def _cost(cost: Cost) -> CostContent:
    texts = {
        language: {"concept": cost.concept[n], "unit": cost.unit[n], "assumption": cost.assumption[n]}
        for n, language in enumerate(("es", "en"))
    }
    price = Money.parse(cost.price, "MXN")
    return CostContent(
        phase=cost.phase,
        payer=cost.payer,
        texts=texts,
        quantity=Decimal(cost.quantity),
        price=price,
        times=cost.times,
        priced_on=ASKED,
        cited=PRICED,
    )
