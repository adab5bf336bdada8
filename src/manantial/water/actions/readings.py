"""Verbs about chlorine: one reading, a whole monthly sheet, and the choice between two that tell the same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.territory.models import Community
from manantial.water.actions.refusals import WaterRefused
from manantial.water.models import Reading
from manantial.water.queries.chlorine import reading_facts
from manantial.water.rules import settled


@transaction.atomic
def record_reading(
    community: Community,
    *,
    on: date,
    hundredths: int | None,
    by: Identified | None,
    now: datetime,
    point: str = "",
    method: str = "",
    seen_by: str = "",
    origin: str = "desk",
    corrects: Reading | None = None,
) -> Reading:
    """Write one reading (hundredths of mg/L; None: it was not measured). Raises WaterRefused for a day to come."""
    if on > timezone.localdate(now):
        raise WaterRefused.because(_("La lectura no puede ser de un día que aún no llega."))
    reading = _add(community, on, hundredths, point, seen_by, origin, method=method, corrects=corrects)
    record(
        "reading.recorded", reading, by=by, now=now, community=community, facts={"on": on.isoformat(), "origin": origin}
    )
    return reading


@dataclass(frozen=True)
class SheetLine:
    """One line of the monthly sheet; an empty box is None."""

    on: date
    hundredths: int | None
    point: str = ""


@dataclass(frozen=True)
class SheetResult:
    """What a sheet brought: new readings, corrections of other values, and lines that were known already."""

    added: int
    corrected: int
    known: int


@transaction.atomic
def write_sheet(
    community: Community,
    lines: Sequence[SheetLine],
    *,
    by: Identified | None,
    now: datetime,
    seen_by: str = "",
    method: str = "",
) -> SheetResult:
    """Write the monthly sheet of a community. An empty box adds nothing; another value corrects the one before.

    Typing the same sheet twice adds nothing. Raises WaterRefused when a line is of a day to come.
    """
    measured = [line for line in lines if line.hundredths is not None]
    if any(line.on > timezone.localdate(now) for line in measured):
        raise WaterRefused.because(_("La hoja tiene lecturas de días que aún no llegan."))
    known = _known(community, {line.on for line in measured})
    added = corrected = same = 0
    for line in measured:
        before = known.get((line.on, line.point.strip()))
        if before is not None and before.hundredths == line.hundredths:
            same += 1
            continue
        _add(community, line.on, line.hundredths, line.point, seen_by, "paper", method=method, corrects=before)
        added, corrected = added + (before is None), corrected + (before is not None)
    facts = {"added": added, "corrected": corrected, "known": same}
    record("reading.sheet_written", community, by=by, now=now, community=community, facts=facts)
    return SheetResult(added, corrected, same)


@transaction.atomic
def choose_reading(kept: Reading, others: Sequence[Reading], *, by: Identified | None, now: datetime) -> Reading:
    """Say which of several readings of one point and day counts; the others stay and count no more."""
    if any((one.community_id, one.on) != (kept.community_id, kept.on) for one in others) or not others:
        raise WaterRefused.because(_("Elija entre lecturas de la misma comunidad y del mismo día."))
    chosen = _add(
        kept.community,
        kept.on,
        kept.hundredths,
        kept.point,
        kept.seen_by,
        "desk",
        method=kept.method,
        corrects=others[0],
    )
    facts = {"on": kept.on.isoformat(), "among": len(others) + 1}
    record("reading.chosen", chosen, by=by, now=now, community=kept.community, facts=facts)
    return chosen


def _known(community: Community, days: set[date]) -> dict[tuple[date, str], Reading]:
    rows = {str(one.pk): one for one in Reading.objects.filter(community=community, on__in=days).order_by("id")}
    counting = settled(reading_facts(rows.values()))
    return {(one.on, rows[one.key].point.strip()): rows[one.key] for one in counting}


def _add(
    community: Community,
    on: date,
    hundredths: int | None,
    point: str,
    seen_by: str,
    origin: str,
    *,
    method: str = "",
    corrects: Reading | None = None,
) -> Reading:
    return Reading.objects.create(
        community=community, on=on, hundredths=hundredths, point=point.strip()[:120], seen_by=seen_by.strip()[:120],
        origin=origin, method=method.strip()[:40], corrects=corrects,
    )  # fmt: skip
