"""Pages of the inventory of sources: what exists, who keeps it, what could be lost."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.digests import brief_digest
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import paper_answer, table_answer, today
from manantial.people.listing import ordered_rows, paged
from manantial.vault import arrivals
from manantial.vault.actions import VaultFull
from manantial.vault.streaming import ranged
from manantial.voices import papers
from manantial.voices.actions import SourceCard, VoicesRefused, change_source, register_source
from manantial.voices.models import Source
from manantial.voices.queries import (
    SOURCE_CARD,
    at_risk,
    axes_of_sources,
    former_of,
    keepers,
    risk_of,
    said,
    sources,
    stands,
)
from manantial.voices.rules import CONDITION_WORDS, RISK_ADVICE, RISK_WORDS, SOURCE_ACCESS_WORDS, SOURCE_WORDS
from manantial.voices.web.arrivals import account_of, chosen
from manantial.voices.web.filled import source_sheets
from manantial.voices.web.former import clash_of, labels_of
from manantial.voices.web.plumbing import PER_PAGE, upload_of
from manantial.voices.web.source_forms import SourceFilterForm, SourceForm

ORDERS = {
    "folio": "folio", "titulo": "title", "fecha": "when_min", "guarda": "keeper",
    "donde": "location", "copia": "blob__size", "estado": "condition",
}  # fmt: skip


@address("voices.see")
@require_GET
def source_list(request: Request) -> HttpResponse:
    """The inventory, with what could be lost."""
    form = SourceFilterForm(request.GET or None)
    everything = visible(request.actor, "voices.see", sources())
    rows = ordered_rows(request, visible(request.actor, "voices.see", sources(form.asked())), ORDERS)
    if request.GET.get("papel"):
        return _on_paper(request, form)
    exported = table_answer(request, _("Inventario de fuentes"), _heads(), (_cells(row) for row in rows.iterator()))
    if exported:
        return exported
    page = paged(request, rows, PER_PAGE)
    context = {
        "title": _("Fuentes"),
        "lead": _("Lo que muestra lo vivido: actas, fotos, cuadernos. Basta saber quién lo tiene."),
        "form": form,
        "page": page,
        "rows": [
            (
                row,
                said(SOURCE_WORDS, row.kind),
                said(CONDITION_WORDS, row.condition),
                said(SOURCE_ACCESS_WORDS, row.visibility),
            )
            for row in page
        ],
        "count": page.paginator.count,
        "risky": at_risk(everything).count(),
        "keepers": keepers(everything)[:30],
    }
    return render(request, "voices/sources.html", context)


def _on_paper(request: Request, form: SourceFilterForm) -> HttpResponse:
    """The inventory to print: all of it, a part, or what could be lost."""
    rows = ordered_rows(request, visible(request.actor, "voices.see", sources(form.asked())), ORDERS)
    if request.GET["papel"] == "riesgo":
        return paper_answer(request, papers.sources_at_risk(at_risk(rows), on=today()), "fuentes-en-riesgo")
    if request.GET["papel"] == "fichas":
        return source_sheets(request, rows)
    asked = _("Solo una parte: con filtros.") if len(request.GET) > 1 and form.has_changed() else ""
    return paper_answer(request, papers.source_inventory(rows, on=today(), asked=asked), "inventario-de-fuentes")


@address("voices.see")
@require_GET
def source_page(request: Request, pk: UUID) -> HttpResponse:
    """One source: what it is, who keeps it, its copy, why it could be lost."""
    source = find(request, "voices.see", sources(), pk)
    blob = source.blob
    context = {
        "title": source.title,
        "lead": f"{source.folio} · {said(SOURCE_WORDS, source.kind)}",
        "source": source,
        "condition": said(CONDITION_WORDS, source.condition),
        "access": said(SOURCE_ACCESS_WORDS, source.visibility),
        "risks": [(said(RISK_WORDS, risk), said(RISK_ADVICE, risk)) for risk in risk_of(source)],
        "former": former_of(source, labels_of(SourceForm())),
        "sort": blob.media_type.partition("/")[0] if blob is not None and blob.erased_at is None else "",
    }
    return render(request, "voices/source.html", context)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def source_edit(request: Request, pk: UUID | None = None) -> HttpResponse:
    """Write a source into the inventory, or correct its card."""
    source = find(request, "voices.edit", Source, pk) if pk else None
    names = (*SourceCard.__dataclass_fields__, "kind")
    initial = {name: getattr(source, name) for name in names} if source else None
    form = SourceForm(request.POST or None, request.FILES or None, initial=initial)
    on_their_way = form.offer(account_of(request).pk, timezone.now())
    stood, clash = (stands(source, SOURCE_CARD) if source else {}), None
    if source is not None and form.is_valid():
        clash = clash_of(request, stood, vars(form.card()) | {"kind": form.cleaned_data["kind"]}, labels_of(form))
    if request.method == "POST" and form.is_valid() and clash is None:
        saved = _save(request, form, source)
        if saved is not None:
            messages.success(request, _("Se guardó la fuente %(folio)s.") % {"folio": saved.folio})
            return redirect("voices:source_new") if "otra" in request.POST else redirect("voices:source", saved.pk)
    title = _("Fuente %(folio)s") % {"folio": source.folio} if source else _("Registrar una fuente")
    context = {
        "title": title,
        "form": form,
        "source": source,
        "on_their_way": on_their_way,
        "axes": axes_of_sources(),
        "seen": brief_digest(stood) if source else "",
        "clash": clash,
    }
    return render(request, "voices/source_edit.html", context)


def _save(request: Request, form: SourceForm, source: Source | None) -> Source | None:
    by, now, data = request.actor.person, timezone.now(), form.cleaned_data
    try:
        with transaction.atomic():
            came = chosen(account_of(request).pk, data["arrival"])[:1]
            sent = came[0][1] if came else upload_of(data["file"])
            if source is None:
                source = register_source(data["kind"], card=form.card(), upload=sent, by=by, now=now)
            else:
                change_source(source, card=form.card(), upload=sent, kind=data["kind"], by=by, now=now)
            for arrival, _upload in came:
                arrivals.close(arrival, now=now)
    except VaultFull as error:
        form.add_error("file", str(error.args[-1]))
        return None
    except (VoicesRefused, arrivals.ArrivalRefused) as error:
        form.add_error("file", str(error))
        return None
    return source


@address("voices.see")
@require_GET
def source_file(request: Request, pk: UUID) -> HttpResponseBase:
    """The digital copy of a source."""
    source = find(request, "voices.see", sources(), pk)
    if source.blob is None:
        raise Http404
    return ranged(request, source.blob, filename=source.folio)


def _heads() -> list[str]:
    return [
        _("Folio"),
        _("Qué es"),
        _("Título"),
        _("Fecha"),
        _("Quién lo hizo"),
        _("Quién lo guarda"),
        _("Dónde"),
        _("Comunidad"),
        _("Copia"),
        _("Estado"),
        _("Quién lo puede ver"),
        _("Eje"),
        _("Riesgo"),
        _("Nota"),
    ]


def _cells(row: Source) -> list[object]:
    return [
        row.folio,
        said(SOURCE_WORDS, row.kind),
        row.title,
        row.when,
        row.author,
        row.keeper,
        row.location,
        row.community.name if row.community else "",
        _("sí") if row.blob_id else _("no"),
        said(CONDITION_WORDS, row.condition),
        said(SOURCE_ACCESS_WORDS, row.visibility),
        row.axis,
        "; ".join(said(RISK_WORDS, risk) for risk in risk_of(row)),
        row.note,
    ]
