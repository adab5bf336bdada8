"""Sessions: the doubtful quorum, the frozen roll, the list, the follow-up that opens the next one, the four phases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from manantial.governance.actions import (
    GovernanceRefused,
    ListLine,
    adopt_regulation,
    approve_minutes,
    call_session,
    cancel_session,
    hold_session,
    lock_minutes,
    make_agreement,
    open_erratum,
    plan_session,
    record_vote,
    sign_minutes,
    write_agenda,
    write_attendance,
    write_item,
)
from manantial.governance.models import AgendaItem, Attendance, Session
from manantial.governance.queries import (
    attendance_sum,
    attendances,
    composition_rulings,
    doubled_lines,
    follow_up,
    next_session_for,
    rules_on,
    sitting,
)
from manantial.governance.rules import (
    Counts,
    ItemKind,
    RuleKind,
    SessionKind,
    VoteMethod,
    explain,
    passed,
    thaw,
)
from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.people.actions.mandates import start_mandate
from manantial.people.actions.registry import create_body, create_seat, register_person
from manantial.people.models import Body, Seat
from manantial.territory.models import Community
from manantial.vault.actions import keep
from tests.governance.conftest import MORNING

Make = Callable[[int], list[Community]]
Sit = Callable[..., Session]


def test_nineteen_at_the_first_call_twenty_three_at_the_second(members: Make, assembly: Body, now: datetime) -> None:
    forty = members(40)
    second = MORNING + timedelta(minutes=30)
    session = plan_session(
        assembly, kind=SessionKind.ASSEMBLY, planned_at=MORNING, second_call_at=second, by=None, now=now
    )
    lines = [
        ListLine(community=one, women=1, accredited=True, arrived_at=MORNING if n < 19 else second)
        for n, one in enumerate(forty[:23])
    ]
    write_attendance(session, lines, by=None, now=now)
    told = sitting(session)
    assert told.in_force.is_proposal
    assert told.first is not None
    assert told.second is not None
    assert (bool(told.first), told.first.facts["required"], told.first.facts["obtained"]) == (False, 21, 19)
    assert (bool(told.second), told.second.facts["obtained"]) == (True, 23)
    hold_session(session, started_at=second, call=2, by=None, now=now)
    session.refresh_from_db()
    assert session.held_in_call == 2
    assert [explain(one) for one in thaw(session.ruling)] == [explain(one) for one in told.rulings]
    assert len(session.roll["communities"]) == 40


def test_without_quorum_the_session_is_closed_and_says_so(members: Make, sitting_of: Sit, now: datetime) -> None:
    session = sitting_of(members(10)[:3])
    hold_session(session, started_at=MORNING, call=1, by=None, now=now)
    assert session.state == "held"
    assert "Sin cuórum" in explain(sitting(session).frozen[0])
    entry = Entry.objects.get(verb="session.held")
    assert entry.facts["quorum"] is False


def test_what_was_ruled_that_day_stays_beside_what_is_known_today(
    members: Make, sitting_of: Sit, now: datetime
) -> None:
    session = sitting_of(members(4)[:3], held=True)
    assert not sitting(session).changed
    members(10)  # ten more turn out to have been members since 2021
    told = sitting(session)
    assert told.changed
    assert told.frozen[0]
    assert not told.rulings[0]


def test_the_list_is_corrected_by_striking_and_never_loses_a_row(members: Make, sitting_of: Sit, now: datetime) -> None:
    places = members(3)
    session = sitting_of(places)
    first, second, _third = attendances(session)
    lines = [
        ListLine(pk=second.pk, community=places[1], women=5, accredited=True),
        ListLine(pk=first.pk, community=places[0], women=1, men=1),
        ListLine(),  # an empty row of the sheet
        ListLine(written_name="Doña Chayo", community=places[0], women=1),
    ]
    write_attendance(session, lines, by=None, now=now)
    now_listed = list(attendances(session))
    assert [one.community for one in now_listed] == [places[1], places[0], places[0]]
    assert Attendance.objects.filter(session=session).count() == 4  # the struck one is still there
    came = attendance_sum(now_listed)
    assert (came.women, came.men, came.communities, came.delegates, came.total) == (7, 1, 2, 1, 8)


def test_somebody_written_twice_is_shown_and_not_blocked(members: Make, sitting_of: Sit, now: datetime) -> None:
    place = members(1)[0]
    session = sitting_of()
    names = ["María Pérez", "maria perez", "Juana Díaz"]
    written = write_attendance(
        session, [ListLine(written_name=name, community=place, women=1) for name in names], by=None, now=now
    )
    assert doubled_lines(written) == {written[0].pk, written[1].pk}


def test_the_next_session_opens_with_the_follow_up(members: Make, sitting_of: Sit, now: datetime) -> None:
    first = sitting_of(members(2), held=True)
    late = make_agreement(first, text="Comprar cloro", due_on=date(2024, 12, 1), by=None, now=now)
    later = make_agreement(first, text="Pintar la barda", by=None, now=now)
    following = sitting_of(at=MORNING + timedelta(days=60))
    opening = AgendaItem.objects.get(session=following)
    assert (opening.position, opening.kind) == (1, ItemKind.FOLLOW_UP)
    assert [row.agreement for row in follow_up(following, on=date(2025, 1, 23))] == [late, later]
    assert AgendaItem.objects.filter(session=first).count() == 0


def test_a_vote_freezes_its_roll_and_its_ruling(members: Make, sitting_of: Sit, now: datetime) -> None:
    session = sitting_of(members(4)[:3])
    write_agenda(session, [("Cuota anual", ItemKind.DELIBERATIVE), ("", ItemKind.INFORMATIVE)], by=None, now=now)
    item = AgendaItem.objects.get(session=session)
    vote = record_vote(
        item, question="¿Se aprueba la cuota?", counts=Counts(2, 1), method=VoteMethod.HANDS, closed_at=MORNING,
        by=None, now=now,
    )  # fmt: skip
    assert passed(thaw(vote.ruling)) is True
    assert vote.roll["people"] == 9
    assert len(vote.roll["present_communities"]) == 3
    with pytest.raises(GovernanceRefused, match="cuántos votos"):
        record_vote(
            item, question="x", counts=Counts(0, 0), method=VoteMethod.HANDS, closed_at=MORNING, by=None, now=now
        )


def test_the_rules_in_force_are_those_of_that_day(assembly: Body, now: datetime) -> None:
    third = {"num": 1, "den": 3, "base": "communities"}
    adopt_regulation(
        assembly, title="Reglamento", valid_from=date(2021, 1, 1), rules=[(RuleKind.QUORUM, third)], by=None, now=now
    )
    adopt_regulation(
        assembly, title="Reglamento reformado", valid_from=date(2023, 7, 1), rules=[(RuleKind.TERM, {"months": 12})],
        by=None, now=now,
    )  # fmt: skip
    before, after = rules_on(assembly, date(2023, 5, 1)), rules_on(assembly, date(2023, 7, 1))
    assert before.regulation is not None
    assert after.regulation is not None
    assert (before.regulation.title, after.regulation.title) == ("Reglamento", "Reglamento reformado")
    assert rules_on(assembly, date(2020, 1, 1)).is_proposal
    with pytest.raises(GovernanceRefused, match="empieza ese día"):
        adopt_regulation(assembly, title="Otro", valid_from=date(2023, 7, 1), rules=[], by=None, now=now)
    with pytest.raises(GovernanceRefused, match="fracción"):
        adopt_regulation(
            assembly, title="Malo", valid_from=date(2025, 1, 1), by=None, now=now,
            rules=[(RuleKind.QUORUM, {"num": 5, "den": 2, "base": "communities"})],
        )  # fmt: skip


def test_a_board_of_sixteen_warns_of_the_exact_half(alliance: object, now: datetime) -> None:
    board = create_body(kind="board", name="Junta de Gobierno", by=None, now=now)
    for sector, count in (("community", 8), ("official", 6), ("civil", 2)):
        for number in range(count):
            label = f"{sector} {number}"
            seat = create_seat(board, role="member", label=label, sector=sector, votes=True, by=None, now=now)
            person = register_person(name=label, by=None, now=now)
            start_mandate(seat, person, start=PartialDate.parse("2022-01-10"), by=None, now=now)
    said = [explain(one) for one in composition_rulings(board, date(2024, 1, 1))]
    assert any("la mitad exacta no es mayoría" in text for text in said)


def test_minutes_go_from_draft_to_locked_by_two_people(members: Make, sitting_of: Sit, now: datetime) -> None:
    session = sitting_of(members(2), held=True)
    draft = session.minutes.get()
    erandi, ana = (register_person(name=name, by=None, now=now) for name in ("Erandi", "Ana"))
    with pytest.raises(GovernanceRefused, match="leerla"):
        sign_minutes(draft, by=erandi, now=now)
    approve_minutes(draft, by=erandi, now=now)
    sign_minutes(draft, by=erandi, now=now)
    with pytest.raises(GovernanceRefused, match="foto"):
        lock_minutes(draft, by=ana, now=now)
    scan = keep(b"the photo", media_type="image/jpeg", now=now)
    draft.refresh_from_db()
    with pytest.raises(GovernanceRefused, match="otra persona"):
        lock_minutes(draft, scan=scan, by=erandi, now=now)
    lock_minutes(draft, scan=scan, by=ana, now=now)
    assert (draft.state, draft.locked_at) == ("locked", now)
    erratum = open_erratum(draft, by=ana, now=now, reason="la fecha decía 23")
    assert (erratum.version, erratum.corrects, erratum.state) == (2, draft, "draft")


def test_what_was_signed_is_no_longer_changed(members: Make, sitting_of: Sit, now: datetime) -> None:
    session = sitting_of(members(2), held=True)
    write_agenda(session, [("Cloro", ItemKind.INFORMATIVE)], by=None, now=now)
    minutes = session.minutes.get()
    approve_minutes(minutes, by=None, now=now)
    sign_minutes(minutes, by=None, now=now)
    with pytest.raises(GovernanceRefused, match="fe de erratas"):
        write_attendance(session, [], by=None, now=now)
    with pytest.raises(GovernanceRefused, match="fe de erratas"):
        write_item(AgendaItem.objects.get(session=session), title="x", summary="otra cosa", by=None, now=now)


def test_a_session_is_called_or_cancelled_and_never_erased(assembly: Body, management: Seat, now: datetime) -> None:
    session = plan_session(assembly, kind=SessionKind.ASSEMBLY, planned_at=MORNING, by=None, now=now)
    assert session.number == "S-2024-001"
    call_session(session, called_on=date(2024, 11, 22), called_by=management, media="Radio", by=None, now=now)
    told = sitting(session)
    assert told.notice is not None
    assert "2 días de aviso; se piden 3" in explain(told.notice)
    with pytest.raises(GovernanceRefused, match="por qué"):
        cancel_session(session, reason="", by=None, now=now)
    cancel_session(session, reason="tormenta", by=None, now=now)
    with pytest.raises(GovernanceRefused, match="no se celebró"):
        write_attendance(session, [], by=None, now=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        session.delete()


def test_a_community_sees_the_next_session_that_concerns_it(members: Make, sitting_of: Sit, now: datetime) -> None:
    place, other = members(2)
    common = sitting_of(at=MORNING + timedelta(days=9))
    own_body = create_body(kind="assembly", name="Asamblea de barrio", community=place, by=None, now=now)
    own = plan_session(own_body, kind=SessionKind.ASSEMBLY, planned_at=MORNING + timedelta(days=2), by=None, now=now)
    assert next_session_for(place.pk, MORNING) == own
    assert next_session_for(other.pk, MORNING) == common
    assert next_session_for(other.pk, MORNING + timedelta(days=10)) is None


def test_hours_that_make_no_sense_are_refused(assembly: Body, sitting_of: Sit, now: datetime) -> None:
    with pytest.raises(GovernanceRefused, match="segunda"):
        plan_session(assembly, kind=SessionKind.ASSEMBLY, planned_at=MORNING, second_call_at=MORNING, by=None, now=now)
    with pytest.raises(GovernanceRefused, match="cierre"):
        hold_session(sitting_of(), started_at=MORNING, ended_at=MORNING - timedelta(hours=1), call=1, by=None, now=now)
