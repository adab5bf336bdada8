"""Persons, bodies and seats: written down once, corrected with a reason, never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import gettext_noop
from manantial.ledger.actions import record
from manantial.people.actions.refusals import Refused
from manantial.people.models import Body, Mandate, Person, Seat
from manantial.people.rules import BODY_WORDS, SEAT_WORDS, BodyKind, SeatRole, Sector
from manantial.territory.models import Community

#: The seats a new water committee starts with; each community may add its own.
COMMITTEE_SEATS = (SeatRole.PRESIDENCY, SeatRole.SECRETARY, SeatRole.TREASURY, SeatRole.MEMBER, SeatRole.VIGILANCE)
_CORRECTABLE = frozenset({"name", "aliases", "sex", "phone", "phone_public", "community", "visibility"})
UNKNOWN = PartialDate()


@transaction.atomic
def register_person(
    *,
    name: str,
    by: Person | None,
    now: datetime,
    community: Community | None = None,
    phone: str = "",
    phone_public: bool = False,
    sex: str = "",
    aliases: Sequence[str] = (),
) -> Person:
    """Write down somebody with a name, as she writes it. Raises Refused for an empty name."""
    if not name.strip():
        raise Refused.because(gettext_noop("Falta el nombre de la persona."))
    person = Person(name=" ".join(name.split()), aliases=list(aliases), sex=sex, phone=phone.strip())
    person.phone_public, person.community = phone_public and bool(phone.strip()), community
    person.save()
    record("person.registered", person, by=by, now=now, community=community)
    return person


@transaction.atomic
def correct_person(person: Person, *, by: Person | None, now: datetime, reason: str, **changes: Any) -> Person:
    """Correct what is written of a person. The ledger keeps which fields changed, never their values."""
    if unknown := changes.keys() - _CORRECTABLE:
        raise TypeError(f"not correctable: {', '.join(sorted(unknown))}")
    changed = sorted(field for field, value in changes.items() if getattr(person, field) != value)
    for field in changed:
        setattr(person, field, changes[field])
    person.save()
    record("person.corrected", person, by=by, now=now, reason=reason, facts={"fields": changed})
    return person


@transaction.atomic
def create_body(
    *,
    kind: str,
    name: str,
    by: Person | None,
    now: datetime,
    community: Community | None = None,
    parent: Body | None = None,
    founded: PartialDate = UNKNOWN,
    term_months: int | None = None,
) -> Body:
    """Add a body. Raises Refused for a kind that is not in the catalogue or a committee without community."""
    if kind not in set(BodyKind):
        raise Refused.because(gettext_noop("No se conoce esa clase de órgano."))
    if kind == BodyKind.COMMITTEE and community is None:
        raise Refused.because(gettext_noop("Un comité es de una comunidad: falta decir de cuál."))
    body = Body(kind=kind, name=name.strip() or gettext(BODY_WORDS[kind]), community=community, parent=parent)
    body.founded, body.term_months = founded, term_months
    body.save()
    record("body.created", body, by=by, now=now, community=community, facts={"kind": kind})
    return body


@transaction.atomic
def create_seat(
    body: Body,
    *,
    role: str,
    by: Person | None,
    now: datetime,
    label: str = "",
    sector: str = "",
    votes: bool = True,
    created: PartialDate = UNKNOWN,
) -> Seat:
    """Add a seat to a body, after those it has. Whether it votes belongs to the seat, not to the person."""
    seat = Seat(body=body, role=role, label=label.strip() or gettext(SEAT_WORDS.get(role, role)), votes=votes)
    seat.sector = sector or _sector_of(body)
    seat.position, seat.created = body.seats.count() + 1, created
    seat.save()
    record("seat.created", seat, by=by, now=now, community=body.community, facts={"body": str(body.pk), "role": role})
    return seat


@transaction.atomic
def create_committee(
    community: Community,
    *,
    by: Person | None,
    now: datetime,
    name: str = "",
    term_months: int | None = 12,
    roles: Sequence[str] = COMMITTEE_SEATS,
    founded: PartialDate = UNKNOWN,
) -> Body:
    """Add the water committee of a community with its seats; who holds them is said afterwards."""
    body = create_body(
        kind=BodyKind.COMMITTEE,
        name=name or gettext("Comité de agua de %(community)s") % {"community": community.name},
        by=by,
        now=now,
        community=community,
        founded=founded,
        term_months=term_months,
    )
    for role in roles:
        create_seat(body, role=role, by=by, now=now, sector=Sector.COMMUNITY)
    return body


@transaction.atomic
def suppress_seat(seat: Seat, *, on: PartialDate, by: Person | None, now: datetime, reason: str) -> Seat:
    """Take a seat out of its body from a day on; its history stays. Raises Refused while somebody holds it."""
    if seat.mandates.filter(annulled_at=None, end_min=None, end_max=None).exists():
        raise Refused.because(gettext_noop("Alguien ocupa todavía ese puesto: primero termine su mandato."))
    seat.suppressed = on
    seat.save()
    record("seat.suppressed", seat, by=by, now=now, reason=reason, community=seat.body.community)
    return seat


@transaction.atomic
def dissolve_body(body: Body, *, on: PartialDate, by: Person | None, now: datetime, reason: str) -> Body:
    """Close a body from a day on. Raises Refused while somebody holds one of its seats."""
    if Mandate.objects.filter(seat__body=body, annulled_at=None, end_min=None, end_max=None).exists():
        raise Refused.because(gettext_noop("Todavía hay personas en sus puestos: primero termine sus mandatos."))
    body.dissolved = on
    body.save()
    record("body.dissolved", body, by=by, now=now, reason=reason, community=body.community)
    return body


def _sector_of(body: Body) -> str:
    return {
        BodyKind.OPERATING: Sector.OPERATING,
        BodyKind.ALLY: Sector.CIVIL,
        BodyKind.BOARD: Sector.OFFICIAL,
    }.get(BodyKind(body.kind), Sector.COMMUNITY)
