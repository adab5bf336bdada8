"""The map of actors at each moment, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from manantial.meaning.models import Actor, ActorPosition, Snapshot
from manantial.meaning.rules import ActorRelation, Change, Stand, changes


def standing_actors() -> QuerySet[Actor]:
    """Return the actors that maps are drawn with."""
    return Actor.objects.filter(retired_at=None).order_by("name", "id")


def snapshots() -> QuerySet[Snapshot]:
    """Return the moments in the order of time."""
    return Snapshot.objects.order_by("when_min", "label", "id")


def placed_count() -> dict[UUID, int]:
    """Count who stands on the map of each moment, by its id."""
    rows = ActorPosition.objects.exclude(relation="").order_by().values_list("snapshot")
    return dict(rows.annotate(many=Count("pk")))


@dataclass(frozen=True)
class Placing:
    """An actor on one map."""

    actor: Actor
    stand: Stand
    note: str
    source: str  # folio of the document or fragment that says so


@dataclass(frozen=True)
class ActorMap:
    """One moment, and where every actor stood."""

    snapshot: Snapshot
    places: tuple[Placing, ...]

    @property
    def stands(self) -> dict[UUID, Stand]:
        """Where each actor stood, by its id."""
        return {place.actor.pk: place.stand for place in self.places}


def actor_maps(moments: Sequence[Snapshot] | None = None) -> list[ActorMap]:
    """Return the maps of these moments (of all), in a fixed number of queries."""
    wanted = list(snapshots()) if moments is None else list(moments)
    rows = ActorPosition.objects.filter(snapshot__in=[one.pk for one in wanted]).exclude(relation="")
    by_snapshot: dict[UUID, list[Placing]] = {one.pk: [] for one in wanted}
    for row in rows.select_related("actor", "source", "fragment").order_by("actor__name", "id"):
        stand = Stand(ActorRelation(row.relation), row.interest, row.influence)
        grounds = row.source or row.fragment
        by_snapshot[row.snapshot_id].append(Placing(row.actor, stand, row.note, grounds.folio if grounds else ""))
    return [ActorMap(one, tuple(by_snapshot[one.pk])) for one in wanted]


@dataclass(frozen=True)
class Passage:
    """What became of one actor between two moments."""

    actor: Actor
    before: Stand | None
    after: Stand | None
    change: Change
    note: str


def map_changes(first: ActorMap, second: ActorMap) -> list[Passage]:
    """Return what became of every actor between two moments: who arrived and left first, the unchanged last."""
    actors = {place.actor.pk: place.actor for place in (*first.places, *second.places)}
    notes = {place.actor.pk: place.note for place in second.places}
    before, after = first.stands, second.stands
    order = list(Change)
    rows = [
        Passage(actors[key], before.get(key), after.get(key), change, notes.get(key, ""))
        for key, change in changes(before, after).items()
    ]
    return sorted(rows, key=lambda row: (order.index(row.change), row.actor.name))
