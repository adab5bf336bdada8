"""The fixed cast that asks every address.

Lupe has a seat in the committee of La Ceiba, Erandi is staff of the organism, Ana facilitates for the allied
association, Otra is staff of another alliance on the same server, and nobody is nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone
from pytest_django.fixtures import Settings

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.kernel.dates import PartialDate
from manantial.people.access import SESSION_ENTERED, SESSION_SEEN, SESSION_WAY
from manantial.people.actions import create_account, create_body, create_seat, register_person, start_mandate
from manantial.people.models import Account, Body, Seat
from manantial.people.rules import BodyKind, SeatRole
from manantial.territory.models import Community, Municipality


@cache
def chain_of(middleware: tuple[str, ...]) -> Any:
    """What a request goes through, put together once and not for every browser: it looks at each static file."""
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()
    return handler._middleware_chain  # type: ignore[attr-defined]


class CastClient(Client):
    """A browser of somebody of the cast, always at the addresses of Agua Clara."""

    account: Account | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handler._middleware_chain = chain_of(tuple(settings.MIDDLEWARE))  # type: ignore[attr-defined]

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        """Ask an address; with several alliances on the server, the one of Agua Clara."""
        if Alliance.objects.count() > 1 and not path.startswith(("/a/", "/static/")):
            path = f"/a/agua-clara{path}"
        return super().generic(method, path, *args, **kwargs)


@dataclass(frozen=True)
class Committee:
    """A committee with its community and seats by role."""

    community: Community
    body: Body
    seats: dict[str, Seat]


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Comparing a password must be slow for strangers, not for tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def municipality(alliance: Alliance) -> Municipality:
    """The municipality of Agua Clara."""
    return Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)


@pytest.fixture
def la_ceiba(municipality: Municipality) -> Community:
    """The community of Lupe."""
    return Community.objects.create(municipality=municipality, code="C-01", name="La Ceiba")


@pytest.fixture
def el_carrizal(municipality: Municipality) -> Community:
    """A community where Lupe has no seat."""
    return Community.objects.create(municipality=municipality, code="C-02", name="El Carrizal")


@pytest.fixture
def committee(la_ceiba: Community, now: datetime) -> Committee:
    """The committee of La Ceiba, nobody seated yet but Lupe."""
    body = create_body(kind=BodyKind.COMMITTEE, name="Comité de La Ceiba", community=la_ceiba, by=None, now=now)
    roles = (SeatRole.PRESIDENCY, SeatRole.SECRETARY, SeatRole.TREASURY, SeatRole.MEMBER)
    return Committee(la_ceiba, body, {role: create_seat(body, role=role, by=None, now=now) for role in roles})


def account_in(seat: Seat, name: str, now: datetime) -> Account:
    """An account whose person holds a seat since January 2024."""
    person = register_person(name=name, community=seat.body.community, by=None, now=now)
    start_mandate(seat, person, start=PartialDate.parse("2024-01-15"), by=None, now=now)
    return create_account(person, by=None, now=now)


def staff_of(name: str, kind: str, role: str, now: datetime) -> Account:
    """An account with a seat in a new body without community."""
    body = create_body(kind=kind, name=f"Órgano de {name}", by=None, now=now)
    return account_in(create_seat(body, role=role, by=None, now=now), name, now)


@pytest.fixture
def lupe(committee: Committee, now: datetime) -> Account:
    """Member of one community."""
    return account_in(committee.seats[SeatRole.MEMBER], "Guadalupe Hernández", now)


@pytest.fixture
def erandi(alliance: Alliance, now: datetime) -> Account:
    """Staff of the organism."""
    return staff_of("Erandi Cruz", BodyKind.OPERATING, SeatRole.SOCIAL, now)


@pytest.fixture
def ana(alliance: Alliance, now: datetime) -> Account:
    """Facilitator of the allied association."""
    return staff_of("Ana Solís", BodyKind.ALLY, SeatRole.FACILITATION, now)


@pytest.fixture
def otra(other_alliance: Alliance, agua_clara: Alliance, now: datetime) -> Account:
    """Staff of another alliance on the same server."""
    with working_for(other_alliance):
        return staff_of("Otra Persona", BodyKind.OPERATING, SeatRole.MANAGEMENT, now)


def client_of(account: Account) -> CastClient:
    """A browser in which an account has entered with its password."""
    client = CastClient()
    with working_for(account.alliance):
        client.force_login(account)
    session = client.session
    moment = timezone.now().timestamp()
    session[SESSION_WAY], session[SESSION_ENTERED], session[SESSION_SEEN] = "password", moment, moment
    session.save()
    client.account = account
    return client


@pytest.fixture
def as_lupe(lupe: Account) -> CastClient:
    """The browser of Lupe."""
    return client_of(lupe)


@pytest.fixture
def as_erandi(erandi: Account) -> CastClient:
    """The browser of Erandi."""
    return client_of(erandi)


@pytest.fixture
def as_ana(ana: Account) -> CastClient:
    """The browser of Ana."""
    return client_of(ana)


@pytest.fixture
def as_otra(otra: Account) -> CastClient:
    """The browser of Otra, at the addresses of Agua Clara."""
    return client_of(otra)


@pytest.fixture
def as_nobody(alliance: Alliance) -> CastClient:
    """A browser in which nobody has entered."""
    return CastClient()
