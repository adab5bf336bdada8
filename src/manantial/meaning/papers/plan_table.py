"""The plan (I-01) as rows of a table: its parts, its axes with their questions and sources, its calendar."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.models import Question
from manantial.meaning.queries import PlanView, sourced_axes
from manantial.meaning.rules import ACTIVITY_WORDS, QUESTION_WORDS, Gives
from manantial.voices.queries import said

Cells = list[object]
PLAN_HEADS = (
    gettext_lazy("De qué parte"),
    gettext_lazy("Renglón"),
    gettext_lazy("Qué dice"),
    gettext_lazy("Tipo o estado"),
    gettext_lazy("Fuentes o producto"),
    gettext_lazy("Empieza"),
    gettext_lazy("Termina"),
    gettext_lazy("Responde"),
)


def plan_rows(view: PlanView) -> Iterator[Cells]:
    """Each part, axis, question with its sources, and activity, in the order of `PLAN_HEADS`."""
    plan, empty = view.plan, [None] * 5
    yield [_("Plan"), _("Título"), plan.title, *empty]
    yield [_("Plan"), _("Método"), _(view.method.name), *empty]
    for _name, label, text in view.parts:
        yield [_("Plan"), _(label), text or None, *empty]
    period = _("Desde cuándo y hasta cuándo")
    yield [_("Plan"), period, None, None, None, plan.period_start, plan.period_end, None]
    yield [_("Plan"), _("Aprobado en"), str(plan.approved_in) if plan.approved_in else None, *empty]
    for axis in sourced_axes(plan):
        yield [_("Eje"), axis.name, axis.description or None, *empty]
        for question in axis.questions.all():
            kind = said(QUESTION_WORDS, question.kind)
            yield [_("Pregunta"), axis.name, question.text, kind, _sources(question), None, None, None]
    for one in view.activities:
        state = said(ACTIVITY_WORDS, one.state)
        yield [_("Calendario"), one.what, None, state, one.product or None, one.start, one.end, one.who or None]


def _sources(question: Question) -> str | None:
    """The folios of the sources that answer it; nothing when none does."""
    found = sorted(cell.source.folio for cell in question.source_cells.all() if cell.gives == Gives.YES)
    return ", ".join(found) or None
