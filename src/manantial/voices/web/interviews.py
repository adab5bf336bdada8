"""Which questions of a guide were asked in an interview: written from its voice, reported for all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, find, visible
from manantial.people.answers import paper_answer, table_answer, today
from manantial.voices import papers
from manantial.voices.actions import record_interview
from manantial.voices.models import Guide, Voice
from manantial.voices.queries import said
from manantial.voices.queries.guides import guides_in_force, interview_row, interviews, question_counts
from manantial.voices.rules import GROUP_WORDS
from manantial.voices.web.filled import MOST
from manantial.voices.web.guides import asked_guide

SHOWN = 200  # interviews of the report on the screen; the table file has them all


@address("voices.see")
@require_GET
def questions_report(request: Request) -> HttpResponse:
    """Which questions were skipped, by guide and by interview."""
    rows = visible(request.actor, "voices.see", interviews())
    if key := request.GET.get("guia", ""):
        rows = rows.filter(guide__key=key)
    heads = [_("Voz"), _("Grupo"), _("Guía"), _("Versión"), _("Preguntadas"), _("De"), _("Saltadas"), _("Entrevistó")]
    exported = table_answer(request, _("Preguntas saltadas"), heads, (_cells(row) for row in rows.iterator(500)))
    if exported:
        return exported
    if "papel" in request.GET:
        logged = [interview_row(row) for row in rows[:MOST]]
        made = papers.interview_logs(logged, left=rows.count() - MOST, on=today())
        return paper_answer(request, made, "entrevistas-con-su-guia")
    counts = question_counts(rows.defer("note"))
    shown = [interview_row(row) for row in rows[:SHOWN]]
    context = {
        "title": _("Preguntas que se saltaron"),
        "lead": _("Lo que no se preguntó también dice algo: una pregunta que siempre se salta hay que cambiarla."),
        "counts": [count for count in counts if count.skipped],
        "rows": [(row, said(GROUP_WORDS, row.interview.voice.group)) for row in shown],
        "guides": guides_in_force(),
        "key": key,
        "count": rows.count(),
    }
    return render(request, "voices/guide_questions.html", context)


def _cells(interview: Any) -> list[object]:
    row = interview_row(interview)
    voice, guide = interview.voice, interview.guide
    skipped = "; ".join(f"{n}. {text}" for n, text in row.skipped)
    return [
        voice.folio, said(GROUP_WORDS, voice.group), guide.title, guide.version, row.total - len(row.skipped),
        row.total, skipped, interview.interviewer,
    ]  # fmt: skip


class InterviewForm(forms.Form):
    """Which questions were asked, and by whom."""

    asked = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Marque las preguntas que sí se hicieron"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    interviewer = forms.CharField(label=gettext_lazy("Quién entrevistó"), max_length=160, required=False)
    interpreter = forms.CharField(label=gettext_lazy("Quién tradujo"), max_length=160, required=False)
    note = forms.CharField(
        label=gettext_lazy("Nota para el equipo"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, guide: Guide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = [(n, f"{n}. {text}") for n, text in enumerate(guide.questions, 1)]
        self.fields["asked"].choices = numbered  # type: ignore[attr-defined]


@address("voices.edit")
@require_http_methods(["GET", "POST"])
def interview_edit(request: Request, pk: UUID) -> HttpResponse:
    """Write with which guide a voice was interviewed; first the guide is chosen."""
    voice = find(request, "voices.edit", Voice.objects.select_related("community"), pk)
    made = {row.guide.key: row for row in interviews().filter(voice=voice)}
    key = request.GET.get("guia", "")
    if not key:
        context: dict[str, object] = {
            "title": _("¿Con qué guía?"),
            "voice": voice,
            "guides": [(guide, guide.key in made) for guide in guides_in_force()],
            "rows": [interview_row(row) for row in made.values()],
        }
        return render(request, "voices/interview_guide.html", context)
    before = made.get(key)
    guide = before.guide if before and "version" not in request.GET else asked_guide(request, key)
    form = InterviewForm(request.POST or None, guide=guide, initial=_answered(before, guide))
    if request.method == "POST" and form.is_valid():
        record_interview(voice, guide, **form.cleaned_data, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se anotó la entrevista."))
        return redirect("voices:voice", pk=pk)
    context = {"title": guide.title, "voice": voice, "guide": guide, "form": form}
    return render(request, "voices/interview.html", context)


def _answered(before: Any, guide: Guide) -> dict[str, object]:
    if before is None:
        return {"asked": list(range(1, len(guide.questions) + 1))}
    names = ("asked", "interviewer", "interpreter", "note")
    return {name: getattr(before, name) for name in names}
