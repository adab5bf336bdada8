"""Which phone and which invitation a secret belongs to; the database holds only fingerprints."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from manantial.kernel.digests import sha256_bytes
from manantial.people.models import Account, Device, Invitation
from manantial.people.rules.entering import DEVICE_IDLE


def device_of(token: str, now: datetime) -> Device | None:
    """The enrolled phone of a token, unless it is blocked, silent for 30 days, or of a closed account."""
    if not token:
        return None
    return (
        Device.objects.filter(token_digest=sha256_bytes(token.encode()), blocked_at=None, account__is_active=True)
        .filter(last_seen_at__gt=now - DEVICE_IDLE)
        .select_related("account__person")
        .first()
    )


def invitation_of(token: str, kind: str, now: datetime) -> Invitation | None:
    """The unused invitation of a long secret, unless it is too old or its account is closed."""
    return (
        Invitation.objects.filter(secret_digest=sha256_bytes(token.encode()), kind=kind, used_at=None)
        .filter(expires_at__gt=now, account__is_active=True)
        .select_related("account__person")
        .first()
    )


def accounts() -> QuerySet[Account]:
    """The accounts of the alliance with their persons, open ones first, by name."""
    return Account.objects.select_related("person__community").order_by("-is_active", "person__name", "id")
