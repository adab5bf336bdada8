"""Committees and their relief: who is late, who never handed over, and the number everybody sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.handover.actions import HandoverRefused, open_handover
from manantial.handover.queries import CommitteeRow, committees, relief_sum, signed_share
from manantial.handover.rules import TIMELINESS_TONES, TIMELINESS_WORDS, Timeliness
from manantial.handover.web.forms import Filters, OpenForm
from manantial.handover.web.plumbing import now, refuse
from manantial.kernel.text import fold
from manantial.people.access import Request, address, find, visible
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered
from manantial.people.models import Body

PER_PAGE = 25
_FIRST = (
    Timeliness.OVERDUE, Timeliness.NEVER, Timeliness.WAITING, Timeliness.LATE, Timeliness.ON_TIME, Timeliness.UNKNOWN
)  # fmt: skip
ORDERS: Mapping[str, Callable[[CommitteeRow], Any]] = {
    "comite": lambda row: fold(row.body.name),
    "termina": lambda row: row.planned_end,
    "eleccion": lambda row: row.elected_on,
    "relevo": lambda row: _FIRST.index(row.timeliness),
    "dias": lambda row: row.days,
}


@address("handover.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """Show each committee with its relief, those that need somebody first."""
    bodies = visible(request.actor, "handover.see", Body.objects.filter(kind="committee"))
    seen = set(bodies.values_list("pk", flat=True))
    every = [row for row in committees(on=today()) if row.body.pk in seen]
    form = Filters(request.GET or None)
    wanted = form.cleaned_data.get("como", "") if form.is_valid() else ""
    urgent = sorted((row for row in every if not wanted or row.timeliness == wanted), key=_urgency)
    rows = ordered(request, urgent, ORDERS)
    heads = (
        _("Comunidad"), _("Comité"), _("Termina el periodo"), _("Vencido"), _("Puestos ocupados"), _("Puestos"),
        _("Última elección"), _("Relevo"), _("Días"), _("Entregado de la lista, %"), _("Folio"),
    )  # fmt: skip
    if answer := table_answer(request, _("Relevos"), heads, (_cells(row) for row in rows)):
        return answer
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Relevos"),
        "form": form,
        "page": page,
        "rows": [(row, TIMELINESS_WORDS[row.timeliness], TIMELINESS_TONES[row.timeliness]) for row in page],
        "count": len(rows),
        "sum": relief_sum(every, on=today()),
        "signed": signed_share(every),
    }
    return render(request, "handover/handovers.html", context)


@address("handover.edit")
@require_http_methods(["GET", "POST"])
def start(request: Request, pk: UUID) -> HttpResponse:
    """Open the act of an election; its list and its people come by themselves."""
    body = find(request, "handover.edit", Body.objects.select_related("community"), pk)
    row = next((one for one in committees(on=today()) if one.body.pk == body.pk), None)
    form = OpenForm(request.POST or None, initial={"elected_on": row.elected_on if row else None})
    if form.is_valid():
        try:
            opened = open_handover(body, **form.cleaned_data, by=request.actor.person, now=now())
        except HandoverRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("El acta quedó abierta con el folio %(folio)s.") % {"folio": opened.folio})
            return redirect("handover:act", pk=opened.pk)
    context = {"title": _("Abrir la entrega de %(body)s") % {"body": body.name}, "form": form}
    return render(request, "handover/form.html", context)


def _urgency(row: CommitteeRow) -> tuple[int, int, str]:
    return _FIRST.index(row.timeliness), -(row.days or 0), row.body.name


def _cells(row: CommitteeRow) -> tuple[object, ...]:
    last = row.last
    return (
        row.body.community.name if row.body.community else None, row.body.name, row.planned_end,
        _("sí") if row.expired else _("no"), row.filled, row.seats, row.elected_on, _(TIMELINESS_WORDS[row.timeliness]),
        row.days, last.list.percent if last else None, last.handover.folio if last else None,
    )  # fmt: skip
