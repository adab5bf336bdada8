"""The phases of minutes: approved, signed, locked with the photo of the paper, and errata."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.governance.actions import (
    GovernanceRefused,
    approve_minutes,
    lock_minutes,
    open_erratum,
    sign_minutes,
)
from manantial.governance.models import Minutes
from manantial.governance.web.forms import ReasonForm
from manantial.governance.web.plumbing import kept, now, refuse, told
from manantial.people.access import Request, address, find
from manantial.people.sent import PaperField
from manantial.territory.rules import LANGUAGE_WORDS
from manantial.vault.streaming import ranged


class LockForm(forms.Form):
    """The photo of the signed paper."""

    scan = PaperField(label=gettext_lazy("Foto o escaneo del acta firmada"))


@address("sessions.edit")
@require_POST
def approve(request: Request, pk: UUID) -> HttpResponse:
    """Write that the minutes were read aloud and approved."""
    minutes = _minutes(request, pk)
    language = request.POST.get("language", "es")
    try:
        approve_minutes(
            minutes, language=language if language in LANGUAGE_WORDS else "es", by=request.actor.person, now=now()
        )
    except GovernanceRefused as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Acta aprobada. Imprímala para que la firmen."))
    return redirect("governance:session", pk=minutes.session_id)


@address("sessions.edit")
@require_POST
def sign(request: Request, pk: UUID) -> HttpResponse:
    """Write that the printed minutes were signed."""
    minutes = _minutes(request, pk)
    try:
        sign_minutes(minutes, by=request.actor.person, now=now())
    except GovernanceRefused as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Quedó anotado que se firmó. Otra persona la cierra con la foto del papel."))
    return redirect("governance:session", pk=minutes.session_id)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def lock(request: Request, pk: UUID) -> HttpResponse:
    """Lock the minutes with the photo of the signed paper. It cannot be undone."""
    minutes = _minutes(request, pk)
    form = LockForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        number = minutes.session.number
        try:
            lock_minutes(minutes, scan=kept(form.cleaned_data["scan"], number), by=request.actor.person, now=now())
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("El acta quedó cerrada."))
            return redirect("governance:session", pk=minutes.session_id)
    context = {"title": _("Cerrar el acta"), "form": form, "session": minutes.session, "minutes": minutes}
    return render(request, "governance/lock.html", context)


@address("sessions.edit")
@require_http_methods(["GET", "POST"])
def erratum(request: Request, pk: UUID) -> HttpResponse:
    """Open an erratum: other minutes that correct these."""
    minutes = _minutes(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            open_erratum(minutes, reason=form.cleaned_data["reason"], by=request.actor.person, now=now())
        except GovernanceRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se abrió la fe de erratas. El acta firmada no cambia."))
            return redirect("governance:session", pk=minutes.session_id)
    context = {"title": _("Fe de erratas"), "form": form, "session": minutes.session}
    return render(request, "governance/form.html", context)


@address("sessions.see")
@require_GET
def scan(request: Request, pk: UUID) -> HttpResponseBase:
    """Send the photo of the signed paper."""
    signed = Minutes.objects.exclude(signed_scan=None).select_related("signed_scan", "session")
    minutes = find(request, "sessions.see", signed, pk)
    if minutes.signed_scan is None:  # the question above leaves none without a file
        return redirect("governance:session", pk=minutes.session_id)
    suffix = minutes.signed_scan.media_type.rpartition("/")[2]
    return ranged(request, minutes.signed_scan, filename=f"acta-{minutes.session.number}.{suffix}")


def _minutes(request: Request, pk: UUID) -> Minutes:
    return find(request, "sessions.edit", Minutes.objects.select_related("session__body__community"), pk)
