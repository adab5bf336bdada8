"""The one way to write the ledger. Called by actions, inside their transaction."""

from __future__ import annotations

from collections.abc import Mapping
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


@transaction.atomic
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
    alliance = current_alliance()
    if connection.features.has_select_for_update:
        # The row of the alliance is the lock of its chain: two writers wait here for each other. SQLite has one writer.
        Alliance.objects.select_for_update().get(pk=alliance.pk)
    last = Entry.objects.order_by("-sequence").first()
    entry = Entry(
        alliance=alliance,
        sequence=last.sequence + 1 if last else 1,
        at=now,
        verb=verb,
        thing_kind=thing._meta.model_name or "" if thing is not None else "",
        thing_id=thing.pk if thing is not None else None,
        person_id=by.pk if by else None,
        capacity_id=capacity.pk if capacity else None,
        community_id=community.pk if community else None,
        reason=reason,
        facts=dict(facts or {}),
        previous=last.digest if last else GENESIS,
    )
    entry.digest = digest(facts_of(entry))
    entry.save(force_insert=True)
    return entry
