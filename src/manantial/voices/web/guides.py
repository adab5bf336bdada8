"""Pages of interview guides: read, change, print, hear; which questions of an interview were asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, find, visible
from manantial.people.answers import paper_answer, table_answer, today
from manantial.vault.streaming import ranged
from manantial.voices import papers
from manantial.voices.actions import (
    GuideCard,
    VoicesRefused,
    read_guide_aloud,
    record_interview,
    write_guide,
)
from manantial.voices.models import Guide, Voice
from manantial.voices.queries import said
from manantial.voices.queries.guides import (
    guide_in_force,
    guides_in_force,
    interview_row,
    interviews,
    question_counts,
)
from manantial.voices.rules import GROUP_WORDS, LANGUAGE_WORDS
from manantial.voices.web.designer_forms import lines_of
from manantial.voices.web.fields import words_field
from manantial.voices.web.filled import MOST
from manantial.voices.web.plumbing import upload_of

SHOWN = 200  # interviews of the report on the screen; the table file has them all


@address("voices.see")
@require_GET
def guide_list(request: Request) -> HttpResponse:
    """Every guide in force."""
    rows = guides_in_force()
    if "papel" in request.GET:
        return paper_answer(request, papers.guide_bundle(rows, on=today()), "guias-de-entrevista")
    heads = [_("Clave"), _("Guía"), _("Lengua"), _("Versión"), _("Número"), _("Pregunta")]
    cells = (
        [row.key, row.title, said(LANGUAGE_WORDS, row.language), row.version, n, text]
        for row in rows
        for n, text in enumerate([row.opening, *row.questions])
    )
    context = {
        "title": _("Guías de entrevista"),
        "lead": _("Qué preguntar a cada quien. Cada cambio es una versión; la entrevista recuerda cuál usó."),
        "rows": [(row, said(LANGUAGE_WORDS, row.language)) for row in rows],
        "count": len(rows),
    }
    return table_answer(request, _("Guías de entrevista"), heads, cells) or render(
        request, "voices/guides.html", context
    )


@address("voices.see")
@require_GET
def guide_page(request: Request, key: str) -> HttpResponse:
    """A guide with its questions, its versions, its reading aloud, and how often each question is skipped."""
    guide = _guide(request, key)
    rows = visible(request.actor, "voices.see", interviews().filter(guide__key=key, guide__language=guide.language))
    context = {
        "title": guide.title,
        "guide": guide,
        "language": said(LANGUAGE_WORDS, guide.language),
        "versions": list(Guide.objects.filter(key=key, language=guide.language).order_by("-version")),
        "counts": question_counts(rows),
    }
    return render(request, "voices/guide.html", context)


def _guide(request: Request, key: str) -> Guide:
    """The version in force, or the one that `?version=` asks for."""
    language = request.GET.get("lengua", "es")
    asked = request.GET.get("version", "")
    if asked.isdecimal():
        found = Guide.objects.filter(key=key, language=language, version=int(asked)).select_related("sound").first()
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
    guide = _guide(request, key) if key else None
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
    guide = _guide(request, key)
    return paper_answer(request, papers.guide_sheet(guide, on=today()), f"guia-{key}-v{guide.version}")


@address("voices.see")
@require_GET
def guide_sound(request: Request, key: str) -> HttpResponseBase:
    """A guide read aloud."""
    guide = _guide(request, key)
    if guide.sound is None:
        raise Http404
    return ranged(request, guide.sound, filename=f"guia-{key}")


@address("voices.edit")
@require_http_methods(["POST"])
def guide_read(request: Request, key: str) -> HttpResponse:
    """Attach the recording of a guide read aloud."""
    guide = _guide(request, key)
    sent = upload_of(request.FILES.get("sound"))
    try:
        if sent is not None:
            read_guide_aloud(key, guide.language, upload=sent, by=request.actor.person, now=timezone.now())
            messages.success(request, _("Se guardó la lectura en voz alta."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:guide", key=key)


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
    guide = before.guide if before and "version" not in request.GET else _guide(request, key)
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
