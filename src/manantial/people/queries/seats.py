"""Who holds which seat on a day, surely or possibly; what is vacant, expired or about to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from manantial.people.models import Body, Mandate, Person, Seat
from manantial.people.queries.holdings import facts_of
from manantial.people.rules import Character, Standing, standing


@dataclass(frozen=True)
class Holder:
    """A mandate on a day: `sure` when the dates leave no doubt."""

    mandate: Mandate
    sure: bool
    standing: Standing

    @property
    def person(self) -> Person:
        """Who holds it."""
        return self.mandate.person

    @property
    def is_expired(self) -> bool:
        """In office although the planned end has passed."""
        return self.standing is Standing.EXPIRED


@dataclass(frozen=True)
class Place:
    """A seat and who holds it on a day; substitutes apart."""

    seat: Seat
    holders: tuple[Holder, ...]
    substitutes: tuple[Holder, ...]

    @property
    def is_vacant(self) -> bool:
        """Nobody surely or possibly holds it."""
        return not self.holders


@dataclass
class Composition:
    """How a body is composed on a day, by sector: seats, seats with a vote, filled ones, expired ones."""

    seats: int = 0
    voting: int = 0
    filled: int = 0
    voting_filled: int = 0
    expired: int = 0
    by_sector: dict[str, Composition] = field(default_factory=dict)

    def add(self, place: Place) -> None:
        """Count one place here and in its sector."""
        self._count(place)
        self.by_sector.setdefault(place.seat.sector, Composition())._count(place)

    def _count(self, place: Place) -> None:
        self.seats += 1
        self.voting += place.seat.votes
        self.filled += not place.is_vacant
        self.voting_filled += place.seat.votes and not place.is_vacant
        self.expired += any(holder.is_expired for holder in place.holders)


@dataclass(frozen=True)
class Gap:
    """A body that lacks holders: how many of its seats are vacant or expired on a day."""

    body: Body
    seats: int
    vacant: int
    expired: int


def possibly_on(day: date) -> Q:
    """Mandates that may have been in force on a day."""
    return Q(annulled_at=None) & (Q(start_min=None) | Q(start_min__lte=day)) & (Q(end_max=None) | Q(end_max__gte=day))


def surely_on(day: date) -> Q:
    """Mandates that were in force on a day whatever their exact dates."""
    open_end = Q(end_min=None, end_max=None)
    return Q(annulled_at=None, start_max__lte=day) & (open_end | Q(end_min__gte=day))


def current_mandates(on: date) -> QuerySet[Mandate]:
    """Mandates that may be in force on a day, with person, seat and body."""
    return (
        Mandate.objects.filter(possibly_on(on))
        .select_related("person", "seat__body__community", "represents_community")
        .order_by("seat__body__name", "seat__position", "start_min")
    )


def holders(seat: Seat, on: date) -> list[Holder]:
    """Who held a seat on a day, the sure ones first: there may be two when dates are vague."""
    found = [_holder(mandate, on) for mandate in current_mandates(on).filter(seat=seat)]
    return sorted(found, key=lambda holder: not holder.sure)


def roster(body: Body, on: date) -> list[Place]:
    """The seats of a body that existed on a day, each with its holders and substitutes; two questions."""
    return rosters([body], on)[body.pk]


def rosters(bodies: Sequence[Body], on: date) -> dict[UUID, list[Place]]:
    """The rosters of several bodies on a day; two questions whatever their number."""
    pks = [body.pk for body in bodies]
    by_seat: dict[UUID, list[Holder]] = {}
    for mandate in current_mandates(on).filter(seat__body__in=pks):
        by_seat.setdefault(mandate.seat_id, []).append(_holder(mandate, on))
    places: dict[UUID, list[Place]] = {pk: [] for pk in pks}
    for seat in _seats_on(on).filter(body__in=pks):
        places[seat.body_id].append(_place(seat, by_seat.get(seat.pk, [])))
    return places


def composition(places: Iterable[Place]) -> Composition:
    """Count a roster: seats, votes, vacancies and expired mandates, in all and by sector."""
    counted = Composition()
    for place in places:
        counted.add(place)
    return counted


def expired_mandates(on: date) -> QuerySet[Mandate]:
    """Mandates in office on a day although their planned end has passed, the oldest first."""
    return (
        current_mandates(on).filter(end_min=None, end_max=None, planned_end__lt=on).order_by("planned_end", "seat_id")
    )


def term_ends_between(first: date, last: date, on: date) -> QuerySet[Mandate]:
    """Mandates in force whose planned end falls between two days, both included."""
    return current_mandates(on).filter(planned_end__range=(first, last), end_max=None).order_by("planned_end", "id")


def bodies_without_holder(kind: str, on: date) -> list[Gap]:
    """Bodies of a kind with vacant or expired seats on a day, the emptiest first."""
    bodies = list(Body.objects.filter(kind=kind, dissolved_min=None).select_related("community"))
    gaps = []
    for body, places in zip(bodies, rosters(bodies, on).values(), strict=True):
        count = composition(places)
        if count.filled < count.seats or count.expired or not count.seats:
            gaps.append(Gap(body, count.seats, count.seats - count.filled, count.expired))
    return sorted(gaps, key=lambda gap: (-gap.vacant, -gap.expired, gap.body.name))


def representatives_of(community_id: UUID, on: date) -> QuerySet[Mandate]:
    """Who speaks for a community in bodies of the whole alliance on a day."""
    return current_mandates(on).filter(represents_community=community_id, seat__body__community=None)


def timeline(mandates: QuerySet[Mandate], on: date) -> list[Holder]:
    """Mandates of any time, newest first, each with its standing on a day; annulled ones too."""
    rows = mandates.select_related("person", "seat__body", "represents_community").order_by("-start_min", "-id")
    return [_holder(mandate, on) for mandate in rows]


def people_without_mandate(on: date) -> QuerySet[Person]:
    """Persons who hold no seat on a day: they may have held one, or be known for something else."""
    held = Mandate.objects.filter(possibly_on(on), person=OuterRef("pk"))
    return Person.objects.filter(~Exists(held), retired_at=None, merged_into=None)


def _seats_on(day: date) -> QuerySet[Seat]:
    existing = (Q(created_min=None) | Q(created_min__lte=day)) & (Q(suppressed_max=None) | Q(suppressed_max__gt=day))
    return Seat.objects.filter(existing).order_by("position", "label")


def _holder(mandate: Mandate, on: date) -> Holder:
    return Holder(mandate, mandate.interval.surely_on(on), standing(facts_of(mandate), on))


def _place(seat: Seat, found: list[Holder]) -> Place:
    ordered = sorted(found, key=lambda holder: not holder.sure)
    is_substitute = {id(one): one.mandate.character == Character.SUBSTITUTE for one in ordered}
    return Place(
        seat,
        tuple(one for one in ordered if not is_substitute[id(one)]),
        tuple(one for one in ordered if is_substitute[id(one)]),
    )
