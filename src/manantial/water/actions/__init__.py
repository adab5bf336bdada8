"""Verbs of water. Each writes exactly one entry in the ledger."""

from manantial.water.actions.figures import adopt_figure, define_indicator, state_figure
from manantial.water.actions.readings import SheetLine, SheetResult, choose_reading, record_reading, write_sheet
from manantial.water.actions.refusals import WaterRefused
from manantial.water.actions.systems import (
    ComponentSeen,
    answer_failure,
    correct_system,
    note_visit,
    register_system,
    report_failure,
    serve,
    solve_failure,
)

__all__ = [
    "ComponentSeen",
    "SheetLine",
    "SheetResult",
    "WaterRefused",
    "adopt_figure",
    "answer_failure",
    "choose_reading",
    "correct_system",
    "define_indicator",
    "note_visit",
    "record_reading",
    "register_system",
    "report_failure",
    "serve",
    "solve_failure",
    "state_figure",
    "write_sheet",
]
