"""Lessons with the findings and voices behind them, and what became of the recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from manantial.meaning.models import Finding, Lesson, LessonFinding, Passage, Recommendation
from manantial.meaning.queries.findings import FindingView, finding_rows, finding_views
from manantial.meaning.queries.standings import FindingStanding, finding_standings
from manantial.meaning.rules import Addressee
from manantial.voices.models import Fragment

_View = TypeVar("_View", bound=FindingStanding)


@dataclass(frozen=True)
class LessonStanding:
    """A lesson, how the findings it was drawn from stand, and its recommendations."""

    lesson: Lesson
    findings: Sequence[FindingStanding]
    recommendations: tuple[Recommendation, ...]

    @property
    def fragment_ids(self) -> frozenset[UUID]:
        """The fragments behind it."""
        return frozenset(fragment for view in self.findings for fragment in view.fragment_ids)

    @property
    def is_validated(self) -> bool:
        """At least one of its findings may stand in a final text."""
        return any(view.ruling for view in self.findings)


@dataclass(frozen=True)
class LessonView(LessonStanding):
    """A lesson, the findings it was drawn from, read whole, and its recommendations."""

    findings: tuple[FindingView, ...]

    @property
    def fragments(self) -> list[Fragment]:
        """The fragments behind it, each once, in the order of its findings."""
        seen = {fragment.pk: fragment for view in self.findings for fragment in view.fragments}
        return list(seen.values())

    @property
    def dissents(self) -> list[tuple[FindingView, str]]:
        """The notes of dissent that travel with it, with the finding they belong to."""
        return [(view, row.dissent_note) for view in self.findings for row in view.dissents if row.dissent_note]


def lesson_rows() -> QuerySet[Lesson]:
    """Return the lessons with their links, in a fixed number of queries."""
    return Lesson.objects.filter(retired_at=None).prefetch_related(
        "finding_links", "recommendations__agreement__session__body"
    )


def lesson_views(rows: Iterable[Lesson] | None = None, *, on: date) -> list[LessonView]:
    """Return the lessons with their findings; withdrawn findings are left out."""
    lessons = list(lesson_rows() if rows is None else rows)
    found = {view.finding.pk: view for view in finding_views(finding_rows().filter(pk__in=_wanted(lessons)), on=on)}
    return [LessonView(lesson, tuple(_of(lesson, found)), _recommended(lesson)) for lesson in lessons]


def lesson_standings(rows: Iterable[Lesson], *, on: date) -> list[LessonStanding]:
    """Return the lessons as a list shows them: how their findings stand, without what these rest on."""
    lessons = list(rows)
    findings = Finding.objects.filter(pk__in=_wanted(lessons))
    found = {view.finding.pk: view for view in finding_standings(findings, on=on)}
    return [LessonStanding(lesson, _of(lesson, found), _recommended(lesson)) for lesson in lessons]


def _wanted(lessons: Iterable[Lesson]) -> set[UUID]:
    return {link.finding_id for lesson in lessons for link in _standing(lesson)}


def _of(lesson: Lesson, found: Mapping[UUID, _View]) -> list[_View]:
    return [found[link.finding_id] for link in _standing(lesson) if link.finding_id in found]


def _recommended(lesson: Lesson) -> tuple[Recommendation, ...]:
    return tuple(row for row in lesson.recommendations.all() if row.retired_at is None)


def _standing(lesson: Lesson) -> list[LessonFinding]:
    return [link for link in lesson.finding_links.all() if link.retired_at is None]


def recommendation_rows() -> QuerySet[Recommendation]:
    """Return the recommendations that stand, the nearest day first, with their lesson and who adopted them."""
    rows = Recommendation.objects.filter(retired_at=None, lesson__retired_at=None)
    return rows.select_related("lesson", "agreement__session__body").order_by(F("by_when").asc(nulls_last=True), "id")


def recommendations_by_addressee() -> dict[str, list[Recommendation]]:
    """Return the recommendations in the order of the addressees; an unknown addressee goes last, under its own word."""
    order: dict[str, list[Recommendation]] = {addressee: [] for addressee in Addressee}
    for row in recommendation_rows():
        order.setdefault(row.to_whom, []).append(row)
    return {addressee: found for addressee, found in order.items() if found}


def lessons_without_finding() -> QuerySet[Lesson]:
    """Return lessons that no finding holds up."""
    return Lesson.objects.filter(~Exists(_links(lesson=OuterRef("pk"))), retired_at=None)


def findings_without_lesson() -> QuerySet[Finding]:
    """Return findings from which nobody drew a lesson yet."""
    return Finding.objects.filter(~Exists(_links(finding=OuterRef("pk"))), retired_at=None)


def _links(**of: OuterRef) -> QuerySet[LessonFinding]:
    return LessonFinding.objects.filter(retired_at=None, **of)


def passages(paper: str, language: str = "es") -> dict[str, Passage]:
    """Return the newest version of each written section of a paper."""
    rows = Passage.objects.filter(paper=paper, language=language).order_by("section", "version")
    return {row.section: row for row in rows}
