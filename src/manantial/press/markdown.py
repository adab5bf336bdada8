"""The restricted Markdown people write: checked when it is saved, so that no writer ever meets what it cannot print.

Allowed: paragraphs, *em*, **strong**, lists (three deep), `>` passages, tables, ## to #### titles, links with https,
http, mailto or tel, footnotes [^a], a --- line, and ![words](figura:ID) alone in a paragraph. Grammar: CommonMark with
GitHub tables and the usual footnotes.

A text may also refer to things that live elsewhere: ![words](kind:key) alone in a paragraph stands for whatever the
caller puts there, within a sentence for a value (a number that is counted and never typed), and [^key] for a note of
his. Which kinds there are and what they become, only the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from manantial.kernel.rulings import SaidNo
from manantial.press import nodes
from manantial.press.nodes import Br, Emph, Head, Inline, Inlines, Line, Link, Node, Strong, Text

FIGURE = "figura:"
DEEPEST_LIST = 3
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_UNPRINTABLE = ["code", "fence", "backticks", "html_block", "html_inline"]
_NAMES = {
    "html_block": gettext_lazy("etiquetas HTML"),
    "html_inline": gettext_lazy("etiquetas HTML"),
    "code_block": gettext_lazy("un renglón con sangría de cuatro espacios"),
    "fence": gettext_lazy("un bloque de código"),
    "code_inline": gettext_lazy("texto entre acentos graves"),
}

_REFERENCE = re.compile(r"([a-z]{2,20}):([\w.-]{1,60})")
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")

CallOf = Callable[[str, Inlines | None], Inline | None]
FigureOf = Callable[[str, str], Node | None]


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing a text refers to: its kind and key as written, the words between the brackets, the line from 1."""

    kind: str
    key: str
    words: str = ""
    line: int = 1

    @property
    def address(self) -> str:
        """As it is written: `kind:key`."""
        return f"{self.kind}:{self.key}"


class ReferenceOf(Protocol):
    """Turns a reference into what stands in its place; an empty tuple leaves nothing, None says there is no such."""

    def __call__(self, reference: Reference, /) -> tuple[Node, ...] | None:
        """What stands in its place."""


class ValueOf(Protocol):
    """Turns a reference within a sentence into the words that stand there; None says that it has no such form."""

    def __call__(self, reference: Reference, /) -> Inlines | None:
        """What stands in its place."""


class KnownReference(Protocol):
    """Says whether a thing of that kind and key exists; None when there is no such kind at all."""

    def __call__(self, kind: str, key: str, /) -> bool | None:
        """Whether it exists."""


def _no_reference(reference: Reference) -> tuple[Node, ...] | None:
    return None


def _no_value(reference: Reference) -> Inlines | None:
    return None


class MarkdownRefused(SaidNo, ValueError):
    """Text with something the papers cannot print. `line` counts from 1; `construct` and the message are for people."""

    def __init__(self, line: int, construct: str, advice: str) -> None:
        super().__init__(_("Renglón %(line)s: %(advice)s") % {"line": line, "advice": advice})
        self.line = line
        self.construct = construct


def check_markdown(
    markdown: str,
    *,
    marks: Collection[str] = (),
    figures: Collection[str] | None = None,
    known: KnownReference | None = None,
    values: Collection[str] = (),
) -> None:
    """Raise MarkdownRefused at the first thing that cannot be printed; call it before saving.

    marks: the [^marks] that have a provenance outside the text. figures: the ids that exist (None: any id).
    known: which ![…](kind:key) exist (None: no text may hold any). values: those that may stand within a sentence.
    """
    _refuse_unprintable(_tree(_CHECKED, markdown))

    def call(mark: str, definition: Inlines | None) -> Inline | None:
        return Text("") if definition is not None or mark in marks else None

    def figure(key: str, _alt: str) -> Node | None:
        return nodes.Rule() if figures is None or key in figures else None

    def reference(found: Reference) -> tuple[Node, ...] | None:
        return () if known is not None and known(found.kind, found.key) else None

    def value(found: Reference) -> Inlines | None:
        return (Text(""),) if found.address in values else None

    parse_markdown(markdown, call=call, figure=figure, reference=reference, value=value)


def parse_markdown(
    markdown: str,
    *,
    call: CallOf,
    figure: FigureOf,
    reference: ReferenceOf = _no_reference,
    value: ValueOf = _no_value,
) -> tuple[Node, ...]:
    """The blocks of a text.

    `call` turns a note's mark (and its text, when written below) into its number, `figure` an id into an illustration,
    `reference` what stands for a thing, `value` what stands for one within a sentence; None from any of them means
    there is no such note, figure or thing. Raw HTML and code are printed as they stand. Raises MarkdownRefused for what
    has no print form.
    """
    tree = _tree(_PRINTED, markdown)
    reader = _Reader(call, figure, reference, value, {})
    reader.definitions = _definitions(tree, reader)
    return reader.blocks(child for child in tree.children if child.type != "footnote_block")


def references_in(markdown: str) -> tuple[Reference, ...]:
    """Every ![…](kind:key) of a text in its order, wherever it stands; figures of the text itself are left out."""
    found = []
    for node in _tree(_PRINTED, markdown).walk():
        address = _REFERENCE.fullmatch(str(node.attrs.get("src", ""))) if node.type == "image" else None
        if address and address[1] != FIGURE.removesuffix(":"):
            found.append(Reference(address[1], address[2], node.content, _line(node)))
    return tuple(found)


def marks_in(markdown: str) -> tuple[tuple[str, int], ...]:
    """Every [^mark] of a text with its line, those defined below included."""
    lines = enumerate(re.sub(r"\r\n?", "\n", markdown).split("\n"), start=1)
    return tuple((mark, number) for number, line in lines for mark in _MARK.findall(line))


@dataclass(slots=True)
class _Reader:
    call: CallOf
    figure: FigureOf
    reference: ReferenceOf
    value: ValueOf
    definitions: Mapping[str, Inlines]
    depth: int = 0

    def blocks(self, children: Iterable[SyntaxTreeNode]) -> tuple[Node, ...]:
        return tuple(made for child in children for made in self.standing(child))

    def standing(self, node: SyntaxTreeNode) -> tuple[Node, ...]:
        """What stands for one block: itself, or as much as its reference brings."""
        return self.paragraph(node) if node.type == "paragraph" else (self.block(node),)

    def block(self, node: SyntaxTreeNode) -> Node:
        match node.type:
            case "heading":
                return self.heading(node)
            case "bullet_list" | "ordered_list":
                return self.items(node)
            case "blockquote":
                return nodes.Passage(self.blocks(node.children))
            case "table":
                return self.table(node)
            case "hr":
                return nodes.Rule()
        raise _refusal(node, node.type, _("esto no se puede imprimir."))

    def paragraph(self, node: SyntaxTreeNode) -> tuple[Node, ...]:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == "image":
            image, line = inline.children[0], _line(node)
            found = _REFERENCE.fullmatch(str(image.attrs.get("src", "")))
            if found and not found[0].startswith(FIGURE):
                return self.brought(Reference(found[1], found[2], image.content.strip(), line), node)
            return (self.illustration(image, line),)
        return (nodes.Para(self.inline(inline)),)

    def brought(self, reference: Reference, node: SyntaxTreeNode) -> tuple[Node, ...]:
        """What stands in the place of a reference, which is a paragraph of its own outside lists and passages."""
        if node.parent is None or not node.parent.is_root:
            raise _refusal(
                node, _("referencia"), _("«%(key)s» va sola, fuera de listas y de citas.") % {"key": reference.address}
            )
        made = self.reference(reference)
        if made is None:
            raise _refusal(node, _("referencia"), _("no existe «%(key)s».") % {"key": reference.address})
        return made

    def illustration(self, image: SyntaxTreeNode, line: int) -> Node:
        address = str(image.attrs.get("src", ""))
        name = _("imagen")
        if not address.startswith(FIGURE):
            raise MarkdownRefused(
                line,
                name,
                _("las imágenes se ponen por su clave, así: ![qué se ve](figura:clave), no por su dirección."),
            )
        key = address.removeprefix(FIGURE)
        if not image.content.strip():
            raise MarkdownRefused(line, name, _("escriba entre los corchetes qué se ve en «%(key)s».") % {"key": key})
        made = self.figure(key, image.content)
        if made is None:
            raise MarkdownRefused(line, name, _("no existe la figura «%(key)s».") % {"key": key})
        return made

    def heading(self, node: SyntaxTreeNode) -> Node:
        level = int(node.tag[1])
        if not 2 <= level <= 4:
            raise _refusal(node, _("título"), _("use títulos de dos a cuatro signos: ##, ### o ####."))
        if any(child.type == "footnote_ref" for child in node.children[0].walk()):
            raise _refusal(node, _("título"), _("un título no lleva notas; póngala al final del párrafo que sigue."))
        return nodes.Title(level, self.inline(node.children[0]), "", "")

    def items(self, node: SyntaxTreeNode) -> Node:
        if self.depth == DEEPEST_LIST:
            raise _refusal(node, _("lista"), _("la lista tiene más de tres niveles; sepárela en dos."))
        self.depth += 1
        items = tuple(self.blocks(item.children) for item in node.children)
        self.depth -= 1
        return nodes.Items(node.type == "ordered_list", int(node.attrs.get("start", 1)), items)

    def table(self, node: SyntaxTreeNode) -> Node:
        heads, *rows = [row.children for part in node.children for row in part.children]
        columns = tuple(
            Head(nodes.bare(self.inline(cell.children[0])), "right" if "right" in str(cell.attrs) else "left", 0.0)
            for cell in heads
        )
        lines = tuple(Line(tuple(self.inline(cell.children[0]) for cell in row), strong=False) for row in rows)
        return nodes.Sheet(columns, lines, "", (), None, (), small=False)

    def inline(self, node: SyntaxTreeNode, line: int | None = None) -> Inlines:
        line = line or _line(node)
        parts: list[Inline] = []
        for child in node.children:
            parts += self.counted(child, line) if child.type == "image" else [self.part(child, line)]
            line += child.type in {"softbreak", "hardbreak"}
        return tuple(parts)

    def part(self, node: SyntaxTreeNode, line: int) -> Inline:
        match node.type:
            case "text":
                return Text(node.content)
            case "softbreak":
                return Text(" ")
            case "hardbreak":
                return Br()
            case "em":
                return Emph(self.inline(node, line))
            case "strong":
                return Strong(self.inline(node, line))
            case "link":
                return Link(_address(node, line), self.inline(node, line))
            case "footnote_ref":
                return self.number(str(node.meta["label"]), line)
        raise MarkdownRefused(line, node.type, _("esto no se puede imprimir."))

    def counted(self, node: SyntaxTreeNode, line: int) -> Inlines:
        """What stands for a reference within a sentence; a picture, or a thing with no such form, must stand alone."""
        found = _REFERENCE.fullmatch(str(node.attrs.get("src", "")))
        if found and not found[0].startswith(FIGURE):
            reference = Reference(found[1], found[2], node.content.strip(), line)
            made = self.value(reference)
            if made is not None:
                return made
            if self.reference(reference) is None:
                raise MarkdownRefused(line, _("referencia"), _("no existe «%(key)s».") % {"key": reference.address})
        raise MarkdownRefused(line, _("imagen"), _("la figura va sola, con un renglón vacío antes y después."))

    def number(self, mark: str, line: int) -> Inline:
        made = self.call(mark, self.definitions.get(mark))
        if made is None:
            raise MarkdownRefused(line, _("nota"), _("falta el texto de la nota [^%(mark)s].") % {"mark": mark})
        return made


def _definitions(tree: SyntaxTreeNode, reader: _Reader) -> dict[str, Inlines]:
    written: dict[str, Inlines] = {}
    for note in (note for part in tree.children if part.type == "footnote_block" for note in part.children):
        paragraphs = [child for child in note.children if child.type != "footnote_anchor"]
        if not paragraphs:
            continue
        if len(paragraphs) > 1 or paragraphs[0].type != "paragraph":
            raise _refusal(paragraphs[-1], _("nota"), _("una nota es un solo párrafo, sin listas ni tablas."))
        written[str(note.meta["label"])] = reader.inline(paragraphs[0].children[0])
    return written


def _address(node: SyntaxTreeNode, line: int) -> str:
    address = str(node.attrs.get("href", ""))
    if not address.startswith(_SCHEMES):
        raise MarkdownRefused(line, _("enlace"), _("el enlace debe empezar con https://, http://, mailto: o tel:."))
    return address


def _refuse_unprintable(tree: SyntaxTreeNode) -> None:
    for block in tree.walk():
        if block.type in _NAMES and not block.is_root:
            name = str(_NAMES[block.type])
            raise _refusal(
                block, name, _("hay %(construct)s y eso no se imprime; escriba solo texto.") % {"construct": name}
            )


def _refusal(node: SyntaxTreeNode, construct: str, advice: str) -> MarkdownRefused:
    return MarkdownRefused(_line(node), construct, advice)


def _line(node: SyntaxTreeNode) -> int:
    """The line, from 1, on which a node begins; inside a paragraph the line breaks before it are counted."""
    if node.map:
        return int(node.map[0]) + 1
    if node.parent is None:
        return 1
    before = node.parent.children[: node.parent.children.index(node)]
    return _line(node.parent) + sum(brother.type in {"softbreak", "hardbreak"} for brother in before)


def _tree(grammar: MarkdownIt, markdown: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(grammar.parse(re.sub(r"\r\n?", "\n", markdown)))


def _grammar(disabled: list[str], *, html: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": html}).enable("table").disable(["lheading", *disabled])
    made.use(footnote_plugin, inline=False, always_match_refs=True)
    return made


_PRINTED = _grammar(_UNPRINTABLE, html=False)
_CHECKED = _grammar([], html=True)
