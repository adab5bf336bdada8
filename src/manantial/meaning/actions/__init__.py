"""Verbs of meaning: plan, code, record milestones, state and validate findings, draw lessons, give results back."""

from manantial.meaning.actions.coding import add_code, put_code, take_code_off
from manantial.meaning.actions.findings import (
    add_cause,
    add_support,
    decide,
    record_no_differences,
    state_finding,
    take_stance,
    validate,
)
from manantial.meaning.actions.lessons import adopt, draw_lesson, recommend, record_return
from manantial.meaning.actions.milestones import Told, add_version, agree_wording, record_milestone
from manantial.meaning.actions.plan import add_axis, add_question, approve_plan, relate_source, write_plan
from manantial.meaning.actions.refusals import MeaningRefused
from manantial.meaning.actions.writing import Written, restore_passage, write_passage

__all__ = [
    "MeaningRefused",
    "Told",
    "Written",
    "add_axis",
    "add_cause",
    "add_code",
    "add_question",
    "add_support",
    "add_version",
    "adopt",
    "agree_wording",
    "approve_plan",
    "decide",
    "draw_lesson",
    "put_code",
    "recommend",
    "record_milestone",
    "record_no_differences",
    "record_return",
    "relate_source",
    "restore_passage",
    "state_finding",
    "take_code_off",
    "take_stance",
    "validate",
    "write_passage",
    "write_plan",
]
