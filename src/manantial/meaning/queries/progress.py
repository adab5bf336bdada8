"""How far the systematization is: the five moments with what they lack, counted from their content."""

from __future__ import annotations

from datetime import date
from typing import Any

from manantial.meaning.models import Coding, Correction, Lesson, Plan
from manantial.meaning.queries.lessons import lessons_without_finding, recommendation_rows
from manantial.meaning.queries.planning import current_plan, questions, questions_without_source
from manantial.meaning.queries.returning import returns
from manantial.meaning.queries.standings import FindingStanding, finding_standings
from manantial.meaning.queries.tellings import MilestoneStanding, milestone_standings
from manantial.meaning.rules import (
    Content,
    CorrectionState,
    MilestoneKind,
    MomentStatus,
    every_moment,
    late_activities,
    read_activities,
)
from manantial.voices.models import Fragment, Source, Voice


def moments(*, on: date) -> list[MomentStatus]:
    """Return the five moments as their content says."""
    return every_moment(content(on=on))


def content(*, on: date) -> Content:
    """Count what exists."""
    plan = current_plan()
    metric = returns(on=on)
    counted: dict[str, Any] = {
        **_lived(),
        **_planned(plan, on),
        **_recovered(milestone_standings()),
        **_reflected(finding_standings(on=on)),
    }
    return Content(
        **counted,
        lessons=Lesson.objects.filter(retired_at=None).count(),
        lessons_without_finding=lessons_without_finding().count(),
        recommendations=recommendation_rows().count(),
        recommendations_open=recommendation_rows().filter(agreement=None).count(),
        corrections_pending=Correction.objects.filter(outcome=CorrectionState.PENDING).count(),
        communities_contributed=metric.contributed,
        communities_without_return=len(metric.pending),
    )


def _lived() -> dict[str, int]:
    voices = Voice.objects.filter(state="accepted")
    return {
        "voices": voices.count(),
        "groups_heard": voices.values("group").distinct().count(),
        "sources": Source.objects.count(),
        "sources_without_copy": Source.objects.filter(blob=None, citation="").count(),
    }


def _planned(plan: Plan | None, on: date) -> dict[str, int | bool]:
    if plan is None:
        return {}
    return {
        "has_plan": True,
        "has_objective": bool(plan.objective),
        "has_object": bool(plan.object) and not plan.period_start.is_unknown,
        "has_approval": plan.approved_in_id is not None,
        "has_ethics": bool(plan.ethics),
        "activities_late": len(late_activities(read_activities(plan.calendar), on)),
        "axes": plan.axes.filter(retired_at=None).count(),
        "questions": questions().filter(axis__plan=plan).count(),
        "questions_without_source": questions_without_source().filter(axis__plan=plan).count(),
    }


def _recovered(views: list[MilestoneStanding]) -> dict[str, int]:
    fragments = Fragment.objects.filter(retired_at=None)
    coded = Coding.objects.filter(retired_at=None).values("fragment")
    return {
        "milestones": len(views),
        "milestones_without_evidence": sum(1 for view in views if not view.has_evidence),
        "milestones_of_one_voice": sum(1 for view in views if len(view.groups) == 1),
        "setbacks": sum(1 for v in views if v.milestone.kind in {MilestoneKind.SETBACK, MilestoneKind.CONFLICT}),
        "fragments": fragments.count(),
        "fragments_uncoded": fragments.exclude(pk__in=coded).count(),
    }


def _reflected(views: list[FindingStanding]) -> dict[str, int]:
    return {
        "findings": len(views),
        "findings_weak": sum(1 for view in views if view.ground.is_weak),
        "findings_unvalidated": sum(1 for view in views if view.light is None and view.decision is None),
        "findings_undecided": sum(1 for view in views if view.awaits),
        "groups_not_asked": sum(len(view.not_asked) for view in views),
    }
