"""An assembly of communities and a governing board to work with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from manantial.alliance.models import Alliance
from manantial.governance.actions import ListLine, hold_session, plan_session, write_attendance
from manantial.governance.models import Session
from manantial.governance.rules import SessionKind
from manantial.kernel.dates import PartialDate
from manantial.people.actions.mandates import start_mandate
from manantial.people.actions.registry import create_body, create_seat, register_person
from manantial.people.models import Body, Seat
from manantial.territory.actions import add_community, set_state
from manantial.territory.models import Community, Municipality
from manantial.territory.rules import MembershipState

MORNING = datetime(2024, 11, 24, 16, 0, tzinfo=UTC)  # ten o'clock in Agua Clara


@pytest.fixture
def members(municipality: Municipality, now: datetime) -> Callable[[int], list[Community]]:
    """Make so many communities that are members since 2021."""

    def make(count: int) -> list[Community]:
        made = [add_community(name=f"Comunidad {n + 1}", by=None, now=now) for n in range(count)]
        for one in made:
            set_state(one, MembershipState.MEMBER, since=PartialDate.parse("2021"), act="Acta 1", by=None, now=now)
        return made

    return make


@pytest.fixture
def assembly(alliance: Alliance, now: datetime) -> Body:
    """The general assembly."""
    return create_body(kind="assembly", name="Asamblea General", by=None, now=now)


@pytest.fixture
def management(alliance: Alliance, now: datetime) -> Seat:
    """The seat of the general manager, with somebody in it."""
    body = create_body(kind="operating", name="Equipo operativo", by=None, now=now)
    seat = create_seat(body, role="management", label="Gerencia general", by=None, now=now)
    start_mandate(
        seat, register_person(name="Irma Solano", by=None, now=now), start=PartialDate.parse("2022"), by=None, now=now
    )
    return seat


@pytest.fixture
def sitting_of(assembly: Body, now: datetime) -> Callable[..., Session]:
    """Plan an assembly; with communities, write them as accredited delegations of two women and one man."""

    def make(came: list[Community] | None = None, *, held: bool = False, at: datetime = MORNING) -> Session:
        session = plan_session(
            assembly, kind=SessionKind.ASSEMBLY, planned_at=at, by=None, now=now, place="Casa ejidal"
        )
        lines = [ListLine(community=one, women=2, men=1, accredited=True) for one in came or []]
        write_attendance(session, lines, by=None, now=now)
        if held:
            hold_session(session, started_at=at, call=1, by=None, now=now)
        return session

    return make
