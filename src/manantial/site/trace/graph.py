"""The shape of a walk along the river: nodes, their links, and how they are told. Pure data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: The kinds of the river, from the spring to the sea; every link goes from an earlier kind to a later one.
KINDS: dict[str, str | Promise] = {
    "workshop": _("Talleres"),
    "voice": _("Voces"),
    "fragment": _("Fragmentos"),
    "finding": _("Hallazgos"),
    "lesson": _("Aprendizajes"),
    "agreement": _("Acuerdos"),
    "message": _("Mensajes"),
    "material": _("Materiales"),
    "release": _("Versiones hechas"),
    "dissemination": _("Difusión"),
    "kit": _("Kits"),
    "delivery": _("Entregas"),
}


@dataclass(frozen=True)
class Thing:
    """Which object: its kind and its id."""

    kind: str
    pk: UUID


@dataclass(frozen=True)
class Node:
    """One object of the chain. `permitted` is None where no permission is needed, `reason` says why not."""

    thing: Thing
    folio: str
    title: str
    state: str = ""
    permitted: bool | None = None
    reason: str = ""
    voice: UUID | None = None  # whose sound it is, when there is one
    start_ms: int | None = None
    end_ms: int | None = None
    has_sound: bool = False

    @property
    def name(self) -> str:
        """The folio and the title, as one line."""
        return " · ".join(part for part in (self.folio, self.title) if part)

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        plain: dict[str, Any] = {
            "kind": self.thing.kind,
            "id": str(self.thing.pk),
            "folio": self.folio,
            "title": self.title,
            "state": self.state,
            "permitted": self.permitted,
        }
        if self.reason:
            plain["reason"] = self.reason
        if self.start_ms is not None:
            plain["start_ms"], plain["end_ms"] = self.start_ms, self.end_ms
        return plain


@dataclass(frozen=True)
class Chain:
    """Everything an object rests on and everything that carries it, with the links between them."""

    thing: Thing
    nodes: Mapping[Thing, Node]
    links: frozenset[tuple[Thing, Thing]]  # (above, below)
    hidden: Mapping[str, int] = field(default_factory=dict)  # kind → how many the reader may not see

    @property
    def node(self) -> Node:
        """The object asked for."""
        return self.nodes[self.thing]

    def above(self) -> dict[str, list[Node]]:
        """Return what it rests on, by kind, in the order of the river."""
        return self._grouped(self._reached(up=True))

    def below(self) -> dict[str, list[Node]]:
        """Return what carries it, by kind, in the order of the river."""
        return self._grouped(self._reached(up=False))

    def links_of(self, thing: Thing) -> tuple[list[Thing], list[Thing]]:
        """Return the nearest above and the nearest below of one object."""
        return (
            [one for one, other in self.links if other == thing],
            [other for one, other in self.links if one == thing],
        )

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            **self.node.as_dict(),
            "above": [node.as_dict() for node in _flat(self.above())],
            "below": [node.as_dict() for node in _flat(self.below())],
            "links": sorted([str(one.pk), str(other.pk)] for one, other in self.links),
        }

    def lines(self) -> list[str]:
        """Return the chain as lines for a terminal."""
        lines = [self.node.name, "", f"↑ {gettext('De dónde viene')}"]
        lines += list(_told(self.above())) or [f"  {gettext('Nada: aquí empieza.')}"]
        lines += ["", f"↓ {gettext('A dónde llegó')}"]
        return lines + (list(_told(self.below())) or [f"  {gettext('Todavía a ningún lado.')}"])

    def _reached(self, *, up: bool) -> set[Thing]:
        near: dict[Thing, set[Thing]] = {}
        for one, other in self.links:
            near.setdefault(other if up else one, set()).add(one if up else other)
        found: set[Thing] = set()
        front = {self.thing}
        while front:
            front = {thing for place in front for thing in near.get(place, ())} - found
            found |= front
        return found

    def _grouped(self, things: Iterable[Thing]) -> dict[str, list[Node]]:
        nodes = [self.nodes[thing] for thing in things if thing in self.nodes]
        order = {kind: sorted((n for n in nodes if n.thing.kind == kind), key=lambda n: n.name) for kind in KINDS}
        return {kind: found for kind, found in order.items() if found}


def _flat(groups: Mapping[str, list[Node]]) -> Iterator[Node]:
    for nodes in groups.values():
        yield from nodes


def _told(groups: Mapping[str, list[Node]]) -> Iterator[str]:
    for kind, nodes in groups.items():
        yield f"  {KINDS[kind]} ({len(nodes)})"
        for node in nodes:
            mark = " ✗ " + node.reason if node.permitted is False else ""
            yield f"    {node.name}{mark}"
