"""At which stage of the experience milestones and findings stand, read in two questions however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from manantial.kernel.dates import PartialDate
from manantial.meaning.models import Code, Coding, Plan
from manantial.meaning.queries.findings import FindingView
from manantial.meaning.queries.tellings import MilestoneStanding
from manantial.meaning.rules import Stage, Staged, stage_of_finding, stage_of_milestone, stages_of_codes


@dataclass(frozen=True)
class Staging:
    """The stage of each milestone, finding and stage code, by their ids."""

    milestones: Mapping[UUID, Staged]
    findings: Mapping[UUID, Staged]
    codes: Mapping[UUID, Stage | None]


def staging(milestones: Iterable[MilestoneStanding], findings: Sequence[FindingView], plan: Plan | None) -> Staging:
    """Return the stages of these milestones and findings against the stretch that the plan studies."""
    placed = {view.milestone.pk: milestone_stage(view, plan) for view in milestones}
    codes = stage_codes()
    coded = _coded([fragment.pk for view in findings for fragment in view.fragments], codes)
    found = {}
    for view in findings:
        row = view.finding
        milestone = placed.get(row.milestone_id) if row.milestone_id else None
        words = [stage for fragment in view.fragments for stage in coded.get(fragment.pk, ())]
        found[row.pk] = stage_of_finding(row.stage, milestone.stage if milestone else None, words)
    return Staging(placed, found, codes)


def milestone_stage(view: MilestoneStanding, plan: Plan | None) -> Staged:
    """Return the stage of one milestone against the stretch that the plan studies."""
    start, end = (plan.period_start, plan.period_end) if plan else (PartialDate(), PartialDate())
    return stage_of_milestone(view.milestone.stage, view.milestone.kind, view.when, start, end)


def stage_codes() -> dict[UUID, Stage | None]:
    """Return which stage each standing stage code stands for; None for one whose name does not say."""
    rows = list(Code.objects.filter(kind="stage", retired_at=None).order_by("position", "name", "id"))
    return dict(zip([row.pk for row in rows], stages_of_codes([row.name for row in rows]), strict=True))


def _coded(fragments: Sequence[UUID], codes: Mapping[UUID, Stage | None]) -> dict[UUID, set[Stage]]:
    if not codes or not fragments:
        return {}
    rows = Coding.objects.filter(fragment__in=fragments, code__in=list(codes), retired_at=None).order_by()
    found: dict[UUID, set[Stage]] = {}
    for fragment, code in rows.values_list("fragment_id", "code_id"):
        stage = codes[code]
        if stage is not None:
            found.setdefault(fragment, set()).add(stage)
    return found
