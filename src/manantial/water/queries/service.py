"""Problems and the water of one community in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from manantial.territory.models import Community
from manantial.territory.queries import family
from manantial.water.models import Failure, Reading, ServedCommunity
from manantial.water.queries.chlorine import last_reading
from manantial.water.queries.systems import SystemView, system_views, systems
from manantial.water.rules import FailureFacts, FailureState, ServiceRecord, Verdict, judge_chlorine, service_record


@dataclass(frozen=True)
class CommunityWater:
    """The water of a community as far as it is known: every number may be absent."""

    community: Community
    systems: tuple[SystemView, ...]
    dwellings: int | None  # with a tap
    days_per_week: Decimal | None
    hours_per_day: Decimal | None
    last: Reading | None
    verdict: Verdict
    record: ServiceRecord
    open_failures: int


def failures() -> QuerySet[Failure]:
    """Return the reported problems with their communities, newest first."""
    return Failure.objects.select_related("community").order_by("-reported_at", "-id")


def open_failures() -> QuerySet[Failure]:
    """Return those not solved yet, the oldest first."""
    return failures().exclude(state=FailureState.SOLVED).order_by("reported_at", "id")


def service_of(community: Community, *, until: datetime) -> ServiceRecord:
    """Return how problems of a community went in the year before a moment."""
    rows = Failure.objects.filter(community__in=family(community))
    return service_record([_facts(one) for one in rows], until)


def community_water(community: Community, *, on: date, now: datetime | None = None) -> CommunityWater:
    """Return the water of a community in a few numbers on a day; nothing known is None, not zero."""
    own = family(community)
    until = now or timezone.make_aware(datetime.combine(on, datetime.max.time()))
    stretches = list(ServedCommunity.objects.filter(community__in=own))
    served = system_views(systems().filter(pk__in=[one.system_id for one in stretches]))
    last = _last(own, on)
    used = {one.system.chlorine_used for one in served}
    return CommunityWater(
        community=community,
        systems=tuple(served),
        dwellings=_total([one.dwellings for one in stretches]),
        days_per_week=max((one.days_per_week for one in stretches if one.days_per_week is not None), default=None),
        hours_per_day=max((one.hours_per_day for one in stretches if one.hours_per_day is not None), default=None),
        last=last,
        verdict=judge_chlorine(last.hundredths if last else None, chlorine_used=False if used == {False} else None),
        record=service_of(community, until=until),
        open_failures=open_failures().filter(community__in=own).count(),
    )


def _last(own: list[UUID], on: date) -> Reading | None:
    found = [one for pk in own if (one := last_reading(pk, on=on)) is not None]
    return max(found, key=lambda one: one.on, default=None)


def _total(numbers: list[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def _facts(failure: Failure) -> FailureFacts:
    return FailureFacts(str(failure.community_id), failure.reported_at, failure.solved_at, failure.days_without_service)
