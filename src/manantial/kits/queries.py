"""Questions about kits: which communities lack one, what became of each, which copies carry a withdrawn voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from manantial.campaign.models import Distribution, Material
from manantial.campaign.queries import ReleaseEffect, effects_of
from manantial.campaign.queries.materials import HEARD
from manantial.kits.models import Delivery, DeliveryStep, Edition, Kit
from manantial.kits.rules import STATE_WORDS, Coverage, DeliveryFacts, DeliveryState, coverage
from manantial.meaning.queries.aloud import readings_with
from manantial.territory.models import Community
from manantial.voices.models import Fragment, Voice, Withdrawal
from manantial.voices.queries import Reach, reads_reach
from manantial.voices.rules import Use


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


def state_word(state: DeliveryState) -> str:
    """Return a step in the language of the page."""
    return _(STATE_WORDS[state])


@dataclass(frozen=True)
class DeliveryRow:
    """A delivery with its last step and since when."""

    delivery: Delivery
    state: DeliveryState
    since: date

    @property
    def word(self) -> str:
        """The last step in words."""
        return state_word(self.state)


def delivery_rows() -> list[DeliveryRow]:
    """Return every delivery with what became of it."""
    return [
        DeliveryRow(delivery, state_of(delivery), max((step.on for step in delivery.steps.all()), default=delivery.on))
        for delivery in deliveries()
    ]


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


def kits_of_voice(voice: Voice) -> list[KitToReplace]:
    """Return the delivered kits in which a voice is heard or read: by itself, inside a material or in a reading."""
    fragments = Fragment.objects.filter(voice=voice).values_list("pk", flat=True)
    return kits_to_replace(fragments, [reading.pk for reading in readings_with(voice)])


def kits_to_replace(fragment_ids: Iterable[UUID], reading_ids: Iterable[UUID] = ()) -> list[KitToReplace]:
    """Return the delivered kits that carry any of these fragments, by themselves or inside a material, or readings.

    They cannot be called back; they are replaced at the next visit.
    """
    ids = list(fragment_ids)
    carried = Q(kit__fragment_links__fragment__in=ids) | Q(
        kit__release_links__release__fragment_links__fragment__in=ids
    )
    carried |= Q(kit__reading_links__reading__in=list(reading_ids))
    found = deliveries().filter(carried).distinct()
    return [
        KitToReplace(delivery, delivery.kit.community.name, delivery.usb + delivery.printed)
        for delivery in found
        if state_of(delivery) not in {DeliveryState.REPLACED, DeliveryState.WITHDRAWN}
    ]


@reads_reach
def reach_in_kits(voice: Voice, uses: frozenset[Use] | None, on: date) -> Reach:
    """The delivered kits that carry a voice, for the receipt of its withdrawal."""
    if uses is not None and not uses & {Use.PRINT, Use.RETURN}:
        return Reach()
    found = kits_of_voice(voice)
    line = _("Kit de %(community)s, %(copies)d copias: se cambia en la siguiente visita")
    return Reach(copies=tuple(line % {"community": one.community, "copies": one.copies} for one in found))


@dataclass(frozen=True)
class Aftermath:
    """What a withdrawal reaches: what stops by itself, what is out, and what must be changed by hand."""

    drafts: tuple[Material, ...]
    on_air: tuple[ReleaseEffect, ...]  # sound and video that a medium may still be using
    on_paper: tuple[ReleaseEffect, ...]
    kits: tuple[KitToReplace, ...]

    @property
    def copies(self) -> int:
        """Copies out of the house that nobody can call back, kits included."""
        given = sum(effect.copies for effect in (*self.on_air, *self.on_paper))
        return given + sum(kit.copies for kit in self.kits)

    @property
    def media(self) -> list[Distribution]:
        """To whom sound or video was given."""
        return [given for effect in self.on_air for given in effect.distributions]


def aftermath_of(withdrawal: Withdrawal, *, on: date) -> Aftermath:
    """Return what a permission taken back reaches; one that was for the radio alone reaches no kit and no poster."""
    uses = [Use(use) for use in withdrawal.uses]
    effects = effects_of(withdrawal.voice, on=on, only=uses or None)
    in_kits = not uses or bool({Use.PRINT, Use.RETURN} & set(uses))
    return Aftermath(
        drafts=effects.drafts,
        on_air=tuple(effect for effect in effects.releases if effect.release.material.kind in HEARD),
        on_paper=tuple(effect for effect in effects.releases if effect.release.material.kind not in HEARD),
        kits=tuple(kits_of_voice(withdrawal.voice)) if in_kits else (),
    )
