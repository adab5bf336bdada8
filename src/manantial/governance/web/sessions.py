"""Sessions: the list, one with its quorum explained, planning, calling, agenda, closing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.governance.actions import (
    GovernanceRefused,
    call_session,
    cancel_session,
    change_plan,
    hold_session,
    plan_session,
    write_agenda,
)
from manantial.governance.models import AgendaItem, Agreement, Session
from manantial.governance.queries import (
    agreement_rows,
    attendance_sum,
    attendances,
    doubled_lines,
    follow_up,
    sessions,
    sitting,
)
from manantial.governance.queries.agreements import followed_up
from manantial.governance.rules import (
    AGREEMENT_STATE_WORDS,
    MINUTES_STATE_TONES,
    MINUTES_STATE_WORDS,
    SESSION_KIND_WORDS,
    SESSION_STATE_TONES,
    SESSION_STATE_WORDS,
    ItemKind,
    SessionKind,
    SessionState,
)
from manantial.governance.web.forms import (
    AgendaForm,
    CallForm,
    ChangeForm,
    Filters,
    HoldForm,
    PlanForm,
    ReasonForm,
)
from manantial.governance.web.plumbing import kept, now, refuse
from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered_rows

PER_PAGE = 25
ORDERS = {
    "sesion": ("kind", "number"), "organo": "body__name", "fecha": "planned_at", "lugar": "place", "estado": "state",
}  # fmt: skip


@address("sessions.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show the sessions, those to come first."""
    form = Filters(request.GET or None)
    found = visible(request.actor, "sessions.see", sessions())
    data = form.cleaned_data if form.is_valid() else {}
    if body := data.get("organo"):
        found = found.filter(body=body)
    if state := data.get("estado"):
        found = found.filter(state=state)
    if year := data.get("anio"):
        found = found.filter(planned_at__year=year)
    found = ordered_rows(request, found, ORDERS)
    heads = (_("Número"), _("Órgano"), _("Qué es"), _("Fecha"), _("Lugar"), _("Estado"), _("Convocatoria"))
    if answer := table_answer(request, _("Sesiones"), heads, (_cells(one) for one in found)):
        return answer
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Asambleas y sesiones"),
        "form": form,
        "page": page,
        "count": page.paginator.count,
        "rows": [
            (one, SESSION_KIND_WORDS[one.kind], SESSION_STATE_WORDS[one.state], SESSION_STATE_TONES[one.state])
            for one in page
        ],
    }
    return render(request, "governance/sessions.html", context)


@address("sessions.see")
@require_GET
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show one session: what the rules say of it, who came, its points, its agreements, its minutes and papers."""
    session = find(request, "sessions.see", sessions(), pk)
    lines = list(attendances(session))
    told = sitting(session, lines)
    made = visible(request.actor, "agreements.see", Agreement.objects.filter(session=session))
    rows = agreement_rows(made.select_related("session__body", "responsible__body", "community"), on=today())
    context = {
        "title": f"{_(SESSION_KIND_WORDS[session.kind])} {session.number}",
        "session": session,
        "state": SESSION_STATE_WORDS[session.state],
        "tone": SESSION_STATE_TONES[session.state],
        "told": told,
        "came": attendance_sum(lines),
        "doubled": len(doubled_lines(lines)),
        "items": AgendaItem.objects.filter(session=session).prefetch_related("votes"),
        "rows": [(row, AGREEMENT_STATE_WORDS[row.agreement.state]) for row in rows],
        "pending": follow_up(session, on=today()) if session.state != SessionState.HELD else [],
        "followed": [(one, AGREEMENT_STATE_WORDS[one.after]) for one in followed_up(session)]
        if session.state == SessionState.HELD
        else [],
        "minutes": [
            (one, MINUTES_STATE_WORDS[one.state], MINUTES_STATE_TONES[one.state])
            for one in session.minutes.select_related("signed_scan")
        ],
        "can_edit": can(request.actor, "sessions.edit", session),
    }
    return render(request, "governance/session.html", context)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def plan(request: Request) -> HttpResponse:
    """Plan a session; `?papel=1` is the same form on paper."""
    if "papel" in request.GET:
        context = {"title": _("Plan de una sesión"), "form": PlanForm(), "back": request.path}
        return render(request, "blank.html", context)
    form = PlanForm(request.POST or None, initial={"kind": SessionKind.ASSEMBLY})
    if form.is_valid():
        data = form.cleaned_data
        try:
            session = plan_session(
                data.pop("body"), kind=SessionKind(data.pop("kind")), **data, by=request.actor.person, now=now()
            )
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("La sesión quedó planeada. Ahora escriba el orden del día."))
            return redirect("governance:session_agenda", pk=session.pk)
    context = {"title": _("Planear una sesión"), "form": form, "blank": "?papel=1"}
    return render(request, "governance/form.html", context)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change place, hours or kind."""
    session = find(request, "sessions.edit", sessions(), pk)
    start = {name: getattr(session, name) for name in ChangeForm.base_fields}
    form = ChangeForm(request.POST or None, initial=start)

    def write() -> None:
        change_plan(session, **form.cleaned_data, by=request.actor.person, now=now())

    return _written(request, session, form, _("Cambiar la sesión"), write)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def call(request: Request, pk: UUID) -> HttpResponse:
    """Write how people were summoned."""
    session = find(request, "sessions.edit", sessions(), pk)
    start = {"called_on": session.called_on or today(), "called_by": session.called_by, "media": session.call_media}
    form = CallForm(request.POST or None, request.FILES or None, initial=start)

    def write() -> None:
        data = {**form.cleaned_data, "evidence": kept(form.cleaned_data["evidence"], "convocatoria")}
        call_session(session, **data, by=request.actor.person, now=now())

    return _written(request, session, form, _("Anotar la convocatoria"), write)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def agenda(request: Request, pk: UUID) -> HttpResponse:
    """Add points to the agenda, one a line."""
    session = find(request, "sessions.edit", sessions(), pk)
    form = AgendaForm(request.POST or None)

    def write() -> None:
        kind = ItemKind(form.cleaned_data["kind"])
        points = [(line, kind) for line in form.cleaned_data["points"].splitlines()]
        write_agenda(session, points, by=request.actor.person, now=now())

    return _written(request, session, form, _("Orden del día"), write)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def hold(request: Request, pk: UUID) -> HttpResponse:
    """Close a session and open its minutes; without quorum it is closed all the same and the minutes say so."""
    session = find(request, "sessions.edit", sessions(), pk)
    told = sitting(session)
    call = 2 if told.first is not None and not told.first and session.second_call_at else 1
    form = HoldForm(request.POST or None, initial={"started_at": _start_of(session, call), "call": call})

    def write() -> None:
        hold_session(session, **form.cleaned_data, by=request.actor.person, now=now())

    lead = _("Al cerrar se guarda quién podía votar y qué dijeron las reglas ese día.")
    return _written(request, session, form, _("Cerrar la sesión"), write, lead=lead, told=told)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Write that a session did not take place."""
    session = find(request, "sessions.edit", sessions(), pk)
    form = ReasonForm(request.POST or None)

    def write() -> None:
        cancel_session(session, reason=form.cleaned_data["reason"], by=request.actor.person, now=now())

    return _written(request, session, form, _("No se celebró"), write)


def _start_of(session: Session, call: int) -> object:
    return session.second_call_at if call == 2 else session.planned_at


def _written(
    request: Request, session: Session, form: forms.Form, title: str, write: Callable[[], None], **more: object
) -> HttpResponse:
    """Run a verb with a valid form and go back to the session, or show the form with what is wrong."""
    if form.is_valid():
        try:
            write()
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("governance:session", pk=session.pk)
    return render(request, "governance/form.html", {"title": title, "form": form, "session": session, **more})


def _cells(session: Session) -> tuple[object, ...]:
    return (
        session.number, session.body.name, _(SESSION_KIND_WORDS[session.kind]), timezone.localtime(session.planned_at),
        session.place, _(SESSION_STATE_WORDS[session.state]), session.held_in_call,
    )  # fmt: skip
