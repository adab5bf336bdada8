"""Handovers: one day after the election, late, and never."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from manantial.handover.rules import (
    CHECKLIST,
    HANDOVER_STATE_TONES,
    HANDOVER_STATE_WORDS,
    OUTCOME_WORDS,
    HandoverState,
    Outcome,
    Timeliness,
    clock,
    completeness,
    may_become,
)

ELECTED = date(2024, 11, 24)
S = HandoverState


def test_one_day_between_election_and_handover() -> None:
    found = clock(S.SIGNED, ELECTED, None, ELECTED + timedelta(1), date(2025, 3, 1))
    assert (found.timeliness, found.days) == (Timeliness.ON_TIME, 1)


def test_late_awaited_overdue_and_never() -> None:
    late = clock(S.CLOSED, ELECTED, None, ELECTED + timedelta(40), date(2025, 3, 1))
    assert (late.timeliness, late.days) == (Timeliness.LATE, 40)
    assert clock(S.PREPARING, ELECTED, None, None, ELECTED + timedelta(15)).timeliness == Timeliness.WAITING
    overdue = clock(S.CALLED, ELECTED, None, None, ELECTED + timedelta(16))
    assert (overdue.timeliness, overdue.days) == (Timeliness.OVERDUE, 16)
    assert clock(S.NONE, ELECTED, None, None, ELECTED).timeliness == Timeliness.NEVER
    assert clock(S.PREPARING, None, None, None, ELECTED).timeliness == Timeliness.UNKNOWN


def test_no_handover_is_an_outcome_and_may_still_be_mended() -> None:
    assert may_become(S.PREPARING, S.NONE)
    assert may_become(S.NONE, S.PREPARING)
    assert not may_become(S.CLOSED, S.NONE)


def test_signing_needs_its_day_and_closing_every_answer() -> None:
    assert not may_become(S.CALLED, S.SIGNED)
    assert may_become(S.CALLED, S.SIGNED, signed_on=ELECTED)
    refused = may_become(S.SIGNED, S.CLOSED, unanswered=4)
    assert not refused
    assert "4 renglones" in refused.say()
    assert may_become(S.OBSERVATIONS, S.CLOSED)


def test_thirteen_of_sixteen_is_eighty_one_percent() -> None:
    found = completeness([Outcome.GIVEN] * 13 + [Outcome.MISSING] * 3)
    assert (found.percent, found.missing, found.unanswered) == (81, 3, 0)
    assert completeness([]).percent is None


@given(st.lists(st.sampled_from([*Outcome, ""]), min_size=1))
def test_lines_are_never_lost(outcomes: list[str]) -> None:
    found = completeness(outcomes)
    assert found.answered + found.unanswered == found.total == len(outcomes)
    assert found.percent is not None
    assert 0 <= found.percent <= 100


def test_the_list_has_no_line_twice_and_fits_its_columns() -> None:
    lines = [item for section in CHECKLIST for item in section.items]
    assert len(lines) == len(set(lines)) > 30
    assert max(map(len, lines)) <= 160
    assert set(HANDOVER_STATE_WORDS) == set(HANDOVER_STATE_TONES) == set(S)
    assert max(map(len, [*S, *Outcome])) <= 14
    assert set(OUTCOME_WORDS) == {*Outcome, ""}
