"""Pages of the deliveries: the list and its ways out, one delivery, its steps and its receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.kits.actions import note_step
from manantial.kits.actions.deliveries import StepRefused, sign_receipt
from manantial.kits.models import Delivery
from manantial.kits.papers import delivery_sheet, receipt_sheet
from manantial.kits.queries import (
    DeliveryRow,
    communities_without_kit,
    delivery_coverage,
    delivery_rows,
    state_of,
    state_word,
)
from manantial.kits.rules import STATE_WORDS, DeliveryState
from manantial.kits.web.forms import SignForm, StepForm
from manantial.kits.web.plumbing import pdf_answer
from manantial.people.access import Request, address, find
from manantial.people.answers import table_answer, today
from manantial.people.listing import ordered

PER_PAGE = 30  # rows: a page of the list stays under its weight on a slow line
_ORDERS: dict[str, Callable[[DeliveryRow], Any]] = {
    "folio": lambda row: row.delivery.folio,
    "comunidad": lambda row: (row.delivery.kit.community.name, row.delivery.kit.community.code),
    "fecha": lambda row: (row.delivery.on, row.delivery.folio),
    "estado": lambda row: (list(STATE_WORDS).index(row.state), row.since),
}


@address("kits.see")
@require_GET
def delivery_list(request: Request) -> HttpResponse:
    """Show the deliveries and what became of each, or give them as CSV or XLSX with the same filter."""
    wanted = request.GET.get("estado", "")
    shown = [row for row in delivery_rows() if not wanted or row.state == wanted]
    rows = ordered(request, shown, _ORDERS)
    heads = (
        _("Folio"), _("Clave"), _("Comunidad"), _("Edición"), _("Fecha"), _("Memorias USB"), _("Juegos impresos"),
        _("Quién recibió"), _("Cómo va"), _("Desde"),
    )  # fmt: skip
    if answer := table_answer(request, _("Entregas de kits"), heads, (_cells(row) for row in rows)):
        return answer
    context = {
        "title": _("Entregas"),
        "lead": _("Una caja que nadie ha abierto también se ve aquí."),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "count": len(rows),
        "coverage": delivery_coverage(today()),
        "states": [(state.value, state_word(state)) for state in STATE_WORDS],
        "chosen": wanted,
    }
    return render(request, "kits/deliveries.html", context)


def _cells(row: DeliveryRow) -> tuple[object, ...]:
    given, place = row.delivery, row.delivery.kit.community
    return (
        given.folio, place.code, place.name, given.kit.edition.title, given.on, given.usb, given.printed,
        given.received_by or None, row.word, row.since,
    )  # fmt: skip


@address("kits.see")
@require_GET
def delivery_paper(request: Request) -> HttpResponse:
    """Return the list to take on the road: every delivery, and the communities that wait."""
    pdf = delivery_sheet(delivery_rows(), list(communities_without_kit()), today())
    return pdf_answer(pdf.content, "entregas-de-kits.pdf")


@address("kits.see")
@require_http_methods(["GET", "POST"])
def delivery_page(request: Request, pk: UUID) -> HttpResponse:
    """Show one delivery; note a step or the signed receipt."""
    delivery = find(request, "kits.see", Delivery, pk)
    signing = "received_by" in request.POST
    step = StepForm(request.POST if request.method == "POST" and not signing else None, initial={"on": today()})
    sign = SignForm(request.POST if signing else None, initial={"on": today(), "received_by": delivery.received_by})
    if request.method == "POST":
        find(request, "deliveries.edit", Delivery, pk)
        if _noted(request, delivery, sign if signing else step):
            return redirect("kits:delivery", pk=pk)
    context = {
        "title": _("Entrega %(folio)s") % {"folio": delivery.folio},
        "delivery": delivery,
        "state": state_of(delivery),
        "word": state_word(state_of(delivery)),
        "steps": [(s, state_word(DeliveryState(s.state))) for s in delivery.steps.all()],
        "step_form": step,
        "sign_form": sign,
    }
    return render(request, "kits/delivery.html", context)


def _noted(request: Request, delivery: Delivery, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        if isinstance(form, SignForm):
            sign_receipt(delivery, **data, by=request.actor.person, now=timezone.now())
        else:
            state = DeliveryState(data["state"])
            note_step(delivery, state, on=data["on"], note=data["note"], by=request.actor.person, now=timezone.now())
    except StepRefused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Quedó apuntado."))
    return True


@address("kits.see")
@require_GET
def delivery_receipt(request: Request, pk: UUID) -> HttpResponse:
    """Return the receipt to sign, as PDF."""
    delivery = find(request, "kits.see", Delivery, pk)
    return pdf_answer(receipt_sheet(delivery).content, f"{delivery.folio}.pdf")
