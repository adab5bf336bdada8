"""Verbs of the campaign: plan, make materials, release, give out, count, ask people."""

from manantial.campaign.actions.materials import (
    Brief,
    Tally,
    create_material,
    edit_material,
    move_material,
    put_fragment,
    record_pretest,
    record_translation,
    take_fragment_out,
)
from manantial.campaign.actions.plan import (
    add_audience,
    add_objective,
    approve_campaign,
    retire_audience,
    write_campaign,
    write_message,
)
from manantial.campaign.actions.reach import (
    Activity,
    Interview,
    answer_rumour,
    correct_copies,
    give_out,
    hear_rumour,
    open_survey,
    record_dissemination,
    sign_for,
    type_answer,
)
from manantial.campaign.actions.refusals import (
    CampaignRefused,
)
from manantial.campaign.actions.releasing import JOB as RELEASE_JOB
from manantial.campaign.actions.releasing import current_release, release

__all__ = [
    "RELEASE_JOB",
    "Activity",
    "Brief",
    "CampaignRefused",
    "Interview",
    "Tally",
    "add_audience",
    "add_objective",
    "answer_rumour",
    "approve_campaign",
    "correct_copies",
    "create_material",
    "current_release",
    "edit_material",
    "give_out",
    "hear_rumour",
    "move_material",
    "open_survey",
    "put_fragment",
    "record_dissemination",
    "record_pretest",
    "record_translation",
    "release",
    "retire_audience",
    "sign_for",
    "take_fragment_out",
    "type_answer",
    "write_campaign",
    "write_message",
]
