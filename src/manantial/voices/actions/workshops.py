"""Planning a workshop from its format, writing down who came, and telling how it went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.governance.models import Session
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.actions.intake import Upload, take_evidence
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.formats import FORMATS
from manantial.voices.models import Workshop, WorkshopAttendance
from manantial.voices.queries import last_position
from manantial.voices.rules import WorkshopState


@dataclass(frozen=True)
class WorkshopPlan:
    """When, where and with whom a workshop will be; its agenda comes from the format unless given."""

    title: str
    on: date
    starts_at: time | None = None
    place: str = ""
    community: Community | None = None
    session: Session | None = None
    expected_people: int | None = None
    facilitators: str = ""
    blocks: Sequence[dict[str, Any]] = field(default_factory=tuple)


@dataclass(frozen=True)
class AttendanceLine:
    """One line of the list: a person, named or not, or several counted together. `count=0` strikes the line."""

    position: int = 0  # 0: a new line at the end
    name: str = ""
    community: Community | None = None
    group: str = ""
    sex: str = ""
    age_range: str = ""
    language: str = ""
    count: int = 1


@transaction.atomic
def plan_workshop(format_key: str, *, plan: WorkshopPlan, by: Person | None, now: datetime) -> Workshop:
    """Plan a workshop with the agenda of its format, which may be changed afterwards. KeyError for no such format."""
    workshop = Workshop(folio=next_folio(Workshop, "TAL"), format=FORMATS[format_key].key)
    _fill(workshop, plan)
    workshop.blocks = list(plan.blocks) or agenda_of(format_key)
    workshop.save()
    record("workshop.planned", workshop, by=by, now=now, community=plan.community, facts={"format": format_key})
    return workshop


@transaction.atomic
def change_workshop(workshop: Workshop, *, plan: WorkshopPlan, by: Person | None, now: datetime) -> None:
    """Change the plan or the agenda of a workshop."""
    _fill(workshop, plan)
    if plan.blocks:
        workshop.blocks = list(plan.blocks)
    workshop.save()
    minutes = sum(int(block["minutes"]) for block in workshop.blocks)
    record("workshop.changed", workshop, by=by, now=now, community=plan.community, facts={"minutes": minutes})


@transaction.atomic
def cancel_workshop(workshop: Workshop, *, reason: str, by: Person | None, now: datetime) -> None:
    """Say that a workshop was not held, and why. Raises VoicesRefused when it was held."""
    if workshop.state == WorkshopState.HELD:
        raise VoicesRefused(_("Este taller ya se hizo: tiene lista o relatoría."))
    workshop.state = WorkshopState.CANCELLED
    workshop.save(update_fields=["state"])
    record("workshop.cancelled", workshop, by=by, now=now, reason=reason, community=workshop.community)


@transaction.atomic
def record_attendance(
    workshop: Workshop, lines: Iterable[AttendanceLine], *, by: Person | None, now: datetime
) -> list[WorkshopAttendance]:
    """Write lines of the list; a line with the position of another stands in its place. The workshop counts as held."""
    known = {row.position: row for row in WorkshopAttendance.objects.filter(workshop=workshop)}
    last = last_position(workshop)
    written = []
    for line in lines:
        position = line.position or last + 1
        last = max(last, position)
        row = known.get(position) or WorkshopAttendance(workshop=workshop, position=position)
        for part in fields(line):
            setattr(row, part.name, position if part.name == "position" else getattr(line, part.name))
        row.save()
        written.append(row)
    _hold(workshop)
    facts = {"lines": len(written), "people": sum(row.count for row in written)}
    record("workshop.attended", workshop, by=by, now=now, community=workshop.community, facts=facts)
    return written


@transaction.atomic
def write_report(
    workshop: Workshop,
    *,
    report: str,
    feelings: str = "",
    photo_of_list: Upload | None = None,
    by: Person | None,
    now: datetime,
) -> None:
    """Tell how a workshop went; the photo of the paper list is kept beside. Raises VoicesRefused for a bad photo."""
    workshop.report, workshop.feelings = report, feelings
    if photo_of_list is not None:
        workshop.photo_of_list = take_evidence(photo_of_list, now=now)
    workshop.save()
    _hold(workshop)
    facts = {"letters": len(report), "list": photo_of_list is not None}
    record("workshop.reported", workshop, by=by, now=now, community=workshop.community, facts=facts)


def agenda_of(format_key: str) -> list[dict[str, Any]]:
    """The blocks of a format in the language of the moment, as a workshop keeps them."""
    return [
        {
            "minutes": block.minutes,
            "title": _(block.title),
            "how": _(block.how),
            "questions": [_(question) for question in block.questions],
        }
        for block in FORMATS[format_key].blocks
    ]


def _fill(workshop: Workshop, plan: WorkshopPlan) -> None:
    for name in ("title", "on", "starts_at", "place", "community", "session", "expected_people", "facilitators"):
        setattr(workshop, name, getattr(plan, name))


def _hold(workshop: Workshop) -> None:
    workshop.state = WorkshopState.HELD
    workshop.save(update_fields=["state"])
