"""Milestones and their versions. A version is never edited; a wording is agreed by people who met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manantial.governance.models import Session
from manantial.kernel.dates import PartialDate
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Milestone, MilestoneVersion
from manantial.meaning.rules import MilestoneKind, Relation, may_agree_wording
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.models import Source, Voice, Workshop


@dataclass(frozen=True)
class Told:
    """How one group, voice or document tells a milestone."""

    group: str
    text: str
    when: PartialDate
    until: PartialDate | None = None
    voice: Voice | None = None
    source: Source | None = None
    relation: Relation | None = None


@transaction.atomic
def record_milestone(
    title: str,
    *,
    kind: MilestoneKind,
    told: Told,
    place: str = "",
    community: Community | None = None,
    context: str = "local",
    visibility: str = "public",
    folio: str = "",
    by: Person | None,
    now: datetime,
) -> Milestone:
    """Record that something happened, with the first version of it."""
    milestone = Milestone(
        folio=folio or next_folio(Milestone, "HIT"),
        title=title.strip(),
        kind=MilestoneKind(kind),
        place=place,
        community=community,
        context=context,
        visibility=visibility,
    )
    milestone.save()
    _save_version(milestone, told, now=now)
    record("milestone.recorded", milestone, by=by, now=now, community=community, facts={"kind": str(kind)})
    return milestone


@transaction.atomic
def add_version(milestone: Milestone, told: Told, *, by: Person | None, now: datetime) -> MilestoneVersion:
    """Add how somebody else tells the same milestone. The earlier versions stay as they were told."""
    version = _save_version(milestone, told, now=now)
    record("milestone.version_told", milestone, by=by, now=now, facts={"group": told.group})
    return version


@transaction.atomic
def agree_wording(
    milestone: Milestone,
    *,
    text: str,
    when: PartialDate,
    workshop: Workshop | None = None,
    session: Session | None = None,
    by: Person | None,
    now: datetime,
) -> MilestoneVersion:
    """Write the wording that a meeting agreed; the versions stay. Raises MeaningRefused without its act."""
    require(may_agree_wording(act=workshop is not None or session is not None))
    version = MilestoneVersion(
        milestone=milestone,
        group="agreed",
        text=text.strip(),
        agreed=True,
        agreed_workshop=workshop,
        agreed_session=session,
        told_at=now,
    )
    version.when = when
    version.save()
    act = workshop or session
    record("milestone.wording_agreed", milestone, by=by, now=now, facts={"act": str(act.pk) if act else ""})
    return version


def _save_version(milestone: Milestone, told: Told, *, now: datetime) -> MilestoneVersion:
    version = MilestoneVersion(
        milestone=milestone,
        group=told.group,
        voice=told.voice,
        source=told.source,
        text=told.text.strip(),
        relation=told.relation or "",
        told_at=now,
    )
    version.when = told.when
    version.when_until = told.until or PartialDate()
    version.save()
    return version
