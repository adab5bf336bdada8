"""Validation and return: the traffic light of a workshop, group by group, and what went back to each community."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.meaning.actions import record_no_differences, record_return, validate
from manantial.meaning.models import Validation
from manantial.meaning.queries import (
    FindingView,
    community_returns,
    finding_rows,
    finding_views,
    recorded_no_differences,
    returns,
)
from manantial.meaning.rules import WORDS, GroupVotes, ReturnMedium
from manantial.meaning.web.fields import workshops
from manantial.meaning.web.forms import ReturnForm
from manantial.meaning.web.plumbing import TONES, done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.voices.models import Workshop
from manantial.voices.queries import said
from manantial.voices.rules import EXPECTED_GROUPS, GROUP_WORDS

COLOURS = ("green", "yellow", "red")


@address("meaning.see")
@require_GET
def validation_page(request: Request) -> HttpResponse:
    """Which findings were validated, which wait for a decision, and in which workshops people voted."""
    views = finding_views(finding_rows(), on=today())
    held = workshops().filter(format="T-5") or workshops()
    context = {
        "title": _("Validación"),
        "lead": _("Quienes hablaron dicen si así fue. Lo amarillo y lo rojo no entra al informe sin una decisión."),
        "workshops": held[:20],
        "waiting": [_row(view) for view in views if view.awaits],
        "rows": [_row(view) for view in views],
        "no_differences": recorded_no_differences(),
        "metric": returns(on=today()),
    }
    return render(request, "meaning/validation.html", context)


def _row(view: FindingView) -> dict[str, object]:
    return {
        "view": view,
        "light": said(WORDS, view.light) if view.light else _("Sin validar"),
        "tone": TONES.get(view.light, "none") if view.light else "none",
        "reason": view.ruling.say(_),
        "decision": said(WORDS, view.decision.outcome) if view.decision else "",
    }


@address("meaning.see")
@require_GET
def workshop_page(request: Request, pk: UUID) -> HttpResponse:
    """The findings to vote in one workshop, with what was already counted there."""
    workshop = find(request, "workshops.see", Workshop, pk)
    cast = {row.finding_id for row in Validation.objects.filter(workshop=workshop)}
    rows = [(_row(view), view.finding.pk in cast) for view in finding_views(finding_rows(), on=today())]
    context = {
        "title": _("Semáforo: %(workshop)s") % {"workshop": workshop.title},
        "workshop": workshop,
        "rows": rows,
        "cast": sum(1 for _found, voted in rows if voted),
    }
    return render(request, "meaning/validation_workshop.html", context)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def vote_page(request: Request, pk: UUID, finding: UUID) -> HttpResponse:
    """Type the counts of one finding from the paper sheet: three numbers for each group."""
    workshop = find(request, "workshops.see", Workshop, pk)
    found = find(request, "meaning.edit", finding_rows(), finding)
    groups = _groups(workshop)
    if request.method == "POST":
        votes = [_votes(request, group) for group in groups]
        act = partial(
            validate,
            found,
            workshop=workshop,
            votes=votes,
            said=request.POST.get("said", ""),
            by=request.actor.person,
            now=timezone.now(),
        )
        if done(request, act, _("Se guardaron los votos de %(folio)s.") % {"folio": found.folio}):
            return redirect("meaning:validation_workshop", pk=pk)
    rows = [
        (group, said(GROUP_WORDS, group), [request.POST.get(f"{group}-{c}", "") for c in COLOURS]) for group in groups
    ]
    context = {"title": found.statement, "finding": found, "workshop": workshop, "rows": rows}
    return render(request, "meaning/vote.html", context)


def _groups(workshop: Workshop) -> list[str]:
    """The groups that came; all the expected ones when nobody wrote the list."""
    came = workshop.attendances.exclude(group="").filter(count__gt=0).values_list("group", flat=True)
    return list(dict.fromkeys(came)) or [group.value for group in EXPECTED_GROUPS]


def _votes(request: Request, group: str) -> GroupVotes:
    counts = [request.POST.get(f"{group}-{colour}", "").strip() for colour in COLOURS]
    return GroupVotes(group, *(min(int(count), 9999) if count.isdecimal() else 0 for count in counts))


@address("meaning.decide")
@require_POST
def no_differences(request: Request, pk: UUID) -> HttpResponse:
    """Write that a workshop said there were no differences."""
    workshop = find(request, "workshops.see", Workshop, pk)
    record_no_differences(workshop, by=request.actor.person, now=timezone.now())
    messages.success(request, _("Quedó escrito que en este taller no hubo diferencias."))
    return redirect("meaning:validation")


@address("meaning.see")
@require_GET
def return_list(request: Request) -> HttpResponse:
    """What went back to each community that gave its words, and how long the others have waited."""
    metric, rows = returns(on=today()), community_returns()
    heads = [_("Clave"), _("Comunidad"), _("Voces"), _("Regresó el"), _("Días")]
    cells = ([e.community.code, e.community.name, e.voices, e.contribution.returned, e.elapsed(today())] for e in rows)
    context = {
        "title": _("Regresar los resultados"),
        "lead": _("A cada comunidad que dio su palabra le toca algo de vuelta: hablado, en cartel o en papel."),
        "metric": metric,
        "rows": [(each, each.elapsed(today()), [said(WORDS, row.medium) for row in each.returns]) for each in rows],
        "count": len(rows),
    }
    return table_answer(request, _("Regreso de resultados"), heads, cells) or render(
        request, "meaning/returns.html", context
    )


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def return_new(request: Request) -> HttpResponse:
    """Write that results went back to a community."""
    form = ReturnForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        record_return(
            data.pop("community"),
            medium=ReturnMedium(data.pop("medium")),
            by=request.actor.person,
            now=timezone.now(),
            **data,
        )
        messages.success(request, _("Se anotó el regreso."))
        return redirect("meaning:returns")
    context = {"title": _("Anotar un regreso"), "form": form, "back": "meaning:returns"}
    return render(request, "meaning/form.html", context)
