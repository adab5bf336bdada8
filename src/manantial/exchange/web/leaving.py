"""What leaves: the research for another program, all the tables, a list of cuts; each after the gate was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.alliance.tenancy import current_alliance
from manantial.exchange.actions.exports import ExportRefused, note_export
from manantial.exchange.actions.leaving import LEAVE, leave_later, leave_of, left_file
from manantial.exchange.leaving import preview
from manantial.exchange.leaving.cues import MOST, edl, table_of
from manantial.exchange.leaving.cues import cuts as cuts_of
from manantial.exchange.leaving.files import CODEBOOK_TYPE, codebook_table, tables_stream, tables_type
from manantial.exchange.leaving.project import codebook_content
from manantial.exchange.leaving.registers import TABLES
from manantial.exchange.web.forms import CutsForm, LeaveForm, ResearchForm, TablesForm
from manantial.jobs.models import Job, JobState
from manantial.people.access import Request, address
from manantial.people.answers import table_answer, today
from manantial.people.listing import paged
from manantial.vault.streaming import handed, poured, ranged
from manantial.voices.queries import said
from manantial.voices.rules import USE_WORDS

_SHOWN = 50


@address("exchange.export")
@require_http_methods(["GET", "POST"])
def research(request: Request) -> HttpResponseBase:
    """The research as a project for NVivo, ATLAS.ti, MAXQDA, QualCoder."""
    form = ResearchForm(request.POST or None, actor=request.actor)
    if form.is_valid() and request.POST.get("do") != "look":
        reason = form.cleaned_data.get("reason", "")
        job = leave_later(form.leave(), reason=reason, by=request.actor.person, now=timezone.now())
        return redirect("exchange:left", pk=job.pk)
    about = _("Un archivo .qdpx con textos, tiempos, fragmentos, códigos y notas. Lo abren los programas de análisis.")
    return _asking(request, form, _("Investigación para otro programa"), about)


@address("exchange.export")
@require_GET
def left(request: Request, pk: UUID) -> HttpResponse:
    """How far the writing is; then the file, and the account of what left and what stayed, and why."""
    job = _job(pk)
    account: list[dict[str, Any]] = job.result.get("account", []) if job.state == JobState.DONE else []
    heads = (_("Qué"), _("Hay"), _("En el archivo"), _("Se quedan"), _("Por qué"))
    if answer := table_answer(request, _("Cuenta de lo que salió"), heads, _accounted(account)):
        return answer
    person, leave = request.actor.person, leave_of(job)
    context = {
        "title": _("Investigación para otro programa"),
        "use": said(USE_WORDS, leave.use),
        "job": job,
        "leave": leave,
        "mine": person is not None and person.pk == job.asked_by_id,
        "size": job.result.get("size", 0),
        "told": [row for row in account if row["place"]],
        "without": [row for row in account if not row["place"]],
    }
    return render(request, "exchange/left.html", context)


@address("exchange.export")
@require_GET
def left_research(request: Request, pk: UUID) -> HttpResponseBase:
    """The file that was written, for whoever asked for it, while it holds."""
    job = _job(pk)
    if job.state != JobState.DONE:
        raise Http404
    try:
        blob = left_file(job, by=request.actor.person, on=today())
    except ExportRefused as error:
        messages.error(request, str(error))
        return redirect("exchange:research")
    return ranged(request, blob, filename=str(job.result["name"]))


def _job(pk: UUID) -> Job:
    job = Job.objects.filter(pk=pk, kind=LEAVE).first()
    if job is None:
        raise Http404
    return job


def _accounted(account: list[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    """The account as rows: one for each reason."""
    for row in account:
        yield row["name"], row["here"], row["out"], None, None
        yield from ((row["name"], None, None, one["count"], one["why"]) for one in row["stayed"])


@address("exchange.export")
@require_http_methods(["GET", "POST"])
def tables(request: Request) -> HttpResponseBase:
    """Every register as a table, with the dictionary of its columns."""
    form = TablesForm(request.POST or None, actor=request.actor)
    if form.is_valid() and request.POST.get("do") != "look":
        leave, wanted, only = form.leave(), form.cleaned_data["format"], form.cleaned_data["register"]
        reason = form.cleaned_data.get("reason", "")
        note_export(only or "tables", leave, reason=reason, by=request.actor.person, now=timezone.now())
        media_type, ending = tables_type(wanted)
        name = f"{current_alliance().slug}-{only or 'tables'}-{leave.use}-{leave.on}.{ending}"
        return poured(tables_stream(wanted, leave, only), media_type=media_type, name=name)
    about = _(
        "Un libro con una hoja por registro y un diccionario de columnas. "
        "De quienes hablan solo sale el crédito que permitieron; quien codificó, con su nombre solo dentro del equipo."
    )
    return _asking(request, form, _("Todas las tablas"), about, [str(one.title) for one in TABLES])


@address("exchange.export")
@require_GET
def codebook(request: Request) -> HttpResponse:
    """The codes alone, for another program; as a table for Taguette, which reads no other codebook."""
    book = codebook_table()
    if answer := table_answer(request, book.title, book.heads, book.rows):
        return answer
    name = f"{current_alliance().slug}.qdc"
    return handed(codebook_content(timezone.now()), media_type=CODEBOOK_TYPE, name=name)


@address("exchange.export")
@require_GET
def cuts(request: Request) -> HttpResponse:
    """Which seconds to use of which recording, for whoever edits."""
    form = CutsForm(request.GET if "use" in request.GET else None)
    leave, code, folios = form.asked()
    listed = cuts_of(leave, code=code, folios=folios)
    if request.GET.get("formato") == "edl":
        content = edl(current_alliance().name, listed).encode("ascii")
        return handed(content, media_type="text/plain; charset=us-ascii", name="cortes.edl")
    if answer := table_answer(request, _("Lista de cortes"), *table_of(listed)):
        return answer
    page = paged(request, listed, _SHOWN)
    context = {
        "title": _("Lista de cortes"),
        "form": form,
        "rows": page.object_list,
        "page": page,
        "count": len(listed),
        "most": MOST if listed.cut_short else 0,
    }
    return render(request, "exchange/cuts.html", context)


def _asking(request: Request, form: LeaveForm, title: str, about: str, registers: Sequence[str] = ()) -> HttpResponse:
    going, left = preview(form.leave())
    context = {
        "title": title,
        "about": about,
        "form": form,
        "going": going,
        "left": list(left.items()),
        "registers": registers,
        "verb": _("Descargar") if registers else _("Escribir el archivo"),
    }
    return render(request, "exchange/leave.html", context)
