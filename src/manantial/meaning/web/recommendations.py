"""What is recommended to whom and by when: one list, so that it does not die inside each lesson."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.governance.rules import AGREEMENT_STATE_WORDS, OPEN
from manantial.kernel.text import fold
from manantial.meaning.actions import change_recommendation, release
from manantial.meaning.models import Recommendation
from manantial.meaning.queries import recommendation_rows
from manantial.meaning.rules import WORDS, Addressee
from manantial.meaning.web.fields import words_field
from manantial.meaning.web.forms import RecommendationForm, catalogue
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered
from manantial.voices.queries import said

PER_PAGE = 25
STATE_WORDS = {
    "sola": gettext_noop("Nadie la ha adoptado"),
    "tarde": gettext_noop("Ya pasó su día"),
    "acuerdo": gettext_noop("Es un acuerdo"),
    "hecha": gettext_noop("Su acuerdo terminó"),
}
TONES = {"sola": "none", "tarde": "bad", "acuerdo": "info", "hecha": "good"}
ORDERS: Mapping[str, Callable[[Recommendation], Any]] = {
    "que": lambda row: fold(row.text),
    "quien": lambda row: list(Addressee).index(Addressee(row.to_whom)),
    "cuando": lambda row: row.by_when,
    "aprendizaje": lambda row: row.lesson.folio,
}


class Filters(forms.Form):
    """What somebody looks for among the recommendations."""

    texto = forms.CharField(label=gettext_lazy("Palabras"), max_length=120, required=False)
    quien = words_field(
        catalogue(Addressee), label=gettext_lazy("A quién"), empty=gettext_lazy("A todos"), required=False
    )
    como = words_field(STATE_WORDS, label=gettext_lazy("Cómo va"), empty=gettext_lazy("Todas"), required=False)


def state_of(row: Recommendation, on: date) -> str:
    """How a recommendation is: alone, past its day, an agreement that is followed, or one that ended."""
    if row.agreement is not None and row.agreement.state not in OPEN:
        return "hecha"
    if row.by_when and row.by_when < on:
        return "tarde"
    return "acuerdo" if row.agreement else "sola"


@address("meaning.see")
@require_GET
def recommendation_list(request: Request) -> HttpResponse:
    """Every recommendation with its day, and which became an agreement, the nearest day first."""
    form = Filters(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    rows = list(visible(request.actor, "meaning.see", recommendation_rows()))
    rows = [row for row in rows if _wanted(row, data)]
    rows = ordered(request, rows, ORDERS)
    heads = [_("Recomendación"), _("A quién"), _("Para cuándo"), _("Aprendizaje"), _("Cómo va"), _("Acuerdo")]
    heads += [_("Estado del acuerdo")]
    if answer := table_answer(request, _("Recomendaciones"), heads, (_cells(row) for row in rows)):
        return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Recomendaciones"),
        "lead": _("A quién le toca qué y para cuándo. La que un órgano adopta se sigue como acuerdo, con su folio."),
        "form": form,
        "rows": [(row, said(WORDS, row.to_whom), *_state(row)) for row in page.object_list],
        "page": page,
        "count": len(rows),
    }
    return render(request, "meaning/recommendations.html", context)


def _wanted(row: Recommendation, data: Mapping[str, str]) -> bool:
    if data.get("texto") and fold(data["texto"]) not in fold(f"{row.text} {row.lesson.title}"):
        return False
    if data.get("quien") and row.to_whom != data["quien"]:
        return False
    return not data.get("como") or state_of(row, today()) == data["como"]


def _state(row: Recommendation) -> tuple[str, str]:
    state = state_of(row, today())
    return TONES[state], _(STATE_WORDS[state])


def _cells(row: Recommendation) -> list[object]:
    agreement = row.agreement
    state = _(AGREEMENT_STATE_WORDS[agreement.state]) if agreement else None
    whom, lesson = said(WORDS, row.to_whom), f"{row.lesson.folio} {row.lesson.title}"
    return [row.text, whom, row.by_when, lesson, _state(row)[1], agreement.folio if agreement else None, state]


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def recommendation_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct a recommendation that is no agreement yet."""
    row = find(request, "meaning.edit", recommendation_rows(), pk)
    initial = {"text": row.text, "to_whom": row.to_whom, "by_when": row.by_when}
    form = RecommendationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        act = partial(
            change_recommendation,
            row,
            text=data["text"],
            to_whom=Addressee(data["to_whom"]),
            by_when=data["by_when"],
            by=request.actor.person,
            now=timezone.now(),
        )
        if done(request, act, _("Se corrigió la recomendación. Lo que decía antes se guarda.")):
            return redirect("meaning:lesson", pk=row.lesson_id)
    context = {"title": _("Corregir una recomendación"), "form": form, "back": "meaning:recommendations"}
    return render(request, "meaning/form.html", context)


@address("meaning.decide")
@require_POST
def recommendation_release(request: Request, pk: UUID) -> HttpResponse:
    """Untie a recommendation from an agreement it was tied to by mistake."""
    row = find(request, "meaning.decide", recommendation_rows(), pk)
    act = partial(release, row, why=request.POST.get("why", ""), by=request.actor.person, now=timezone.now())
    done(request, act, _("Se separó del acuerdo. El acuerdo sigue como estaba."))
    return redirect("meaning:lesson", pk=row.lesson_id)
