"""An agreement never disappears: its states, its dates, its sum; and the phases of minutes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.governance.rules import (
    AGREEMENT_STATE_WORDS,
    OPEN,
    AgreementState,
    MinutesState,
    SessionState,
    Urgency,
    balance,
    due_on,
    may_become,
    minutes_may_approve,
    minutes_may_correct,
    minutes_may_lock,
    minutes_may_sign,
    session_may_become,
    steps_from,
)

S = AgreementState
DAY = date(2024, 11, 24)


def test_only_a_body_cancels() -> None:
    refused = may_become(S.PENDING, S.CANCELLED, in_session=False)
    assert not refused
    assert "qué sesión" in refused.say()
    assert may_become(S.PENDING, S.CANCELLED, in_session=True)
    assert not may_become(S.CANCELLED, S.PENDING, in_session=False, note="se puede otra vez")
    assert may_become(S.CANCELLED, S.PENDING, in_session=True, note="se puede otra vez")


def test_work_is_reviewed_before_it_counts_as_done() -> None:
    assert not may_become(S.IN_PROGRESS, S.FULFILLED, in_session=False)
    assert may_become(S.TO_REVIEW, S.FULFILLED, in_session=False)
    assert may_become(S.PENDING, S.FULFILLED, in_session=True)  # the assembly saw the work


def test_opening_again_says_why() -> None:
    assert not may_become(S.FULFILLED, S.IN_PROGRESS, in_session=False)
    assert may_become(S.FULFILLED, S.IN_PROGRESS, in_session=False, note="la bomba volvió a fallar")


@given(st.sampled_from(list(S)), st.booleans())
def test_no_state_is_a_dead_end(state: AgreementState, in_session: bool) -> None:
    assert steps_from(state, in_session=True)
    if state != S.CANCELLED:
        assert steps_from(state, in_session=in_session)


@pytest.mark.parametrize(
    ("due", "urgency", "said"),
    [
        (DAY - timedelta(12), Urgency.OVERDUE, "Vencido hace 12 días"),
        (DAY - timedelta(1), Urgency.OVERDUE, "Venció ayer"),
        (DAY, Urgency.SOON, "Vence hoy"),
        (DAY + timedelta(1), Urgency.SOON, "Vence mañana"),
        (DAY + timedelta(15), Urgency.SOON, "Vence en 15 días"),
        (DAY + timedelta(16), Urgency.LATER, "Faltan 16 días"),
        (None, Urgency.NO_DATE, "Sin fecha"),
    ],
)
def test_the_date_in_words(due: date | None, urgency: Urgency, said: str) -> None:
    found = due_on(S.PENDING, due, DAY)
    assert (found.urgency, found.ruling().say()) == (urgency, said)


def test_closed_agreements_are_never_late() -> None:
    assert due_on(S.FULFILLED, DAY - timedelta(400), DAY).urgency == Urgency.CLOSED


def test_twenty_three_agreements_nine_overdue() -> None:
    late = [(S.PENDING, DAY - timedelta(n + 1)) for n in range(5)] + [(S.TO_REVIEW, DAY - timedelta(9))] * 4
    on_time = [(S.IN_PROGRESS, DAY + timedelta(n)) for n in range(6)] + [(S.PENDING, None)] * 2
    done = [(S.FULFILLED, DAY - timedelta(30))] * 4 + [(S.CANCELLED, None), (S.NOT_DONE, DAY)]
    found = balance([*late, *on_time, *done], DAY)
    assert (found.total, found.open, found.overdue, found.fulfilled, found.closed_otherwise) == (23, 17, 9, 4, 2)


@given(st.lists(st.tuples(st.sampled_from(list(S)), st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)))))
def test_the_sum_loses_nothing(agreements: list[tuple[S, date | None]]) -> None:
    found = balance(agreements, DAY)
    assert found.fulfilled + found.open + found.closed_otherwise == found.total == len(agreements)
    assert found.overdue <= found.open == sum(state in OPEN for state, _due in agreements)


def test_every_state_has_a_word() -> None:
    assert set(AGREEMENT_STATE_WORDS) == set(S)


def test_minutes_go_through_four_phases() -> None:
    assert not minutes_may_approve(MinutesState.DRAFT, SessionState.PLANNED)
    assert minutes_may_approve(MinutesState.DRAFT, SessionState.HELD)
    assert not minutes_may_sign(MinutesState.DRAFT)
    assert minutes_may_sign(MinutesState.APPROVED)
    assert not minutes_may_lock(MinutesState.SIGNED, has_scan=False, signed_by="a", locking="b")
    assert not minutes_may_lock(MinutesState.SIGNED, has_scan=True, signed_by="a", locking="a")
    assert minutes_may_lock(MinutesState.SIGNED, has_scan=True, signed_by="a", locking="b")
    assert not minutes_may_correct(MinutesState.SIGNED)
    assert minutes_may_correct(MinutesState.LOCKED)


def test_a_session_that_was_held_stays_held() -> None:
    assert session_may_become("planned", "held")
    assert not session_may_become("held", "cancelled")
    assert session_may_become("cancelled", "planned")
