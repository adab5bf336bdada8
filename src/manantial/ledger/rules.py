"""How an entry is hashed and how a chain is checked. A chain proves integrity, not truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from manantial.kernel.digests import canonical_json, sha256_bytes

GENESIS = "0" * 64


@dataclass(frozen=True)
class EntryFacts:
    """What of an entry is covered by its hash."""

    alliance: UUID
    sequence: int
    at: datetime
    verb: str
    thing_kind: str
    thing_id: UUID | None
    person_id: UUID | None
    capacity_id: UUID | None
    community_id: UUID | None
    reason: str
    facts: Mapping[str, object]
    previous: str
    origin: Mapping[str, object] | None = None  # of a deed brought from another computer: its place in that chain


@dataclass(frozen=True)
class Fault:
    """Where a chain breaks: the sequence number and what is wrong there."""

    sequence: int
    what: str  # "gap", "altered", "unlinked", or "origin": altered where it came from


def digest(entry: EntryFacts) -> str:
    """Return the SHA-256 of the entry in canonical JSON, as 64 hex digits."""
    content = {
        "alliance": str(entry.alliance),
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(),
        "verb": entry.verb,
        "thing": [entry.thing_kind, _text(entry.thing_id)],
        "by": [_text(entry.person_id), _text(entry.capacity_id)],
        "community": _text(entry.community_id),
        "reason": entry.reason,
        "facts": entry.facts,
        "previous": entry.previous,
    }
    if entry.origin is not None:
        content["origin"] = entry.origin
    return sha256_bytes(canonical_json(content))


def at_origin(entry: EntryFacts, origin: Mapping[str, object]) -> EntryFacts:
    """A deed as it stood in the chain of the computer where it was done."""
    return replace(entry, sequence=int(str(origin["sequence"])), previous=str(origin["previous"]), origin=None)


def is_true_to_origin(entry: EntryFacts) -> bool:
    """A deed brought from elsewhere still gives the hash that it had there; one of this computer has nothing to say."""
    return entry.origin is None or digest(at_origin(entry, entry.origin)) == entry.origin["digest"]


def faults(chain: Iterable[tuple[EntryFacts, str]]) -> Iterable[Fault]:
    """Walk a chain of (entry, stored digest) in order and yield every break."""
    previous, expected = GENESIS, 1
    for entry, stored in chain:
        if entry.sequence != expected:
            yield Fault(entry.sequence, "gap")
        if entry.previous != previous:
            yield Fault(entry.sequence, "unlinked")
        if digest(entry) != stored:
            yield Fault(entry.sequence, "altered")
        if not is_true_to_origin(entry):
            yield Fault(entry.sequence, "origin")
        previous, expected = stored, entry.sequence + 1


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
