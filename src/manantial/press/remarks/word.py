"""Comments and tracked changes of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from manantial.press.reading import NotADocument, parts_of
from manantial.press.remarks.shape import Comment, Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_BODY, _NOTES, _STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
_COMMENTS, _THREADS = "word/comments.xml", "word/commentsExtended.xml"
_ADDED = {f"{_W}ins", f"{_W}moveTo"}
_REMOVED = {f"{_W}del", f"{_W}moveFrom"}


def read_docx(content: bytes) -> tuple[list[Line], list[Comment]]:
    """The lines and the comments of a Word file. Raises NotADocument."""
    parts = parts_of(content, _BODY, _NOTES, _STYLES, _COMMENTS, _THREADS)
    if _BODY not in parts:
        raise NotADocument("no document")
    notes = {each.get(f"{_W}id", ""): each for each in parts[_NOTES].iter(f"{_W}footnote")} if _NOTES in parts else {}
    levels = _levels(parts[_STYLES]) if _STYLES in parts else {}
    reader = _Reader(levels, notes)
    lines = list(reader.lines(parts[_BODY]))
    return lines, list(_comments(parts.get(_COMMENTS), parts.get(_THREADS)))


def _levels(styles: _Element) -> dict[str, int]:
    """The styles of titles, by what they are and not by their name, which is translated."""
    found = {}
    for style in styles.iter(f"{_W}style"):
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        level = int(outline.get(f"{_W}val", "9")) + 1 if outline is not None else 0
        if 1 <= level <= 4:
            found[style.get(f"{_W}styleId", "")] = level
    return found


@dataclass(slots=True)
class _Reader:
    """What is open while a document is read from front to back."""

    levels: Mapping[str, int]
    notes: Mapping[str, _Element]
    marks: dict[str, str] = field(default_factory=dict)  # those that reach over the present place, by id
    comments: list[str] = field(default_factory=list)
    rows: dict[_Element, int] = field(default_factory=dict)

    def lines(self, body: _Element) -> Iterator[Line]:
        for paragraph in body.iter(f"{_W}p"):
            line = Line(marks=list(self.marks.values()), touched=dict.fromkeys(self.comments, ""))
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            line.level = self.levels.get(style.get(f"{_W}val", ""), 0) if style is not None else 0
            line.row = self._row(paragraph)
            self._read(paragraph, line)
            yield line

    def _row(self, paragraph: _Element) -> int:
        row = next(paragraph.iterancestors(f"{_W}tr"), None)
        return 0 if row is None else self.rows.setdefault(row, len(self.rows) + 1)

    def _read(self, element: _Element, line: Line) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{_W}p":
                continue  # a text box: its paragraphs pass by themselves
            if tag in _ADDED or tag in _REMOVED:
                self._changed(child, line, added=tag in _ADDED)
            if tag not in _REMOVED:
                self._open(child, line)
                self._read(child, line)

    def _open(self, child: _Element, line: Line) -> None:
        key = child.get(f"{_W}id", "")
        match str(child.tag).removeprefix(_W):
            case "bookmarkStart":
                self.marks[key] = child.get(f"{_W}name", "")
                line.marks.append(self.marks[key])
            case "bookmarkEnd":
                self.marks.pop(key, None)
            case "commentRangeStart":
                self.comments.append(key)
                line.touched.setdefault(key, "")
            case "commentRangeEnd":
                self.comments = [each for each in self.comments if each != key]
            case "commentReference":
                line.touched.setdefault(key, "")
            case "footnoteReference":
                self._note(key, line)
            case "t":
                self._say(child.text or "", line)
            case "tab":
                self._say("\t", line)
            case "br" | "cr":
                self._say("\n", line)

    def _say(self, text: str, line: Line) -> None:
        line.text += text
        for key in self.comments:
            line.touched[key] = line.touched.get(key, "") + text

    def _note(self, key: str, line: Line) -> None:
        """The words of a note, and what was commented in it: it hangs where the note is called."""
        note = self.notes.get(key)
        if note is None:
            return
        line.notes += " " + "".join(each.text or "" for each in note.iter(f"{_W}t"))
        for called in note.iter(f"{_W}commentReference"):
            line.touched.setdefault(called.get(f"{_W}id", ""), "")

    def _changed(self, child: _Element, line: Line, *, added: bool) -> None:
        change = line.change(child.get(f"{_W}author", ""), child.get(f"{_W}date", ""))
        words = "".join(each.text or "" for each in child.iter(f"{_W}t", f"{_W}delText"))
        (change.added if added else change.removed).append(words)


def _comments(part: _Element | None, threads: _Element | None) -> Iterator[Comment]:
    if part is None:
        return
    names: dict[str, str] = {}
    last: dict[str, str] = {}
    for each in part.iter(f"{_W}comment"):
        name = each.get(f"{_W}id", "")
        last[name] = next((p.get(f"{_W14}paraId", "") for p in reversed(list(each.iter(f"{_W}p")))), "")
        names[last[name]] = name
    told = {each.get(f"{_W15}paraId", ""): each for each in threads} if threads is not None else {}
    for each in part.iter(f"{_W}comment"):
        name = each.get(f"{_W}id", "")
        thread = told.get(last[name])
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in each.iter(f"{_W}p"))
        yield Comment(
            name=name,
            author=each.get(f"{_W}author", "").strip(),
            at=each.get(f"{_W}date", ""),
            text=text.strip(),
            answers=names.get(thread.get(f"{_W15}paraIdParent", "-"), "") if thread is not None else "",
            resolved=thread is not None and thread.get(f"{_W15}done") in {"1", "true"},
        )
