"""Fragments on the table: looked for, coded many at once, and picked to make a finding of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from manantial.meaning.actions.coding import put_code_on_all, take_code_off
from manantial.meaning.models import Code, Coding
from manantial.meaning.queries.codebook import code_nodes
from manantial.meaning.queries.fragments import (
    FragmentQuestion,
    every_fragment_row,
    fragment_rows,
    fragments,
)
from manantial.meaning.web.coding.forms import FragmentFilter
from manantial.meaning.web.plumbing import FRAGMENT_ORDERS, words_leaving
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import BoundedPages, ordered_rows, paged
from manantial.voices.models import Fragment
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS

ON_A_PAGE = 20
MOST_CHOSEN = 500


@address("meaning.see")
@require_GET
def fragment_list(request: Request) -> HttpResponse:
    """The fragments that may be studied, with their codes; ticked ones get a code or become a finding."""
    form = FragmentFilter(request.GET or None)
    rows = visible(request.actor, "voices.see", fragments(_asked(form)))
    if answer := table_answer(request, _("Fragmentos"), _heads(), _cells(rows)):
        return answer
    page = paged(request, ordered_rows(request, rows, FRAGMENT_ORDERS), ON_A_PAGE, kind=BoundedPages)
    context = {
        "title": _("Fragmentos"),
        "lead": _("Léalos, póngales código y marque los que juntos dicen algo: de ahí sale un hallazgo."),
        "form": form,
        "page": page,
        "rows": [(row, said(GROUP_WORDS, row.fragment.voice.group)) for row in fragment_rows(page, on=today())],
        "count": page.paginator.count,
        "nodes": code_nodes(counted=False),
        "me": request.actor.person.pk if request.actor.person else None,
    }
    return render(request, "meaning/fragments.html", context)


def _asked(form: FragmentFilter) -> FragmentQuestion:
    if not form.is_valid():
        return FragmentQuestion()
    data: dict[str, Any] = form.cleaned_data

    def key(name: str) -> UUID | None:
        return UUID(data[name]) if data.get(name) else None

    codes = (key(name) for name in ("codigo", "tema", "etapa", "actor"))
    return FragmentQuestion(
        words=data["q"],
        codes=tuple(code for code in codes if code),
        axis=key("eje"),
        question=key("pregunta"),
        group=data["grupo"],
        community=key("comunidad"),
        coder=key("quien"),
        since=data["desde"],
        until=data["hasta"],
        state=data["estado"],
        voice=data["voz"],
    )


def _heads() -> list[str]:
    return [
        _("Folio"),
        _("Voz"),
        _("Grupo"),
        _("Comunidad"),
        _("Palabras"),
        _("Aviso"),
        _("Códigos"),
        _("Quién codificó"),
        _("Notas"),
        _("Entra (s)"),
        _("Sale (s)"),
    ]


def _cells(rows: QuerySet[Fragment]) -> Iterator[list[object]]:
    """The rows of the export, those without any code too; words only of what may be studied."""
    for row in every_fragment_row(rows, on=today()):
        one, voice = row.fragment, row.fragment.voice
        yield [
            one.folio,
            voice.folio,
            said(GROUP_WORDS, voice.group),
            voice.community.name if voice.community and not voice.community_reserved else "",
            words_leaving(one, allowed=row.allowed),
            row.mark if row.allowed else "",
            ", ".join(dict.fromkeys(code.name for _coding, code, _who in row.codings)),
            ", ".join(dict.fromkeys(who for _coding, _code, who in row.codings if who)),
            " / ".join(coding.memo for coding, _code, _who in row.codings if coding.memo)
            if row.allowed and not one.reserved
            else "",
            None if one.start_ms is None else one.start_ms / 1000,
            None if one.end_ms is None else one.end_ms / 1000,
        ]


@address("meaning.edit")
@require_POST
def chosen(request: Request) -> HttpResponse:
    """What to do with the ticked fragments: a finding, or one code on all of them; or take one code off one."""
    if taken := request.POST.get("quitar"):
        take_code_off(find(request, "meaning.edit", Coding, taken), by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se quitó el código; queda escrito quién lo puso y quién lo quitó."))
        return redirect(_back(request))
    wanted = [key for text in request.POST.getlist("f")[:MOST_CHOSEN] if (key := _uuid(text))]
    rows = list(visible(request.actor, "voices.see", Fragment.objects.filter(pk__in=wanted, retired_at=None)))
    rows = [row.fragment for row in fragment_rows(rows, on=today()) if row.allowed]
    if not rows:
        messages.error(request, _("Marque al menos un fragmento."))
        return redirect(_back(request))
    if request.POST.get("hacer") == "codigo":
        _code_all(request, rows)
        return redirect(_back(request))
    query = urlencode([("f", str(row.pk)) for row in rows])
    return redirect(f"{reverse('meaning:finding_new')}?{query}")


def _code_all(request: Request, rows: list[Fragment]) -> None:
    standing = Code.objects.filter(retired_at=None)
    code = find(request, "meaning.edit", standing, _uuid(request.POST.get("codigo", "")) or UUID(int=0))
    note = request.POST.get("nota", "")[:2000]
    put_code_on_all(rows, code, memo=note, by=request.actor.person, now=timezone.now())
    words = ngettext("«%(code)s» en %(count)s fragmento.", "«%(code)s» en %(count)s fragmentos.", len(rows))
    messages.success(request, words % {"code": code.name, "count": len(rows)})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _back(request: Request) -> str:
    """The list with the filters it had."""
    kept = QueryDict(request.POST.get("volver", "")).urlencode()
    return reverse("meaning:fragments") + (f"?{kept}" if kept else "")
