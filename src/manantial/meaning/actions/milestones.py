"""Milestones and their versions. A version is never edited; a wording is agreed by people who met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manantial.governance.models import Session
from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Milestone, MilestoneVersion
from manantial.meaning.rules import MilestoneKind, Relation, may_agree_wording
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.models import Source, Voice, Workshop

MILESTONE_TEXTS = ("participants", "importance", "aims", "means", "results", "remarks")
MILESTONE_CARD = ("title", "kind", "stage", "place", "context", *MILESTONE_TEXTS)


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
    card: Mapping[str, str] | None = None,
    by: Person | None,
    now: datetime,
) -> Milestone:
    """Record that something happened, with the first version of it. `card` holds any of MILESTONE_TEXTS."""
    milestone = Milestone(
        folio=folio or next_folio(Milestone, "HIT"),
        title=title.strip(),
        kind=MilestoneKind(kind),
        place=place,
        community=community,
        context=context,
        visibility=visibility,
        **{name: text.strip() for name, text in (card or {}).items() if name in MILESTONE_TEXTS},
    )
    milestone.save()
    _save_version(milestone, told, now=now)
    record("milestone.recorded", milestone, by=by, now=now, community=community, facts={"kind": str(kind)})
    return milestone


@transaction.atomic
def edit_milestone(
    milestone: Milestone,
    *,
    card: Mapping[str, str],
    community: Community | None,
    visibility: str = "",
    by: Person | None,
    now: datetime,
) -> Milestone:
    """Change the card of a milestone (not what was told, which is never edited); what it said before is kept."""
    new = {name: text.strip() for name, text in card.items() if name in MILESTONE_CARD}
    before = {name: getattr(milestone, name) for name, text in new.items() if getattr(milestone, name) != text}
    if community != milestone.community:
        before["community"] = str(milestone.community or "")
    if before:
        entry = {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": before}
        milestone.former = [*milestone.former, entry]
    for name, text in new.items():
        setattr(milestone, name, text)
    milestone.community, milestone.visibility = community, visibility or milestone.visibility
    milestone.save()
    record("milestone.edited", milestone, by=by, now=now, community=community, facts={"changed": sorted(before)})
    return milestone


@transaction.atomic
def keep_note(
    milestone: Milestone,
    *,
    group: str,
    text: str,
    workshop: Workshop | None = None,
    voice: Voice | None = None,
    by: Person | None,
    now: datetime,
) -> MilestoneVersion:
    """Keep the note of a group that does not agree with the wording; it is printed beside it in every output.

    A newer note of the same group takes the place of its earlier one, which stays on record.
    Raises MeaningRefused while no wording was agreed (then it is one more version), or without words.
    """
    if not text.strip():
        require(Ruling.no(_("Escriba la nota con las palabras del grupo.")))
    if not milestone.versions.filter(agreed=True).exists():
        require(Ruling.no(_("Todavía no hay redacción acordada: guárdelo como una versión más.")))
    note = MilestoneVersion(
        milestone=milestone,
        group=group,
        text=text.strip(),
        dissents=True,
        agreed_workshop=workshop,
        voice=voice,
        told_at=now,
    )
    note.save()
    record("milestone.note_kept", milestone, by=by, now=now, facts={"group": group})
    return note


@transaction.atomic
def add_version(milestone: Milestone, told: Told, *, by: Person | None, now: datetime) -> MilestoneVersion:
    """Add how somebody else tells the same milestone. The earlier versions stay as they were told."""
    version = _save_version(milestone, told, now=now)
    record("milestone.version_told", milestone, by=by, now=now, facts={"group": told.group})
    return version


@transaction.atomic
def correct_version(
    version: MilestoneVersion, told: Told, *, why: str, by: Person | None, now: datetime
) -> MilestoneVersion:
    """Put right what was typed wrong in a version: a new row that names the old one, which can still be read.

    Raises MeaningRefused without a reason, for an agreed wording or a note, and for a version already corrected.
    """
    if not why.strip():
        require(Ruling.no(_("Escriba por qué se corrige: lo que decía antes se queda a la vista.")))
    if version.agreed or version.dissents:
        require(Ruling.no(_("Lo que acordó una reunión se cambia con otra reunión, no corrigiéndolo.")))
    if version.replaced_by.exists():
        require(Ruling.no(_("Otra persona ya corrigió esta versión: corrija la que quedó.")))
    new = _save_version(version.milestone, told, replaces=version, why=why.strip()[:300], now=now)
    facts = {"was": str(version.pk), "is": str(new.pk)}
    record("milestone.version_corrected", version.milestone, by=by, now=now, reason=why.strip(), facts=facts)
    return new


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


def _save_version(
    milestone: Milestone, told: Told, *, replaces: MilestoneVersion | None = None, why: str = "", now: datetime
) -> MilestoneVersion:
    version = MilestoneVersion(
        milestone=milestone,
        group=told.group,
        voice=told.voice,
        source=told.source,
        text=told.text.strip(),
        relation=told.relation or "",
        replaces=replaces,
        why=why,
        told_at=now,
    )
    version.when = told.when
    version.when_until = told.until or PartialDate()
    version.save()
    return version
