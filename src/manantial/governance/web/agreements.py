"""Agreements: the list with what is overdue, one with its steps and proofs, a new one from its session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.governance.actions import GovernanceRefused, correct_agreement, make_agreement, step_agreement
from manantial.governance.models import Agreement, AgreementStep
from manantial.governance.queries import AgreementRow, agreement_balance, agreement_rows, agreements, sessions
from manantial.governance.rules import (
    AGREEMENT_KIND_WORDS,
    AGREEMENT_STATE_WORDS,
    OPEN,
    STATE_TONES,
    AgreementKind,
    AgreementState,
    Urgency,
)
from manantial.governance.web.forms import VISIBILITY_WORDS, AgreementFilters, AgreementForm, ReasonForm, StepForm
from manantial.governance.web.plumbing import kept, now, refuse
from manantial.kernel.text import fold
from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered
from manantial.vault.streaming import ranged

PER_PAGE = 25
ORDERS: Mapping[str, Callable[[AgreementRow], Any]] = {
    "folio": lambda row: row.agreement.folio,
    "quien": lambda row: fold(row.charged_to) or None,
    "cuando": lambda row: row.agreement.due_on,
    "estado": lambda row: row.agreement.state,
}


@address("agreements.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show the agreements, late ones first."""
    form = AgreementFilters(request.GET or None)
    found = visible(request.actor, "agreements.see", agreements())
    data = form.cleaned_data if form.is_valid() else {}
    if body := data.get("organo"):
        found = found.filter(session__body=body)
    if seat := data.get("cargo"):
        found = found.filter(responsible=seat)
    wanted = [row for row in agreement_rows(found, on=today()) if _wanted(row, data.get("como", ""))]
    rows = ordered(request, wanted, ORDERS)
    heads = (
        _("Folio"), _("Acuerdo"), _("Qué es"), _("Órgano"), _("Sesión"), _("Cargo"), _("Quién lo ocupa hoy"),
        _("Comunidad"), _("Fecha límite"), _("Estado"), _("Vencido"),
    )  # fmt: skip
    if answer := table_answer(request, _("Acuerdos"), heads, (_cells(row) for row in rows)):
        return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Acuerdos"),
        "form": form,
        "page": page,
        "rows": [(row, *_state_of(row)) for row in page],
        "count": len(rows),
        "sum": agreement_balance(found, on=today()),
    }
    return render(request, "governance/agreements.html", context)


@address("agreements.see")
@require_http_methods(["GET", "POST"])
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show an agreement with its steps; who may edit gives it another one."""
    agreement = find(request, "agreements.see", agreements(), pk)
    start = {"on": today(), "state": ""}
    form = StepForm(request.POST or None, request.FILES or None, initial=start, present=agreement.state)
    if form.is_valid() and find(request, "agreements.edit", Agreement, pk) and _stepped(request, agreement, form):
        return redirect("governance:agreement", pk=pk)
    row = agreement_rows([agreement], on=today())[0]
    steps = AgreementStep.objects.filter(agreement=agreement).select_related("decided_in", "evidence")
    context = {
        "title": agreement.folio,
        "agreement": agreement,
        "row": row,
        "state": AGREEMENT_STATE_WORDS[agreement.state],
        "tone": STATE_TONES[agreement.state],
        "is_open": agreement.state in OPEN,
        "due": row.due.ruling().say(_),
        "kind": AGREEMENT_KIND_WORDS[agreement.kind],
        "visibility": VISIBILITY_WORDS.get(agreement.visibility, agreement.visibility),
        "steps": [(one, AGREEMENT_STATE_WORDS[one.state], STATE_TONES[one.state]) for one in steps],
        "form": form,
        "can_edit": can(request.actor, "agreements.edit", agreement),
    }
    return render(request, "governance/agreement.html", context)


@address("agreements.edit")
@require_http_methods(["GET", "POST"])
def make(request: Request, pk: UUID) -> HttpResponse:
    """Write what a session agreed; "guardar y otro" stays here for the next one."""
    session = find(request, "sessions.edit", sessions(), pk)
    start = {"kind": AgreementKind.TASK, "visibility": "public", "item": request.GET.get("punto")}
    form = AgreementForm(request.POST or None, initial=start, session=session)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = make_agreement(
                session, **{**data, "kind": AgreementKind(data["kind"])}, by=request.actor.person, now=now()
            )
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó guardado con el folio %(folio)s.") % {"folio": made.folio})
            again = "otro" in request.POST
            return redirect("governance:agreement_new" if again else "governance:session", pk=pk)
    context = {"title": _("Anotar un acuerdo"), "form": form, "session": session, "another": True}
    return render(request, "governance/form.html", context)


@address("agreements.edit")
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: UUID) -> HttpResponse:
    """Correct how an agreement was written, its seat or its date, and say why."""
    agreement = find(request, "agreements.edit", agreements(), pk)
    start = {name: getattr(agreement, name) for name in AgreementForm.base_fields}
    form = AgreementForm(request.POST or None, initial=start, session=agreement.session)
    reason = ReasonForm(request.POST or None)
    if form.is_valid() and reason.is_valid():
        data = {**form.cleaned_data, "kind": AgreementKind(form.cleaned_data["kind"]).value}
        data.pop("item")
        why = reason.cleaned_data["reason"]
        try:
            correct_agreement(agreement, **data, reason=why, by=request.actor.person, now=now())
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("governance:agreement", pk=pk)
    context = {"title": _("Corregir %(folio)s") % {"folio": agreement.folio}, "form": form, "reason": reason}
    return render(request, "governance/correct.html", {**context, "agreement": agreement})


@address("agreements.see")
@require_GET
def evidence(request: Request, pk: UUID, step: UUID) -> HttpResponseBase:
    """Send what proves a step."""
    agreement = find(request, "agreements.see", agreements(), pk)
    proof = AgreementStep.objects.filter(agreement=agreement).exclude(evidence=None).select_related("evidence")
    found = find(request, "agreements.see", proof, step)
    if found.evidence is None:  # the questions above leave none without a file
        return redirect("governance:agreement", pk=pk)
    return ranged(request, found.evidence, filename=f"{agreement.folio}.{found.evidence.media_type.rpartition('/')[2]}")


def _stepped(request: Request, agreement: Agreement, form: StepForm) -> bool:
    data = form.cleaned_data
    try:
        step_agreement(
            agreement, AgreementState(data["state"]), on=data["on"], note=data["note"], decided_in=data["decided_in"],
            evidence=kept(data["evidence"], agreement.folio), by=request.actor.person, now=now(),
        )  # fmt: skip
    except GovernanceRefused as error:
        refuse(form, error)
        return False
    messages.success(request, _("Quedó anotado."))
    return True


def _wanted(row: AgreementRow, way: str) -> bool:
    if way == "open":
        return row.due.urgency is not Urgency.CLOSED
    if way == "overdue":
        return row.due.urgency is Urgency.OVERDUE
    return row.due.urgency is Urgency.CLOSED if way == "closed" else True


def _state_of(row: AgreementRow) -> tuple[str, str, str]:
    """The word and tone of its state, and how it stands against its date."""
    state = row.agreement.state
    due = row.due.ruling().say(_) if row.due.urgency is not Urgency.CLOSED else ""
    return AGREEMENT_STATE_WORDS[state], STATE_TONES[state], due


def _cells(row: AgreementRow) -> tuple[object, ...]:
    one = row.agreement
    late = row.due.days if row.due.urgency is Urgency.OVERDUE else None
    return (
        one.folio, one.text, _(AGREEMENT_KIND_WORDS[one.kind]), one.session.body.name, one.session.number,
        row.charged_to, row.holder, one.community.name if one.community else None, one.due_on,
        _(AGREEMENT_STATE_WORDS[one.state]), late,
    )  # fmt: skip
