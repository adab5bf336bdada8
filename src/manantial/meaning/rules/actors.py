"""The map of actors at several moments, and what changed between two of them (instrument I-13)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from manantial.kernel.rulings import gettext_noop as _

_Key = TypeVar("_Key", bound=Hashable)


class ActorKind(StrEnum):
    """What an actor is."""

    COMMUNITY = "community"
    COMMITTEE = "committee"
    ORGANISM = "organism"
    MUNICIPALITY = "municipality"
    GOVERNMENT = "government"
    CIVIL = "civil"
    DONOR = "donor"
    SCHOOL = "school"
    BUSINESS = "business"
    OTHER = "other"


class ActorPart(StrEnum):
    """What an actor did in the experience, as FIDAMERICA asks: made it, or influenced or received it."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class ActorRelation(StrEnum):
    """How an actor stood to the experience at one moment."""

    WORKS_WITH = "works_with"
    SUPPORTS = "supports"
    DISTANT = "distant"
    TENSION = "tension"
    ABSENT = "absent"


class Change(StrEnum):
    """What became of an actor between two moments."""

    ARRIVED = "arrived"
    LEFT = "left"
    CHANGED = "changed"
    SAME = "same"
    UNKNOWN = "unknown"


ACTOR_WORDS: Mapping[str, str] = {
    ActorKind.COMMUNITY: _("Comunidades"),
    ActorKind.COMMITTEE: _("Comités"),
    ActorKind.ORGANISM: _("Organismo de agua"),
    ActorKind.MUNICIPALITY: _("Municipio"),
    ActorKind.GOVERNMENT: _("Gobierno"),
    ActorKind.CIVIL: _("Asociación civil"),
    ActorKind.DONOR: _("Donante"),
    ActorKind.SCHOOL: _("Escuela o universidad"),
    ActorKind.BUSINESS: _("Empresa"),
    ActorKind.OTHER: _("Otro"),
}
RELATION_WORDS: Mapping[str, str] = {
    ActorRelation.WORKS_WITH: _("Trabaja junto"),
    ActorRelation.SUPPORTS: _("Apoya"),
    ActorRelation.DISTANT: _("Lejano"),
    ActorRelation.TENSION: _("En tensión"),
    ActorRelation.ABSENT: _("Ausente"),
}
CHANGE_WORDS: Mapping[str, str] = {
    Change.ARRIVED: _("Llegó"),
    Change.LEFT: _("Se fue"),
    Change.CHANGED: _("Cambió"),
    Change.SAME: _("Igual"),
    Change.UNKNOWN: _("No se sabe"),
}
PART_WORDS: Mapping[str, str] = {
    ActorPart.DIRECT: _("Directo: hizo y decidió"),
    ActorPart.INDIRECT: _("Indirecto: influyó o recibió"),
}
LEVEL_WORDS: Mapping[int, str] = {1: _("poco"), 2: _("medio"), 3: _("mucho")}


@dataclass(frozen=True)
class Stand:
    """Where an actor stood: relation, interest and influence from 1 (little) to 3 (much), None when nobody knows."""

    relation: ActorRelation
    interest: int | None = None
    influence: int | None = None

    @property
    def is_there(self) -> bool:
        """It took part, well or badly."""
        return self.relation is not ActorRelation.ABSENT


def change_between(before: Stand | None, after: Stand | None) -> Change:
    """Say what became of an actor. Not having been placed on a map is not knowing, never being absent."""
    if before is None or after is None:
        return Change.UNKNOWN
    if before.is_there != after.is_there:
        return Change.ARRIVED if after.is_there else Change.LEFT
    return Change.SAME if before == after or not after.is_there else Change.CHANGED


def changes(before: Mapping[_Key, Stand], after: Mapping[_Key, Stand]) -> dict[_Key, Change]:
    """Return what became of every actor that stands on either map."""
    keys = [*before, *(key for key in after if key not in before)]
    return {key: change_between(before.get(key), after.get(key)) for key in keys}
