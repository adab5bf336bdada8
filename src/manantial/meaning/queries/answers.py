"""What people asked to correct and what came of it; how each axis was, is, and what will never be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from manantial.kernel.rulings import Ruling
from manantial.meaning.models import Axis, Correction, StageAccount
from manantial.meaning.queries.standings import FindingStanding, finding_standings
from manantial.meaning.rules import Outcome, Stage
from manantial.people.rules import Visibility
from manantial.territory.models import Community
from manantial.voices.models import Fragment, Source, Voice, Withdrawal
from manantial.voices.queries import permitted
from manantial.voices.rules import Refusal, Use, VoiceState


def correction_rows() -> QuerySet[Correction]:
    """Return the corrections with what they touch, the newest first."""
    return Correction.objects.select_related("community", "finding", "milestone", "workshop").order_by(
        "-asked_on", "-folio"
    )


def corrections_of(community: Community) -> list[Correction]:
    """Return what one community asked, in the order it asked."""
    return list(correction_rows().filter(community=community).order_by("asked_on", "folio"))


@dataclass(frozen=True)
class StagesOfAxis:
    """An axis before, along the way and now: the newest account of each, None where nobody told it."""

    axis: Axis
    accounts: dict[Stage, StageAccount | None]
    versions: dict[Stage, int]

    @property
    def told(self) -> bool:
        """Somebody told at least one of the three."""
        return any(self.accounts.values())


def stages_of(axes: Iterable[Axis]) -> list[StagesOfAxis]:
    """Return the newest account of each stage of these axes, in one query."""
    wanted = list(axes)
    rows = StageAccount.objects.filter(axis__in=[axis.pk for axis in wanted]).order_by("version")
    newest: dict[tuple[UUID, str], StageAccount] = {}
    for row in rows.select_related("source", "fragment__voice__community"):
        newest[row.axis_id, row.stage] = row
    return [
        StagesOfAxis(
            axis,
            {stage: newest.get((axis.pk, stage)) for stage in Stage},
            {stage: newest[axis.pk, stage].version if (axis.pk, stage) in newest else 0 for stage in Stage},
        )
        for axis in wanted
    ]


@dataclass(frozen=True)
class EthicsLog:
    """What will not be published, and why."""

    findings: tuple[FindingStanding, ...]  # withdrawn by a decision
    voices: tuple[tuple[Voice, Ruling], ...]  # reserved, or without permission to print them; and why
    fragments: int  # fragments of those voices
    reserved: tuple[Fragment, ...]  # put aside one by one, each with its reason
    sources: tuple[Source, ...]  # of restricted access
    withdrawals: tuple[Withdrawal, ...]
    corrections: tuple[Correction, ...]  # words somebody asked to take out


def ethics_log(*, on: date, most: int = 200) -> EthicsLog:
    """Return what stays inside and for which reason, asked of the gate on that day; at most so many voices."""
    voices = list(Voice.objects.filter(state=VoiceState.ACCEPTED).select_related("community").order_by("folio"))
    asked = [(voice, ruling) for voice, ruling in permitted(voices, use=Use.PRINT, on=on) if not ruling]
    # Of what is reserved in part only that part is told, below.
    shut = [(voice, ruling) for voice, ruling in asked if ruling.facts["code"] != Refusal.HOLDS_RESERVED]
    keys = [voice.pk for voice, _ruling in shut]
    withdrawn = [
        view for view in finding_standings(on=on) if view.decision and view.decision.outcome == Outcome.WITHDRAW
    ]
    closed = (Visibility.COMMITTEE, Visibility.RESERVED)
    return EthicsLog(
        findings=tuple(withdrawn),
        voices=tuple(shut[:most]),
        fragments=Fragment.objects.filter(voice__in=keys, retired_at=None).count(),
        reserved=tuple(
            Fragment.objects.filter(reserved=True, retired_at=None).select_related("voice").order_by("folio")
        ),
        sources=tuple(Source.objects.filter(visibility__in=closed).order_by("folio")),
        withdrawals=tuple(Withdrawal.objects.select_related("voice").order_by("-withdrawn_on", "folio")),
        corrections=tuple(correction_rows().filter(withheld=True)),
    )
