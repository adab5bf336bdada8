"""What can be searched, told by each kind: the shapes that the lists of kinds share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from manantial.alliance.models import Owned

PUBLIC, ALLIANCE, ORGANISM = "public", "alliance", "organism"


@dataclass(frozen=True)
class Words:
    """The searchable words of one thing."""

    pk: UUID
    title: str
    text: str = ""
    visibility: str = ORGANISM
    community: UUID | None = None
    group: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Searchable:
    """A kind that can be found: its table and how one row tells its words."""

    table: type[Owned]
    tell: Callable[[Any], Words | None]  # None: this row has no words of its own
    related: tuple[str, ...] = ()
    where: dict[str, Any] | None = None
    unread: tuple[str, ...] = ()  # large columns that are not words
    only: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None  # what `where` cannot say
    voice: str = ""  # the way to the voice whose words these are
    page: Callable[[Any], str] | None = None  # its address at the desk, when the kind has no page of its own

    def rows(self, ids: Iterable[UUID] | None = None) -> QuerySet[Any]:
        """Return the rows to be told, all or some."""
        rows = self.table.objects.filter(**(self.where or {})).select_related(*self.related).defer(*self.unread)
        rows = self.only(rows) if self.only else rows
        return rows if ids is None else rows.filter(pk__in=list(ids))
