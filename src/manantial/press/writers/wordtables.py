"""Tables of a Word file: header rows that repeat and are marked as such, rules, widths, words for screen readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from manantial.press import nodes
from manantial.press.glyphs import legible
from manantial.press.nodes import Inlines, Sheet
from manantial.press.writers.office import AGUA, CAL, RAYA, TOGETHER


def fill_table(
    table: Table,
    sheet: Sheet,
    columns: Sequence[float],
    write: Callable[[Inlines, Paragraph], None],
    style: str | None,
) -> None:
    """Put heads, rows and total into a table made with the right number of rows; columns are inches wide.

    style: the id of the style of what stands in the cells.
    """
    table.autofit = False
    for column, wide in zip(table.columns, columns, strict=True):
        column.width = Inches(wide)
    lines = [(line, line.strong) for line in sheet.rows] + ([(sheet.total, True)] if sheet.total else [])
    grid = [row.cells for row in table.rows]
    for cell, head in zip(grid[0], sheet.heads, strict=True):
        write((nodes.Strong((nodes.Text(head.title),)),), _aligned(cell, head))
        _rule(cell, AGUA, 12)
        shade(cell)  # the schema wants borders before shading
    together = len(grid) <= TOGETHER
    for row, cells in enumerate(grid):
        for cell, wide in zip(cells, columns, strict=True):
            cell.width = Inches(wide)
            paragraph = cell.paragraphs[0]
            paragraph._p.style = style
            if together and row < len(grid) - 1:
                paragraph.paragraph_format.keep_with_next = True
    for cells, (line, strong) in zip(grid[1:], lines, strict=True):
        for cell, inside, head in zip(cells, line.cells, sheet.heads, strict=True):
            write((nodes.Strong(inside),) if strong else inside, _aligned(cell, head))
            _rule(cell, RAYA, 4)


def head_row(row: _Row) -> None:
    """Mark a row as header: Word repeats it on every page and screen readers say it."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def tell_table(table: Table, words: str) -> None:
    """The words a screen reader says for a table; and rows that do not split between pages."""
    if words:
        element = OxmlElement("w:tblCaption")
        element.set(qn("w:val"), legible(words))
        table._tbl.tblPr.append(element)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade(cell: _Cell) -> None:
    """The warm ground of heads and frames."""
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", CAL)):
        element.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(element)


def _rule(cell: _Cell, colour: str, size: int) -> None:
    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)


def _aligned(cell: _Cell, head: nodes.Head) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    if head.align == "right":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def gap(place: Word | _Cell) -> None:
    """The small free line that keeps two tables apart: Word would join them."""
    space = place.add_paragraph()
    space.paragraph_format.space_after = Pt(0)
    space.paragraph_format.line_spacing = Pt(6)


def open_cell(cell: _Cell) -> None:
    """Take away the empty paragraph with which a cell was made, once something else stands in it."""
    first = cell.paragraphs[0]._p
    if len(cell._tc.findall(qn("w:p"))) > 1:
        cell._tc.remove(first)


def close_cell(cell: _Cell) -> None:
    """A cell must end with a paragraph; after a table in it there is none."""
    if cell._tc[-1].tag != qn("w:p"):
        gap(cell)
