"""The first page of water: how the systems stand, chlorine, reports and figures; and the sheet of a community."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.people.access import Request, address, find, visible
from manantial.people.answers import today
from manantial.press.compile import TypesettingFailed
from manantial.press.posters.imprint import DoesNotFit, Ink
from manantial.territory.models import Community
from manantial.water.papers import community_sheet
from manantial.water.queries import (
    chlorine_rows,
    double_readings,
    indicator_views,
    indicators,
    open_failures,
    system_views,
    systems,
)
from manantial.water.rules import FAILURE_WORDS, LIGHT_TONES, LIGHT_WORDS, Light
from manantial.water.web.plumbing import pdf_answer

_SHOWN = 6


@address("water.see")
@require_GET
def overview(request: Request) -> HttpResponse:
    """Show what needs somebody first: lights of the systems, chlorine that is wrong, reports that wait."""
    views = system_views(visible(request.actor, "water.see", systems()))
    lights = [(LIGHT_WORDS[light], LIGHT_TONES[light], sum(one.light is light for one in views)) for light in Light]
    listed = visible(request.actor, "communities.see", Community.objects.filter(merged_into=None).order_by("code"))
    rows = chlorine_rows(list(listed), on=today())
    waiting = visible(request.actor, "water.see", open_failures())
    context = {
        "title": _("Agua"),
        "lights": [one for one in lights if one[2]],
        "systems": sorted(views, key=lambda one: _BAD_FIRST[one.light])[:_SHOWN],
        "count": len(views),
        "wrong": [row for row in rows if row.verdict.light in {Light.RED, Light.YELLOW}][:_SHOWN],
        "unmeasured": sum(row.last is None for row in rows),
        "measured": sum(row.last is not None for row in rows),
        "failures": [(one, FAILURE_WORDS[one.kind]) for one in waiting[:_SHOWN]],
        "waiting": waiting.count(),
        "figures": indicator_views(indicators(), on=today())[:_SHOWN],
        "doubles": len(double_readings(on=today())),
    }
    return render(request, "water/home.html", context)


@address("water.see")
@require_GET
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """Send «Nuestra agua en una hoja» of a community."""
    community = find(request, "water.see", Community, pk)
    ink = Ink.ONE if request.GET.get("tinta") == Ink.ONE.value else Ink.COLOUR
    try:
        made = community_sheet("es", today(), community, ink.value)
    except (DoesNotFit, TypesettingFailed) as error:
        messages.error(request, str(error))
        return redirect("territory:community", pk=pk)
    return pdf_answer(made.content, f"hoja-{community.code}")


_BAD_FIRST = {Light.RED: 0, Light.YELLOW: 1, Light.GREY: 2, Light.GREEN: 3}
