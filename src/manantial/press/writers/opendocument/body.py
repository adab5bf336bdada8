"""Spells nodes as OpenDocument text, one method for each kind of node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from manantial.press import nodes
from manantial.press.edition import Edition
from manantial.press.marks import Marks, anchor_mark
from manantial.press.nodes import Inlines, Node
from manantial.press.shelf import Stored
from manantial.press.writers import office
from manantial.press.writers.opendocument.looks import LEVELS, key
from manantial.press.writers.opendocument.spelling import inches, tag, words
from manantial.press.writers.opendocument.tables import Dress, cell, laid, row, sheet_rows

PICTURES = "Pictures"
USUAL, COVER = "Standard", "Cover"  # kinds of page


@dataclass(slots=True)
class Hand:
    """The writing hand of one text; `room` is the inches of a full line, `dress` what the file must know of styles."""

    edition: Edition
    pictures: dict[str, Stored]
    room: float
    dress: Dress = field(default_factory=Dress)
    marks: Marks = field(default_factory=Marks)
    marked: set[int] = field(default_factory=set)  # notes whose mark reaches over more than their call
    reaching: dict[str, str] = field(default_factory=dict)  # place → name of the bookmark that is open
    drawn: int = 0
    opening: str = ""  # the kind of page that the next paragraph begins

    def flow(self, body: Iterable[Node]) -> str:
        """Several nodes, one after the other."""
        return "".join(self._node(node) for node in body)

    def line(self, text: str, style: str = "Standard") -> str:
        """A paragraph of plain text; nothing when it is empty."""
        return self._p(words(text), style) if text else ""

    def paragraph(self, inside: Inlines, style: str = "Standard") -> str:
        """A paragraph of marked text."""
        return self._p(self.inline(inside), style)

    def picture(self, image: nodes.Image, *, height: float = 0.0) -> str:
        """A picture in a paragraph of its own, with its words for those who cannot see it."""
        wide, tall = office.picture_size(self.edition.document, image, self.room)
        if height:
            wide, tall = height / image.ratio, height
        self.drawn += 1
        stored = self.pictures[image.file]
        link = {"xlink_href": f"{PICTURES}/{picture_name(image.file, stored)}", "xlink_type": "simple"}
        shown = tag("draw:image", **link, xlink_show="embed", xlink_actuate="onLoad", draw_mime_type=stored.media_type)
        frame = tag(
            "draw:frame",
            shown + (tag("svg:desc", words(image.alt)) if image.alt else ""),
            draw_name=f"{image.file}-{self.drawn}",
            draw_style_name="Picture",
            text_anchor_type="as-char",
            svg_width=inches(wide),
            svg_height=inches(tall),
        )
        return self._p(frame, "Picture Line")

    def _p(self, inside: str, style: str, *, level: int = 0) -> str:
        name = self._styled(style)
        if level:
            return tag("text:h", inside, text_style_name=name, text_outline_level=level)
        return tag("text:p", inside, text_style_name=name)

    def _styled(self, style: str) -> str:
        if not self.opening:
            return key(style)
        page, self.opening = self.opening, ""
        return self.dress.opened(style, page)

    # ---- nodes

    def _node(self, node: Node) -> str:
        match node:
            case nodes.Title():
                return self._title(node)
            case nodes.Para():
                return self.paragraph(node.inside, "Lead" if node.lead else "Standard")
            case nodes.Items():
                return self._items(node)
            case nodes.Rule():
                return self._p("———", "Centred")
            case nodes.Passage():
                inner = (
                    self.paragraph(one.inside, "Quote") if isinstance(one, nodes.Para) else self._node(one)
                    for one in node.inside
                )
                return "".join(inner)
            case nodes.Voice():
                return self._voice(node)
            case nodes.Illustration():
                return self._illustration(node)
            case nodes.Grid():
                return self._side_by_side([(figure,) for figure in node.figures], max(1, node.across))
            case nodes.Aside():
                return self.flow(inner for part in node.parts for inner in part)
            case nodes.Sheet():
                return self._sheet(node)
            case nodes.Frame():
                return self._frame(node)
        return self._furniture(node)

    def _furniture(self, node: Node) -> str:
        match node:
            case nodes.Facts():
                return self.line(node.title, "Small Title") + "".join(
                    self.paragraph((nodes.Strong((nodes.Text(f"{label}: "),)), *value), "Fact")
                    for label, value in node.pairs
                )
            case nodes.Signing():
                return self._signing(node)
            case nodes.Ticks():
                return self._ticks(node)
            case nodes.Form():
                return self._form(node)
            case nodes.Toc():
                return self._contents(node)
            case nodes.Sources():
                entries = (
                    tag(
                        "text:list-item",
                        self._item(nodes.Para((*inside, nodes.Text(f" ({', '.join(map(str, calls))})")))),
                    )
                    for inside, calls in node.entries
                )
                return tag("text:list", "".join(entries), text_style_name="Bullets")
            case nodes.NewPage():
                self.opening = USUAL
                return ""
        raise TypeError(f"not a node: {type(node).__name__}")

    def _title(self, node: nodes.Title) -> str:
        number = f"{node.number}  " if node.number else ""
        marks = self._bookmark(anchor_mark(node.anchor)) + self._bookmark(self.marks.of(node.about))
        return self._p(marks + words(number) + self.inline(node.inside), f"Heading {node.level}", level=node.level)

    def _items(self, node: nodes.Items, depth: int = 1) -> str:
        made = []
        for order, item in enumerate(node.items):
            inside = "".join(
                self._items(one, depth + 1) if isinstance(one, nodes.Items) and depth < LEVELS else self._item(one)
                for one in item
            )
            start = node.start if node.ordered and order == 0 and node.start != 1 else None
            made.append(tag("text:list-item", inside, text_start_value=start))
        return tag("text:list", "".join(made), text_style_name="Numbers" if node.ordered else "Bullets")

    def _item(self, node: Node) -> str:
        return self.paragraph(node.inside, "List Item") if isinstance(node, nodes.Para) else self._node(node)

    def _voice(self, node: nodes.Voice) -> str:
        last = len(node.paragraphs) - 1
        said = []
        name = self._place_mark(node.attribution)
        for order, inside in enumerate(node.paragraphs):
            text = ("«" if order == 0 else "") + self.inline(inside) + ("»" if order == last else "")
            text = (tag("text:bookmark-start", text_name=name) if name and order == 0 else "") + text
            if node.language:
                text = tag("text:span", text, text_style_name=self.dress.spoken(node.language))
            said.append(self._p(text, "Quote"))
        word = f"{self.edition.words.translation}: "
        said += [
            self.paragraph((nodes.Emph((nodes.Text(word), *inside)),), "Quote") for inside in node.translation
        ]  # fmt: skip
        end = tag("text:bookmark-end", text_name=name) if name else ""
        said.append(self._p(self.inline((nodes.Text("— "), *node.attribution)) + end, "Attribution"))
        return "".join(said) + self.line(node.listen, "Note Line")

    def _place_mark(self, attribution: Inlines) -> str:
        """The mark of a voice, from its first note: it reaches from its first word to who said it."""
        called = next((part.number for part in attribution if isinstance(part, nodes.Call)), None)
        if called is None:
            return ""
        self.marked.add(called)
        return self.marks.of(self.edition.notes[called - 1].place)

    def _illustration(self, node: nodes.Illustration) -> str:
        credit = (nodes.Text(f" ({node.image.credit})"),) if node.image.credit else ()
        shown = self.picture(node.image) + self._caption(node.label, (*node.caption, *credit))
        return shown + (self._sheet(node.data) if node.data else "")

    def _caption(self, label: str, inside: Inlines, style: str = "Caption") -> str:
        lead = (nodes.Strong((nodes.Text(f"{label}. "),)),) if label else ()
        return self.paragraph((*lead, *inside), style)

    def _sheet(self, node: nodes.Sheet) -> str:
        named = node.label or node.caption
        caption = self._caption(node.label, node.caption, "Caption Above") if named else self._opened()
        widths = office.widths(node, self.room, office.text_size(self.edition.document))
        table = laid(self.dress, widths, sheet_rows(node, self.inline), caption=nodes.bare(node.caption))
        return caption + table + (self.paragraph(node.note, "Note Line") if node.note else self._p("", "Gap"))

    def _opened(self) -> str:
        """The empty line that turns the page before a table: tables here have no style of their own."""
        return self._p("", "Gap") if self.opening else ""

    def _frame(self, node: nodes.Frame) -> str:
        before = self._opened()
        with self._narrowed(self.room - 0.2):
            inside = self.line(node.word, "Small Title") + self.flow(node.inside)
        return before + laid(self.dress, [self.room], [row([cell(inside, "Framed")])]) + self._p("", "Gap")

    def _side_by_side(self, parts: list[tuple[Node, ...]], across: int) -> str:
        before, wide = self._opened(), self.room / across
        with self._narrowed(wide - 0.1):
            cells = [cell(self.flow(part), "Open") for part in parts]
        return before + self._lined_up(cells, across, wide)

    def _lined_up(self, cells: list[str], across: int, wide: float) -> str:
        cells += [cell(self._p("", "Gap"), "Open")] * (-len(cells) % across)
        rows = [row(cells[n : n + across]) for n in range(0, len(cells), across)]
        return laid(self.dress, [wide] * across, rows) + self._p("", "Gap")

    @contextmanager
    def _narrowed(self, room: float) -> Iterator[None]:
        """Write for a while in a narrower place."""
        before, self.room = self.room, room
        yield
        self.room = before

    def _signing(self, node: nodes.Signing) -> str:
        said = self._opened() + self.line(node.title, "Small Title")
        across, signs = max(1, node.across), self.edition.words
        cells = []
        for signer in node.signers:
            mark = {"signature": signs.signature, "fingerprint": signs.fingerprint}.get(
                signer.mark, f"{signs.signature} / {signs.fingerprint}"
            )
            room = self._p("\n<text:line-break/><text:line-break/>", "Line") + self.line(mark, "Note Line")
            name = self.line(signer.name or f"{signs.name}: ____________________")
            cells.append(cell(room + name + self.line(signer.role, "Note Line"), "Open"))
        return said + self._lined_up(cells, across, self.room / across)

    def _ticks(self, node: nodes.Ticks) -> str:
        state = {None: "", True: f" — {self.edition.words.done}", False: f" — {self.edition.words.pending}"}
        return self.line(node.title, "Small Title") + "".join(
            self.line(f"{'☑' if item.done else '☐'} {item.text}{state[item.done]}")
            + self.line(item.detail, "Note Line")
            for item in node.items
        )

    def _form(self, node: nodes.Form) -> str:
        made = [self.line(node.title, "Small Title")]
        for blank in node.fields:
            made += [self.line(f"{blank.number}. {blank.label}", "Small Title"), self.line(blank.hint, "Note Line")]
            if blank.choices:
                made.append(self.line("     ".join(f"☐ {choice}" for choice in blank.choices)))
            elif blank.value:
                made.append(self.line(blank.value))
            else:
                made += [self._p("", "Line")] * blank.lines
        return "".join(made)

    def _contents(self, node: nodes.Toc) -> str:
        """A list of contents that is written out, with its pages as fields, and that can be brought up to date."""
        title = tag("text:index-title", self.line(node.title, "Small Title"), text_name="contents-title")
        lines = "".join(
            self._p(self._contents_line(one), f"Contents {one.level}")
            for one in self.edition.titles
            if one.level <= node.depth
        )
        source = tag("text:table-of-content-source", _templates(node.depth), text_outline_level=node.depth)
        body = tag("text:index-body", title + lines)
        return tag("text:table-of-content", source + body, text_name="contents", text_protected="false")

    def _contents_line(self, title: nodes.Title) -> str:
        name = anchor_mark(title.anchor)
        page = tag("text:bookmark-ref", "–", text_reference_format="page", text_ref_name=name)
        said = words(f"{title.number} {nodes.bare(title.inside)}".strip())
        look = {"text_style_name": key("Contents Link"), "text_visited_style_name": key("Contents Link")}
        return tag("text:a", f"{said}<text:tab/>{page}", xlink_type="simple", xlink_href=f"#{name}", **look)

    # ---- runs of text

    def inline(self, inside: Inlines) -> str:
        """A run of marked text."""
        return "".join(self._part(part) for part in inside)

    def _part(self, part: nodes.Inline) -> str:
        match part:
            case nodes.Text():
                return words(part.s)
            case nodes.Strong():
                return tag("text:span", self.inline(part.inside), text_style_name="Strong")
            case nodes.Emph():
                return tag("text:span", self.inline(part.inside), text_style_name="Emphasis")
            case nodes.Br():
                return "<text:line-break/>"
            case nodes.Mark():
                return self._reach(part)
            case nodes.Link():
                return self._link(part.url, self.inline(part.inside))
            case nodes.Call():
                return self._call(part.number)

    def _link(self, url: str, inside: str) -> str:
        return tag("text:a", inside, xlink_type="simple", xlink_href=url, text_style_name="Link")

    def _call(self, number: int) -> str:
        note = self.edition.notes[number - 1]
        inside = self.inline(note.inside)
        if note.url and note.url not in nodes.bare(note.inside):
            inside += f" ({self._link(note.url, words(note.url))})"
        body = tag("text:note-body", tag("text:p", f"<text:s/>{inside}", text_style_name=key("Note Line")))
        citation = tag("text:note-citation", str(number))
        made = tag("text:note", citation + body, text_id=f"n{number}", text_note_class="footnote")
        return made + ("" if number in self.marked else self._bookmark(self.marks.of(note.place)))

    def _reach(self, mark: nodes.Mark) -> str:
        """Begin or end the bookmark that reaches over a text of several paragraphs."""
        if mark.ends:
            name = self.reaching.pop(mark.place, "")
            return tag("text:bookmark-end", text_name=name) if name else ""
        name = self.reaching[mark.place] = self.marks.of(mark.place)
        return tag("text:bookmark-start", text_name=name) if name else ""

    def _bookmark(self, name: str) -> str:
        return tag("text:bookmark", text_name=name) if name else ""


def picture_name(file: str, stored: Stored) -> str:
    """The name of a picture in the package: a drawing became PNG."""
    return f"{file.rsplit('.', 1)[0]}.png" if stored.media_type == "image/png" else file


def _templates(depth: int) -> str:
    entry = "<text:index-entry-text/>" + tag("text:index-entry-tab-stop", style_type="right", style_leader_char=".")
    entry += "<text:index-entry-page-number/>"
    lines = ((level, key(f"Contents {level}")) for level in range(1, depth + 1))
    return "".join(
        tag("text:table-of-content-entry-template", entry, text_outline_level=level, text_style_name=style)
        for level, style in lines
    )
