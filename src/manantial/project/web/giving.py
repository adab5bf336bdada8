"""Contributions on the desk: the list, a new offer, one with its steps, its proofs and its letter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, can, find
from manantial.press.compile import compile_pdf
from manantial.press.spreadsheets import FORMATS, table_file
from manantial.project.actions import ProjectRefused, confirm, offer, receive, withdraw
from manantial.project.models import BudgetLine, Contribution
from manantial.project.papers import contribution_letter
from manantial.project.queries.budget import budget_of, rule_line
from manantial.project.rules.budget import next_states, sums_of_line
from manantial.project.rules.catalogues import PLEDGE_TONES, PLEDGE_WORDS, SOURCE_WORDS, PledgeState, SourceKind
from manantial.project.web.forms import OfferForm, StepForm
from manantial.project.web.frame import language_of, now, refuse, tabs, the_project, today
from manantial.vault.streaming import handed


@address("project.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Every contribution with its line and its state."""
    project = the_project()
    found = (
        Contribution.objects.filter(line__group__project=project).select_related("line").order_by("line__number", "id")
    )
    rows = [(one, _(SOURCE_WORDS[one.kind]), _(PLEDGE_WORDS[one.state]), PLEDGE_TONES[one.state]) for one in found]
    if (form := request.GET.get("formato", "")) in FORMATS:
        heads = (_("Renglón"), _("Quién"), _("Qué"), _("Cantidad"), _("Moneda"), _("Estado"), _("Criterio"))
        cells = [
            (one.line.description, one.party, kind, one.amount.decimal, one.amount.currency, state, one.criterion)
            for one, kind, state, _tone in rows
        ]
        made = table_file(form, _("Aportaciones"), heads, cells, on=today())
        return handed(made.content, media_type=made.media_type, name=made.name)
    sums = budget_of(project, language_of(request)).sums
    context = {
        "title": _("Aportaciones"),
        "tabs": tabs("contributions"),
        "rows": rows,
        "count": len(rows),
        "sums": sums,
    }
    return render(request, "project/contributions.html", context)


@address("money.edit")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Write what somebody offers."""
    project = the_project()
    lines = BudgetLine.objects.filter(group__project=project).select_related("group__project")
    initial = {"on": today(), "currency": project.currency, "line": request.GET.get("renglon")}
    form = OfferForm(lines, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = _offer(request, form.cleaned_data)
        except ProjectRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se registró la aportación. Falta confirmarla."))
            _warn(request, made)
            return redirect("project:contribution", pk=made.pk)
    context = {
        "title": _("Nueva aportación"),
        "form": form,
        "tabs": tabs("contributions"),
        "back": "project:contributions",
    }
    return render(request, "project/form.html", context)


def _warn(request: Request, made: Contribution) -> None:
    """Say when a line would be covered twice: it is allowed, and somebody should know."""
    line = BudgetLine.objects.select_related("group__project").get(pk=made.line_id)
    shown = sums_of_line(rule_line(line), line.group.project.currency)
    beyond = shown.promised - shown.missing
    if beyond.minor > 0:
        facts = {"over": beyond}
        messages.warning(request, _("Si se confirma todo, el renglón queda cubierto de más por %(over)s.") % facts)


def _offer(request: Request, data: dict[str, Any]) -> Contribution:
    return offer(
        data["line"],
        party=data["party"],
        kind=SourceKind(data["kind"]),
        amount=data.get("money"),
        percent=data["percent"],
        rate=data["rate"],
        quantity=data["quantity"],
        unit=data["unit"],
        criterion=data["criterion"],
        note=data["note"],
        on=data["on"],
        by=request.actor.person,
        now=now(),
    )


@address("project.see")
@require_http_methods(["GET", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One contribution with its dated steps; whoever keeps the money writes the next one."""
    asked = "money.edit" if request.method == "POST" else "project.see"
    found = find(request, asked, Contribution.objects.select_related("line__group__project"), pk)
    states = [(state.value, _(PLEDGE_WORDS[state])) for state in next_states(found.state)]
    form = StepForm(states, request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            _step(request, found, form.cleaned_data)
        except ProjectRefused as error:
            refuse(form, error)
        else:
            missing = budget_of(found.line.group.project, "es").sums.missing
            messages.success(request, _("Se guardó. Ahora faltan %(missing)s.") % {"missing": missing})
            return redirect("project:contribution", pk=found.pk)
    context = {
        "title": found.party or _("Aportación impresa en la página"),
        "tabs": tabs("contributions"),
        "found": found,
        "kind": _(SOURCE_WORDS[found.kind]),
        "state": _(PLEDGE_WORDS[found.state]),
        "tone": PLEDGE_TONES[found.state],
        "steps": [(step, _(PLEDGE_WORDS[step.state])) for step in found.steps.all()],
        "form": form if states and can(request.actor, "money.edit") else None,
    }
    return render(request, "project/contribution.html", context)


def _step(request: Request, found: Contribution, data: dict[str, Any]) -> None:
    by, moment = request.actor.person, now()
    match PledgeState(data["state"]):
        case PledgeState.WITHDRAWN:
            withdraw(found, on=data["on"], reason=data["note"], by=by, now=moment)
        case PledgeState.RECEIVED:
            receive(found, on=data["on"], note=data["note"], by=by, now=moment)
        case _:
            confirm(found, on=data["on"], note=data["note"], by=by, now=moment)


@address("project.see")
@require_GET
def letter(request: Request, pk: UUID) -> HttpResponseBase:
    """The letter of a contribution, to be signed."""
    found = find(request, "project.see", Contribution, pk)
    made = compile_pdf(contribution_letter(language=language_of(request), on=today(), contribution=str(found.pk)))
    return handed(made.content, media_type="application/pdf", name="carta-aportacion.pdf")
