"""Agreements: never lost, charged to a seat, late ones first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from manantial.governance.actions import (
    GovernanceRefused,
    answer_request,
    correct_agreement,
    make_agreement,
    mark_calendar,
    record_visit,
    step_agreement,
)
from manantial.governance.models import Agreement, AgreementStep, Session
from manantial.governance.queries import (
    agreement_balance,
    agreement_rows,
    agreements,
    agreements_of_community,
    open_agreements,
)
from manantial.governance.rules import AgreementState
from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.people.actions.mandates import renew_body
from manantial.people.actions.registry import register_person
from manantial.people.models import Seat
from manantial.territory.models import Community

Make = Callable[[int], list[Community]]
Sit = Callable[..., Session]
DAY = date(2025, 1, 10)
S = AgreementState


def test_a_new_holder_inherits_without_anybody_assigning(sitting_of: Sit, management: Seat, now: datetime) -> None:
    made = make_agreement(sitting_of(held=True), text="Visitar", responsible=management, by=None, now=now)
    assert agreement_rows([made], on=DAY)[0].holder == "Irma Solano"
    renew_body(
        management.body,
        {management: register_person(name="Otilia Ruiz", by=None, now=now)},
        on=date(2025, 1, 5),
        by=None,
        now=now,
    )
    assert agreement_rows([made], on=DAY)[0].holder == "Otilia Ruiz"


def test_late_ones_come_first_and_the_sum_is_right(sitting_of: Sit, now: datetime) -> None:
    session = sitting_of(held=True)
    dates = [None, date(2025, 3, 1), date(2024, 12, 1), date(2025, 1, 12), date(2024, 11, 30)]
    for number, due in enumerate(dates):
        make_agreement(session, text=f"Acuerdo {number}", due_on=due, by=None, now=now)
    listed = agreement_rows(agreements(), on=DAY)
    assert [row.agreement.due_on for row in listed] == [
        date(2024, 11, 30), date(2024, 12, 1), date(2025, 1, 12), date(2025, 3, 1), None,
    ]  # fmt: skip
    assert listed[0].agreement.folio == "A-2024-005"
    found = agreement_balance(agreements(), on=DAY)
    assert (found.total, found.open, found.overdue) == (5, 5, 2)


def test_it_never_disappears_until_a_body_says_so(sitting_of: Sit, now: datetime) -> None:
    session = sitting_of(held=True)
    made = make_agreement(session, text="Comprar cloro", by=None, now=now)
    with pytest.raises(GovernanceRefused, match="qué sesión"):
        step_agreement(made, S.CANCELLED, on=DAY, by=None, now=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    step_agreement(made, S.TO_REVIEW, on=DAY, note="factura", by=None, now=now)
    assert open_agreements().count() == 1
    step_agreement(made, S.FULFILLED, on=DAY, by=None, now=now)
    assert open_agreements().count() == 0
    assert [one.state for one in AgreementStep.objects.all()] == ["to_review", "fulfilled"]
    with pytest.raises(DatabaseError), transaction.atomic():
        AgreementStep.objects.update(note="otra")


def test_a_session_that_was_not_held_decides_nothing(sitting_of: Sit, now: datetime) -> None:
    made = make_agreement(sitting_of(held=True), text="Comprar cloro", by=None, now=now)
    planned = sitting_of(at=datetime(2025, 2, 1, 16, tzinfo=now.tzinfo))
    with pytest.raises(GovernanceRefused, match="todavía no"):
        step_agreement(made, S.CANCELLED, on=DAY, decided_in=planned, by=None, now=now)


def test_corrections_say_why_and_leave_their_trace(sitting_of: Sit, now: datetime) -> None:
    made = make_agreement(sitting_of(held=True), text="Comprar", by=None, now=now)
    with pytest.raises(GovernanceRefused, match="por qué"):
        correct_agreement(made, due_on=DAY, reason="", by=None, now=now)
    correct_agreement(made, due_on=DAY, reason="no llegó la pipa", by=None, now=now)
    entry = Entry.objects.get(verb="agreement.corrected")
    assert (entry.facts["fields"], entry.reason) == (["due_on"], "no llegó la pipa")
    with pytest.raises(TypeError, match="state"):
        correct_agreement(made, state="fulfilled", reason="x", by=None, now=now)


def test_nonsense_is_refused(sitting_of: Sit, now: datetime) -> None:
    session = sitting_of(held=True)
    with pytest.raises(GovernanceRefused, match="qué se acordó"):
        make_agreement(session, text=" ", by=None, now=now)
    with pytest.raises(GovernanceRefused, match="anterior"):
        make_agreement(session, text="x", due_on=date(2024, 11, 1), by=None, now=now)
    assert Agreement.objects.count() == 0


def test_a_list_costs_the_same_with_one_and_with_three(sitting_of: Sit, management: Seat, now: datetime) -> None:
    session = sitting_of(held=True)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            [row.charged_to + row.agreement.session.body.name for row in agreement_rows(agreements(), on=DAY)]
        return len(caught)

    make_agreement(session, text="uno", responsible=management, by=None, now=now)
    assert asked() == 2
    for text in ("dos", "tres"):
        make_agreement(session, text=text, responsible=management, by=None, now=now)
    assert asked() == 2


def test_what_concerns_a_community(members: Make, sitting_of: Sit, now: datetime) -> None:
    place, _other = members(2)
    session = sitting_of(held=True)
    about = make_agreement(session, text="Arreglar su tanque", community=place, by=None, now=now)
    make_agreement(session, text="De todas", by=None, now=now)
    assert list(agreements_of_community(place)) == [about]


def test_what_a_community_asks_gets_a_folio_and_an_answer(members: Make, now: datetime) -> None:
    place = members(1)[0]
    asked = record_visit(place, kind="request", on=date(2025, 1, 1), text="Piden muestra", by=None, now=now)
    assert (asked.folio, asked.state) == ("V-2025-001", "open")
    with pytest.raises(GovernanceRefused, match="respuesta"):
        answer_request(asked, answer="", on=DAY, by=None, now=now)
    answer_request(asked, answer="Fuimos el martes", on=DAY, by=None, now=now)
    assert Entry.objects.get(verb="visit.answered").facts["days"] == 9
    with pytest.raises(GovernanceRefused, match="clase de visita"):
        record_visit(place, kind="paseo", on=DAY, by=None, now=now)


def test_dates_of_the_calendar(members: Make, now: datetime) -> None:
    place = members(1)[0]
    marked = mark_calendar(title="Fiesta", kind="feast", starts=DAY, community=place, by=None, now=now)
    assert marked.ends == DAY
    with pytest.raises(GovernanceRefused, match="después del primero"):
        mark_calendar(title="Veda", kind="electoral", starts=DAY, ends=DAY - timedelta(1), by=None, now=now)
    assert PartialDate.on(marked.starts).is_exact
