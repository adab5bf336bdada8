"""The tree of codes, read once: what lies below a code, and how a code is called with its parents."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from manantial.meaning.models import Code


@dataclass(frozen=True)
class CodeTree:
    """Every code with its name and parent, retired ones too: old codings may still point to them."""

    names: dict[UUID, str]
    parents: dict[UUID, UUID | None]
    standing: tuple[UUID, ...]  # in the order of the codebook: each code after its parent
    joined: dict[UUID, UUID]  # code → the one it was joined with

    def below(self, code: UUID) -> frozenset[UUID]:
        """The code and everything within it."""
        return frozenset(one for one in self.names if code in self.line(one))

    def covers(self, code: UUID, *, below: bool) -> frozenset[UUID]:
        """The codes whose fragments are this one's: with all within it, or only those that were joined with it."""
        if below:
            return self.below(code) or frozenset({code})
        return frozenset({code, *(one for one in self.joined if self._ends_in(one, code))})

    def _ends_in(self, one: UUID, code: UUID) -> bool:
        seen: set[UUID] = set()
        while one != code and one in self.joined and one not in seen:
            seen.add(one)
            one = self.joined[one]
        return one == code

    def line(self, code: UUID) -> list[UUID]:
        """The code, its parent and so on to the top; a circle, which nobody can make on purpose, ends it."""
        found: list[UUID] = []
        at: UUID | None = code
        while at is not None and at not in found:
            found.append(at)
            at = self.parents.get(at)
        return found

    def child_of(self, code: UUID, above: UUID) -> UUID | None:
        """The code directly within `above` in which this one lies; None for `above` itself or for one elsewhere."""
        line = self.line(code)
        return line[line.index(above) - 1] if above in line[1:] else None

    def path(self, code: UUID) -> str:
        """`Agua › Cloración`."""
        return " › ".join(self.names[one] for one in reversed(self.line(code)))

    def depth(self, code: UUID) -> int:
        """How many codes it lies within."""
        return len(self.line(code)) - 1


def code_tree() -> CodeTree:
    """Read the codebook of the alliance, one question."""
    rows = list(
        Code.objects.order_by("position", "name").values_list("pk", "name", "parent_id", "retired_at", "merged_into_id")
    )
    children: dict[UUID | None, list[UUID]] = {}
    for pk, _name, parent, retired, _into in rows:
        if retired is None:
            children.setdefault(parent, []).append(pk)
    standing: list[UUID] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        code = waiting.pop()
        standing.append(code)
        waiting += reversed(children.get(code, []))
    # A code that was joined to another one lies within it: whoever asks for that one finds both.
    parents: dict[UUID, UUID | None] = {row[0]: row[4] or row[2] for row in rows}
    joined = {row[0]: row[4] for row in rows if row[4] is not None}
    return CodeTree({row[0]: row[1] for row in rows}, parents, tuple(standing), joined)
