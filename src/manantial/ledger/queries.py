"""Questions to the ledger: what happened to a thing, and whether the chain is whole."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from manantial.ledger.models import Entry
from manantial.ledger.rules import EntryFacts, Fault, faults


def history_of(thing_id: UUID) -> QuerySet[Entry]:
    """Return the entries about one thing, oldest first."""
    return Entry.objects.filter(thing_id=thing_id).order_by("sequence")


def last_entry() -> Entry | None:
    """Return the newest entry of the present alliance: its digest is what a printed checkpoint carries."""
    return Entry.objects.order_by("-sequence").first()


def chain_faults() -> list[Fault]:
    """Walk the whole chain of the present alliance; an empty list means that nothing was altered."""
    return list(faults(_chain()))


def facts_of(entry: Entry) -> EntryFacts:
    """Return what the hash of an entry covers."""
    return EntryFacts(
        alliance=entry.alliance_id,
        sequence=entry.sequence,
        at=entry.at,
        verb=entry.verb,
        thing_kind=entry.thing_kind,
        thing_id=entry.thing_id,
        person_id=entry.person_id,
        capacity_id=entry.capacity_id,
        community_id=entry.community_id,
        reason=entry.reason,
        facts=entry.facts,
        previous=entry.previous,
        origin=entry.origin,
    )


def _chain() -> Iterator[tuple[EntryFacts, str]]:
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=500):
        yield facts_of(entry), entry.digest
