"""Booklets to fold: the pages of a PDF put two on a sheet, in the order in which a folded and stapled booklet reads.

Print on both sides, flipped on the short edge, fold in the middle and staple. A page inside a page cannot be tagged, so
the folded order carries no accessibility standard: the booklet in reading order, which has them, is offered beside it.
"""

from __future__ import annotations

import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from manantial.press.compile import Pdf, compile_template
from manantial.press.tiles import page_count, page_size


class Folded(StrEnum):
    """The sheets a booklet is printed on: each folds into two of its pages."""

    LETTER = "letter"  # pages of half a letter
    A4 = "a4"  # pages of A5


_SLACK = 0.5  # millimetres by which two programs may measure a page differently
_SHEETS = {Folded.LETTER: (279.4, 215.9), Folded.A4: (297.0, 210.0)}  # millimetres, lying down


class CannotFold(ValueError):
    """The pages of the booklet are not a multiple of four; the message is for people."""


def order(pages: int) -> list[tuple[int, int]]:
    """The pages side by side, sheet by sheet: front left and right, then back left and right. Counts from 1.

    Raises CannotFold.
    """
    if pages < 4 or pages % 4:
        raise CannotFold(
            _("El cuaderno tiene %(pages)d páginas y para doblarlo deben ser múltiplo de 4.") % {"pages": pages}
        )
    sides: list[tuple[int, int]] = []
    for sheet in range(pages // 4):
        first = 2 * sheet + 1
        sides += [(pages - 2 * sheet, first), (first + 1, pages - 2 * sheet - 1)]
    return sides


def impose(pdf: bytes, *, title: str, language: str, date: datetime.date, sheet: Folded = Folded.LETTER) -> Pdf:
    """The booklet ready for both sides of sheets lying down, its pages at their own size.

    Raises CannotFold, also when two pages are wider or higher than the sheet; CannotTile.
    """
    sides = order(page_count(pdf))
    width, height = page_size(pdf)
    wide, tall = _SHEETS[sheet]
    if 2 * width > wide + _SLACK or height > tall + _SLACK:
        raise CannotFold(_("Dos páginas del cuaderno no caben en esa hoja: escoja la otra."))
    data = {"sides": sides, "width": width, "height": height, "sheet": (wide, tall)}
    return compile_template(
        "signature.typ",
        data,
        {"source.pdf": pdf},
        title=title,
        language=language,
        date=date,
        pages=range(len(sides), len(sides) + 1),
        standards=(),
    )
