"""Axes and questions of the plan: added, reworded, put in order, retired; and which source answers what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Axis, Plan, Question, QuestionSource
from manantial.meaning.rules import Gives, QuestionKind
from manantial.people.models import Person
from manantial.voices.models import Source

Cell = tuple[UUID, UUID]  # question, source


@transaction.atomic
def add_axis(plan: Plan, *, name: str, description: str = "", by: Person | None, now: datetime) -> Axis:
    """Add an axis after the others."""
    axis = Axis(plan=plan, name=name.strip(), description=description.strip(), position=_last(plan.axes) + 1)
    axis.save()
    record("axis.added", axis, by=by, now=now)
    return axis


@transaction.atomic
def edit_axis(axis: Axis, *, name: str, description: str = "", by: Person | None, now: datetime) -> Axis:
    """Reword an axis; its questions, codes and findings stay with it."""
    before, axis.name, axis.description = axis.name, name.strip(), description.strip()
    axis.save()
    record("axis.edited", axis, by=by, now=now, facts={"before": before, "after": axis.name})
    return axis


@transaction.atomic
def add_question(axis: Axis, *, text: str, kind: str = "descriptive", by: Person | None, now: datetime) -> Question:
    """Add a question to an axis (descriptive, analytic or proposing)."""
    question = Question(axis=axis, text=text.strip(), kind=kind, position=_last(axis.questions) + 1)
    question.save()
    record("question.added", question, by=by, now=now)
    return question


@transaction.atomic
def add_questions(
    axis: Axis, *, asked: Iterable[tuple[str, QuestionKind]], by: Person | None, now: datetime
) -> list[Question]:
    """Add several questions at once, those the method suggests; one that is already there is not repeated."""
    standing = set(axis.questions.filter(retired_at=None).values_list("text", flat=True))
    last = _last(axis.questions)
    new = [(text, kind) for text, kind in asked if text not in standing]
    rows = [Question(axis=axis, text=text, kind=kind, position=last + n) for n, (text, kind) in enumerate(new, 1)]
    for row in rows:
        row.save()
    record("axis.questions_added", axis, by=by, now=now, facts={"questions": len(rows)})
    return rows


@transaction.atomic
def edit_question(question: Question, *, text: str, kind: str, by: Person | None, now: datetime) -> Question:
    """Reword a question; the ledger keeps how it was asked before."""
    before, question.text, question.kind = question.text, text.strip(), kind
    question.save()
    record("question.edited", question, by=by, now=now, facts={"before": before, "after": question.text})
    return question


@transaction.atomic
def move(thing: Axis | Question, *, up: bool, by: Person | None, now: datetime) -> Axis | Question:
    """Move an axis or a question one place; the first cannot go up, nor the last down (nothing happens)."""
    near = list(_siblings(thing))
    place = next(n for n, row in enumerate(near) if row.pk == thing.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(near):
        near[place], near[other] = near[other], near[place]
    for position, row in enumerate(near, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    record(f"{_kind(thing)}.moved", thing, by=by, now=now, facts={"up": up})
    return thing


@transaction.atomic
def retire(thing: Axis | Question, *, by: Person | None, now: datetime) -> Axis | Question:
    """Take an axis or a question out of the plan; what was coded and found with it stays, and it can come back."""
    thing.retired_at = now
    thing.save(update_fields=["retired_at"])
    record(f"{_kind(thing)}.retired", thing, by=by, now=now)
    return thing


@transaction.atomic
def restore(thing: Axis | Question, *, by: Person | None, now: datetime) -> Axis | Question:
    """Bring back a retired axis or question."""
    thing.retired_at = None
    thing.save(update_fields=["retired_at"])
    record(f"{_kind(thing)}.restored", thing, by=by, now=now)
    return thing


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


@transaction.atomic
def fill_matrix(
    plan: Plan,
    *,
    cells: Mapping[Cell, Gives],
    by: Person | None,
    now: datetime,
) -> int:
    """Write many cells of the matrix at once and return how many changed. An emptied cell is `pending` again.

    Cells of other questions and sources stay as they are. Raises MeaningRefused when a question or a source is gone.
    """
    questions = {key for key, _source in cells}
    if Question.objects.filter(pk__in=questions).count() != len(questions):
        require(Ruling.no(_("Una pregunta ya no está en el plan: vuelva a abrir la matriz.")))
    standing = {(row.question_id, row.source_id): row for row in QuestionSource.objects.filter(question__in=questions)}
    changed: list[QuestionSource] = []
    for (question, source), gives in cells.items():
        row = standing.get((question, source)) or QuestionSource(question_id=question, source_id=source, gives="")
        if row.gives != gives:
            row.gives = gives
            changed.append(row)
    for row in changed:
        row.save()
    record("plan.matrix_filled", plan, by=by, now=now, facts={"cells": len(changed)})
    return len(changed)


def _siblings(thing: Axis | Question) -> Sequence[Any]:
    rows: Any = thing.plan.axes if isinstance(thing, Axis) else thing.axis.questions
    return list(rows.filter(retired_at=None).order_by("position", "id"))


def _kind(thing: Axis | Question) -> str:
    return "axis" if isinstance(thing, Axis) else "question"


def _last(rows: Any) -> int:
    last = rows.order_by("-position").first()
    return int(last.position) if last else 0
