"""Verbs of meaning: plan, code, record milestones, state and validate findings, draw lessons, give results back."""

from manantial.meaning.actions.actors import Placed, add_actor, add_snapshot, place_actors, retire_actor
from manantial.meaning.actions.building import build_paper, built_file
from manantial.meaning.actions.codebook import add_code
from manantial.meaning.actions.coding import put_code, take_code_off
from manantial.meaning.actions.corrections import Asker, ask_correction, decline_correction, make_correction
from manantial.meaning.actions.findings import (
    add_cause,
    add_support,
    annotate_finding,
    decide,
    record_no_differences,
    state_finding,
    take_stance,
    validate,
    validate_many,
)
from manantial.meaning.actions.lessons import adopt, draw_lesson, recommend, record_return
from manantial.meaning.actions.milestones import (
    Told,
    add_version,
    agree_wording,
    edit_milestone,
    keep_note,
    record_milestone,
)
from manantial.meaning.actions.plan import approve_plan, choose_method, set_calendar, write_plan
from manantial.meaning.actions.questions import (
    add_axis,
    add_question,
    add_questions,
    edit_axis,
    edit_question,
    fill_matrix,
    move,
    relate_source,
    restore,
    retire,
)
from manantial.meaning.actions.refusals import MeaningRefused
from manantial.meaning.actions.stages import Account, tell_stage
from manantial.meaning.actions.writing import Written, restore_passage, write_passage

__all__ = [
    "Account",
    "Asker",
    "MeaningRefused",
    "Placed",
    "Told",
    "Written",
    "add_actor",
    "add_axis",
    "add_cause",
    "add_code",
    "add_question",
    "add_questions",
    "add_snapshot",
    "add_support",
    "add_version",
    "adopt",
    "agree_wording",
    "annotate_finding",
    "approve_plan",
    "ask_correction",
    "build_paper",
    "built_file",
    "choose_method",
    "decide",
    "decline_correction",
    "draw_lesson",
    "edit_axis",
    "edit_milestone",
    "edit_question",
    "fill_matrix",
    "keep_note",
    "make_correction",
    "move",
    "place_actors",
    "put_code",
    "recommend",
    "record_milestone",
    "record_no_differences",
    "record_return",
    "relate_source",
    "restore",
    "restore_passage",
    "retire",
    "retire_actor",
    "set_calendar",
    "state_finding",
    "take_code_off",
    "take_stance",
    "tell_stage",
    "validate",
    "validate_many",
    "write_passage",
    "write_plan",
]
