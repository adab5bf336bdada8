"""Pages of workshops: the list, a new one from a format, the workshop itself, its list, its account, its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from manantial.people.access import Request, address, can, find
from manantial.people.answers import paper_answer, table_answer, today
from manantial.voices import papers
from manantial.voices.actions import (
    VoicesRefused,
    cancel_workshop,
    change_workshop,
    plan_workshop,
    record_attendance,
    write_report,
)
from manantial.voices.formats import FORMATS
from manantial.voices.models import Workshop
from manantial.voices.queries import (
    VoiceFilter,
    WorkshopRow,
    attendance,
    said,
    turnout,
    voice_rows,
    voices,
    workshop_rows,
    workshops,
)
from manantial.voices.rules import GROUP_WORDS, WORKSHOP_WORDS
from manantial.voices.web.fields import CommunityBook
from manantial.voices.web.plumbing import PER_PAGE, upload_of
from manantial.voices.web.workshop_forms import (
    AccountForm,
    BlockFormSet,
    LineFormSet,
    PlanForm,
    WorkshopFilter,
    block_initial,
    blocks_of,
    line_initial,
)


@address("workshops.see")
@require_GET
def workshop_list(request: Request) -> HttpResponse:
    """Workshops, the newest first, with how many people and voices each had."""
    formats = [(key, f"{key} {_(made.title)}") for key, made in FORMATS.items()]
    form = WorkshopFilter(request.GET or None, formats=formats)
    rows = workshops()
    if form.is_valid():
        data = form.cleaned_data
        asked = {"state": data["estado"], "format": data["formato_de_taller"], "community": data["comunidad"]}
        rows = rows.filter(**{name: value for name, value in asked.items() if value})
    listed = workshop_rows(rows)
    heads = [_("Folio"), _("Taller"), _("Formato"), _("Día"), _("Comunidad"), _("Estado"), _("Personas"), _("Voces")]
    exported = table_answer(request, _("Talleres"), heads, (_cells(row) for row in listed))
    context = {
        "title": _("Talleres"),
        "lead": _("Donde se junta la memoria: se planea con un formato, se pasa lista, se recogen voces."),
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
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
    """Pick a format, then say when, where and with whom."""
    chosen = FORMATS.get(request.GET.get("tipo", ""))
    if chosen is None:
        formats = [(made, _(made.title), _(made.objective)) for made in FORMATS.values()]
        context: dict[str, object] = {
            "title": _("Planear un taller"),
            "lead": _("Escoja el formato; todo se puede cambiar."),
            "formats": formats,
        }
        return render(request, "voices/workshop_formats.html", context)
    form = PlanForm(request.POST or None, initial={"title": _(chosen.title), "expected_people": 20})
    if request.method == "POST" and form.is_valid():
        made = plan_workshop(chosen.key, plan=form.plan(), by=request.actor.person, now=timezone.now())
        messages.success(request, _("Listo. Ya puede imprimir la convocatoria, el guion y la lista."))
        return redirect("voices:workshop", pk=made.pk)
    context = {"title": _("Planear: %(name)s") % {"name": _(chosen.title)}, "lead": _(chosen.objective), "form": form}
    return render(request, "voices/workshop_new.html", context)


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
        "format": FORMATS[workshop.format],
        "state": said(WORKSHOP_WORDS, workshop.state),
        "agenda": papers.clock_of(workshop),
        "minutes": sum(int(block["minutes"]) for block in workshop.blocks),
        "materials": papers.materials_of(workshop),
        "turnout": came,
        "groups": [(said(GROUP_WORDS, group) if group else _("Sin decir"), count) for group, count in came.by_group],
        "rows": [(row, papers.permission_words(row)) for row in rows],
    }
    return render(request, "voices/workshop.html", context)


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def workshop_change(request: Request, pk: UUID) -> HttpResponse:
    """Change the plan and the agenda."""
    workshop = find(request, "workshops.edit", Workshop, pk)
    names = ("title", "on", "starts_at", "place", "community", "expected_people", "facilitators")
    form = PlanForm(request.POST or None, initial={name: getattr(workshop, name) for name in names})
    blocks = BlockFormSet(request.POST or None, initial=block_initial(workshop.blocks), prefix="bloque")
    if request.method == "POST" and form.is_valid() and blocks.is_valid():
        plan = form.plan(blocks_of(blocks))
        change_workshop(workshop, plan=plan, by=request.actor.person, now=timezone.now())
        messages.success(request, _("Se guardó el plan."))
        return redirect("voices:workshop", pk=pk)
    context = {
        "title": _("Cambiar: %(name)s") % {"name": workshop.title},
        "workshop": workshop,
        "form": form,
        "blocks": blocks,
    }
    return render(request, "voices/workshop_change.html", context)


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def workshop_attendance(request: Request, pk: UUID) -> HttpResponse:
    """Type the paper list in: Tab goes on, Enter saves and gives fresh lines."""
    workshop = find(request, "workshops.edit", Workshop, pk)
    book = CommunityBook()
    rows = list(attendance(workshop))
    formset = LineFormSet(
        request.POST or None, initial=[line_initial(row) for row in rows], prefix="linea", form_kwargs={"book": book}
    )
    if request.method == "POST" and formset.is_valid():
        lines = [form.line() for form in formset if form.has_changed() and not form.is_empty]
        if lines:
            record_attendance(workshop, lines, by=request.actor.person, now=timezone.now())
            messages.success(request, _("Renglones guardados: %(n)d.") % {"n": len(lines)})
        return redirect("voices:workshop" if "terminar" in request.POST else "voices:attendance", pk=pk)
    context = {
        "title": _("Lista de %(name)s") % {"name": workshop.title},
        "workshop": workshop,
        "formset": formset,
        "written": len(rows),
        "places": book.listed,
        "turnout": turnout(rows),
    }
    return render(request, "voices/attendance.html", context)


@address("workshops.edit")
@require_http_methods(["GET", "POST"])
def workshop_account(request: Request, pk: UUID) -> HttpResponse:
    """Write how it went."""
    workshop = find(request, "workshops.edit", Workshop, pk)
    initial = {"report": workshop.report, "feelings": workshop.feelings}
    form = AccountForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        sent = upload_of(data.pop("photo_of_list"))
        try:
            write_report(workshop, **data, photo_of_list=sent, by=request.actor.person, now=timezone.now())
        except VoicesRefused as error:
            form.add_error("photo_of_list", str(error))
        else:
            messages.success(request, _("Se guardó la relatoría."))
            return redirect("voices:workshop", pk=pk)
    context = {"title": _("Relatoría de %(name)s") % {"name": workshop.title}, "workshop": workshop, "form": form}
    return render(request, "voices/workshop_account.html", context)


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
    """The call, the script, the list or the account of a workshop, to print."""
    workshop = find(request, "workshops.see", Workshop.objects.select_related("community"), pk)
    on = today()
    if name == "convocatoria":
        document = papers.call(workshop, on=on)
    elif name == "guion":
        document = papers.pocket_script(workshop, on=on)
    elif name == "lista":
        document = papers.attendance_sheet(workshop, on=on)
    elif name == "relatoria":
        rows = voice_rows(voices(VoiceFilter(workshop=workshop.pk)), on=on)
        document = papers.account(workshop, turnout=turnout(attendance(workshop)), voices=rows, on=on)
    else:
        raise Http404
    return paper_answer(request, document, f"{workshop.folio}-{name}")
