"""The desk: «Hoy», the ledger and the jobs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from manantial.jobs.actions import cancel
from manantial.jobs.models import Job
from manantial.ledger.models import Entry
from manantial.people.access import Request, address, can, find, visible
from manantial.people.models import Person
from manantial.site.health import content_findings
from manantial.site.queries import today as questions
from manantial.site.queries.beginning import first_steps

PER_PAGE = 40
# Where each thing that is missing is listed, to be mended there.
LISTS: Mapping[str, tuple[str, str]] = {
    "consent": ("voices:voices", "?permiso=none"),
    "finding": ("meaning:findings", "?que=debil"),
    "message": ("campaign:messages", ""),
    "return": ("meaning:returns", ""),
    "expired": ("people:bodies", "?clase=committee&estado=expired"),
    "vacant": ("people:bodies", "?clase=committee&estado=vacant"),
    "source": ("water:figures", ""),
    "budget": ("project:budget", ""),
    "agreement": ("governance:agreements", "?como=overdue"),
    "receipt": ("kits:deliveries", "?estado=delivered"),
    "kit": ("kits:deliveries", ""),
}


@address("desk.enter")
@require_GET
def today(request: Request) -> HttpResponse:
    """«Hoy»: what is due, what waits for me, what changed, what is missing."""
    day, whole = timezone.localdate(), request.GET.get("ver")
    context = {
        "title": _("Hoy"),
        "day": day,
        "due": questions.due(request.actor, on=day, whole=whole == "vence"),
        "waiting": questions.waiting(request.actor, on=day, whole=whole == "espera"),
        "changes": questions.changes(request.actor),
        "steps": [(step, _(step.words), _(step.why)) for step in first_steps(request.actor)],
        "missing": _missing(day) if can(request.actor, "communities.see") else [],
    }
    return render(request, "site/today.html", context)


def _missing(day: date) -> list[tuple[str, bool, str]]:
    """What is missing: the sentence, whether it stops a paper, and the list where it is mended."""
    return [(said, blocks, _list_of(code)) for code, said, blocks in content_findings(day)]


def _list_of(code: str) -> str:
    name, query = LISTS.get(code, ("", ""))
    return f"{reverse(name)}{query}" if name else ""


@address("ledger.see")
@require_GET
def ledger(request: Request) -> HttpResponse:
    """What happened, newest first, in pages."""
    rows = visible(request.actor, "ledger.see", Entry.objects.order_by("-sequence"))
    thing = request.GET.get("cosa", "")
    if thing:
        rows = rows.filter(thing_kind=thing)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    people = Person.objects.in_bulk([entry.person_id for entry in page if entry.person_id])
    lines = [(entry, people.get(entry.person_id) if entry.person_id else None) for entry in page]
    kinds = Entry.objects.order_by("thing_kind").values_list("thing_kind", flat=True).distinct()
    context = {"title": _("Bitácora"), "page": page, "lines": lines, "kinds": list(kinds), "thing": thing}
    return render(request, "site/ledger.html", context)


@address("jobs.see")
@require_GET
def jobs(request: Request) -> HttpResponse:
    """The long works of this alliance, newest first."""
    rows = visible(request.actor, "jobs.see", Job.objects.order_by("-created_at"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "site/jobs.html", {"title": _("Trabajos"), "page": page})


@address("jobs.see")
@require_GET
def job(request: Request, pk: UUID) -> HttpResponse:
    """How one long work goes."""
    row = find(request, "jobs.see", Job, pk)
    return render(request, "site/job.html", {"title": row.kind, "job": row})


@address("jobs.see")
@require_POST
def cancel_job(request: Request, pk: UUID) -> HttpResponse:
    """Stop a long work at its next step."""
    row = find(request, "jobs.see", Job, pk)
    cancel(row, now=timezone.now())
    messages.success(request, _("Se pidió detener el trabajo. Lo que ya estaba hecho se conserva."))
    return redirect("site:job", pk=row.pk)
