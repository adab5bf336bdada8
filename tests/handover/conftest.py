"""A committee that was relieved."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from manantial.kernel.dates import PartialDate
from manantial.people.actions.mandates import renew_body, start_mandate
from manantial.people.actions.registry import create_committee, register_person
from manantial.people.models import Body
from manantial.territory.actions import add_community
from manantial.territory.models import Municipality

ELECTED = date(2026, 11, 8)


@pytest.fixture
def relieved(municipality: Municipality, now: datetime) -> Body:
    """A committee of five seats; three were held, and on the eighth of November five new persons were elected."""
    place = add_community(name="Agua Clara", by=None, now=now)
    body = create_committee(place, founded=PartialDate.parse("2015"), by=None, now=now)
    seats = list(body.seats.order_by("position"))
    for number, seat in enumerate(seats[:3]):
        person = register_person(name=f"Saliente {number}", by=None, now=now)
        start_mandate(seat, person, start=PartialDate.parse("2025-11-09"), by=None, now=now)
    new = {seat: register_person(name=f"Entrante {number}", by=None, now=now) for number, seat in enumerate(seats)}
    renew_body(body, new, on=ELECTED, by=None, now=now)
    return body
