"""Mandates: who enters a seat, who leaves it, and the renewal of a whole body in one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from manantial.kernel.dates import Interval, InvalidDate, PartialDate, say_day
from manantial.kernel.rulings import gettext_noop
from manantial.ledger.actions import record
from manantial.people.actions.refusals import Refused
from manantial.people.models import Body, Mandate, Person, Seat
from manantial.people.rules import Character, EndReason
from manantial.people.rules.seats import add_months
from manantial.territory.models import Community


@transaction.atomic
def start_mandate(
    seat: Seat,
    person: Person,
    *,
    start: PartialDate,
    by: Person | None,
    now: datetime,
    character: str = Character.PROPRIETOR,
    planned_end: date | None = None,
    represents_community: Community | None = None,
    represents: str = "",
    act: str = "",
) -> Mandate:
    """Put a person in a seat from a date on.

    Without a planned end the term of the body gives one. Raises Refused when the seat surely has another proprietor
    then, or when the date is missing.
    """
    if start.is_unknown:
        raise Refused.because(gettext_noop("Falta la fecha en que tomó el cargo; puede ser solo el año."))
    mandate = Mandate(seat=seat, person=person, character=character, represents=represents, start_act=act)
    mandate.start, mandate.represents_community = start, represents_community
    mandate.planned_end = planned_end or _planned(seat.body, start)
    if character == Character.PROPRIETOR:
        _refuse_second_proprietor(seat, mandate.interval)
    mandate.save()
    record("mandate.started", mandate, by=by, now=now, community=seat.body.community, facts=_facts(seat, character))
    return mandate


@transaction.atomic
def end_mandate(
    mandate: Mandate,
    *,
    end: PartialDate,
    by: Person | None,
    now: datetime,
    reason: str = EndReason.UNKNOWN,
    act: str = "",
) -> Mandate:
    """Write that a mandate ended; the day is the last one in office.

    Raises Refused when it was annulled, has ended already, or the end is missing or before the start.
    """
    if mandate.annulled_at is not None or not mandate.interval.is_open:
        raise Refused.because(gettext_noop("Ese mandato ya había terminado."))
    if end.is_unknown:
        raise Refused.because(gettext_noop("Falta la fecha en que dejó el cargo; puede ser solo el año."))
    try:
        Interval(mandate.start, end)
    except InvalidDate as error:
        raise Refused.because(gettext_noop("Dejó el cargo antes de tomarlo: revise las fechas.")) from error
    mandate.end, mandate.end_reason, mandate.end_act = end, reason, act
    mandate.save()
    record(
        "mandate.ended",
        mandate,
        by=by,
        now=now,
        community=mandate.seat.body.community,
        facts={**_facts(mandate.seat, mandate.character), "reason": reason},
    )
    return mandate


@transaction.atomic
def annul_mandate(
    mandate: Mandate, *, reason: str, by: Person | None, now: datetime, replaced_by: Mandate | None = None
) -> Mandate:
    """Mark a mandate that was written by mistake; it stays to be seen and gives nothing any more."""
    if not reason.strip():
        raise Refused.because(gettext_noop("Para anular un mandato hay que decir por qué."))
    if mandate.annulled_at is not None:
        raise Refused.because(gettext_noop("Ese mandato ya estaba anulado."))
    mandate.annulled_at, mandate.annulled_reason, mandate.replaced_by = now, reason, replaced_by
    mandate.save()
    community = mandate.seat.body.community
    record("mandate.annulled", mandate, by=by, now=now, reason=reason, community=community)
    return mandate


@dataclass(frozen=True)
class Renewal:
    """What a renewal changed: who left, who came, and the seats that stayed without anybody."""

    ended: tuple[Mandate, ...]
    started: tuple[Mandate, ...]
    vacant: tuple[Seat, ...]


@transaction.atomic
def renew_body(
    body: Body,
    people: Mapping[Seat, Person | None],
    *,
    on: date,
    by: Person | None,
    now: datetime,
    act: str = "",
    planned_end: date | None = None,
) -> Renewal:
    """Seat a newly elected committee: whoever held these seats leaves the day before, the new ones enter on the day.

    Somebody who stays in the same seat is re-elected: one mandate ends, another begins. A seat given to None is left
    vacant. Seats that are not named stay as they are.
    """
    ended, started = [], []
    held = _open_mandates(people)
    for seat, person in people.items():
        for mandate in held.get(seat.pk, ()):
            again = person is not None and mandate.person_id == person.pk
            reason = EndReason.REELECTION if again else EndReason.TERM
            last = PartialDate.on(on - timedelta(days=1))
            ended.append(end_mandate(mandate, end=last, reason=reason, act=act, by=by, now=now))
        if person is not None:
            start = PartialDate.on(on)
            started.append(start_mandate(seat, person, start=start, planned_end=planned_end, act=act, by=by, now=now))
    vacant = tuple(seat for seat, person in people.items() if person is None)
    record(
        "body.renewed",
        body,
        by=by,
        now=now,
        community=body.community,
        facts={"on": on.isoformat(), "ended": len(ended), "started": len(started), "vacant": len(vacant)},
    )
    return Renewal(tuple(ended), tuple(started), vacant)


def _open_mandates(seats: Iterable[Seat]) -> dict[UUID, list[Mandate]]:
    """The mandates that hold these seats, by the id of the seat."""
    found: dict[UUID, list[Mandate]] = {}
    rows = Mandate.objects.filter(seat__in=list(seats), annulled_at=None, end_min=None, end_max=None)
    for mandate in rows.select_related("seat__body__community").order_by("start_min"):
        found.setdefault(mandate.seat_id, []).append(mandate)
    return found


def _refuse_second_proprietor(seat: Seat, interval: Interval) -> None:
    others = Mandate.objects.filter(seat=seat, annulled_at=None, character=Character.PROPRIETOR).select_related(
        "person"
    )
    for other in others:
        if other.interval.surely_overlaps(interval):
            since = other.start.latest or other.start.earliest
            raise Refused.because(
                gettext_noop(
                    "En ese puesto ya está %(person)s desde el %(since)s. Primero termine su mandato, "
                    "o registre a la nueva persona como suplente."
                ),
                person=other.person.name,
                since=say_day(since, weekday=False) if since else "",
            )


def _planned(body: Body, start: PartialDate) -> date | None:
    """The last day of the term, when the body has one and the start is known to the day."""
    if body.term_months is None or not start.is_exact or start.earliest is None:
        return None
    return add_months(start.earliest, body.term_months) - timedelta(days=1)


def _facts(seat: Seat, character: str) -> dict[str, object]:
    return {"seat": str(seat.pk), "body": str(seat.body_id), "character": character}
