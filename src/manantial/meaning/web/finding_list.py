"""The findings on a list: looked for, sorted, with their strength, their light and what they still need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from manantial.kernel.text import fold
from manantial.meaning.models import Axis, Finding
from manantial.meaning.queries import FindingStanding, finding_standings
from manantial.meaning.rules import WORDS, Light, Strength
from manantial.meaning.web.fields import one_of, words_field
from manantial.meaning.web.forms import catalogue
from manantial.meaning.web.plumbing import TONES
from manantial.people.access import Request, address, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered
from manantial.voices.queries import said

PER_PAGE = 25
ALL = gettext_lazy("Todos")
KINDS: Mapping[str, Callable[[FindingStanding], bool]] = {
    "decidir": lambda view: view.awaits,
    "validar": lambda view: view.light is None and view.decision is None,
    "debil": lambda view: view.ground.is_weak,
}
ORDERS: Mapping[str, Callable[[FindingStanding], Any]] = {
    "folio": lambda view: view.finding.folio,
    "hallazgo": lambda view: fold(view.finding.statement),
    "fuerza": lambda view: (list(Strength).index(view.ground.strength), view.ground.voices),
    "semaforo": lambda view: list(Light).index(view.light) if view.light else None,
    "decision": lambda view: view.decision.outcome if view.decision else None,
}


class Filters(forms.Form):
    """What somebody looks for among the findings."""

    texto = forms.CharField(label=gettext_lazy("Palabras"), max_length=120, required=False)
    eje = one_of(Axis.everywhere.none(), gettext_lazy("Eje"), ALL)
    fuerza = words_field(catalogue(Strength), label=gettext_lazy("Fuerza"), empty=ALL, required=False)
    semaforo = words_field(catalogue(Light), label=gettext_lazy("Semáforo"), empty=ALL, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eje"].queryset = Axis.objects.filter(retired_at=None)  # type: ignore[attr-defined]

    def keep(self, views: list[FindingStanding]) -> list[FindingStanding]:
        """The findings that are looked for; a choice that there is not leaves all."""
        data = self.cleaned_data if self.is_valid() else {}
        words = fold(data.get("texto") or "")
        return [
            view
            for view in views
            if (not data.get("eje") or view.finding.axis_id == data["eje"].pk)
            and (not data.get("fuerza") or view.ground.strength == data["fuerza"])
            and (not data.get("semaforo") or view.light == data["semaforo"])
            and (not words or words in fold(" ".join(_told(view.finding))))
        ]


def _told(row: Finding) -> tuple[str, ...]:
    return row.folio, row.statement, row.explanation


@address("meaning.see")
@require_GET
def finding_list(request: Request) -> HttpResponse:
    """Findings with their strength, their light and what they still need."""
    views = finding_standings(visible(request.actor, "meaning.see", Finding.objects.all()), on=today())
    asked, form = request.GET.get("que", ""), Filters(request.GET)
    keep = KINDS.get(asked)
    shown = form.keep([view for view in views if keep(view)] if keep else views)
    shown = ordered(request, shown, ORDERS)
    heads = [_("Folio"), _("Hallazgo"), _("Eje"), _("Fuerza"), _("Voces"), _("Documentos"), _("En contra")]
    heads += [_("Semáforo"), _("Decisión"), _("Entra")]
    if answer := table_answer(request, _("Hallazgos"), heads, (_cells(view) for view in shown)):
        return answer
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Hallazgos"),
        "lead": _("Lo que se encontró al juntar voces y documentos. Lo que descansa en una sola voz se ve."),
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "rows": [finding_row(view) for view in page.object_list],
        "page": page,
        "count": len(shown),
        "asked": asked,
        "waiting": sum(1 for view in views if KINDS["decidir"](view)),
        "unvalidated": sum(1 for view in views if KINDS["validar"](view)),
        "weak": sum(1 for view in views if KINDS["debil"](view)),
        "total": len(views),
    }
    return render(request, "meaning/findings.html", context)


def finding_row(view: FindingStanding) -> dict[str, object]:
    """What lists and pages say of a finding in words and colour."""
    return {
        "view": view,
        "strength": said(WORDS, view.ground.strength),
        "weak": view.ground.is_weak,
        "light": said(WORDS, view.light) if view.light else _("Sin validar"),
        "tone": TONES.get(view.light, "none") if view.light else "none",
        "reason": view.ruling.say(_),
        "decision": said(WORDS, view.decision.outcome) if view.decision else "",
    }


def _cells(view: FindingStanding) -> list[object]:
    row, ground = finding_row(view), view.ground
    counts = [ground.voices, ground.documents, ground.against]
    axis = view.finding.axis.name if view.finding.axis else None
    last = [row["light"], row["decision"] or None, row["reason"]]
    return [view.finding.folio, view.finding.statement, axis, row["strength"], *counts, *last]
