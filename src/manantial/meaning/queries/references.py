"""The things a text of a report names by their folio, found in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from manantial.meaning.queries.counted import CountedFact, counted_facts
from manantial.meaning.queries.findings import FindingView, finding_rows, finding_views
from manantial.meaning.queries.lessons import LessonView, lesson_rows, lesson_views
from manantial.meaning.queries.milestones import MilestoneView, milestone_rows, milestone_view
from manantial.press.markdown import marks_in, references_in
from manantial.voices.models import Fragment, Source, Voice
from manantial.water.queries import IndicatorView, indicator_views, indicators


class ReferenceKind(StrEnum):
    """What a report may point to, as it is written in its text."""

    FRAGMENT = "fragmento"
    MILESTONE = "hito"
    PICTURE = "imagen"
    FINDING = "hallazgo"
    LESSON = "aprendizaje"
    FIGURE = "cifra"
    SOURCE = "fuente"
    COUNTED = "dato"  # counted in the registers: it may stand within a sentence


NOTED = (
    ReferenceKind.FRAGMENT,
    ReferenceKind.SOURCE,
    ReferenceKind.PICTURE,
    ReferenceKind.MILESTONE,
    ReferenceKind.FINDING,
    ReferenceKind.LESSON,
    ReferenceKind.FIGURE,
)  # what a note [^folio] may be, looked for in this order

Thing = Fragment | Voice | Source | MilestoneView | FindingView | LessonView | IndicatorView | CountedFact


@dataclass(frozen=True)
class Things:
    """What some texts refer to, by kind and folio in capitals."""

    by_kind: Mapping[ReferenceKind, Mapping[str, Thing]] = field(default_factory=dict)

    def get(self, kind: str, key: str) -> Thing | None:
        """The thing of that kind and folio; None when there is none."""
        if kind not in set(ReferenceKind):
            return None
        return self.by_kind.get(ReferenceKind(kind), {}).get(key.upper())

    def noted(self, mark: str) -> tuple[ReferenceKind, Thing] | None:
        """What a note [^folio] points to."""
        found = ((kind, self.get(kind, mark)) for kind in NOTED)
        return next(((kind, thing) for kind, thing in found if thing is not None), None)

    @property
    def counted(self) -> list[CountedFact]:
        """What is counted among them."""
        return [thing for thing in self._every() if isinstance(thing, CountedFact)]

    @property
    def fragments(self) -> list[Fragment]:
        """The fragments among them."""
        return [thing for thing in self._every() if isinstance(thing, Fragment)]

    @property
    def voices(self) -> list[Voice]:
        """The voices whose picture or words the gate must be asked about."""
        whole = [thing for thing in self._every() if isinstance(thing, Voice)]
        told = [v.voice for view in self._every() if isinstance(view, MilestoneView) for v in view.versions if v.voice]
        return [*whole, *told, *(fragment.voice for fragment in self.fragments)]

    def _every(self) -> Iterable[Thing]:
        return (thing for found in self.by_kind.values() for thing in found.values())


def things_in(texts: Iterable[str], *, on: date) -> Things:
    """Return what these texts refer to; kinds that nobody names cost no question."""
    listed = list(texts)
    wanted: dict[ReferenceKind, set[str]] = {kind: set() for kind in ReferenceKind}
    for text in listed:
        for reference in references_in(text):
            if reference.kind in wanted:
                wanted[ReferenceKind(reference.kind)].add(reference.key.upper())
    marks = {mark.upper() for text in listed for mark, _line in marks_in(text)}
    for kind in NOTED:
        wanted[kind] |= marks
    return Things({kind: _found(kind, keys, on) for kind, keys in wanted.items() if keys})


def _found(kind: ReferenceKind, keys: set[str], on: date) -> dict[str, Thing]:
    match kind:
        case ReferenceKind.FRAGMENT:
            rows = Fragment.objects.select_related("voice__community", "voice__sound", "voice__picture", "clip")
            return _by_folio(rows, keys)
        case ReferenceKind.PICTURE:
            return _by_folio(Voice.objects.select_related("community", "picture", "thumbnail"), keys)
        case ReferenceKind.SOURCE:
            return _by_folio(Source.objects.all(), keys)
        case ReferenceKind.MILESTONE:
            views = map(milestone_view, milestone_rows().filter(folio__in=keys))
            return {view.milestone.folio.upper(): view for view in views}
        case ReferenceKind.FINDING:
            found = finding_views(finding_rows().filter(folio__in=keys), on=on)
            return {view.finding.folio.upper(): view for view in found}
        case ReferenceKind.LESSON:
            drawn = lesson_views(lesson_rows().filter(folio__in=keys), on=on)
            return {view.lesson.folio.upper(): view for view in drawn}
        case ReferenceKind.FIGURE:
            measured = indicator_views(indicators().filter(code__in=keys), on=on)
            return {view.indicator.code.upper(): view for view in measured}
        case ReferenceKind.COUNTED:
            return {key.upper(): fact for key, fact in counted_facts(on).items() if key.upper() in keys}


def _by_folio(rows: QuerySet[Any], keys: set[str]) -> dict[str, Thing]:
    return {row.folio.upper(): row for row in rows.filter(folio__in=keys)}
