"""The neutral block model every room builds and every writer prints.

A room's papers.py describes a paper with these frozen blocks; press.writers turn the same Document into PDF, DOCX,
EPUB and HTML.
Nothing here knows a domain: a voice, a finding or a contract reaches this module only as text, pictures and Provenance.

All text is plain and is escaped by the writers, except the fields called `markdown`, which hold the restricted Markdown
of press.markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """Which template a document takes."""

    REPORT = "report"  # cover, contents, running header, page x of y
    PAPER = "paper"  # one to a few sheets: letter, act, receipt, list, blank form
    BOOKLET = "booklet"  # 14 pt, half-letter pages with a cover


class Sheet(StrEnum):
    """Paper size, portrait unless it says wide."""

    LETTER = "letter"
    LETTER_WIDE = "letter-wide"
    LEGAL = "legal"
    TABLOID = "tabloid"
    HALF_LETTER = "half-letter"


class ColumnKind(StrEnum):
    """How the cells of a column are written and aligned."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"


class CalloutKind(StrEnum):
    """What a framed passage is; the writers give each a word, never colour alone."""

    NOTE = "note"
    WARNING = "warning"
    AGREEMENT = "agreement"
    DIFFERENCE = "difference"  # people do not agree: both sides are printed
    MISSING = "missing"  # what nobody knows yet
    PRIVACY = "privacy"


class MissingAlt(ValueError):
    """A picture without words for those who cannot see it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a claim, a quote or a figure comes from; printed as one numbered note.

    kind and id are those of /origen/<kind>/<id>/; label is what a person reads («Voz VOZ-0012, taller de El Carrizal»).
    seconds is the place in the sound. url overrides the address made of kind and id.
    mark places the call: a Prose text holding [^mark] carries the number there; without mark the call stands at the end
    of the block.
    """

    kind: str
    id: str
    label: str
    seconds: float | None = None
    url: str = ""
    mark: str = ""


Notes = tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing or photo: `source` is the bytes (SVG as UTF-8) or the path of a file.

    width is the share of the text width, 0 to 1. alt says in words what the picture shows (for a chart: its title and
    its data). Only `decorative=True` may leave it empty. Raises MissingAlt.
    """

    source: bytes | Path
    alt: str
    media_type: str = "image/jpeg"  # image/svg+xml, image/png, image/jpeg, image/webp, image/gif
    width: float = 1.0
    credit: str = ""
    decorative: bool = False

    def __post_init__(self) -> None:
        if not self.alt.strip() and not self.decorative:
            raise MissingAlt("A esta imagen le falta su descripción en palabras.")
        if not 0 < self.width <= 1:
            raise ValueError(f"width must be in (0, 1], not {self.width}")

    @classmethod
    def svg(cls, drawing: str, alt: str, *, width: float = 1.0, credit: str = "", decorative: bool = False) -> Picture:
        """A picture from SVG text."""
        return cls(drawing.encode(), alt, "image/svg+xml", width, credit, decorative)

    def data(self) -> bytes:
        """The bytes, read from disk when `source` is a path."""
        return self.source.read_bytes() if isinstance(self.source, Path) else self.source


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound behind a quote: HTML plays it from `start` to `end` seconds; paper prints title and minute."""

    source: bytes | Path
    title: str
    media_type: str = "audio/mpeg"
    start: float = 0.0
    end: float | None = None
    name: str = ""  # file name in the folder rendering; made from the digest when empty

    def data(self) -> bytes:
        """The bytes, read from disk when `source` is a path."""
        return self.source.read_bytes() if isinstance(self.source, Path) else self.source


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the document; level 1 opens a chapter (new page in reports)."""

    text: str
    level: int = 1
    anchor: str = ""
    numbered: bool = True  # counts only when the Document is numbered
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text in restricted Markdown. `figures` answers ![alt](figura:ID) standing alone in a paragraph."""

    markdown: str
    notes: Notes = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words as plain text (blank line = new paragraph), and who said them as far as consent lets it be told."""

    text: str
    attribution: str
    origin: Provenance | None = None
    sound: Sound | None = None
    language: str = ""  # when it differs from the document's: "tzo", "tzh", "zoc"
    translation: str = ""
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption."""

    picture: Picture
    caption: str
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Gallery:
    """Several figures side by side, `across` in a row (one under the other in DOCX and EPUB)."""

    figures: tuple[Figure, ...]
    across: int = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its relative width (0 = as wide as its content)."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row with notes of its own or in bold. A bare tuple of cells is enough otherwise."""

    cells: tuple[object, ...]
    notes: Notes = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titled columns.

    Cells: str, int, float, Decimal, date, PartialDate, Money, or None, which prints «sin dato» (never zero).
    `total` is the last row, in bold, under a rule. `note` stands small below (unit, cut, who counted).
    """

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[object] | Row]
    caption: str = ""
    total: tuple[object, ...] | None = None
    note: str = ""
    notes: Notes = ()
    small: bool = False

    def __post_init__(self) -> None:
        width = len(self.columns)
        cells = [len(row.cells if isinstance(row, Row) else row) for row in self.rows]
        if self.total is not None:
            cells.append(len(self.total))
        if any(count != width for count in cells):
            raise ValueError(f"table «{self.caption}»: every row needs {width} cells")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart drawn elsewhere (press.charts, press.maps) with the numbers it shows as a table below."""

    picture: Picture
    caption: str
    data: Table | None = None
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value; None prints «sin dato»."""

    label: str
    value: object
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class FactList:
    """Label and value pairs: a file card, a timeline (label = date), a glossary."""

    facts: tuple[Fact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed passage in restricted Markdown."""

    markdown: str
    kind: CalloutKind = CalloutKind.NOTE
    title: str = ""  # empty: the word of its kind
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks set side by side on paper, one after the other in DOCX and EPUB. No headings of level 1 inside."""

    parts: tuple[tuple[Block, ...], ...]


class SignatureMark(StrEnum):
    """What a person leaves on the paper."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Signer:
    """A place to sign. An empty name leaves a line to write it."""

    name: str = ""
    role: str = ""
    mark: SignatureMark = SignatureMark.EITHER


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room for signatures or fingerprints, `across` in a row, never split between pages."""

    signers: tuple[Signer, ...]
    across: int = 2
    title: str = ""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """A line with its box; done=None prints an empty box to tick by hand."""

    text: str
    done: bool | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Boxes to tick."""

    items: tuple[CheckItem, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class BlankField:
    """Something to fill in by hand: `lines` ruled lines, or boxes for `choices`; `value` is printed when known."""

    label: str
    hint: str = ""
    lines: int = 1
    choices: tuple[str, ...] = ()
    value: str = ""
    half: bool = False  # two half fields share a row


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The printable twin of a form, in the same order as on screen; fields are numbered."""

    fields: tuple[BlankField, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings down to `depth`, with pages on paper."""

    depth: int = 2
    title: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """The list of every provenance of the document, each once, sorted as first called («De dónde viene cada cosa»)."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page on paper."""


Block = (
    Heading | Prose | Quote | Figure | Gallery | Table | Chart | FactList | Callout | Columns | Signatures | Checklist
    | BlankForm | Contents | Origins | PageBreak
)  # fmt: skip


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
    fictitious: the notice printed on every page when the data are invented. contact: phone and place to ask, at the foot.
    identifier: stable id for EPUB and metadata (a UUID or a folio); made from title and date when empty.
    """

    title: str
    language: str  # BCP 47: "es-MX", "en"
    date: date
    publisher: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    kind: Kind = Kind.PAPER
    sheet: Sheet = Sheet.LETTER
    as_of: date | None = None
    folio: str = ""
    watermark: str = ""
    fictitious: str = ""
    contact: str = ""
    cover: Cover | None = None
    code: Code | None = None
    numbered: bool = False
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    identifier: str = ""

    def every_block(self) -> Iterator[Block]:
        """All blocks in reading order, entering Columns."""
        yield from _walk(self.blocks)

    def headings(self) -> Iterator[Heading]:
        """All headings in reading order (those written inside Prose are not counted)."""
        return (block for block in self.every_block() if isinstance(block, Heading))


def _walk(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Columns):
            for part in block.parts:
                yield from _walk(part)
