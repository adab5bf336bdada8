"""Visits of the organism, and what communities asked for with its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.governance.actions import GovernanceRefused, answer_request, record_visit
from manantial.governance.models import Visit
from manantial.governance.rules import SUPPORT_WORDS
from manantial.governance.web.forms import AnswerForm, VisitForm
from manantial.governance.web.plumbing import now, refuse
from manantial.kernel.text import fold
from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered, sought

PER_PAGE = 50
ORDERS: Mapping[str, Callable[[Visit], Any]] = {
    "folio": lambda one: one.folio,
    "comunidad": lambda one: fold(one.community.name),
    "que": lambda one: one.kind,
    "fecha": lambda one: one.on,
    "estado": lambda one: one.state,
}


@address("agreements.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show visits and requests, unanswered ones first."""
    found = visible(request.actor, "agreements.see", Visit.objects.select_related("community"))
    wanted, form = sought(
        request, found, lambda one: f"{one.folio} {one.community.name} {_(SUPPORT_WORDS.get(one.kind, ''))} {one.text}"
    )
    rows = ordered(request, sorted(wanted, key=lambda one: (one.state != "open", -one.on.toordinal())), ORDERS)
    heads = (
        _("Folio"),
        _("Comunidad"),
        _("Qué fue"),
        _("Fecha"),
        _("Estado"),
        _("Cerrada"),
        _("Texto"),
        _("Respuesta"),
    )
    if answer := table_answer(request, _("Visitas y solicitudes"), heads, (_cells(one) for one in rows)):
        return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Visitas y solicitudes"),
        "form": form,
        "page": page,
        "rows": [(one, SUPPORT_WORDS.get(one.kind, one.kind)) for one in page],
        "count": len(rows),
    }
    return render(request, "governance/visits.html", context)


@address("agreements.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Write a visit or a request; `?papel=1` is the same form on paper."""
    if "papel" in request.GET:
        return render(request, "blank.html", {"title": _("Visita"), "form": VisitForm(), "back": request.path})
    form = VisitForm(request.POST or None, initial={"on": today()})
    if form.is_valid():
        data = form.cleaned_data
        try:
            visit = record_visit(data.pop("community"), **data, by=request.actor.person, now=now())
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó anotada con el folio %(folio)s.") % {"folio": visit.folio})
            return redirect("governance:visits")
    context = {"title": _("Anotar visita o solicitud"), "form": form, "blank": "?papel=1"}
    return render(request, "governance/form.html", context)


@address("agreements.see")
@require_http_methods(["GET", "POST"])
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show a visit or request; who may edit answers it."""
    visit = find(request, "agreements.see", Visit.objects.select_related("community"), pk)
    form = AnswerForm(request.POST or None, initial={"on": today()})
    if form.is_valid() and find(request, "agreements.edit", Visit, pk):
        try:
            answer_request(visit, **form.cleaned_data, by=request.actor.person, now=now())
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó respondida."))
            return redirect("governance:visit", pk=pk)
    context = {
        "title": visit.folio,
        "visit": visit,
        "kind": SUPPORT_WORDS.get(visit.kind, visit.kind),
        "form": form,
        "can_edit": can(request.actor, "agreements.edit", visit),
    }
    return render(request, "governance/visit.html", context)


def _cells(one: Visit) -> tuple[object, ...]:
    state = _("sin respuesta") if one.state == "open" else _("cerrada")
    kind = _(SUPPORT_WORDS.get(one.kind, one.kind))
    return one.folio, one.community.name, kind, one.on, state, one.closed_on, one.text, one.answer
