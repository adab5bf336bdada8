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


@address("public.see")
@require_GET
def fragment_picture(request: Request, pk: UUID) -> HttpResponseBase:
    """The picture of one fragment."""
    found = spoken_of(pk, on=timezone.localdate())
    picture = found.fragment.voice.picture if found and found.seen else None
    if picture is None:
        raise Http404
    return ranged(request, picture)
