"""Bodies: their list with what is vacant or expired, one body on any day, new bodies and seats, the printed sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manantial.kernel.text import fold, slug_name
from manantial.people.access import Request, address, can, find, visible
from manantial.people.actions import Refused, create_body, create_committee, create_seat
from manantial.people.listing import ordered
from manantial.people.models import Body, Mandate
from manantial.people.papers import roster_sheet
from manantial.people.queries import Composition, composition, roster, timeline
from manantial.people.queries.seats import Place, rosters
from manantial.people.rules import BODY_WORDS, SECTOR_WORDS, BodyKind
from manantial.people.web.fields import day_input
from manantial.people.web.forms import BodyForm, SeatForm, words
from manantial.people.web.writing import blank, pdf_answer, table_answer
from manantial.press.compile import compile_pdf

PAGE = 50
STATES = {
    "vacant": gettext_lazy("Con puestos vacantes"),
    "expired": gettext_lazy("Con periodo vencido"),
    "whole": gettext_lazy("Completos y vigentes"),
}


class Filters(forms.Form):
    """What a list of bodies is narrowed by."""

    texto = forms.CharField(label=gettext_lazy("Nombre o comunidad"), required=False)
    clase = forms.ChoiceField(label=gettext_lazy("Clase"), required=False)
    estado = forms.ChoiceField(
        label=gettext_lazy("Estado"), required=False, choices=[("", gettext_lazy("Todos")), *STATES.items()]
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["clase"].choices = words(BODY_WORDS, _("Todas"))  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """The day for which a roster is asked."""

    fecha = forms.DateField(label=gettext_lazy("Ver cómo estaba el"), required=False, widget=day_input())


@dataclass(frozen=True)
class BodyRow:
    """A body in the list, with its count of today and when its first term ends."""

    body: Body
    count: Composition
    next_end: date | None

    @property
    def kind(self) -> str:
        """The word of its kind."""
        return _(BODY_WORDS.get(self.body.kind, self.body.kind))

    @property
    def vacant(self) -> int:
        """Seats nobody holds."""
        return self.count.seats - self.count.filled

    @property
    def state(self) -> str:
        """The key of its state."""
        if self.vacant or not self.count.seats:
            return "vacant"
        return "expired" if self.count.expired else "whole"


_ORDERS: dict[str, Callable[[BodyRow], Any]] = {
    "nombre": lambda row: fold(row.body.name),
    "vacantes": lambda row: row.vacant,
    "vencidos": lambda row: row.count.expired,
    "termina": lambda row: row.next_end,
}


@address("bodies.see")
@require_safe
def listing(request: Request) -> HttpResponse:
    """All bodies, the ones that need attention easy to find."""
    form = Filters(request.GET)
    form.is_valid()
    rows = ordered(request, _narrowed(_rows(request), form.cleaned_data), _ORDERS)
    if request.GET.get("formato"):
        heads = [_("Órgano"), _("Clase"), _("Comunidad"), _("Puestos"), _("Vacantes"), _("Vencidos"), _("Termina")]
        cells = [
            (row.body.name, row.kind, row.body.community, row.count.seats, row.vacant, row.count.expired, row.next_end)
            for row in rows
        ]
        return table_answer(request, _("Órganos"), heads, cells)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    facts = {"title": _("Comités y Junta"), "form": form, "page": page, "count": len(rows)}
    return render(request, "people/bodies.html", facts)


def _rows(request: Request) -> list[BodyRow]:
    bodies = list(visible(request.actor, "bodies.see", Body.objects.select_related("community")))
    places = rosters(bodies, timezone.localdate())
    return [BodyRow(body, composition(places[body.pk]), _next_end(places[body.pk])) for body in bodies]


def _next_end(places: Sequence[Place]) -> date | None:
    ends = [one.mandate.planned_end for place in places for one in place.holders if one.mandate.planned_end]
    return min(ends) if ends else None


def _narrowed(rows: list[BodyRow], wanted: dict[str, str]) -> list[BodyRow]:
    text, kind, state = fold(wanted.get("texto") or ""), wanted.get("clase"), wanted.get("estado")
    return [
        row
        for row in rows
        if (not kind or row.body.kind == kind)
        and (not state or row.state == state)
        and text in fold(f"{row.body.name} {row.body.community or ''}")
    ]


@address("bodies.see")
@require_safe
def page(request: Request, pk: UUID) -> HttpResponse:
    """One body: who holds each seat on a day, how it is composed, and everybody who ever did."""
    body = find(request, "bodies.see", Body.objects.select_related("community", "parent"), pk)
    form = DayForm(request.GET)
    today = timezone.localdate()
    day = (form.cleaned_data.get("fecha") if form.is_valid() else None) or today
    places = roster(body, day)
    facts = {
        "title": body.name,
        "body": body,
        "kind": _(BODY_WORDS.get(body.kind, body.kind)),
        "form": form,
        "day": day,
        "is_today": day == today,
        "can_edit": can(request.actor, "mandates.edit", body),
        "places": places,
        "count": (count := composition(places)),
        "sectors": [(_(SECTOR_WORDS.get(key, key)), one) for key, one in count.by_sector.items()],
        "history": timeline(Mandate.objects.filter(seat__body=body), today),
    }
    return render(request, "people/body.html", facts)


@address("bodies.see")
@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The printed sheet of a body: who is who, with the telephones that may be printed."""
    body = find(request, "bodies.see", Body.objects.select_related("community"), pk)
    today = timezone.localdate()
    document = roster_sheet(body, roster(body, today), request.alliance, on=today)
    return pdf_answer(compile_pdf(document).content, slug_name(body.name))


@address("mandates.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Add a body; a committee comes with its usual seats."""
    form = BodyForm(request.POST or None, initial={"kind": BodyKind.COMMITTEE})
    if request.method == "POST" and form.is_valid():
        try:
            body = _create(form, request)
        except Refused as refusal:
            form.add_error(None, refusal.ruling.say(_))
        else:
            messages.success(request, _("Se agregó %(body)s.") % {"body": body.name})
            return redirect("people:body", body.pk)
    facts = {
        "title": _("Agregar órgano"),
        "paper": True,
        "form": form,
        "trail": [("people:bodies", _("Comités y Junta"))],
    }
    return blank(request, facts) or render(request, "people/form.html", facts)


def _create(form: BodyForm, request: Request) -> Body:
    data, by, now = form.cleaned_data, request.actor.person, timezone.now()
    shared = {"founded": data["founded"], "term_months": data["term_months"], "by": by, "now": now}
    if data["kind"] == BodyKind.COMMITTEE:
        return create_committee(data["community"], name=data["name"], **shared)
    return create_body(kind=data["kind"], name=data["name"], community=data["community"], **shared)


@address("mandates.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_seat(request: Request, pk: UUID) -> HttpResponse:
    """Add a seat to a body."""
    body = find(request, "mandates.edit", Body.objects.select_related("community"), pk)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seat = create_seat(body, by=request.actor.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Se agregó el puesto %(seat)s.") % {"seat": seat.label})
        return redirect("people:body", body.pk)
    facts = {"title": _("Agregar puesto"), "form": form, "body": body}
    return render(request, "people/form.html", facts)
