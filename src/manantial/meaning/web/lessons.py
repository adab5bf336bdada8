"""Lessons on the desk, with their recommendations, and the papers of the room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.governance.actions import GovernanceRefused, make_agreement
from manantial.meaning.actions import adopt, change_lesson, draw_lesson, recommend
from manantial.meaning.actions.lessons import LESSON_TEXTS
from manantial.meaning.models import Recommendation
from manantial.meaning.papers import OF_A_COMMUNITY, OF_ONE_OR_ALL, PAPERS, PIECES, RESERVED_PAPERS, PaperRefused
from manantial.meaning.queries import LessonView, finding_rows, lesson_rows, lesson_views, recommendation_rows
from manantial.meaning.rules import WORDS, Addressee
from manantial.meaning.web.forms import AdoptForm, LessonForm, RecommendationForm
from manantial.meaning.web.plumbing import done, in_language, may_see_reserved, paper_language
from manantial.meaning.web.recommendations import state_of
from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import paper_answer, today
from manantial.press.compile import PageOverflow
from manantial.press.posters import DoesNotFit
from manantial.vault.streaming import handed
from manantial.voices.models import Fragment
from manantial.voices.queries import said

# What a paper needs to know, by the name it has in an address.
ASKED: Mapping[str, Mapping[str, str]] = {
    **{name: {"community": "comunidad"} for name in OF_A_COMMUNITY},
    "formato": {"instrument": "clave"},
    "hoja-de-hallazgo": {"folio": "folio"},
    "cartel-por-que": {"folio": "folio"},
    "hoja-de-aprendizaje": {"folio": "folio"},
    **{name: {"folio": "folio"} for name in OF_ONE_OR_ALL},
    "guion-de-lectura": {"paper": "papel", "part": "parte", "tongue": "lengua", "reading": "lectura"},
    "cuaderno": {"size": "tamano", "bleed": "rebase"},
    "cuaderno-para-doblar": {"paper": "hoja"},
    "exposicion": {"bleed": "rebase"},
}


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def lesson_new(request: Request) -> HttpResponse:
    """Draw a lesson from findings."""
    if not finding_rows().exists():
        messages.info(request, _("Un aprendizaje sale de uno o varios hallazgos: haga primero un hallazgo."))
        return redirect("meaning:findings")
    drawn = finding_rows().filter(folio=request.GET.get("hallazgo", "")).values_list("pk", flat=True)
    form = LessonForm(request.POST or None, initial={"findings": list(drawn)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = draw_lesson(data.pop("title"), by=request.actor.person, now=timezone.now(), **data)
        messages.success(request, _("Se guardó el aprendizaje. ¿Qué recomienda y a quién?"))
        return redirect("meaning:lesson", pk=made.pk)
    context = {"title": _("Nuevo aprendizaje"), "form": form, "back": "meaning:lessons"}
    return render(request, "meaning/form.html", context)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def lesson_edit(request: Request, pk: UUID) -> HttpResponse:
    """Correct a lesson and what it rests on; what it said before stays with it."""
    view = _view(request, pk, "meaning.edit")
    initial = {name: getattr(view.lesson, name) for name in LESSON_TEXTS}
    initial["findings"] = [found.finding.pk for found in view.findings]
    form = LessonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        findings, person, now = data.pop("findings"), request.actor.person, timezone.now()
        act = partial(change_lesson, view.lesson, words=data, findings=findings, by=person, now=now)
        if done(request, act, _("Se corrigió el aprendizaje. Lo que decía antes se guarda.")):
            return redirect("meaning:lesson", pk=pk)
    context = {"title": _("Corregir %(folio)s") % {"folio": view.lesson.folio}, "form": form, "back": "meaning:lessons"}
    return render(request, "meaning/form.html", context)


def _view(request: Request, pk: UUID, permission: str = "meaning.see") -> LessonView:
    return lesson_views([find(request, permission, lesson_rows(), pk)], on=today())[0]


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def lesson_page(request: Request, pk: UUID) -> HttpResponse:
    """One lesson: its findings, its voices, its recommendations."""
    view = _view(request, pk)
    form = RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _recommend(request, view, form)
    context = {
        "title": view.lesson.title,
        "view": view,
        "seen": _seen(request, view),
        "advice": [(row, said(WORDS, row.to_whom), _late(row)) for row in view.recommendations],
        "form": form,
        "adopt_form": AdoptForm(prefix="acuerdo"),
    }
    return render(request, "meaning/lesson.html", context)


def _seen(request: Request, view: LessonView) -> set[UUID]:
    """The fragments whose words whoever asks may read; a reserved voice is named by its folio alone."""
    rows = Fragment.objects.filter(pk__in=[fragment.pk for fragment in view.fragments])
    return set(visible(request.actor, "voices.see", rows).values_list("pk", flat=True))


def _late(row: Recommendation) -> bool:
    return state_of(row, today()) == "tarde"


@address("meaning.edit")
def _recommend(request: Request, view: LessonView, form: RecommendationForm) -> HttpResponse:
    data = form.cleaned_data
    recommend(
        view.lesson,
        text=data["text"],
        to_whom=Addressee(data["to_whom"]),
        by_when=data["by_when"],
        by=request.actor.person,
        now=timezone.now(),
    )
    messages.success(request, _("Se guardó la recomendación."))
    return redirect("meaning:lesson", pk=view.lesson.pk)


@address("meaning.decide")
@require_POST
def recommendation_adopt(request: Request, pk: UUID) -> HttpResponse:
    """Tie a recommendation to the agreement that adopted it."""
    row = find(request, "meaning.decide", recommendation_rows(), pk)
    form = AdoptForm(request.POST, prefix="acuerdo")
    if form.is_valid():
        _adopt(request, row, form)
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("meaning:lesson", pk=row.lesson_id)


def _adopt(request: Request, row: Recommendation, form: AdoptForm) -> None:
    """Tie it to its agreement; with a session, the agreement is made there first, with the same words."""
    agreement, session = form.cleaned_data["agreement"], form.cleaned_data["session"]
    person, now = request.actor.person, timezone.now()
    try:
        with transaction.atomic():
            if agreement is None:
                if not can(request.actor, "agreements.edit"):
                    raise PermissionDenied
                agreement = make_agreement(session, text=row.text, due_on=row.by_when, by=person, now=now)
            adopt(row, agreement=agreement, by=person, now=now)
    except GovernanceRefused as error:
        messages.error(request, str(error))
        return
    messages.success(request, _("Ahora se sigue como el acuerdo %(folio)s.") % {"folio": agreement.folio})


@address("meaning.see")
@require_GET
def paper_page(request: Request, name: str) -> HttpResponse:
    """One of the papers of this room, to print or to change in a word processor."""
    if name not in PAPERS and name not in PIECES:
        raise Http404
    if name in RESERVED_PAPERS:
        may_see_reserved(request)
    language = paper_language(request)
    options = {option: request.GET.get(asked, "") for option, asked in ASKED.get(name, {}).items()}
    try:
        with in_language(language):
            if name in PIECES:
                made = PIECES[name](language, today(), **options)
                return handed(made.content, media_type="application/pdf", name=f"{name}.pdf", inline=True)
            return paper_answer(request, PAPERS[name](language, today(), **options), name)
    except (PaperRefused, PageOverflow, DoesNotFit) as error:
        messages.error(request, str(error))
        return redirect("meaning:reports")
