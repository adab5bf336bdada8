"""Questions about kits: which communities lack one, what became of each, which copies carry a withdrawn voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from manantial.kits.models import Delivery, DeliveryStep, Edition, Kit
from manantial.kits.rules import Coverage, DeliveryFacts, DeliveryState, coverage
from manantial.territory.models import Community


def communities_for_kits(codes: Iterable[str] = ()) -> QuerySet[Community]:
    """Return the communities with a committee, all or those of these codes, in the order of their code."""
    wanted = Community.objects.filter(merged_into=None, provider="committee")
    chosen = list(codes)
    return (wanted.filter(code__in=chosen) if chosen else wanted).order_by("code")


def communities_without_kit() -> QuerySet[Community]:
    """Return the communities that never received a kit."""
    return communities_for_kits().exclude(pk__in=Delivery.objects.values("kit__community"))


def editions() -> QuerySet[Edition]:
    """Return the editions, newest first, with how many kits and deliveries each has."""
    return Edition.objects.annotate(
        n_kits=Count("kits", distinct=True), n_deliveries=Count("kits__deliveries", distinct=True)
    ).order_by("-number")


def kits_of(edition: Edition) -> QuerySet[Kit]:
    """Return the kits of an edition with their community and deliveries."""
    return Kit.objects.filter(edition=edition).select_related("community").prefetch_related("deliveries")


def deliveries() -> QuerySet[Delivery]:
    """Return the deliveries, newest first, with community, edition, seat and steps."""
    return Delivery.objects.select_related("kit__community", "kit__edition", "seat", "person").prefetch_related(
        Prefetch("steps", queryset=DeliveryStep.objects.order_by("on", "id"))
    )


def state_of(delivery: Delivery) -> DeliveryState:
    """Return the last step of a delivery (its steps prefetched)."""
    steps = list(delivery.steps.all())
    return DeliveryState(steps[-1].state) if steps else DeliveryState.DELIVERED


def delivery_coverage(today: date) -> Coverage:
    """Return how many communities have, signed, opened and verified their kit."""
    facts = [
        DeliveryFacts(
            community=delivery.kit.community.code,
            on=delivery.on,
            signed=bool(delivery.receipt),
            states=frozenset(DeliveryState(step.state) for step in delivery.steps.all()),
        )
        for delivery in deliveries()
    ]
    return coverage(facts, wanted=communities_for_kits().count(), today=today)


@dataclass(frozen=True)
class KitToReplace:
    """A delivered kit that carries a fragment whose permission was taken back."""

    delivery: Delivery
    community: str
    copies: int


def kits_to_replace(fragment_ids: Iterable[UUID]) -> list[KitToReplace]:
    """Return the delivered kits that carry any of these fragments, by themselves or inside a material.

    They cannot be called back; they are replaced at the next visit.
    """
    ids = list(fragment_ids)
    carried = Q(kit__fragment_links__fragment__in=ids) | Q(
        kit__release_links__release__fragment_links__fragment__in=ids
    )
    found = deliveries().filter(carried).distinct()
    return [
        KitToReplace(delivery, delivery.kit.community.name, delivery.usb + delivery.printed)
        for delivery in found
        if state_of(delivery) not in {DeliveryState.REPLACED, DeliveryState.WITHDRAWN}
    ]
