"""From voices to lessons: plan, codes and memos, milestones with versions, actors, findings, validation, return."""

from manantial.meaning.models.aloud import ReadAloud
from manantial.meaning.models.codebook import Code, CodebookVersion, CodedVoice, Coding, Memo, Outsider
from manantial.meaning.models.findings import Correction, Decision, Finding, FindingSupport, Stance, Validation
from manantial.meaning.models.history import (
    Actor,
    ActorPosition,
    Cause,
    Milestone,
    MilestoneVersion,
    Snapshot,
    StageAccount,
)
from manantial.meaning.models.lessons import Lesson, LessonFinding, Passage, Recommendation, Return
from manantial.meaning.models.model_sheet import CostLine, ModelEntry
from manantial.meaning.models.plan import Axis, Plan, Question, QuestionSource
from manantial.meaning.models.reviewing import Review, ReviewRemark
from manantial.meaning.models.wall import Ballot, Round, WallCard

__all__ = [
    "Actor",
    "ActorPosition",
    "Axis",
    "Ballot",
    "Cause",
    "Code",
    "CodebookVersion",
    "CodedVoice",
    "Coding",
    "Correction",
    "CostLine",
    "Decision",
    "Finding",
    "FindingSupport",
    "Lesson",
    "LessonFinding",
    "Memo",
    "Milestone",
    "MilestoneVersion",
    "ModelEntry",
    "Outsider",
    "Passage",
    "Plan",
    "Question",
    "QuestionSource",
    "ReadAloud",
    "Recommendation",
    "Return",
    "Review",
    "ReviewRemark",
    "Round",
    "Snapshot",
    "StageAccount",
    "Stance",
    "Validation",
    "WallCard",
]
