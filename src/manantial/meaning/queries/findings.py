"""Findings with what they rest on, their votes by group, their stances and whether they may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from manantial.meaning.models import Finding, FindingSupport, Stance, Validation
from manantial.meaning.queries.standings import (
    WORRIED,
    FindingStanding,
    finding_standings,
    newest_votes,
    standing_decision,
)
from manantial.meaning.queries.tellings import milestone_standings
from manantial.meaning.rules import Support
from manantial.voices.models import Fragment
from manantial.voices.queries import permitted
from manantial.voices.rules import Use


@dataclass(frozen=True)
class FindingView(FindingStanding):
    """A finding as people discuss it, read whole: its votes and stances are rows, as is what it rests on."""

    votes: tuple[Validation, ...]
    stances: tuple[Stance, ...]
    supports: tuple[FindingSupport, ...] = ()
    objections: tuple[FindingSupport, ...] = ()

    @property
    def dissents(self) -> list[Stance]:
        """The stances that must be printed beside it: whoever does not plainly agree, or left a note."""
        return [row for row in self.stances if row.stance in WORRIED or row.dissent_note]

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
    def fragments(self) -> list[Fragment]:
        """The fragments it rests on, in order."""
        return [link.fragment for link in self.supports if link.fragment is not None]


def standing_findings() -> QuerySet[Finding]:
    """Return the findings that stand by themselves, without what they rest on."""
    return Finding.objects.filter(retired_at=None)


def finding_rows() -> QuerySet[Finding]:
    """Return the findings with everything a view needs, in a fixed number of queries."""
    return (
        Finding.objects.filter(retired_at=None)
        .select_related("axis", "question", "milestone")
        .prefetch_related(
            "supports__fragment__voice__community",
            "supports__source",
            "stances__workshop",
            Prefetch("validations", newest_votes(Validation.objects.select_related("workshop"))),
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


def open_differences(*, on: date, findings: Sequence[FindingStanding] | None = None) -> int:
    """Count what people still see otherwise: milestones without an agreed wording, findings undecided or dissented.

    `findings`: how all of them stand, when it was read already.
    """
    findings = finding_standings(on=on) if findings is None else findings
    undecided = sum(1 for view in findings if view.awaits or (view.ruling and view.disputed))
    return undecided + sum(1 for view in milestone_standings() if view.is_open)


def printable_findings(*, on: date) -> list[FindingView]:
    """Return the findings that may stand in a final text."""
    return [view for view in finding_views(finding_rows(), on=on) if view.ruling]


def with_a_seat(findings: Sequence[UUID], *, on: date) -> list[Fragment]:
    """Return what holds up or speaks against these findings, of people who hold a seat or a work in a community.

    Of nobody else can it be known who they are by the credit they are given without their name.
    """
    links = FindingSupport.objects.filter(retired_at=None, finding__in=findings, fragment__retired_at=None)
    rows = Fragment.objects.filter(pk__in=links.values("fragment")).exclude(voice__community=None)
    listed = list(rows.exclude(voice__role="").select_related("voice").order_by("folio"))
    return [thing for thing, ruling in permitted(listed, use=Use.ANALYSIS, on=on) if ruling]


def _view(row: Finding, usable: set[UUID]) -> FindingView:
    links = [link for link in _standing(row) if link.fragment_id is None or link.fragment_id in usable]
    votes = tuple(vote for vote in row.validations.all() if vote.green + vote.yellow + vote.red)
    supports = tuple(link for link in links if not link.opposes)
    objections = tuple(link for link in links if link.opposes)
    return FindingView(
        finding=row,
        rests=tuple(_support(link) for link in (*supports, *objections)),
        votes=votes,
        stances=tuple(sorted(row.stances.all(), key=lambda stance: stance.group)),
        decision=standing_decision(list(row.decisions.all()), votes),
        fragment_ids=tuple(link.fragment_id for link in supports if link.fragment_id),
        supports=supports,
        objections=objections,
    )


def _standing(row: Finding) -> list[FindingSupport]:
    return [link for link in row.supports.all() if link.retired_at is None]


def _support(link: FindingSupport) -> Support:
    fragment = link.fragment
    return Support(
        voice=fragment.voice_id if fragment else None,
        document=link.source_id,
        group=fragment.voice.group if fragment else "",
        against=link.opposes,
    )
