"""Who takes a seat, who leaves it, and the election of a whole committee typed in from its act."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from manantial.people.access import Request, address, find
from manantial.people.actions import (
    Refused,
    Renewal,
    annul_mandate,
    end_mandate,
    register_person,
    renew_body,
    start_mandate,
)
from manantial.people.models import Body, Mandate, Person, Seat
from manantial.people.queries import roster
from manantial.people.queries.names import PersonFound, known_names
from manantial.people.web.forms import EndForm, ReasonForm, RenewForm, StartForm
from manantial.people.web.writing import blank
from manantial.territory.models import Community

_MANDATES = "seat__body__community"


@address("mandates.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, pk: UUID) -> HttpResponse:
    """Put somebody in a seat."""
    seat = find(request, "mandates.edit", Seat.objects.select_related("body__community"), pk)
    form = StartForm(seat, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mandate = _start(seat, form, request)
        except Refused as refusal:
            form.add_error(None, refusal.ruling.say(_))
        else:
            said = {"person": mandate.person.name, "seat": seat.label}
            messages.success(request, _("%(person)s quedó en %(seat)s.") % said)
            return redirect("people:body", seat.body_id)
    facts = {"title": _("Nombrar: %(seat)s") % {"seat": seat.label}, "paper": True, "form": form, "body": seat.body}
    facts["names"] = known_names(seat.body.community)
    return blank(request, facts) or render(request, "people/form.html", facts)


@transaction.atomic
def _start(seat: Seat, form: StartForm, request: Request) -> Mandate:
    data, by, now = dict(form.cleaned_data), request.actor.person, timezone.now()
    person = _known_or_new(data.pop("found"), seat.body.community, request)
    data.pop("person")
    return start_mandate(seat, person, by=by, now=now, **data)


def _known_or_new(found: PersonFound, community: Community | None, request: Request) -> Person:
    if found.person is not None:
        return found.person
    return register_person(name=found.name, community=community, by=request.actor.person, now=timezone.now())


@address("mandates.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: Request, pk: UUID) -> HttpResponse:
    """Type in an election: one name a seat; whoever was there leaves the day before."""
    body = find(request, "mandates.edit", Body.objects.select_related("community"), pk)
    today = timezone.localdate()
    places = [place for place in roster(body, today) if place.seat.suppressed.is_unknown]
    form = RenewForm(body, [place.seat for place in places], request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            renewal = _renew(body, form, request)
        except Refused as refusal:
            form.add_error(None, refusal.ruling.say(_))
        else:
            messages.success(request, _said(renewal))
            return redirect("people:body", body.pk)
    facts = {"title": _("Renovar: %(body)s") % {"body": body.name}, "form": form, "body": body, "places": places}
    facts["names"] = known_names(body.community)
    facts["instructions"] = _("Anote a quien eligió la asamblea en cada cargo. Deje vacío el que nadie tomó.")
    return blank(request, facts) or render(request, "people/renew.html", facts)


@transaction.atomic
def _renew(body: Body, form: RenewForm, request: Request) -> Renewal:
    found: dict[Seat, PersonFound | None] = form.cleaned_data["found"]
    people = {seat: None if one is None else _known_or_new(one, body.community, request) for seat, one in found.items()}
    data = form.cleaned_data
    return renew_body(body, people, on=data["on"], act=data["act"], by=request.actor.person, now=timezone.now())


def _said(renewal: Renewal) -> str:
    count = len(renewal.started)
    said = ngettext("%(n)d persona tomó el cargo.", "%(n)d personas tomaron el cargo.", count) % {"n": count}
    if renewal.vacant:
        seats = ", ".join(seat.label for seat in renewal.vacant)
        said = f"{said} {_('Quedaron vacantes: %(seats)s.') % {'seats': seats}}"
    return said


@address("mandates.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, pk: UUID) -> HttpResponse:
    """Write that somebody left a seat."""
    mandate = find(request, "mandates.edit", _with_seat(), pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_mandate(mandate, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.ruling.say(_))
        else:
            messages.success(request, _("Se anotó que %(person)s dejó el cargo.") % {"person": mandate.person.name})
            return redirect("people:body", mandate.seat.body_id)
    title = _("%(person)s deja %(seat)s") % {"person": mandate.person.name, "seat": mandate.seat.label}
    lead = _("Su acceso termina ese día; durante 30 días más puede leer lo de su periodo, para entregar.")
    return render(request, "people/form.html", {"title": title, "lead": lead, "form": form, "body": mandate.seat.body})


@address("mandates.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: Request, pk: UUID) -> HttpResponse:
    """Mark a mandate that was written by mistake."""
    mandate = find(request, "mandates.edit", _with_seat(), pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            annul_mandate(mandate, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.ruling.say(_))
        else:
            messages.success(request, _("El mandato quedó anulado. Sigue a la vista, con su razón."))
            return redirect("people:body", mandate.seat.body_id)
    facts = {"title": _("Anular un mandato"), "form": form, "mandate": mandate, "body": mandate.seat.body}
    return render(request, "people/annul.html", facts)


def _with_seat() -> QuerySet[Mandate]:
    return Mandate.objects.select_related("person", _MANDATES)
