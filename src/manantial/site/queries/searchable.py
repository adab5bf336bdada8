"""What of each kind can be searched: its words, and who may find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from manantial.campaign.models import Material, Message
from manantial.governance.models import Agreement, Session
from manantial.meaning.models import Finding, Lesson, Milestone
from manantial.people.models import Body, Person
from manantial.site.queries.indexed import ALLIANCE, ORGANISM, Searchable, Words
from manantial.site.queries.thought import THOUGHT
from manantial.territory.models import Community
from manantial.voices.models import Source, Voice, Workshop


def told(kind: str, ids: Iterable[UUID] | None = None) -> Iterator[Words]:
    """Yield the words of the rows of a kind."""
    found = (KINDS[kind].tell(row) for row in KINDS[kind].rows(ids).iterator(chunk_size=500))
    yield from (words for words in found if words is not None)


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
    title, points = f"{row.body.name}, {row.number}", " ".join(item.title for item in row.items.all())
    return Words(row.pk, title, f"{row.place} {points}", ALLIANCE, row.body.community_id, on=row.planned_at.date())


def _milestone(row: Any) -> Words:
    return Words(row.pk, row.title, f"{row.folio} {row.place}", row.visibility, row.community_id)


def _workshop(row: Any) -> Words:
    text = f"{row.folio} {row.place} {row.report} {row.pending}"
    return Words(row.pk, row.title, text, ORGANISM, row.community_id, on=row.on)


def _source(row: Any) -> Words:
    text = f"{row.folio} {row.author} {row.keeper} {row.note}"
    return Words(row.pk, row.title, text, row.visibility, row.community_id)


def _person(row: Any) -> Words:
    return Words(row.pk, row.name, " ".join(row.aliases), row.visibility, row.community_id)


def _body(row: Any) -> Words:
    return Words(row.pk, row.name, "", ALLIANCE, row.community_id)


KINDS: dict[str, Searchable] = {
    **THOUGHT,
    "community": Searchable(Community, _community, where={"merged_into": None}),
    "voice": Searchable(Voice, _voice, unread=("peaks",)),
    "milestone": Searchable(Milestone, _milestone, where={"retired_at": None}),
    "finding": Searchable(Finding, _finding, where={"retired_at": None}),
    "lesson": Searchable(Lesson, _lesson, where={"retired_at": None}),
    "message": Searchable(Message, _message, where={"retired_at": None}),
    "material": Searchable(Material, _material, where={"retired_at": None}),
    "agreement": Searchable(Agreement, _agreement, ("session",)),
    "session": Searchable(Session, _session, ("body",), only=lambda rows: rows.prefetch_related("items")),
    "workshop": Searchable(Workshop, _workshop),
    "source": Searchable(Source, _source),
    "body": Searchable(Body, _body),
    "person": Searchable(Person, _person, where={"merged_into": None, "retired_at": None}),
}
