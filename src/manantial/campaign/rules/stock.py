"""The copies of a printed piece: how many there are, how many went out, and that nobody gives out what there is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _


class Given(Protocol):
    """Copies that went out, as they were counted; a correction names the count whose place it takes."""

    pk: UUID
    corrects_id: UUID | None
    copies: int


G = TypeVar("G", bound=Given)


def standing(counts: Iterable[G]) -> list[G]:
    """The counts that hold: of one that was corrected only its last correction. Ids grow with time (UUIDv7)."""
    listed = list(counts)
    last: dict[UUID, UUID] = {}
    for one in sorted(listed, key=lambda one: one.pk):
        if one.corrects_id is not None:
            last[one.corrects_id] = one.pk
    return [one for one in listed if one.pk not in last and last.get(one.corrects_id or one.pk, one.pk) == one.pk]


def copies_gone(counts: Iterable[Given]) -> int:
    """How many copies went out, corrections in the place of what they correct."""
    return sum(one.copies for one in standing(counts))


@dataclass(frozen=True)
class Stock:
    """What was printed of a piece and what went out of it; `printed` is None while nobody said how many."""

    printed: int | None
    given: int

    @property
    def left(self) -> int | None:
        """How many are still in the house; None while nobody said how many were printed."""
        return None if self.printed is None else self.printed - self.given

    def may_give(self, copies: int) -> Ruling:
        """Say whether so many can go out: never more than there are."""
        if self.left is None or copies <= self.left:
            return Ruling.yes()
        words = _("Quedan %(left)d de %(printed)d ejemplares. Si se imprimieron más, cambie primero el tiraje.")
        return Ruling.no(words, left=self.left, printed=self.printed)

    def may_print(self, printed: int | None) -> Ruling:
        """Say whether the print run can be that number: never less than what went out already."""
        if printed is None or printed >= self.given:
            return Ruling.yes()
        return Ruling.no(_("Ya salieron %(given)d ejemplares: el tiraje no puede ser menor."), given=self.given)
