"""Taking back what was written twice or by mistake, with its reason; and the way back for it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from manantial.meaning.actions import bring_back, set_aside
from manantial.meaning.models import Cause, ReadAloud, Recommendation
from manantial.meaning.queries import things_set_aside
from manantial.meaning.queries.set_aside import KINDS, SetAside
from manantial.meaning.rules.aloud import PAPER_WORDS
from manantial.meaning.web.plumbing import done
from manantial.meaning.web.whys import open_causes
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer
from manantial.voices.queries import said
from manantial.voices.rules import LANGUAGE_WORDS

KIND_WORDS = {
    "hito": gettext_noop("Hito"),
    "hallazgo": gettext_noop("Hallazgo"),
    "aprendizaje": gettext_noop("Aprendizaje"),
    "recomendacion": gettext_noop("Recomendación"),
    "causa": gettext_noop("Qué ayudó o frenó"),
    "lectura": gettext_noop("Lectura en voz alta"),
}
LISTS = {
    "hito": "meaning:milestones",
    "hallazgo": "meaning:findings",
    "aprendizaje": "meaning:lessons",
    "recomendacion": "meaning:recommendations",
}
PAGES = {
    "hito": "meaning:milestone",
    "hallazgo": "meaning:finding",
    "aprendizaje": "meaning:lesson",
    "lectura": "meaning:reading",
}


@address("meaning.see")
@require_GET
def set_aside_page(request: Request) -> HttpResponse:
    """Everything that was set aside, with its reason and the way back."""
    found = things_set_aside()
    open_ = open_causes(request, [row for _kind, row in found if isinstance(row, Cause)])
    rows = [(kind, row, _(KIND_WORDS[kind]), _folio(row), _words(row, open_)) for kind, row in found]
    heads = [_("Qué era"), _("Folio"), _("Qué decía"), _("Por qué se retiró"), _("Día")]
    cells = ([word, folio, told, row.retired_why, row.retired_at] for _kind, row, word, folio, told in rows)
    context = {
        "title": _("Lo retirado"),
        "lead": _("Lo que se escribió dos veces o por error. No sale en listas ni papeles, y puede volver."),
        "rows": rows,
        "count": len(rows),
    }
    return table_answer(request, _("Lo retirado"), heads, cells) or render(request, "meaning/set_aside.html", context)


@address("meaning.edit")
@require_POST
def set_aside_do(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Set one thing aside."""
    thing = _thing(request, kind, pk)
    why = request.POST.get("why", "")
    act = partial(set_aside, thing, why=why, by=request.actor.person, now=timezone.now())
    if done(request, act, _("Se retiró. Está en «Lo retirado» y puede volver.")) and kind in LISTS:
        return redirect(LISTS[kind])
    return redirect(_page(kind, thing))


@address("meaning.edit")
@require_POST
def bring_back_do(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Put one thing back."""
    thing = _thing(request, kind, pk)
    done(request, partial(bring_back, thing, by=request.actor.person, now=timezone.now()), _("Volvió a su lugar."))
    return redirect(_page(kind, thing))


def _thing(request: Request, kind: str, pk: UUID) -> Any:
    if kind not in KINDS:
        raise Http404
    return find(request, "meaning.edit", KINDS[kind], pk)


def _page(kind: str, thing: SetAside) -> str:
    if isinstance(thing, Recommendation):
        return reverse("meaning:lesson", args=[thing.lesson_id])
    if isinstance(thing, Cause):
        return reverse("meaning:why", args=[thing.milestone_id])
    return reverse(PAGES[kind], args=[thing.pk])


def _words(row: SetAside, open_: set[UUID]) -> str:
    """What it said; a factor that rests on words nobody may read any more is not told."""
    if isinstance(row, ReadAloud):
        return f"{said(PAPER_WORDS, row.paper)}, {row.part} ({said(LANGUAGE_WORDS, row.language)}): {row.reader}"
    closed = isinstance(row, Cause) and row.pk not in open_
    return _("Se retiró el permiso o está reservado: no se muestra.") if closed else str(row)


def _folio(row: SetAside) -> str:
    if isinstance(row, Cause):
        return row.milestone.folio
    return row.lesson.folio if isinstance(row, Recommendation) else row.folio
