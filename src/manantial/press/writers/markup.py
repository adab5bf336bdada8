"""Spells nodes as XHTML, the common tongue of the offline page and the EPUB."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from manantial.press import nodes
from manantial.press.document import CheckItem, Signer
from manantial.press.edition import Edition, Note
from manantial.press.glyphs import legible
from manantial.press.nodes import Inlines, Node

Origins = Callable[[str], str]  # the page of the place that a note tells of; empty when there is none


def no_page(place: str) -> str:
    """What is read where no server answers has no page for `place`."""
    return ""


def esc(text: object) -> str:
    """Text made safe for XHTML, inside elements and attributes."""
    return escape(legible(str(text)), quote=True)


def wrap(tag: str, inside: str, **attributes: object) -> str:
    """An element; `class_` stands for class, underscores for hyphens, None and empty attributes are left out."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{esc(value)}"'
        for name, value in attributes.items()
        if value not in (None, "")
    )
    return f"<{tag}{said}>{inside}</{tag}>"


@dataclass(frozen=True, slots=True)
class Markup:
    """How one rendering spells what differs between them.

    image: the address of a picture; sound: the address of a sound or empty; note: the address of a note;
    file: the file a title stands in, empty when all is in one; top: the HTML level of a chapter title;
    links: whether addresses outside are links or only words; epub: whether to add the epub:type marks.
    """

    edition: Edition
    image: Callable[[str], str]
    sound: Callable[[str], str]
    note: Callable[[int], str]
    file: Callable[[nodes.Title], str]
    top: int = 2
    links: bool = False
    epub: bool = False

    def flow(self, body: Iterable[Node]) -> str:
        """Several nodes, one after the other."""
        return "\n".join(self._node(node) for node in body)

    def _node(self, node: Node) -> str:
        match node:
            case nodes.Title():
                return self._title(node)
            case nodes.Para():
                return wrap("p", self.inline(node.inside), class_="lead" if node.lead else None)
            case nodes.Items():
                items = "".join(wrap("li", self._item(item)) for item in node.items)
                return wrap("ol" if node.ordered else "ul", items, start=node.start if node.start != 1 else None)
            case nodes.Rule():
                return "<hr/>"
            case nodes.Passage():
                return wrap("blockquote", self.flow(node.inside))
            case nodes.Voice():
                return self._voice(node)
            case nodes.Illustration():
                return self._illustration(node)
            case nodes.Grid():
                inside = "".join(map(self._illustration, node.figures))
                return wrap("div", inside, class_=f"grid across{node.across}")
            case nodes.Sheet():
                return self._sheet(node)
            case nodes.Frame():
                word = wrap("p", esc(node.word), class_="word")
                return wrap("div", word + self.flow(node.inside), class_=f"frame {node.kind}", role="note")
            case nodes.Aside():
                parts = "".join(wrap("div", self.flow(part)) for part in node.parts)
                return wrap("div", parts, class_=f"grid across{len(node.parts)}")
        return self._paper(node)

    def _paper(self, node: Node) -> str:
        match node:
            case nodes.Facts():
                pairs = "".join(wrap("dt", esc(label)) + wrap("dd", self.inline(value)) for label, value in node.pairs)
                return self._titled(node.title) + wrap("dl", pairs)
            case nodes.Signing():
                return self._titled(node.title) + wrap(
                    "div", "".join(map(self._signer, node.signers)), class_="signing"
                )
            case nodes.Ticks():
                return self._titled(node.title) + wrap("ul", "".join(map(self._tick, node.items)), class_="ticks")
            case nodes.Form():
                return self._titled(node.title) + wrap("ol", "".join(map(self._blank, node.fields)), class_="form")
            case nodes.Toc():
                return self._contents(node)
            case nodes.Sources():
                entries = (
                    wrap("li", f"{self.inline(inside)} ({', '.join(self._called(number) for number in calls)})")
                    for inside, calls in node.entries
                )
                return wrap("ul", "".join(entries), class_="sources")
            case nodes.NewPage():
                return ""
        raise TypeError(f"not a node: {type(node).__name__}")

    def inline(self, inside: Inlines) -> str:
        """A run of text."""
        calls = (isinstance(one, nodes.Call) and isinstance(two, nodes.Call) for one, two in pairwise((None, *inside)))
        return "".join("<sup>, </sup>" * apart + self._part(part) for part, apart in zip(inside, calls, strict=True))

    def _part(self, part: nodes.Inline) -> str:
        """One piece of a run of text."""
        match part:
            case nodes.Text():
                return esc(part.s)
            case nodes.Emph():
                return wrap("em", self.inline(part.inside))
            case nodes.Strong():
                return wrap("strong", self.inline(part.inside))
            case nodes.Br():
                return "<br/>"
            case nodes.Mark():
                return ""
            case nodes.Link():
                return self._link(part)
            case nodes.Call():
                kind = ' epub:type="noteref"' if self.epub else ""
                return (
                    f'<sup><a{kind} role="doc-noteref" class="call" id="c{part.number}" '
                    f'href="{esc(self.note(part.number))}">{part.number}</a></sup>'
                )

    def _link(self, part: nodes.Link) -> str:
        """A link, or words and the address without its scheme where pages must not point outside."""
        inside = self.inline(part.inside)
        if self.links or part.url.startswith("tel:"):
            return wrap("a", inside, href=part.url)
        address = re.sub(r"^(https?://|mailto:)", "", part.url).rstrip("/")
        bare = re.sub(r"^https?://", "", nodes.bare(part.inside)).rstrip("/")
        return esc(address) if bare == address else f"{inside} ({esc(address)})"

    def _title(self, node: nodes.Title) -> str:
        number = wrap("span", esc(node.number), class_="number") + " " if node.number else ""
        return wrap(f"h{min(node.level + self.top - 1, 6)}", number + self.inline(node.inside), id=node.anchor)

    def _titled(self, title: str) -> str:
        return wrap("p", esc(title), class_="title") if title else ""

    def _item(self, item: tuple[Node, ...]) -> str:
        match item:
            case (nodes.Para() as only,):
                return self.inline(only.inside)
            case (nodes.Para() as first, *rest):
                return self.inline(first.inside) + self.flow(rest)
        return self.flow(item)

    def _voice(self, node: nodes.Voice) -> str:
        last = len(node.paragraphs) - 1
        said = "".join(
            wrap("p", ("«" if place == 0 else "") + self.inline(text) + ("»" if place == last else ""))
            for place, text in enumerate(node.paragraphs)
        )
        quote = wrap("blockquote", said, lang=node.language, **({"xml:lang": node.language} if self.epub else {}))
        if node.translation:
            word = wrap("strong", esc(self.edition.words.translation))
            quote += wrap("p", f"{word}. " + "<br/>".join(map(self.inline, node.translation)), class_="translation")
        return wrap(
            "figure",
            quote + wrap("figcaption", f"— {self.inline(node.attribution)}{self._listen(node)}"),
            class_="voice",
        )

    def _listen(self, node: nodes.Voice) -> str:
        if not node.listen:
            return ""
        address = self.sound(node.sound)
        if not address:
            return wrap("p", esc(node.listen), class_="listen")
        until = f",{node.end:g}" if node.end is not None else ""
        place = f"#t={node.start:g}{until}" if node.start or until else ""
        silent = wrap("p", esc(self.edition.words.silent)) if self.epub else ""
        load = "none" if self.epub else "metadata"
        player = f'<audio controls="controls" preload="{load}" src="{esc(address + place)}">{silent}</audio>'
        return wrap("p", esc(f"{node.listen} ({node.weight})"), class_="listen") + player

    def _illustration(self, node: nodes.Illustration) -> str:
        caption = wrap("strong", f"{esc(node.label)}.") + " " + self.inline(node.caption)
        if node.image.credit:
            caption += " " + wrap("small", f"({esc(node.image.credit)})")
        figure = wrap("figure", self.picture(node.image) + wrap("figcaption", caption))
        return figure + (self._sheet(node.data) if node.data else "")

    def picture(self, image: nodes.Image) -> str:
        """A picture; its width is a class in tenths, so no style stands in the page."""
        tenth = max(1, round(image.width * 10))
        return f'<img class="w{tenth}" src="{esc(self.image(image.file))}" alt="{esc(image.alt)}"/>'

    def _sheet(self, node: nodes.Sheet) -> str:
        caption = ""
        if node.caption or node.label:
            label = wrap("strong", f"{esc(node.label)}.") + " " if node.label else ""
            caption = wrap("caption", label + self.inline(node.caption))
        heads = "".join(wrap("th", esc(head.title), scope="col", class_=_side(head)) for head in node.heads)
        body = wrap("tbody", "".join(self._row(line, node) for line in node.rows))
        foot = wrap("tfoot", self._row(node.total, node)) if node.total else ""
        table = wrap(
            "table", caption + wrap("thead", wrap("tr", heads)) + body + foot, class_="small" if node.small else None
        )
        note = wrap("p", self.inline(node.note), class_="note") if node.note else ""
        return wrap("div", table, class_="scroll", tabindex=None if self.epub else 0) + note

    def _row(self, line: nodes.Line, sheet: nodes.Sheet) -> str:
        cells = (
            wrap("td", self.inline(cell), class_=_side(head))
            for cell, head in zip(line.cells, sheet.heads, strict=True)
        )
        return wrap("tr", "".join(cells), class_="strong" if line.strong else None)

    def _signer(self, signer: Signer) -> str:
        words = self.edition.words
        name = wrap("strong", esc(signer.name)) if signer.name else f"{esc(words.name)}: <span class='rule'></span>"
        mark = words.fingerprint if signer.mark == "fingerprint" else words.signature
        if signer.mark == "either":
            mark = f"{words.signature} / {words.fingerprint}"
        role = f"<br/>{esc(signer.role)}" if signer.role else ""
        return wrap("div", f"<div class='mark'>{esc(mark)}</div>{name}{role}")

    def _tick(self, item: CheckItem) -> str:
        words = self.edition.words
        box = "☑" if item.done else "☐"
        state = "" if item.done is None else f" — {words.done if item.done else words.pending}"
        detail = wrap("small", f"<br/>{esc(item.detail)}") if item.detail else ""
        return wrap("li", f"{box} {esc(item.text)}{wrap('strong', esc(state)) if state else ''}{detail}")

    def _blank(self, field: nodes.Blank) -> str:
        hint = f"<br/>{wrap('small', esc(field.hint))}" if field.hint else ""
        if field.choices:
            answer = wrap("p", "   ".join(f"☐ {esc(choice)}" for choice in field.choices))
        elif field.value:
            answer = wrap("p", esc(field.value))
        else:
            answer = "<div class='rule'></div>" * field.lines
        return wrap("li", wrap("strong", esc(field.label)) + hint + answer)

    def _contents(self, node: nodes.Toc) -> str:
        entries = [title for title in self.edition.titles if title.level <= node.depth]
        items = (
            wrap(
                "li",
                wrap("a", self.heading(title), href=f"{self.file(title)}#{title.anchor}"),
                class_=f"l{title.level}",
            )
            for title in entries
        )
        return wrap(
            "nav", self._titled(node.title) + wrap("ul", "".join(items)), class_="contents", aria_label=node.title
        )

    def heading(self, title: nodes.Title) -> str:
        """A title's number and words, for lists."""
        return esc(f"{title.number} {nodes.bare(title.inside)}".strip())

    def _called(self, number: int) -> str:
        return wrap("a", str(number), href=self.note(number))

    def note_body(self, note: Note, origins: Origins) -> str:
        """The words of a note, linked to the page of its origin when `origins` knows one."""
        inside = self.inline(note.inside)
        if note.place and (page := origins(note.place)):
            return wrap("a", inside, href=page)
        return self._link(nodes.Link(note.url, note.inside)) if note.url else inside


def _side(head: nodes.Head) -> str | None:
    return "right" if head.align == "right" else None
