"""The codebook as a tree: where a code may hang, what lies below it, and what changed between two versions of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any
from uuid import UUID

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _


class CodeKind(StrEnum):
    """What a code gathers."""

    THEME = "theme"
    AXIS = "axis"
    QUESTION = "question"
    STAGE = "stage"
    ACTOR = "actor"


CODE_KIND_WORDS: Mapping[str, str] = {
    CodeKind.THEME: _("Tema"),
    CodeKind.AXIS: _("Eje"),
    CodeKind.QUESTION: _("Pregunta"),
    CodeKind.STAGE: _("Etapa"),
    CodeKind.ACTOR: _("Actor"),
}

#: Colours that stay apart on paper and on both grounds of the screen; given in turn to new codes.
COLOURS = (
    "#1f6f78", "#a8431a", "#3f7a2c", "#8a6200", "#a3213f", "#5a4fa0", "#2b6cb0", "#7a4b2a", "#91368e", "#4c6a62",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One code as a version of the codebook keeps it."""

    id: str
    parent: str
    name: str
    kind: str
    description: str = ""
    applies: str = ""
    excludes: str = ""
    example: str = ""
    colour: str = ""
    joined: str = ""  # the codes that went into it: their ids with a space between
    origin: str = ""  # the code whose fragments it took over

    def stored(self) -> dict[str, str]:
        """As the version keeps it."""
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Entry:
        """Read what a version keeps; parts that this program does not know are left aside."""
        return cls(**{field.name: str(stored.get(field.name) or "") for field in fields(cls)})


class Change(StrEnum):
    """What may happen to a code between two versions."""

    ADDED = "added"
    RETIRED = "retired"
    RENAMED = "renamed"
    MOVED = "moved"
    REDEFINED = "redefined"
    JOINED = "joined"
    PARTED = "parted"
    SPLIT = "split"


CHANGE_WORDS: Mapping[str, str] = {
    Change.ADDED: _("Nuevo"),
    Change.RETIRED: _("Se retiró"),
    Change.RENAMED: _("Cambió de nombre"),
    Change.MOVED: _("Cambió de lugar"),
    Change.REDEFINED: _("Cambió su definición"),
    Change.JOINED: _("Se juntó con otro"),
    Change.PARTED: _("Se separó otra vez"),
    Change.SPLIT: _("Salió de otro"),
}


@dataclass(frozen=True)
class Difference:
    """One change of one code; `before` and `after` are names, or names of the code above."""

    change: Change
    name: str
    before: str = ""
    after: str = ""


def differences(old: Sequence[Entry], new: Sequence[Entry]) -> list[Difference]:
    """What changed from one version to another, in the order of the newer one; what was retired comes last."""
    was, names = {one.id: one for one in old}, {one.id: one.name for one in [*old, *new]}
    apart, into = _joined(old), _joined(new)
    found: list[Difference] = []
    for one in new:
        before = was.pop(one.id, None)
        if before is None:
            found.append(_arrived(one, names, apart))
            continue
        if before.name != one.name:
            found.append(Difference(Change.RENAMED, one.name, before.name, one.name))
        if before.parent != one.parent:
            found.append(Difference(Change.MOVED, one.name, names.get(before.parent, ""), names.get(one.parent, "")))
        if _meaning(before) != _meaning(one):
            found.append(Difference(Change.REDEFINED, one.name, before.description, one.description))
    for one in was.values():
        other = into.get(one.id)
        joined = Difference(Change.JOINED, one.name, one.name, names[other]) if other else None
        found.append(joined or Difference(Change.RETIRED, one.name))
    return found


def _joined(entries: Sequence[Entry]) -> dict[str, str]:
    """Of each code that went into another one, into which."""
    return {code: entry.id for entry in entries for code in entry.joined.split()}


def _arrived(one: Entry, names: Mapping[str, str], apart: Mapping[str, str]) -> Difference:
    """A code that was not in the book before: taken apart from another one, taken out of one, or quite new."""
    if one.id in apart:
        return Difference(Change.PARTED, one.name, names.get(apart[one.id], ""), one.name)
    if one.origin in names:
        return Difference(Change.SPLIT, one.name, names[one.origin], one.name)
    return Difference(Change.ADDED, one.name)


def _meaning(one: Entry) -> tuple[str, ...]:
    return one.description, one.applies, one.excludes, one.example, one.kind


def below(code: UUID, parents: Mapping[UUID, UUID | None]) -> set[UUID]:
    """A code and everything under it, at any depth. `parents` tells of each code which one is above it."""
    children: dict[UUID | None, list[UUID]] = {}
    for key, parent in parents.items():
        children.setdefault(parent, []).append(key)
    found, waiting = {code}, [code]
    while waiting:
        new = [key for key in children.get(waiting.pop(), []) if key not in found]
        found.update(new)
        waiting += new
    return found


def may_hang(code: UUID, parent: UUID | None, parents: Mapping[UUID, UUID | None]) -> Ruling:
    """Say whether a code may stand under another: never under itself or under one of its own."""
    if parent is not None and parent in below(code, parents):
        return Ruling.no(_("Un código no puede quedar dentro de sí mismo ni de uno suyo."))
    return Ruling.yes()


def may_merge(code: UUID, into: UUID, parents: Mapping[UUID, UUID | None]) -> Ruling:
    """Say whether a code may be joined to another one: not to itself, nor to one that hangs from it."""
    if code == into:
        return Ruling.no(_("Escoja otro código: es el mismo."))
    if into in below(code, parents):
        return Ruling.no(_("Ese código está dentro de este. Sáquelo primero."))
    return Ruling.yes()


class Way(StrEnum):
    """One step of a code in the tree."""

    UP = "up"
    DOWN = "down"
    IN = "in"  # into the brother above it
    OUT = "out"  # to where the code above it stands, after that one


def stepped(code: UUID, way: Way, rows: Sequence[tuple[UUID, UUID | None]]) -> tuple[UUID | None, UUID | None] | None:
    """Where one step leads: under which code (None: at the top), and before which brother (None: after all of them).

    `rows` (code, parent) come in the order of brothers. None when there is nowhere to go that way.
    """
    parents = dict(rows)
    parent = parents[code]
    brothers = [key for key, above in rows if above == parent]
    place = brothers.index(code)
    if way is Way.UP:
        return (parent, brothers[place - 1]) if place else None
    if way is Way.DOWN:
        after = brothers[place + 2 : place + 3]
        return (parent, after[0] if after else None) if place + 1 < len(brothers) else None
    if way is Way.IN:
        return (brothers[place - 1], None) if place else None
    if parent is None:
        return None
    uncles = [key for key, above in rows if above == parents[parent]]
    later = uncles[uncles.index(parent) + 1 :]
    return parents[parent], later[0] if later else None


def walked(rows: Iterable[tuple[UUID, UUID | None]]) -> Iterator[tuple[UUID, int]]:
    """The codes in the order of the tree with their depth from 0; `rows` (code, parent) come in the order of brothers.

    A code whose parent is not among them stands at the top, so that none is ever lost from sight.
    """
    listed = list(rows)
    known = {key for key, _parent in listed}
    children: dict[UUID | None, list[UUID]] = {}
    for key, parent in listed:
        children.setdefault(parent if parent in known else None, []).append(key)
    waiting = [(key, 0) for key in reversed(children.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        yield key, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(key, []))]
