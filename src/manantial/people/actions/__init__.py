"""Verbs about people: register, seat, renew, and let in."""

from manantial.people.actions.accounts import (
    Card,
    close_account,
    create_account,
    end_logins,
    issue_card,
    issue_code,
    issue_link,
    reopen_account,
    set_password,
    set_powers,
)
from manantial.people.actions.entering import (
    Enrolment,
    WrongSecret,
    enrol_device,
    enter_by_code,
    enter_by_link,
    enter_by_password,
    enter_by_pin,
    forget_old_attempts,
)
from manantial.people.actions.founding import AllianceExists, Founded, found_alliance
from manantial.people.actions.mandates import (
    Renewal,
    annul_mandate,
    end_mandate,
    renew_body,
    start_mandate,
)
from manantial.people.actions.refusals import Refused
from manantial.people.actions.registry import (
    correct_person,
    create_body,
    create_committee,
    create_seat,
    dissolve_body,
    register_person,
    suppress_seat,
)

__all__ = [
    "AllianceExists",
    "Card",
    "Enrolment",
    "Founded",
    "Refused",
    "Renewal",
    "WrongSecret",
    "annul_mandate",
    "close_account",
    "correct_person",
    "create_account",
    "create_body",
    "create_committee",
    "create_seat",
    "dissolve_body",
    "end_logins",
    "end_mandate",
    "enrol_device",
    "enter_by_code",
    "enter_by_link",
    "enter_by_password",
    "enter_by_pin",
    "forget_old_attempts",
    "found_alliance",
    "issue_card",
    "issue_code",
    "issue_link",
    "register_person",
    "renew_body",
    "reopen_account",
    "set_password",
    "set_powers",
    "start_mandate",
    "suppress_seat",
]
