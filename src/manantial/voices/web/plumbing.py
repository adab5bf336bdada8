"""What several pages of the room need: today, a file that was sent, a paper or a table as an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import Http404, HttpResponse
from django.utils import timezone

from manantial.kernel.text import slug_name
from manantial.people.access import Request
from manantial.press.document import Document
from manantial.press.formats import Format, write
from manantial.press.spreadsheets import FORMATS, table_file
from manantial.voices.actions import Upload

PER_PAGE = 50


def today() -> date:
    """The civil day of this moment."""
    return timezone.localdate()


def upload_of(sent: UploadedFile[bytes] | None) -> Upload | None:
    """A file of a form as the actions take it; large ones stay on disk. Its name is not kept: it may hold a name."""
    if sent is None:
        return None
    content = Path(sent.temporary_file_path()) if isinstance(sent, TemporaryUploadedFile) else sent.read()
    return Upload(content, media_type=sent.content_type or "application/octet-stream")


def paper_response(request: Request, document: Document, name: str) -> HttpResponse:
    """A paper to print (PDF), or with `?como=docx` to change in a word processor."""
    asked = request.GET.get("como", Format.PDF)
    if asked not in set(Format):
        raise Http404
    form = Format(asked)
    response = HttpResponse(write(document, form), content_type=form.media_type)
    way = "inline" if form is Format.PDF else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{slug_name(name)}.{form.value}"'
    response["Cache-Control"] = "private, no-store"
    return response


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
