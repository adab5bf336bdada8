"""Co-investment: works with their communities, and what each one put into them. Labour keeps its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from manantial.kernel.money import Money
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.project.actions.refusals import ProjectRefused
from manantial.project.models import CoInvestment, Work, WorkCommunity
from manantial.project.rules.catalogues import InvestmentKind, InvestmentSource, InvestmentState, WorkState
from manantial.project.rules.targets import number
from manantial.territory.models import Community


@transaction.atomic
def record_work(
    *,
    title: str,
    year: int,
    communities: Iterable[Community],
    by: Identified | None,
    now: datetime,
    state: WorkState = WorkState.RUNNING,
    people_served: int | None = None,
    note: str = "",
) -> Work:
    """Write a work or action in one or more communities. ProjectRefused without a title."""
    if not title.strip():
        raise ProjectRefused.because(_("Escriba qué obra o acción es."))
    work = Work.objects.create(
        title=title.strip(), year=year, state=state.value, people_served=people_served, note=note
    )
    served = list(communities)
    for community in served:
        WorkCommunity.objects.create(work=work, community=community)
    only = served[0] if len(served) == 1 else None
    record("work.recorded", work, by=by, now=now, community=only, facts={"year": year, "communities": len(served)})
    return work


@transaction.atomic
def invest(
    work: Work,
    *,
    source: InvestmentSource,
    kind: InvestmentKind,
    on: date,
    by: Identified | None,
    now: datetime,
    amount: Money | None = None,
    quantity: str = "",
    unit: str = "",
    criterion: str = "",
    party: str = "",
    state: InvestmentState = InvestmentState.EXECUTED,
    document: str = "",
) -> CoInvestment:
    """Write what somebody put into a work. Labour may stay in days without a price: nobody is forced to price it.

    A price of something that is not money needs its criterion. Raises ProjectRefused.
    """
    _insist_on_measure(kind, amount, quantity, criterion)
    put = CoInvestment(
        work=work, source=source.value, kind=kind.value, party=party.strip(), quantity=quantity.strip(),
        unit=unit.strip(), criterion=criterion.strip(), state=state.value, on=on, document=document.strip(),
    )  # fmt: skip
    put.amount = amount
    put.save()
    facts = {
        "source": source.value,
        "kind": kind.value,
        "amount": str(amount) if amount else None,
        "quantity": quantity,
    }
    record("work.invested", put, by=by, now=now, facts=facts)
    return put


def _insist_on_measure(kind: InvestmentKind, amount: Money | None, quantity: str, criterion: str) -> None:
    if amount is None and number(quantity) is None:
        raise ProjectRefused.because(
            _("Escriba la cantidad de dinero, o cuánto y de qué: jornales, metros cúbicos, horas.")
        )
    if amount is not None and amount.minor <= 0:
        raise ProjectRefused.because(_("Una aportación debe ser mayor que cero."))
    if kind is not InvestmentKind.MONEY and amount is not None and not criterion.strip():
        raise ProjectRefused.because(_("Diga con qué criterio se valuó: cuánto vale el jornal y según quién."))
