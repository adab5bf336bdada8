"""What changed since two computers last met, without any clock: the states through which each row went.

`observe` looks at every row that may be edited and names its present state after its content and its state before.
It is done when a bundle is written or read, and before and after a backup travels to another computer. Two computers
that show each other these names know for each row whether one only went on from the other, or both went their way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model

from manantial.exchange.bundles.declared import insert_only, kind_of, travelling
from manantial.exchange.bundles.rows import content_of, following, read_rows
from manantial.exchange.models import Fork, Head
from manantial.people.models import Person

_AT_ONCE = 500


@dataclass(frozen=True)
class State:
    """The name of the state of a row, and those of the states before it."""

    head: str
    before: tuple[str, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        """This state and those before."""
        return frozenset({self.head, *self.before})


class Meeting(Enum):
    """How a row that came stands to the row that is here."""

    SAME = auto()
    THEY_WENT_ON = auto()
    WE_WENT_ON = auto()
    BOTH = auto()


def meet(here: State, there: State) -> Meeting:
    """Compare two states of one row."""
    if here.head == there.head:
        return Meeting.SAME
    if here.head in there.before:
        return Meeting.THEY_WENT_ON
    return Meeting.WE_WENT_ON if there.head in here.before else Meeting.BOTH


def joined(here: State, there: State, content: str) -> State:
    """The state of a row in which a person joined two: it follows both."""
    return State(following(content, f"{here.head} {there.head}"), tuple(sorted(here.all | there.all)))


def the_same(here: State, there: State) -> State:
    """One state for a row that two computers changed in the same way; both choose the same."""
    first = min(here.head, there.head)
    return State(first, tuple(sorted((here.all | there.all) - {first})))


@transaction.atomic
def observe() -> int:
    """Name the present state of every row that may be edited; return how many had changed."""
    changed = 0
    for model in travelling():
        if not insert_only(model):
            changed += _observe(model)
    _forget()
    return changed


def states(model: type[Model], ids: list[UUID] | None = None) -> dict[UUID, Head]:
    """The states of the rows of a table, all or some, as they were last observed."""
    rows = Head.objects.filter(kind=kind_of(model))
    return {one.thing_id: one for one in (rows if ids is None else rows.filter(thing_id__in=ids))}


def keep_states(model: type[Model], found: Iterable[tuple[UUID, str, State]]) -> None:
    """Remember (id, content, state) of rows that came or were joined."""
    rows = [
        Head(kind=kind_of(model), thing_id=pk, content=content, head=state.head, before=list(state.before))
        for pk, content, state in found
    ]
    ids = [row.thing_id for row in rows]
    for start in range(0, len(ids), _AT_ONCE):
        Head.objects.filter(kind=kind_of(model), thing_id__in=ids[start : start + _AT_ONCE]).delete()
    Head.objects.bulk_create(rows, batch_size=_AT_ONCE)


def state_of(head: Head) -> State:
    """The state that a row of the table tells."""
    return State(head.head, tuple(head.before))


def observed(model: type[Model], pk: UUID) -> State:
    """The present state of one row that is here."""
    _observe(model, [pk])
    return state_of(Head.objects.get(kind=kind_of(model), thing_id=pk))


def _forget() -> None:
    """Who asked to be forgotten is forgotten also in what waited to be joined, or was."""
    retired = Person.objects.exclude(retired_at=None).values("pk")
    kept = Fork.objects.filter(kind=kind_of(Person), thing_id__in=retired).exclude(way="forgotten")
    kept.filter(joined_at=None).update(joined_at=F("came_at"))
    kept.update(here={}, there={}, way="forgotten")


def _observe(model: type[Model], ids: list[UUID] | None = None) -> int:
    known = states(model, ids)
    new: list[Head] = []
    gone_on: list[Head] = []
    for pk, row in read_rows(model, ids):
        content, last = content_of(row), known.get(pk)
        if last is None:
            head = following(content, "")
            new.append(Head(kind=kind_of(model), thing_id=pk, content=content, head=head, before=[]))
        elif last.content != content:
            last.before = [*last.before, last.head]
            last.content, last.head = content, following(content, last.head)
            gone_on.append(last)
    Head.objects.bulk_create(new, batch_size=_AT_ONCE)
    Head.objects.bulk_update(gone_on, ["content", "head", "before"], batch_size=200)
    return len(new) + len(gone_on)
