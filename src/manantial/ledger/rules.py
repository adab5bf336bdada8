"""How an entry is hashed and how a chain is checked. A chain proves integrity, not truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Fault:
    """Where a chain breaks: the sequence number and what is wrong there."""

    sequence: int
    what: str  # "gap", "altered" or "unlinked"


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
    return sha256_bytes(canonical_json(content))


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
        previous, expected = stored, entry.sequence + 1


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
