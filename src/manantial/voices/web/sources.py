"""Pages of the inventory of sources: what exists, who keeps it, what could be lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.http.response import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer
from manantial.vault.streaming import ranged
from manantial.voices.actions import SourceCard, VoicesRefused, change_source, register_source
from manantial.voices.models import Source
from manantial.voices.queries import at_risk, said, sources
from manantial.voices.rules import CONDITION_WORDS, SOURCE_WORDS, Condition
from manantial.voices.web.fields import CommunityChoice, RememberedDateField, communities, words_field
from manantial.voices.web.plumbing import PER_PAGE, upload_of

LEVELS = {
    "public": gettext_lazy("Todo el mundo"),
    "alliance": gettext_lazy("La alianza"),
    "organism": gettext_lazy("El equipo"),
    "committee": gettext_lazy("El equipo y el comité"),
    "reserved": gettext_lazy("Reservada"),
}


class SourceForm(forms.Form):
    """The card of a source."""

    kind = words_field(SOURCE_WORDS, label=gettext_lazy("¿Qué es?"))
    title = forms.CharField(label=gettext_lazy("Título o de qué trata"), max_length=240)
    when = RememberedDateField(label=gettext_lazy("Fecha"))
    author = forms.CharField(label=gettext_lazy("Quién lo hizo"), max_length=160, required=False)
    keeper = forms.CharField(label=gettext_lazy("Quién lo guarda"), max_length=160, required=False)
    location = forms.CharField(label=gettext_lazy("Dónde está el original"), max_length=200, required=False)
    community = CommunityChoice(label=gettext_lazy("Comunidad"))
    condition = words_field(CONDITION_WORDS, label=gettext_lazy("En qué estado está"), initial=Condition.GOOD)
    visibility = words_field(LEVELS, label=gettext_lazy("¿Quién lo puede ver?"), initial="organism")
    citation = forms.CharField(label=gettext_lazy("Si es público: cómo se cita"), max_length=400, required=False)
    note = forms.CharField(label=gettext_lazy("Nota"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    file = forms.FileField(label=gettext_lazy("Copia digital"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]

    def card(self) -> SourceCard:
        """The card as the action takes it."""
        return SourceCard(**{key: value for key, value in self.cleaned_data.items() if key not in {"kind", "file"}})


class SourceFilter(forms.Form):
    """What to look for in the inventory."""

    q = forms.CharField(label=gettext_lazy("Título o quién lo guarda"), required=False, widget=forms.SearchInput)
    clase = words_field(SOURCE_WORDS, label=gettext_lazy("Qué es"), empty=gettext_lazy("Todo"), required=False)
    riesgo = forms.BooleanField(label=gettext_lazy("Solo lo que está en riesgo"), required=False)


@address("voices.see")
@require_GET
def source_list(request: Request) -> HttpResponse:
    """The inventory, with what could be lost."""
    form = SourceFilter(request.GET or None)
    rows = visible(request.actor, "voices.see", sources())
    risky = at_risk(rows).count()
    if form.is_valid():
        data = form.cleaned_data
        rows = at_risk(rows) if data["riesgo"] else rows
        rows = rows.filter(kind=data["clase"]) if data["clase"] else rows
        rows = rows.filter(Q(title__icontains=data["q"]) | Q(keeper__icontains=data["q"])) if data["q"] else rows
    heads = [
        _("Folio"),
        _("Qué es"),
        _("Título"),
        _("Fecha"),
        _("Quién lo guarda"),
        _("Dónde"),
        _("Copia"),
        _("Estado"),
    ]
    exported = table_answer(request, _("Inventario de fuentes"), heads, (_cells(row) for row in rows))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Fuentes"),
        "lead": _("Lo que muestra lo vivido: actas, fotos, cuadernos. Basta saber quién lo tiene."),
        "form": form,
        "page": page,
        "rows": [(row, said(SOURCE_WORDS, row.kind), said(CONDITION_WORDS, row.condition)) for row in page],
        "count": page.paginator.count,
        "risky": risky,
    }
    return exported or render(request, "voices/sources.html", context)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def source_edit(request: Request, pk: UUID | None = None) -> HttpResponse:
    """Write a source into the inventory, or correct its card."""
    source = find(request, "voices.edit", Source, pk) if pk else None
    names = (*SourceCard.__dataclass_fields__, "kind")
    initial = {name: getattr(source, name) for name in names} if source else None
    form = SourceForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, source)
        if saved is not None:
            messages.success(request, _("Se guardó la fuente %(folio)s.") % {"folio": saved.folio})
            return redirect("voices:sources")
    title = _("Fuente %(folio)s") % {"folio": source.folio} if source else _("Registrar una fuente")
    return render(request, "voices/source_edit.html", {"title": title, "form": form, "source": source})


def _save(request: Request, form: SourceForm, source: Source | None) -> Source | None:
    sent, by, now = upload_of(form.cleaned_data["file"]), request.actor.person, timezone.now()
    try:
        if source is None:
            return register_source(form.cleaned_data["kind"], card=form.card(), upload=sent, by=by, now=now)
        change_source(source, card=form.card(), upload=sent, by=by, now=now)
    except VoicesRefused as error:
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


def _cells(row: Source) -> list[object]:
    copy = _("sí") if row.blob_id else _("no")
    condition = said(CONDITION_WORDS, row.condition)
    return [row.folio, said(SOURCE_WORDS, row.kind), row.title, row.when, row.keeper, row.location, copy, condition]
