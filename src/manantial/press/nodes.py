"""The tree between a Document and its writers: text parsed, notes numbered, cells in words, pictures on a shelf.

press.edition makes it; each writer only spells it in its own format, so a note has the same number in every one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from manantial.press.document import CalloutKind, CheckItem, Signer


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, printed as they are."""

    s: str


@dataclass(frozen=True, slots=True)
class Emph:
    """Emphasis (italics)."""

    inside: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong emphasis (bold)."""

    inside: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an http(s), mailto or tel address."""

    url: str
    inside: Inlines


@dataclass(frozen=True, slots=True)
class Call:
    """The number that calls a note."""

    number: int


@dataclass(frozen=True, slots=True)
class Br:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the words about a place under /origen/ begin, or end; seen only in files people edit."""

    place: str
    ends: bool = False


Inline = Text | Emph | Strong | Link | Call | Br | Mark
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading with its number («2.1» or empty) and the anchor links point to."""

    level: int
    inside: Inlines
    number: str
    anchor: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    inside: Inlines
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is the first number when ordered."""

    ordered: bool
    start: int
    items: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line between two passages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage set apart inside prose (Markdown `>`)."""

    inside: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's words. `listen` tells where to hear them; `sound` is a file on the shelf, `weight` its size."""

    paragraphs: tuple[Inlines, ...]
    attribution: Inlines
    language: str
    translation: tuple[Inlines, ...]
    listen: str
    sound: str
    start: float
    end: float | None
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture on the shelf; `ratio` is height over width; empty alt = ornament."""

    file: str
    alt: str
    width: float
    ratio: float
    credit: str


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture with caption and label («Figura 3»), and the table of a chart."""

    image: Image
    label: str
    caption: Inlines
    data: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Illustrations side by side."""

    across: int
    figures: tuple[Illustration, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    title: str
    align: str  # "left" or "right"
    share: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table."""

    cells: tuple[Inlines, ...]
    strong: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with everything in words."""

    heads: tuple[Head, ...]
    rows: tuple[Line, ...]
    label: str
    caption: Inlines
    total: Line | None
    note: Inlines
    small: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs."""

    title: str
    pairs: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A framed passage; `word` says what it is."""

    kind: CalloutKind
    word: str
    inside: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Parts side by side."""

    parts: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Signing:
    """Room for signatures."""

    title: str
    across: int
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick."""

    title: str
    items: tuple[CheckItem, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """One field to fill in, with its number in the form."""

    number: int
    label: str
    hint: str
    lines: int
    choices: tuple[str, ...]
    value: str
    half: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A printable form."""

    title: str
    fields: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Toc:
    """The list of headings."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The list of every provenance, each once, with the numbers of the notes that call it."""

    entries: tuple[tuple[Inlines, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """A new page on paper."""


Node = (
    Title | Para | Items | Rule | Passage | Voice | Illustration | Grid | Sheet | Facts | Frame | Aside | Signing
    | Ticks | Form | Toc | Sources | NewPage
)  # fmt: skip


def as_json(node: object) -> object:
    """The tree as JSON values; every node carries its class in lower case as "t"."""
    if isinstance(node, tuple | list):
        return [as_json(part) for part in node]
    if is_dataclass(node):
        body = {field.name: as_json(getattr(node, field.name)) for field in fields(node)}
        return {"t": type(node).__name__.lower(), **body}
    return node


def walk(tree: object) -> Iterator[object]:
    """Every node and every piece of text of a tree, in reading order."""
    if isinstance(tree, tuple):
        for part in tree:
            yield from walk(part)
    elif is_dataclass(tree):
        yield tree
        for field in fields(tree):
            yield from walk(getattr(tree, field.name))


def bare(inside: Inlines) -> str:
    """The words of a run of text without marks and calls."""
    return "".join(_words(part) for part in inside)


def _words(part: Inline) -> str:
    match part:
        case Text():
            return part.s
        case Emph() | Strong() | Link():
            return bare(part.inside)
        case Br():
            return " "
        case Call() | Mark():
            return ""
