"""Seats and mandates: who was there, surely or possibly; turnover loses nobody; a planned end ends nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.alliance.models import Alliance
from manantial.kernel.dates import Interval, PartialDate
from manantial.ledger.models import Entry
from manantial.people.actions import (
    Refused,
    annul_mandate,
    correct_person,
    create_body,
    create_committee,
    create_seat,
    dissolve_body,
    end_mandate,
    register_person,
    renew_body,
    start_mandate,
    suppress_seat,
)
from manantial.people.models import Mandate, Person, Seat
from manantial.people.queries import (
    bodies_without_holder,
    composition,
    expired_mandates,
    holders,
    representatives_of,
    roster,
    term_ends_between,
    timeline,
)
from manantial.people.queries.names import known_names, people_named, persons_matching
from manantial.people.rules import BodyKind, Character, SeatRole, Sector, Standing, standing
from manantial.people.rules.seats import MandateFacts, add_months
from manantial.territory.models import Community
from tests.cast import Committee

TODAY = date(2026, 11, 23)


@pytest.fixture
def presidency(committee: Committee) -> Seat:
    return committee.seats[SeatRole.PRESIDENCY]


def person(name: str, now: datetime, community: Community | None = None) -> Person:
    return register_person(name=name, community=community, by=None, now=now)


def seated(seat: Seat, name: str, start: str, now: datetime, end: str = "", character: str = "proprietor") -> Mandate:
    mandate = start_mandate(
        seat, person(name, now), start=PartialDate.parse(start), character=character, by=None, now=now
    )
    return end_mandate(mandate, end=PartialDate.parse(end), reason="term", by=None, now=now) if end else mandate


def names(seat: Seat, on: date) -> list[tuple[str, bool]]:
    return [(holder.person.name, holder.sure) for holder in holders(seat, on)]


def test_a_month_may_have_had_two_treasurers(presidency: Seat, now: datetime) -> None:
    seated(presidency, "Rosa", "2020-01", now, end="2021-03-14")
    seated(presidency, "Julia", "2021-03-15", now, end="2022")
    assert names(presidency, date(2021, 3, 14)) == [("Rosa", True)]
    assert names(presidency, date(2021, 3, 15)) == [("Julia", True)]
    assert names(presidency, date(2020, 1, 10)) == [("Rosa", False)]
    assert names(presidency, date(2022, 6, 1)) == [("Julia", False)]
    assert names(presidency, date(2023, 1, 1)) == []


def test_a_planned_end_does_not_end_a_mandate(committee: Committee, presidency: Seat, now: datetime) -> None:
    committee.body.term_months = 12
    committee.body.save()
    mandate = seated(presidency, "Rosa", "2025-02-01", now)
    assert mandate.planned_end == date(2026, 1, 31)
    (holder,) = holders(presidency, TODAY)
    assert holder.is_expired
    assert holder.sure
    assert list(expired_mandates(TODAY)) == [mandate]
    assert list(term_ends_between(date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 15))) == [mandate]


def test_two_proprietors_surely_at_once_are_refused(presidency: Seat, now: datetime) -> None:
    seated(presidency, "Rosa", "2025-02-01", now)
    with pytest.raises(Refused, match="ya está Rosa desde el 1 de febrero de 2025"):
        seated(presidency, "Julia", "2026-02-01", now)
    seated(presidency, "Julia", "2026-02-01", now, character=Character.SUBSTITUTE)
    assert [name for name, _ in names(presidency, TODAY)] == ["Rosa", "Julia"]


def test_vague_dates_that_only_may_overlap_are_allowed(presidency: Seat, now: datetime) -> None:
    seated(presidency, "Rosa", "2018", now, end="2019")
    seated(presidency, "Julia", "2019", now, end="2020")
    assert names(presidency, date(2019, 6, 1)) == [("Rosa", False), ("Julia", False)]


def test_a_mandate_ends_once_and_not_before_it_began(presidency: Seat, now: datetime) -> None:
    mandate = seated(presidency, "Rosa", "2025-02-01", now)
    with pytest.raises(Refused, match="antes de tomarlo"):
        end_mandate(mandate, end=PartialDate.parse("2024"), by=None, now=now)
    with pytest.raises(Refused, match="Falta la fecha"):
        end_mandate(mandate, end=PartialDate(), by=None, now=now)
    end_mandate(mandate, end=PartialDate.parse("2025-12"), by=None, now=now)
    with pytest.raises(Refused, match="ya había terminado"):
        end_mandate(mandate, end=PartialDate.parse("2026"), by=None, now=now)


def test_an_annulled_mandate_stays_to_be_seen_and_counts_no_more(presidency: Seat, now: datetime) -> None:
    mandate = seated(presidency, "Rosa", "2025-02-01", now)
    with pytest.raises(Refused, match="por qué"):
        annul_mandate(mandate, reason=" ", by=None, now=now)
    annul_mandate(mandate, reason="Era otra Rosa", by=None, now=now)
    assert names(presidency, TODAY) == []
    assert [one.standing for one in timeline(Mandate.objects.filter(seat=presidency), TODAY)] == [Standing.ANNULLED]
    assert seated(presidency, "Julia", "2025-02-01", now)


def test_an_election_seats_the_new_ones_and_keeps_the_old(committee: Committee, now: datetime) -> None:
    """The former ones leave the day before; who stays is re-elected; a seat nobody took is vacant."""
    seats, day = committee.seats, date(2026, 11, 22)
    rosa = seated(seats[SeatRole.PRESIDENCY], "Rosa", "2025-02-01", now)
    julia = seated(seats[SeatRole.TREASURY], "Julia", "2025-02-01", now)
    seated(seats[SeatRole.SECRETARY], "Marta", "2025-02-01", now)
    elected = {
        seats[SeatRole.PRESIDENCY]: person("Lucía", now),
        seats[SeatRole.TREASURY]: julia.person,
        seats[SeatRole.SECRETARY]: None,
    }
    renewal = renew_body(committee.body, elected, on=day, act="Acta 7", by=None, now=now)
    rosa.refresh_from_db()
    julia.refresh_from_db()
    assert (rosa.end.earliest, rosa.end_reason) == (date(2026, 11, 21), "term")
    assert julia.end_reason == "reelection"
    assert [seat.role for seat in renewal.vacant] == [SeatRole.SECRETARY]
    assert names(seats[SeatRole.PRESIDENCY], date(2026, 11, 21)) == [("Rosa", True)]
    assert names(seats[SeatRole.PRESIDENCY], day) == [("Lucía", True)]
    assert names(seats[SeatRole.TREASURY], day) == [("Julia", True)]
    assert Entry.objects.filter(verb="body.renewed").get().facts == {
        "on": "2026-11-22",
        "ended": 3,
        "started": 2,
        "vacant": 1,
    }


def test_an_election_that_fails_changes_nothing(committee: Committee, now: datetime) -> None:
    seats = committee.seats
    rosa = seated(seats[SeatRole.PRESIDENCY], "Rosa", "2026-11-01", now)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        renew_body(committee.body, {seats[SeatRole.PRESIDENCY]: rosa.person}, on=date(2026, 10, 1), by=None, now=now)
    rosa.refresh_from_db()
    assert rosa.interval.is_open
    assert Entry.objects.count() == before


def test_the_board_says_how_it_is_composed(alliance: Alliance, now: datetime) -> None:
    board = create_body(kind=BodyKind.BOARD, name="Junta", by=None, now=now)
    for n, (sector, votes) in enumerate(
        [(Sector.COMMUNITY, True)] * 2 + [(Sector.OFFICIAL, True), (Sector.CIVIL, False)]
    ):
        seat = create_seat(board, role=SeatRole.MEMBER, label=f"{n}", sector=sector, votes=votes, by=None, now=now)
        if n:
            seated(seat, f"P{n}", "2025", now)
    count = composition(roster(board, TODAY))
    assert (count.seats, count.filled, count.voting, count.voting_filled) == (4, 3, 3, 2)
    assert (count.by_sector[Sector.COMMUNITY].filled, count.by_sector[Sector.COMMUNITY].seats) == (1, 2)


def test_committees_with_gaps_come_first_by_their_emptiness(
    committee: Committee, el_carrizal: Community, now: datetime
) -> None:
    create_committee(el_carrizal, by=None, now=now)
    seated(committee.seats[SeatRole.PRESIDENCY], "Rosa", "2025", now)
    gaps = bodies_without_holder(BodyKind.COMMITTEE, TODAY)
    assert [(gap.body.community, gap.seats, gap.vacant) for gap in gaps] == [
        (el_carrizal, 5, 5),
        (committee.community, 4, 3),
    ]


def test_who_speaks_for_a_community(committee: Committee, la_ceiba: Community, now: datetime) -> None:
    board = create_body(kind=BodyKind.BOARD, name="Junta", by=None, now=now)
    seat = create_seat(board, role=SeatRole.MEMBER, by=None, now=now)
    mandate = start_mandate(
        seat, person("Rosa", now), start=PartialDate.parse("2025"), represents_community=la_ceiba, by=None, now=now
    )
    assert list(representatives_of(la_ceiba.pk, TODAY)) == [mandate]


def test_a_held_seat_and_a_living_body_are_not_closed(committee: Committee, presidency: Seat, now: datetime) -> None:
    mandate = seated(presidency, "Rosa", "2025", now)
    end = PartialDate.parse("2026")
    with pytest.raises(Refused):
        suppress_seat(presidency, on=end, reason="x", by=None, now=now)
    with pytest.raises(Refused):
        dissolve_body(committee.body, on=end, reason="x", by=None, now=now)
    end_mandate(mandate, end=PartialDate.parse("2025-12"), by=None, now=now)
    suppress_seat(presidency, on=PartialDate.parse("2026-01-01"), reason="x", by=None, now=now)
    assert presidency not in [place.seat for place in roster(committee.body, TODAY)]
    assert presidency in [place.seat for place in roster(committee.body, date(2025, 6, 1))]
    dissolve_body(committee.body, on=end, reason="x", by=None, now=now)
    assert not bodies_without_holder(BodyKind.COMMITTEE, TODAY)


def test_a_committee_needs_its_community(alliance: Alliance, now: datetime) -> None:
    with pytest.raises(Refused, match="falta decir de cuál"):
        create_body(kind=BodyKind.COMMITTEE, name="x", by=None, now=now)
    with pytest.raises(Refused, match="clase"):
        create_body(kind="club", name="x", by=None, now=now)


def test_the_ledger_knows_which_fields_were_corrected_and_never_their_values(alliance: Alliance, now: datetime) -> None:
    rosa = person("Rosa", now)
    correct_person(rosa, phone="961 123 4567", name="Rosa Díaz", reason="Se escribió mal", by=None, now=now)
    entry = Entry.objects.get(verb="person.corrected")
    assert entry.facts == {"fields": ["name", "phone"]}
    assert "961" not in str(list(Entry.objects.values()))
    assert "Rosa" not in str(list(Entry.objects.values()))


def test_a_typed_name_finds_the_neighbour_and_never_somebody_of_another_village(
    la_ceiba: Community, el_carrizal: Community, now: datetime
) -> None:
    here, there = person("María López", now, la_ceiba), person("María López", now, el_carrizal)
    assert people_named(" maria  LOPEZ ", la_ceiba).person == here
    assert people_named("María López", el_carrizal).person == there
    assert people_named("María López").person is None
    assert len(people_named("María López").persons) == 2
    assert people_named("Nadie", la_ceiba).persons == ()
    alone = person("Petra", now, el_carrizal)
    assert people_named("Petra", la_ceiba).persons == ()
    assert persons_matching("lopez mar") == [here.pk, there.pk]
    assert alone.name in known_names(el_carrizal)
    assert alone.name not in known_names(la_ceiba)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 2, 1), 12, date(2026, 2, 1)),
        (date(2025, 12, 15), 36, date(2028, 12, 15)),
    ],
)
def test_months_are_counted_as_people_count_them(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1500), st.integers(0, 200), st.booleans())
def test_a_standing_only_moves_forward(start: date, length: int, planned: int, annulled: bool) -> None:
    end = start + timedelta(days=length)
    facts = MandateFacts(
        Interval(PartialDate.on(start), PartialDate.on(end)), start + timedelta(days=planned), annulled
    )
    order = [Standing.FUTURE, Standing.IN_FORCE, Standing.LAPSED, Standing.ENDED]
    seen = [
        standing(facts, start + timedelta(days=shift))
        for shift in (-1, 0, length, length + 1, length + 30, length + 31)
    ]
    if annulled:
        assert set(seen) == {Standing.ANNULLED}
    else:
        assert seen == [order[0], order[1], order[1], order[2], order[2], order[3]]
