"""What the pages of every room answer besides a page: today's date, a list as a table file, a paper, a refusal.

It stands beside the door (``access``) because every room's pages come through there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from manantial.press.document import Document
from manantial.press.formats import Format, write
from manantial.press.spreadsheets import FORMATS, table_file
from manantial.vault.streaming import handed


def today() -> date:
    """Return the civil day of this moment where the alliance is."""
    return timezone.localdate()


def table_answer(
    request: HttpRequest, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse | None:
    """Return the list as a table file when ``?formato=`` asks for one."""
    asked = request.GET.get("formato", "")
    if asked not in FORMATS:
        return None
    made = table_file(asked, title, heads, rows, on=today())
    return handed(made.content, media_type=made.media_type, name=made.name)


def paper_answer(request: HttpRequest, document: Document, name: str) -> HttpResponse:
    """Return a paper to print (PDF), or with ``?como=docx`` in another format."""
    asked = request.GET.get("como", Format.PDF)
    if asked not in set(Format):
        raise Http404
    form = Format(asked)
    content = write(document, form)
    return handed(content, media_type=form.media_type, name=f"{name}.{form.value}", inline=form is Format.PDF)
