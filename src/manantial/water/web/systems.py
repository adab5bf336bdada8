"""Water systems: the list with its lights, one with every visit, a visit typed part by part."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, can, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered_rows, sought
from manantial.vault.streaming import ranged
from manantial.water.actions import ComponentSeen, WaterRefused, note_visit, register_system, serve
from manantial.water.models import ComponentState, ServedCommunity, WaterSystem
from manantial.water.queries import SystemView, system_view, system_views, systems
from manantial.water.rules import (
    COMPONENT_WORDS,
    LIGHT_TONES,
    LIGHT_WORDS,
    SOURCE_WORDS,
    SYSTEM_KIND_WORDS,
    Component,
    Light,
    SystemKind,
)
from manantial.water.web.forms import ServeForm, SystemForm, VisitForm
from manantial.water.web.plumbing import kept_photo, now, refuse

PER_PAGE = 50
ORDERS = {"sistema": "name", "como": "kind"}


@address("water.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show the systems with the light of each."""
    listed = ordered_rows(request, visible(request.actor, "water.see", systems()), ORDERS)
    rows, form = sought(request, listed, _read)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    heads = (
        _("Sistema"),
        _("Cómo llega"),
        _("De dónde sale"),
        _("Comunidades"),
        _("Estado"),
        _("Última visita"),
        _("Se clora"),
    )
    everything = system_views(rows) if "formato" in request.GET else []
    if answer := table_answer(request, _("Sistemas de agua"), heads, (_cells(view) for view in everything)):
        return answer
    views = system_views(page)
    context = {
        "title": _("Sistemas de agua"),
        "form": form,
        "page": page,
        "views": [(view, SYSTEM_KIND_WORDS.get(view.system.kind, view.system.kind)) for view in views],
        "count": page.paginator.count,
    }
    return render(request, "water/systems.html", context)


def _read(system: WaterSystem) -> str:
    return f"{system.name} {' '.join(stretch.community.name for stretch in system.stretches.all())}"


@address("water.see")
@require_GET
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show a system: its parts as last seen, and every visit."""
    system = find(request, "water.see", systems(), pk)
    view = system_view(system)
    visits = ComponentState.objects.filter(system=system)
    context = {
        "title": system.name,
        "view": view,
        "kind": SYSTEM_KIND_WORDS.get(system.kind, system.kind),
        "source": SOURCE_WORDS.get(system.source_kind, ""),
        "visits": [
            (one, COMPONENT_WORDS[one.component], LIGHT_TONES[one.state], LIGHT_WORDS[one.state]) for one in visits
        ],
        "can_record": can(request.actor, "water.record", system),
        "can_edit": can(request.actor, "water.edit", system),
    }
    return render(request, "water/system.html", context)


@address("water.edit")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Register a system; `?papel=1` is the same form on paper."""
    if "papel" in request.GET:
        return render(
            request, "blank.html", {"title": _("Sistema de agua"), "form": SystemForm(), "back": request.path}
        )
    form = SystemForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = register_system(
                **{**data, "kind": SystemKind(data["kind"]), "communities": list(data["communities"])},
                by=request.actor.person,
                now=now(),
            )
        except WaterRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó registrado. Ahora anote una visita."))
            return redirect("water:system", pk=made.pk)
    context = {"title": _("Registrar un sistema"), "form": form, "blank": "?papel=1"}
    return render(request, "water/form.html", context)


@address("water.record")
@require_http_methods(["GET", "POST"])
def visit(request: Request, pk: UUID) -> HttpResponse:
    """Type what a visit saw; `?papel=1` is the same form on paper."""
    system = find(request, "water.record", systems(), pk)
    title = _("Visita a %(name)s") % {"name": system.name}
    if "papel" in request.GET:
        return render(request, "blank.html", {"title": title, "form": VisitForm(), "back": request.path})
    form = VisitForm(request.POST or None, request.FILES or None, initial={"on": today()})
    if form.is_valid():
        data = form.cleaned_data
        try:
            note_visit(system, _seen(data), on=data["on"], seen_by=data["seen_by"], by=request.actor.person, now=now())
        except WaterRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("La visita quedó guardada. Las anteriores siguen ahí."))
            return redirect("water:system", pk=pk)
    parts = [(form[f"{part.value}_light"], form[f"{part.value}_note"]) for part in Component]
    context = {"title": title, "form": form, "system": system, "parts": parts}
    return render(request, "water/visit.html", context)


@address("water.edit")
@require_http_methods(["GET", "POST"])
def service(request: Request, pk: UUID) -> HttpResponse:
    """Write how a system serves a community."""
    system = find(request, "water.edit", systems(), pk)
    form = ServeForm(request.POST or None, initial=_present_service(request, system))
    if form.is_valid():
        data = form.cleaned_data
        try:
            serve(system, data.pop("community"), **data, by=request.actor.person, now=now())
        except WaterRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("water:system", pk=pk)
    context = {"title": _("Servicio de %(name)s") % {"name": system.name}, "form": form, "system": system}
    return render(request, "water/form.html", context)


@address("water.see")
@require_GET
def photo(request: Request, pk: UUID) -> HttpResponseBase:
    """Send the photo of a visit."""
    seen = find(request, "water.see", ComponentState.objects.exclude(photo=None).select_related("photo"), pk)
    if seen.photo is None:
        raise Http404
    return ranged(request, seen.photo, filename=f"visita-{seen.on}.jpg")


def _present_service(request: Request, system: WaterSystem) -> dict[str, Any]:
    asked = request.GET.get("comunidad", "")
    stretch = ServedCommunity.objects.filter(system=system, community__code=asked).first() if asked else None
    if stretch is None:
        return {}
    return {name: getattr(stretch, name) for name in ServeForm.base_fields}


def _seen(data: dict[str, Any]) -> list[ComponentSeen]:
    looked = [part for part in Component if data[f"{part.value}_light"]]
    blob = kept_photo(data["photo"], "visita") if looked else None
    return [
        ComponentSeen(
            part, Light(data[f"{part.value}_light"]), data[f"{part.value}_note"], blob if part is looked[0] else None
        )
        for part in looked
    ]


def _cells(view: SystemView) -> tuple[object, ...]:
    system, last = view.system, max((part.seen.on for part in view.seen if part.seen), default=None)
    used = {True: _("sí"), False: _("no")}.get(system.chlorine_used) if system.chlorine_used is not None else None
    return (
        system.name,
        _(SYSTEM_KIND_WORDS.get(system.kind, system.kind)),
        _(SOURCE_WORDS.get(system.source_kind, "")) or None,
        ", ".join(one.community.name for one in view.stretches),
        _(view.state_word),
        last,
        used,
    )
