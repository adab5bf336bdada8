"""The codebook on paper: what each code means, when to use it and when not, in the order of its tree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from manantial.meaning.models import CodebookVersion
from manantial.meaning.papers.frame import frame
from manantial.meaning.queries.codebook import code_nodes, depths, entries_of
from manantial.meaning.rules.codebook import CODE_KIND_WORDS, Entry
from manantial.press.document import Block, Column, ColumnKind, Document, Prose, Sheet, Table
from manantial.voices.queries import said

STEP = "– "  # before the name, for each step down the tree: it survives a photocopy


def codebook_paper(language: str, on: date, version: CodebookVersion | None = None) -> Document:
    """Build the codebook of today, with how many fragments each code holds, or a version as it was kept."""
    if version is not None:
        rows = [_row(entry, depth, None) for entry, depth in depths(entries_of(version))]
        title = _("Libro de códigos, versión %(n)d") % {"n": version.number}
        opening = version.note or _("Así estaba el libro el día que se guardó.")
        return _document(title, opening, rows, language, on)
    nodes = code_nodes()
    names = ("name", "kind", "description", "applies", "excludes", "example")
    rows = [
        _row(Entry(str(node.code.pk), "", **{name: getattr(node.code, name) for name in names}), node.depth, node.used)
        for node in nodes
    ]
    opening = _("Un código junta fragmentos que hablan de lo mismo. Antes de poner uno, lea cuándo sí y cuándo no.")
    return _document(_("Libro de códigos"), opening, rows, language, on)


def _row(entry: Entry, depth: int, used: int | None) -> tuple[object, ...]:
    limits = [(_("Sí: %(text)s"), entry.applies), (_("No: %(text)s"), entry.excludes)]
    when = " · ".join(words % {"text": text} for words, text in limits if text)
    cells: tuple[object, ...] = (
        f"{STEP * depth}{entry.name}", said(CODE_KIND_WORDS, entry.kind), entry.description, when, entry.example,
    )  # fmt: skip
    return cells if used is None else (*cells, used)


def _document(title: str, opening: str, rows: Sequence[tuple[object, ...]], language: str, on: date) -> Document:
    columns = [
        Column(_("Código"), share=2),
        Column(_("Qué es"), share=0.9),
        Column(_("Qué quiere decir"), share=2.4),
        Column(_("Cuándo sí y cuándo no"), share=2.4),
        Column(_("Ejemplo"), share=2),
    ]
    if rows and len(rows[0]) > len(columns):
        columns.append(Column(_("Fragmentos"), ColumnKind.NUMBER, 0.9))
    blocks: list[Block] = [Prose.plain(opening)]
    blocks.append(Table(tuple(columns), rows, caption=_("Códigos en uso: %(n)d") % {"n": len(rows)}, small=True))
    return frame(title, blocks, language=language, on=on, sheet=Sheet.LETTER_WIDE)
