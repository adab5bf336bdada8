"""Writing the campaign's plan: objectives, audiences, messages drawn from lessons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from manantial.campaign.actions.refusals import require
from manantial.campaign.models import Audience, Campaign, Message, MessageAudience, MessageLesson, Objective
from manantial.campaign.rules import Level
from manantial.governance.models import Session
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.meaning.models import Lesson
from manantial.people.models import Person

CAMPAIGN_TEXTS = ("title", "central_message", "diagnosis", "sustainability")


@transaction.atomic
def write_campaign(
    campaign: Campaign | None,
    *,
    texts: Mapping[str, str],
    starts: date | None = None,
    ends: date | None = None,
    sections: Mapping[str, str] | None = None,
    by: Person | None,
    now: datetime,
) -> Campaign:
    """Write the campaign or change it. `sections` holds the further parts of the plan: team, risks, evaluation…"""
    campaign = campaign or Campaign()
    for name in CAMPAIGN_TEXTS:
        if name in texts:
            setattr(campaign, name, texts[name].strip())
    campaign.starts, campaign.ends = starts or campaign.starts, ends or campaign.ends
    campaign.sections = {**campaign.sections, **(sections or {})}
    campaign.save()
    record("campaign.written", campaign, by=by, now=now, facts={"written": sorted([*texts, *(sections or {})])})
    return campaign


@transaction.atomic
def approve_campaign(campaign: Campaign, *, session: Session, by: Person | None, now: datetime) -> Campaign:
    """Write down the sitting whose act approved the plan."""
    campaign.approved_in = session
    campaign.save()
    record("campaign.approved", campaign, by=by, now=now, facts={"session": str(session.pk)})
    return campaign


@transaction.atomic
def add_objective(
    campaign: Campaign, *, text: str, level: Level, target_code: str = "", by: Person | None, now: datetime
) -> Objective:
    """Add an objective at its level: to inform, to hear opinions, to decide together."""
    position = campaign.objectives.count() + 1
    row = Objective(
        campaign=campaign, text=text.strip(), level=Level(level), target_code=target_code, position=position
    )
    row.save()
    record("objective.added", row, by=by, now=now, facts={"level": str(level)})
    return row


@transaction.atomic
def add_audience(
    campaign: Campaign,
    *,
    name: str,
    texts: Mapping[str, str] | None = None,
    channels: Sequence[str] = (),
    objective: Objective | None = None,
    by: Person | None,
    now: datetime,
) -> Audience:
    """Add a group of people to talk with. `texts` holds any of now, wanted, barriers, trusted."""
    row = Audience(campaign=campaign, name=name.strip(), channels=list(channels), objective=objective)
    for key in ("now", "wanted", "barriers", "trusted"):
        setattr(row, key, (texts or {}).get(key, "").strip())
    row.position = campaign.audiences.count() + 1
    row.save()
    record("audience.added", row, by=by, now=now)
    return row


@transaction.atomic
def retire_audience(audience: Audience, *, reason: str, by: Person | None, now: datetime) -> Audience:
    """Take an audience out of the plan; the messages that were only for it become orphans and are shown."""
    audience.retired_at = now
    audience.save()
    record("audience.retired", audience, by=by, now=now, reason=reason)
    return audience


@transaction.atomic
def write_message(
    campaign: Campaign,
    *,
    text: str,
    lessons: Iterable[Lesson],
    audiences: Iterable[Audience],
    central: bool = False,
    folio: str = "",
    by: Person | None,
    now: datetime,
) -> Message:
    """Write a key message drawn from lessons. Raises CampaignRefused when it comes from none."""
    grounds = list(lessons)
    if not grounds:
        require(Ruling.no(_("Un mensaje sale de al menos un aprendizaje: elija de cuál.")))
    message = Message(campaign=campaign, folio=folio or next_folio(Message, "MEN"), text=text.strip(), central=central)
    message.save()
    for lesson in grounds:
        MessageLesson(message=message, lesson=lesson).save()
    for audience in audiences:
        MessageAudience(message=message, audience=audience).save()
    record("message.written", message, by=by, now=now, facts={"lessons": [str(lesson.pk) for lesson in grounds]})
    return message
