"""Booklets to fold: the pages of a PDF put two on a sheet, in the order in which a folded and stapled booklet reads.

Print on both sides, flipped on the short edge, fold in the middle and staple. A page inside a page cannot be tagged, so
the folded order carries no accessibility standard: the booklet in reading order, which has them, is offered beside it.
"""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from manantial.press.compile import Pdf, compile_template
from manantial.press.tiles import page_count, page_size


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


def impose(pdf: bytes, *, title: str, language: str, date: datetime.date) -> Pdf:
    """The booklet ready for both sides of letter sheets lying down. Raises CannotFold, CannotTile."""
    sides = order(page_count(pdf))
    width, height = page_size(pdf)
    data = {"sides": sides, "width": width, "height": height, "fold": _("doblar aquí")}
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
