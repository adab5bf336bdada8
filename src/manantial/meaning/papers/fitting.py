"""Papers that must fit: the same sheet with a little less on it, until it has the pages it may have."""

from __future__ import annotations

from collections.abc import Callable

from manantial.press.compile import PageOverflow, compile_pdf
from manantial.press.document import Document

ANY = range(1, 1000)


def fits(document: Document, *, pages: range) -> bool:
    """Tell whether a document has no more pages than it may."""
    try:
        compile_pdf(document, pages=range(1, pages.stop))
    except PageOverflow:
        return False
    return True


def reaches(document: Document, *, pages: range) -> bool:
    """Tell whether a document has at least the pages it must have."""
    return compile_pdf(document, pages=ANY).pages >= pages.start


def fitted(make: Callable[[int], Document], *, pages: range, most: int) -> Document:
    """The fullest document that has no more pages than it may; `make` is asked with fewer and fewer things to show.

    Raises PageOverflow when even the barest one is too long.
    """
    for count in range(most, -1, -1):
        document = make(count)
        if fits(document, pages=pages):
            return document
    compile_pdf(document, pages=range(1, pages.stop))
    raise AssertionError("unreachable: the last try fits or raises")
