"""What of each kind can be searched: its words, and who may find it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from manantial.alliance.models import Owned
from manantial.campaign.models import Material, Message
from manantial.governance.models import Agreement, Session
from manantial.meaning.models import Finding, Lesson, Milestone
from manantial.people.models import Body, Person
from manantial.territory.models import Community
from manantial.voices.models import Source, Voice, Workshop

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
    tell: Callable[[Any], Words]
    related: tuple[str, ...] = ()
    where: dict[str, Any] | None = None
    unread: tuple[str, ...] = ()  # large columns that are not words

    def rows(self, ids: Iterable[UUID] | None = None) -> QuerySet[Any]:
        """Return the rows to be told, all or some."""
        rows = self.table.objects.filter(**(self.where or {})).select_related(*self.related).defer(*self.unread)
        return rows if ids is None else rows.filter(pk__in=list(ids))


def told(kind: str, ids: Iterable[UUID] | None = None) -> Iterator[Words]:
    """Yield the words of the rows of a kind."""
    yield from (KINDS[kind].tell(row) for row in KINDS[kind].rows(ids).iterator())


def _community(row: Any) -> Words:
    return Words(row.pk, row.name, f"{row.code} {' '.join(row.aliases)}", row.visibility, row.pk)


def _voice(row: Any) -> Words:
    title = f"{row.folio} {row.pseudonym or row.title}"
    return Words(
        row.pk, title, f"{row.title} {row.summary}", row.visibility, row.community_id, row.group, row.recorded.earliest
    )


def _finding(row: Any) -> Words:
    return Words(row.pk, row.statement[:240], f"{row.folio} {row.statement} {row.explanation}")


def _lesson(row: Any) -> Words:
    return Words(row.pk, row.title, f"{row.folio} {row.context} {row.learned} {row.differently}", ALLIANCE)


def _message(row: Any) -> Words:
    return Words(row.pk, row.text, row.folio)


def _material(row: Any) -> Words:
    return Words(row.pk, row.title, f"{row.folio} {row.purpose} {row.text}")


def _agreement(row: Any) -> Words:
    text = f"{row.folio} {row.text}"
    day = row.session.planned_at.date()
    return Words(row.pk, (row.text_plain or row.text)[:240], text, row.visibility, row.community_id, on=day)


def _session(row: Any) -> Words:
    title = f"{row.body.name}, {row.number}"
    return Words(row.pk, title, row.place, ALLIANCE, row.body.community_id, on=row.planned_at.date())


def _milestone(row: Any) -> Words:
    return Words(row.pk, row.title, f"{row.folio} {row.place}", row.visibility, row.community_id)


def _workshop(row: Any) -> Words:
    return Words(row.pk, row.title, f"{row.folio} {row.place}", ORGANISM, row.community_id, on=row.on)


def _source(row: Any) -> Words:
    text = f"{row.folio} {row.author} {row.keeper} {row.note}"
    return Words(row.pk, row.title, text, row.visibility, row.community_id)


def _person(row: Any) -> Words:
    return Words(row.pk, row.name, " ".join(row.aliases), row.visibility, row.community_id)


def _body(row: Any) -> Words:
    return Words(row.pk, row.name, "", ALLIANCE, row.community_id)


KINDS: dict[str, Searchable] = {
    "community": Searchable(Community, _community, where={"merged_into": None}),
    "voice": Searchable(Voice, _voice, unread=("peaks",)),
    "milestone": Searchable(Milestone, _milestone, where={"retired_at": None}),
    "finding": Searchable(Finding, _finding, where={"retired_at": None}),
    "lesson": Searchable(Lesson, _lesson, where={"retired_at": None}),
    "message": Searchable(Message, _message, where={"retired_at": None}),
    "material": Searchable(Material, _material, where={"retired_at": None}),
    "agreement": Searchable(Agreement, _agreement, ("session",)),
    "session": Searchable(Session, _session, ("body",)),
    "workshop": Searchable(Workshop, _workshop),
    "source": Searchable(Source, _source),
    "body": Searchable(Body, _body),
    "person": Searchable(Person, _person, where={"merged_into": None, "retired_at": None}),
}
