"""How this room answers with something else than a page: a table file, a PDF, a form on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from manantial.people import answers


def table_answer(
    request: HttpRequest, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A list as CSV, XLSX or ODS (`?formato=`); another format does not exist."""
    answer = answers.table_answer(request, title, heads, rows)
    if answer is None:
        raise Http404
    return answer


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF shown by the browser, with a name to keep it."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Bytes to be kept as a file."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def blank(request: HttpRequest, facts: Mapping[str, Any]) -> HttpResponse | None:
    """The paper twin of a form (`?papel=1`), or None when the page itself was asked for."""
    if "papel" not in request.GET:
        return None
    return render(request, "blank.html", {**facts, "back": request.path})
