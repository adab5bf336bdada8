"""Findings with what they rest on, their votes by group, their stances and whether they may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from manantial.kernel.rulings import Ruling
from manantial.meaning.models import Decision, Finding, FindingSupport, Stance, Validation
from manantial.meaning.queries.milestones import timeline
from manantial.meaning.rules import (
    Ground,
    GroupVotes,
    Light,
    Outcome,
    StanceKind,
    Support,
    Validated,
    awaits_decision,
    ground,
    light_of,
    may_enter_final_text,
)
from manantial.voices.models import Fragment
from manantial.voices.queries import permitted
from manantial.voices.rules import Use

WORRIED = (StanceKind.NUANCED, StanceKind.DISAGREE)


@dataclass(frozen=True)
class FindingView:
    """A finding as people discuss it. Supports whose voice was withdrawn are not among its supports any more."""

    finding: Finding
    supports: tuple[FindingSupport, ...]
    objections: tuple[FindingSupport, ...]
    votes: tuple[Validation, ...]  # the newest of each group; what was taken back is not among them
    stances: tuple[Stance, ...]
    decision: Decision | None

    @cached_property
    def ground(self) -> Ground:
        """What it rests on."""
        return ground([_support(link) for link in (*self.supports, *self.objections)])

    @cached_property
    def light(self) -> Light | None:
        """The most worried colour among the groups; None before any vote."""
        return light_of(GroupVotes(vote.group, vote.green, vote.yellow, vote.red) for vote in self.votes)

    @cached_property
    def validated(self) -> Validated:
        """What the gate asks."""
        outcome = Outcome(self.decision.outcome) if self.decision else None
        return Validated(self.light, outcome, corrected=bool(self.decision and self.decision.after))

    @cached_property
    def ruling(self) -> Ruling:
        """Whether it may stand in a final text, and why."""
        return may_enter_final_text(self.validated)

    @property
    def awaits(self) -> bool:
        """It stops the final report until something is decided."""
        return awaits_decision(self.validated)

    @property
    def dissents(self) -> list[Stance]:
        """The stances that must be printed beside it: whoever does not plainly agree, or left a note."""
        return [row for row in self.stances if row.stance in WORRIED or row.dissent_note]

    @property
    def disputed(self) -> bool:
        """Somebody sees it otherwise: a group took that stance, or a meeting decided to publish it with dissent."""
        published = self.decision is not None and self.decision.outcome == Outcome.PUBLISH_WITH_DISSENT
        return published or bool(self.dissents)

    @property
    def is_withheld(self) -> bool:
        """Somebody asked that what it said before be printed no more."""
        return any(row.withheld for row in self.finding.corrections.all())

    @property
    def corrected_from(self) -> str:
        """What it said before a decision changed its words; empty when they stayed or must not be printed again."""
        decision = self.decision
        if decision is None or not decision.after or decision.after == decision.before or self.is_withheld:
            return ""
        return decision.before

    @property
    def not_asked(self) -> list[str]:
        """The groups that said nobody asked them."""
        return [row.group for row in self.stances if row.stance == StanceKind.NOT_ASKED]

    @property
    def fragments(self) -> list[Fragment]:
        """The fragments it rests on, in order."""
        return [link.fragment for link in self.supports if link.fragment is not None]


def finding_rows() -> QuerySet[Finding]:
    """Return the findings with everything a view needs, in a fixed number of queries."""
    return (
        Finding.objects.filter(retired_at=None)
        .select_related("axis", "question", "milestone")
        .prefetch_related(
            "supports__fragment__voice__community",
            "supports__source",
            "stances__workshop",
            "validations__workshop",
            "decisions__workshop",
            "decisions__session__body",
            "corrections",
        )
    )


def finding_views(rows: Iterable[Finding], *, on: date) -> list[FindingView]:
    """Return the views of these rows; one question to the gate for all of them."""
    findings = list(rows)
    fragments = {
        link.fragment_id: link.fragment for row in findings for link in _standing(row) if link.fragment is not None
    }
    usable = {thing.pk for thing, ruling in permitted(list(fragments.values()), use=Use.ANALYSIS, on=on) if ruling}
    return [_view(row, usable) for row in findings]


def finding_view(pk: UUID, *, on: date) -> FindingView:
    """Return one finding. Raises Finding.DoesNotExist."""
    return finding_views([finding_rows().get(pk=pk)], on=on)[0]


def open_differences(*, on: date, findings: Sequence[FindingView] | None = None) -> int:
    """Count what people still see otherwise: milestones without an agreed wording, findings undecided or dissented.

    `findings`: the views of all of them, when they were read already.
    """
    findings = finding_views(finding_rows(), on=on) if findings is None else findings
    undecided = sum(1 for view in findings if view.awaits or (view.ruling and view.disputed))
    return undecided + sum(1 for view in timeline() if view.is_open)


def printable_findings(*, on: date) -> list[FindingView]:
    """Return the findings that may stand in a final text."""
    return [view for view in finding_views(finding_rows(), on=on) if view.ruling]


def _view(row: Finding, usable: set[UUID]) -> FindingView:
    links = [link for link in _standing(row) if link.fragment_id is None or link.fragment_id in usable]
    votes = _newest(row.validations.all())
    return FindingView(
        finding=row,
        supports=tuple(link for link in links if not link.opposes),
        objections=tuple(link for link in links if link.opposes),
        votes=votes,
        stances=tuple(sorted(row.stances.all(), key=lambda stance: stance.group)),
        decision=_standing_decision(list(row.decisions.all()), votes),
    )


def _standing(row: Finding) -> list[FindingSupport]:
    return [link for link in row.supports.all() if link.retired_at is None]


def _newest(votes: Iterable[Validation]) -> tuple[Validation, ...]:
    newest: dict[str, Validation] = {}
    for vote in sorted(votes, key=lambda vote: (vote.recorded_at, vote.pk)):
        newest[vote.group] = vote
    counted = (newest[group] for group in sorted(newest))
    return tuple(vote for vote in counted if vote.green + vote.yellow + vote.red)


def _standing_decision(decisions: Sequence[Decision], votes: Sequence[Validation]) -> Decision | None:
    """The last decision, unless people voted again afterwards; what was withdrawn stays withdrawn."""
    last = decisions[-1] if decisions else None
    if last is None or last.outcome == Outcome.WITHDRAW:
        return last
    voted_later = any(vote.recorded_at > last.recorded_at for vote in votes)
    return None if voted_later else last


def _support(link: FindingSupport) -> Support:
    fragment = link.fragment
    return Support(
        voice=fragment.voice_id if fragment else None,
        document=link.source_id,
        group=fragment.voice.group if fragment else "",
        against=link.opposes,
    )
