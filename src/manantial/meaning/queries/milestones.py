"""The timeline: milestones with their versions, the span these leave open, and the differences still open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from manantial.ledger.models import Entry
from manantial.meaning.models import Cause, Milestone, MilestoneVersion
from manantial.meaning.queries.tellings import MilestoneStanding, parted
from manantial.meaning.rules import Relation, dates_differ
from manantial.voices.models import Voice
from manantial.voices.rules import EXPECTED_GROUPS


@dataclass(frozen=True)
class MilestoneView(MilestoneStanding):
    """A milestone read whole: its versions are rows, with the factors that helped and hindered."""

    versions: tuple[MilestoneVersion, ...]
    agreed: MilestoneVersion | None
    notes: tuple[MilestoneVersion, ...] = ()
    corrected: tuple[MilestoneVersion, ...] = ()
    causes: tuple[Cause, ...] = ()  # what helped and what hindered
    causes_corrected: tuple[Cause, ...] = ()  # what factors said before somebody put them right
    causes_retired: tuple[Cause, ...] = ()  # taken out with a reason

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


def milestone_view(row: Milestone) -> MilestoneView:
    """Return the view of a row that came from `milestone_rows`."""
    return MilestoneView(row, *parted(list(row.versions.all())), *_causes(row))


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


def read_whole(standings: Iterable[MilestoneStanding]) -> list[MilestoneView]:
    """Return these milestones read whole, in their order: what a page shows of all that a list knows."""
    keys = [one.milestone.pk for one in standings]
    views = {row.pk: milestone_view(row) for row in milestone_rows().filter(pk__in=keys)}
    return [views[key] for key in keys if key in views]


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
        return silent_among(self.groups, [row.view for row in self.rows])


def matrix_groups(views: Iterable[MilestoneStanding], groups: Sequence[str] = EXPECTED_GROUPS) -> tuple[str, ...]:
    """Return the columns of the matrix: every expected group, then the others that tell something."""
    extra = [group for view in views for group in view.groups if group not in groups]
    return tuple(str(group) for group in (*groups, *dict.fromkeys(extra)))


def silent_among(groups: Sequence[str], views: Iterable[MilestoneStanding]) -> tuple[str, ...]:
    """Return those of the groups that tell none of these milestones."""
    spoken = {group for view in views for group in view.groups}
    return tuple(group for group in groups if group not in spoken)


def voice_matrix(views: Sequence[MilestoneView], groups: Sequence[str] | None = None) -> VoiceMatrix:
    """Return what every group of the matrix says of every milestone, the silences included."""
    columns = matrix_groups(views) if groups is None else tuple(groups)
    rows = tuple(
        MatrixRow(view, tuple(tuple(v for v in view.versions if v.group == group) for group in columns), columns)
        for view in views
    )
    return VoiceMatrix(columns, rows)


def recorded_no_differences() -> bool:
    """Tell whether a validation workshop wrote down that there were no differences."""
    return Entry.objects.filter(verb="differences.none").exists()
