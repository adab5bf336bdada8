"""Verbs of governance. Each writes exactly one entry in the ledger."""

from manantial.governance.actions.agreements import correct_agreement, make_agreement, read_aloud, step_agreement
from manantial.governance.actions.minutes import approve_minutes, lock_minutes, open_erratum, sign_minutes
from manantial.governance.actions.refusals import GovernanceRefused
from manantial.governance.actions.regulations import adopt_regulation, answer_request, mark_calendar, record_visit
from manantial.governance.actions.sessions import (
    ListLine,
    call_session,
    cancel_session,
    change_plan,
    hold_session,
    plan_session,
    record_vote,
    write_agenda,
    write_attendance,
    write_item,
)

__all__ = [
    "GovernanceRefused",
    "ListLine",
    "adopt_regulation",
    "answer_request",
    "approve_minutes",
    "call_session",
    "cancel_session",
    "change_plan",
    "correct_agreement",
    "hold_session",
    "lock_minutes",
    "make_agreement",
    "mark_calendar",
    "open_erratum",
    "plan_session",
    "read_aloud",
    "record_visit",
    "record_vote",
    "sign_minutes",
    "step_agreement",
    "write_agenda",
    "write_attendance",
    "write_item",
]
