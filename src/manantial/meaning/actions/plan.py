"""Writing the plan: what for, which stretch of the experience, axes, questions, and which source answers what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from manantial.governance.models import Session
from manantial.kernel.dates import PartialDate
from manantial.ledger.actions import record
from manantial.meaning.models import Axis, Plan, Question, QuestionSource
from manantial.people.models import Person
from manantial.voices.models import Source

PLAN_TEXTS = ("title", "objective", "usefulness", "object", "place", "ethics")


@transaction.atomic
def write_plan(
    plan: Plan | None,
    *,
    texts: dict[str, str],
    start: PartialDate,
    end: PartialDate,
    by: Person | None,
    now: datetime,
) -> Plan:
    """Write the plan or change it. `texts` holds any of title, objective, usefulness, object, place, ethics."""
    plan = plan or Plan()
    for name in PLAN_TEXTS:
        if name in texts:
            setattr(plan, name, texts[name].strip())
    plan.period_start, plan.period_end = start, end
    plan.save()
    record("plan.written", plan, by=by, now=now, facts={"written": sorted(texts)})
    return plan


@transaction.atomic
def approve_plan(plan: Plan, *, session: Session, by: Person | None, now: datetime) -> Plan:
    """Write down in which sitting the plan was approved."""
    plan.approved_in = session
    plan.save()
    record("plan.approved", plan, by=by, now=now, facts={"session": str(session.pk)})
    return plan


@transaction.atomic
def add_axis(plan: Plan, *, name: str, description: str = "", by: Person | None, now: datetime) -> Axis:
    """Add an axis after the others."""
    axis = Axis(plan=plan, name=name.strip(), description=description.strip(), position=_last(plan.axes) + 1)
    axis.save()
    record("axis.added", axis, by=by, now=now)
    return axis


@transaction.atomic
def add_question(axis: Axis, *, text: str, kind: str = "descriptive", by: Person | None, now: datetime) -> Question:
    """Add a question to an axis (descriptive, analytic or proposing)."""
    question = Question(axis=axis, text=text.strip(), kind=kind, position=_last(axis.questions) + 1)
    question.save()
    record("question.added", question, by=by, now=now)
    return question


@transaction.atomic
def relate_source(
    question: Question, source: Source, *, gives: str, by: Person | None, now: datetime
) -> QuestionSource:
    """Fill one cell of the matrix source × question: `gives`, `nothing` or `pending`."""
    cell = QuestionSource.objects.filter(question=question, source=source).first()
    cell = cell or QuestionSource(question=question, source=source)
    cell.gives = gives
    cell.save()
    record("question.source_related", question, by=by, now=now, facts={"source": str(source.pk), "gives": gives})
    return cell


def _last(rows: Any) -> int:
    last = rows.order_by("-position").first()
    return int(last.position) if last else 0
