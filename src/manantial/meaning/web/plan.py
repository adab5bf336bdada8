"""The plan of the systematization: its five moments with what is missing, axes, questions, sources."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import add_axis, add_question, approve_plan, relate_source, write_plan
from manantial.meaning.models import Axis, Question
from manantial.meaning.queries import axes, current_plan, moments, sources_without_question
from manantial.meaning.rules import MOMENT_WORDS, STATE_WORDS, MomentStatus, State
from manantial.meaning.web.forms import AxisForm, CellForm, PlanForm, QuestionForm
from manantial.people.access import Request, address, find
from manantial.people.answers import today

STATE_TONES = {State.EMPTY: "none", State.STARTED: "warn", State.GROUNDED: "good"}
GIVES = {"gives": "good", "nothing": "none", "pending": "warn"}


@address("meaning.see")
@require_GET
def plan_page(request: Request) -> HttpResponse:
    """Five tabs that are always open: each says how far it is and what it lacks."""
    plan = current_plan()
    context = {
        "title": _("Plan de la sistematización"),
        "lead": _("Cinco momentos. Ninguno estorba a los otros; cada uno dice qué le falta."),
        "plan": plan,
        "axes": axes(plan) if plan else (),
        "moments": [_moment(status) for status in moments(on=today())],
        "loose_sources": sources_without_question()[:12],
        "gives": GIVES,
        "axis_form": AxisForm(prefix="eje"),
        "question_form": QuestionForm(prefix="pregunta"),
        "cell_form": CellForm(prefix="fuente"),
    }
    return render(request, "meaning/plan.html", context)


def _moment(status: MomentStatus) -> dict[str, object]:
    return {
        "number": int(status.moment),
        "name": _(MOMENT_WORDS[status.moment]),
        "word": _(STATE_WORDS[status.state]),
        "tone": STATE_TONES[status.state],
        "missing": [_(gap.sentence) % gap.facts for gap in status.missing],
    }


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def plan_write(request: Request) -> HttpResponse:
    """Write the plan."""
    plan = current_plan()
    names = ("title", "objective", "usefulness", "object", "place", "ethics", "approved_in")
    initial = {name: getattr(plan, name) for name in names} if plan else {}
    if plan:
        initial |= {"start": plan.period_start, "end": plan.period_end}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data, person, now = form.cleaned_data, request.actor.person, timezone.now()
        texts = {name: data[name] for name in names if name != "approved_in"}
        made = write_plan(plan, texts=texts, start=data["start"], end=data["end"], by=person, now=now)
        if data["approved_in"] and data["approved_in"].pk != made.approved_in_id:
            approve_plan(made, session=data["approved_in"], by=person, now=now)
        messages.success(request, _("Se guardó el plan."))
        return redirect("meaning:plan")
    return render(request, "meaning/form.html", _form(_("Escribir el plan"), form, "meaning:plan"))


def _form(title: str, form: object, back: str) -> dict[str, object]:
    return {"title": title, "form": form, "back": back}


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
    return redirect("meaning:plan")


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
    return redirect("meaning:plan")


@address("meaning.edit")
@require_POST
def source_relate(request: Request, pk: UUID) -> HttpResponse:
    """Say whether a source answers a question."""
    question = find(request, "meaning.edit", Question, pk)
    form = CellForm(request.POST, prefix="fuente")
    if form.is_valid():
        data = form.cleaned_data
        relate_source(question, data["source"], gives=data["gives"], by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se anotó qué aporta esa fuente."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("meaning:plan")
