"""What is read aloud: the words of each part of a paper in their order, and the script one reads from.

A paper for the eye becomes one for the ear: pictures, tables to look something up in, sheets to write on and lists of
sources fall away; words, voices and who said them stay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.meaning.papers.booklet import booklet
from manantial.meaning.papers.community import community_sheet
from manantial.meaning.papers.fitting import unbound
from manantial.meaning.papers.frame import PaperRefused
from manantial.meaning.papers.report import final_report
from manantial.meaning.papers.short import finding_sheet, lesson_sheet
from manantial.meaning.papers.synthesis import synthesis
from manantial.meaning.rules.aloud import (
    BOOKLET,
    COMMUNITY,
    FINAL,
    FINDING,
    LESSON,
    NOT_READ,
    OPTION_OF,
    SYNTHESIS,
    WHOLE,
    Part,
    digest_of,
)
from manantial.press import nodes
from manantial.press.document import (
    BlankForm,
    Block,
    Chart,
    Checklist,
    Columns,
    Contents,
    Document,
    Figure,
    Gallery,
    Heading,
    Origins,
    PageBreak,
    Prose,
    Signatures,
    Table,
)
from manantial.press.edition import edit

_BUILDERS: Mapping[str, Callable[..., Document]] = {
    FINAL: final_report,
    SYNTHESIS: synthesis,
    BOOKLET: booklet,
    COMMUNITY: community_sheet,
    FINDING: finding_sheet,
    LESSON: lesson_sheet,
}
_BY_CHAPTER = frozenset({FINAL, BOOKLET})
_FOR_THE_EYE = Figure | Gallery | Chart | Table | Signatures | Checklist | BlankForm | Contents | Origins | PageBreak


@dataclass(frozen=True)
class Said:
    """One paragraph to be read: its words, whether it is a title or somebody's own words, and who said them."""

    words: str
    level: int = 0  # of a title
    voice: bool = False
    who: str = ""
    language: str = ""  # of a quote in another language than the paper

    @property
    def digest(self) -> str:
        """What it is known by."""
        return digest_of(f"{self.words} {self.who}")


@dataclass(frozen=True)
class PartText:
    """The words of a part, and whose words it carries."""

    title: str
    said: tuple[Said, ...]
    fragments: frozenset[UUID] = frozenset()
    voices: frozenset[UUID] = frozenset()

    @property
    def digests(self) -> list[str]:
        """What its paragraphs are known by, in order."""
        return [one.digest for one in self.said]

    @property
    def words(self) -> int:
        """How many words are to be read."""
        return sum(len(f"{one.words} {one.who}".split()) for one in self.said)


def texts_of(parts: Iterable[Part], *, language: str, on: date) -> dict[Part, PartText]:
    """Return the words of some parts in one language; each paper is built once. What cannot be built is left out.

    language: `es` or `en`; it must be the language that things are being said in.
    """
    wanted: dict[tuple[str, str], list[Part]] = {}
    for part in dict.fromkeys(parts):
        wanted.setdefault((part.paper, part.key if part.paper in OPTION_OF else ""), []).append(part)
    found: dict[Part, PartText] = {}
    for (paper, key), asked in wanted.items():
        try:
            document = _built(paper, key, language, on)
        except PaperRefused:
            continue
        cut = _parts_of(document, paper)
        found |= {part: _text(document, *cut[part.key]) for part in asked if part.key in cut}
    return found


def part_text(part: Part, *, language: str, on: date) -> PartText:
    """Return the words of one part. Raises PaperRefused when the paper cannot be built or no longer has the part."""
    if part.paper not in _BUILDERS:
        raise PaperRefused(_("No hay un papel llamado «%(paper)s».") % {"paper": part.paper})
    document = _built(part.paper, part.key if part.paper in OPTION_OF else "", language, on)
    cut = _parts_of(document, part.paper)
    if part.key not in cut:
        raise PaperRefused(_("Ese papel ya no tiene esa parte."))
    return _text(document, *cut[part.key])


def _built(paper: str, key: str, language: str, on: date) -> Document:
    options = {OPTION_OF[paper]: key} if paper in OPTION_OF else {}
    with unbound():
        return _BUILDERS[paper](language, on, **options)


def _parts_of(document: Document, paper: str) -> dict[str, tuple[str, tuple[Block, ...]]]:
    """The parts that are read, by their key: the title and the blocks."""
    if paper in OPTION_OF:
        title = f"{document.title}. {document.subtitle}" if document.subtitle else document.title
        return {document.folio: (title, document.blocks)}
    if paper not in _BY_CHAPTER:
        return {WHOLE: (document.title, tuple(_until_lists(document.blocks)))}
    found: dict[str, tuple[str, tuple[Block, ...]]] = {}
    title, key, inside = "", "", list[Block]()
    for block in (*document.blocks, Heading("", anchor="")):
        if isinstance(block, Heading) and block.level == 1:
            if key and key not in NOT_READ:
                found[key] = (title, tuple(inside))
            title, key, inside = block.text, block.anchor, []
        else:
            inside.append(block)
    return found


def _until_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the sections that are only lists to look something up in."""
    skipped = 0
    for block in blocks:
        if isinstance(block, Heading):
            if skipped and block.level <= skipped:
                skipped = 0
            if block.anchor in NOT_READ:
                skipped = block.level
        if not skipped:
            yield block


def _text(document: Document, title: str, blocks: tuple[Block, ...]) -> PartText:
    heard = replace(document, blocks=tuple(_for_the_ear(blocks)), cover=None, code=None, pages=None, numbered=False)
    cited: dict[str, set[UUID]] = {"fragment": set(), "voice": set()}
    for note in heard.provenance():
        if note.kind in cited:
            cited[note.kind].add(UUID(note.id))
    said = (Said(title, level=1), *_spoken(edit(heard).body))
    return PartText(title, said, frozenset(cited["fragment"]), frozenset(cited["voice"]))


def _for_the_ear(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, _FOR_THE_EYE):
            continue
        if isinstance(block, Columns):
            yield from (inner for part in block.parts for inner in _for_the_ear(part))
        elif isinstance(block, Prose):
            inserts = {key: tuple(_for_the_ear(brought)) for key, brought in block.inserts.items()}
            yield replace(block, inserts=inserts)
        else:
            yield block


def _spoken(body: Iterable[nodes.Node]) -> Iterator[Said]:
    """The paragraphs of a resolved text; what is only seen is passed over."""
    for node in body:
        match node:
            case nodes.Title():
                yield Said(nodes.bare(node.inside), level=node.level)
            case nodes.Para():
                yield Said(nodes.bare(node.inside))
            case nodes.Items():
                yield from (said for item in node.items for said in _spoken(item))
            case nodes.Passage() | nodes.Frame():
                yield from _spoken(node.inside)
            case nodes.Facts():
                yield from (Said(f"{label}: {nodes.bare(value)}") for label, value in node.pairs)
            case nodes.Voice():
                yield _quoted(node)


def _quoted(node: nodes.Voice) -> Said:
    """Somebody's words; a translation stands for words in a language that the reader may not speak."""
    told = node.translation or node.paragraphs
    words = " ".join(nodes.bare(one) for one in told)
    language = "" if node.translation else node.language
    return Said(words, voice=True, who=nodes.bare(node.attribution), language=language)


def marked_for_reading(text: PartText, read: Collection[str]) -> list[tuple[int, Said, bool]]:
    """The paragraphs with their number from 1 and whether they changed since somebody read them."""
    return [(n, one, bool(read) and one.digest not in read) for n, one in enumerate(text.said, 1)]
