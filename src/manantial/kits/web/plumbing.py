"""What the pages of this room share: today, who asks, a paper, a list as a table file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from manantial.people.access import Request
from manantial.press.spreadsheets import FORMATS, table_file
from manantial.vault.streaming import handed


def today() -> date:
    """Return today's date where the alliance is."""
    return timezone.localdate()


def person_id(request: Request) -> UUID | None:
    """Return the person behind the request."""
    return request.actor.person.pk if request.actor.person else None


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Return a paper made just now, to be looked at or printed."""
    return handed(content, media_type="application/pdf", name=name, inline=True)


def table_answer(
    request: Request, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse | None:
    """Return the list as a table file when `?formato=` asks for one."""
    form = request.GET.get("formato", "")
    if form not in FORMATS:
        return None
    made = table_file(form, title, heads, rows, on=today())
    return handed(made.content, media_type=made.media_type, name=made.name)
