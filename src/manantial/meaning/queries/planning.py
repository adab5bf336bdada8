"""The plan as it stands: parts by the method chosen, the calendar, the matrix of sources and questions, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from manantial.ledger.models import Entry
from manantial.meaning.models import Axis, Plan, Question, QuestionSource
from manantial.meaning.rules import (
    PLAN_PARTS,
    Activity,
    Chapter,
    Gives,
    Method,
    late_activities,
    method_of,
    part_label,
    parts_beyond,
    read_activities,
)
from manantial.voices.models import Source


def current_plan() -> Plan | None:
    """Return the plan of the systematization, None when nobody wrote one."""
    return Plan.objects.select_related("approved_in__body").order_by("id").first()


def axes(plan: Plan) -> QuerySet[Axis]:
    """Return the standing axes with their standing questions."""
    return _axes(plan, Question.objects.all())


def sourced_axes(plan: Plan) -> QuerySet[Axis]:
    """Return the standing axes with their standing questions and the sources that should answer them."""
    return _axes(plan, Question.objects.prefetch_related("source_cells__source"))


def _axes(plan: Plan, asked: QuerySet[Question]) -> QuerySet[Axis]:
    standing = Prefetch("questions", asked.filter(retired_at=None).order_by("position", "id"))
    return plan.axes.filter(retired_at=None).prefetch_related(standing).order_by("position", "id")


def retired_parts(plan: Plan) -> tuple[list[Axis], list[Question]]:
    """Return the axes and questions taken out of the plan, which may come back."""
    gone = list(plan.axes.exclude(retired_at=None).order_by("position"))
    asked = Question.objects.filter(axis__plan=plan, axis__retired_at=None).exclude(retired_at=None)
    return gone, list(asked.select_related("axis").order_by("axis__position", "position"))


def questions() -> QuerySet[Question]:
    """Return the standing questions of standing axes, in the order of the plan."""
    rows = Question.objects.filter(retired_at=None, axis__retired_at=None).select_related("axis")
    return rows.order_by("axis__position", "position", "id")


def questions_without_source() -> QuerySet[Question]:
    """Return questions that no source answers."""
    answered = Q(source_cells__gives=Gives.YES)
    return questions().annotate(given=Count("source_cells", filter=answered)).filter(given=0)


def sources_without_question() -> QuerySet[Source]:
    """Return sources that answer no question of the plan."""
    used = QuestionSource.objects.filter(gives=Gives.YES, question__retired_at=None).values("source")
    return Source.objects.exclude(pk__in=used).order_by("folio")


@dataclass(frozen=True)
class SourceMatrix:
    """Sources by questions (instrument I-03): one row for each source of this page, one cell for each question."""

    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    cells: dict[tuple[UUID, UUID], Gives]  # question, source
    unanswered: frozenset[UUID]  # questions that no source of the whole inventory answers

    @property
    def unused(self) -> list[Source]:
        """Sources of this page that answer nothing."""
        return [source for source in self.sources if not any(self.cell(q, source) is Gives.YES for q in self.questions)]

    def cell(self, question: Question, source: Source) -> Gives | None:
        """What this source gives to this question; None when nobody looked."""
        return self.cells.get((question.pk, source.pk))

    def row(self, source: Source) -> list[Gives | None]:
        """The cells of a source in the order of the questions."""
        return [self.cell(question, source) for question in self.questions]


def source_matrix(sources: Sequence[Source]) -> SourceMatrix:
    """Return the matrix of these sources, in a fixed number of queries."""
    asked = tuple(questions())
    rows = QuestionSource.objects.filter(source__in=[source.pk for source in sources])
    cells = {(row.question_id, row.source_id): Gives(row.gives) for row in rows}
    unanswered = frozenset(questions_without_source().values_list("pk", flat=True))
    return SourceMatrix(asked, tuple(sources), cells, unanswered)


@dataclass(frozen=True)
class PlanView:
    """The plan as its method asks for it."""

    plan: Plan
    method: Method
    activities: tuple[Activity, ...]
    changed_since: bool  # it was written again after the body approved it

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """Name, question and text of every part, the ones of other methods after those asked here."""
        asked = [(part.name, part.label, str(getattr(self.plan, part.name))) for part in self.method.parts]
        written = [name for name in PLAN_PARTS if getattr(self.plan, name)]
        beyond = parts_beyond(self.method, written)
        return [*asked, *((name, part_label(name), str(getattr(self.plan, name))) for name in beyond)]

    def late(self, today: date) -> list[Activity]:
        """What should already be done."""
        return late_activities(self.activities, today)


def plan_view(plan: Plan) -> PlanView:
    """Return the plan with its method, its calendar, and whether it changed after it was approved."""
    told = Entry.objects.filter(thing_kind="plan", thing_id=plan.pk, verb__in=("plan.written", "plan.approved"))
    last = told.order_by("-sequence").values_list("verb", flat=True).first()
    changed = plan.approved_in_id is not None and last == "plan.written"
    return PlanView(plan, method_of(plan.method), tuple(read_activities(plan.calendar)), changed)


def chapters_of(paper: str) -> tuple[Chapter, ...]:
    """Return the chapters that the chosen method gives to a report; none for a paper that no method orders."""
    key = Plan.objects.order_by("id").values_list("method", flat=True).first()
    return method_of(key or "").chapters(paper)


def late_of_plan(today: date) -> list[Activity]:
    """Return the activities of the plan that are late, for the first page of the desk."""
    plan = Plan.objects.order_by("id").only("calendar").first()
    return late_activities(read_activities(plan.calendar), today) if plan else []
