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

from manantial.meaning.actions import record_no_differences, record_return, validate, validate_many
from manantial.meaning.models import Validation
from manantial.meaning.papers import PaperRefused, community_poster
from manantial.meaning.queries import (
    CommunityReturn,
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
from manantial.press.posters import DoesNotFit
from manantial.press.tiles import CannotTile, tile
from manantial.vault.streaming import handed
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
def grid_page(request: Request, pk: UUID) -> HttpResponse:
    """Every finding by every group on one sheet, typed from paper with the arrows; only what changed is written."""
    workshop = find(request, "workshops.see", Workshop, pk)
    findings, groups = list(finding_rows()), _groups(workshop)
    cast = _cast(workshop)
    if request.method == "POST":
        typed = {row.pk: _changed(request, row.pk, groups, cast) for row in findings}
        votes = {key: some for key, some in typed.items() if some}
        person, now = request.actor.person, timezone.now()
        act = partial(validate_many, workshop, votes=votes, by=person, now=now)
        if done(request, act, _("Se guardaron los votos de %(count)s hallazgos.") % {"count": len(votes)}):
            return redirect("meaning:validation_workshop", pk=pk)
    rows = [(row, [(g, cast.get((row.pk, g), ("", "", ""))) for g in groups]) for row in findings]
    context = {
        "title": _("Capturar el semáforo: %(workshop)s") % {"workshop": workshop.title},
        "lead": _("Un renglón por hallazgo, tres números por grupo: verde, amarillo, rojo. Muévase con las flechas."),
        "workshop": workshop,
        "groups": [(group, said(GROUP_WORDS, group)) for group in groups],
        "rows": rows,
    }
    return render(request, "meaning/validation_grid.html", context)


def _cast(workshop: Workshop) -> dict[tuple[UUID, str], tuple[object, object, object]]:
    """What was already counted in this workshop; the newest count of each group."""
    rows = Validation.objects.filter(workshop=workshop).order_by("recorded_at", "id")
    return {(row.finding_id, row.group): (row.green, row.yellow, row.red) for row in rows}


def _changed(
    request: Request, key: UUID, groups: list[str], cast: dict[tuple[UUID, str], tuple[object, object, object]]
) -> list[GroupVotes]:
    found = []
    for group in groups:
        counts = [request.POST.get(f"{key}.{group}.{colour}", "").strip() for colour in COLOURS]
        vote = GroupVotes(group, *(min(int(count), 9999) if count.isdecimal() else 0 for count in counts))
        if vote.total and (vote.green, vote.yellow, vote.red) != cast.get((key, group)):
            found.append(vote)
    return found


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


def _return_cells(each: CommunityReturn) -> list[object]:
    first = each.returns[0] if each.returns else None
    told = [said(WORDS, first.medium), first.women, first.men] if first else ["", "", ""]
    place = each.community
    return [place.code, place.name, each.voices, each.contribution.returned, each.elapsed(today()), *told]


@address("meaning.see")
@require_GET
def return_list(request: Request) -> HttpResponse:
    """What went back to each community that gave its words, and how long the others have waited."""
    metric = returns(on=today())
    rows = sorted(
        community_returns(), key=lambda each: (bool(each.returns), -each.elapsed(today()), each.community.code)
    )
    heads = [_("Clave"), _("Comunidad"), _("Voces"), _("Regresó el"), _("Días"), _("Cómo"), _("Mujeres"), _("Hombres")]
    cells = (_return_cells(each) for each in rows)
    context = {
        "title": _("Regresar los resultados"),
        "lead": _("A cada comunidad que dio su palabra le toca algo de vuelta: hablado, en cartel o en papel."),
        "metric": metric,
        "rows": [
            (each, each.elapsed(today()), [(row, said(WORDS, row.medium)) for row in each.returns]) for each in rows
        ],
        "pending": len(metric.pending),
        "count": len(rows),
    }
    return table_answer(request, _("Regreso de resultados"), heads, cells) or render(
        request, "meaning/returns.html", context
    )


@address("meaning.see")
@require_GET
def return_poster(request: Request, code: str) -> HttpResponse:
    """The poster of one community, tabloid or cut into letter sheets."""
    try:
        content = community_poster("es", today(), community=code).content
        if request.GET.get("como") == "hojas":
            content = tile(content, title=code, language="es-MX", date=today()).content
    except (PaperRefused, DoesNotFit, CannotTile) as error:
        messages.error(request, str(error))
        return redirect("meaning:returns")
    return handed(content, media_type="application/pdf", name=f"cartel-{code}.pdf", inline=True)


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
