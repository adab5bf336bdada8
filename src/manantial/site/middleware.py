"""Careful requests: what is refused before any page is asked, headers every answer carries, and drafts once sent."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.messages import ERROR, get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from manantial.people.access import Actor
from manantial.people.models import Account
from manantial.site.actions import drop_draft, keep_draft

#: Nothing here needs a camera, a place or a payment; the microphone is for voice notes on our own pages.
PERMISSIONS_POLICY = "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)"


class CarefulRequests:
    """Outermost middleware: refuse null bytes and bodies over the limit before reading them; add safe headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse with a page that says why."""
        refusal = refused(request)
        response = refusal or self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"  # pages of a login stay out of shared phones
        return response


def refused(request: HttpRequest) -> HttpResponse | None:
    """Return the refusal of a request that must not be read, or None.

    The declared length is compared with ``settings.UPLOAD_LIMIT`` (bytes), so that a body of 2 GB costs nothing.
    """
    if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return refusal(400, "bad_request")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return refusal(400, "bad_request")
    if int(length) > settings.UPLOAD_LIMIT:
        return refusal(413, "too_big")
    return None


def refusal(status: int, reason: str) -> HttpResponse:
    """Return a page that needs neither alliance nor database."""
    with override("es-mx"):
        facts = {"status": status, "reason": reason, "limit": settings.UPLOAD_LIMIT, "title": _title(reason)}
        response = HttpResponse(render_to_string("site/refusal.html", facts), status=status)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; img-src 'self' data:"
    return response


def _title(reason: str) -> str:
    titles = {
        "bad_request": _("No se entendió lo que pidió su navegador"),
        "too_big": _("El archivo pesa demasiado"),
        "failure": _("Algo falló de nuestro lado"),
    }
    return titles[reason]


class KeepDrafts:
    """What was typed and sent: forgotten as a draft once the form was taken, kept as one when the login had just ended.

    A form was taken when its answer leads to another page and says nothing went wrong. The form names its draft in
    `_draft`; without scripts there is no draft to forget, and the address of the form stands for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then settle the draft."""
        response = self.get_response(request)
        if request.method == "POST" and 300 <= response.status_code < 400:
            _settle(request)
        return response


def _settle(request: HttpRequest) -> None:
    ended: Account | None = getattr(request, "ended", None)
    actor: Actor | None = getattr(request, "actor", None)
    form = request.POST.get("_draft", "")
    if ended is not None and set(request.POST) - {"csrfmiddlewaretoken", "_draft"}:
        keep_draft(ended, form=form or request.path, fields=dict(request.POST.lists()), now=timezone.now())
        messages.info(request, _("Lo que acaba de mandar quedó como borrador: vuelva a esa página y recupérelo."))
    elif form and actor is not None and actor.account is not None and not _went_wrong(request):
        drop_draft(actor.account, form=form)


def _went_wrong(request: HttpRequest) -> bool:
    said = get_messages(request)
    wrong = any(one.level >= ERROR for one in said)
    if isinstance(said, BaseStorage):
        said.used = False  # they are still to be shown
    return wrong
