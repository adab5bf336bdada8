"""Validation and return: the traffic light of a workshop, group by group, and what went back to each community."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.alliance.tenancy import current_alliance
from manantial.meaning.actions import record_no_differences, set_small_group, validate, validate_many
from manantial.meaning.models import Finding, Validation
from manantial.meaning.queries import (
    breakdown,
    finding_rows,
    finding_standings,
    finding_views,
    open_differences,
    recorded_no_differences,
    returns,
    small_group_word,
    standing_findings,
    untold,
)
from manantial.meaning.rules import SMALLEST_GROUPS
from manantial.meaning.web.counting import boxes, counted_in, groups_of, read_votes, seen_at, typed_again
from manantial.meaning.web.fields import workshops
from manantial.meaning.web.finding_list import ORDERS, PER_PAGE, finding_row
from manantial.meaning.web.plumbing import done
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered
from manantial.voices.models import Workshop
from manantial.voices.queries import said
from manantial.voices.rules import GROUP_WORDS

ON_A_SHEET = 12  # findings typed at one go
FIRST_WAITING = 10  # named at the head of the page; the list of findings has them all
VOTE_NAME = "{group}-{colour}"


@address("meaning.see")
@require_GET
def validation_page(request: Request) -> HttpResponse:
    """Which findings were validated, which wait for a decision, and in which workshops people voted."""
    views = ordered(request, finding_standings(on=today()), ORDERS)
    heads = [_("Folio"), _("Hallazgo"), _("Semáforo"), _("Decisión"), _("Grupo"), _("Verde"), _("Amarillo"), _("Rojo")]
    heads += [_("¿Se entendió?")]
    heads += [_("Taller")]
    if answer := table_answer(request, _("Validación"), heads, _vote_cells([view.finding.pk for view in views])):
        return answer
    page = Paginator(views, PER_PAGE).get_page(request.GET.get("page"))
    waiting = [view for view in views if view.awaits]
    held = workshops().filter(format="T-5") or workshops()
    context = {
        "title": _("Validación"),
        "lead": _("Quienes hablaron dicen si así fue. Lo amarillo y lo rojo no entra al informe sin una decisión."),
        "workshops": held[:20],
        "waiting": [finding_row(view) for view in waiting[:FIRST_WAITING]],
        "waiting_count": len(waiting),
        "rows": [finding_row(view) for view in page.object_list],
        "page": page,
        "count": len(views),
        "no_differences": recorded_no_differences(),
        "still_open": open_differences(on=today(), findings=views),
        "metric": returns(on=today()),
        "smallest": current_alliance().small_group,
        "smallest_groups": SMALLEST_GROUPS,
    }
    return render(request, "meaning/validation.html", context)


@address("meaning.decide")
@require_POST
def small_group(request: Request) -> HttpResponse:
    """Decide from how many persons on the vote of a group on a delicate finding is told."""
    asked, why = request.POST.get("personas", ""), request.POST.get("porque", "")
    smallest = int(asked) if asked.isdecimal() and len(asked) < 3 else 0
    act = partial(set_small_group, smallest, why=why, by=request.actor.person, now=timezone.now())
    done(request, act, _("Desde ahora rige en páginas, papeles y tablas."))
    return redirect("meaning:validation")


def _vote_cells(order: Sequence[UUID]) -> Iterator[list[object]]:
    """Each group's newest count of each finding; a finding nobody voted is told too, without numbers."""
    found = {view.finding.pk: view for view in finding_views(finding_rows(), on=today())}
    for view in (found[key] for key in order if key in found):
        row = finding_row(view)
        told = [view.finding.folio, view.finding.statement, row["light"], row["decision"] or None]
        if not view.votes:
            yield [*told, *[None] * 6]
        split = breakdown(view)
        for vote in split.hidden:
            yield [
                *told,
                small_group_word(vote.group, [vote.group]),
                *[untold()] * 3,
                _understood(vote),
                _workshop(vote),
            ]
        for vote in split.told:
            counts = [vote.green, vote.yellow, vote.red]
            yield [*told, said(GROUP_WORDS, vote.group), *counts, _understood(vote), _workshop(vote)]


def _understood(vote: Validation) -> str | None:
    return None if vote.understood is None else (_("sí") if vote.understood else _("no"))


def _workshop(vote: Validation) -> str:
    return f"{vote.workshop.folio} {vote.workshop.title}"


@address("meaning.see")
@require_GET
def workshop_page(request: Request, pk: UUID) -> HttpResponse:
    """The findings to vote in one workshop, with what was already counted there."""
    workshop = find(request, "workshops.see", Workshop, pk)
    cast = counted_in(workshop)
    views = finding_standings(on=today())
    page = Paginator(views, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Semáforo: %(workshop)s") % {"workshop": workshop.title},
        "workshop": workshop,
        "rows": [(finding_row(view), view.finding.pk in cast) for view in page.object_list],
        "page": page,
        "count": len(views),
        "cast": sum(1 for view in views if view.finding.pk in cast),
        "still_open": open_differences(on=today(), findings=views),
    }
    return render(request, "meaning/validation_workshop.html", context)


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def grid_page(request: Request, pk: UUID) -> HttpResponse:
    """Every finding by every group on one sheet, typed from paper with the arrows; only what changed is written."""
    workshop = find(request, "workshops.see", Workshop, pk)
    page = Paginator(standing_findings(), ON_A_SHEET).get_page(request.GET.get("page"))
    findings, counted = list(page.object_list), counted_in(workshop)
    groups, _others = groups_of(workshop, (group for votes in counted.values() for group in votes))
    if request.method == "POST" and _grid_done(request, workshop, findings, groups):
        return redirect(_next_sheet(pk, page))
    rows = []
    for row in findings:
        standing = {group: boxes(counted.get(row.pk, {}).get(group)) for group in groups}
        typed = typed_again(request.POST, _grid_name(row.pk), groups) if request.method == "POST" else standing
        rows.append((row, list(typed.items())))
    context = {
        "title": _("Capturar el semáforo: %(workshop)s") % {"workshop": workshop.title},
        "lead": _("Un renglón por hallazgo, tres números por grupo: verde, amarillo, rojo. Muévase con las flechas."),
        "workshop": workshop,
        "page": page,
        "groups": [(group, said(GROUP_WORDS, group)) for group in groups],
        "seen": request.POST.get("visto") or timezone.now().isoformat(),
        "rows": rows,
    }
    return render(request, "meaning/validation_grid.html", context)


def _next_sheet(pk: UUID, page: Page[Finding]) -> str:
    """After a sheet comes the following one; after the last, the workshop."""
    if page.has_next():
        return f"{reverse('meaning:validation_grid', args=[pk])}?page={page.next_page_number()}"
    return reverse("meaning:validation_workshop", args=[pk])


def _grid_name(key: UUID) -> str:
    return f"{key}." + "{group}.{colour}"


def _grid_done(request: Request, workshop: Workshop, findings: Sequence[Finding], groups: Sequence[str]) -> bool:
    """Write what changed on the sheet; True when there is nothing left to do. What cannot be read stops all of it."""
    counted = counted_in(workshop, seen_at(request.POST))
    read = {
        row.pk: read_votes(request.POST, _grid_name(row.pk), groups, counted.get(row.pk, {}), about=row.folio)
        for row in findings
    }
    if wrong := [words for typed in read.values() for words in typed.wrong]:
        return _refused(request, wrong)
    votes = {key: typed.votes for key, typed in read.items() if typed.votes}
    if not votes:
        return _unchanged(request)
    act = partial(validate_many, workshop, votes=votes, by=request.actor.person, now=timezone.now())
    words = ngettext(
        "Se guardaron los votos de un hallazgo.", "Se guardaron los votos de %(count)s hallazgos.", len(votes)
    )
    return done(request, act, words % {"count": len(votes)})


def _refused(request: Request, wrong: Sequence[str]) -> bool:
    messages.error(request, " ".join([_("No se guardó nada todavía."), *wrong[:5]]))
    return False


def _unchanged(request: Request) -> bool:
    messages.info(request, _("No cambió ningún número."))
    return True


@address("meaning.edit")
@require_http_methods(["GET", "POST"])
def vote_page(request: Request, pk: UUID, finding: UUID) -> HttpResponse:
    """The counts of one finding, three numbers for each group: what was counted stands there and can be corrected."""
    workshop = find(request, "workshops.see", Workshop, pk)
    found = find(request, "meaning.edit", standing_findings(), finding)
    counted = counted_in(workshop).get(found.pk, {})
    groups, others = groups_of(workshop, counted)
    if request.method == "POST" and _vote_done(request, workshop, found, [*groups, *others]):
        return redirect("meaning:validation_workshop", pk=pk)
    typed = {group: boxes(counted.get(group)) for group in (*groups, *others)}
    if request.method == "POST":
        typed = typed_again(request.POST, VOTE_NAME, [*groups, *others])
    context = {
        "title": found.statement,
        "finding": found,
        "workshop": workshop,
        "counted": bool(counted),
        "seen": request.POST.get("visto") or timezone.now().isoformat(),
        "rows": [(group, said(GROUP_WORDS, group), typed[group]) for group in groups],
        "others": [(group, said(GROUP_WORDS, group), typed[group]) for group in others],
    }
    return render(request, "meaning/vote.html", context)


def _vote_done(request: Request, workshop: Workshop, found: Finding, groups: Sequence[str]) -> bool:
    counted = counted_in(workshop, seen_at(request.POST)).get(found.pk, {})
    typed = read_votes(request.POST, VOTE_NAME, groups, counted)
    if typed.wrong:
        return _refused(request, typed.wrong)
    said_besides = request.POST.get("said", "").strip()
    if not typed.votes and counted and not said_besides:
        return _unchanged(request)
    act = partial(
        validate,
        found,
        workshop=workshop,
        votes=typed.votes or counted.values(),  # words alone stand beside the numbers that were there
        said=said_besides,
        by=request.actor.person,
        now=timezone.now(),
    )
    return done(request, act, _("Se guardaron los votos de %(folio)s.") % {"folio": found.folio})


@address("meaning.decide")
@require_POST
def no_differences(request: Request, pk: UUID) -> HttpResponse:
    """Write that a workshop said there were no differences."""
    workshop = find(request, "workshops.see", Workshop, pk)
    act = partial(record_no_differences, workshop, by=request.actor.person, now=timezone.now())
    done(request, act, _("Quedó escrito que en este taller no hubo diferencias."))
    return redirect("meaning:validation")
