"""The co-investment ledger on the desk: works, what each one put in, sums with and without labour."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manantial.people.access import Request, address, can, find
from manantial.press.spreadsheets import FORMATS, table_file
from manantial.project.actions import ProjectRefused, invest, record_work
from manantial.project.models import Work
from manantial.project.queries.investing import Ledger, ledger
from manantial.project.rules.catalogues import (
    INVESTMENT_STATE_WORDS,
    INVESTMENT_WORDS,
    INVESTOR_WORDS,
    WORK_WORDS,
    InvestmentKind,
    InvestmentSource,
    InvestmentState,
    WorkState,
)
from manantial.project.web.forms import InvestForm, WorkForm
from manantial.project.web.frame import now, refuse, tabs, today
from manantial.vault.streaming import handed


@address("project.see")
@require_GET
def listing(request: Request) -> HttpResponse:
    """The works with their sums, by year and by source."""
    book = ledger()
    if (form := request.GET.get("formato", "")) in FORMATS:
        made = table_file(form, _("Coinversión"), *_table(book), on=today())
        return handed(made.content, media_type=made.media_type, name=made.name)
    context = {
        "title": _("Coinversión"),
        "tabs": tabs("works"),
        "book": book,
        "works": [(one, _(WORK_WORDS[one.row.state])) for one in book.works],
        "years": book.by_year.items(),
        "sources": [(_(INVESTOR_WORDS[source]), sums) for source, sums in book.by_source.items()],
        "count": len(book.works),
    }
    return render(request, "project/works.html", context)


def _table(book: Ledger) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    heads = (
        _("Obra"), _("Año"), _("Comunidades"), _("Quién"), _("Nombre"), _("Qué"), _("Cuántos"), _("De qué"),
        _("Cantidad"), _("Moneda"), _("Cómo se valuó"), _("Estado"), _("Fecha"), _("Documento"),
    )  # fmt: skip
    rows: list[tuple[object, ...]] = [
        (
            work.row.title, work.row.year, ", ".join(work.communities), _(INVESTOR_WORDS[put.source]), put.party,
            _(INVESTMENT_WORDS[put.kind]), put.quantity, put.unit, put.amount.decimal if put.amount else None,
            put.amount.currency if put.amount else None, put.criterion, _(INVESTMENT_STATE_WORDS[put.state]), put.on,
            put.document,
        )
        for work in book.works
        for put in work.puts
    ]  # fmt: skip
    return heads, rows


@address("money.edit")
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Write a work."""
    form = WorkForm(request.POST or None, initial={"year": today().year})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        work = record_work(
            title=data["title"], year=data["year"], communities=data["communities"], state=WorkState(data["state"]),
            people_served=data["people_served"], note=data["note"], by=request.actor.person, now=now(),
        )  # fmt: skip
        messages.success(request, _("Se registró la obra. Agregue lo que puso cada quien."))
        return redirect("project:work", pk=work.pk)
    context = {"title": _("Nueva obra o acción"), "form": form, "tabs": tabs("works"), "back": "project:works"}
    return render(request, "project/form.html", context)


@address("project.see")
@require_http_methods(["GET", "POST"])
def one(request: Request, pk: UUID) -> HttpResponse:
    """One work with what each one put in, and the form for more."""
    asked = "money.edit" if request.method == "POST" else "project.see"
    found = find(request, asked, Work, pk)
    form = InvestForm(request.POST or None, initial={"on": today(), "currency": "MXN"})
    if request.method == "POST" and form.is_valid():
        try:
            _invest(request, found, form)
        except ProjectRefused as error:
            refuse(form, error)
        else:
            messages.success(request, _("Se guardó."))
            return redirect("project:work", pk=found.pk)
    shown = next(work for work in ledger().works if work.row.pk == found.pk)
    context = {
        "title": found.title,
        "tabs": tabs("works"),
        "shown": shown,
        "state": _(WORK_WORDS[found.state]),
        "puts": [
            (put, _(INVESTOR_WORDS[put.source]), _(INVESTMENT_WORDS[put.kind]), _(INVESTMENT_STATE_WORDS[put.state]))
            for put in shown.puts
        ],
        "form": form if can(request.actor, "money.edit") else None,
    }
    return render(request, "project/work.html", context)


def _invest(request: Request, work: Work, form: InvestForm) -> None:
    data = form.cleaned_data
    invest(
        work, source=InvestmentSource(data["source"]), kind=InvestmentKind(data["kind"]), amount=data.get("money"),
        quantity=data["quantity"], unit=data["unit"], criterion=data["criterion"], party=data["party"],
        state=InvestmentState(data["state"]), on=data["on"], document=data["document"], by=request.actor.person,
        now=now(),
    )  # fmt: skip
