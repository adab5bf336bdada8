"""The doors: with a PIN on an enrolled phone, with name and password, with a code, with a card or a first link.

A card and a link are only looked at by GET and used up by POST, because programs that preview links visit them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from manantial.alliance.models import Alliance
from manantial.people.access import Request, actor_for, address, can, client_mark, note_entrance
from manantial.people.actions import (
    Refused,
    enrol_device,
    enter_by_code,
    enter_by_link,
    enter_by_password,
    enter_by_pin,
)
from manantial.people.models import Account, Invitation
from manantial.people.queries.doors import device_of, invitation_of
from manantial.people.rules import InvitationKind, Way
from manantial.people.web.forms import CodeForm, NewPinForm, PasswordForm, PinForm

BACKEND = "manantial.people.backends.AllianceAccounts"
COOKIE_LIFE = timedelta(days=400)
_TYPED = "typed_card"  # the session's note of a card whose short code was typed


@address("public.see")
@never_cache
@sensitive_post_parameters("password", "code", "pin")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """One page with every way in; the PIN first where the phone is enrolled."""
    now = timezone.now()
    device = device_of(request.COOKIES.get(phone_cookie(request.alliance), ""), now)
    way = request.POST.get("way", "")
    shown: dict[str, forms.Form] = {
        Way.PIN: PinForm(prefix="pin"),
        Way.PASSWORD: PasswordForm(prefix="password"),
        Way.CODE: CodeForm(prefix="code"),
    }
    if request.method == "POST" and way in shown:
        form = shown[way] = type(shown[way])(request.POST, prefix=way)
        if form.is_valid() and (answer := _try(request, way, form, now)):
            return answer
    return render(
        request,
        "people/enter.html",
        {
            "title": _("Entrar"),
            "device": device,
            "pin": shown[Way.PIN],
            "password": shown[Way.PASSWORD],
            "code": shown[Way.CODE],
            "tried": way,
            "next": request.POST.get("next", request.GET.get("next", "")),
            "actor": request.actor,
        },
    )


def _try(request: Request, way: str, form: forms.Form, now: datetime) -> HttpResponse | None:
    data = form.cleaned_data
    try:
        if way == Way.PIN:
            account = enter_by_pin(request.COOKIES.get(phone_cookie(request.alliance), ""), data["pin"], now=now)
        elif way == Way.PASSWORD:
            near = client_mark(request)
            account = enter_by_password(request, data["username"], data["password"], address=near, now=now)
        else:
            invitation = enter_by_code(data["username"], data["code"], address=client_mark(request), now=now)
            if invitation.kind == InvitationKind.CARD:
                request.session[_TYPED] = str(invitation.pk)
                return redirect("people:typed_card")
            account = invitation.account
    except Refused as refusal:
        form.add_error(None, refusal.ruling.say(_))
        return None
    return let_in(request, account, way, now)


@address("public.see")
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request) -> HttpResponse:
    """Leave by POST; by GET a page with one button, so that no picture or link can throw somebody out."""
    if request.method != "POST":
        return render(request, "people/leave.html", {"title": _("Salir")})
    logout(request)
    messages.success(request, _("Salió de su cuenta. Lo que guardó sigue guardado."))
    return redirect(get_script_prefix())


@address("public.see")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request, token: str) -> HttpResponse:
    """The page a card's QR opens; choosing a PIN uses the card up and enrols this phone."""
    return _enrol(request, invitation_of(token, InvitationKind.CARD, timezone.now()))


@address("public.see")
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def typed_card(request: Request) -> HttpResponse:
    """The same for somebody who typed the short code of a card instead of pointing the camera at it."""
    pk, now = request.session.get(_TYPED), timezone.now()
    open_ones = Invitation.objects.filter(used_at=None, expires_at__gt=now, account__is_active=True)
    return _enrol(request, open_ones.filter(pk=pk).select_related("account__person").first() if pk else None)


def _enrol(request: Request, invitation: Invitation | None) -> HttpResponse:
    if invitation is None:
        facts = {"title": _("Esta tarjeta ya no sirve"), "what": "card"}
        return render(request, "people/spent.html", facts, status=410)
    form = NewPinForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = enrol_device(invitation, form.cleaned_data["pin"], now=now)
        except Refused as refusal:
            form.add_error("pin", refusal.ruling.say(_))
        else:
            request.session.pop(_TYPED, None)
            answer = let_in(request, invitation.account, Way.PIN, now)
            _give_phone(answer, request.alliance, enrolment.token)
            messages.success(request, _("Este teléfono quedó registrado. La próxima vez solo escriba su PIN."))
            return answer
    account = invitation.account
    return render(
        request,
        "people/card.html",
        {"title": _("Registrar este teléfono"), "form": form, "person": account.person, "username": account.username},
    )


@address("public.see")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request, token: str) -> HttpResponse:
    """A link that lets in once: GET shows a button, POST uses it up."""
    now = timezone.now()
    invitation = invitation_of(token, InvitationKind.LINK, now)
    if invitation is not None and request.method == "POST":
        try:
            return let_in(request, enter_by_link(token, now=now), Way.LINK, now)
        except Refused:
            invitation = None
    if invitation is None:
        return render(request, "people/spent.html", {"title": _("Este enlace ya no sirve"), "what": "link"}, status=410)
    return render(request, "people/link.html", {"title": _("Entrar"), "person": invitation.account.person})


def let_in(request: HttpRequest, account: Account, way: str, now: datetime) -> HttpResponse:
    """Begin the login and go where the person was going, or to the face that is hers."""
    login(request, account, backend=BACKEND)
    note_entrance(request, way, now)
    return redirect(_wanted(request) or face_of(account))


def face_of(account: Account) -> str:
    """The address of the face of an account: the desk, my community, or the public home."""
    actor, root = actor_for(account, timezone.localdate()), get_script_prefix()
    if can(actor, "desk.enter"):
        return f"{root}mesa/"
    return f"{root}mi-comunidad/" if can(actor, "mine.enter") else f"{root}mi-cuenta/"


def phone_cookie(alliance: Alliance) -> str:
    """The name of the cookie in which a phone keeps its secret; one for each alliance of a server."""
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}phone-{alliance.slug}"


def _give_phone(answer: HttpResponse, alliance: Alliance, token: str) -> None:
    answer.set_cookie(
        phone_cookie(alliance),
        token,
        max_age=COOKIE_LIFE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""
