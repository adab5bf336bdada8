"""Questions about meaning: findings and their strength, the timeline, lessons, the plan, what went back to people."""

from manantial.meaning.queries.findings import (
    FindingView,
    finding_rows,
    finding_view,
    finding_views,
    printable_findings,
)
from manantial.meaning.queries.lessons import (
    LessonView,
    findings_without_lesson,
    lesson_rows,
    lesson_views,
    lessons_without_finding,
    passages,
    recommendations_by_addressee,
)
from manantial.meaning.queries.milestones import (
    MilestoneView,
    VoiceMatrix,
    milestone_rows,
    milestone_view,
    recorded_no_differences,
    timeline,
    voice_matrix,
)
from manantial.meaning.queries.progress import (
    CommunityReturn,
    axes,
    community_returns,
    content,
    current_plan,
    moments,
    questions_without_source,
    returns,
    sources_without_question,
)
from manantial.meaning.queries.references import NOTED, ReferenceKind, Thing, Things, things_in
from manantial.meaning.queries.tree import CodeTree, code_tree

__all__ = [
    "NOTED",
    "CodeTree",
    "CommunityReturn",
    "FindingView",
    "LessonView",
    "MilestoneView",
    "ReferenceKind",
    "Thing",
    "Things",
    "VoiceMatrix",
    "axes",
    "code_tree",
    "community_returns",
    "content",
    "current_plan",
    "finding_rows",
    "finding_view",
    "finding_views",
    "findings_without_lesson",
    "lesson_rows",
    "lesson_views",
    "lessons_without_finding",
    "milestone_rows",
    "milestone_view",
    "moments",
    "passages",
    "printable_findings",
    "questions_without_source",
    "recommendations_by_addressee",
    "recorded_no_differences",
    "returns",
    "sources_without_question",
    "things_in",
    "timeline",
    "voice_matrix",
]
