"""What the Word and the OpenDocument file of a paper share: sheet, letters, colours, pictures, widths of columns.

Both are for people who go on writing, so they look alike and name their styles alike; only the spelling differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manantial.press import nodes
from manantial.press.compile import svgs_to_png
from manantial.press.document import Document, Kind, Sheet
from manantial.press.edition import Edition
from manantial.press.shelf import SVG, Stored

FONT = "Calibri"
AGUA, BARRO, PIEDRA, TINTA, CAL, RAYA = "0B4A52", "9A4522", "4D5755", "1D2423", "F8F4EC", "C8BFAE"
SHEETS: dict[Sheet, tuple[float, float]] = {  # inches
    Sheet.LETTER: (8.5, 11),
    Sheet.LETTER_WIDE: (11, 8.5),
    Sheet.LEGAL: (8.5, 14),
    Sheet.TABLOID: (11, 17),
    Sheet.TABLOID_WIDE: (17, 11),
    Sheet.HALF_LETTER: (5.5, 8.5),
    Sheet.A5: (148 / 25.4, 210 / 25.4),
}
TALLEST = 0.6  # of the sheet: no picture is higher
RASTER_PX = 1400
TOGETHER = 8  # rows of a table that is not split between pages
_LETTER = 0.52  # width of a mean letter, in ems
_EDGES = 3  # letters that the edges of a cell take
_SHORT, _LONG = 6, 44  # letters that a column which is as wide as its content takes at least and at most


@dataclass(frozen=True, slots=True)
class Look:
    """A style of paragraph: its size as a share of the running text, its colour, whether it is bold."""

    name: str
    scale: float
    colour: str = ""
    bold: bool | None = None


LOOKS = (
    Look("Title", 2.4, AGUA, bold=True),
    Look("Subtitle", 1.35, TINTA, bold=False),
    *(Look(f"Heading {level}", scale, AGUA, bold=True) for level, scale in enumerate((1.8, 1.4, 1.15, 1.0), 1)),
    Look("Quote", 1.1, TINTA),
    *(Look(name, 0.82, PIEDRA, bold=False) for name in ("Header", "Footer", "Caption", "Note Line")),
    Look("Publisher", 1.0, BARRO, bold=True),
    Look("Notice", 1.0, BARRO, bold=True),
    Look("Small Title", 1.0, AGUA, bold=True),
    Look("Lead", 1.12, AGUA, bold=False),
    *(Look(name, 1.0) for name in ("Attribution", "Fact")),
    Look("Table Text", 0.9),
    Look("Small Table Text", 0.82),
)


def text_size(document: Document) -> float:
    """Points of the running text."""
    return 14 if document.large or document.kind == Kind.BOOKLET else 11


def table_text(sheet: nodes.Sheet) -> Look:
    """The style of what stands in the cells of a table."""
    return next(look for look in LOOKS if look.name == ("Small Table Text" if sheet.small else "Table Text"))


def margin(sheet: Sheet) -> float:
    """Inches left free on the four sides."""
    return 0.63 if sheet in {Sheet.HALF_LETTER, Sheet.A5} else 0.98


def text_width(document: Document) -> float:
    """Inches of a full line."""
    return SHEETS[document.sheet][0] - 2 * margin(document.sheet)


def picture_size(document: Document, image: nodes.Image, room: float) -> tuple[float, float]:
    """Width and height in inches of a picture in a place `room` inches wide."""
    wide = room * image.width
    tall = min(wide * image.ratio, SHEETS[document.sheet][1] * TALLEST)
    return tall / image.ratio, tall


def pictures(edition: Edition) -> dict[str, Stored]:
    """Every picture as an office program shows it: drawings become PNG with our letters, all in one run."""
    drawings = {name: stored for name, stored in edition.shelf.pictures.items() if stored.media_type == SVG}
    made = svgs_to_png([stored.content for stored in drawings.values()], width_px=RASTER_PX)
    drawn = {name: Stored(content, "image/png") for name, content in zip(drawings, made, strict=True)}
    return {**edition.shelf.pictures, **drawn}


def widths(sheet: nodes.Sheet, room: float, size: float) -> list[float]:
    """The inches of each column of a table in a place `room` inches wide, so that no word is broken if it can be.

    size: points of the running text.
    A column with a share gets its part of what is left by those which are as wide as their content.
    """
    letters = room * 72 / (size * table_text(sheet).scale * _LETTER)
    lines = [*(line.cells for line in sheet.rows), *([sheet.total.cells] if sheet.total else [])]
    columns = [[head.title, *(nodes.bare(cells[place]) for cells in lines)] for place, head in enumerate(sheet.heads)]
    least = [max((len(word) for text in column for word in text.split()), default=0) + _EDGES for column in columns]
    wished = [
        0.0 if head.share else float(min(max(_SHORT, *map(len, column)), _LONG) + _EDGES)
        for head, column in zip(sheet.heads, columns, strict=True)
    ]
    if shares := sum(head.share for head in sheet.heads):
        left = max(letters - sum(wished), letters / 2)
        wished = [
            left * head.share / shares if head.share else width for head, width in zip(sheet.heads, wished, strict=True)
        ]
    return [room * part for part in _fitted(wished, least, letters)]


def _fitted(wished: Sequence[float], least: Sequence[float], letters: float) -> list[float]:
    """Parts of one, near the wished widths and no less than the longest word wherever all of those fit."""
    scale = letters / sum(wished)
    given = [width * scale for width in wished]
    if sum(least) >= letters:
        return [width / sum(least) for width in least]
    for _round in given:
        narrow = {place for place, width in enumerate(given) if width <= least[place]}
        free = letters - sum(least[place] for place in narrow)
        wide = sum(width for place, width in enumerate(given) if place not in narrow)
        given = [float(least[place]) if place in narrow else width * free / wide for place, width in enumerate(given)]
    return [width / letters for width in given]
