"""Agreements: which are open, which are late, whose they are today, and what a session opens with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from manantial.governance.models import Agreement, Session
from manantial.governance.rules import OPEN, AgreementState, Balance, Due, Urgency, balance, due_on
from manantial.people.models import Body, Seat
from manantial.people.queries.seats import current_mandates
from manantial.people.rules import Character
from manantial.territory.models import Community
from manantial.territory.queries import family

_ORDER = {Urgency.OVERDUE: 0, Urgency.SOON: 1, Urgency.LATER: 2, Urgency.NO_DATE: 3, Urgency.CLOSED: 4}


@dataclass(frozen=True)
class AgreementRow:
    """An agreement, how it stands on a day, and who holds the seat it is charged to today."""

    agreement: Agreement
    due: Due
    holder: str

    @property
    def charged_to(self) -> str:
        """The seat as printed, with its body."""
        seat = self.agreement.responsible
        return f"{seat.label}, {seat.body.name}" if seat else ""


def agreements() -> QuerySet[Agreement]:
    """Return the agreements with the session and the seat they hang on."""
    return Agreement.objects.select_related("session__body", "responsible__body", "community", "sound")


def open_agreements() -> QuerySet[Agreement]:
    """Return those nobody has closed yet."""
    return agreements().filter(state__in=sorted(OPEN))


def agreements_of_community(community: Community) -> QuerySet[Agreement]:
    """Return those about a community, made in its own bodies, or charged to its committee."""
    own = family(community)
    about = Q(community__in=own) | Q(session__body__community__in=own) | Q(responsible__body__community__in=own)
    return agreements().filter(about)


def assigned_to(seats: Iterable[UUID]) -> QuerySet[Agreement]:
    """Return the open agreements charged to some seats: what a new holder inherits."""
    return open_agreements().filter(responsible__in=list(seats))


def agreement_rows(found: Iterable[Agreement], *, on: date) -> list[AgreementRow]:
    """Tell how each stands on a day, late ones first, then by date; two questions whatever their number."""
    listed = list(found)
    names = holder_names({one.responsible_id for one in listed if one.responsible_id}, on)
    made = [AgreementRow(one, due_on(one.state, one.due_on, on), _name(names, one)) for one in listed]
    return sorted(
        made, key=lambda row: (_ORDER[row.due.urgency], row.agreement.due_on or date.max, row.agreement.folio)
    )


def holder_names(seats: set[UUID], on: date) -> dict[UUID, str]:
    """Return who holds each seat on a day; a proprietor before a substitute. Vacant seats are absent."""
    names: dict[UUID, str] = {}
    if not seats:
        return names
    for mandate in current_mandates(on).filter(seat__in=seats):
        if mandate.seat_id not in names or mandate.character != Character.SUBSTITUTE:
            names[mandate.seat_id] = mandate.person.name
    return names


def agreement_balance(found: QuerySet[Agreement], *, on: date) -> Balance:
    """Sum agreements by how they stand on a day; one question."""
    return balance(found.order_by().values_list("state", "due_on"), on)


def follow_up(session: Session, *, on: date) -> list[AgreementRow]:
    """Return what a session opens with: open agreements of its body from before, late ones first."""
    before = open_agreements().filter(session__body=session.body_id, session__planned_at__lt=session.planned_at)
    return agreement_rows(before.exclude(session=session.pk), on=on)


@dataclass(frozen=True)
class Followed:
    """An agreement that was open when a session began, and its state when that day ended."""

    agreement: Agreement
    before: str
    after: str


def followed_up(session: Session) -> list[Followed]:
    """Return what a session had to follow up, with its states of that day: for minutes written later."""
    day = timezone.localdate(session.planned_at)
    earlier = agreements().filter(session__body=session.body_id, session__planned_at__lt=session.planned_at)
    made = [
        Followed(one, _state_before(one, day), _state_by(one, day))
        for one in earlier.prefetch_related("steps").order_by("folio")
    ]
    return [one for one in made if one.before in OPEN]


def _state_by(agreement: Agreement, day: date) -> str:
    states = [step.state for step in agreement.steps.all() if step.on <= day]
    return states[-1] if states else AgreementState.PENDING.value


def _state_before(agreement: Agreement, day: date) -> str:
    states = [step.state for step in agreement.steps.all() if step.on < day]
    return states[-1] if states else AgreementState.PENDING.value


def bodies_with_sessions() -> QuerySet[Body]:
    """Return the bodies that have sat at least once, for a filter."""
    sat = Session.objects.values("body")
    return Body.objects.filter(pk__in=sat).order_by("kind", "name")


def seat_agreements(seat: Seat, *, on: date) -> list[AgreementRow]:
    """Return the open agreements of one seat."""
    return agreement_rows(assigned_to([seat.pk]), on=on)


def _name(names: dict[UUID, str], agreement: Agreement) -> str:
    return names.get(agreement.responsible_id, "") if agreement.responsible_id else ""
