"""Files of other programs: taking them in, and what became of each."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.exchange.actions import import_file
from manantial.exchange.actions.leaving import last_left, leave_of
from manantial.exchange.actions.report import FORMAT_WORDS, STATUS_WORDS, Status
from manantial.exchange.actions.uploads import import_later
from manantial.exchange.bundles.account import FORMAT
from manantial.exchange.models import Received
from manantial.exchange.readers import Format, Unreadable
from manantial.exchange.web.forms import ReceiveForm
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer
from manantial.voices.queries import said
from manantial.voices.rules import USE_WORDS

PER_PAGE = 25
SHOWN = 200  # items of each fate on the page
AT_ONCE = 4 << 20  # bytes; a larger file is taken in by a job
_TONES = {
    Status.NEW: "good",
    Status.CHANGED: "info",
    Status.UNCHANGED: "none",
    Status.SKIPPED: "warn",
    Status.NOTE: "info",
}


@address("exchange.export")
@require_GET
def home(request: Request) -> HttpResponse:
    """What can come in and leave, and the files that came."""
    rows = visible(request.actor, "exchange.export", Received.objects.all())
    heads = (_("Archivo"), _("Qué era"), _("Recibido"), *(str(word) for word in STATUS_WORDS.values()))
    cells = (
        (row.name, _format(row), row.at, *(row.report.get("counts", {}).get(status, 0) for status in Status))
        for row in rows.iterator()
    )
    if answer := table_answer(request, _("Archivos recibidos"), heads, cells):
        return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Intercambio"),
        "page": page,
        "rows": [(row, _format(row), _short(row)) for row in page],
        "left": [(job, said(USE_WORDS, leave_of(job).use)) for job in last_left()],
    }
    return render(request, "exchange/home.html", context)


@address("exchange.import")
@require_http_methods(["GET", "POST"])
def receive(request: Request) -> HttpResponse:
    """Take in a file: whole or not at all."""
    form = ReceiveForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent: UploadedFile[bytes] = form.cleaned_data["file"]
        by, now = request.actor.person, timezone.now()
        with tempfile.TemporaryDirectory(prefix="manantial-") as folder:
            path = Path(folder) / "recibido"
            with path.open("wb") as out:
                out.writelines(sent.chunks())
            if path.stat().st_size > AT_ONCE:
                import_later(path, name=sent.name or "", by=by, now=now)
                messages.success(request, _("Se está recibiendo. Puede cerrar la página; aquí se verá el resultado."))
                return redirect("exchange:home")
            try:
                import_file(path, by=by, now=now, name=sent.name or "")
            except Unreadable as error:
                form.add_error("file", str(error))
            else:
                return redirect("exchange:received", pk=Received.objects.filter(at=now).latest("id").pk)
    return render(request, "exchange/receive.html", {"title": _("Recibir un archivo"), "form": form})


@address("exchange.export")
@require_GET
def received(request: Request, pk: UUID) -> HttpResponse:
    """What a file brought: what was taken, what was not and why; a table has all of it."""
    row = find(request, "exchange.export", Received, pk)
    counts, items = row.report.get("counts", {}), row.report.get("items", {})
    cells = (
        (STATUS_WORDS[status], one["what"], one["count"], one["reason"])
        for status in Status for one in items.get(status, [])
    )  # fmt: skip
    if answer := table_answer(request, row.name, (_("Estado"), _("Qué"), _("Cuántos"), _("Por qué")), cells):
        return answer
    parts = [
        (STATUS_WORDS[status], counts.get(status, 0), listed[:SHOWN], max(0, len(listed) - SHOWN))
        for status in Status for listed in [items.get(status, [])]
    ]  # fmt: skip
    context = {"title": row.name, "row": row, "format": _format(row), "parts": parts}
    return render(request, "exchange/received.html", context)


def _format(row: Received) -> str:
    if row.format == FORMAT:
        return _("Paquete de otra computadora")
    return str(FORMAT_WORDS[Format(row.format)]) if row.format in set(Format) else row.format


def _short(row: Received) -> list[tuple[str, str]]:
    counts = row.report.get("counts", {})
    return [(_TONES[status], f"{counts[status]} {STATUS_WORDS[status]}") for status in Status if counts.get(status)]
