"""Questions about what people from outside wrote on our papers, and about the things it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from manantial.alliance.models import Owned
from manantial.meaning.models import Finding, Lesson, Milestone, Passage, Review, ReviewRemark
from manantial.meaning.rules.reviewing import KINDS, PASSAGE, RemarkOutcome
from manantial.voices.models import Fragment, Source, Voice

_MODELS: Mapping[str, type[Owned]] = {
    "fragment": Fragment,
    "voice": Voice,
    "source": Source,
    "milestone": Milestone,
    "finding": Finding,
    "lesson": Lesson,
    PASSAGE: Passage,
}


@dataclass(frozen=True)
class RemarkView:
    """A remark with the thing it hangs on, as far as it still stands, and how that is called."""

    remark: ReviewRemark
    thing: Owned | None
    name: str

    @property
    def waits(self) -> bool:
        """Nobody has answered it here."""
        return self.remark.outcome == RemarkOutcome.OPEN


def remark_rows() -> QuerySet[ReviewRemark]:
    """Every remark, in the order of the files and of their text."""
    return ReviewRemark.objects.select_related("review").order_by("review__received_at", "position", "pk")


def remark_views(rows: Iterable[ReviewRemark]) -> list[RemarkView]:
    """Remarks with their things: one question for each kind of thing among them."""
    listed = list(rows)
    wanted: dict[str, set[UUID]] = {}
    for row in listed:
        if row.thing_id and row.thing_kind in _MODELS:
            wanted.setdefault(row.thing_kind, set()).add(row.thing_id)
    things = {kind: _rows(kind).in_bulk(list(keys)) for kind, keys in wanted.items()}
    views = ((row, things.get(row.thing_kind, {}).get(row.thing_id)) for row in listed)
    return [RemarkView(row, thing, _name(thing)) for row, thing in views]


def remarks_on(kind: str, pk: UUID) -> list[ReviewRemark]:
    """What was written from outside on one thing; those that wait first."""
    rows = ReviewRemark.objects.filter(thing_kind=kind, thing_id=pk).select_related("review")
    return sorted(rows, key=lambda row: (row.outcome != RemarkOutcome.OPEN, row.review.received_at, row.position))


def remarks_in(paper: str, section: str, language: str) -> QuerySet[ReviewRemark]:
    """What waits on one section of a paper."""
    rows = remark_rows().filter(review__paper=paper, review__language=language, section=section)
    return rows.filter(outcome=RemarkOutcome.OPEN)


def waiting_by_paper() -> dict[str, int]:
    """How many remarks wait on each paper."""
    rows = ReviewRemark.objects.filter(outcome=RemarkOutcome.OPEN).order_by()
    counted = rows.values_list("review__paper").annotate(count=Count("pk"))
    return dict(counted)


def reviews_of(paper: str) -> QuerySet[Review]:
    """The files that came back of one paper, the newest first, each with how many of its remarks wait."""
    waiting = Count("remarks", filter=Q(remarks__outcome=RemarkOutcome.OPEN))
    return Review.objects.filter(paper=paper).annotate(waiting=waiting, kept=Count("remarks"))


def standing_places(places: Iterable[str]) -> dict[str, Owned]:
    """Those of the places (`finding/<id>`) whose thing is there, each with it: one question for each kind."""
    wanted: dict[str, set[UUID]] = {}
    for place in places:
        kind, _slash, key = place.partition("/")
        if kind in KINDS:
            wanted.setdefault(kind, set()).add(UUID(key))
    return {
        f"{kind}/{pk}": thing for kind, keys in wanted.items() for pk, thing in _rows(kind).in_bulk(list(keys)).items()
    }


def places_of_folios(folios: Sequence[str]) -> dict[str, str]:
    """The place of each folio that is there (`HAL-0001` → `finding/<id>`): one question for each kind of thing."""
    found: dict[str, str] = {}
    for kind in (each for each in KINDS if each != PASSAGE and folios):
        rows = _rows(kind).filter(folio__in=set(folios)).values_list("folio", "pk")
        found = {**{folio: f"{kind}/{pk}" for folio, pk in rows}, **found}
    return found


def _rows(kind: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = _MODELS[kind].objects.all()
    return rows


def _name(thing: Owned | None) -> str:
    """How a thing is called on a list: its folio, and nothing that a voice said."""
    return str(getattr(thing, "folio", "")) if thing is not None else ""
