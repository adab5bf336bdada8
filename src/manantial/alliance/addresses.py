"""Which alliance an address belongs to.

``/a/<slug>/…`` becomes a script prefix, so that views and links never speak of the alliance; an installation
with one alliance shows no prefix at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for

PREFIX = re.compile(r"^/a/(?P<slug>[a-z0-9-]+)(?P<rest>/.*)$")
OF_NOBODY = {"/salud/", "/idioma/"}  # answered also where several alliances live and none was named


class AllianceAddresses:
    """Middleware: find the alliance of the request and work for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within the alliance of the address; the bare root of several alliances lists them."""
        match = PREFIX.match(request.path_info)
        alliance = _named(match["slug"]) if match else _only()
        if alliance is None:
            return self.get_response(request) if request.path_info in OF_NOBODY else _choice(request)
        outer = get_script_prefix()
        if match:
            prefix = f"{outer.rstrip('/')}/a/{alliance.slug}/"
            request.path_info = match["rest"]
            set_script_prefix(prefix)
        request.alliance = alliance  # type: ignore[attr-defined]
        try:
            with working_for(alliance):
                return self.get_response(request)
        finally:
            set_script_prefix(outer)


def _named(slug: str) -> Alliance:
    alliance = Alliance.objects.filter(slug=slug).first()
    if alliance is None:
        raise Http404
    return alliance


def _only() -> Alliance | None:
    found = list(Alliance.objects.all()[:2])
    return found[0] if len(found) == 1 else None


def _choice(request: HttpRequest) -> HttpResponse:
    """List the alliances of this installation; any other address without an alliance does not exist."""
    if request.path_info != "/":
        raise Http404
    return render(request, "site/alliances.html", {"alliances": Alliance.objects.all()})
