"""What is read of a returned file, whichever its format: its lines, its comments, and how one finds the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from manantial.kernel.digests import sha256_bytes
from manantial.press.marks import place_of

MOST_QUOTED = 600  # letters that are kept of the words a remark hangs on
_FOLIO = re.compile(r"\b[A-Z]{1,4}-[A-Z]?\d{1,6}\b")
_SECONDS = 19  # letters of a moment down to its seconds


class RemarkKind(StrEnum):
    """What somebody did to the file."""

    COMMENT = "comment"
    CHANGE = "change"  # tracked: words put in, taken out, or both


@dataclass(slots=True)
class Change:
    """What one person changed in one paragraph."""

    author: str
    at: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One paragraph: its words, the level of a title, its marks, its row in a table, what hangs on it."""

    text: str = ""
    level: int = 0
    marks: list[str] = field(default_factory=list)  # those in it and those that reach over it
    row: int = 0  # of a table; 0 for none. Rows count on through the file
    notes: str = ""  # the words of the notes called in it
    touched: dict[str, str] = field(default_factory=dict)  # comment → the words it covers here
    changes: dict[str, Change] = field(default_factory=dict)  # author → what was changed

    def change(self, author: str, at: str) -> Change:
        """What this person changed here, with the latest moment."""
        made = self.changes.setdefault(author, Change(author, at))
        made.at = max(made.at, at)
        return made


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as its part of the file tells it; `name` is its name there, `answers` that of the one it answers."""

    name: str
    author: str
    at: str
    text: str
    answers: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment or change and where it hangs.

    at: the clock of whoever wrote it, without a zone, as both formats keep it; None when the file does not say.
    quoted: for a comment the words it covers, for a change the words taken out; text: what was written or put in.
    places: places under /origen/, the nearest first. folios: short names that stand in the same paragraph or its notes.
    sections: anchors of the titles it stands under, the innermost first; heading: the words of the innermost.
    answers: the key of the comment it answers. key: the same for the same remark in any later copy of the file.
    """

    kind: RemarkKind
    key: str
    author: str
    at: datetime | None
    text: str
    quoted: str = ""
    places: tuple[str, ...] = ()
    folios: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    heading: str = ""
    answers: str = ""
    resolved: bool = False


@dataclass(slots=True)
class _Reading:
    """The file while its lines pass by."""

    comments: dict[str, Comment]
    covered: Mapping[str, str]
    reached: Mapping[str, list[str]]
    rows: Mapping[int, list[str]]
    titles: list[Line] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def pass_by(self, line: Line) -> Iterator[Remark]:
        if line.level:
            self.titles = [title for title in self.titles if title.level < line.level] + [line]
        here = [*_places(line.marks), *(self.rows.get(line.row, ()) if line.row else ())]
        above = [place for title in reversed(self.titles) for place in _places(title.marks)]
        for name in line.touched:
            if name in self.comments and name not in self.told:
                self.told.add(name)
                yield self.comment(self.comments[name], (*self.reached[name], *here, *above), line)
        for change in line.changes.values():
            yield self.change(change, (*here, *above), line)

    def comment(self, said: Comment, places: Iterable[str], line: Line) -> Remark:
        answered = self.comments.get(said.answers)
        return Remark(
            RemarkKind.COMMENT,
            _key_of(said),
            said.author,
            moment(said.at),
            said.text,
            self.covered.get(said.name, "")[:MOST_QUOTED],
            tuple(dict.fromkeys(places)),
            _folios(line),
            self.sections(),
            self.heading(),
            _key_of(answered) if answered else "",
            said.resolved,
        )

    def change(self, made: Change, places: Iterable[str], line: Line) -> Remark:
        added, removed = "".join(made.added).strip(), "".join(made.removed).strip()
        return Remark(
            RemarkKind.CHANGE,
            _key(RemarkKind.CHANGE, made.author, made.at, added, removed),
            made.author,
            moment(made.at),
            added,
            removed[:MOST_QUOTED],
            tuple(dict.fromkeys(places)),
            _folios(line),
            self.sections(),
            self.heading(),
        )

    def sections(self) -> tuple[str, ...]:
        anchors = (next((m for m in title.marks if not m.startswith("_")), "") for title in reversed(self.titles))
        return tuple(filter(None, anchors))

    def heading(self) -> str:
        return " ".join(self.titles[-1].text.split()) if self.titles else ""


def gathered(lines: Sequence[Line], comments: Iterable[Comment]) -> list[Remark]:
    """Every remark in the order of the text; a comment that hangs on nothing comes last, an empty one not at all."""
    covered: dict[str, list[str]] = {}
    reached: dict[str, list[str]] = {}
    rows: dict[int, list[str]] = {}
    for line in lines:
        if line.row:
            rows.setdefault(line.row, []).extend(_places(line.marks))
        for name, text in line.touched.items():
            covered.setdefault(name, []).append(text)
            reached.setdefault(name, []).extend(_places(line.marks))
    words = {name: "\n".join(filter(None, texts)).strip() for name, texts in covered.items()}
    reading = _Reading({one.name: one for one in comments}, words, reached, rows)
    found = [remark for line in lines for remark in reading.pass_by(line)]
    reading.titles = []
    loose = (one for name, one in reading.comments.items() if name not in reading.told)
    found += [reading.comment(one, (), Line()) for one in loose]
    return [one for one in found if one.text or (one.kind is RemarkKind.CHANGE and one.quoted)]


def moment(written: str) -> datetime | None:
    """A moment as files write it. Word puts Z behind a clock of the place, so no zone is believed."""
    try:
        return datetime.fromisoformat(written[:_SECONDS])
    except ValueError:
        return None


def _places(marks: Iterable[str]) -> list[str]:
    """The places of some marks, the one that was opened last first: it is the innermost."""
    return [place for place in map(place_of, reversed(list(marks))) if place]


def _folios(line: Line) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_FOLIO.findall(f"{line.text} {line.notes}")))


def _key_of(said: Comment) -> str:
    return _key(RemarkKind.COMMENT, said.author, said.at, said.text)


def _key(kind: RemarkKind, author: str, at: str, *words: str) -> str:
    return sha256_bytes("\x1f".join([kind, author, at[:_SECONDS], *words]).encode())[:32]
