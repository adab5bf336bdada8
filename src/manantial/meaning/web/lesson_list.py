"""The lessons on a list: looked for, sorted, with what they rest on and what is recommended from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_GET

from manantial.kernel.text import fold
from manantial.meaning.models import Lesson
from manantial.meaning.queries import LessonStanding, lesson_standings, standing_lessons
from manantial.meaning.web.fields import words_field
from manantial.people.access import Request, address, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered

PER_PAGE = 25
STATES = {"validado": gettext_noop("Validado"), "sin": gettext_noop("Sin validar")}
ORDERS: Mapping[str, Callable[[LessonStanding], Any]] = {
    "folio": lambda view: view.lesson.folio,
    "aprendizaje": lambda view: fold(view.lesson.title),
    "voces": lambda view: len(view.fragment_ids),
    "recomendaciones": lambda view: view.recommended,
    "estado": lambda view: view.is_validated,
}


class Filters(forms.Form):
    """What somebody looks for among the lessons."""

    texto = forms.CharField(label=gettext_lazy("Palabras"), max_length=120, required=False)
    estado = words_field(STATES, label=gettext_lazy("Estado"), empty=gettext_lazy("Todos"), required=False)

    def keep(self, views: list[LessonStanding]) -> list[LessonStanding]:
        """The lessons that are looked for."""
        data = self.cleaned_data if self.is_valid() else {}
        words, state = fold(data.get("texto") or ""), data.get("estado")
        return [
            view
            for view in views
            if (not words or words in fold(" ".join(_told(view.lesson))))
            and (not state or view.is_validated == (state == "validado"))
        ]


def _told(row: Lesson) -> tuple[str, ...]:
    return row.folio, row.title, row.learned, row.for_whom


@address("meaning.see")
@require_GET
def lesson_list(request: Request) -> HttpResponse:
    """Lessons with where they come from and where they go."""
    form = Filters(request.GET)
    views = form.keep(lesson_standings(visible(request.actor, "meaning.see", standing_lessons()), on=today()))
    views = ordered(request, views, ORDERS)
    heads = [_("Folio"), _("Aprendizaje"), _("Qué aprendimos"), _("Para quién"), _("Estado"), _("Hallazgos")]
    heads += [_("Fragmentos"), _("Recomendaciones")]
    if answer := table_answer(request, _("Aprendizajes"), heads, (_cells(view) for view in views)):
        return answer
    page = Paginator(views, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Aprendizajes"),
        "lead": _("Lo que la experiencia enseña a quien venga después. De aquí salen los mensajes de la campaña."),
        "form": form,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "rows": [(view, _counts(view)) for view in page.object_list],
        "page": page,
        "count": len(views),
    }
    return render(request, "meaning/lessons.html", context)


def _cells(view: LessonStanding) -> list[object]:
    row = view.lesson
    state = _(STATES["validado" if view.is_validated else "sin"])
    counts = [len(view.findings), len(view.fragment_ids), view.recommended]
    return [row.folio, row.title, row.learned, row.for_whom or None, state, *counts]


def _counts(view: LessonStanding) -> str:
    findings, fragments, advice = len(view.findings), len(view.fragment_ids), view.recommended
    told = [
        ngettext("%(n)s hallazgo", "%(n)s hallazgos", findings) % {"n": findings},
        ngettext("%(n)s fragmento", "%(n)s fragmentos", fragments) % {"n": fragments},
        ngettext("%(n)s recomendación", "%(n)s recomendaciones", advice) % {"n": advice},
    ]
    return " · ".join(told)
