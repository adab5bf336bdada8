"""«¿Por qué pasó?»: what helped and what hindered a milestone. A correction is a new row; the earlier words stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Cause, Milestone
from manantial.people.models import Person
from manantial.voices.models import Fragment


@dataclass(frozen=True)
class Factor:
    """What is told of a factor: it helped or hindered, from inside or outside, where somebody says so, who agrees."""

    text: str
    helped: bool
    internal: bool = True
    fragment: Fragment | None = None
    said_by: str = ""


@transaction.atomic
def add_cause(milestone: Milestone, told: Factor, *, by: Person | None, now: datetime) -> Cause:
    """Add a factor to the table of a milestone. Raises MeaningRefused without words."""
    last = milestone.causes.order_by("-position").first()
    cause = _save(milestone, told, position=last.position + 1 if last else 1, now=now)
    facts = {"helped": told.helped, "internal": told.internal}
    record("milestone.cause_told", milestone, by=by, now=now, facts=facts)
    return cause


@transaction.atomic
def correct_cause(cause: Cause, told: Factor, *, why: str, by: Person | None, now: datetime) -> Cause:
    """Put a factor right, its fragment too: a new row in its place that names the old one, which can still be read.

    Raises MeaningRefused without words or a reason, and for one that was corrected or retired meanwhile.
    """
    if not why.strip():
        require(Ruling.no(_("Escriba por qué se corrige: lo que decía antes se queda a la vista.")))
    if cause.retired_at is not None:
        require(Ruling.no(_("Este factor está retirado: devuélvalo a su lugar y después corríjalo.")))
    if cause.replaced_by.exists():
        require(Ruling.no(_("Otra persona ya corrigió este factor: corrija el que quedó.")))
    new = _save(cause.milestone, told, position=cause.position, replaces=cause, why=why.strip()[:300], now=now)
    facts = {"was": str(cause.pk), "is": str(new.pk)}
    record("milestone.cause_corrected", cause.milestone, by=by, now=now, reason=why.strip(), facts=facts)
    return new


def _save(
    milestone: Milestone,
    told: Factor,
    *,
    position: int,
    replaces: Cause | None = None,
    why: str = "",
    now: datetime,
) -> Cause:
    if not told.text.strip():
        require(Ruling.no(_("Escriba qué ayudó o qué frenó.")))
    cause = Cause(
        milestone=milestone,
        text=told.text.strip(),
        helped=told.helped,
        internal=told.internal,
        fragment=told.fragment,
        said_by=told.said_by.strip(),
        position=position,
        replaces=replaces,
        why=why,
        told_at=now,
    )
    cause.save()
    return cause
