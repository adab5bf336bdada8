"""Asking the codes: fragments or whole turns that answer, page by page, and all of them as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.meaning.queries import answering, code_tree, in_order
from manantial.meaning.queries.partners import Partner, partners
from manantial.meaning.queries.passages import codings_of, passages_of
from manantial.meaning.web.plumbing import FRAGMENT_ORDERS
from manantial.meaning.web.question_forms import CodeQuestionForm
from manantial.people.access import Request, address
from manantial.people.answers import table_answer, today
from manantial.people.listing import BoundedPages, ordered_rows, paged
from manantial.press.writers.excerpts import FORMATS, MEDIA_TYPES, Excerpt, excerpts_name, excerpts_stream
from manantial.vault.streaming import poured
from manantial.voices.models import Fragment
from manantial.voices.queries import remarks_on, said, said_mark
from manantial.voices.rules import GROUP_WORDS, say_clock

ON_A_PAGE = 25
AROUND = 160  # letters of the turn before and after the words


@dataclass(frozen=True)
class Answer:
    """A fragment with the words around it."""

    fragment: Fragment
    group: str
    before: str
    after: str
    clock: str
    codes: str
    whole_turn: bool
    beside: tuple[Partner, ...] = ()  # the other half of a pair
    mark: str = ""  # what must be known of its words


@address("meaning.see")
@require_GET
def question_page(request: Request) -> HttpResponse:
    """What was asked of the codes, with its answers; the address is the saved question."""
    form = CodeQuestionForm(code_tree(), request.GET)
    rows = answering(request.actor, form.question(), on=today())
    if answer := _file(request, form, rows):
        return answer
    turns = form.value("ver") == "turnos"
    ordered = ordered_rows(request, rows, FRAGMENT_ORDERS).values_list("pk", flat=True)
    page = paged(request, ordered, ON_A_PAGE, kind=BoundedPages)
    shown = in_order(page)
    beside = partners(request.actor, shown, form.question(), on=today())
    context = {
        "title": _("Preguntar a los códigos"),
        "form": form,
        "page": page,
        "count": page.paginator.count,
        "answers": [
            replace(one, beside=tuple(beside.get(one.fragment.pk, ()))) for one in _answers(shown, whole=turns)
        ],
        "asked": form.said(),
    }
    return render(request, "meaning/ask.html", context)


def answer_of(fragment: Fragment, *, whole: bool = False) -> Answer:
    """A fragment as it is read: with the words around it, or the whole turn."""
    turn, start, end = fragment.turn, fragment.start_char, fragment.end_char
    before = after = ""
    if turn is not None and start is not None and end is not None:
        before, after = turn.text[:start], turn.text[end:]
        if not whole:
            before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
            after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    clock = "" if fragment.start_ms is None else say_clock(fragment.start_ms // 1000 * 1000)
    codes = dict.fromkeys(coding.code.name for coding in getattr(fragment, "standing", []))
    group = said(GROUP_WORDS, fragment.voice.group)
    return Answer(fragment, group, before, after, clock, ", ".join(codes), whole)


def _answers(rows: list[Fragment], *, whole: bool) -> list[Answer]:
    """One answer a fragment; with whole turns, the first of each turn stands for it."""
    remarks = remarks_on(rows, ())
    if not whole:
        return [replace(answer_of(row), mark=said_mark(remarks.get(row.pk))) for row in rows]
    seen: set[object] = set()
    first: list[Fragment] = []
    for row in rows:
        if row.turn_id is None or row.turn_id not in seen:
            first.append(row)
        seen.add(row.turn_id)
    return [replace(answer_of(row, whole=True), mark=said_mark(remarks.get(row.pk))) for row in first]


def _file(request: Request, form: CodeQuestionForm, rows: QuerySet[Fragment]) -> HttpResponse | None:
    asked = request.GET.get("formato", "")
    title = form.said()
    kept = rows.filter(reserved=True).count() if asked else 0
    rows = rows.filter(reserved=False)
    told = _("Reservados que no salen de aquí: %(count)s.") % {"count": kept} if kept else ""
    if asked in FORMATS:
        lead = _("Fragmentos que responden a: %(asked)s. Solo para estudiarlos en el equipo.") % {"asked": title}
        lead = f"{lead} {told}".strip()
        language = (get_language() or "es")[:2]
        passages = excerpts_stream(asked, title, lead, _excerpts(rows), language=language)
        name = excerpts_name(asked, _("Fragmentos %(asked)s") % {"asked": title})
        return cast(HttpResponse, poured(passages, media_type=MEDIA_TYPES[asked], name=name))
    dense = form.question().first is None
    if request.GET.get("filas") == "codigos":
        heads = _put_heads()
        return table_answer(
            request, _("Códigos puestos"), heads, _ended(_put_rows(rows, dense=dense), told, len(heads))
        )
    heads = [
        *(_("Folio"), _("Voz"), _("Quién habla"), _("Comunidad"), _("Entra (s)"), _("Sale (s)"), _("Palabras")),
        *(_("Aviso"), _("Códigos"), _("Notas")),
    ]
    return table_answer(request, _("Fragmentos"), heads, _ended(_rows(rows, dense=dense), told, len(heads)))


def _ended(rows: Iterator[list[object]], told: str, width: int) -> Iterator[list[object]]:
    """The rows, and after them how many stay here; nothing is left out in silence."""
    yield from rows
    if told:
        yield [told, *[None] * (width - 1)]


def _rows(rows: QuerySet[Fragment], *, dense: bool) -> Iterator[list[object]]:
    words = {key: said(GROUP_WORDS, key) for key in GROUP_WORDS}
    for one in passages_of(rows, dense=dense):
        yield [
            one.folio,
            one.voice,
            words.get(one.group, one.group),
            one.place,
            None if one.start_ms is None else one.start_ms / 1000,
            None if one.end_ms is None else one.end_ms / 1000,
            one.words,
            one.mark,
            ", ".join(one.codes),
            " · ".join(one.memos),
        ]


def _put_heads() -> list[str]:
    return [
        *(_("Fragmento"), _("Voz"), _("Turno"), _("Entra (s)"), _("Sale (s)"), _("Palabras"), _("Aviso")),
        *(_("Código"), _("Camino"), _("Quién codificó"), _("Cuándo"), _("Nota"), _("Permiso")),
    ]


def _put_rows(rows: QuerySet[Fragment], *, dense: bool) -> Iterator[list[object]]:
    """One row for each code on each fragment, by whoever put it."""
    for one in codings_of(rows, dense=dense):
        yield [
            *(one.folio, one.voice, one.turn),
            None if one.start_ms is None else one.start_ms / 1000,
            None if one.end_ms is None else one.end_ms / 1000,
            *(one.words, one.mark, one.code, one.path, one.who, one.at, one.memo, one.permission),
        ]


def _excerpts(rows: QuerySet[Fragment]) -> Iterator[Excerpt]:
    """Each passage with the words around it; not in a voice of which something is reserved: it may stand just there."""
    words = {key: said(GROUP_WORDS, key) for key in GROUP_WORDS}
    closed = set(Fragment.objects.filter(reserved=True).values_list("voice__folio", flat=True))
    for one in passages_of(rows, around=AROUND):
        clock = "" if one.start_ms is None else say_clock(one.start_ms // 1000 * 1000)
        origin = " · ".join(
            part for part in (words.get(one.group), one.voice, clock, ", ".join(one.codes), one.mark) if part
        )
        before, after = ("", "") if one.voice in closed else (one.before, one.after)
        yield Excerpt(one.folio, one.words or one.folio, origin, before, after)


def question_address(**asked: object) -> str:
    """The address of a question: what a cell of a table opens."""
    told = {key: str(value) for key, value in asked.items() if value not in {None, ""}}
    return f"{reverse('meaning:ask')}?{urlencode(told)}"
