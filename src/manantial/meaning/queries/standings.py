"""How each finding stands, for hundreds at once: what lists, counts and the gate of the final report ask.

Nothing is read of what a finding rests on but what decides: who said it, what people voted, what was decided. The
judgement itself is the same for a finding that is read whole (`findings.FindingView`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from manantial.kernel.rulings import Ruling
from manantial.meaning.models import Decision, Finding, FindingSupport, Stance, Validation
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
from manantial.voices.queries import studied

WORRIED = (StanceKind.NUANCED, StanceKind.DISAGREE)


class Taken(NamedTuple):
    """The stance of a group."""

    group: str
    stance: str
    dissent_note: str


class Counted(NamedTuple):
    """What a group answered the last time it was asked."""

    group: str
    green: int
    yellow: int
    red: int
    counted_at: datetime


@dataclass(frozen=True)
class FindingStanding:
    """A finding by what decides about it. Supports whose voice was withdrawn are not among its supports any more."""

    finding: Finding
    rests: tuple[Support, ...]
    votes: Sequence[Validation | Counted]  # the newest of each group; what was taken back is not among them
    stances: Sequence[Stance | Taken]
    decision: Decision | None
    fragment_ids: tuple[UUID, ...] = ()  # those it rests on, in order; what speaks against it is not among them

    @cached_property
    def ground(self) -> Ground:
        """What it rests on."""
        return ground(self.rests)

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
    def disputed(self) -> bool:
        """Somebody sees it otherwise: a group took that stance, or a meeting decided to publish it with dissent."""
        published = self.decision is not None and self.decision.outcome == Outcome.PUBLISH_WITH_DISSENT
        return published or any(row.stance in WORRIED or row.dissent_note for row in self.stances)

    @property
    def not_asked(self) -> list[str]:
        """The groups that said nobody asked them."""
        return [row.group for row in self.stances if row.stance == StanceKind.NOT_ASKED]


def finding_standings(rows: QuerySet[Finding] | None = None, *, on: date) -> list[FindingStanding]:
    """Return how these findings stand (all that do, when none are given), in a fixed number of questions."""
    asked = Finding.objects.all() if rows is None else rows
    findings = list(asked.filter(retired_at=None).prefetch_related("axis"))  # few of them
    keys = [row.pk for row in findings]
    links, counted, stances, decided = _supports(keys, on), _votes(keys), _stances(keys), _decided(keys)
    return [
        FindingStanding(
            row,
            tuple(support for support, _fragment in links[row.pk]),
            votes := tuple(vote for vote in counted[row.pk] if vote.green + vote.yellow + vote.red),
            stances[row.pk],
            standing_decision(decided[row.pk], votes),
            tuple(fragment for support, fragment in links[row.pk] if fragment and not support.against),
        )
        for row in findings
    ]


def voted_findings() -> QuerySet[Finding]:
    """Return the findings that were voted or decided: no other may stand in a final text or waits for its decision."""
    voted = Q(pk__in=Validation.objects.order_by().values("finding"))
    return Finding.objects.filter(voted | Q(pk__in=Decision.objects.order_by().values("finding")))


def standing_decision(decisions: Sequence[Decision], votes: Iterable[Validation | Counted]) -> Decision | None:
    """The last decision, unless people voted again afterwards; what was withdrawn stays withdrawn."""
    last = decisions[-1] if decisions else None
    if last is None or last.outcome == Outcome.WITHDRAW:
        return last
    voted_later = any(vote.counted_at > last.recorded_at for vote in votes)
    return None if voted_later else last


def _supports(findings: Sequence[UUID], on: date) -> dict[UUID, list[tuple[Support, UUID | None]]]:
    rows = FindingSupport.objects.filter(finding__in=findings, retired_at=None).values_list(
        *("finding_id", "fragment_id", "source_id", "opposes"),
        *("fragment__voice_id", "fragment__voice__group", "fragment__retired_at"),
    )
    listed = [row[:-1] for row in rows if row[-1] is None]
    usable = studied({fragment: voice for _f, fragment, _s, _o, voice, _g in listed if fragment}, on=on)
    found: dict[UUID, list[tuple[Support, UUID | None]]] = defaultdict(list)
    for finding, fragment, source, opposes, voice, group in listed:
        if fragment is None or fragment in usable:
            support = Support(voice=voice, document=source, group=group or "", against=opposes)
            found[finding].append((support, fragment))
    return found


def _votes(findings: Sequence[UUID]) -> dict[UUID, list[Counted]]:
    rows = newest_votes(Validation.objects.filter(finding__in=findings))
    found: dict[UUID, list[Counted]] = defaultdict(list)
    for finding, *told in rows.values_list("finding_id", *Counted._fields):
        found[finding].append(Counted(*told))
    return found


def newest_votes(rows: QuerySet[Validation]) -> QuerySet[Validation]:
    """Keep the newest count of each group, chosen by the database: a finding is voted in many places."""
    newest = Window(RowNumber(), partition_by=[F("finding"), F("group")], order_by=["-recorded_at", "-id"])
    return rows.annotate(place=newest).filter(place=1).order_by("group")


def _stances(findings: Sequence[UUID]) -> dict[UUID, list[Taken]]:
    found: dict[UUID, list[Taken]] = defaultdict(list)
    rows = Stance.objects.filter(finding__in=findings).order_by("group")
    for finding, *told in rows.values_list("finding_id", *Taken._fields):
        found[finding].append(Taken(*told))
    return found


def _decided(findings: Sequence[UUID]) -> dict[UUID, list[Decision]]:
    found: dict[UUID, list[Decision]] = defaultdict(list)
    for row in Decision.objects.filter(finding__in=findings):
        found[row.finding_id].append(row)
    return found
