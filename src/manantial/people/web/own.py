"""My account: what I hold, my phones, my password, and ending every login."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manantial.people.access import SESSION_WAY, Request, address, note_entrance
from manantial.people.actions import end_logins, set_password
from manantial.people.models import Account, Mandate
from manantial.people.queries import timeline
from manantial.people.rules import Standing
from manantial.people.web.doors import BACKEND, phone_cookie
from manantial.people.web.forms import NewPasswordForm


@address("account.own")
@require_safe
def account(request: Request) -> HttpResponse:
    """What an account knows of itself."""
    mine = _mine(request)
    held = timeline(Mandate.objects.filter(person=mine.person), timezone.localdate())
    facts = {
        "title": _("Mi cuenta"),
        "account": mine,
        "held": [one for one in held if one.standing in {Standing.IN_FORCE, Standing.EXPIRED, Standing.LAPSED}],
        "phones": mine.devices.filter(blocked_at=None).order_by("-last_seen_at"),
    }
    return render(request, "people/own.html", facts)


@address("account.own")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: Request) -> HttpResponse:
    """Choose a password; every other login of the account ends, this one goes on."""
    form, mine, now = NewPasswordForm(request.POST or None), _mine(request), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            set_password(mine, form.cleaned_data["password"], by=mine.person, now=now)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            way = request.session.get(SESSION_WAY, "")
            login(request, mine, backend=BACKEND)
            note_entrance(request, way, now)
            messages.success(request, _("Su contraseña quedó guardada. Las otras sesiones se cerraron."))
            return redirect("people:own")
    facts = {"title": _("Contraseña"), "form": form, "account": mine}
    return render(request, "people/password.html", facts)


@address("account.own")
@require_POST
def end_all(request: Request) -> HttpResponse:
    """End every login and forget every phone of this account, this one included."""
    mine = _mine(request)
    end_logins(mine, by=mine.person, now=timezone.now())
    logout(request)
    messages.success(request, _("Se cerraron todas sus sesiones y se olvidaron sus teléfonos. Pida una tarjeta nueva."))
    answer = redirect(get_script_prefix())
    answer.delete_cookie(phone_cookie(request.alliance))
    return answer


def _mine(request: Request) -> Account:
    mine = request.actor.account
    if mine is None:  # the address lets in nobody without account
        raise PermissionError
    return mine
