"""Comments and tracked changes of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from manantial.press.reading import NotADocument, parts_of
from manantial.press.remarks.shape import Comment, Line

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MORE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_LINES = (f"{_TEXT}p", f"{_TEXT}h")
_ASIDE = (f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes")


@dataclass(frozen=True, slots=True)
class _Region:
    """A tracked change as the head of the file tells it; `removed` are the words it took out."""

    author: str
    at: str
    added: bool
    removed: str


def read_odt(content: bytes) -> tuple[list[Line], list[Comment]]:
    """The lines and the comments of an OpenDocument text. Raises NotADocument."""
    body = parts_of(content, "content.xml").get("content.xml")
    text = body.find(f".//{_OFFICE}text") if body is not None else None
    if text is None:
        raise NotADocument("no text")
    regions = {each.get(f"{_TEXT}id", ""): _region(each) for each in text.iter(f"{_TEXT}changed-region")}
    reader = _Reader(regions, {each.get(f"{_OFFICE}name", "") for each in text.iter(f"{_OFFICE}annotation-end")})
    lines = list(reader.lines(text))
    return lines, reader.comments


def _region(element: _Element) -> _Region:
    about = element.find(f".//{_OFFICE}change-info")
    author = about.findtext(f"{_DC}creator") if about is not None else ""
    at = about.findtext(f"{_DC}date") if about is not None else ""
    taken = element.find(f"{_TEXT}deletion")
    words = "\n".join(_words(line) for line in taken.iter(*_LINES)) if taken is not None else ""
    return _Region((author or "").strip(), at or "", element.find(f"{_TEXT}insertion") is not None, words)


@dataclass(slots=True)
class _Reader:
    """What is open while a document is read from front to back."""

    regions: Mapping[str, _Region]
    ended: set[str]  # comments that cover words; the others stand at one point
    marks: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)  # comments
    inserting: list[str] = field(default_factory=list)
    rows: dict[_Element, int] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)

    def lines(self, text: _Element) -> Iterator[Line]:
        for paragraph in text.iter(*_LINES):
            if any(above.tag in _ASIDE for above in paragraph.iterancestors()):
                continue
            line = Line(marks=list(self.marks), touched=dict.fromkeys(self.open, ""))
            if paragraph.tag == f"{_TEXT}h":
                line.level = int(paragraph.get(f"{_TEXT}outline-level", "1"))
            row = next(paragraph.iterancestors(f"{_TABLE}table-row"), None)
            line.row = 0 if row is None else self.rows.setdefault(row, len(self.rows) + 1)
            self._read(paragraph, line)
            yield line

    def _read(self, element: _Element, line: Line) -> None:
        self._say(element.text or "", line)
        for child in element:
            self._open(child, line)
            if child.tag not in _ASIDE and child.tag not in _LINES:
                self._read(child, line)
            self._say(child.tail or "", line)

    def _open(self, child: _Element, line: Line) -> None:
        name = child.get(f"{_TEXT}name", "")
        match str(child.tag).removeprefix(_TEXT):
            case "bookmark":
                line.marks.append(name)
            case "bookmark-start":
                self.marks.append(name)
                line.marks.append(name)
            case "bookmark-end":
                self.marks = [each for each in self.marks if each != name]
            case "s":
                self._say(" " * int(child.get(f"{_TEXT}c", "1")), line)
            case "tab" | "line-break":
                self._say(" ", line)
            case "note":
                line.notes += " " + " ".join(_words(each) for each in child.iter(*_LINES))
                for inner in child.iter(f"{_OFFICE}annotation"):
                    self._comment(inner, line)
            case "change" | "change-start" | "change-end":
                self._changed(child, line)
            case _ if child.tag == f"{_OFFICE}annotation":
                self._comment(child, line)
            case _ if child.tag == f"{_OFFICE}annotation-end":
                self.open = [each for each in self.open if each != child.get(f"{_OFFICE}name", "")]

    def _say(self, text: str, line: Line) -> None:
        line.text += text
        for name in self.open:
            line.touched[name] = line.touched.get(name, "") + text
        for key in self.inserting:
            region = self.regions[key]
            line.change(region.author, region.at).added.append(text)

    def _comment(self, element: _Element, line: Line) -> None:
        name = element.get(f"{_OFFICE}name") or f"#{len(self.comments)}"
        self.comments.append(
            Comment(
                name=name,
                author=(element.findtext(f"{_DC}creator") or "").strip(),
                at=element.findtext(f"{_DC}date") or "",
                text="\n".join(_words(each) for each in element.iter(*_LINES)).strip(),
                answers=element.get(f"{_MORE}parent-name", ""),
                resolved=element.get(f"{_MORE}resolved") == "true",
            )
        )
        line.touched.setdefault(name, "")
        if name in self.ended:
            self.open.append(name)

    def _changed(self, child: _Element, line: Line) -> None:
        key = child.get(f"{_TEXT}change-id", "")
        region = self.regions.get(key)
        if region is None:
            return
        match str(child.tag).removeprefix(_TEXT):
            case "change-start" if region.added:
                self.inserting.append(key)
            case "change-end":
                self.inserting = [each for each in self.inserting if each != key]
            case "change" if region.removed:
                line.change(region.author, region.at).removed.append(region.removed)


def _words(element: _Element) -> str:
    """The words of a paragraph; what stands aside in it (a comment, a note) is not among them."""
    said = [element.text or ""]
    for child in element:
        if child.tag not in _ASIDE:
            said.append(_words(child))
        said.append(child.tail or "")
    return "".join(said)
