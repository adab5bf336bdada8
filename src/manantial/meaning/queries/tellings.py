"""How each milestone is told, for hundreds at once: what lists, counts, filters and the order of time ask.

Neither words nor causes, voices, sources or meetings are read. The judgement is the same for a milestone that is read
whole (`milestones.MilestoneView`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from manantial.kernel.dates import PartialDate, say_month
from manantial.meaning.models import Cause, Milestone, MilestoneVersion
from manantial.meaning.rules import (
    MilestoneKind,
    Relation,
    Standing,
    administrations,
    dates_differ,
    differ,
    milestone_span,
    standing,
)
from manantial.territory.models import Community

_COLUMNS = ("folio", "title", "kind", "place", "community", "stage", "visibility")


class Telling(NamedTuple):
    """A version by who tells it, when it was and how it stands to the first; its words are not read."""

    pk: UUID
    group: str
    voice_id: UUID | None
    source_id: UUID | None
    relation: str
    agreed: bool
    dissents: bool
    replaces_id: UUID | None
    when: PartialDate


@dataclass(frozen=True)
class MilestoneStanding:
    """A milestone by who tells it and whether they coincide."""

    milestone: Milestone
    versions: Sequence[MilestoneVersion | Telling]  # as told, without the agreed wording
    agreed: MilestoneVersion | Telling | None  # the last wording agreed in a meeting
    notes: Sequence[MilestoneVersion | Telling]  # kept beside the agreed wording, the newest of each group
    corrected: Sequence[MilestoneVersion | Telling]  # what versions said before somebody put them right

    @cached_property
    def span(self) -> PartialDate:
        """The stretch that all the versions leave open."""
        return milestone_span([version.when for version in self.versions])

    @cached_property
    def when(self) -> PartialDate:
        """The date to print: the agreed one, the only one, or the span."""
        told: PartialDate | None = None
        if self.agreed and not self.agreed.when.is_unknown:
            told = self.agreed.when
        elif len(self.versions) == 1:
            told = self.versions[0].when
        return self.span if told is None else told

    @cached_property
    def differs_in_date(self) -> bool:
        """No single day fits every version."""
        return dates_differ([version.when for version in self.versions])

    @cached_property
    def differs(self) -> bool:
        """Its versions stand against each other, agreed wording or not."""
        relations = [Relation(version.relation) for version in self.versions if version.relation]
        return differ([version.when for version in self.versions], relations)

    @property
    def is_open(self) -> bool:
        """It differs and no meeting has agreed a wording."""
        return self.differs and self.agreed is None

    @property
    def state(self) -> Standing:
        """How its versions stand to each other."""
        return standing(len(self.versions), differs=self.differs, agreed=self.agreed is not None)

    @property
    def groups(self) -> tuple[str, ...]:
        """Who tells it, each group once."""
        return tuple(dict.fromkeys(version.group for version in self.versions if version.group))

    @property
    def has_evidence(self) -> bool:
        """Some version rests on a voice or on a document."""
        return any(version.voice_id or version.source_id for version in self.versions)

    @property
    def voice_ids(self) -> set[UUID]:
        """The voices behind what it says and what it said before."""
        return {v.voice_id for v in (*self.versions, *self.notes, *self.corrected) if v.voice_id}

    @property
    def key(self) -> tuple[object, ...]:
        """Order on the timeline."""
        return (*self.when.key, self.milestone.folio)


Told = TypeVar("Told", bound=MilestoneStanding)
Version = TypeVar("Version", MilestoneVersion, Telling)


def open_to(view: Told, voices: Collection[UUID]) -> Told:
    """Return the view as it may be told: without the versions and notes of voices that are not among these."""
    return replace(
        view,
        versions=tuple(v for v in view.versions if v.voice_id is None or v.voice_id in voices),
        notes=tuple(v for v in view.notes if v.voice_id is None or v.voice_id in voices),
        corrected=tuple(v for v in view.corrected if v.voice_id is None or v.voice_id in voices),
    )


def parted(
    told_ever: Sequence[Version],
) -> tuple[tuple[Version, ...], Version | None, tuple[Version, ...], tuple[Version, ...]]:
    """Part what was ever told of a milestone: the versions, the agreed wording, the notes, what was put right."""
    replaced = {version.replaces_id for version in told_ever}
    every = [version for version in told_ever if version.pk not in replaced]
    old = tuple(version for version in told_ever if version.pk in replaced)
    agreed = [version for version in every if version.agreed]
    notes = {version.group: version for version in every if version.dissents}
    told = tuple(version for version in every if not version.agreed and not version.dissents)
    return told, agreed[-1] if agreed else None, tuple(notes.values()), old


def milestone_standings(rows: QuerySet[Milestone] | None = None) -> list[MilestoneStanding]:
    """Return how these milestones are told (all that stand, when none are given), in the order of time.

    A fixed number of questions, however many there are.
    """
    asked = Milestone.objects.filter(retired_at=None) if rows is None else rows
    told = _tellings(asked)
    place = Prefetch("community", Community.objects.only("name"))
    read = asked.only(*_COLUMNS).prefetch_related(place)
    return sorted((MilestoneStanding(row, *parted(told[row.pk])) for row in read), key=lambda one: one.key)


def _tellings(milestones: QuerySet[Milestone]) -> dict[UUID, list[Telling]]:
    rows = MilestoneVersion.objects.filter(milestone__in=milestones.order_by().values("pk"))
    columns = ("milestone_id", "when_min", "when_max", "when_words", *Telling._fields[:-1])
    found: dict[UUID, list[Telling]] = defaultdict(list)
    for milestone, first, last, words, *told in rows.values_list(*columns):
        found[milestone].append(Telling._make((*told, PartialDate(first, last, words))))
    return found


class Reasons(NamedTuple):
    """How many factors of a milestone helped and how many hindered."""

    helped: int
    hindered: int


def reasons_counted(milestones: QuerySet[Milestone]) -> dict[UUID, Reasons]:
    """Count the factors that stand of these milestones; those without any are not in the answer."""
    replaced = Cause.objects.exclude(replaces=None).order_by().values("replaces")  # a join would look at all for each
    rows = Cause.objects.filter(milestone__in=milestones.order_by().values("pk"), retired_at=None)
    standing_ones = rows.exclude(pk__in=replaced).order_by().values_list("milestone")
    counted = standing_ones.annotate(
        helping=Count("pk", filter=Q(helped=True)), hindering=Count("pk", filter=Q(helped=False))
    )
    return {milestone: Reasons(helped, hindered) for milestone, helped, hindered in counted}


def anchors() -> list[str]:
    """Return ways of saying a date by a change of administration, in the language of whoever writes.

    The field of remembered dates reads each of them.
    """
    rows = Milestone.objects.filter(retired_at=None, kind=MilestoneKind.ADMINISTRATION_CHANGE)
    moments = [view.when for view in milestone_standings(rows) if view.when.earliest]
    terms = [f"durante la administración {first.year}–{last.year}" for first, last in administrations(moments)]
    changes = [
        f"{lead} ({_month(moment)})"
        for moment in moments
        for lead in ("antes del cambio de administración", "cuando cambió la administración")
    ]
    after = [f"después del cambio de administración ({_month(moment)})" for moment in moments]
    return [PartialDate(words=words).retold(get_language() or "es") or words for words in (*terms, *changes, *after)]


def _month(moment: PartialDate) -> str:
    first, last = moment.earliest, moment.latest
    same = first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
    return say_month(first) if first is not None and same else str(first.year if first else "")
