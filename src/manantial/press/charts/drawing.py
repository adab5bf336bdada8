"""What every chart and map hands back: the drawing, the same in words, and the numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

from manantial.press.document import Chart, Column, ColumnKind, Notes, Picture, Table


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing. `alt` says title and data in words; `rows` under `heads` are the numbers it shows.

    A cell without data is None (printed «sin dato»), never zero. `says_all`: every number is written in the drawing,
    so that paper need not print them twice. `share`: of the width of the text, so that its letters are about as large
    as those around it.
    """

    title: str
    svg: str
    alt: str
    heads: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    source: str = ""
    says_all: bool = False
    share: float = 0.62

    @property
    def picture(self) -> Picture:
        """For a document."""
        return Picture.svg(self.svg, self.alt, width=self.share)

    @property
    def table(self) -> Table:
        """The numbers; the first column is text, the others follow what they hold."""
        kinds = [ColumnKind.TEXT] + [self._kind(place) for place in range(1, len(self.heads))]
        columns = tuple(Column(head, kind) for head, kind in zip(self.heads, kinds, strict=True))
        return Table(columns, self.rows, note=self.source, small=True)

    def chart(self, caption: str = "", notes: Notes = ()) -> Chart:
        """The block for a document: drawing, caption (the title unless another is given) and the table it needs."""
        return Chart(self.picture, caption or self.title, None if self.says_all else self.table, notes)

    def _kind(self, place: int) -> ColumnKind:
        cells = [row[place] for row in self.rows if row[place] is not None]
        numbers = bool(cells) and all(isinstance(cell, int | float) for cell in cells)
        return ColumnKind.NUMBER if numbers else ColumnKind.TEXT
