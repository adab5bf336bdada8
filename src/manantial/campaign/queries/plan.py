"""The plan of the campaign and what hangs loose in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from manantial.campaign.models import Audience, Campaign, Material, Message, Objective
from manantial.campaign.queries.materials import WHOLE
from manantial.campaign.rules import Band, Link, LinkKind, Orphan, Period, orphans
from manantial.governance.models import CalendarDate

BANDS = {band.value: band for band in Band}


def current_campaign() -> Campaign | None:
    """Return the campaign of the alliance, None when nobody began one."""
    return Campaign.objects.select_related("approved_in__body").order_by("id").first()


def audiences(campaign: Campaign) -> QuerySet[Audience]:
    """Return the audiences that are in the plan."""
    return campaign.audiences.filter(retired_at=None).select_related("objective").order_by("position")


def messages(campaign: Campaign) -> QuerySet[Message]:
    """Return the messages with the lessons they come from and the audiences they are for."""
    return campaign.messages.filter(retired_at=None).prefetch_related(
        "lesson_links__lesson",
        "audience_links__audience",
        Prefetch("materials", Material.objects.filter(retired_at=None)),
    )


@dataclass(frozen=True)
class LooseEnd:
    """An orphan of the chain with the thing it is."""

    orphan: Orphan
    thing: Objective | Audience | Message | Material


def loose_ends(campaign: Campaign) -> list[LooseEnd]:
    """Return what hangs loose in the chain objective → audience → message → channel → material."""
    things: dict[UUID, Objective | Audience | Message | Material] = {}
    links: list[Link] = []
    for objective in campaign.objectives.all():
        things[objective.pk] = objective
        links.append(Link(LinkKind.OBJECTIVE, objective.pk))
    channels = {}
    for audience in audiences(campaign):
        things[audience.pk] = audience
        channels[audience.pk] = tuple(audience.channels)
        links.append(Link(LinkKind.AUDIENCE, audience.pk, objectives=_one(audience.objective_id)))
    for message in messages(campaign):
        things[message.pk] = message
        links.append(_message_link(message))
    # A report or synthesis carries all the lessons, so it hangs on no single message.
    for material in campaign.materials.filter(retired_at=None).exclude(kind__in=WHOLE):
        things[material.pk] = material
        links.append(
            Link(
                LinkKind.MATERIAL,
                material.pk,
                messages=_one(material.message_id),
                channels=channels.get(material.audience_id, ()) if material.audience_id else (),
            )
        )
    return [LooseEnd(orphan, things[orphan.id]) for orphan in orphans(links) if isinstance(orphan.id, UUID)]


def _message_link(message: Message) -> Link:
    return Link(
        LinkKind.MESSAGE,
        message.pk,
        audiences=tuple(link.audience_id for link in message.audience_links.all()),
        lessons=tuple(link.lesson_id for link in message.lesson_links.all()),
    )


def _one(key: UUID | None) -> tuple[UUID, ...]:
    return () if key is None else (key,)


def bands(starts: date, ends: date) -> list[Period]:
    """Return the stretches of the alliance's calendar that ask for care between two days."""
    rows = CalendarDate.objects.filter(kind__in=list(BANDS), starts__lte=ends, ends__gte=starts)
    return [Period(BANDS[row.kind], row.starts, row.ends, row.title) for row in rows]
