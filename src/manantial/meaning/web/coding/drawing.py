"""Drawing the page of coding: turns with stripes and marks, the fragments, the tree, spans on a sound or a picture.

The page and every small answer draw with the same functions, so that what a script puts into the page is what the
server would have sent. Colours are attributes of the drawing (no style), and each colour stands beside its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from manantial.meaning.models import Code
from manantial.meaning.queries.codebook import Node
from manantial.meaning.queries.workbench import CodedFragment, Put, Workbench
from manantial.voices.models import Turn
from manantial.voices.rules import Standing, say_clock

STRIPE = 6  # width of one stripe, in the units of its drawing
LONGEST_QUOTE = 150
Html = SafeString
NOTHING = SafeString("")


def joined(parts: Iterable[Html]) -> Html:
    """Pieces of safe HTML one after the other."""
    return format_html_join("", "{}", ((part,) for part in parts))


def turn_html(turn: Turn, coded: Sequence[CodedFragment], *, seek: str) -> Html:
    """A turn: its stripes, who speaks, its words with the marked ones, and the names of the codes below."""
    clock = NOTHING
    if turn.start_ms is not None:
        words = say_clock(turn.start_ms - turn.start_ms % 1000)
        second = turn.start_ms / 1000
        clock = (
            format_html('<a class="clock" href="{}#t={}" data-seek="{}">{}</a> ', seek, second, second, words)
            if seek
            else format_html('<span class="clock">{}</span> ', words)
        )
    speaker = format_html("<b>{}:</b> ", turn.speaker) if turn.speaker else NOTHING
    return format_html(
        '<div class="turn" id="t{0}" data-turn="{1}">{2}<p>{3}{4}<span data-text>{5}</span></p>{6}</div>',
        turn.position,
        turn.pk,
        _stripes(turn.text, coded),
        clock,
        speaker,
        joined(_pieces(turn.text, coded)),
        _tags(coded),
    )


def _stripes(text: str, coded: Sequence[CodedFragment]) -> Html:
    """A stripe for each code, as high as the words it is on; side by side, so that overlaps can be seen."""
    bars = [(colour, one) for one in coded for colour in ([put.code.colour for put in _once(one.codes)] or ["#777777"])]
    if not bars:
        return NOTHING
    length = max(1, len(text))
    rects = format_html_join(
        "",
        '<rect x="{}" y="{}" width="4" height="{}" fill="{}"/>',
        (
            (n * STRIPE, round((one.placed.anchor.start or 0) * 100 / length, 1), _height(one, length), colour)
            for n, (colour, one) in enumerate(bars[:8])
        ),
    )
    return format_html(
        '<svg class="stripes" viewBox="0 0 {} 100" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        8 * STRIPE,
        rects,
    )


def _height(one: CodedFragment, length: int) -> float:
    anchor = one.placed.anchor
    return max(4.0, round(((anchor.end or 0) - (anchor.start or 0)) * 100 / length, 1))


def _pieces(text: str, coded: Sequence[CodedFragment]) -> Iterator[Html]:
    """The words cut where any fragment begins or ends; a piece under several of them is marked darker."""
    spans = [(one.placed.anchor.start or 0, one.placed.anchor.end or 0, one.fragment.folio) for one in coded]
    cuts = sorted({0, len(text), *(edge for start, end, _f in spans for edge in (start, end))})
    for start, end in pairwise(cuts):
        over = [folio for first, last, folio in spans if first <= start and end <= last]
        if over:
            depth = min(3, len(over))
            yield format_html('<mark class="m{}" data-f="{}">{}</mark>', depth, " ".join(over), text[start:end])
        else:
            yield format_html("{}", text[start:end])


def _tags(coded: Sequence[CodedFragment]) -> Html:
    if not coded:
        return NOTHING
    items = format_html_join(
        "",
        '<li><a href="#{}">{}{}</a></li>',
        ((one.fragment.folio, dot(put.code.colour), put.code.name) for one in coded for put in _once(one.codes)),
    )
    bare = format_html_join(
        "",
        '<li><a href="#{}">{}</a></li>',
        ((one.fragment.folio, one.fragment.folio) for one in coded if not one.codes),
    )
    return format_html('<ul class="tags">{}{}</ul>', items, bare)


def _once(codes: Sequence[Put]) -> list[Put]:
    """The same code put by two people is one label."""
    return list({put.code.pk: put for put in codes}.values())


def dot(colour: str) -> Html:
    """The colour of a code, beside its name."""
    return format_html(
        '<svg class="dot" viewBox="0 0 8 8" aria-hidden="true"><circle cx="4" cy="4" r="4" fill="{}"/></svg>', colour
    )


def fragment_html(one: CodedFragment, *, me: UUID | None, edit: bool) -> Html:
    """A fragment in the list: where it is, its words, its codes with who put them, and what may be done with it."""
    fragment = one.fragment
    folio = fragment.folio
    tick = NOTHING
    if edit:
        tick = format_html(
            '<input type="checkbox" name="f" value="{}" form="bench" aria-label="{}">',
            fragment.pk, _("Escoger %(folio)s") % {"folio": folio},
        )  # fmt: skip
    words = format_html('<p class="q">«{}»</p>', _cut(fragment.quote)) if fragment.quote else NOTHING
    return format_html(
        '<li id="{0}" data-key="{1}" data-pk="{2}"{3} tabindex="-1">'
        '<p class="which">{4}<a href="{5}">{0}</a> {6}{7}</p>{8}{9}{10}</li>',
        folio,
        one.key,
        fragment.pk,
        format_html(' data-at="{}" data-to="{}"', fragment.start_ms / 1000, (fragment.end_ms or 0) / 1000)
        if fragment.start_ms is not None
        else NOTHING,
        tick,
        reverse("voices:fragment", args=[fragment.pk]),
        _where(one),
        _state(one),
        words,
        _codes(one, me=me, edit=edit),
        _remove(one, me=me) if edit else NOTHING,
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"


def _where(one: CodedFragment) -> Html:
    fragment = one.fragment
    if fragment.start_ms is not None and fragment.end_ms is not None:
        return format_html(
            '<span class="quiet small">{}–{}</span>', say_clock(fragment.start_ms), say_clock(fragment.end_ms)
        )
    if fragment.region is not None:
        return format_html('<span class="quiet small">{}</span>', _("parte de la imagen"))
    if one.placed.turn is not None and one.placed.anchor.is_there:
        number = one.placed.turn.position
        return format_html('<a class="quiet small" href="#t{}">{}</a>', number, _("turno %(n)d") % {"n": number})
    return NOTHING


def _state(one: CodedFragment) -> Html:
    """What the reader must know: the words are no longer there, or it is kept aside."""
    said: list[str] = []
    standing = one.placed.anchor.standing
    if one.placed.other_language:
        said.append(_("De otra lengua"))
    elif standing is Standing.CHANGED:
        said.append(_("Sus palabras cambiaron"))
    elif standing is Standing.GONE:
        said.append(_("Ese turno ya no está"))
    if one.fragment.reserved:
        said.append(_("Reservado"))
    if one.fragment.joined:
        said.append(_("sigue en otro turno"))
    return format_html_join(" ", '<span class="state warn">{}</span>', ((word,) for word in said))


def _codes(one: CodedFragment, *, me: UUID | None, edit: bool) -> Html:
    items = []
    for put in one.codes:
        off = _off(one, put) if edit and put.coding.by_id == me else NOTHING
        name = format_html("<span>{}</span>", put.code.name)
        items.append(format_html("<li>{}{}{}{}{}</li>", dot(put.code.colour), name, _who(put, me), _memo(put), off))
    return format_html('<ul class="codes">{}</ul>', joined(items)) if items else NOTHING


def _who(put: Put, me: UUID | None) -> Html:
    if put.coding.by_id == me or not put.who:
        return NOTHING
    return format_html(' <span class="quiet small">{}</span>', put.who)


def _memo(put: Put) -> Html:
    return format_html(' <span class="small">— {}</span>', put.coding.memo) if put.coding.memo else NOTHING


def _off(one: CodedFragment, put: Put) -> Html:
    label = _("Quitar «%(code)s» de %(folio)s") % {"code": put.code.name, "folio": one.fragment.folio}
    return format_html(
        ' <button class="link" form="bench" name="quitar" value="{}" aria-label="{}" title="{}">✕</button>',
        put.coding.pk, label, label,
    )  # fmt: skip


def _remove(one: CodedFragment, *, me: UUID | None) -> Html:
    """Who marked it may take it out while nobody else works with it."""
    if any(put.coding.by_id != me for put in one.codes):
        return NOTHING
    label = _("Quitar el fragmento %(folio)s") % {"folio": one.fragment.folio}
    return format_html(
        '<button class="link small" form="bench" name="desmarcar" value="{}" aria-label="{}">{}</button>',
        one.fragment.pk, label, _("Quitar fragmento"),
    )  # fmt: skip


def node_html(node: Node, *, edit: bool) -> Html:
    """A code of the tree: a button that puts it on what is marked or ticked."""
    code = node.code
    inner = format_html(
        '{}<span class="n">{}</span> <span class="quiet small" data-used>{}</span>',
        dot(code.colour),
        code.name,
        node.used or "",
    )
    if not edit:
        return format_html('<li class="d{}"><span class="code">{}</span></li>', min(node.depth, 5), inner)
    title = format_html(' title="{}"', code.description) if code.description else NOTHING
    return format_html(
        '<li class="d{}"><button class="code" form="bench" name="codigo" value="{}"{}>{}</button></li>',
        min(node.depth, 5), code.pk, title, inner,
    )  # fmt: skip


def tree_html(nodes: Iterable[Node], *, edit: bool) -> Html:
    """The whole tree."""
    return format_html('<ul class="tree">{}</ul>', joined(node_html(node, edit=edit) for node in nodes))


def regions_html(bench: Workbench) -> Html:
    """The marked parts of a picture over it, each with its folio and codes."""
    shapes = [_region(one, one.fragment.region) for one in bench.fragments if one.fragment.region]
    label = _("Partes marcadas de la imagen")
    return format_html('<svg class="regions" role="group" aria-label="{}">{}</svg>', label, joined(shapes))


def _region(one: CodedFragment, sides: Sequence[int]) -> Html:
    left, top, right, bottom = (side / 10 for side in sides)
    return format_html(
        '<a href="#{0}"><title>{0} {1}</title>'
        '<rect x="{2}%" y="{3}%" width="{4}%" height="{5}%" fill="none" stroke="{6}" stroke-width="4"/>'
        '<text x="{2}%" y="{3}%" dx="6" dy="18">{0} {1}</text></a>',
        one.fragment.folio,
        _names(one),
        left,
        top,
        round(right - left, 1),
        round(bottom - top, 1),
        _colour(one),
    )


def spans_html(bench: Workbench, seen: tuple[int, int] | None = None) -> Html:
    """The marked seconds over the drawing of the sound; overlapping ones stand in rows.

    Those of the rows that are `seen` lead to their fragment; the others only show how much is marked there.
    """
    length = bench.voice.duration_ms or 0
    timed = [one for one in bench.fragments if one.fragment.start_ms is not None and one.fragment.end_ms is not None]
    if not length or not timed:
        return NOTHING
    shapes, others, free = [], [], [0, 0, 0, 0]
    for one in sorted(timed, key=lambda each: each.fragment.start_ms or 0):
        start, end = one.fragment.start_ms or 0, one.fragment.end_ms or 0
        row = next((n for n, until in enumerate(free) if until <= start), free.index(min(free)))
        free[row] = end
        if within(one.row, seen):
            shapes.append(_span(one, start, end, row, length))
        else:
            wide = max(6, (end - start) * 1000 // length)
            others.append(f"M{start * 1000 // length} {2 + row * 12}h{wide}v9h-{wide}z")
    label = _("Segundos marcados")
    return format_html(
        '<svg class="spans" role="group" aria-label="{}">{}{}</svg>', label, _elsewhere(others), joined(shapes)
    )


def _elsewhere(shapes: Sequence[str]) -> Html:
    if not shapes:
        return NOTHING
    drawing = '<svg viewBox="0 0 1000 63" preserveAspectRatio="none" aria-hidden="true"><path d="{}"/></svg>'
    return format_html(drawing, "".join(shapes))


def within(row: int, seen: tuple[int, int] | None) -> bool:
    """Whether a row is among those that the page shows (None: it shows all)."""
    return seen is None or seen[0] <= row <= seen[1]


def _span(one: CodedFragment, start: int, end: int, row: int, length: int) -> Html:
    return format_html(
        '<a href="#{0}"><title>{0} {1} {2}</title>'
        '<rect x="{3}%" width="{4}%" y="{5}" height="9" rx="2" fill="{6}"/></a>',
        one.fragment.folio,
        say_clock(start),
        _names(one),
        round(start * 100 / length, 2),
        max(0.6, round((end - start) * 100 / length, 2)),
        2 + row * 12,
        _colour(one),
    )


def _names(one: CodedFragment) -> str:
    return ", ".join(put.code.name for put in _once(one.codes))


def _colour(one: CodedFragment) -> str:
    code: Code | None = one.codes[0].code if one.codes else None
    return code.colour if code else "#777777"
