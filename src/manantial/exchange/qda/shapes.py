"""What a research project holds, as the standard names it. Ids are lower case, without braces; moments are aware."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """In which element a source stands."""

    TEXT = "TextSource"
    PICTURE = "PictureSource"
    PDF = "PDFSource"
    SOUND = "AudioSource"
    VIDEO = "VideoSource"


@dataclass(slots=True)
class User:
    """Somebody who coded."""

    guid: str
    name: str


@dataclass(slots=True)
class Code:
    """A code with its place in the tree."""

    guid: str
    name: str
    description: str = ""
    colour: str = ""
    codable: bool = True
    parent: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Coding:
    """A code put on a selection by somebody at some time."""

    guid: str
    code: str
    user: str = ""
    at: datetime | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Selection:
    """A part of a source. `start` and `end` are positions as written: of text, of milliseconds, or None."""

    guid: str
    name: str = ""
    user: str = ""
    at: datetime | None = None
    start: int | None = None
    end: int | None = None
    box: tuple[int, int, int, int] | None = None  # of a picture or a page, in points or pixels
    page: int | None = None
    words: str = ""  # what a selection of a page says
    from_sync: str = ""
    to_sync: str = ""
    description: str = ""
    codings: list[Coding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SyncPoint:
    """Which millisecond a position of a transcript belongs to; either may be unknown."""

    guid: str
    position: int | None
    ms: int | None


@dataclass(slots=True)
class Words:
    """A text: written inside the project or in a member of the archive, plain or rich."""

    content: str | None = None
    plain: str = ""  # path as written
    rich: str = ""


@dataclass(slots=True)
class Transcript:
    """What a sound or a film says."""

    guid: str
    name: str = ""
    description: str = ""
    user: str = ""
    at: datetime | None = None
    words: Words = field(default_factory=Words)
    syncs: list[SyncPoint] = field(default_factory=list)
    selections: list[Selection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    """A document, picture, sound or film."""

    guid: str
    kind: SourceKind
    name: str = ""
    description: str = ""
    user: str = ""
    at: datetime | None = None
    path: str = ""
    words: Words = field(default_factory=Words)
    text: str = ""  # id of the text beside a picture or within a PDF, when it is one of its own
    transcripts: list[Transcript] = field(default_factory=list)
    selections: list[Selection] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)  # on the whole of it
    notes: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)  # id of a variable → value


@dataclass(slots=True)
class Case:
    """A participant, a place, an event: with values of variables and what belongs to it."""

    guid: str
    name: str = ""
    description: str = ""
    values: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    selections: list[str] = field(default_factory=list)
    codes: int = 0  # codes put on the case itself


@dataclass(slots=True)
class Note:
    """A memo."""

    guid: str
    name: str = ""
    words: Words = field(default_factory=Words)
    description: str = ""
    user: str = ""
    at: datetime | None = None
    coded: int = 0  # codes on the note itself


@dataclass(slots=True)
class Link:
    """A relation between two things; `raw` is how it was written."""

    guid: str
    name: str
    origin: str
    target: str
    one_way: bool = False
    raw: str = ""


@dataclass(slots=True)
class Set:
    """A group of codes, sources or notes."""

    guid: str
    name: str
    members: list[str] = field(default_factory=list)
    raw: str = ""


@dataclass(slots=True)
class Graph:
    """A drawn map: its corners by id (name, what they stand for) and its lines (from, to, name, one way)."""

    guid: str
    name: str
    vertices: dict[str, tuple[str, str]] = field(default_factory=dict)
    edges: list[tuple[str, str, str, bool]] = field(default_factory=list)
    raw: str = ""


@dataclass(slots=True)
class Project:
    """A whole project, without the words of its sources, which are read from the archive one by one."""

    name: str = ""
    origin: str = ""
    users: list[User] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)  # parents before their children
    variables: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → name, type
    cases: list[Case] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)
    graphs: list[Graph] = field(default_factory=list)
    description: str = ""
    left: Counter[str] = field(default_factory=Counter)  # elements that were seen and not read
