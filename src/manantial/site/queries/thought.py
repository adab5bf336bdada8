"""What people told and thought around things: found by its own words, shown on the page of the thing it belongs to.

Words that somebody told in a voice carry the way to that voice: the search asks whether it may be studied.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop

from manantial.meaning.models import (
    Actor,
    Axis,
    Cause,
    Correction,
    CostLine,
    Milestone,
    MilestoneVersion,
    ModelEntry,
    Passage,
    Plan,
    Question,
    Recommendation,
    Stance,
)
from manantial.meaning.rules import SECTIONS, plain_words
from manantial.site.queries.indexed import ORGANISM, Searchable, Words
from manantial.voices.models import Debrief

CARD = ("participants", "importance", "aims", "means", "results", "remarks")
PLAN = (
    "objective",
    "usefulness",
    "object",
    "place",
    "actors",
    "techniques",
    "products",
    "people",
    "resources",
    "ethics",
)
UNTITLED = gettext_noop("Texto de un informe")


def _card(row: Any) -> Words | None:
    text = " ".join(filter(None, (getattr(row, name) for name in CARD)))
    return Words(row.pk, row.title, text, row.visibility, row.community_id) if text else None


def _version(row: Any) -> Words:
    kept, on = row.milestone, row.when.earliest
    text = f"{kept.folio} {row.text} {row.when.words}"
    return Words(row.pk, kept.title, text, kept.visibility, kept.community_id, row.group, on)


def _cause(row: Any) -> Words:
    kept = row.milestone
    return Words(row.pk, kept.title, f"{kept.folio} {row.text} {row.said_by}", kept.visibility, kept.community_id)


def _stance(row: Any) -> Words | None:
    if not row.dissent_note:
        return None
    text = f"{row.finding.folio} {row.dissent_note}"
    return Words(row.pk, row.finding.statement, text, ORGANISM, None, row.group, row.taken_on)


def _correction(row: Any) -> Words:
    text = f"{row.folio} {row.asked} {row.before} {row.after} {row.reason}"
    return Words(row.pk, row.asked, text, ORGANISM, row.community_id, row.group, row.asked_on)


def _recommendation(row: Any) -> Words:
    return Words(row.pk, row.text, f"{row.lesson.folio} {row.text}", on=row.by_when)


def _passage(row: Any) -> Words:
    title = SECTIONS.get(row.paper, {}).get(row.section, UNTITLED)
    return Words(row.pk, title, plain_words(row.text), on=row.written_at.date())


def _newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    later = Passage.objects.filter(
        paper=OuterRef("paper"), section=OuterRef("section"), language=OuterRef("language"),
        version__gt=OuterRef("version"),
    )  # fmt: skip
    return rows.filter(~Exists(later))


def _model_line(row: Any) -> Words | None:
    texts = [told for told in row.texts.values() if isinstance(told, dict)]
    said = " ".join(plain_words(f"{told.get('title', '')} {told.get('text', '')}") for told in texts)
    title = str(row.texts.get("es", {}).get("title", "")) or said[:60]
    return Words(row.pk, title, f"{said} {row.cited}") if said.strip() else None


def _cost_line(row: Any) -> Words | None:
    texts = [told for told in row.texts.values() if isinstance(told, dict)]
    said = " ".join(str(told.get(part, "")) for told in texts for part in ("concept", "unit", "assumption"))
    return Words(row.pk, str(row), f"{said} {row.cited}") if said.strip() else None


def _plan(row: Any) -> Words:
    return Words(row.pk, row.title, " ".join(filter(None, (getattr(row, name) for name in PLAN))))


def _axis(row: Any) -> Words:
    return Words(row.pk, row.name, row.description)


def _question(row: Any) -> Words:
    return Words(row.pk, row.text)


def _actor(row: Any) -> Words:
    return Words(row.pk, row.name, row.note, group=row.group)


def _debrief(row: Any) -> Words:
    answers = " ".join(str(text) for text in row.answers.values())
    return Words(row.pk, row.title, f"{row.folio} {answers}", ORGANISM, row.community_id, on=row.on)


def _at(name: str, *fields: str) -> Callable[[Any], str]:
    """The address of a page, from the fields of a row."""
    return lambda row: reverse(name, args=[getattr(row, field) for field in fields])


STANDING = {"milestone__retired_at": None, "replaced_by": None}
THOUGHT: dict[str, Searchable] = {
    "card": Searchable(Milestone, _card, where={"retired_at": None}, page=_at("meaning:milestone", "pk")),
    "version": Searchable(
        MilestoneVersion, _version, ("milestone",), STANDING, voice="voice",
        page=_at("meaning:milestone", "milestone_id"),
    ),
    "cause": Searchable(
        Cause, _cause, ("milestone",), {**STANDING, "retired_at": None}, voice="fragment__voice",
        page=_at("meaning:why", "milestone_id"),
    ),
    "stance": Searchable(
        Stance, _stance, ("finding",), {"finding__retired_at": None}, page=_at("meaning:finding", "finding_id")
    ),
    "correction": Searchable(Correction, _correction, page=_at("meaning:correction", "pk")),
    "recommendation": Searchable(
        Recommendation, _recommendation, ("lesson",), {"retired_at": None, "lesson__retired_at": None},
        page=_at("meaning:lesson", "lesson_id"),
    ),
    "passage": Searchable(Passage, _passage, only=_newest, page=_at("meaning:passage", "paper", "section")),
    "modelentry": Searchable(
        ModelEntry, _model_line, where={"retired_at": None}, page=lambda row: f"{reverse('meaning:model')}#{row.part}"
    ),
    "costline": Searchable(
        CostLine, _cost_line, where={"retired_at": None}, page=lambda row: f"{reverse('meaning:costs')}#{row.phase}"
    ),
    "plan": Searchable(Plan, _plan, page=_at("meaning:plan")),
    "axis": Searchable(Axis, _axis, where={"retired_at": None}, page=_at("meaning:questions")),
    "question": Searchable(Question, _question, where={"retired_at": None}, page=_at("meaning:questions")),
    "actor": Searchable(Actor, _actor, where={"retired_at": None}, page=_at("meaning:actors")),
    "debrief": Searchable(Debrief, _debrief, page=_at("voices:debrief", "pk")),
}  # fmt: skip
