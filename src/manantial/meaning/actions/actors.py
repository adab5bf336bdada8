"""The map of actors: who counts, at which moments it is drawn, and where each one stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Actor, ActorPosition, Snapshot
from manantial.meaning.rules import ActorKind, ActorPart, Stand
from manantial.people.models import Person
from manantial.voices.models import Fragment, Source


@dataclass(frozen=True)
class Placed:
    """Where an actor stood, with what says so."""

    stand: Stand
    note: str = ""
    source: Source | None = None
    fragment: Fragment | None = None


@transaction.atomic
def add_actor(
    name: str,
    *,
    kind: ActorKind,
    part: str = "",
    group: str = "",
    note: str = "",
    by: Person | None,
    now: datetime,
) -> Actor:
    """Add an actor: a body, an authority, an ally. Raises MeaningRefused for a name that is already there."""
    if Actor.objects.filter(name__iexact=name.strip(), retired_at=None).exists():
        require(Ruling.no(_("«%(name)s» ya está entre los actores."), name=name.strip()))
    actor = Actor(
        name=name.strip(),
        kind=ActorKind(kind),
        part=ActorPart(part) if part else "",
        group=group,
        note=note.strip(),
    )
    actor.save()
    record("actor.added", actor, by=by, now=now, facts={"kind": str(kind)})
    return actor


@transaction.atomic
def edit_actor(
    actor: Actor,
    *,
    name: str,
    kind: ActorKind,
    part: str,
    group: str,
    note: str,
    by: Person | None,
    now: datetime,
) -> Actor:
    """Change what is said of an actor; what it said before is kept. Raises MeaningRefused for a name already there."""
    others = Actor.objects.filter(name__iexact=name.strip(), retired_at=None).exclude(pk=actor.pk)
    if others.exists():
        require(Ruling.no(_("«%(name)s» ya está entre los actores."), name=name.strip()))
    new = {"name": name.strip(), "kind": ActorKind(kind), "part": ActorPart(part) if part else "", "group": group}
    new["note"] = note.strip()
    before = {field: getattr(actor, field) for field, text in new.items() if getattr(actor, field) != text}
    if before:
        actor.former = [*actor.former, {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": before}]
    for field, text in new.items():
        setattr(actor, field, text)
    actor.save()
    record("actor.edited", actor, by=by, now=now, facts={"changed": sorted(before)})
    return actor


@transaction.atomic
def retire_actor(actor: Actor, *, by: Person | None, now: datetime) -> Actor:
    """Take an actor off the maps that will be drawn; where it stood before is kept."""
    actor.retired_at = now
    actor.save(update_fields=["retired_at"])
    record("actor.retired", actor, by=by, now=now)
    return actor


@transaction.atomic
def add_snapshot(label: str, *, when: PartialDate, by: Person | None, now: datetime) -> Snapshot:
    """Add a moment at which the map is drawn."""
    snapshot = Snapshot(label=label.strip())
    snapshot.when = when
    snapshot.save()
    record("snapshot.added", snapshot, by=by, now=now, facts={"when": when.iso})
    return snapshot


@transaction.atomic
def place_actors(snapshot: Snapshot, *, placed: Mapping[UUID, Placed | None], by: Person | None, now: datetime) -> int:
    """Write where actors (by id) stood at a moment, and return how many changed.

    None says that nobody knows: an actor that was placed by mistake comes off this map.
    """
    standing = {row.actor_id: row for row in ActorPosition.objects.filter(snapshot=snapshot)}
    changed = 0
    for actor, place in placed.items():
        row = standing.get(actor)
        if place is None:
            if row is not None and row.relation:
                row.relation, row.interest, row.influence = "", None, None
                row.save()
                changed += 1
            continue
        row = row or ActorPosition(snapshot=snapshot, actor_id=actor)
        before = (row.relation, row.interest, row.influence, row.note, row.source_id, row.fragment_id)
        row.relation, row.interest, row.influence = place.stand.relation, place.stand.interest, place.stand.influence
        row.note, row.source, row.fragment = (
            place.note.strip(),
            place.source or row.source,
            place.fragment or row.fragment,
        )
        if before != (row.relation, row.interest, row.influence, row.note, row.source_id, row.fragment_id):
            row.save()
            changed += 1
    record("snapshot.drawn", snapshot, by=by, now=now, facts={"changed": changed})
    return changed
