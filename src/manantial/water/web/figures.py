"""Figures: what is measured, the adopted value with its rivals, a new value, and the adoption by a session."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, can, find
from manantial.people.answers import table_answer, today
from manantial.press.compile import compile_pdf
from manantial.territory.models import Community
from manantial.water.actions import WaterRefused, adopt_figure, define_indicator, state_figure
from manantial.water.models import Figure, Indicator
from manantial.water.papers import figures_paper
from manantial.water.papers.figures import said_value
from manantial.water.queries import IndicatorView, indicator_view, indicator_views, indicators
from manantial.water.web.forms import AdoptForm, FigureForm, IndicatorForm
from manantial.water.web.plumbing import now, pdf_answer, refuse


@address("water.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show what is measured with the value each body adopted, or the newest one."""
    views = indicator_views(indicators(), on=today())
    heads = (
        _("Clave"),
        _("Qué se mide"),
        _("Valor"),
        _("Unidad"),
        _("Fecha"),
        _("Fuente"),
        _("Adoptada"),
        _("Hay otras cifras"),
    )
    if answer := table_answer(request, _("Cifras del agua"), heads, (_cells(view) for view in views)):
        return answer
    context = {"title": _("Cifras"), "views": [(view, said_value(view.shown)) for view in views], "count": len(views)}
    return render(request, "water/figures.html", context)


@address("water.see")
@require_GET
def page(request: Request, pk: UUID) -> HttpResponse:
    """Show one indicator: definition, the value shown first, and every rival with its source, date and age."""
    indicator = find(request, "water.see", indicators(), pk)
    view = indicator_view(indicator, on=today())
    every = ([view.shown] if view.shown else []) + list(view.others)
    own = {one.community_id for one in indicator.figures.all() if one.community_id}
    places = Community.objects.filter(pk__in=own).order_by("code")
    context = {
        "title": indicator.name,
        "indicator": indicator,
        "view": view,
        "rows": [(one, said_value(one)) for one in every],
        "places": [(place, indicator_view(indicator, on=today(), community=place)) for place in places],
        "can_edit": can(request.actor, "water.edit"),
    }
    return render(request, "water/indicator.html", context)


@address("water.edit")
@require_http_methods(["GET", "POST"])
def define(request: Request) -> HttpResponse:
    """Define what is measured."""
    form = IndicatorForm(request.POST or None)
    if form.is_valid():
        try:
            made = define_indicator(**form.cleaned_data, by=request.actor.person, now=now())
        except WaterRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó definido. Ahora escriba su primera cifra."))
            return redirect("water:figure_new", pk=made.pk)
    context = {"title": _("Definir qué se mide"), "form": form, "back": "water:figures"}
    return render(request, "water/form.html", context)


@address("water.edit")
@require_http_methods(["GET", "POST"])
def state(request: Request, pk: UUID) -> HttpResponse:
    """Write a value beside the others."""
    indicator = find(request, "water.edit", Indicator, pk)
    form = FigureForm(request.POST or None, initial={"unit": indicator.unit})
    if form.is_valid():
        try:
            state_figure(indicator, **form.cleaned_data, by=request.actor.person, now=now())
        except WaterRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó junto a las otras. Ninguna se borró ni se promedió."))
            return redirect("water:indicator", pk=pk)
    context = {"title": _("Otra cifra de %(name)s") % {"name": indicator.name}, "form": form, "back": "water:figures"}
    return render(request, "water/form.html", context)


@address("water.edit")
@require_http_methods(["GET", "POST"])
def adopt(request: Request, pk: UUID) -> HttpResponse:
    """Write that a session adopted a value. The others stay as they are."""
    figure = find(request, "water.edit", Figure.objects.select_related("indicator", "community"), pk)
    form = AdoptForm(request.POST or None)
    if form.is_valid():
        try:
            adopt_figure(figure, **form.cleaned_data, by=request.actor.person, now=now())
        except WaterRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Quedó adoptada. Las otras cifras siguen a la vista."))
            return redirect("water:indicator", pk=figure.indicator_id)
    context = {"title": _("Adoptar %(value)s %(unit)s") % {"value": figure.value, "unit": figure.unit}, "form": form}
    return render(request, "water/form.html", {**context, "back": "water:figures", "figure": figure})


@address("water.see")
@require_GET
def printed(request: Request) -> HttpResponse:
    """Send the figures with their rivals on paper."""
    return pdf_answer(compile_pdf(figures_paper("es", today())).content, "cifras-del-agua")


def _cells(view: IndicatorView) -> tuple[object, ...]:
    shown = view.shown.figure if view.shown else None
    adopted = view.shown.adoption.adopted_on if view.shown and view.shown.adoption else None
    return (
        view.indicator.code,
        view.indicator.name,
        shown.value if shown else None,
        shown.unit if shown else view.indicator.unit,
        shown.when if shown else None,
        shown.source if shown else None,
        adopted,
        _("sí") if view.disagree else _("no"),
    )
