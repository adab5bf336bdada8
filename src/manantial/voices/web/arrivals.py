"""Files and recordings on their way in: announcing one, its pieces, what the form knows of it, dropping one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manantial.people.access import Request, address
from manantial.people.models import Account
from manantial.vault import arrivals
from manantial.vault.models import Arrival
from manantial.vault.receiving import announced, facts_of, noted, own, received, told
from manantial.voices.actions import Upload
from manantial.voices.rules import say_clock

_MB = 1_048_576


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def arrival_list(request: Request) -> HttpResponse:
    """Announce a file (POST), or tell which of one's own have no place yet (GET, JSON)."""
    account, now = account_of(request).pk, timezone.now()
    if request.method == "GET":
        return JsonResponse({"arrivals": [told(one) for one in arrivals.waiting(account)[:50]]})
    if request.POST.get("purpose") == arrivals.RECORDING and not facts_of(request.POST.get("facts", "")).get("asked"):
        return JsonResponse({"error": _("Pregunte primero si puede grabar, y márquelo.")}, status=400)
    return announced(request, account, now=now)


@address("voices.edit")
@require_http_methods(["GET", "PUT", "POST", "DELETE"])
def arrival_one(request: Request, pk: UUID) -> HttpResponse:
    """How far it is, the next piece of it, or dropping it."""
    return received(request, own(account_of(request).pk, pk), now=timezone.now())


@address("voices.edit")
@require_POST
def arrival_notes(request: Request, pk: UUID) -> HttpResponse:
    """The marks of time and the length of a recording that is being made."""
    return noted(request, own(account_of(request).pk, pk), now=timezone.now())


@address("voices.edit")
@require_POST
def arrival_forget(request: Request, pk: UUID) -> HttpResponse:
    """Drop what came, from a page without scripts."""
    arrivals.forget(own(account_of(request).pk, pk))
    messages.success(request, _("Se borró lo que había llegado de ese archivo."))
    return redirect("voices:new")


def account_of(request: Request) -> Account:
    """The account of a request that has passed the door."""
    account = request.actor.account
    if account is None:
        raise TypeError("nobody is behind the door")
    return account


def label(arrival: Arrival, now: datetime) -> str:
    """An arrival as the form offers it: a recording to recover, a file that is all here, or how far one is."""
    got = max(1, arrival.got // _MB)
    if arrival.purpose == arrivals.RECORDING:
        length = arrival.facts.get("ms")
        said = say_clock(length) if isinstance(length, int) else _("%(n)d MB") % {"n": got}
        return _("Recuperar la grabación de %(when)s (%(length)s)") % {"when": _when(arrival, now), "length": said}
    if arrival.size is not None and arrival.got < arrival.size:
        facts = {"name": arrival.name, "got": arrival.got // _MB, "size": max(1, arrival.size // _MB)}
        return _("Seguir con %(name)s, van %(got)d de %(size)d MB") % facts
    return _("%(name)s (%(n)d MB, completo)") % {"name": arrival.name, "n": got}


def _when(arrival: Arrival, now: datetime) -> str:
    started = timezone.localtime(arrival.started_at)
    hour = f"{started:%H:%M}"
    if started.date() == timezone.localtime(now).date():
        return _("hoy %(hour)s") % {"hour": hour}
    return _("%(day)s, %(hour)s") % {"day": date_format(started, "j \\d\\e F"), "hour": hour}


class ArrivalsField(forms.MultipleChoiceField):
    """Which of one's own arrivals become this testimony; several become several voices."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, account: UUID, now: datetime) -> list[Arrival]:
        """Offer what is whole, and return what is still on its way."""
        listed = list(arrivals.waiting(account)[:50])
        ready = {one.pk for one in arrivals.whole(account)}
        self.choices = [(str(one.pk), label(one, now)) for one in listed if one.pk in ready]
        return [one for one in listed if one.pk not in ready]


def chosen(account: UUID, keys: list[str]) -> list[tuple[Arrival, Upload]]:
    """The chosen arrivals with their files, in the order in which they began. Raises ArrivalRefused."""
    rows = arrivals.whole(account).filter(pk__in=keys).order_by("started_at", "pk")
    return [(one, Upload(arrivals.finish(one), media_type=one.media_type, settled=True)) for one in rows]
