"""What people asked to correct, and what was done about it: before and after, asked by, done by, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Correction, Finding, Milestone
from manantial.meaning.rules import CorrectionState
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.models import Workshop


@dataclass(frozen=True)
class Asker:
    """Who asked: a community, a group, the workshop where it was said. Any may be unknown."""

    community: Community | None = None
    group: str = ""
    workshop: Workshop | None = None


@transaction.atomic
def ask_correction(
    asked: str,
    *,
    on: date,
    asker: Asker,
    finding: Finding | None = None,
    milestone: Milestone | None = None,
    withheld: bool = False,
    folio: str = "",
    by: Person | None,
    now: datetime,
) -> Correction:
    """Write what somebody asked to be corrected. `withheld`: what it says now must not be printed beside the change.

    Raises MeaningRefused without the words of what was asked, and without saying who asked.
    """
    if not asked.strip():
        require(Ruling.no(_("Escriba qué se pidió corregir.")))
    if asker.community is None and not asker.group:
        require(Ruling.no(_("Diga qué comunidad o qué grupo lo pidió: a ella se le responde.")))
    row = Correction(
        folio=folio or next_folio(Correction, "COR"),
        community=asker.community,
        group=asker.group,
        workshop=asker.workshop,
        finding=finding,
        milestone=milestone,
        asked=asked.strip(),
        asked_on=on,
        withheld=withheld,
        before=finding.statement if finding else "",
    )
    row.save()
    record("correction.asked", row, by=by, now=now, community=asker.community)
    return row


@transaction.atomic
def make_correction(
    row: Correction, *, after: str, before: str = "", reason: str = "", on: date, by: Person | None, now: datetime
) -> Correction:
    """Write that the correction was made. Of a finding, `after` becomes its wording and the earlier one is kept.

    Raises MeaningRefused when it was already answered or when nobody says how it reads now.
    """
    _still_open(row)
    if not after.strip():
        require(Ruling.no(_("Escriba cómo queda después de corregir.")))
    row.before, row.after = (row.finding.statement if row.finding else before.strip() or row.before), after.strip()
    row.reason, row.outcome = reason.strip(), CorrectionState.DONE
    row.done_by_id, row.done_on = by.pk if by else None, on
    row.save()
    if row.finding:
        row.finding.statement = row.after
        row.finding.save(update_fields=["statement"])
    record("correction.made", row, by=by, now=now, community=row.community)
    return row


@transaction.atomic
def decline_correction(row: Correction, *, reason: str, on: date, by: Person | None, now: datetime) -> Correction:
    """Write that it will not be corrected, and why: the answer goes back to who asked. Raises MeaningRefused."""
    _still_open(row)
    if not reason.strip():
        require(Ruling.no(_("Escriba por qué no se corrige: se le va a decir a quien lo pidió.")))
    row.outcome, row.reason = CorrectionState.DECLINED, reason.strip()
    row.done_by_id, row.done_on = by.pk if by else None, on
    row.save()
    record("correction.declined", row, by=by, now=now, community=row.community)
    return row


def _still_open(row: Correction) -> None:
    if row.outcome != CorrectionState.PENDING:
        require(Ruling.no(_("Esta corrección ya tiene respuesta. Si piden otra cosa, anótela como una nueva.")))
