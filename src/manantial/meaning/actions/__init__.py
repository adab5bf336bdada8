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
from manantial.meaning.actions.lessons import adopt, draw_lesson, recommend, record_return, write_passage
from manantial.meaning.actions.milestones import Told, add_version, agree_wording, record_milestone
from manantial.meaning.actions.plan import add_axis, add_question, approve_plan, relate_source, write_plan
from manantial.meaning.actions.refusals import MeaningRefused

__all__ = [
    "MeaningRefused",
    "Told",
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
    "state_finding",
    "take_code_off",
    "take_stance",
    "validate",
    "write_passage",
    "write_plan",
]
