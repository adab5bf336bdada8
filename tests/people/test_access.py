"""The access table: `can` and `visible` never disagree, and who sees what is what the alliance agreed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manantial.alliance.models import Alliance, Owned
from manantial.alliance.tenancy import working_for
from manantial.governance.models import Agreement, Session
from manantial.kernel.dates import PartialDate
from manantial.people.access import (
    Actor,
    UndeclaredAccess,
    actor_for,
    address,
    can,
    find,
    paths_of,
    visible,
)
from manantial.people.actions import create_seat, end_mandate, start_mandate
from manantial.people.models import Account, Body, Mandate
from manantial.people.rules import (
    PERMISSIONS,
    TABLE,
    BodyKind,
    Holding,
    Role,
    Scope,
    SeatRole,
    Visibility,
    clauses,
    is_reading,
    role_of,
)
from manantial.territory.models import Community, Municipality
from manantial.voices.models import Fragment, Voice
from manantial.water.models import Failure, ServedCommunity, WaterSystem
from tests.cast import Committee
from tests.trying import times

TODAY = date(2026, 11, 23)


@pytest.fixture
def world(alliance: Alliance, now: datetime) -> dict[str, list[Any]]:
    """Things of every visibility, with and without community, in two communities and three bodies."""
    place = Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
    towns = [Community.objects.create(municipality=place, code=f"C-{n}", name=f"Pueblo {n}") for n in (1, 2)]
    bodies = [Body.objects.create(kind="committee", name=f"Comité {town}", community=town) for town in towns]
    bodies.append(Body.objects.create(kind="assembly", name="Asamblea General"))
    sessions = [
        Session.objects.create(body=body, number=f"{n}-{shift}", planned_at=now - timedelta(days=shift))
        for (n, body), shift in product(enumerate(bodies), (0, 40))
    ]
    things: list[models.Model] = [*towns, *bodies, *sessions]
    for n, (town, level) in enumerate(product([*towns, None], Visibility)):
        voice = Voice.objects.create(
            folio=f"V-{n}", kind="text", title="x", group="users", community=town, visibility=level, received_at=now
        )
        things += [voice, Fragment.objects.create(folio=f"F-{n}", voice=voice, what="quote", marked_at=now)]
        things.append(
            Agreement.objects.create(session=sessions[n % 6], folio=f"A-{n}", community=town, visibility=level)
        )
    system = WaterSystem.objects.create(name="Los Dos", kind="gravity")
    things.append(system)
    for town in towns:
        things.append(ServedCommunity.objects.create(system=system, community=town))
        things.append(Failure.objects.create(folio=f"R-{town.code}", community=town, kind="leak", reported_at=now))
    things.append(WaterSystem.objects.create(name="De nadie", kind="gravity"))
    return {"towns": [town.pk for town in towns], "bodies": [body.pk for body in bodies], "things": things}


def holdings(towns: list[UUID], bodies: list[UUID]) -> st.SearchStrategy[Holding]:
    return st.builds(
        Holding,
        st.sampled_from(Role),
        communities=st.frozensets(st.sampled_from(towns), max_size=2),
        bodies=st.frozensets(st.sampled_from(bodies), max_size=2),
        until=st.sampled_from([None, None, TODAY - timedelta(days=20)]),
    )


@settings(
    max_examples=times(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_can_and_visible_never_disagree(world: dict[str, list[Any]], alliance: Alliance, data: st.DataObject) -> None:
    held = data.draw(st.lists(holdings(world["towns"], world["bodies"]), max_size=3))
    permission = data.draw(st.sampled_from(sorted(PERMISSIONS)))
    actor = Actor(alliance.pk, None, (Holding(Role.PUBLIC), *held))
    for model in {type(thing) for thing in world["things"]}:
        listed = [row.pk for row in visible(actor, permission, model.objects.all())]
        assert len(listed) == len(set(listed)), "a row came twice"
        asked = {row.pk for row in model.objects.all() if can(actor, permission, row)}
        assert asked == set(listed), (model, permission, held)
        assert can(actor, permission) or not listed


def test_another_alliance_sees_nothing_of_ours(world: dict[str, list[Any]], other_alliance: Alliance) -> None:
    stranger = Actor(other_alliance.pk, None, (Holding(Role.FACILITATOR), Holding(Role.STAFF), Holding(Role.PUBLIC)))
    for thing in world["things"]:
        for permission in PERMISSIONS:
            assert not can(stranger, permission, thing)
        assert not visible(stranger, "voices.see", type(thing).objects.all()).exists()  # type: ignore[attr-defined]


def test_every_table_says_whom_its_rows_concern() -> None:
    silent = []
    for model in apps.get_app_config("manantial").get_models():
        if not issubclass(model, Owned):
            continue
        try:
            paths_of(model)
        except UndeclaredAccess:
            silent.append(model.__name__)
    assert not silent


def test_the_table_has_a_cell_for_every_role_and_grants_little_to_nobody() -> None:
    for permission, row in TABLE.items():
        assert set(row) == set(Role)
        assert row[Role.PUBLIC] is (Scope.PUBLIC if permission == "public.see" else Scope.NONE)
        assert row[Role.AUDITOR] is Scope.NONE or is_reading(permission) or permission == "exchange.export"
    content = {"voices.edit", "meaning.edit", "sessions.edit", "water.edit", "money.edit", "people.edit"}
    assert all(TABLE[permission][Role.ADMIN] is Scope.NONE for permission in content)


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        (Role.STAFF, {"public", "alliance", "organism", "committee"}),
        (Role.FACILITATOR, {"public", "alliance", "organism", "committee", "reserved"}),
        (Role.AUDITOR, {"public", "alliance", "organism", "committee"}),
        (Role.BOARD, set()),
        (Role.OFFICER, set()),
        (Role.ADMIN, set()),
        (Role.PUBLIC, set()),
    ],
)
def test_a_reserved_testimony_is_for_facilitators_only(
    world: dict[str, list[Any]], alliance: Alliance, role: Role, levels: set[str]
) -> None:
    actor = Actor(alliance.pk, None, (Holding(role, communities=frozenset(world["towns"])),))
    assert {voice.visibility for voice in visible(actor, "voices.see", Voice.objects.all())} == levels


def test_a_committee_sees_its_own_and_what_is_shared_and_nothing_reserved_of_others(
    world: dict[str, list[Any]], alliance: Alliance
) -> None:
    mine, theirs = world["towns"]
    actor = Actor(alliance.pk, None, (Holding(Role.OFFICER, communities=frozenset({mine})),))
    seen = {(one.community_id, one.visibility) for one in visible(actor, "agreements.see", Agreement.objects.all())}
    assert seen == {
        *product((mine, theirs, None), ("public", "alliance")),
        (mine, "committee"),
    }
    assert {one.community_id for one in visible(actor, "water.see", Failure.objects.all())} == {mine}
    assert {one.body.community_id for one in visible(actor, "sessions.see", Session.objects.all())} == {mine, None}


@pytest.mark.parametrize(
    ("kind", "seat", "role"),
    [
        (BodyKind.BOARD, SeatRole.ADVISER, Role.BOARD),
        (BodyKind.OPERATING, SeatRole.ACCOUNTING, Role.STAFF),
        (BodyKind.COMMITTEE, SeatRole.TREASURY, Role.OFFICER),
        (BodyKind.COMMITTEE, SeatRole.OPERATOR, Role.MEMBER),
        (BodyKind.COMMITTEE, "palabra propia", Role.MEMBER),
        (BodyKind.ASSEMBLY, SeatRole.DELEGATE, Role.MEMBER),
        (BodyKind.ALLY, SeatRole.FACILITATION, Role.FACILITATOR),
        (BodyKind.ALLY, SeatRole.PRESIDENCY, Role.MEMBER),
    ],
)
def test_the_seat_gives_the_role(kind: str, seat: str, role: Role) -> None:
    assert role_of(kind, seat) is role


def test_access_follows_the_mandate(committee: Committee, lupe: Account, now: datetime) -> None:
    """In office: acts. Planned end passed: still. Ended: reads for thirty days. Later: nothing."""
    mandate = Mandate.objects.get(person=lupe.person)
    mandate.planned_end = date(2025, 1, 14)
    mandate.save()
    assert can(actor_for(lupe, TODAY), "water.record"), "expired in office keeps access"
    assert not can(actor_for(lupe, date(2023, 12, 1)), "mine.enter"), "not yet in office"

    end_mandate(mandate, end=PartialDate.parse("2026-11-22"), by=None, now=now)
    for day, reads in ((TODAY, True), (date(2026, 12, 22), True), (date(2026, 12, 23), False)):
        actor = actor_for(lupe, day)
        assert can(actor, "water.see") is reads
        assert not can(actor, "water.record")
        assert actor.roles == {Role.PUBLIC}


def test_an_ended_mandate_reads_its_own_period_only(committee: Committee, lupe: Account, now: datetime) -> None:
    end_mandate(Mandate.objects.get(person=lupe.person), end=PartialDate.parse("2026-11-20"), by=None, now=now)
    before = Session.objects.create(
        body=committee.body, number="1", planned_at=datetime(2026, 11, 1, tzinfo=now.tzinfo)
    )
    after = Session.objects.create(body=committee.body, number="2", planned_at=now)
    actor = actor_for(lupe, TODAY)
    assert can(actor, "sessions.see", before)
    assert not can(actor, "sessions.see", after)
    assert list(visible(actor, "sessions.see", Session.objects.all())) == [before]


def test_an_annulled_mandate_gives_nothing(lupe: Account, now: datetime) -> None:
    Mandate.objects.filter(person=lupe.person).update(annulled_at=now)
    assert actor_for(lupe, TODAY).holdings == (Holding(Role.PUBLIC),)


def test_a_person_may_hold_two_seats(committee: Committee, lupe: Account, now: datetime) -> None:
    board = Body.objects.create(kind=BodyKind.BOARD, name="Junta")
    seat = create_seat(board, role=SeatRole.MEMBER, by=None, now=now)
    start_mandate(seat, lupe.person, start=PartialDate.parse("2025"), by=None, now=now)
    actor = actor_for(lupe, TODAY)
    assert actor.roles == {Role.PUBLIC, Role.MEMBER, Role.BOARD}
    assert actor.bodies == {committee.body.pk, board.pk}
    assert actor.capacity is not None


def test_what_does_not_exist_cannot_be_asked(alliance: Alliance) -> None:
    with pytest.raises(KeyError):
        clauses([Holding(Role.STAFF)], "voices.sea")
    with pytest.raises(KeyError):
        address("voices.sea")


def test_a_thing_of_another_alliance_is_not_found(
    world: dict[str, list[Any]], other_alliance: Alliance, rf: Any, alliance: Alliance
) -> None:
    request = rf.get("/")
    request.actor = Actor(alliance.pk, None, (Holding(Role.FACILITATOR),))
    voice = Voice.objects.first()
    assert voice is not None
    assert find(request, "voices.see", Voice, voice.pk) == voice
    request.actor = Actor(other_alliance.pk, None, (Holding(Role.FACILITATOR),))
    with working_for(other_alliance), pytest.raises(Http404):
        find(request, "voices.see", Voice, voice.pk)
