"""Lessons with the findings and voices behind them, and what became of the recommendations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from manantial.meaning.models import Finding, Lesson, LessonFinding, Passage, Recommendation
from manantial.meaning.queries.findings import FindingView, finding_rows, finding_views
from manantial.meaning.queries.standings import FindingStanding, finding_standings
from manantial.meaning.rules import Addressee
from manantial.voices.models import Fragment


@dataclass(frozen=True)
class LessonStanding:
    """A lesson, how the findings it was drawn from stand, and how many recommendations come from it."""

    lesson: Lesson
    findings: Sequence[FindingStanding]
    recommended: int  # how many recommendations come from it

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
    recommendations: tuple[Recommendation, ...] = ()

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


def standing_lessons() -> QuerySet[Lesson]:
    """Return the lessons that stand without their links, as a list of hundreds asks for them."""
    return Lesson.objects.filter(retired_at=None)


def lesson_views(
    rows: Iterable[Lesson] | None = None, *, on: date, findings: Iterable[FindingView] | None = None
) -> list[LessonView]:
    """Return the lessons with their findings; withdrawn findings are left out.

    `findings`: the views of all of them, when they were read already.
    """
    lessons = list(lesson_rows() if rows is None else rows)
    if findings is None:
        wanted = {link.finding_id for lesson in lessons for link in _standing(lesson)}
        findings = finding_views(finding_rows().filter(pk__in=wanted), on=on)
    found = {view.finding.pk: view for view in findings}
    return [_view(lesson, found) for lesson in lessons]


def _view(lesson: Lesson, found: Mapping[UUID, FindingView]) -> LessonView:
    views = tuple(found[link.finding_id] for link in _standing(lesson) if link.finding_id in found)
    advice = tuple(row for row in lesson.recommendations.all() if row.retired_at is None)
    return LessonView(lesson, views, len(advice), advice)


def lesson_standings(
    rows: QuerySet[Lesson], *, on: date, findings: Iterable[FindingStanding] | None = None
) -> list[LessonStanding]:
    """Return the lessons as a list shows them: how their findings stand, without what these rest on.

    `findings`: how all of them stand, when it was read already.
    """
    lessons = list(rows)
    links = LessonFinding.objects.filter(retired_at=None, lesson__in=rows.order_by().values("pk")).order_by("pk")
    resting: dict[UUID, list[UUID]] = defaultdict(list)
    for lesson, finding in links.values_list("lesson_id", "finding_id"):
        resting[lesson].append(finding)
    if findings is None:
        findings = finding_standings(Finding.objects.filter(pk__in=links.order_by().values("finding")), on=on)
    found = {view.finding.pk: view for view in findings}
    advice = Recommendation.objects.filter(retired_at=None).order_by().values_list("lesson").annotate(Count("pk"))
    counts = dict(advice)
    return [
        LessonStanding(row, [found[key] for key in resting[row.pk] if key in found], counts.get(row.pk, 0))
        for row in lessons
    ]


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
