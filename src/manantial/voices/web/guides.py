"""Pages of interview guides: read, change, print, take away."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, visible
from manantial.people.answers import paper_answer, table_answer, today
from manantial.voices import papers
from manantial.voices.actions import (
    GuideCard,
    write_guide,
)
from manantial.voices.models import Guide
from manantial.voices.queries import said
from manantial.voices.queries.guides import (
    aloud,
    guide_in_force,
    guides_in_force,
    interviews,
    question_counts,
)
from manantial.voices.rules import LANGUAGE_WORDS
from manantial.voices.web.designer_forms import lines_of
from manantial.voices.web.fields import words_field

SHOWN = 200  # interviews of the report on the screen; the table file has them all


@address("voices.see")
@require_GET
def guide_list(request: Request) -> HttpResponse:
    """Every guide in force."""
    rows = guides_in_force()
    if "papel" in request.GET:
        return paper_answer(request, papers.guide_bundle(rows, on=today()), "guias-de-entrevista")
    context = {
        "title": _("Guías de entrevista"),
        "lead": _("Qué preguntar a cada quien. Cada cambio es una versión; la entrevista recuerda cuál usó."),
        "rows": [(row, said(LANGUAGE_WORDS, row.language)) for row in rows],
        "count": len(rows),
    }
    return table_answer(request, _("Guías de entrevista"), *guide_table(*rows)) or render(
        request, "voices/guides.html", context
    )


def guide_table(*guides: Guide) -> tuple[list[str], list[list[object]]]:
    """Guides as a table, heads and rows: the opening as number 0, then each question."""
    heads = [_("Clave"), _("Guía"), _("Lengua"), _("Versión"), _("Número"), _("Pregunta")]
    rows: list[list[object]] = []
    for guide in guides:
        named = [guide.key, guide.title, said(LANGUAGE_WORDS, guide.language), guide.version]
        rows += [[*named, number, text] for number, text in enumerate(guide.parts)]
    return heads, rows


@address("voices.see")
@require_GET
def guide_page(request: Request, key: str) -> HttpResponse:
    """A guide with its questions, its versions, its reading aloud, and how often each question is skipped."""
    guide = asked_guide(request, key)
    if exported := table_answer(request, guide.title, *guide_table(guide)):
        return exported
    rows = visible(request.actor, "voices.see", interviews().filter(guide__key=key, guide__language=guide.language))
    context = {
        "title": guide.title,
        "guide": guide,
        "language": said(LANGUAGE_WORDS, guide.language),
        "versions": list(Guide.objects.filter(key=key, language=guide.language).order_by("-version")),
        "counts": question_counts(rows),
        "aloud": [(one, said(LANGUAGE_WORDS, one.language)) for one in aloud(guide)],
    }
    return render(request, "voices/guide.html", context)


def asked_guide(request: Request, key: str) -> Guide:
    """The version in force, or the one that `?version=` asks for."""
    language = request.GET.get("lengua", "es")
    asked = request.GET.get("version", "")
    if asked.isdecimal():
        found = Guide.objects.filter(key=key, language=language, version=int(asked)).first()
    else:
        found = guide_in_force(key, language)
    if found is None:
        raise Http404
    return found


class GuideForm(forms.Form):
    """A guide as it is written."""

    title = forms.CharField(label=gettext_lazy("¿A quién se entrevista?"), max_length=200)
    language = words_field(LANGUAGE_WORDS, label=gettext_lazy("Lengua"))
    opening = forms.CharField(
        label=gettext_lazy("Qué se dice primero"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Para qué es, cuánto dura, que se puede no contestar, y cómo va a regresar."),
    )  # fmt: skip
    questions = forms.CharField(
        label=gettext_lazy("Preguntas, una por renglón"), widget=forms.Textarea(attrs={"rows": 12})
    )


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def guide_edit(request: Request, key: str = "") -> HttpResponse:
    """Write the next version of a guide, or a new one."""
    guide = asked_guide(request, key) if key else None
    initial = {"language": "es"} if guide is None else _initial(guide)
    form = GuideForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        card = GuideCard(**form.cleaned_data | {"questions": lines_of(form.cleaned_data["questions"])})
        made = write_guide(key, card=card, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se guardó la versión %(n)d.") % {"n": made.version})
        return redirect("voices:guide", key=made.key)
    context = {
        "title": _("Cambiar: %(title)s") % {"title": guide.title} if guide else _("Guía nueva"),
        "lead": _("Se guarda como versión nueva; las entrevistas hechas conservan la suya."),
        "form": form,
    }
    return render(request, "voices/guide_edit.html", context)


def _initial(guide: Guide) -> dict[str, str]:
    return {
        "title": guide.title,
        "language": guide.language,
        "opening": guide.opening,
        "questions": "\n".join(guide.questions),
    }


@address("voices.see")
@require_GET
def guide_paper(request: Request, key: str) -> HttpResponse:
    """A guide to print."""
    guide = asked_guide(request, key)
    return paper_answer(request, papers.guide_sheet(guide, on=today()), f"guia-{key}-v{guide.version}")
