"""What the pages of this room share: today, a list as a table file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils import timezone

from manantial.people.access import Request
from manantial.press.spreadsheets import FORMATS, table_file
from manantial.vault.streaming import handed


def today() -> date:
    """Return the civil day of this moment."""
    return timezone.localdate()


def table_answer(
    request: Request, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse | None:
    """Return the list as a table file when `?formato=` asks for one."""
    form = request.GET.get("formato", "")
    if form not in FORMATS:
        return None
    made = table_file(form, title, heads, rows, on=today())
    return handed(made.content, media_type=made.media_type, name=made.name)
