"""What the pages of this room share: who asks, a paper to look at."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from manantial.people.access import Request
from manantial.vault.streaming import handed


def person_id(request: Request) -> UUID | None:
    """Return the person behind the request."""
    return request.actor.person.pk if request.actor.person else None


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Return a paper made just now, to be looked at or printed."""
    return handed(content, media_type="application/pdf", name=name, inline=True)
