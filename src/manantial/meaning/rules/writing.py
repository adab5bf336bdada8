"""Decisions about a text people write: joining what two wrote at once, and which of its paragraphs need a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from manantial.kernel.reading import read

FEWEST_WORDS = 12  # a shorter paragraph leads over to something; it claims nothing
SENTENCE = 4  # words of the shortest statement
_REFERENCE = re.compile(r"!\[[^\]]*\]\([a-z]+:[\w.-]+\)")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_DEFINITION = re.compile(r"^\[\^[^\]\s]+\]:")
_COUNTED = re.compile(r"!\[[^\]]*\]\(dato:[\w.-]+\)")
_NUMBER = re.compile(r"(?<![\w#-])\$?\d[\d.,]*\s?(?:%|por ciento)?(?![\w-]*\))")
_MARKS = re.compile(r"\[\^[^\]\s]+\]:?|!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[*_#>|`\\]")


@dataclass(frozen=True)
class Joined:
    """Two texts made one. `clashes` counts the places where both had changed the same paragraphs."""

    text: str
    clashes: int


def join_texts(base: str, mine: str, theirs: str) -> Joined:
    """Join two texts that began from the same one, paragraph by paragraph.

    What only one of them changed is taken from him; what both changed alike stands once; where they differ both stand,
    theirs first, because it was saved first. Nothing that either wrote anew is lost.
    """
    old, one, other = _parts(base), _parts(mine), _parts(theirs)
    kept: list[str] = []
    clashes = 0
    for begun, ours, saved in _regions(old, one, other):
        if ours == saved or saved == begun:
            kept += ours
        elif ours == begun:
            kept += saved
        else:
            clashes += 1
            kept += [*saved, *(part for part in ours if part not in saved)]
    return Joined("\n\n".join(kept), clashes)


def _parts(text: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]


def _regions(
    old: Sequence[str], one: Sequence[str], other: Sequence[str]
) -> list[tuple[list[str], list[str], list[str]]]:
    """The three texts cut at the paragraphs that stand in all of them; between two cuts somebody may have changed."""
    first, second = _same(old, one), _same(old, other)
    anchors = [place for place in range(len(old)) if place in first and place in second]
    regions, at = [], (0, 0, 0)
    for place in anchors:
        here = (place, first[place], second[place])
        regions.append(_cut((old, one, other), at, here))
        regions.append(([old[place]], [old[place]], [old[place]]))
        at = (here[0] + 1, here[1] + 1, here[2] + 1)
    regions.append(_cut((old, one, other), at, (len(old), len(one), len(other))))
    return regions


def _cut(
    texts: tuple[Sequence[str], Sequence[str], Sequence[str]], start: tuple[int, int, int], end: tuple[int, int, int]
) -> tuple[list[str], list[str], list[str]]:
    old, one, other = (list(text[a:b]) for text, a, b in zip(texts, start, end, strict=True))
    return old, one, other


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a written text: its line from 1, its plain words, what holds it up."""

    line: int
    words: str
    count: int
    noted: bool  # carries a note of origin, or a number that the registers count
    held: bool  # a note, or a living reference stands right before or after it
    numbers: tuple[str, ...]

    @property
    def says(self) -> bool:
        """It is a statement, not a question nor what leads over to a list."""
        return self.count >= SENTENCE and not self.words.rstrip().endswith(("?", ":"))

    @property
    def claims(self) -> bool:
        """It says something that somebody could doubt: a statement that is long enough."""
        return self.says and self.count >= FEWEST_WORDS


@dataclass(frozen=True)
class Grounding:
    """How much of a text rests on something that can be looked up."""

    words: int
    held: int

    @property
    def percent(self) -> int:
        """The share of its words, in whole percent; a text without claims rests on all it needs."""
        return round(100 * self.held / self.words) if self.words else 100


def paragraphs_of(markdown: str) -> list[Paragraph]:
    """The paragraphs and list items of a text, without titles, notes written below and references themselves."""
    parts = _numbered(markdown)
    found = []
    for place, (line, text) in enumerate(parts):
        if _DEFINITION.match(text) or text.startswith("#") or _REFERENCE.fullmatch(text.strip()):
            continue
        near = [parts[n][1] for n in (place - 1, place + 1) if 0 <= n < len(parts)]
        noted = bool(_NOTE.search(text) or _COUNTED.search(text))
        held = noted or any(_REFERENCE.fullmatch(one.strip()) for one in near)
        plain = plain_words(text)
        numbers = tuple(number.strip(" .,") for number in _NUMBER.findall(re.sub(r"^\s*\d+\.\s", "", plain)))
        found.append(Paragraph(line, plain, read(plain).words, noted, held, numbers))
    return found


def grounding(paragraphs: Sequence[Paragraph]) -> Grounding:
    """The guard against one single voice, that of who writes: words of claims, and of those that rest on something."""
    claims = [paragraph for paragraph in paragraphs if paragraph.claims]
    return Grounding(sum(one.count for one in claims), sum(one.count for one in claims if one.held))


def plain_words(markdown: str) -> str:
    """A text without its marks, to count and to read."""
    bare = "\n".join(line for line in markdown.split("\n") if not _DEFINITION.match(line))
    return re.sub(r"[ \t]+", " ", _MARKS.sub(lambda found: found[1] or "", bare)).strip()


def _numbered(markdown: str) -> list[tuple[int, str]]:
    """Blocks parted by an empty line, list items each on its own, with their first line."""
    parts: list[tuple[int, str]] = []
    fresh = True
    for number, line in enumerate(markdown.replace("\r\n", "\n").split("\n"), start=1):
        if not line.strip():
            fresh = True
        elif fresh or re.match(r"\s*(?:[-*+]|\d+\.)\s", line):
            parts.append((number, line))
            fresh = False
        else:
            begun, text = parts[-1]
            parts[-1] = (begun, f"{text}\n{line}")
    return parts


@dataclass(frozen=True)
class Opened:
    """A paragraph that opens in bold: its title, and the words that follow without their notes."""

    title: str
    words: str


def opened_by_note(markdown: str) -> dict[str, Opened]:
    """The paragraphs that open in bold, by each note they carry: «**Go and see.** A visit teaches…[^AP-05]»."""
    found: dict[str, Opened] = {}
    for _line, text in _numbered(markdown):
        if opening := re.match(r"[-*+\s]*\*\*(.+?)\*\*", text):
            told = Opened(opening[1].strip(" ."), " ".join(_NOTE.sub("", text[opening.end() :]).split()))
            found |= {mark[2:-1]: told for mark in _NOTE.findall(text)}
    return found


@dataclass(frozen=True)
class Edit:
    """A run of words that stayed (""), was put in ("+") or was taken out ("-")."""

    sign: str
    text: str


def edits(before: str, after: str) -> list[Edit]:
    """How one text became another, word by word."""
    old, new = re.findall(r"\S+|\s+", before), re.findall(r"\S+|\s+", after)
    told: list[Edit] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            told.append(Edit("", "".join(old[a:b])))
            continue
        if b > a:
            told.append(Edit("-", "".join(old[a:b])))
        if d > c:
            told.append(Edit("+", "".join(new[c:d])))
    return told
