"""Papers that must fit: the same sheet with a little less on it, until it has the pages it may have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from manantial.press.compile import PageOverflow, compile_pdf
from manantial.press.document import Document

ANY = range(1, 1000)
_unbound: ContextVar[bool] = ContextVar("unbound", default=False)


@contextmanager
def unbound() -> Iterator[None]:
    """Build papers for the ear: what is read aloud has no pages, so nothing is shortened and nothing is typeset."""
    token = _unbound.set(True)
    try:
        yield
    finally:
        _unbound.reset(token)


def has_pages() -> bool:
    """Whether the paper that is being built will be printed."""
    return not _unbound.get()


def fits(document: Document, *, pages: range) -> bool:
    """Tell whether a document has no more pages than it may."""
    if not has_pages():
        return True
    try:
        compile_pdf(document, pages=range(1, pages.stop))
    except PageOverflow:
        return False
    return True


def reaches(document: Document, *, pages: range) -> bool:
    """Tell whether a document has at least the pages it must have."""
    return not has_pages() or compile_pdf(document, pages=ANY).pages >= pages.start


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
