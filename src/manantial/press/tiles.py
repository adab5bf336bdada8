"""Large paper from a small printer: any page of a PDF cut into letter sheets with overlap, crop marks and a key.

A page inside a page cannot be tagged, so tiles carry no accessibility standard: the piece itself, which has them, is
always offered beside its tiles.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import TypedDict

from django.utils.translation import gettext as _

from manantial.kernel.rulings import SaidNo
from manantial.press.compile import TypesettingFailed, compile_template, preview_template

MARGIN, OVERLAP, STRIP = 8.0, 10.0, 7.0  # millimetres: what printers leave white, glue edge, room for the key
MOST_SHEETS = 64
_POINT = 25.4 / 72
_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")


class _Said(TypedDict):
    """What every paper says of itself."""

    title: str
    language: str
    date: datetime.date


_PLAIN: _Said = {"title": "-", "language": "es", "date": datetime.date(2000, 1, 1)}


class Paper(StrEnum):
    """Sheets found in a village: carta, oficio mexicano, legal, tabloide."""

    LETTER = "letter"
    OFICIO = "oficio"
    LEGAL = "legal"
    TABLOID = "tabloid"


_SIZES = {
    Paper.LETTER: (215.9, 279.4),
    Paper.OFICIO: (215.9, 340.0),
    Paper.LEGAL: (215.9, 355.6),
    Paper.TABLOID: (279.4, 431.8),
}


class CannotTile(SaidNo, ValueError):
    """The page cannot be read, or would need too many sheets; the message is for people."""


@dataclass(frozen=True, slots=True)
class Tiled:
    """The sheets as one PDF, row by row from the top left."""

    content: bytes
    sheets: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How a page falls on sheets; millimetres."""

    sheet: tuple[float, float]
    rows: int
    columns: int

    @classmethod
    def of(cls, size: tuple[float, float], sheet: tuple[float, float]) -> Plan:
        """For a page of that size."""
        room = (sheet[0] - 2 * MARGIN, sheet[1] - 2 * MARGIN - STRIP)
        counts = [
            max(1, ceil((whole - OVERLAP - 0.5) / (part - OVERLAP))) for whole, part in zip(size, room, strict=True)
        ]
        return cls(sheet, counts[1], counts[0])


def tile(
    pdf: bytes, *, page: int = 1, sheet: Paper = Paper.LETTER, title: str, language: str, date: datetime.date
) -> Tiled:
    """The page at its own size on sheets, upright or lying, whichever needs fewer. Raises CannotTile."""
    size = page_size(pdf, page)
    wide, tall = _SIZES[sheet]
    plan = min((Plan.of(size, (wide, tall)), Plan.of(size, (tall, wide))), key=lambda one: one.rows * one.columns)
    count = plan.rows * plan.columns
    if count > MOST_SHEETS:
        raise CannotTile(
            _("Harían falta %(count)d hojas; use un papel más grande o mándelo a imprimir.") % {"count": count}
        )
    data = {
        "page": page,
        "width": size[0],
        "height": size[1],
        "sheet": plan.sheet,
        "rows": plan.rows,
        "columns": plan.columns,
        "margin": MARGIN,
        "overlap": OVERLAP,
        "strip": STRIP,
        "labels": [_label(number, plan) for number in range(count)],
    }
    made = compile_template(
        "tile.typ",
        data,
        {"source.pdf": pdf},
        title=title,
        language=language,
        date=date,
        pages=range(count, count + 1),
        standards=(),
    )
    return Tiled(made.content, count, plan.rows, plan.columns)


def preview(pdf: bytes, page: int = 1, *, width_px: int = 480) -> bytes:
    """A PNG of one page, to be shown in a list. Raises CannotTile when it cannot be read."""
    return _drawn(pdf, page, width_px)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has. Raises CannotTile when it has none that can be read."""
    counts = [int(found) for found in re.findall(rb"/Type\s*/Pages\s*/Count (\d+)", pdf)]
    if not counts:
        raise CannotTile(_("No se pudieron contar las páginas del PDF."))
    return max(counts)


def page_size(pdf: bytes, page: int = 1) -> tuple[float, float]:
    """Width and height of a page in millimetres, told without drawing it. Raises CannotTile."""
    with _readable(page):
        made = compile_template(
            "picture.typ", {"page": page, "width": None}, {"source.pdf": pdf}, standards=(), **_PLAIN
        )
    found = _BOX.search(made.content)
    assert found is not None, "a PDF of ours says how large its page is"
    return float(found[1]) * _POINT, float(found[2]) * _POINT


def _drawn(pdf: bytes, page: int, width: int) -> bytes:
    with _readable(page):
        data = {"page": page, "width": width}
        return preview_template("picture.typ", data, {"source.pdf": pdf}, ppi=72, **_PLAIN)[0]


@contextmanager
def _readable(page: int) -> Iterator[None]:
    try:
        yield
    except TypesettingFailed as error:
        raise CannotTile(_("No se pudo leer la página %(page)d del PDF.") % {"page": page}) from error


def _label(number: int, plan: Plan) -> str:
    return _("Hoja %(n)d de %(total)d — fila %(row)d, columna %(column)d") % {
        "n": number + 1,
        "total": plan.rows * plan.columns,
        "row": number // plan.columns + 1,
        "column": number % plan.columns + 1,
    }
