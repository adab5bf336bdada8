"""What a print shop reads in a PDF besides the page: where it is cut and how far the ground goes on beyond the cut.

The page is as large as the cut piece with a slug around it, which holds the marks. Typst knows no boxes, so they are
added to each page as an incremental update (ISO 32000-1, 7.5.6; boxes: 14.11.2): nothing that stood there moves.
"""

from __future__ import annotations

import re

BLEED = 3.0  # millimetres that are usual
MARKS = 6.0  # millimetres outside the bleed, for the marks
_POINT = 72 / 25.4
_PAGE = re.compile(rb"\n(\d+) 0 obj\n(<</Type/Page/[^\n]*/MediaBox\[([\d. ]+)\][^\n]*)>>\nendobj")
_END = re.compile(rb"trailer\n(<<.*?)>>\nstartxref\n(\d+)\n%%EOF\s*$", re.DOTALL)


class CannotTrim(ValueError):
    """The PDF is not laid out as Typst lays it out; a defect of ours."""


def slug_of(bleed: float) -> float:
    """The millimetres of a page outside the cut: the bleed and the room for its marks; 0 without bleed."""
    return bleed + MARKS if bleed else 0.0


def boxed(pdf: bytes, bleed: float) -> bytes:
    """The same PDF saying of each page its TrimBox and its BleedBox; `bleed` in millimetres, 0 changes nothing.

    Raises CannotTrim.
    """
    if not bleed:
        return pdf
    end = _END.search(pdf)
    pages = list(_PAGE.finditer(pdf))
    if end is None or not pages:
        raise CannotTrim("no pages or no trailer that can be read")
    slug = slug_of(bleed)
    added, table = bytearray(), bytearray(b"xref\n0 1\n0000000000 65535 f\r\n")
    for page in pages:
        box = [float(number) for number in page[3].split()]
        table += b"%s 1\n%010d 00000 n\r\n" % (page[1], len(pdf) + len(added))
        boxes = f"/TrimBox[{_inside(box, slug)}]/BleedBox[{_inside(box, slug - bleed)}]"
        added += b"%s 0 obj\n%s%s>>\nendobj\n" % (page[1], page[2], boxes.encode())
    trailer = b"trailer\n%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (end[1], end[2], len(pdf) + len(added))
    return bytes(pdf + added + table + trailer)


def _inside(box: list[float], millimetres: float) -> str:
    inset = millimetres * _POINT
    west, south, east, north = box
    return " ".join(f"{number:.4f}" for number in (west + inset, south + inset, east - inset, north - inset))
