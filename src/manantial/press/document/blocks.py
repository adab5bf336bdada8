"""The blocks of a document: text, voices, tables, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from manantial.press.document.evidence import Notes, Picture, Provenance, Sound
from manantial.press.document.hand import BlankForm, Checklist, Signatures

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


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


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the document; level 1 opens a chapter (new page in reports). Titles carry no notes.

    about: the place under /origen/ of what it opens (`finding/<id>`), kept as a mark in files people edit.
    """

    text: str
    level: int = 1
    anchor: str = ""
    numbered: bool = True  # counts only when the Document is numbered
    about: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A value that stands within a sentence: counted, never typed. Its note is called where it stands first."""

    text: str
    origin: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text in restricted Markdown. `figures` answers ![alt](figura:ID) standing alone in a paragraph.

    `inserts` answers every other ![words](kind:key): the blocks that stand there (no headings), none to leave it out.
    `values` answers those that stand within a sentence.
    `silent` are the [^marks] that carry no note any more, with the words printed instead (mostly none).
    `about` is the place under /origen/ of the text itself (`passage/<id>`), kept as a mark in files people edit.
    """

    markdown: str
    notes: Notes = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    lead: bool = False
    inserts: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    values: Mapping[str, Counted] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)
    about: str = ""

    @classmethod
    def plain(cls, text: str, notes: Notes = ()) -> Prose:
        """Running text somebody typed without thinking of Markdown: every sign is printed as it stands."""
        lines = (line.strip() for line in text.splitlines())
        return cls("\n".join(_SIGN.sub(r"\\\g<0>", line) for line in lines), notes)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words as plain text (blank line = new paragraph) and who said them, as far as consent lets it be told.

    Name, place or role stand in `attribution` only when they may: this model does not decide it.
    """

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
    """A column of a table; `share` is its relative width (0 = as wide as its content).

    `marked` puts a ground under the whole column on paper; its title says in words why.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    share: float = 0.0
    marked: bool = False


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
    `total` is the last row, in bold, under a rule; None there leaves the cell empty: a column without total.
    `note` stands small below (unit, cut, who counted).
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

    @classmethod
    def of(cls, told: Iterable[tuple[str, object]]) -> FactList:
        """From labels and values; an empty value prints «sin dato»."""
        return cls(tuple(Fact(label, value or None) for label, value in told))


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed passage in restricted Markdown."""

    markdown: str
    kind: CalloutKind = CalloutKind.NOTE
    title: str = ""  # empty: the word of its kind
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks set side by side on paper, one after the other in DOCX and EPUB. No headings of level 1 inside.

    A single part stays together on one page of paper.
    """

    parts: tuple[tuple[Block, ...], ...]


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


def on_own_pages(parts: Iterable[tuple[str, Iterable[Block]]]) -> list[Block]:
    """Several short papers as one to print in one go: each under its name, on a page of its own."""
    blocks: list[Block] = []
    for name, inside in parts:
        blocks += [PageBreak()] if blocks else []
        blocks += [Heading(name, numbered=False), *inside]
    return blocks
