"""One step from a finished paper or a held workshop to the result of the project it proves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manantial.meaning.actions import MeaningRefused
from manantial.people.access import Request, address, find
from manantial.people.answers import today
from manantial.people.models import Person
from manantial.project.actions import ProjectRefused
from manantial.project.models import DirectResult
from manantial.project.rules.catalogues import EVIDENCE_WORDS, EvidenceKind
from manantial.project.rules.results import Proof, lacking
from manantial.project.rules.wording import say
from manantial.site.proofs import PROVES, Verified, built_pdf, prove_with_paper, prove_with_workshop, results_asking
from manantial.voices.models import Workshop
from manantial.voices.rules import WorkshopState
from manantial.voices.web.workshop_papers import account_of, paper_of


class ResultChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A result by its code and its words."""

    def label_from_instance(self, obj: Any) -> str:
        """Say what it is, not only how it is numbered."""
        return f"{obj.code} · {_words(obj)}"


class ProvingForm(forms.Form):
    """Which result, on which day, who verified it, how many."""

    result = ResultChoice(label=gettext_lazy("Qué resultado prueba"), queryset=DirectResult.everywhere.none())
    on = forms.DateField(
        label=gettext_lazy("Cuándo se verificó"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    verifier = forms.ModelChoiceField(label=gettext_lazy("Quién lo verificó"), queryset=Person.everywhere.none())
    achieved = forms.IntegerField(label=gettext_lazy("Cuántos se llevan logrados"), min_value=1, max_value=100_000)
    catalogue = forms.BooleanField(
        label=gettext_lazy("Agregar también el catálogo audiovisual de hoy"),
        help_text=gettext_lazy("El resultado pide las dos mitades: el borrador y el registro audiovisual."),
        required=False,
    )

    def __init__(self, results: list[DirectResult], *args: Any, asks_catalogue: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = (
            DirectResult.objects.filter(pk__in=[row.pk for row in results])
            .select_related("project")
            .order_by("position")
        )
        self.fields["result"].queryset = chosen  # type: ignore[attr-defined]
        self.fields["result"].empty_label = None  # type: ignore[attr-defined]
        people = Person.objects.filter(merged_into=None, retired_at=None)
        self.fields["verifier"].queryset = people  # type: ignore[attr-defined]
        if not asks_catalogue:
            del self.fields["catalogue"]

    def seen(self) -> Verified:
        """Who verified it, when, how many."""
        data = self.cleaned_data
        return Verified(data["verifier"], data["on"], data["achieved"])


@address("project.edit")
@require_http_methods(["GET", "POST"])
def prove_paper(request: Request, pk: UUID) -> HttpResponse:
    """Name a built paper as the evidence of a result."""
    job = built_pdf(pk)
    if job is None:
        raise Http404
    kind = PROVES[str(job.payload["paper"])]

    def act(form: ProvingForm) -> DirectResult:
        asked = bool(form.cleaned_data.get("catalogue"))
        result, by = form.cleaned_data["result"], request.actor.person
        return prove_with_paper(job, result, form.seen(), catalogue=asked, by=by, now=timezone.now())

    title = _("Nombrar como evidencia: %(paper)s") % {"paper": _(EVIDENCE_WORDS[kind])}
    return _page(request, title, kind, act, asks_catalogue=kind is EvidenceKind.DRAFT)


@address("project.edit")
@require_http_methods(["GET", "POST"])
def prove_workshop(request: Request, pk: UUID) -> HttpResponse:
    """Name a held workshop as the evidence of a result: its list in numbers and its account."""
    workshop = find(request, "workshops.see", Workshop, pk)
    totals = paper_of(workshop, "totales")
    if workshop.state != WorkshopState.HELD or totals is None:
        raise Http404

    def act(form: ProvingForm) -> DirectResult:
        papers = {EvidenceKind.ATTENDANCE: totals}
        if workshop.report:
            papers[EvidenceKind.ACCOUNT] = account_of(workshop, team=False)
        result, by = form.cleaned_data["result"], request.actor.person
        return prove_with_workshop(workshop, result, papers, form.seen(), by=by, now=timezone.now())

    title = _("Nombrar como evidencia: %(paper)s") % {"paper": f"{workshop.folio} {workshop.title}"}
    return _page(request, title, EvidenceKind.ATTENDANCE, act, asks_catalogue=False)


def _page(
    request: Request,
    title: str,
    kind: EvidenceKind,
    act: Callable[[ProvingForm], DirectResult],
    *,
    asks_catalogue: bool,
) -> HttpResponse:
    results = results_asking(kind)
    first: dict[str, Any] = {"on": today(), "achieved": _next(results, kind), "catalogue": asks_catalogue}
    form = ProvingForm(results, request.POST or None, asks_catalogue=asks_catalogue, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            result = act(form)
        except (ProjectRefused, MeaningRefused) as error:
            form.add_error(None, str(error))
        else:
            told = _("Quedó como evidencia de %(code)s, verificado.") % {"code": result.code}
            messages.success(request, told)
            return redirect("project:result", pk=result.pk)
    context = {"title": title, "form": form if results else None, "results": [_shown(row) for row in results]}
    return render(request, "site/proving.html", context)


def _next(results: list[DirectResult], kind: EvidenceKind) -> int:
    """How many will be achieved with this one: pieces of material and workshops add up, a report is one."""
    if not results:
        return 1
    row = results[0]
    adds = kind in {EvidenceKind.MATERIAL, EvidenceKind.ATTENDANCE}
    return (row.achieved or 0) + 1 if adds else (row.quantity or 1)


def _shown(row: DirectResult) -> tuple[DirectResult, str, list[str]]:
    """A result, its words, and what it still lacks."""
    proofs = [Proof(one.kind, one.blob_id is not None) for one in row.evidence.all()]
    return row, _words(row), [_(EVIDENCE_WORDS[kind]) for kind in lacking(row.needs, proofs)]


def _words(row: DirectResult) -> str:
    language = (get_language() or "es")[:2]
    said: str = say(row.texts, language, row.project.language, row.code).words
    return said
