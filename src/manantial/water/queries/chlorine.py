"""Chlorine: the sheet of a month, the last reading of each community, and readings told twice."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from manantial.territory.models import Community
from manantial.water.models import Reading
from manantial.water.rules import (
    LIGHT_TONES,
    Disinfection,
    Double,
    ReadingFacts,
    Verdict,
    disinfection,
    doubles,
    judge_chlorine,
    settled,
    write_value,
)

RECENT = timedelta(days=31)


@dataclass(frozen=True)
class DayReading:
    """A day of the sheet with its reading, if there is one, and what to do."""

    day: date
    reading: Reading | None
    verdict: Verdict

    @property
    def value(self) -> str:
        """As written on the sheet; empty when it was not measured."""
        return write_value(self.reading.hundredths if self.reading else None)

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return LIGHT_TONES[self.verdict.light]


@dataclass(frozen=True)
class MonthSheet:
    """A month of a community: one line a day, the sum, and what was told twice."""

    community: Community
    first: date
    days: tuple[DayReading, ...]
    sum: Disinfection
    doubles: tuple[Double, ...]

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def following(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=32)).replace(day=1)


@dataclass(frozen=True)
class ChlorineRow:
    """A community with its last reading and the sum of the last month."""

    community: Community
    last: Reading | None
    verdict: Verdict
    sum: Disinfection

    @property
    def value(self) -> str:
        """The last value, as written."""
        return write_value(self.last.hundredths) if self.last else ""

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return LIGHT_TONES[self.verdict.light]


def reading_facts(rows: Iterable[Reading]) -> list[ReadingFacts]:
    """Return readings as the rules see them, in the order given."""
    return [
        ReadingFacts(
            key=str(one.pk), community=str(one.community_id), on=one.on, hundredths=one.hundredths, point=one.point,
            origin=one.origin, corrects=str(one.corrects_id or ""),
        )
        for one in rows
    ]  # fmt: skip


def month_sheet(community: Community, month: date, *, point: str = "") -> MonthSheet:
    """Return a month of a community as on its paper sheet; `point` narrows it to one place where it is measured."""
    first = month.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    rows = _between(community.pk, first, last)
    facts = [one for one in reading_facts(rows.values()) if not point or rows[one.key].point == point]
    counting = {one.on: rows[one.key] for one in settled(facts)}
    days = tuple(_day(first + timedelta(days=n), counting) for n in range(last.day))
    total = disinfection(one.hundredths for one in settled(facts))
    return MonthSheet(community, first, days, total, tuple(doubles(facts)))


def chlorine_rows(found: Sequence[Community], *, on: date) -> list[ChlorineRow]:
    """Return the last reading of each community and its last month; one question whatever their number."""
    since = on - RECENT
    rows = {str(one.pk): one for one in _latest(found, on)}
    by_community: dict[UUID, list[Reading]] = {}
    for one in settled(reading_facts(rows.values())):
        if one.hundredths is not None:
            by_community.setdefault(rows[one.key].community_id, []).append(rows[one.key])
    return [_row(one, by_community.get(one.pk, []), since) for one in found]


def last_reading(community: UUID, *, on: date) -> Reading | None:
    """Return the last reading of a community up to a day that measured something."""
    rows = {str(one.pk): one for one in Reading.objects.filter(community=community, on__lte=on).order_by("id")}
    counting = [one for one in settled(reading_facts(rows.values())) if one.hundredths is not None]
    return rows[counting[-1].key] if counting else None


def double_readings(*, on: date, since: timedelta = timedelta(days=120)) -> list[tuple[Double, list[Reading]]]:
    """Return what was told twice in the last months, to be chosen by a person."""
    found = Reading.objects.filter(on__gte=on - since).select_related("community").order_by("id")
    rows = {str(one.pk): one for one in found}
    return [(one, [rows[key] for key in one.keys]) for one in doubles(reading_facts(rows.values()))]


def _between(community: UUID, first: date, last: date) -> dict[str, Reading]:
    rows = Reading.objects.filter(community=community, on__range=(first, last)).order_by("id")
    return {str(one.pk): one for one in rows}


def _latest(found: Sequence[Community], on: date) -> QuerySet[Reading]:
    """Readings of the last year are enough to tell the last one of each."""
    year_ago = on - timedelta(days=366)
    return Reading.objects.filter(community__in=[one.pk for one in found], on__range=(year_ago, on)).order_by("id")


def _day(day: date, counting: dict[date, Reading]) -> DayReading:
    reading = counting.get(day)
    return DayReading(day, reading, judge_chlorine(reading.hundredths if reading else None))


def _row(community: Community, readings: list[Reading], since: date) -> ChlorineRow:
    last = readings[-1] if readings else None
    recent = disinfection(one.hundredths for one in readings if one.on > since)
    return ChlorineRow(community, last, judge_chlorine(last.hundredths if last else None), recent)
