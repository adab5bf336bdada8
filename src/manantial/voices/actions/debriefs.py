"""Short records after each work: written in five minutes, kept as a source from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from manantial.kernel.dates import PartialDate
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.actions.former import keep_former
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.actions.sources import SourceCard, change_source, register_source
from manantial.voices.models import Debrief
from manantial.voices.queries import DEBRIEF_CARD, stands
from manantial.voices.rules import DEBRIEF_QUESTIONS, DEBRIEF_WORDS, DebriefKind, SourceKind


@dataclass(frozen=True)
class DebriefCard:
    """What a short record says; answers by the key of their question."""

    title: str
    on: date
    answers: Mapping[str, str] = field(default_factory=dict)
    community: Community | None = None
    told_by: str = ""


@transaction.atomic
def record_debrief(kind: str, *, card: DebriefCard, by: Person | None, now: datetime) -> Debrief:
    """Write a short record. It becomes a source, so the next plan can lean on it.

    Raises VoicesRefused when no question was answered; ValueError for no such kind.
    """
    row = Debrief(folio=next_folio(Debrief, "FIC"), kind=DebriefKind(kind), recorded_at=now)
    row.recorded_by_id = by.pk if by else None
    _fill(row, card, localdate(now))
    row.source = register_source(SourceKind.REPORT, card=_source(row, card), by=by, now=now)
    row.save()
    facts = {"kind": row.kind, "answers": len(row.answers)}
    record("debrief.recorded", row, by=by, now=now, community=card.community, facts=facts)
    return row


@transaction.atomic
def change_debrief(row: Debrief, *, card: DebriefCard, by: Person | None, now: datetime) -> None:
    """Correct a short record and the card of its source; what it said before is kept.

    Raises VoicesRefused when nothing would be left.
    """
    before = stands(row, DEBRIEF_CARD)
    _fill(row, card, localdate(now))
    keep_former(row, before, by=by, now=now)
    row.save()
    if row.source is not None:
        change_source(row.source, card=_source(row, card), by=by, now=now)
    record("debrief.changed", row, by=by, now=now, community=card.community, facts={"answers": len(row.answers)})


def _fill(row: Debrief, card: DebriefCard, today: date) -> None:
    if card.on > today:
        raise VoicesRefused(_("La fecha todavía no llega: la ficha cuenta algo que ya pasó."))
    asked = DEBRIEF_QUESTIONS[row.kind]
    answers = {key: text.strip() for key in asked if (text := card.answers.get(key, "")).strip()}
    if not answers:
        raise VoicesRefused(_("Conteste al menos una pregunta."))
    row.title, row.on, row.community, row.told_by = card.title, card.on, card.community, card.told_by
    row.answers = answers


def _source(row: Debrief, card: DebriefCard) -> SourceCard:
    return SourceCard(
        title=f"{_(DEBRIEF_WORDS[row.kind])}: {card.title}"[:240],
        when=PartialDate.on(card.on),
        author=card.told_by[:160],
        location=_("En Manantial, ficha %(folio)s") % {"folio": row.folio},
        community=card.community,
    )
