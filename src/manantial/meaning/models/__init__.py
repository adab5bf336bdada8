"""From voices to lessons: plan, axes, codes, milestones with versions, findings, validation, return."""

from manantial.meaning.models.findings import Decision, Finding, FindingSupport, Stance, Validation
from manantial.meaning.models.history import Cause, Milestone, MilestoneVersion
from manantial.meaning.models.lessons import Lesson, LessonFinding, Passage, Recommendation, Return
from manantial.meaning.models.plan import Axis, Code, Coding, Plan, Question, QuestionSource

__all__ = [
    "Axis",
    "Cause",
    "Code",
    "Coding",
    "Decision",
    "Finding",
    "FindingSupport",
    "Lesson",
    "LessonFinding",
    "Milestone",
    "MilestoneVersion",
    "Passage",
    "Plan",
    "Question",
    "QuestionSource",
    "Recommendation",
    "Return",
    "Stance",
    "Validation",
]
