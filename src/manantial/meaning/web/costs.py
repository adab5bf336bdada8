"""The sheet of costs on the desk: lines, derived sums, history, and the book of tables whose sums are formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.digests import brief_digest
from manantial.meaning.actions.costs import (
    add_cost,
    bring_back_cost,
    move_cost,
    restore_cost,
    retire_cost,
    write_cost,
)
from manantial.meaning.models import CostLine
from manantial.meaning.papers.costs import cost_book, say_sum
from manantial.meaning.queries.costs import CostView, cost_views, sums_of
from manantial.meaning.rules.costs import PAYER_WORDS, PHASE_WORDS, CostPhase, Payer, say_quantity
from manantial.meaning.web.model_forms import CostForm, line_labels, line_stands, line_typed
from manantial.meaning.web.plumbing import done, key_of
from manantial.people.access import Request, address, find
from manantial.people.answers import changed_meanwhile, table_answer
from manantial.people.models import Person
from manantial.voices.queries import differing, said


@address("meaning.see")
@require_GET
def costs_page(request: Request) -> HttpResponse:
    """What it costs to begin and to keep going: lines by phase with their sums, and who pays."""
    language = "en" if request.LANGUAGE_CODE == "en" else "es"
    views = cost_views(language)
    exported = table_answer(request, _("Costos de arranque y operación"), *cost_book(views))
    if exported:
        return exported
    sums = sums_of(views)
    context = {
        "title": _("Costos de arranque y operación"),
        "lead": _(
            "Cada renglón con su cantidad, su precio y de qué se parte. Las sumas se hacen solas, aquí y en la hoja."
        ),
        "phases": [
            {
                "key": phase.value,
                "title": said(PHASE_WORDS, phase),
                "rows": [(view, _numbers(view)) for view in views if view.facts.phase is phase],
                "sum": say_sum(getattr(sums, phase.value)),
            }
            for phase in CostPhase
        ],
        "first_year": say_sum(sums.first_year),
        "payers": [
            (said(PAYER_WORDS, payer), [say_sum(sums.by_payer[payer][phase]) for phase in CostPhase]) for payer in Payer
        ],
        "count": len(views),
        "retired": list(CostLine.objects.exclude(retired_at=None).order_by("-retired_at")),
    }
    return render(request, "meaning/costs.html", context)


def _numbers(view: CostView) -> dict[str, Any]:
    line, facts = view.line, view.facts
    source = f"{line.source.folio} " if line.source else ""
    return {
        "quantity": say_quantity(facts.quantity),
        "payer": said(PAYER_WORDS, facts.payer),
        "from": f"{source}{line.cited}".strip(),
        "english": bool(line.texts.get("en")),
    }


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def cost_new(request: Request) -> HttpResponse:
    """A new line."""
    form = CostForm(request.actor, None, request.POST or None)
    if request.method == "GET" and request.GET.get("cuando") in set(CostPhase):
        form.initial["phase"] = request.GET["cuando"]
    if request.method == "POST" and form.is_valid():
        act = lambda: add_cost(form.content(), by=request.actor.person, now=timezone.now())  # noqa: E731
        if done(request, act, _("Se guardó el renglón.")):
            return redirect("meaning:costs")
    return render(
        request, "meaning/cost_line.html", {"title": _("Nuevo renglón de costos"), "form": form, "blank": "costos"}
    )


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def cost_edit(request: Request, pk: UUID) -> HttpResponse:
    """One line: change it; what it said before stays in its history."""
    line = find(request, "meaning.edit", CostLine, pk)
    form = CostForm(request.actor, line, request.POST or None)
    stood, clash = line_stands(form), None
    if request.method == "POST" and form.is_valid():
        clash = differing(stood, line_typed(form), line_labels(form)) if changed_meanwhile(request, stood) else None
    if request.method == "POST" and form.is_valid() and clash is None:
        act = lambda: write_cost(line, content=form.content(), by=request.actor.person, now=timezone.now())  # noqa: E731
        if done(request, act, _("Se guardó. Lo que decía antes se queda en su historia.")):
            return redirect("meaning:costs")
    context = {"title": str(line), "form": form, "line": line, "history": _history(line), "blank": "costos"}
    context |= {"seen": brief_digest(stood), "clash": clash}
    return render(request, "meaning/cost_line.html", context)


def _history(line: CostLine) -> list[dict[str, Any]]:
    people = {change["by"] for change in line.former if change["by"]}
    names = {str(pk): name for pk, name in Person.objects.filter(pk__in=people).values_list("pk", "name")}
    rows = []
    for number, change in enumerate(line.former):
        before = change["before"]
        told = CostLine(
            **{
                name: before[name]
                for name in ("hundredths", "price_minor", "price_currency", "times", "payer", "texts", "phase")
            }
        )
        (view,) = cost_views("es", [told])
        rows.append(
            {"number": number, "at": change["at"][:10], "who": names.get(change["by"], ""), "view": view}
            | _numbers(view)
        )
    return rows[::-1]


@address("meaning.edit")
@require_POST
def cost_wording(request: Request, pk: UUID) -> HttpResponse:
    """Go back to what a line said before."""
    line = find(request, "meaning.edit", CostLine, pk)
    asked = request.POST.get("numero", "")
    number = int(asked) if asked.isdecimal() else -1
    act = lambda: restore_cost(line, number, by=request.actor.person, now=timezone.now())  # noqa: E731
    done(request, act, _("Volvió a lo que decía. Lo de hoy quedó en su historia."))
    return redirect("meaning:cost_line", pk=pk)


@address("meaning.edit")
@require_POST
def cost_move(request: Request) -> HttpResponse:
    """Move a line, take it out or bring it back; which one and how is told by the button."""
    deeds: dict[str, tuple[Callable[..., object], str]] = {
        "subir": (lambda row, **by: move_cost(row, up=True, **by), _("Se movió.")),
        "bajar": (lambda row, **by: move_cost(row, up=False, **by), _("Se movió.")),
        "retirar": (retire_cost, _("Se retiró y ya no se suma. Está al final de la página, por si debe volver.")),
        "volver": (bring_back_cost, _("Volvió a su lugar.")),
    }
    asked = next((name for name in deeds if request.POST.get(name)), None)
    if asked is None:
        raise Http404
    line = find(request, "meaning.edit", CostLine, key_of(request.POST[asked]))
    act, words = deeds[asked]
    done(request, lambda: act(line, by=request.actor.person, now=timezone.now()), words)
    return redirect("meaning:costs")


ADDRESSES = [
    path("mesa/modelo/costos/", costs_page, name="costs"),
    path("mesa/modelo/costos/mover/", cost_move, name="cost_move"),
    path("mesa/modelo/costos/nuevo/", cost_new, name="cost_new"),
    path("mesa/modelo/costos/<uuid:pk>/", cost_edit, name="cost_line"),
    path("mesa/modelo/costos/<uuid:pk>/redaccion/", cost_wording, name="cost_wording"),
]
