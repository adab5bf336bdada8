"""Memos: written beside any thing of the work, changed with the earlier text kept, and read all together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from manantial.alliance.models import Owned
from manantial.meaning.actions.memos import restore_memo, retire_memo, rewrite_memo, write_memo
from manantial.meaning.models import Memo
from manantial.meaning.queries.memos import (
    MemoQuestion,
    may_be_studied,
    memos,
    memos_of,
    put_away_of,
    subject,
    things_named,
)
from manantial.meaning.queries.workbench import names_of
from manantial.meaning.web.coding.forms import MemoFilter
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered_rows
from manantial.voices.models import Transcript
from manantial.voices.queries import said

ON_A_PAGE = 25
_CHUNK = 500
SUBJECT_WORDS = {
    "fragment": gettext_noop("Fragmento"),
    "code": gettext_noop("Código"),
    "voice": gettext_noop("Voz"),
    "transcript": gettext_noop("Transcripción"),
    "source": gettext_noop("Fuente"),
    "workshop": gettext_noop("Taller"),
    "milestone": gettext_noop("Hito"),
    "finding": gettext_noop("Hallazgo"),
    "lesson": gettext_noop("Aprendizaje"),
    "plan": gettext_noop("Plan"),
}
_PLACES = {
    "fragment": "voices:fragment",
    "code": "meaning:code",
    "voice": "voices:voice",
    "source": "voices:source",
    "workshop": "voices:workshop",
    "milestone": "meaning:milestone",
    "finding": "meaning:finding",
    "lesson": "meaning:lesson",
}


def _place(kind: str, thing: Owned) -> str:
    if isinstance(thing, Transcript):
        return reverse("voices:voice", args=[thing.voice_id])
    return reverse("meaning:plan") if kind == "plan" else reverse(_PLACES[kind], args=[thing.pk])


def _name(thing: Owned | None) -> str:
    folio = getattr(thing, "folio", "")
    words = "" if thing is None else str(thing)
    return f"{folio} {words[:80]}".strip() if folio != words else folio


ORDERS = {"cuando": "written_at", "sobre": ("thing_kind", "written_at")}


@address("meaning.see")
@require_GET
def memo_list(request: Request) -> HttpResponse:
    """All memos that may be shown, by what they are about, who wrote them, their words and their days."""
    form = MemoFilter(request.GET or None)
    form.fields["clase"].choices = [("", _("Todo")), *((key, _(word)) for key, word in SUBJECT_WORDS.items())]  # type: ignore[attr-defined]
    authors = names_of(Memo.objects.order_by().values_list("written_by_id", flat=True).distinct())
    form.fields["quien"].choices = [("", _("Cualquiera")), *((str(key), name) for key, name in authors.items())]  # type: ignore[attr-defined]
    rows = ordered_rows(request, memos(_asked(form), request.actor, on=today()), ORDERS)
    heads = [_("Sobre qué"), _("Cuál"), _("Memo"), _("Quién lo escribió"), _("Cuándo")]
    if answer := table_answer(request, _("Memos"), heads, _cells(rows)):
        return answer
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    things = things_named(page)
    context = {
        "title": _("Memos"),
        "lead": _("Lo que el equipo va pensando, junto a lo que lo hizo pensar."),
        "form": form,
        "page": page,
        "rows": [_shown(memo, things.get(memo.thing_id), authors.get(memo.written_by_id, "")) for memo in page],
        "count": page.paginator.count,
    }
    return render(request, "meaning/memos.html", context)


def _asked(form: MemoFilter) -> MemoQuestion:
    if not form.is_valid():
        return MemoQuestion()
    data = form.cleaned_data
    author = UUID(data["quien"]) if data["quien"] else None
    return MemoQuestion(data["q"], data["clase"], author, data["desde"], data["hasta"])


def _shown(memo: Memo, thing: Owned | None, who: str) -> dict[str, object]:
    place = _place(memo.thing_kind, thing) if thing is not None else ""
    return {
        "memo": memo,
        "kind": said(SUBJECT_WORDS, memo.thing_kind),
        "name": _name(thing),
        "place": place,
        "who": who,
    }


def _cells(rows: QuerySet[Memo]) -> Iterator[list[object]]:
    found = rows.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(found, _CHUNK)):
        names = names_of(memo.written_by_id for memo in chunk)
        things = things_named(chunk)
        for memo in chunk:
            named = _name(things.get(memo.thing_id))
            day = timezone.localtime(memo.written_at).replace(tzinfo=None)
            yield [said(SUBJECT_WORDS, memo.thing_kind), named, memo.text, names.get(memo.written_by_id, ""), day]


def _subject(request: Request, kind: str, pk: UUID) -> Owned:
    thing = subject(request.actor, kind, pk)
    if thing is None or not may_be_studied(thing, on=today()):
        raise Http404
    return thing


@address("meaning.see")
@require_GET
def memo_page(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """The memos of one thing, with their earlier texts and those put away."""
    thing = _subject(request, kind, pk)
    context = {
        "title": _("Memos de %(name)s") % {"name": _name(thing)},
        "kind": kind,
        "pk": pk,
        "place": _place(kind, thing),
        "word": said(SUBJECT_WORDS, kind),
        "views": memos_of(kind, pk),
        "away": put_away_of(kind, pk),
    }
    return render(request, "meaning/memo_page.html", context)


@address("meaning.edit")
@require_POST
def memo_write(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Write a memo on a thing."""
    _subject(request, kind, pk)
    text = request.POST.get("texto", "")[:20_000]
    by, now = request.actor.person, timezone.now()
    done(request, lambda: write_memo(kind, pk, text, by=by, now=now), _("Se guardó el memo."))
    return redirect(_back(request, kind, pk))


@address("meaning.edit")
@require_POST
def memo_change(request: Request, pk: UUID) -> HttpResponse:
    """Change a memo, put it away, or take it out again."""
    memo = find(request, "meaning.edit", Memo, pk)
    _subject(request, memo.thing_kind, memo.thing_id)
    by, now = request.actor.person, timezone.now()
    if "guardar_aparte" in request.POST:
        done(request, lambda: retire_memo(memo, by=by, now=now), _("El memo se guardó aparte."))
    elif "regresar" in request.POST:
        done(request, lambda: restore_memo(memo, by=by, now=now), _("El memo regresó."))
    else:
        text = request.POST.get("texto", "")[:20_000]
        if (
            not done(request, lambda: rewrite_memo(memo, text, by=by, now=now), _("Se cambió el memo."))
            and text.strip()
        ):
            write_memo(memo.thing_kind, memo.thing_id, text, by=by, now=now)
            messages.info(request, _("Su texto quedó guardado como memo nuevo."))
    return redirect(_back(request, memo.thing_kind, memo.thing_id))


def _back(request: Request, kind: str, pk: UUID) -> str:
    wanted = request.POST.get("volver", "")
    fine = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return f"{wanted}#memos" if fine else reverse("meaning:memo_page", args=[kind, pk])
