"""What several pages of the room need: today, a refusal as a message, a list as a table, a paper as an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone

from manantial.campaign.actions import CampaignRefused
from manantial.kernel.text import slug_name
from manantial.meaning.papers import PaperRefused
from manantial.people.access import Request
from manantial.press.document import Document
from manantial.press.formats import Format, write
from manantial.press.spreadsheets import FORMATS, table_file

PER_PAGE = 50


def today() -> date:
    """The civil day of this moment."""
    return timezone.localdate()


def done(request: Request, act: Callable[[], object], said: str) -> bool:
    """Do something and say so; a refusal is told in its own words, and nothing was written."""
    try:
        act()
    except (CampaignRefused, PaperRefused) as error:
        messages.error(request, str(error))
        return False
    messages.success(request, said)
    return True


def table_response(
    request: Request, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse | None:
    """The list as a table when `?formato=` asks for one."""
    asked = request.GET.get("formato", "")
    if asked not in FORMATS:
        return None
    made = table_file(asked, title, heads, rows, on=today())
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def paper_response(request: Request, document: Document, name: str) -> HttpResponse:
    """A paper to print (PDF), or with `?como=docx` in another format."""
    asked = request.GET.get("como", Format.PDF)
    if asked not in set(Format):
        raise Http404
    form = Format(asked)
    response = HttpResponse(write(document, form), content_type=form.media_type)
    way = "inline" if form is Format.PDF else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{slug_name(name)}.{form.value}"'
    response["Cache-Control"] = "private, no-store"
    return response
