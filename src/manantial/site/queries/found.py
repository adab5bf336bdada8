"""What was looked for and what was found: the shapes that the parts of the search share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from manantial.site.words import KIND_PICTURES, KIND_WORDS

Pieces = Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class SearchFilter:
    """What somebody looks for, and where."""

    text: str
    kind: str = ""
    group: str = ""
    community: UUID | None = None
    code: UUID | None = None
    since: date | None = None
    until: date | None = None

    def shows(self, kind: str) -> bool:
        """This kind was asked for, or all were."""
        return self.kind in {"", kind}

    @property
    def narrows(self) -> bool:
        """Something about the voice was asked for, which a thing without a voice cannot answer."""
        return bool(self.group or self.community or self.code or self.since or self.until)


@dataclass(frozen=True)
class Found:
    """One thing that was found, with a piece of its text around the first word; the words asked for are marked."""

    kind: str
    pk: UUID
    title: str
    piece: Pieces
    href: str
    on: date | None
    clock: str = ""
    plays: str = ""  # the address of the sound at that second
    text: str = ""  # all of it, for the table that leaves

    @property
    def kind_word(self) -> str:
        """What it is, in words."""
        return str(KIND_WORDS.get(self.kind, self.kind))

    @property
    def picture(self) -> str:
        """The pictogram of its kind."""
        return KIND_PICTURES.get(self.kind, "file")


@dataclass(frozen=True)
class Shelf:
    """The hits of one kind: how many are counted and shown, how to read some of them, and whether there are more.

    A file that leaves holds them all, also those that are not counted.
    """

    kind: str
    count: int
    fetch: Callable[[int, int], Sequence[Found]]
    more: bool = False


@dataclass(frozen=True)
class Results:
    """Everything that was found, kind by kind; a page reads only what it shows."""

    shelves: Sequence[Shelf] = ()
    widened: bool = False  # nothing had the whole word, so words that begin with it were looked for
    counts: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", {shelf.kind: shelf.count for shelf in self.shelves if shelf.count})

    @property
    def beyond(self) -> frozenset[str]:
        """The kinds of which there is more than is counted."""
        return frozenset(shelf.kind for shelf in self.shelves if shelf.more)

    def __len__(self) -> int:
        """How many things were found, as far as they are counted."""
        return sum(self.counts.values())

    def __getitem__(self, part: slice) -> list[Found]:
        """Some of the things, as a paginator asks for them."""
        start, stop = part.start or 0, len(self) if part.stop is None else part.stop
        found: list[Found] = []
        for shelf in self.shelves:
            if start < shelf.count and stop > 0:
                found += shelf.fetch(max(start, 0), min(stop, shelf.count) - max(start, 0))
            start, stop = start - shelf.count, stop - shelf.count
        return found

    def everything(self, step: int = 500) -> Iterator[Found]:
        """All of them, read step by step, beyond what is counted too: for a table that leaves."""
        for shelf in self.shelves:
            start = 0
            while (start < shelf.count or shelf.more) and (some := shelf.fetch(start, step)):
                yield from some
                start += step
