"""Spells nodes into a Word file, one method for each kind of node."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Inches, Length, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from manantial.press import nodes
from manantial.press.edition import Edition
from manantial.press.glyphs import legible
from manantial.press.marks import Marks, anchor_mark
from manantial.press.nodes import Inlines, Node
from manantial.press.shelf import Stored
from manantial.press.writers import office
from manantial.press.writers.wordnotes import call_note
from manantial.press.writers.wordstyle import style_ids
from manantial.press.writers.wordtables import close_cell, fill_table, gap, head_row, open_cell, shade, tell_table

Place = Word | _Cell


@dataclass(slots=True)
class Hand:
    """The writing hand of one Word file; `pictures` are those Word can show, `room` the inches of a full line."""

    word: Word
    edition: Edition
    pictures: dict[str, Stored]
    room: float
    styles: dict[str, str | None] = field(init=False)  # id of each style, asked once
    marks: Marks = field(default_factory=Marks)
    marked: set[int] = field(default_factory=set)  # notes whose mark reaches over more than their call
    reaching: dict[str, str] = field(default_factory=dict)  # place → number of the bookmark that is open
    bookmarks: int = 0
    drawn: int = 0

    def __post_init__(self) -> None:
        self.styles = style_ids(self.word)

    def flow(self, body: Iterable[Node], place: Place) -> None:
        """Several nodes, one after the other."""
        for node in body:
            self._node(node, place)

    def line(self, text: str, place: Place, style: str = "Normal") -> None:
        """A paragraph of plain text; nothing when it is empty."""
        if text:
            self._styled(place.add_paragraph(legible(text)), style)

    def paragraph(self, inside: Inlines, place: Place, style: str = "Normal") -> Paragraph:
        """A paragraph of marked text."""
        made = self._styled(place.add_paragraph(), style)
        self._write(inside, made)
        return made

    def _styled(self, made: Paragraph, style: str) -> Paragraph:
        """Give a paragraph its style."""
        if name := self.styles[style]:
            made._p.style = name
        return made

    def picture(self, image: nodes.Image, place: Place, *, height: Length | None = None) -> None:
        """A picture in a paragraph of its own, with its words for those who cannot see it."""
        wide, tall = office.picture_size(self.edition.document, image, self.room)
        size = {"height": height} if height else {"width": Inches(wide), "height": Inches(tall)}
        made = place.add_paragraph()
        made.paragraph_format.keep_with_next = True
        shape = made.add_run().add_picture(io.BytesIO(self.pictures[image.file].content), **size)
        self.drawn += 1
        about = shape._inline.docPr
        about.set("id", str(self.drawn))
        about.set("name", image.file)
        about.set("descr", legible(image.alt))

    # ---- nodes

    def _node(self, node: Node, place: Place) -> None:
        match node:
            case nodes.Title():
                self._title(node, place)
            case nodes.Para():
                self.paragraph(node.inside, place, "Lead" if node.lead else "Normal")
            case nodes.Items():
                self._items(node, place, 1)
            case nodes.Rule():
                place.add_paragraph("———").alignment = WD_ALIGN_PARAGRAPH.CENTER
            case nodes.Passage():
                for inner in node.inside:
                    if isinstance(inner, nodes.Para):
                        self.paragraph(inner.inside, place, "Quote")
                    else:
                        self._node(inner, place)
            case nodes.Voice():
                self._voice(node, place)
            case nodes.Illustration():
                self._illustration(node, place)
            case nodes.Grid():
                self._grid(node, place)
            case nodes.Sheet():
                self._sheet(node, place)
            case nodes.Aside():
                for part in node.parts:
                    self.flow(part, place)
            case nodes.Frame():
                self._frame(node, place)
            case _:
                self._furniture(node, place)

    def _furniture(self, node: Node, place: Place) -> None:
        match node:
            case nodes.Facts():
                self.line(node.title, place, "Small Title")
                for label, value in node.pairs:
                    self.paragraph((nodes.Strong((nodes.Text(f"{label}: "),)), *value), place, "Fact")
            case nodes.Signing():
                self._signing(node, place)
            case nodes.Ticks():
                self._ticks(node, place)
            case nodes.Form():
                self._form(node, place)
            case nodes.Toc():
                self._contents(node, place)
            case nodes.Sources():
                for inside, calls in node.entries:
                    numbers = f" ({', '.join(map(str, calls))})"
                    self.paragraph((*inside, nodes.Text(numbers)), place, "List Bullet")
            case nodes.NewPage():
                self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                raise TypeError(f"not a node: {type(node).__name__}")

    def _title(self, node: nodes.Title, place: Place) -> None:
        number = (nodes.Text(f"{node.number}  "),) if node.number else ()
        made = self.paragraph((*number, *node.inside), place, f"Heading {node.level}")
        self._bookmark(anchor_mark(node.anchor), made)
        self._bookmark(self.marks.of(node.about), made)

    def _items(self, node: nodes.Items, place: Place, depth: int) -> None:
        style = ("List Number" if node.ordered else "List Bullet") + (f" {depth}" if depth > 1 else "")
        number = self._restarted(style, node.start) if node.ordered else None
        for item in node.items:
            for order, inner in enumerate(item):
                if isinstance(inner, nodes.Items):
                    self._items(inner, place, min(depth + 1, 3))
                elif isinstance(inner, nodes.Para):
                    made = self.paragraph(inner.inside, place, style if order == 0 else "List Continue")
                    if number is not None and order == 0:
                        _numbered(made, number)
                else:
                    self._node(inner, place)

    def _restarted(self, style: str, start: int) -> int:
        """A numbering of its own for each list: Word would go on counting from the last one."""
        numbering = self.word.part.numbering_part.element
        shared = self.word.styles[style].element.pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(shared).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(made.numId)

    def _voice(self, node: nodes.Voice, place: Place) -> None:
        last = len(node.paragraphs) - 1
        name = self._place_mark(node.attribution)
        start: _Element | None = None
        for order, inside in enumerate(node.paragraphs):
            opening = (nodes.Text("«"),) if order == 0 else ()
            closing = (nodes.Text("»"),) if order == last else ()
            made = self.paragraph((*opening, *inside, *closing), place, "Quote")
            made.paragraph_format.keep_with_next = True
            start = made._p[1] if start is None else start  # the first element says the style
            self._tongue(made, node.language)
        for inside in node.translation:
            self.paragraph((nodes.Emph((nodes.Text(f"{self.edition.words.translation}: "), *inside)),), place, "Quote")
        said = self.paragraph((nodes.Text("— "), *node.attribution), place, "Attribution")
        self._bookmark(name, said, around=start)
        self.line(node.listen, place, "Note Line")

    def _place(self, number: int) -> str:
        """The place under /origen/ that a note tells of."""
        return self.edition.notes[number - 1].place

    def _place_mark(self, attribution: Inlines) -> str:
        """The mark of a voice, from its first note: it reaches from its first word to who said it."""
        called = next((part.number for part in attribution if isinstance(part, nodes.Call)), None)
        if called is None:
            return ""
        self.marked.add(called)
        return self.marks.of(self._place(called))

    def _tongue(self, made: Paragraph, language: str) -> None:
        for run in made.runs if language else ():
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), language)
            run._r.get_or_add_rPr().append(mark)

    def _illustration(self, node: nodes.Illustration, place: Place) -> None:
        self.picture(node.image, place)
        credit = (nodes.Text(f" ({node.image.credit})"),) if node.image.credit else ()
        self._caption(node.label, (*node.caption, *credit), place)
        if node.data:
            self._sheet(node.data, place)

    def _caption(self, label: str, inside: Inlines, place: Place) -> Paragraph:
        lead = (nodes.Strong((nodes.Text(f"{label}. "),)),) if label else ()
        return self.paragraph((*lead, *inside), place, "Caption")

    def _sheet(self, node: nodes.Sheet, place: Place) -> None:
        if node.label or node.caption:
            self._caption(node.label, node.caption, place).paragraph_format.keep_with_next = True
        lines = [*node.rows, *([node.total] if node.total else [])]
        table = place.add_table(1 + len(lines), len(node.heads))
        tell_table(table, nodes.bare(node.caption))
        size = office.text_size(self.edition.document)
        style = self.styles[office.table_text(node).name]
        fill_table(table, node, office.widths(node, self.room, size), self._write, style)
        head_row(table.rows[0])
        if node.note:
            self.paragraph(node.note, place, "Note Line")
        gap(place)

    def _frame(self, node: nodes.Frame, place: Place) -> None:
        table = place.add_table(1, 1)
        table.style = "Table Grid"
        cell = table.cell(0, 0)
        shade(cell)
        cell.paragraphs[0].text = legible(node.word)
        self._styled(cell.paragraphs[0], "Small Title")
        with self._narrowed(self.room - 0.2):
            self.flow(node.inside, cell)
        close_cell(cell)
        gap(place)

    def _grid(self, node: nodes.Grid, place: Place) -> None:
        """Pictures side by side in a table without lines, each over its caption."""
        across = max(1, node.across)
        table = place.add_table(-(-len(node.figures) // across), across)
        tell_table(table, "")
        with self._narrowed(self.room / across - 0.16):
            for order, figure in enumerate(node.figures):
                cell = table.cell(order // across, order % across)
                self._illustration(figure, cell)
                open_cell(cell)
        gap(place)

    @contextmanager
    def _narrowed(self, room: float) -> Iterator[None]:
        """Write for a while in a narrower place."""
        before, self.room = self.room, room
        yield
        self.room = before

    def _signing(self, node: nodes.Signing, place: Place) -> None:
        self.line(node.title, place, "Small Title")
        across = max(1, node.across)
        table = place.add_table(-(-len(node.signers) // across), across)
        tell_table(table, "")
        words = self.edition.words
        for order, signer in enumerate(node.signers):
            cell = table.cell(order // across, order % across)
            cell.paragraphs[0].text = "\n\n\n____________________________"
            mark = {"signature": words.signature, "fingerprint": words.fingerprint}.get(
                signer.mark, f"{words.signature} / {words.fingerprint}"
            )
            self.line(mark, cell, "Note Line")
            self.line(signer.name or f"{words.name}: ____________________", cell)
            self.line(signer.role, cell, "Note Line")
        gap(place)

    def _ticks(self, node: nodes.Ticks, place: Place) -> None:
        words = self.edition.words
        self.line(node.title, place, "Small Title")
        for item in node.items:
            state = "" if item.done is None else f" — {words.done if item.done else words.pending}"
            self.line(f"{'☑' if item.done else '☐'} {item.text}{state}", place)
            self.line(item.detail, place, "Note Line")

    def _form(self, node: nodes.Form, place: Place) -> None:
        self.line(node.title, place, "Small Title")
        for blank in node.fields:
            self.line(f"{blank.number}. {blank.label}" if blank.label else "", place, "Small Title")
            self.line(blank.hint, place, "Note Line")
            if blank.choices:
                self.line("     ".join(f"☐ {choice}" for choice in blank.choices), place)
            elif blank.value:
                self.line(blank.value, place)
            else:
                for _ in range(blank.lines):
                    written = place.add_paragraph("\t")
                    stops = written.paragraph_format.tab_stops
                    stops.add_tab_stop(Inches(self.room), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)

    def _contents(self, node: nodes.Toc, place: Place) -> None:
        self.line(node.title, place, "Small Title")
        for title in self.edition.titles:
            if title.level <= node.depth:
                made = place.add_paragraph()
                made.paragraph_format.left_indent = Cm(0.7 * (title.level - 1))
                made.paragraph_format.space_after, made.paragraph_format.line_spacing = Pt(0), 1.0
                self._jump(title.anchor, f"{title.number} {nodes.bare(title.inside)}".strip(), made)

    # ---- runs of text

    def _write(self, inside: Inlines, made: Paragraph, *, bold: bool = False, italic: bool = False) -> None:
        for part in inside:
            match part:
                case nodes.Text():
                    run = made.add_run(legible(part.s))
                    run.bold, run.italic = bold or None, italic or None
                case nodes.Strong():
                    self._write(part.inside, made, bold=True, italic=italic)
                case nodes.Emph():
                    self._write(part.inside, made, bold=bold, italic=True)
                case nodes.Br():
                    made.add_run().add_break()
                case nodes.Link():
                    self._outside(part, made)
                case nodes.Mark():
                    self._reach(part, made)
                case nodes.Call():
                    mark = "" if part.number in self.marked else self.marks.of(self._place(part.number))
                    self._bookmark(mark, made, around=call_note(part.number, made))

    def _outside(self, link: nodes.Link, made: Paragraph) -> None:
        element = OxmlElement("w:hyperlink")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        element.set(qn("r:id"), made.part.relate_to(link.url, kind, is_external=True))
        self._enclose(element, nodes.bare(link.inside), made, raised=False)

    def _jump(self, anchor: str, text: str, made: Paragraph, *, raised: bool = False) -> None:
        element = OxmlElement("w:hyperlink")
        element.set(qn("w:anchor"), anchor_mark(anchor))
        self._enclose(element, text, made, raised=raised)

    def _enclose(self, element: _Element, text: str, made: Paragraph, *, raised: bool) -> None:
        run = made.add_run(legible(text))
        run.font.superscript = raised or None
        run.underline = None if raised else True
        made._p.append(element)
        element.append(run._r)

    def _reach(self, mark: nodes.Mark, made: Paragraph) -> None:
        """Begin or end the bookmark that reaches over a text of several paragraphs."""
        if mark.ends:
            if number := self.reaching.pop(mark.place, ""):
                made._p.append(_edge("w:bookmarkEnd", number))
        elif name := self.marks.of(mark.place):
            self.bookmarks += 1
            self.reaching[mark.place] = str(self.bookmarks)
            made._p.append(_edge("w:bookmarkStart", str(self.bookmarks), name))

    def _bookmark(self, name: str, made: Paragraph, *, around: _Element | None = None) -> None:
        """Put a bookmark at the end of a paragraph, or around what stands there."""
        if not name:
            return
        self.bookmarks += 1
        start = _edge("w:bookmarkStart", str(self.bookmarks), name)
        if around is None:
            made._p.append(start)
        else:
            around.addprevious(start)
        made._p.append(_edge("w:bookmarkEnd", str(self.bookmarks)))


def _edge(tag: str, number: str, name: str = "") -> _Element:
    """The beginning or the end of a bookmark."""
    element: _Element = OxmlElement(tag)
    element.set(qn("w:id"), number)
    if name:
        element.set(qn("w:name"), name)
    return element


def _numbered(made: Paragraph, number: int) -> None:
    about: Any = made._p.get_or_add_pPr()
    about.get_or_add_numPr().get_or_add_numId().val = number
