"""What it costs to begin and to keep going, on paper and in a book of tables whose sums are formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manantial.alliance.tenancy import current_alliance
from manantial.kernel.dates import say_day
from manantial.kernel.digests import sha256_bytes
from manantial.meaning.papers.frame import PaperRefused, frame, titled
from manantial.meaning.papers.speech import PRINTED_LEVELS, origin_of_source
from manantial.meaning.queries.costs import CostView, cost_views, sums_of
from manantial.meaning.rules.costs import PAYER_WORDS, PHASE_WORDS, CostPhase, Payer, Sum
from manantial.press.document import (
    Block,
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Notes,
    Origins,
    Prose,
    Provenance,
    Row,
    Table,
)
from manantial.press.sheets import Formula
from manantial.voices.queries import said

Counted = Callable[[str], Notes]  # the notes of something counted, by its key


def _unnoted(key: str) -> Notes:
    """On the sheet of costs itself its sums need no note of where they were counted."""
    return ()


def cost_blocks(language: str, counted: Counted = _unnoted) -> list[Block]:
    """The sums in a few lines: to begin, each year, the first year in all; nothing while there are no lines."""
    views = cost_views(language)
    if not views:
        return []
    sums = sums_of(views)
    facts = (
        Fact(_("Para arrancar"), say_sum(sums.start), counted("costo-de-arranque")),
        Fact(_("Cada año"), say_sum(sums.yearly), counted("costo-de-un-anio")),
        Fact(_("El primer año, todo junto"), say_sum(sums.first_year), counted("costo-del-primer-anio")),
    )
    return [FactList(facts)]


def payer_table(language: str, counted: Counted = _unnoted) -> list[Block]:
    """Who pays what: to begin and each year."""
    views = cost_views(language)
    sums = sums_of(views).by_payer
    rows = [
        (said(PAYER_WORDS, payer), *(say_sum(sums[payer][phase]) for phase in CostPhase))
        for payer in Payer
        if any(sums[payer][phase].lines for phase in CostPhase)
    ]
    columns = (Column(_("Quién paga"), share=2), Column(_("Para arrancar"), share=2), Column(_("Cada año"), share=2))
    caption = _("Quién pone el dinero, según la hoja de costos")
    notes = (*counted("costo-de-arranque"), *counted("costo-de-un-anio"))
    return [Table(columns, rows, caption=caption, notes=notes, small=True)] if rows else []


def say_sum(found: Sum) -> str:
    """A sum in words: a missing price is said, not taken as zero."""
    if not found.lines:
        return _("nada")
    if not found.missing:
        return str(found.known)
    if found.missing == found.lines:
        return _("sin dato")
    words = ngettext("al menos %(sum)s; falta %(n)s precio", "al menos %(sum)s; faltan %(n)s precios", found.missing)
    return words % {"sum": found.known, "n": found.missing}


def cost_table(language: str) -> list[Block]:
    """Every line with its assumption and where its price comes from, one table for each phase."""
    views = cost_views(language)
    blocks: list[Block] = []
    for phase in CostPhase:
        chosen = [view for view in views if view.facts.phase is phase]
        blocks += [_phase_table(phase, chosen, language)] if chosen else []
    return blocks


def _phase_table(phase: CostPhase, views: Sequence[CostView], language: str) -> Table:
    columns = (
        Column(_("Qué se paga"), share=2.6),
        Column(_("Cuántos"), ColumnKind.NUMBER, 0.8),
        Column(_("Unidad"), share=0.9),
        Column(_("Precio"), ColumnKind.MONEY, 1.1),
        Column(_("Veces"), ColumnKind.NUMBER, 0.7),
        Column(_("Suma"), ColumnKind.MONEY, 1.2),
        Column(_("Quién paga"), share=1.2),
    )
    notes = [cost_notes(view, language) for view in views]
    shared = notes[0] if all(note == notes[0] for note in notes) else ()
    rows = [
        Row(
            (
                f"{view.concept}: {view.assumption}" if view.assumption else view.concept,
                view.facts.quantity,
                view.unit or "—",
                view.facts.price,
                view.facts.times,
                view.facts.total,
                said(PAYER_WORDS, view.facts.payer),
            ),
            () if shared else note,
        )
        for view, note in zip(views, notes, strict=True)
    ]
    found = getattr(sums_of(views), phase.value)
    total = (_("Suma"), None, None, None, None, found.known, None)
    lacking = _("Faltan precios: la suma no los cuenta.") if found.missing else ""
    return Table(columns, rows, caption=said(PHASE_WORDS, phase), total=total, note=lacking, notes=shared, small=True)


def cost_notes(view: CostView, language: str) -> Notes:
    """Where a price comes from and of which day it is."""
    line = view.line
    day = say_day(line.priced_on, language, weekday=False) if line.priced_on else ""
    found = [origin_of_source(line.source)] if line.source else []
    if line.cited or (day and not found):
        told = ", ".join(part for part in (line.cited, day) if part)
        found.append(cited_note(told))
    return tuple(found)


def cited_note(text: str) -> Provenance:
    """A public source by its name; the same name is the same source."""
    return Provenance("cited", sha256_bytes(text.encode())[:16], text)


@titled(gettext_lazy("Hoja de costos de arranque y operación"))
def cost_paper(language: str, on: date) -> Document:
    """Build the sheet of costs. Raises PaperRefused while it has no line."""
    tables = cost_table(language)
    if not tables:
        raise PaperRefused(_("La hoja de costos está vacía: escriba su primer renglón."))
    lead = _("Cambie las cantidades y los precios por los de su municipio. La hoja de cálculo suma sola.")
    blocks = [Prose(lead, lead=True), *cost_blocks(language), *tables, *payer_table(language), Origins()]
    return frame(_("Lo que cuesta empezar y seguir"), blocks, language=language, on=on)


def cost_book(views: Iterable[CostView]) -> tuple[list[str], Iterator[list[object]]]:
    """The heads and rows of a table whose sums count by themselves when somebody changes a quantity or a price.

    A price nobody knows is an empty cell, which counts as nothing until somebody fills it in.
    """
    heads = [
        _("Cuándo"),
        _("Qué se paga"),
        _("Cuántos"),
        _("Unidad"),
        _("Precio (%(code)s)") % {"code": current_alliance().currency},
        _("Veces"),
        _("Suma"),
        _("Quién paga"),
        _("De qué se parte"),
        _("De dónde sale el precio"),
    ]
    return heads, _book_rows(list(views))


def _book_rows(views: list[CostView]) -> Iterator[list[object]]:
    for number, view in enumerate(views, start=2):
        facts = view.facts
        total = facts.total
        yield [
            said(PHASE_WORDS, facts.phase),
            view.concept,
            float(facts.quantity),
            view.unit,
            float(facts.price.decimal) if facts.price else None,
            facts.times,
            Formula(f"C{number}*E{number}*F{number}", float(total.decimal) if total else 0.0),
            said(PAYER_WORDS, facts.payer),
            view.assumption,
            _priced(view),
        ]
    if views:
        yield []
        yield from _book_sums(views)


def _priced(view: CostView) -> str:
    line = view.line
    public = line.source if line.source and line.source.visibility in PRINTED_LEVELS else None
    parts = (f"{public.folio} {public.title}" if public else "", line.cited, str(line.priced_on or ""))
    return ", ".join(part for part in parts if part)


def _book_sums(views: list[CostView]) -> Iterator[list[object]]:
    """The sums below: by phase, all together, and by phase and payer, each a formula over the lines above."""
    last, sums = len(views) + 1, sums_of(views)
    whens, amounts, payers = (f"${letter}$2:${letter}${last}" for letter in "AGH")

    def row(words: str, spelled: str, found: Sum) -> list[object]:
        return ["", words, None, "", None, None, Formula(spelled, float(found.known.decimal))]

    for phase in CostPhase:
        word = said(PHASE_WORDS, phase)
        yield row(word, f'SUMIF({whens},"{word}",{amounts})', getattr(sums, phase.value))
    yield row(_("El primer año, todo junto"), f"SUM({amounts})", sums.first_year)
    for payer in Payer:
        who = said(PAYER_WORDS, payer)
        for phase in CostPhase:
            word = said(PHASE_WORDS, phase)
            spelled = f'SUMIFS({amounts},{payers},"{who}",{whens},"{word}")'
            yield row(f"{who}: {word.lower()}", spelled, sums.by_payer[payer][phase])
