"""What the pages of every room answer besides a page: today's date, a list as a table file, a paper, a refusal.

It stands beside the door (``access``) because every room's pages come through there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from manantial.kernel.digests import brief_digest
from manantial.press.document import Document
from manantial.press.formats import Format, write
from manantial.press.spreadsheets import FORMATS, MEDIA_TYPES, table_name, table_stream
from manantial.vault.streaming import handed, poured


def today() -> date:
    """Return the civil day of this moment where the alliance is."""
    return timezone.localdate()


def table_answer(
    request: HttpRequest, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse | None:
    """Return the list as a table file when ``?formato=`` asks for one (CSV, XLSX or ODS).

    Rows are read while the file is sent: give a generator over ``.iterator()`` where there may be many.
    """
    asked = request.GET.get("formato", "")
    if asked not in FORMATS:
        return None
    pieces = table_stream(asked, title, heads, rows, on=today())
    answer = poured(pieces, media_type=MEDIA_TYPES[asked], name=table_name(asked, title))
    return cast(HttpResponse, answer)  # a long one streams; pages only hand it on


def changed_meanwhile(request: HttpRequest, stands: object) -> bool:
    """Tell whether a form that was sent (`seen`, see `brief_digest`) began from something that no longer stands."""
    seen = request.POST.get("seen", "")
    return bool(seen) and seen != brief_digest(stands)


def paper_answer(request: HttpRequest, document: Document, name: str) -> HttpResponse:
    """Return a paper to print (PDF), or with ``?como=docx`` or ``odt`` in another format."""
    asked = request.GET.get("como", Format.PDF)
    if asked not in set(Format):
        raise Http404
    form = Format(asked)
    content = write(document, form)
    return handed(content, media_type=form.media_type, name=f"{name}.{form.value}", inline=form is Format.PDF)
