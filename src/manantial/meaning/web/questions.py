"""Axes and questions on one page, and the matrix of sources and questions typed by keyboard."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import (
    add_axis,
    add_question,
    add_questions,
    edit_axis,
    edit_question,
    fill_matrix,
    move,
    restore,
    retire,
)
from manantial.meaning.models import Axis, Plan, Question
from manantial.meaning.queries import (
    SourceMatrix,
    axes,
    current_plan,
    plan_view,
    questions,
    retired_parts,
    source_matrix,
    sources_without_question,
)
from manantial.meaning.rules import GIVES_WORDS, QUESTION_WORDS, Gives
from manantial.meaning.web.forms import AxisForm, QuestionForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer
from manantial.voices.models import Source
from manantial.voices.queries import choices, said

PER_MATRIX = 30
LETTERS = {Gives.YES: "s", Gives.NO: "n", Gives.PENDING: "?"}
READ = {"s": Gives.YES, "n": Gives.NO, "?": Gives.PENDING, "": Gives.PENDING}


@address("meaning.edit")
@require_GET
def questions_page(request: Request) -> HttpResponse:
    """Every axis with its questions: reword, put in order, retire, bring back."""
    plan = current_plan()
    if plan is None:
        messages.error(request, _("Escriba primero el plan; después sus ejes y preguntas."))
        return redirect("meaning:plan_write")
    gone_axes, gone_questions = retired_parts(plan)
    method = plan_view(plan).method
    context = {
        "title": _("Ejes y preguntas"),
        "lead": _("El eje es el hilo que cruza la experiencia: de uno a tres. Cada pregunta necesita una fuente."),
        "axes": axes(plan),
        "kinds": choices(QUESTION_WORDS),
        "axis_form": AxisForm(prefix="eje"),
        "gone_axes": gone_axes,
        "gone_questions": gone_questions,
        "suggested": [_(one.text) for one in method.questions],
        "method": _(method.name),
    }
    return render(request, "meaning/questions.html", context)


@address("meaning.edit")
@require_POST
def axis_add(request: Request) -> HttpResponse:
    """Add an axis to the plan."""
    form, plan = AxisForm(request.POST, prefix="eje"), current_plan()
    if plan and form.is_valid():
        add_axis(plan, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Se agregó el eje."))
    else:
        messages.error(request, _("No se guardó: escriba primero el plan y el nombre del eje."))
    return redirect("meaning:questions")


@address("meaning.edit")
@require_POST
def axis_edit(request: Request, pk: UUID) -> HttpResponse:
    """Reword an axis."""
    axis = find(request, "meaning.edit", Axis, pk)
    form = AxisForm(request.POST, prefix="eje")
    if form.is_valid():
        edit_axis(axis, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Se guardó el eje."))
    else:
        messages.error(request, _("No se guardó: el eje necesita un nombre."))
    return redirect("meaning:questions")


@address("meaning.edit")
@require_POST
def question_add(request: Request, pk: UUID) -> HttpResponse:
    """Add a question to an axis."""
    axis = find(request, "meaning.edit", Axis, pk)
    form = QuestionForm(request.POST, prefix="pregunta")
    if form.is_valid():
        add_question(axis, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Se agregó la pregunta."))
    else:
        messages.error(request, _("No se guardó: escriba la pregunta."))
    return redirect("meaning:questions")


@address("meaning.edit")
@require_POST
def question_suggested(request: Request, pk: UUID) -> HttpResponse:
    """Take the questions the method suggests into an axis."""
    axis = find(request, "meaning.edit", Axis, pk)
    asked = [(_(one.text), one.kind) for one in plan_view(axis.plan).method.questions]
    made = add_questions(axis, asked=asked, by=request.actor.person, now=timezone.now())
    messages.success(request, _("Se agregaron %(count)s preguntas. Cámbielas a su manera.") % {"count": len(made)})
    return redirect("meaning:questions")


@address("meaning.edit")
@require_POST
def question_edit(request: Request, pk: UUID) -> HttpResponse:
    """Reword a question."""
    question = find(request, "meaning.edit", Question, pk)
    form = QuestionForm(request.POST, prefix="pregunta")
    if form.is_valid():
        edit_question(question, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Se guardó la pregunta."))
    else:
        messages.error(request, _("No se guardó: escriba la pregunta."))
    return redirect("meaning:questions")


@address("meaning.edit")
@require_POST
def part_move(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Move an axis or a question up or down, retire it or bring it back."""
    thing = _part(request, kind, pk)
    person, now, asked = request.actor.person, timezone.now(), request.POST.get("que", "")
    if asked == "retirar":
        retire(thing, by=person, now=now)
        messages.success(request, _("Se retiró. Lo que ya se ordenó con ella se queda; puede volver."))
    elif asked == "volver":
        restore(thing, by=person, now=now)
        messages.success(request, _("Volvió al plan."))
    else:
        move(thing, up=asked == "subir", by=person, now=now)
    return redirect("meaning:questions")


def _part(request: Request, kind: str, pk: UUID) -> Axis | Question:
    if kind == "eje":
        return find(request, "meaning.edit", Axis, pk)
    return find(request, "meaning.edit", Question, pk)


@address("meaning.see")
@require_http_methods(["GET", "POST"])
def matrix_page(request: Request) -> HttpResponse:
    """Sources by questions on one screen: s, n or ?, moving with the arrows."""
    plan = current_plan()
    if plan is None or not questions().exists():
        messages.error(request, _("La matriz necesita el plan con sus preguntas: escríbalas primero."))
        return redirect("meaning:plan")
    page = Paginator(_sources(request), PER_MATRIX).get_page(request.GET.get("page"))
    matrix = source_matrix(list(page.object_list))
    if request.method == "POST":
        return _fill(request, plan, matrix)
    heads = [_("Folio"), _("Fuente"), *(question.text for question in matrix.questions)]
    exported = table_answer(
        request, _("Matriz de fuentes y preguntas"), heads, _cells(source_matrix(list(_sources(request))))
    )
    context = {
        "title": _("Matriz de fuentes y preguntas"),
        "lead": _("s = sí aporta, n = no aporta, ? = por revisar. Muévase con las flechas; Guardar escribe todo."),
        "page": page,
        "questions": [(number, question, question.pk in matrix.unanswered) for number, question in _numbered(matrix)],
        "rows": [
            (n, source, [(q, LETTERS[cell] if cell else "") for q, cell in enumerate(matrix.row(source), 1)])
            for n, source in enumerate(matrix.sources, 1)
        ],
        "unused": {source.pk for source in matrix.unused},
        "loose": sources_without_question().count(),
        "unanswered": len(matrix.unanswered),
        "count": page.paginator.count,
    }
    return exported or render(request, "meaning/source_matrix.html", context)


def _numbered(matrix: SourceMatrix) -> list[tuple[int, Question]]:
    return list(enumerate(matrix.questions, 1))


def _sources(request: Request) -> list[Source]:
    return list(visible(request.actor, "voices.see", Source.objects.order_by("folio")))


def _cells(matrix: SourceMatrix) -> list[list[object]]:
    return [
        [source.folio, source.title, *(said(GIVES_WORDS, cell) if cell else "" for cell in matrix.row(source))]
        for source in matrix.sources
    ]


@address("meaning.edit")
def _fill(request: Request, plan: Plan, matrix: SourceMatrix) -> HttpResponse:
    """Write what was typed; a letter that is not s, n or ? stops everything and says where."""
    by_id = {str(row.pk): row for row in (*matrix.questions, *matrix.sources)}
    asked = [by_id.get(key) for key in request.POST.getlist("q")]
    told = [by_id.get(key) for key in request.POST.getlist("s")]
    cells: dict[tuple[UUID, UUID], Gives] = {}
    for n, source in enumerate(told, 1):
        for q, question in enumerate(asked, 1):
            if not isinstance(question, Question) or not isinstance(source, Source):
                continue
            letter = str(request.POST.get(f"c{n}.{q}", "")).strip().casefold()
            if letter not in READ:
                words = _("«%(letter)s» no es s, n ni ?: revise %(source)s, pregunta %(number)s. No se guardó nada.")
                messages.error(request, words % {"letter": letter, "source": source.folio, "number": q})
                return redirect(request.get_full_path())
            if letter or matrix.cell(question, source) is not None:
                cells[question.pk, source.pk] = READ[letter]
    done(
        request,
        lambda: fill_matrix(plan, cells=cells, by=request.actor.person, now=timezone.now()),
        _("Se guardó la matriz."),
    )
    return redirect(request.get_full_path())
