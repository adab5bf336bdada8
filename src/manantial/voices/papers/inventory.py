"""The inventory of sources on paper, and the list of what could be lost, to take to whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from manantial.press.document import Block, Column, ColumnKind, Document, Heading, Prose, Table
from manantial.voices.models import Source
from manantial.voices.papers.frame import paper
from manantial.voices.queries import risk_of, said
from manantial.voices.rules import CONDITION_WORDS, RISK_ADVICE, RISK_WORDS, SOURCE_WORDS, Risk


def source_inventory(rows: Iterable[Source], *, on: date, asked: str = "") -> Document:
    """The inventory as a table; `asked` says in words which part of it this is."""
    listed = list(rows)
    columns = (
        Column(_("Folio"), share=0.8),
        Column(_("Qué es y de qué trata"), share=2.6),
        Column(_("Fecha"), ColumnKind.DATE, share=0.9),
        Column(_("Quién lo guarda y dónde"), share=2.0),
        Column(_("Copia"), share=0.6),
        Column(_("Estado"), share=0.9),
    )
    cells = [
        (
            row.folio,
            f"{said(SOURCE_WORDS, row.kind)}. {row.title}",
            row.when,
            ". ".join(part for part in (row.keeper, row.location) if part) or "—",
            _("sí") if row.blob_id else _("no"),
            said(CONDITION_WORDS, row.condition),
        )
        for row in listed
    ]
    count = ngettext("%(n)d fuente.", "%(n)d fuentes.", len(listed)) % {"n": len(listed)}
    note = f"{count} {asked}".strip()
    return paper(_("Inventario de fuentes"), (Table(columns, cells, note=note, small=True),), on=on)


def sources_at_risk(rows: Iterable[Source], *, on: date) -> Document:
    """What could be lost, by reason, with what to do and a line for whoever goes."""
    by_reason: dict[Risk, list[Source]] = {risk: [] for risk in Risk}
    for row in rows:
        for risk in risk_of(row)[:1]:
            by_reason[risk].append(row)
    columns = (
        Column(_("Folio"), share=0.8),
        Column(_("De qué trata"), share=2.4),
        Column(_("Quién lo guarda y dónde"), share=2.0),
        Column(_("Quién va y cuándo"), share=1.6),
    )
    blocks: list[Block] = []
    for risk, listed in by_reason.items():
        if listed:
            blocks += [Heading(gettext(RISK_WORDS[risk])), Prose(gettext(RISK_ADVICE[risk]))]
            cells = [(row.folio, row.title, ". ".join(filter(None, (row.keeper, row.location))), "") for row in listed]
            blocks.append(Table(columns, cells))
    if not blocks:
        blocks.append(Prose(_("Nada está en riesgo: de todo hay copia y todo está en buen estado.")))
    return paper(_("Lo que está en riesgo"), tuple(blocks), on=on)
