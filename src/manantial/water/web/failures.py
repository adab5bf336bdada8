"""Problems communities report: the list, one with its answer, a new one typed by the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.text import fold
from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import table_answer
from manantial.people.listing import ordered, sought
from manantial.vault.streaming import ranged
from manantial.water.actions import WaterRefused, answer_failure, report_failure, solve_failure
from manantial.water.models import Failure
from manantial.water.queries import failures
from manantial.water.rules import FAILURE_STATE_TONES, FAILURE_STATE_WORDS, FAILURE_WORDS, FailureKind
from manantial.water.web.forms import AnswerForm, FailureForm, SolveForm
from manantial.water.web.plumbing import kept_photo, kept_voice, now, refuse

PER_PAGE = 50
ORDERS: Mapping[str, Callable[[Failure], Any]] = {
    "folio": lambda one: one.folio,
    "comunidad": lambda one: fold(one.community.name),
    "que": lambda one: one.kind,
    "cuando": lambda one: one.reported_at,
    "estado": lambda one: one.state,
}


@address("water.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show the reports, those that wait first."""
    listed, form = sought(
        request,
        visible(request.actor, "water.see", failures()),
        lambda one: f"{one.folio} {one.community.name} {_(FAILURE_WORDS[one.kind])} {one.text}",
    )
    found = ordered(request, sorted(listed, key=lambda one: one.state == "solved"), ORDERS)
    heads = (
        _("Folio"),
        _("Comunidad"),
        _("Qué pasa"),
        _("Con sus palabras"),
        _("Avisó"),
        _("Se respondió"),
        _("Se resolvió"),
        _("Días sin agua"),
        _("Estado"),
    )
    if answer := table_answer(request, _("Avisos"), heads, (_cells(one) for one in found)):
        return answer
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = [
        (one, FAILURE_WORDS[one.kind], FAILURE_STATE_WORDS[one.state], FAILURE_STATE_TONES[one.state]) for one in page
    ]
    context = {"title": _("Avisos de problemas"), "form": form, "page": page, "rows": shown, "count": len(found)}
    return render(request, "water/failures.html", context)


@address("water.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Type a report that came by phone, message or in person; `?papel=1` is the same form on paper."""
    if "papel" in request.GET:
        return render(
            request, "blank.html", {"title": _("Aviso de un problema"), "form": FailureForm(), "back": request.path}
        )
    form = FailureForm(request.POST or None, request.FILES or None, initial={"reported_at": timezone.localtime()})
    if form.is_valid():
        data = form.cleaned_data
        made = report_failure(
            data["community"],
            kind=FailureKind(data["kind"]),
            text=data["text"],
            reported_at=data["reported_at"],
            photo=kept_photo(data["photo"], "aviso"),
            sound=kept_voice(data["sound"], "aviso"),
            by=request.actor.person,
            now=now(),
        )
        messages.success(request, _("Quedó con el folio %(folio)s. Dígaselo a quien avisó.") % {"folio": made.folio})
        return redirect("water:failure", pk=made.pk)
    context = {"title": _("Anotar un aviso"), "form": form, "blank": "?papel=1", "back": "water:failures"}
    return render(request, "water/form.html", context)


@address("water.see")
@require_http_methods(["GET", "POST"])
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show a report; who may edit answers it or writes that it was solved."""
    failure = find(request, "water.see", failures().select_related("photo", "sound"), pk)
    solving = "solved_at" in request.POST
    answer = AnswerForm(None if solving else request.POST or None, initial={"answer": failure.answer})
    solve = SolveForm(request.POST if solving else None, initial={"solved_at": timezone.localtime()})
    form = solve if solving else answer
    if form.is_valid() and find(request, "water.edit", Failure, pk) and _done(request, failure, form):
        return redirect("water:failure", pk=pk)
    context = {
        "title": failure.folio,
        "failure": failure,
        "kind": FAILURE_WORDS[failure.kind],
        "state": FAILURE_STATE_WORDS[failure.state],
        "tone": FAILURE_STATE_TONES[failure.state],
        "answer": answer,
        "solve": solve,
        "can_edit": can(request.actor, "water.edit", failure),
    }
    return render(request, "water/failure.html", context)


@address("water.see")
@require_GET
def attached(request: Request, pk: UUID, what: str) -> HttpResponseBase:
    """Send the photo or the voice note of a report."""
    failure = find(request, "water.see", failures().select_related("photo", "sound"), pk)
    blob = {"foto": failure.photo, "voz": failure.sound}.get(what)
    if blob is None:
        raise Http404
    return ranged(request, blob, filename=f"{failure.folio}.{blob.media_type.rpartition('/')[2]}")


def _done(request: Request, failure: Failure, form: forms.Form) -> bool:
    data, person = form.cleaned_data, request.actor.person
    try:
        if isinstance(form, SolveForm):
            solve_failure(failure, **data, by=person, now=now())
        else:
            answer_failure(failure, **data, by=person, now=now())
    except WaterRefused as error:
        refuse(form, error)
        return False
    messages.success(request, _("Quedó anotado. La comunidad lo ve con su folio."))
    return True


def _cells(one: Failure) -> tuple[object, ...]:
    return (
        one.folio,
        one.community.name,
        _(FAILURE_WORDS[one.kind]),
        one.text,
        timezone.localtime(one.reported_at),
        timezone.localtime(one.answered_at) if one.answered_at else None,
        timezone.localtime(one.solved_at) if one.solved_at else None,
        one.days_without_service,
        _(FAILURE_STATE_WORDS[one.state]),
    )
