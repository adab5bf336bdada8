"""Seeing a picture in public: the gate is asked at each request."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from manantial.people.access import Request, address
from manantial.site.queries.spoken import spoken_of
from manantial.vault.streaming import ranged
from manantial.voices.actions import VoicesRefused, picture_of


@address("public.see")
@require_GET
def fragment_picture(request: Request, pk: UUID) -> HttpResponseBase:
    """The picture of one fragment: only the part that was marked."""
    found = spoken_of(pk, on=timezone.localdate())
    if found is None or not found.seen:
        raise Http404
    try:
        picture = picture_of(found.fragment, now=timezone.now())
    except VoicesRefused as error:
        raise Http404 from error
    return ranged(request, picture)
