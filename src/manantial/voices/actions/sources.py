"""The inventory of sources: what exists, who keeps it, where it is, in which condition."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime

from django.db import transaction

from manantial.kernel.dates import PartialDate
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.actions.former import keep_former
from manantial.voices.actions.intake import Upload, take_copy
from manantial.voices.models import Source
from manantial.voices.queries import SOURCE_CARD, stands
from manantial.voices.rules import Condition, SourceKind


@dataclass(frozen=True)
class SourceCard:
    """What is known about a source; a committee may keep the original and nothing need be scanned."""

    title: str
    when: PartialDate = field(default_factory=PartialDate)
    author: str = ""
    keeper: str = ""
    location: str = ""
    community: Community | None = None
    condition: str = Condition.GOOD
    axis: str = ""
    visibility: str = "organism"
    citation: str = ""
    note: str = ""


@transaction.atomic
def register_source(
    kind: str, *, card: SourceCard, upload: Upload | None = None, by: Person | None, now: datetime
) -> Source:
    """Write a source into the inventory, with its digital copy when there is one.

    ValueError for a kind or condition that is not in the catalogue, VoicesRefused for a file that cannot be opened.
    """
    source = Source(folio=next_folio(Source, "FUE"), kind=SourceKind(kind))
    _fill(source, card)
    if upload is not None:
        source.blob = take_copy(upload, folio=source.folio, now=now)
    source.save()
    facts = {"kind": source.kind, "copy": source.blob_id is not None}
    record("source.registered", source, by=by, now=now, community=card.community, facts=facts)
    return source


@transaction.atomic
def change_source(
    source: Source,
    *,
    card: SourceCard,
    upload: Upload | None = None,
    kind: str = "",
    by: Person | None,
    now: datetime,
) -> None:
    """Correct the card of a source or add its digital copy; what it said before is kept.

    ValueError and VoicesRefused as `register_source`.
    """
    before = stands(source, SOURCE_CARD)
    source.kind = SourceKind(kind) if kind else source.kind
    _fill(source, card)
    keep_former(source, before, by=by, now=now)
    if upload is not None:
        source.blob = take_copy(upload, folio=source.folio, now=now)
    source.save()
    facts = {"condition": source.condition, "copy": source.blob_id is not None}
    record("source.changed", source, by=by, now=now, community=card.community, facts=facts)


def _fill(source: Source, card: SourceCard) -> None:
    for part in fields(card):
        setattr(source, part.name, getattr(card, part.name))
    source.condition = Condition(card.condition)
