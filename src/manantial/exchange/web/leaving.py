"""What leaves: the research for another program, all the tables, a list of cuts; each after the gate was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.alliance.tenancy import current_alliance
from manantial.exchange.actions.exports import note_export
from manantial.exchange.leaving import Leave, preview
from manantial.exchange.leaving.cues import cuts as cuts_of
from manantial.exchange.leaving.cues import edl, table_of
from manantial.exchange.leaving.files import CODEBOOK_TYPE, RESEARCH_TYPE, tables_stream, tables_type
from manantial.exchange.leaving.project import codebook_content, project_stream
from manantial.exchange.leaving.registers import TABLES
from manantial.exchange.web.forms import CutsForm, LeaveForm, ResearchForm, TablesForm
from manantial.people.access import Request, address
from manantial.people.answers import table_answer
from manantial.vault.streaming import handed, poured

_SHOWN = 50


@address("exchange.export")
@require_http_methods(["GET", "POST"])
def research(request: Request) -> HttpResponseBase:
    """The research as a project for NVivo, ATLAS.ti, MAXQDA, QualCoder."""
    form = ResearchForm(request.POST or None, actor=request.actor)

    def sent(leave: Leave) -> tuple[Iterator[bytes], str, str]:
        person = request.actor.person
        return project_stream(leave, by=person.pk if person else None, now=timezone.now()), RESEARCH_TYPE, "qdpx"

    about = _("Un archivo .qdpx con textos, tiempos, fragmentos, códigos y notas. Lo abren los programas de análisis.")
    return _leaving(request, form, "research", _("Investigación para otro programa"), about, sent)


@address("exchange.export")
@require_http_methods(["GET", "POST"])
def tables(request: Request) -> HttpResponseBase:
    """Every register as a table, with the dictionary of its columns."""
    form = TablesForm(request.POST or None, actor=request.actor)

    def sent(leave: Leave) -> tuple[Iterator[bytes], str, str]:
        wanted = form.cleaned_data["format"]
        return tables_stream(wanted, leave), *tables_type(wanted)

    about = _(
        "Un libro con una hoja por registro y un diccionario de columnas. "
        "De las personas solo sale el crédito que permitieron."
    )
    return _leaving(request, form, "tables", _("Todas las tablas"), about, sent)


@address("exchange.export")
@require_GET
def codebook(request: Request) -> HttpResponse:
    """The codes alone, for another program."""
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
    context = {
        "title": _("Lista de cortes"),
        "form": form,
        "rows": listed[:_SHOWN],
        "count": len(listed),
        "more": max(0, len(listed) - _SHOWN),
    }
    return render(request, "exchange/cuts.html", context)


def _leaving(
    request: Request,
    form: LeaveForm,
    what: str,
    title: str,
    about: str,
    sent: Callable[[Leave], tuple[Iterator[bytes], str, str]],
) -> HttpResponseBase:
    """Ask for the use, say what would leave, and send it when it was asked for."""
    if form.is_valid() and request.POST.get("do") != "look":
        leave = form.leave()
        note_export(
            what, leave, reason=form.cleaned_data.get("reason", ""), by=request.actor.person, now=timezone.now()
        )
        pieces, media_type, ending = sent(leave)
        name = f"{current_alliance().slug}-{what}-{leave.use}-{leave.on}.{ending}"
        return poured(pieces, media_type=media_type, name=name)
    going, left = preview(form.leave())
    context = {
        "title": title,
        "about": about,
        "form": form,
        "going": going,
        "left": list(left.items()),
        "registers": [str(one.title) for one in TABLES] if what == "tables" else [],
    }
    return render(request, "exchange/leave.html", context)
