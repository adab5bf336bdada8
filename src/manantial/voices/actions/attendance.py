"""Writing down who came: many lines at once, or one after the other as somebody types the paper list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.actions.intake import Upload, take_evidence
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.models import Workshop, WorkshopAttendance
from manantial.voices.queries import last_position
from manantial.voices.rules import WorkshopState


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
    hold(workshop)
    facts = {"lines": len(written), "people": sum(row.count for row in written)}
    record("workshop.attended", workshop, by=by, now=now, community=workshop.community, facts=facts)
    return written


@transaction.atomic
def write_line(
    workshop: Workshop, line: AttendanceLine, *, key: UUID | None = None, by: Person | None, now: datetime
) -> WorkshopAttendance:
    """Write one line of the list, or correct the one with that key.

    A screen gives each new line its key, so that sending it again after a cut writes nothing twice. Raises
    VoicesRefused when the key belongs to a line of another list.
    """
    row = WorkshopAttendance.objects.filter(pk=key).first() if key else None
    if row is not None and row.workshop_id != workshop.pk:
        raise VoicesRefused(_("Ese renglón es de otra lista."))
    verb = "workshop.line_corrected" if row else "workshop.line_written"
    if row is None:
        row = WorkshopAttendance(
            workshop=workshop, position=last_position(workshop) + 1, **({"pk": key} if key else {})
        )
    for part in fields(line):
        if part.name != "position":
            setattr(row, part.name, getattr(line, part.name))
    row.save()
    hold(workshop)
    facts = {"line": row.position, "people": row.count}
    record(verb, workshop, by=by, now=now, community=workshop.community, facts=facts)
    return row


@transaction.atomic
def strike_line(row: WorkshopAttendance, *, by: Person | None, now: datetime) -> None:
    """Strike a line of the list: it stays in its place and counts nobody."""
    facts = {"line": row.position, "people": row.count}
    row.count = 0
    row.save(update_fields=["count"])
    record("workshop.line_struck", row.workshop, by=by, now=now, community=row.workshop.community, facts=facts)


@transaction.atomic
def attach_list(workshop: Workshop, photo: Upload, *, by: Person | None, now: datetime) -> None:
    """Keep the photo of the paper list, without the place where it was taken. Raises VoicesRefused for a bad file."""
    workshop.photo_of_list = take_evidence(photo, now=now)
    workshop.save(update_fields=["photo_of_list"])
    record("workshop.list_attached", workshop, by=by, now=now, community=workshop.community)


def hold(workshop: Workshop) -> None:
    """A workshop with a list or an account was held."""
    if workshop.state != WorkshopState.HELD:
        workshop.state = WorkshopState.HELD
        workshop.save(update_fields=["state"])
