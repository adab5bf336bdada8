"""The whole paper: its title page, its dates and notices, its blocks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from manantial.press.document.blocks import Block, Columns, Heading, Prose, Quote
from manantial.press.document.evidence import Narration, Picture, Provenance


class Kind(StrEnum):
    """Which template a document takes."""

    REPORT = "report"  # cover, contents, running header, page x of y
    PAPER = "paper"  # one to a few sheets: letter, act, receipt, list, blank form
    BOOKLET = "booklet"  # 14 pt, pages of half a sheet with a cover


class Sheet(StrEnum):
    """Paper size, portrait unless it says wide."""

    LETTER = "letter"
    LETTER_WIDE = "letter-wide"
    LEGAL = "legal"
    TABLOID = "tabloid"
    TABLOID_WIDE = "tabloid-wide"
    HALF_LETTER = "half-letter"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: lines under the title (place, period, who made it) and a picture."""

    lines: tuple[str, ...] = ()
    picture: Picture | None = None
    logos: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A QR (press.qr) with the words under it: what it says and the short code to type."""

    picture: Picture
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. Equal documents give equal bytes in every format: `date` is the only clock.

    as_of: the day the data were read. folio: printed on every page. watermark: «BORRADOR» or empty.
    fictitious: the notice printed on every page when the data are invented. contact: phone and place, at the foot.
    pages: how many its PDF may have (range(1, 3) = one or two); None leaves it free.
    large: 14 points instead of 11, for people who read with effort.
    brief: a report of a few pages, for somebody in a hurry: chapters follow one another on the page, and in print the
    notes stand together in its Origins, not at the foot of each page.
    one_ink: black lines and grey pictures, for a photocopier.
    bleed: millimetres that a booklet's ground goes on beyond the cut, with marks where to cut; 0 for none.
    narrations: its chapters read aloud, in order; only the folder that is heard carries them.
    identifier: stable id for EPUB and metadata (a UUID or a folio); made from title and date when empty.
    """

    title: str
    language: str  # BCP 47: "es-MX", "en"
    date: datetime.date
    publisher: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    kind: Kind = Kind.PAPER
    sheet: Sheet = Sheet.LETTER
    as_of: datetime.date | None = None
    folio: str = ""
    watermark: str = ""
    fictitious: str = ""
    contact: str = ""
    cover: Cover | None = None
    code: Code | None = None
    numbered: bool = False
    brief: bool = False
    one_ink: bool = False
    large: bool = False
    pages: range | None = None
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    bleed: float = 0.0
    narrations: tuple[Narration, ...] = ()

    def __post_init__(self) -> None:
        if self.bleed and self.kind is not Kind.BOOKLET:
            raise ValueError("only a booklet goes on beyond the cut")

    def every_block(self) -> Iterator[Block]:
        """All blocks in reading order, entering Columns and what stands for the references of a text."""
        yield from _walk(self.blocks)

    def headings(self) -> Iterator[Heading]:
        """All headings in reading order (those written inside Prose are not counted)."""
        return (block for block in self.every_block() if isinstance(block, Heading))

    def provenance(self) -> Iterator[Provenance]:
        """Every provenance called from any block, as often as it is called."""
        for block in self.every_block():
            yield from getattr(block, "notes", ())
            for inner in (*getattr(block, "facts", ()), *getattr(block, "rows", ()), *getattr(block, "figures", ())):
                yield from getattr(inner, "notes", ())
            if isinstance(block, Quote) and block.origin:
                yield block.origin


def _walk(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            for part in block.parts:
                yield from _walk(part)
        if isinstance(block, Prose):
            for brought in block.inserts.values():
                yield from _walk(brought)
