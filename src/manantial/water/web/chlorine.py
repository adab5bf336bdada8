"""Chlorine: every community with its last reading, the sheet of a month typed by keyboard, readings told twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kernel.text import fold
from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered, sought
from manantial.territory.models import Community
from manantial.water.actions import SheetLine, WaterRefused, choose_reading, write_sheet
from manantial.water.models import Reading
from manantial.water.papers import chlorine_sheet
from manantial.water.queries import chlorine_rows, double_readings, month_sheet
from manantial.water.queries.chlorine import ChlorineRow
from manantial.water.rules import NotAReading, read_value, write_value
from manantial.water.web.plumbing import now, pdf_answer, told

ORDERS: Mapping[str, Callable[[ChlorineRow], Any]] = {
    "comunidad": lambda row: fold(row.community.name),
    "lectura": lambda row: row.last.on if row.last else None,
    "mg": lambda row: row.last.hundredths if row.last else None,
    "como": lambda row: row.verdict.word,
    "bien": lambda row: row.sum.within / row.sum.measured if row.sum.measured else None,
}


@address("water.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show each community with its last reading and its last month."""
    listed = visible(request.actor, "communities.see", Community.objects.filter(merged_into=None).order_by("code"))
    found, form = sought(request, listed, lambda one: f"{one.code} {one.name}")
    rows = ordered(request, chlorine_rows(found, on=today()), ORDERS)
    heads = (
        _("Clave"), _("Comunidad"), _("Última lectura"), _("mg/L"), _("Cómo está"), _("Bien en 31 días"),
        _("Medidas en 31 días"),
    )  # fmt: skip
    cells = (
        (
            row.community.code, row.community.name, row.last.on if row.last else None,
            row.last.hundredths / 100 if row.last and row.last.hundredths is not None else None, _(row.verdict.word),
            row.sum.within, row.sum.measured,
        )
        for row in rows
    )  # fmt: skip
    if answer := table_answer(request, _("Cloro"), heads, cells):
        return answer
    context = {
        "title": _("Cloro"), "form": form, "rows": rows, "count": len(rows),
        "doubles": len(double_readings(on=today())), "month": today().replace(day=1),
    }  # fmt: skip
    return render(request, "water/chlorine.html", context)


@address("water.see")
@require_http_methods(["GET", "POST"])
def month(request: Request, pk: UUID) -> HttpResponse:
    """Show the sheet of a month (`?mes=2026-11`) and take what is typed of it; nothing typed is lost."""
    community = find(request, "water.see", Community, pk)
    first, point = _month(request), request.GET.get("punto", request.POST.get("point", ""))
    typed: dict[int, str] = {}
    wrong: dict[int, str] = {}
    if request.method == "POST" and find(request, "water.record", Community, pk):
        typed, wrong, lines = _typed(request, first, point)
        if not wrong and _kept(request, community, lines):
            return redirect(f"{request.path}?mes={first:%Y-%m}&punto={point}")
    sheet = month_sheet(community, first, point=point)
    context = {
        "title": _("Cloro de %(name)s") % {"name": community.name},
        "community": community,
        "sheet": sheet,
        "days": [(one, typed.get(one.day.day, one.value), wrong.get(one.day.day, "")) for one in sheet.days],
        "wrong": len(wrong),
        "point": point,
        "seen_by": request.POST.get("seen_by", ""),
        "can_record": can(request.actor, "water.record", community),
        "today": today(),
    }
    return render(request, "water/month.html", context)


@address("water.see")
@require_GET
def blank_sheet(request: Request, pk: UUID) -> HttpResponse:
    """Send the sheet of a month to be hung on a wall."""
    community = find(request, "water.see", Community, pk)
    first = _month(request)
    made = chlorine_sheet("es", today(), community, f"{first:%Y-%m}")
    return pdf_answer(made.content, f"cloro-{community.code}-{first:%Y-%m}")


@address("water.edit")
@require_http_methods(["GET", "POST"])
def doubles_page(request: Request) -> HttpResponse:
    """Show readings told twice and take the choice of which one counts."""
    found = double_readings(on=today())
    if request.method == "POST":
        chosen = find(request, "water.edit", Reading, request.POST.get("queda", ""))
        for _double, rows in found:
            if chosen in rows:
                _choose(request, chosen, [row for row in rows if row != chosen])
        return redirect("water:doubles")
    context = {
        "title": _("Lecturas que llegaron dos veces"),
        "groups": [(double, [(row, write_value(row.hundredths)) for row in rows]) for double, rows in found],
    }
    return render(request, "water/doubles.html", context)


def _choose(request: Request, chosen: Reading, others: list[Reading]) -> None:
    try:
        choose_reading(chosen, others, by=request.actor.person, now=now())
    except WaterRefused as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("Listo: cuenta la que eligió. Las otras se conservan."))


def _month(request: Request) -> date:
    asked = request.GET.get("mes", request.POST.get("mes", ""))
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today().replace(day=1)


def _typed(request: Request, first: date, point: str) -> tuple[dict[int, str], dict[int, str], list[SheetLine]]:
    typed, wrong, lines = {}, {}, []
    for day in range(1, 32):
        text = request.POST.get(f"d{day}")
        if text is None:
            continue
        typed[day] = text
        try:
            lines.append(SheetLine(first.replace(day=day), read_value(text), point))
        except NotAReading as error:
            wrong[day] = _(str(error))
    return typed, wrong, lines


def _kept(request: Request, community: Community, lines: list[SheetLine]) -> bool:
    seen_by = request.POST.get("seen_by", "")
    try:
        result = write_sheet(community, lines, seen_by=seen_by, by=request.actor.person, now=now())
    except WaterRefused as error:
        messages.error(request, told(error))
        return False
    words = _("Hoja guardada: %(added)s lecturas nuevas, %(corrected)s corregidas, %(known)s que ya estaban.")
    messages.success(request, words % {"added": result.added, "corrected": result.corrected, "known": result.known})
    return True
