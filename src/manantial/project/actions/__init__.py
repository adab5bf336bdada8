"""Verbs of the dossier: load its page, move contributions, prove results, measure targets, tell how it goes."""

from manantial.project.actions.investing import invest, record_work
from manantial.project.actions.money import confirm, offer, receive, record_rate, set_units, spend, withdraw
from manantial.project.actions.page import Loaded, load_page
from manantial.project.actions.refusals import ProjectRefused
from manantial.project.actions.results import add_evidence, ask_of_result, prove_result, verify_result
from manantial.project.actions.telling import (
    add_update,
    ask_to_show,
    measure_target,
    name_role,
    set_activity_state,
    set_dates,
    state_rule,
    translate,
)

__all__ = [
    "Loaded",
    "ProjectRefused",
    "add_evidence",
    "add_update",
    "ask_of_result",
    "ask_to_show",
    "confirm",
    "invest",
    "load_page",
    "measure_target",
    "name_role",
    "offer",
    "prove_result",
    "receive",
    "record_rate",
    "record_work",
    "set_activity_state",
    "set_dates",
    "set_units",
    "spend",
    "state_rule",
    "translate",
    "verify_result",
    "withdraw",
]
