"""The plan of the systematization on the desk: its parts and its method; what is missing, with its link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.digests import brief_digest
from manantial.meaning.actions import approve_plan, choose_method, write_plan
from manantial.meaning.models import Plan
from manantial.meaning.papers.plan_table import PLAN_HEADS, plan_rows
from manantial.meaning.queries import (
    PlanView,
    current_plan,
    plan_view,
    questions_without_source,
    retired_parts,
    sourced_axes,
    sources_without_question,
)
from manantial.meaning.rules import ACTIVITY_WORDS, METHODS, PLAN_PARTS, Activity, Gives, method_of, part_label
from manantial.meaning.web.moments import moment_tabs
from manantial.meaning.web.planning import PlanForm
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address
from manantial.people.answers import changed_meanwhile, table_answer, today
from manantial.voices.queries import differing, former_of, said, stands

LOOSE_SHOWN = 12


@address("meaning.see")
@require_GET
def plan_page(request: Request) -> HttpResponse:
    """The plan, with the five doors that are always open above it."""
    plan = current_plan()
    view = plan_view(plan) if plan else None
    rows = plan_rows(view) if view else ()
    if exported := table_answer(request, _("Plan de sistematización"), [str(head) for head in PLAN_HEADS], rows):
        return exported
    loose = sources_without_question()
    gone = retired_parts(plan) if plan else ([], [])
    context = {
        "title": _("Plan de la sistematización"),
        "lead": _("Cinco momentos. Ninguno estorba a los otros; cada uno dice qué le falta."),
        "plan": plan,
        "view": view,
        "method": view.method if view else None,
        "parts": [(_(label), text) for _name, label, text in view.parts] if view else (),
        "axes": sourced_axes(plan) if plan else (),
        "former": former_of(plan, _labels()) if plan and plan.former else (),
        "tabs": moment_tabs(),
        "activities": _activities(view) if view else (),
        "unanswered": set(questions_without_source().values_list("pk", flat=True)),
        "loose": loose[:LOOSE_SHOWN],
        "loose_count": loose.count(),
        "retired": [*gone[0], *gone[1]],
        "methods": METHODS.values(),
        "yes": Gives.YES,
    }
    return render(request, "meaning/plan.html", context)


def _labels() -> dict[str, str]:
    """How the parts of the plan are called where one reads what they said before."""
    parts = {name: _(part_label(name)) for name in PLAN_PARTS}
    return {"title": _("Título"), **parts, "period": _("Desde cuándo y hasta cuándo"), "calendar": _("Calendario")}


def _activities(view: PlanView) -> list[tuple[Activity, str, bool]]:
    return [(each, said(ACTIVITY_WORDS, each.state), each.is_late(today())) for each in view.activities]


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def plan_write(request: Request) -> HttpResponse:
    """Write the plan as its method asks for it; parts of another method stay written."""
    plan = current_plan()
    written = {name: str(getattr(plan, name)) for name in PLAN_PARTS} if plan else {}
    initial: dict[str, object] = dict(written)
    if plan:
        initial |= {"title": plan.title, "approved_in": plan.approved_in, "start": plan.period_start}
        initial |= {"end": plan.period_end}
    form = PlanForm(
        request.POST or None, initial=initial, method=method_of(plan.method if plan else ""), written=written
    )
    stood, clash = (stands(plan, ("title", *PLAN_PARTS)) if plan else {}), None
    if form.is_valid() and changed_meanwhile(request, stood):
        clash = differing(stood, form.cleaned_data, _labels())
    if request.method == "POST" and form.is_valid() and clash is None:
        _save(request, plan, form)
        messages.success(request, _("Se guardó el plan."))
        return redirect("meaning:plan")
    context = {"title": _("Escribir el plan"), "form": form, "back": "meaning:plan", "blank": "I-01"}
    context |= {"seen": brief_digest(stood) if plan else "", "clash": clash}
    return render(request, "meaning/form.html", context)


def _save(request: Request, plan: Plan | None, form: PlanForm) -> None:
    data, person, now = form.cleaned_data, request.actor.person, timezone.now()
    texts = {name: data[name] for name in ("title", *PLAN_PARTS) if name in data}
    made = write_plan(plan, texts=texts, start=data["start"], end=data["end"], by=person, now=now)
    if data["approved_in"] and data["approved_in"].pk != made.approved_in_id:
        approve_plan(made, session=data["approved_in"], by=person, now=now)


@address("meaning.edit")
@require_POST
def method_choose(request: Request) -> HttpResponse:
    """Choose another template; nothing written is lost."""
    plan = current_plan()
    if plan is None:
        messages.error(request, _("Escriba primero el plan; después elija el método."))
        return redirect("meaning:plan")
    chosen = str(request.POST.get("method", ""))
    done(
        request,
        lambda: choose_method(plan, method=chosen, by=request.actor.person, now=timezone.now()),
        _("Ahora el plan se pregunta con otro método y los informes siguen su índice. Todo lo escrito sigue aquí."),
    )
    return redirect("meaning:plan")
