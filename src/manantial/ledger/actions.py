"""The one way to write the ledger. Called by actions, inside their transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import connection, models, transaction

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import current_alliance
from manantial.ledger.models import Entry
from manantial.ledger.queries import facts_of
from manantial.ledger.rules import GENESIS, digest


class Identified(Protocol):
    """Anything with a UUID: a person, a mandate, a community."""

    @property
    def pk(self) -> UUID:
        """Its id."""


@transaction.atomic(savepoint=False)  # the action that calls it is the one that is kept or undone
def record(
    verb: str,
    thing: models.Model | None,
    *,
    by: Identified | None,
    now: datetime,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
    community: Identified | None = None,
    capacity: Identified | None = None,
) -> Entry:
    """Write that ``by`` did ``verb`` (``consent.withdrawn``) to ``thing``; ``facts`` must hold nothing personal."""
    entry = Entry(
        alliance=current_alliance(),
        at=now,
        verb=verb,
        thing_kind=thing._meta.model_name or "" if thing is not None else "",
        thing_id=thing.pk if thing is not None else None,
        person_id=by.pk if by else None,
        capacity_id=capacity.pk if capacity else None,
        community_id=community.pk if community else None,
        reason=reason,
        facts=dict(facts or {}),
    )
    _append([entry])
    return entry


@transaction.atomic
def take_in(entries: Sequence[Entry]) -> None:
    """Append what was done on another computer, in its order, to the chain of this one.

    Each entry comes as it stands there (`sequence`, `previous`, `digest`, or already with the `origin` it had further
    away). It keeps its id, its moment and its words; its place there becomes its `origin`, which its hash here covers.
    """
    for entry in entries:
        if entry.origin is None:
            entry.origin = {"sequence": entry.sequence, "previous": entry.previous, "digest": entry.digest}
    _append(entries)


def _append(entries: Sequence[Entry]) -> None:
    """Give entries their places at the end of the chain, and keep them."""
    if connection.features.has_select_for_update:
        # The row of the alliance is the lock of its chain: two writers wait here for each other. SQLite has one writer.
        Alliance.objects.select_for_update().get(pk=current_alliance().pk)
    heads = Entry.objects.order_by("-sequence").values_list("sequence", "digest")[:1]
    sequence, previous = next(iter(heads), (0, GENESIS))
    for entry in entries:
        sequence += 1
        entry.sequence, entry.previous = sequence, previous
        previous = entry.digest = digest(facts_of(entry))
    if len(entries) == 1:
        entries[0].save(force_insert=True)
    else:
        Entry.objects.bulk_create(entries, batch_size=500)
