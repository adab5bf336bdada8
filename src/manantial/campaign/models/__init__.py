"""The communication campaign: audiences, messages, materials, what was built from them, and what it reached."""

from manantial.campaign.models.materials import (
    Material,
    MaterialFragment,
    MaterialStep,
    Pretest,
    Release,
    ReleaseFile,
    ReleaseFragment,
    ReleaseVoice,
    Translation,
)
from manantial.campaign.models.plan import Audience, Campaign, Message, MessageAudience, MessageLesson, Objective
from manantial.campaign.models.reach import (
    CopiesReceipt,
    Dissemination,
    Distribution,
    Rumour,
    Survey,
    SurveyAnswer,
    SurveyMessage,
)

__all__ = [
    "Audience",
    "Campaign",
    "CopiesReceipt",
    "Dissemination",
    "Distribution",
    "Material",
    "MaterialFragment",
    "MaterialStep",
    "Message",
    "MessageAudience",
    "MessageLesson",
    "Objective",
    "Pretest",
    "Release",
    "ReleaseFile",
    "ReleaseFragment",
    "ReleaseVoice",
    "Rumour",
    "Survey",
    "SurveyAnswer",
    "SurveyMessage",
    "Translation",
]
