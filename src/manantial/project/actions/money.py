"""Contributions and their way: offered, confirmed, received, withdrawn; what was spent; the rates used."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from manantial.kernel.money import Money, MoneyError
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.project.actions.refusals import ProjectRefused, insist
from manantial.project.models import BudgetLine, Contribution, ContributionStep, Evidence, Expense, Rate
from manantial.project.queries.budget import rule_line
from manantial.project.rules.budget import may_pledge, may_step, part_of
from manantial.project.rules.catalogues import EvidenceKind, PledgeState, SourceKind


@transaction.atomic
def offer(
    line: BudgetLine,
    *,
    party: str,
    kind: SourceKind,
    on: date,
    by: Identified | None,
    now: datetime,
    amount: Money | None = None,
    percent: Decimal | None = None,
    rate: str = "",
    quantity: str = "",
    unit: str = "",
    criterion: str = "",
    note: str = "",
    source: str = "",
) -> Contribution:
    """Write that somebody offers something for a line: an amount, or so many per cent of the line.

    An amount in another currency needs `rate` (units of the budget's currency for one of its own); both amounts are
    kept. What is in kind needs the criterion by which it was valued. Raises ProjectRefused with the reason; going
    over the line is allowed and the ledger says by how much.
    """
    given, counted = _amounts(line, amount, percent, rate)
    ruling = insist(may_pledge(rule_line(line), counted, _currency(line)))
    _insist_on_words(party, kind, criterion)
    made = Contribution(
        line=line, party=party.strip(), kind=kind.value, state=PledgeState.PROMISED, quantity=quantity, unit=unit,
        criterion=criterion.strip(), source=source, rate=rate if given != counted else "",
    )  # fmt: skip
    made.amount = counted
    if given != counted:
        made.original = given
    made.save()
    ContributionStep.objects.create(contribution=made, state=PledgeState.PROMISED, on=on, note=note)
    facts = {"line": line.number, "kind": kind.value, "amount": str(counted), **ruling.facts}
    record("contribution.offered", made, by=by, now=now, facts=facts)
    return made


def _insist_on_words(party: str, kind: SourceKind, criterion: str) -> None:
    if not party.strip():
        raise ProjectRefused.because(_("Escriba quién aporta."))
    if kind not in {SourceKind.CASH, SourceKind.UNSPLIT} and not criterion.strip():
        raise ProjectRefused.because(_("Diga con qué criterio se valuó lo que se aporta en especie."))


def _amounts(line: BudgetLine, amount: Money | None, percent: Decimal | None, rate: str) -> tuple[Money, Money]:
    """What was offered in its own currency, and what it counts in the budget's."""
    total: Money | None = line.total
    try:
        if amount is None:
            if percent is None or total is None:
                raise ProjectRefused.because(_("Escriba la cantidad, o qué porcentaje del renglón."))
            share = part_of(total, percent)
            return share, share
        if amount.currency == _currency(line) or not rate:
            return amount, amount
        return amount, amount.convert(rate, _currency(line))
    except MoneyError as error:
        raise ProjectRefused.because(_("La cantidad, el porcentaje o el tipo de cambio no son válidos.")) from error


def _currency(line: BudgetLine) -> str:
    total: Money | None = line.total
    return total.currency if total else line.group.project.currency


def confirm(
    contribution: Contribution, *, on: date, by: Identified | None, now: datetime, note: str = ""
) -> Contribution:
    """Write that an offer was confirmed in writing: from now on it counts as secured."""
    return _step(contribution, PledgeState.SIGNED, on, note, by, now)


def receive(
    contribution: Contribution, *, on: date, by: Identified | None, now: datetime, note: str = ""
) -> Contribution:
    """Write that a contribution arrived."""
    return _step(contribution, PledgeState.RECEIVED, on, note, by, now)


def withdraw(
    contribution: Contribution, *, on: date, reason: str, by: Identified | None, now: datetime
) -> Contribution:
    """Write that a contribution will not come; it stays in the register and counts no more. A reason is needed."""
    if not reason.strip():
        raise ProjectRefused.because(_("Diga por qué se retira la aportación."))
    return _step(contribution, PledgeState.WITHDRAWN, on, reason, by, now)


@transaction.atomic
def _step(
    contribution: Contribution, state: PledgeState, on: date, note: str, by: Identified | None, now: datetime
) -> Contribution:
    present = Contribution.objects.select_for_update().get(pk=contribution.pk)
    insist(may_step(present.state, state))
    present.state = state
    present.save(update_fields=["state"])
    ContributionStep.objects.create(contribution=present, state=state, on=on, note=note)
    facts = {"state": state.value, "amount": str(present.amount), "line": present.line.number}
    record(f"contribution.{state.value}", present, by=by, now=now, reason=note, facts=facts)
    return present


@transaction.atomic
def spend(
    line: BudgetLine,
    *,
    amount: Money,
    on: date,
    payee: str,
    by: Identified | None,
    now: datetime,
    contribution: Contribution | None = None,
    invoice_uuid: UUID | None = None,
    note: str = "",
) -> Expense:
    """Write an expense of a line, paid from a contribution. A return of money is a negative amount with its note.

    The same invoice cannot be charged twice, whoever pays. Raises ProjectRefused.
    """
    if not amount:
        raise ProjectRefused.because(_("Un gasto lleva una cantidad."))
    if amount.minor < 0 and not note.strip():
        raise ProjectRefused.because(_("Diga por qué el gasto es negativo."))
    spent = Expense(line=line, contribution=contribution, on=on, payee=payee.strip(), note=note)
    spent.amount = amount
    spent.save()
    if invoice_uuid is not None:
        keep_invoice(invoice_uuid, contribution, on, payee)
    record("expense.recorded", spent, by=by, now=now, facts={"line": line.number, "amount": str(amount)})
    return spent


def keep_invoice(uuid: UUID, contribution: Contribution | None, on: date, payee: str) -> Evidence:
    """Keep the folio of an invoice once and for all; ProjectRefused when it was used before."""
    try:
        with transaction.atomic():
            return Evidence.objects.create(
                contribution=contribution, kind=EvidenceKind.INVOICE, title=payee[:200], invoice_uuid=uuid, on=on
            )
    except IntegrityError as error:
        used = Ruling.no(_("La factura %(uuid)s ya se usó en otro comprobante."), uuid=str(uuid))
        raise ProjectRefused(used) from error


@transaction.atomic
def record_rate(
    *, on: date, origin: str, target: str, rate: str, source: str, by: Identified | None, now: datetime, note: str = ""
) -> Rate:
    """Keep a dated exchange rate for ever: one unit of `origin` is `rate` of `target`. Old figures do not change."""
    try:
        Money.parse("1", origin).convert(rate, target)
    except MoneyError as error:
        raise ProjectRefused.because(_("El tipo de cambio debe ser un número mayor que cero, como 18.18.")) from error
    if not source.strip():
        raise ProjectRefused.because(_("Diga de dónde sale el tipo de cambio."))
    kept = Rate.objects.create(on=on, origin=origin, target=target, rate=rate, source=source.strip(), note=note)
    record(
        "rate.recorded", kept, by=by, now=now, facts={"on": on.isoformat(), "pair": f"{origin}/{target}", "rate": rate}
    )
    return kept


@transaction.atomic
def set_units(line: BudgetLine, *, units: int | None, by: Identified | None, now: datetime) -> BudgetLine:
    """Say into how many equal units a line may be parted (40 kits), so that one of them can be asked for."""
    if units is not None and units < 1:
        raise ProjectRefused.because(_("Un renglón se divide en una unidad o más."))
    line.units = units
    line.save(update_fields=["units"])
    record("budget_line.units_set", line, by=by, now=now, facts={"line": line.number, "units": units})
    return line
