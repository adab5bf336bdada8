"""The first day of an alliance: its place, its first person and the account that lets the others in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import gettext_noop
from manantial.ledger.actions import record
from manantial.people.actions.accounts import create_account, issue_link
from manantial.people.actions.mandates import start_mandate
from manantial.people.actions.refusals import Refused
from manantial.people.actions.registry import create_body, create_seat, register_person
from manantial.people.models import Account
from manantial.people.rules import BodyKind, SeatRole
from manantial.territory.models import Municipality


class AllianceExists(Refused):
    """There is an alliance with that address already."""


@dataclass(frozen=True)
class Founded:
    """A new alliance, its first account and the path of the link that lets it in once."""

    alliance: Alliance
    account: Account
    link: str


@transaction.atomic
def found_alliance(
    *,
    slug: str,
    name: str,
    municipality: str,
    state: str,
    person: str,
    now: datetime,
    organism: str = "",
    phone: str = "",
) -> Founded:
    """Create an alliance with its municipality, its operating team with one seat, and the first account.

    The first person holds the general management, so that she can work at once, and administers the accounts.
    Raises AllianceExists when the slug is taken.
    """
    if Alliance.objects.filter(slug=slug).exists():
        raise AllianceExists.because(gettext_noop("Ya existe una alianza con la dirección «%(slug)s»."), slug=slug)
    alliance = Alliance.objects.create(
        slug=slug, name=name, municipality=municipality, state=state, organism=organism, phone=phone, created_at=now
    )
    with working_for(alliance):
        Municipality.objects.create(name=municipality, state=state, home=True)
        account = _first_account(person, organism or name, now)
        record("alliance.founded", alliance, by=account.person, now=now, facts={"slug": slug})
        return Founded(alliance, account, issue_link(account, now=now))


def _first_account(name: str, organism: str, now: datetime) -> Account:
    person = register_person(name=name, by=None, now=now)
    body = create_body(kind=BodyKind.OPERATING, name=organism, by=person, now=now)
    seat = create_seat(body, role=SeatRole.MANAGEMENT, by=person, now=now)
    start_mandate(seat, person, start=PartialDate.on(timezone.localdate(now)), by=person, now=now)
    return create_account(person, by=person, now=now, is_admin=True)
