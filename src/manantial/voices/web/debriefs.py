"""Pages of short records: five minutes on a phone after each work; each is a source from then on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.digests import brief_digest
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import paper_answer, table_answer, today
from manantial.people.choices import CommunityChoice, communities
from manantial.people.listing import ordered_rows, paged
from manantial.voices import papers
from manantial.voices.actions import DebriefCard, VoicesRefused, change_debrief, record_debrief
from manantial.voices.models import Debrief
from manantial.voices.queries import DEBRIEF_CARD, former_of, said, stands
from manantial.voices.rules import DEBRIEF_QUESTIONS, DEBRIEF_WORDS, DebriefKind
from manantial.voices.web.fields import day_field, words_field
from manantial.voices.web.filled import debrief_sheets
from manantial.voices.web.former import clash_of, labels_of
from manantial.voices.web.plumbing import PER_PAGE


class DebriefForm(forms.Form):
    """The questions of one kind of short record."""

    title = forms.CharField(label=gettext_lazy("¿Qué trabajo o encuentro fue?"), max_length=200)
    on = day_field(label=gettext_lazy("Día"))
    community = CommunityChoice(label=gettext_lazy("Comunidad"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = DEBRIEF_QUESTIONS[kind]
        self.fields["community"].queryset = communities()  # type: ignore[attr-defined]
        for key, words in self.questions.items():
            box = forms.Textarea(attrs={"rows": 3})
            self.fields[f"answer_{key}"] = forms.CharField(label=_(words), required=False, widget=box)
        self.fields["told_by"] = forms.CharField(
            label=_("Quién lo cuenta"), max_length=200, required=False, help_text=_("Cargo o equipo basta.")
        )

    def card(self) -> DebriefCard:
        """The record as the action takes it."""
        data = self.cleaned_data
        answers = {key: data[f"answer_{key}"] for key in self.questions}
        return DebriefCard(data["title"], data["on"], answers, data["community"], data["told_by"])


class DebriefFilter(forms.Form):
    """Which short records to see."""

    tipo = words_field(DEBRIEF_WORDS, label=gettext_lazy("Tipo"), empty=gettext_lazy("Todos"), required=False)
    comunidad = CommunityChoice(label=gettext_lazy("Comunidad"), empty_label=gettext_lazy("Todas"))
    palabra = forms.CharField(label=gettext_lazy("Con la palabra"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comunidad"].queryset = communities()  # type: ignore[attr-defined]


ORDERS = {
    "titulo": "title", "dia": "on", "comunidad": "community__name", "fuente": "source__folio",
}  # fmt: skip


@address("voices.see")
@require_GET
def debrief_list(request: Request) -> HttpResponse:
    """The short records, the newest first."""
    form = DebriefFilter(request.GET or None)
    rows = visible(request.actor, "voices.see", Debrief.objects.select_related("community", "source"))
    if form.is_valid():
        asked = form.cleaned_data
        wanted = {"kind": asked["tipo"], "community": asked["comunidad"], "title__icontains": asked["palabra"]}
        rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    rows = ordered_rows(request, rows, ORDERS)
    if "papel" in request.GET:
        return debrief_sheets(request, rows)
    heads = [_("Folio"), _("Tipo"), _("Qué fue"), _("Día"), _("Comunidad"), _("Fuente"), _("Quién lo cuenta")]
    keys = list(dict.fromkeys(key for asked in DEBRIEF_QUESTIONS.values() for key in asked))
    words = {key: text for asked in DEBRIEF_QUESTIONS.values() for key, text in asked.items()}
    heads += [_(words[key]) for key in keys]
    context = {
        "title": _("Fichas cortas"),
        "lead": _("Después de cada trabajo, cinco minutos para no perder lo aprendido. Cada ficha queda como fuente."),
        "form": form,
        "page": paged(request, rows, PER_PAGE),
        "count": rows.count(),
        "words": DEBRIEF_WORDS,
    }
    cells = (_cells(row, keys) for row in rows.iterator(500))
    return table_answer(request, _("Fichas cortas"), heads, cells) or render(request, "voices/debriefs.html", context)


def _cells(row: Debrief, keys: list[str]) -> list[object]:
    place = row.community.name if row.community else ""
    source = row.source.folio if row.source else ""
    told = [row.answers.get(key, "") for key in keys]
    return [row.folio, said(DEBRIEF_WORDS, row.kind), row.title, row.on, place, source, row.told_by, *told]


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def debrief_new(request: Request, kind: str) -> HttpResponse:
    """Write a short record."""
    if kind not in set(DebriefKind):
        raise Http404
    form = DebriefForm(request.POST or None, kind=kind, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            row = record_debrief(kind, card=form.card(), by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error(None, str(error))
        else:
            said_so = _("Se guardó la ficha %(folio)s y quedó como fuente %(source)s.")
            messages.success(request, said_so % {"folio": row.folio, "source": row.source.folio if row.source else ""})
            return redirect("voices:debrief", pk=row.pk)
    context = {"title": said(DEBRIEF_WORDS, kind), "form": form, "kind": kind, "row": None}
    return render(request, "voices/debrief_edit.html", context)


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def debrief_change(request: Request, pk: UUID) -> HttpResponse:
    """Correct a short record."""
    row = find(request, "voices.edit", Debrief.objects.select_related("community", "source"), pk)
    initial = {f"answer_{key}": text for key, text in row.answers.items()}
    initial |= {name: getattr(row, name) for name in ("title", "on", "community", "told_by")}
    form = DebriefForm(request.POST or None, kind=row.kind, initial=initial)
    stood, clash = stands(row, DEBRIEF_CARD), None
    if form.is_valid():
        clash = clash_of(request, stood, vars(form.card()), labels_of(form))
    if request.method == "POST" and form.is_valid() and clash is None:
        try:
            change_debrief(row, card=form.card(), by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Se corrigió la ficha."))
            return redirect("voices:debrief", pk=pk)
    context = {"title": _("Corregir %(folio)s") % {"folio": row.folio}, "form": form, "kind": row.kind, "row": row}
    context |= {"seen": brief_digest(stood), "clash": clash}
    return render(request, "voices/debrief_edit.html", context)


@address("voices.see")
@require_GET
def debrief_page(request: Request, pk: UUID) -> HttpResponse:
    """A short record; with `?papel=1` to print."""
    row = find(request, "voices.see", Debrief.objects.select_related("community", "source"), pk)
    if "papel" in request.GET:
        return paper_answer(request, papers.debrief_paper(row, on=today()), row.folio)
    context = {
        "title": row.title,
        "row": row,
        "kind": said(DEBRIEF_WORDS, row.kind),
        "former": former_of(row, labels_of(DebriefForm(kind=row.kind))),
        "answers": [(_(words), row.answers.get(key, "")) for key, words in DEBRIEF_QUESTIONS[row.kind].items()],
    }
    return render(request, "voices/debrief.html", context)


@address("voices.see")
@require_GET
def debrief_blank(request: Request, kind: str) -> HttpResponse:
    """The blank sheet of a kind of short record."""
    if kind not in set(DebriefKind):
        raise Http404
    return paper_answer(request, papers.blank_debrief(kind, on=today()), f"ficha-{kind.replace('_', '-')}")
