"""What went back to each community that gave its words, and how long the others have waited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from manantial.meaning.models import Return
from manantial.meaning.queries.standings import finding_standings, voted_findings
from manantial.meaning.rules import Contribution, ReturnMetric, return_metric
from manantial.territory.models import Community
from manantial.voices.models import Fragment, Voice
from manantial.voices.rules import VoiceState


@dataclass(frozen=True)
class CommunityReturn:
    """What a community gave and what came back to it."""

    community: Community
    voices: int
    open_voices: int  # those that let the place be told
    contribution: Contribution
    returns: tuple[Return, ...]
    later: int  # voices it gave after the last return: for these nothing has come back yet

    @property
    def nameable(self) -> bool:
        """Some of its voices let the place be told; else naming it would tell where they come from."""
        return self.open_voices > 0

    def elapsed(self, on: date) -> int:
        """Days from its last voice until the return, or until `on`."""
        return self.contribution.elapsed(on)


_Given = tuple[date, bool]  # the day of a voice, and whether its place is reserved


def community_returns() -> list[CommunityReturn]:
    """Return every community that gave its words, with what came back, ordered by its code; in three queries."""
    given: dict[UUID, list[_Given]] = {}
    voices = Voice.objects.filter(state="accepted").exclude(community=None).order_by()
    columns = ("community_id", "recorded_min", "received_at", "community_reserved")
    for key, recorded, received, reserved in voices.values_list(*columns):
        given.setdefault(key, []).append((_day(recorded, received), reserved))
    places = Community.objects.order_by("code", "id")
    contributing = [place for place in places if place.pk in given]
    back: dict[UUID, list[Return]] = {}
    for row in Return.objects.order_by("on", "id"):
        back.setdefault(row.community_id, []).append(row)
    return [_community_return(place, given[place.pk], back.get(place.pk, ())) for place in contributing]


def heard_in_findings(*, on: date) -> frozenset[UUID]:
    """The communities whose own words hold up a finding that may go out: those have a poster."""
    rests = {key for view in finding_standings(voted_findings(), on=on) if view.ruling for key in view.fragment_ids}
    told = Fragment.objects.filter(pk__in=rests, voice__state=VoiceState.ACCEPTED, voice__community_reserved=False)
    return frozenset(told.exclude(voice__community=None).values_list("voice__community_id", flat=True))


def returns(*, on: date) -> ReturnMetric:
    """Return the metric of devolución on a day."""
    return return_metric([each.contribution for each in community_returns()], today=on)


def _community_return(place: Community, voices: Sequence[_Given], rows: Sequence[Return]) -> CommunityReturn:
    days = [day for day, _reserved in voices]
    given_back = tuple(row for row in rows if row.on >= min(days))
    first = given_back[0].on if given_back else None
    last = given_back[-1].on if given_back else None
    collected = max(day for day in days if first is None or day <= first)
    return CommunityReturn(
        place,
        voices=len(voices),
        open_voices=sum(1 for _day_, reserved in voices if not reserved),
        contribution=Contribution(place.code, collected, first),
        returns=given_back,
        later=sum(1 for day in days if last is not None and day > last),
    )


def _day(recorded: date | None, received: datetime) -> date:
    return recorded or localdate(received)
