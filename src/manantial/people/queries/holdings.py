"""What an account holds on a day: the roles that its person's mandates give, and those of the account itself."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from manantial.people.models import Account, Mandate
from manantial.people.rules import LAPSED_READING, Holding, Role, Standing, role_of, standing
from manantial.people.rules.seats import MandateFacts


def holdings_of(account: Account, on: date) -> tuple[Holding, ...]:
    """The holdings of an account on a day; one question to the database.

    A mandate whose planned end has passed still holds; one that ended within the last 30 days holds for reading.
    """
    mandates = (
        Mandate.objects.filter(person_id=account.person_id, annulled_at=None)
        .filter(Q(end_max=None) | Q(end_max__gte=on - LAPSED_READING))
        .select_related("seat__body")
    )
    held = [holding for mandate in mandates if (holding := _holding(mandate, on))]
    if account.is_admin:
        held.append(Holding(Role.ADMIN, label="admin"))
    if account.is_auditor:
        held.append(Holding(Role.AUDITOR, label="auditor"))
    return tuple(held)


def facts_of(mandate: Mandate) -> MandateFacts:
    """What the standing of a mandate depends on."""
    return MandateFacts(mandate.interval, mandate.planned_end, mandate.annulled_at is not None)


def _holding(mandate: Mandate, on: date) -> Holding | None:
    now = standing(facts_of(mandate), on)
    if now not in {Standing.IN_FORCE, Standing.EXPIRED, Standing.LAPSED}:
        return None
    body = mandate.seat.body
    return Holding(
        role_of(body.kind, mandate.seat.role),
        communities=frozenset(pk for pk in (body.community_id, mandate.represents_community_id) if pk),
        bodies=frozenset({body.pk}),
        mandate=mandate.pk,
        until=mandate.interval.end.latest if now is Standing.LAPSED else None,
        label=mandate.seat.label,
    )
