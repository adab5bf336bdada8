"""The working list of communities: filters, map, export, and pairs of names that may be one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from manantial.people.access import Request, address, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered
from manantial.press.compile import compile_pdf
from manantial.press.maps import Point, Precision, State, municipality_map
from manantial.territory.papers import community_list
from manantial.territory.queries import (
    CommunityRow,
    communities,
    home_municipality,
    likely_doubles,
    named_like,
    rows,
    state_counts,
)
from manantial.territory.rules import PROVIDER_WORDS, STATE_TONES, STATE_WORDS
from manantial.territory.web.forms import Filters
from manantial.vault.streaming import handed

PER_PAGE = 25
_MAP_STATES = {"good": State.GOOD, "warn": State.WARN, "info": State.WARN, "bad": State.BAD, "none": State.NONE}
_ORDERS: dict[str, Callable[[CommunityRow], Any]] = {
    "clave": lambda row: row.community.code,
    "nombre": lambda row: (row.community.name, row.community.code),
    "estado": lambda row: list(STATE_WORDS).index(row.standing.state) if row.standing.state else None,
    "viviendas": lambda row: row.community.households,
}


@address("communities.see")
@require_GET
def communities_page(request: Request) -> HttpResponse:
    """Show the list, or give it as CSV or XLSX with the same filters."""
    form = Filters(request.GET or None)
    listed = ordered(request, _filtered(request, form), _ORDERS, "clave")
    heads = (
        _("Clave"), _("Comunidad"), _("Otras grafías"), _("Estado"), _("Desde"), _("Acta"), _("Con acta"),
        _("Quién da el agua"), _("Viviendas"), _("Habitantes"), _("Lenguas"),
    )  # fmt: skip
    if answer := table_answer(request, _("Comunidades"), heads, (_cells(row) for row in listed)):
        return answer
    counts = state_counts(listed)
    context = {
        "title": _("Comunidades"),
        "form": form,
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
        "count": len(listed),
        "sums": [(STATE_WORDS[state], STATE_TONES[state], n) for state in STATE_WORDS if (n := counts[state])],  # type: ignore[index]
        "unknown": counts[None],
        "doubles": len(likely_doubles()) if not request.GET else 0,
    }
    return render(request, "territory/communities.html", context)


@address("communities.see")
@require_GET
def map_page(request: Request) -> HttpResponse:
    """Show where the communities are; a reserved place is named and not drawn."""
    listed = rows(visible(request.actor, "communities.see", communities()), on=today())
    home = home_municipality()
    words = {State.GOOD: _("Integrada"), State.WARN: _("En proceso o en pausa"), State.BAD: _("Se retiró")}
    drawing = municipality_map(
        _("Las comunidades de la alianza"),
        points=[point for row in listed if (point := _point(row)) is not None],
        boundary=home.boundary if home else None,
        words={**words, State.NONE: _("Otra situación")},
        source=home.source if home else "",
    )
    without = [row.community for row in listed if row.community.latitude is None or row.community.longitude is None]
    context = {
        "title": _("Mapa de comunidades"),
        "drawing": drawing,
        "svg": mark_safe(drawing.svg),  # noqa: S308 - drawn by our own code from escaped words
        "without": without,
    }
    return render(request, "territory/map.html", context)


@address("communities.see")
@require_GET
def printed(request: Request) -> HttpResponse:
    """Return the list as a PDF to print."""
    pdf = compile_pdf(community_list("es", today()))
    return handed(pdf.content, media_type="application/pdf", name="comunidades.pdf", inline=True)


@address("communities.edit")
@require_GET
def doubles_page(request: Request) -> HttpResponse:
    """Show pairs of communities that may be one. Nothing is joined here."""
    context = {"title": _("Nombres que se parecen"), "pairs": likely_doubles()}
    return render(request, "territory/doubles.html", context)


def _filtered(request: Request, form: Filters) -> list[CommunityRow]:
    found = visible(request.actor, "communities.see", communities())
    data = form.cleaned_data if form.is_valid() else {}
    if provider := data.get("servicio"):
        found = found.filter(provider=provider)
    listed = rows(named_like(found, data.get("texto", "")), on=today())
    state = data.get("estado")
    return [row for row in listed if row.standing.state == state] if state else listed


def _cells(row: CommunityRow) -> Sequence[object]:
    one, standing = row.community, row.standing
    return (
        one.code, one.name, ", ".join(one.aliases), _(STATE_WORDS[standing.state]) if standing.state else None,
        standing.since, standing.act, _("sí") if row.proven else _("no"),
        _(PROVIDER_WORDS.get(one.provider, one.provider)), one.households, one.population, ", ".join(one.languages),
    )  # fmt: skip


def _point(row: CommunityRow) -> Point | None:
    one = row.community
    state = _MAP_STATES[STATE_TONES[row.standing.state]] if row.standing.state else State.NONE
    if one.place_reserved:
        return Point(one.name, 0.0, 0.0, state, precision=Precision.RESERVED)
    if one.latitude is None or one.longitude is None:
        return None
    return Point(one.name, one.longitude, one.latitude, state, precision=Precision.EXACT)
