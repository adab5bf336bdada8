"""The timeline: milestones with their versions, the span these leave open, and the differences still open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from manantial.kernel.dates import PartialDate, say_month
from manantial.ledger.models import Entry
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
from manantial.voices.models import Voice
from manantial.voices.rules import EXPECTED_GROUPS


@dataclass(frozen=True)
class MilestoneView:
    """A milestone and how it is told."""

    milestone: Milestone
    versions: tuple[MilestoneVersion, ...]  # as told, without the agreed wording
    agreed: MilestoneVersion | None  # the last wording agreed in a meeting
    notes: tuple[MilestoneVersion, ...] = ()  # notes kept beside the agreed wording, the newest of each group
    corrected: tuple[MilestoneVersion, ...] = ()  # what versions said before somebody put them right
    causes: tuple[Cause, ...] = ()  # what helped and what hindered
    causes_corrected: tuple[Cause, ...] = ()  # what factors said before somebody put them right
    causes_retired: tuple[Cause, ...] = ()  # taken out with a reason

    @cached_property
    def span(self) -> PartialDate:
        """The stretch that all the versions leave open."""
        return milestone_span([version.when for version in self.versions])

    @property
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

    def before(self, version: MilestoneVersion) -> list[MilestoneVersion]:
        """What this version said before it was corrected, the newest first."""
        rows = {row.pk: row for row in self.corrected}
        found: list[MilestoneVersion] = []
        while version.replaces_id in rows:
            version = rows[version.replaces_id]
            found.append(version)
        return found

    def cause_before(self, cause: Cause) -> list[Cause]:
        """What this factor said before it was corrected, the newest first."""
        rows = {row.pk: row for row in self.causes_corrected}
        found: list[Cause] = []
        while cause.replaces_id in rows:
            cause = rows[cause.replaces_id]
            found.append(cause)
        return found

    @property
    def groups(self) -> tuple[str, ...]:
        """Who tells it, each group once."""
        return tuple(dict.fromkeys(version.group for version in self.versions if version.group))

    @property
    def has_evidence(self) -> bool:
        """Some version rests on a voice or on a document."""
        return any(version.voice_id or version.source_id for version in self.versions)

    @property
    def key(self) -> tuple[object, ...]:
        """Order on the timeline."""
        return (*self.when.key, self.milestone.folio)


def open_to(view: MilestoneView, voices: Collection[UUID]) -> MilestoneView:
    """Return the view as it may be told: without the versions and notes of voices that are not among these."""
    return replace(
        view,
        versions=tuple(v for v in view.versions if v.voice_id is None or v.voice_id in voices),
        notes=tuple(v for v in view.notes if v.voice_id is None or v.voice_id in voices),
        corrected=tuple(v for v in view.corrected if v.voice_id is None or v.voice_id in voices),
    )


def voices_of(views: Iterable[MilestoneView]) -> list[Voice]:
    """Return the voices behind the versions and notes of milestones, each once."""
    found = {
        v.voice_id: v.voice
        for view in views
        for v in (*view.versions, *view.notes, *view.corrected)
        if v.voice is not None
    }
    return list(found.values())


def milestone_rows() -> QuerySet[Milestone]:
    """Return the milestones that stand with their versions, in a fixed number of queries."""
    return with_versions(Milestone.objects.filter(retired_at=None))


def with_versions(rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Read with each of these milestones all that its view needs."""
    return rows.select_related("community").prefetch_related(
        "versions__voice",
        "versions__source",
        "versions__agreed_workshop",
        "versions__agreed_session__body",
        "causes__fragment__voice",
    )


def light_views() -> list[MilestoneView]:
    """Return the milestones that stand with what a count asks of their versions, in no order.

    Neither words nor causes, voices or meetings are read.
    """
    columns = ("milestone", "group", "voice", "source", "relation", "agreed", "dissents", "replaces")
    told = MilestoneVersion.objects.only(*columns, "when_min", "when_max", "when_words", "told_at")
    rows = Milestone.objects.filter(retired_at=None).only("folio", "kind")
    return [
        milestone_view(row)
        for row in rows.prefetch_related(Prefetch("versions", told), Prefetch("causes", Cause.objects.none()))
    ]


def milestone_view(row: Milestone) -> MilestoneView:
    """Return the view of a row that came from `milestone_rows`."""
    told_ever = list(row.versions.all())
    corrected = {version.replaces_id for version in told_ever}
    every = [version for version in told_ever if version.pk not in corrected]
    old = tuple(version for version in told_ever if version.pk in corrected)
    agreed = [version for version in every if version.agreed]
    notes = {version.group: version for version in every if version.dissents}
    told = tuple(version for version in every if not version.agreed and not version.dissents)
    return MilestoneView(row, told, agreed[-1] if agreed else None, tuple(notes.values()), old, *_causes(row))


def _causes(row: Milestone) -> tuple[tuple[Cause, ...], tuple[Cause, ...], tuple[Cause, ...]]:
    """The factors that stand, those a newer row put right, and those taken out."""
    told = list(row.causes.all())
    corrected = {cause.replaces_id for cause in told}
    last = [cause for cause in told if cause.pk not in corrected]
    return (
        tuple(cause for cause in last if cause.retired_at is None),
        tuple(cause for cause in told if cause.pk in corrected),
        tuple(cause for cause in last if cause.retired_at is not None),
    )


def timeline(rows: Iterable[Milestone] | None = None) -> list[MilestoneView]:
    """Return the milestones in the order of time; those without any date come last."""
    views = [milestone_view(row) for row in (milestone_rows() if rows is None else rows)]
    return sorted(views, key=lambda view: view.key)


@dataclass(frozen=True)
class MatrixRow:
    """One milestone in the matrix of voices: what each group says of it; an empty list is a silence."""

    view: MilestoneView
    cells: tuple[tuple[MilestoneVersion, ...], ...]
    groups: tuple[str, ...] = ()

    @property
    def differing(self) -> list[str]:
        """The groups that tell it otherwise than the first version."""
        apart = {Relation.COINCIDES, Relation.COMPLEMENTS}
        found = [v.group for v in self.view.versions if v.relation and Relation(v.relation) not in apart]
        if self.view.differs_in_date and not found:
            first = self.view.versions[0].when
            found = [v.group for v in self.view.versions[1:] if dates_differ([first, v.when])]
        return list(dict.fromkeys(found))

    @property
    def coinciding(self) -> list[str]:
        """The groups whose telling fits together; one alone coincides with nobody."""
        apart = set(self.differing)
        found = [group for group in self.view.groups if group not in apart]
        return found if len(found) > 1 else []

    @property
    def silent(self) -> list[str]:
        """The groups nobody asked about it."""
        return [group for group, cell in zip(self.groups, self.cells, strict=True) if not cell]


@dataclass(frozen=True)
class VoiceMatrix:
    """Milestones by groups (instrument I-08). A group without any cell has not been asked about anything."""

    groups: tuple[str, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def silent_groups(self) -> tuple[str, ...]:
        """Groups that appear in no cell: «no se les ha preguntado»."""
        spoken = {group for row in self.rows for group, cell in zip(self.groups, row.cells, strict=True) if cell}
        return tuple(group for group in self.groups if group not in spoken)


def voice_matrix(views: Sequence[MilestoneView], groups: Sequence[str] = EXPECTED_GROUPS) -> VoiceMatrix:
    """Return what every expected group says of every milestone, the silences included."""
    extra = [group for view in views for group in view.groups if group not in groups]
    columns = tuple(str(group) for group in (*groups, *dict.fromkeys(extra)))
    rows = tuple(
        MatrixRow(view, tuple(tuple(v for v in view.versions if v.group == group) for group in columns), columns)
        for view in views
    )
    return VoiceMatrix(columns, rows)


def anchors() -> list[str]:
    """Return ways of saying a date by a change of administration, in the language of whoever writes.

    The field of remembered dates reads each of them.
    """
    kind = MilestoneKind.ADMINISTRATION_CHANGE
    moments = [view.when for view in timeline(milestone_rows().filter(kind=kind)) if view.when.earliest]
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


def recorded_no_differences() -> bool:
    """Tell whether a validation workshop wrote down that there were no differences."""
    return Entry.objects.filter(verb="differences.none").exists()
