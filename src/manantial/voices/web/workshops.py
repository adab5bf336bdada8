"""Pages of workshops: the list, a new one from a format, the workshop itself, its list, its account, its papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.kernel.digests import brief_digest
from manantial.kernel.text import fold
from manantial.people.access import Request, address, can, find
from manantial.people.answers import paper_answer, table_answer, today
from manantial.people.listing import ordered, paged
from manantial.press.packing import packed
from manantial.vault.streaming import handed
from manantial.voices import papers
from manantial.voices.actions import (
    VoicesRefused,
    cancel_workshop,
    change_workshop,
    plan_workshop,
)
from manantial.voices.formats import Format
from manantial.voices.models import Workshop
from manantial.voices.queries import (
    WORKSHOP_PLAN,
    VoiceFilter,
    WorkshopRow,
    attendance,
    every_format,
    format_of,
    former_of,
    said,
    stands,
    stored_supplies,
    supplies_for,
    turnout,
    voice_rows,
    voices,
    workshop_rows,
    workshops,
)
from manantial.voices.rules import GROUP_WORDS, WORKSHOP_WORDS, Use
from manantial.voices.web.designer_forms import (
    BlockFormSet,
    DayForm,
    SupplyFormSet,
    block_initial,
    blocks_of,
    lines_of,
    supplies_written,
)
from manantial.voices.web.filled import account_sheets
from manantial.voices.web.former import clash_of, labels_of
from manantial.voices.web.plumbing import PER_PAGE
from manantial.voices.web.workshop_forms import AccountForm, PlanForm, WorkshopFilter
from manantial.voices.web.workshop_papers import PAPERS, folder_of, paper_of, phrases_of, workshop_cards

ORDERS: Mapping[str, Callable[[WorkshopRow], Any]] = {
    "titulo": lambda row: fold(row.workshop.title),
    "dia": lambda row: row.workshop.on,
    "comunidad": lambda row: fold(row.workshop.community.name) if row.workshop.community else None,
    "estado": lambda row: row.state,
    "personas": lambda row: row.people,
    "voces": lambda row: row.voices,
}


@address("workshops.see")
@require_GET
def workshop_list(request: Request) -> HttpResponse:
    """Workshops, the newest first, with how many people and voices each had."""
    formats = [(key, f"{key} {made.title}") for key, made in every_format().items()]
    form = WorkshopFilter(request.GET or None, formats=formats)
    if "papel" in request.GET:
        return account_sheets(request, workshops(form.asked()))
    listed = ordered(request, workshop_rows(workshops(form.asked())), ORDERS)
    heads = [_("Folio"), _("Taller"), _("Formato"), _("Día"), _("Comunidad"), _("Estado"), _("Personas"), _("Voces")]
    exported = table_answer(request, _("Talleres"), heads, (_cells(row) for row in listed))
    context = {
        "title": _("Talleres"),
        "lead": _("Donde se junta la memoria: se planea con un formato, se pasa lista, se recogen voces."),
        "page": paged(request, listed, PER_PAGE),
        "count": len(listed),
        "form": form,
    }
    return exported or render(request, "voices/workshops.html", context)


def _cells(row: WorkshopRow) -> list[object]:
    found = row.workshop
    place = found.community.name if found.community else ""
    state = said(WORKSHOP_WORDS, found.state)
    return [found.folio, found.title, found.format, found.on, place, state, row.people, row.voices]


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def workshop_new(request: Request) -> HttpResponse:
    """Pick a format (or another workshop, to do it again), then say when, where and with whom."""
    again = _again(request)
    formats = every_format()
    chosen = formats.get(again.format if again else request.GET.get("tipo", ""))
    if chosen is None:
        context: dict[str, object] = {
            "title": _("Planear un taller"),
            "lead": _("Escoja el formato; todo se puede cambiar."),
            "formats": list(formats.values()),
        }
        return render(request, "voices/workshop_formats.html", context)
    form = PlanForm(request.POST or None, initial=_first(chosen, again))
    if request.method == "POST" and form.is_valid():
        designed = {name: getattr(again, name) for name in ("blocks", "supplies", "cares", "roles")} if again else {}
        made = plan_workshop(chosen.key, plan=form.plan(**designed), by=request.actor.person, now=timezone.now())
        messages.success(request, _("Listo. Ya puede imprimir la convocatoria, el guion y la lista."))
        return redirect("voices:workshop", pk=made.pk)
    context = {"title": _("Planear: %(name)s") % {"name": chosen.title}, "lead": chosen.objective, "form": form}
    return render(request, "voices/workshop_new.html", context)


def _again(request: Request) -> Workshop | None:
    """The workshop that is planned again, with its agenda and its list of things."""
    asked = request.GET.get("otra-vez", "")
    try:
        return find(request, "workshops.edit", Workshop, UUID(asked)) if asked else None
    except ValueError as error:
        raise Http404 from error


def _first(chosen: Format, again: Workshop | None) -> dict[str, object]:
    """What the plan says before anybody writes: in two weeks, for twenty people."""
    first: dict[str, object] = {"title": chosen.title, "expected_people": 20, "on": today() + timedelta(days=14)}
    if again:
        names = ("title", "starts_at", "place", "community", "expected_people", "facilitators")
        first |= {name: getattr(again, name) for name in names}
    return first | {"starts_at": first.get("starts_at") or time(9, 0)}


@address("workshops.see")
@require_GET
def workshop_page(request: Request, pk: UUID) -> HttpResponse:
    """A workshop: agenda with hours, what to carry, its papers, who came, the voices it gave."""
    workshop = find(request, "workshops.see", workshops(), pk)
    rows = voice_rows(voices(VoiceFilter(workshop=workshop.pk)), on=today()) if can(request.actor, "voices.see") else []
    came = turnout(attendance(workshop))
    context = {
        "title": workshop.title,
        "workshop": workshop,
        "format": format_of(workshop.format),
        "state": said(WORKSHOP_WORDS, workshop.state),
        "agenda": papers.clock_of(workshop),
        "minutes": sum(int(block["minutes"]) for block in workshop.blocks),
        "materials": papers.materials_of(workshop),
        "turnout": came,
        "groups": [(said(GROUP_WORDS, group) if group else _("Sin decir"), count) for group, count in came.by_group],
        "rows": [(row, papers.permission_words(row)) for row in rows],
        "roles": papers.roles_of(workshop),
        "agreed": list(workshop.agreements.all()),
        "phrases": phrases_of(workshop, Use.ANALYSIS) if can(request.actor, "voices.see") else [],
        "papers": PAPERS,
        "former": former_of(workshop, labels_of(PlanForm(), AccountForm()))
        if can(request.actor, "workshops.edit")
        else [],
    }
    return render(request, "voices/workshop.html", context)


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def workshop_change(request: Request, pk: UUID) -> HttpResponse:
    """The designer: the plan, the agenda block by block, who does what, what to carry, how it is adapted."""
    workshop = find(request, "workshops.edit", Workshop, pk)
    made = format_of(workshop.format)
    data = request.POST if request.method == "POST" else None
    names = ("title", "on", "starts_at", "place", "community", "expected_people", "facilitators")
    form = PlanForm(data, initial={name: getattr(workshop, name) for name in names})
    blocks = BlockFormSet(data, initial=block_initial(workshop.blocks), prefix="bloque")
    supplies = SupplyFormSet(data, initial=stored_supplies(supplies_for(workshop, made)), prefix="cosa")
    day = DayForm(data, initial=_day(workshop, made))
    stood, clash, plan = stands(workshop, WORKSHOP_PLAN), None, None
    if data is not None and all([form.is_valid(), blocks.is_valid(), supplies.is_valid(), day.is_valid()]):
        plan = form.plan(
            blocks=blocks_of(blocks),
            supplies=supplies_written(supplies),
            cares=lines_of(day.cleaned_data["cares"]),
            roles=day.roles(),
        )
        clash = clash_of(request, stood, vars(plan), labels_of(form, day))
    if plan is not None and clash is None:
        change_workshop(workshop, plan=plan, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se guardó el plan."))
        return redirect("voices:workshop", pk=pk)
    context = {
        "title": _("Cambiar: %(name)s") % {"name": workshop.title},
        "workshop": workshop,
        "form": form,
        "blocks": blocks,
        "supplies": supplies,
        "day": day,
        "people": workshop.expected_people or 20,
        "seen": brief_digest(stood),
        "clash": clash,
    }
    return render(request, "voices/workshop_change.html", context)


def _day(workshop: Workshop, made: Format) -> dict[str, str]:
    roles = {f"role_{key}": name for key, name in workshop.roles.items()}
    return roles | {"cares": "\n".join(workshop.cares or made.cares)}


@address("workshops.edit")
@require_POST
def workshop_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Say that it was not held."""
    workshop = find(request, "workshops.edit", Workshop, pk)
    try:
        cancel_workshop(
            workshop, reason=request.POST.get("reason", "")[:300], by=request.actor.person, now=timezone.now()
        )
        messages.success(request, _("Se anotó que este taller no se hizo."))
    except VoicesRefused as error:
        messages.error(request, str(error))
    return redirect("voices:workshop", pk=pk)


@address("workshops.see")
@require_GET
def workshop_paper(request: Request, pk: UUID, name: str) -> HttpResponse:
    """A paper of a workshop, to print: the call, the script, the lists, the sheets, the account."""
    workshop = find(request, "workshops.see", Workshop.objects.select_related("community"), pk)
    team = can(request.actor, "workshops.edit", workshop)
    if name == "tarjetas":
        content = workshop_cards(workshop, one_ink="una-tinta" in request.GET)
        return handed(content, media_type="application/pdf", name=f"{workshop.folio}-{name}.pdf", inline=True)
    if name == "relatoria-equipo" and not team:
        raise Http404
    document = paper_of(workshop, name)
    if document is None:
        raise Http404
    return paper_answer(request, document, f"{workshop.folio}-{name}")


@address("workshops.see")
@require_GET
def workshop_folder(request: Request, pk: UUID) -> HttpResponse:
    """Everything that is printed before a workshop, in one zip."""
    workshop = find(request, "workshops.see", Workshop.objects.select_related("community"), pk)
    content = packed(folder_of(workshop), today())
    return handed(content, media_type="application/zip", name=f"{workshop.folio}-para-imprimir.zip")
