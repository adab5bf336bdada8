"""The experience put in order: milestones as a matrix (I-05), and each axis with its questions and fragments (I-06)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet, Window
from django.db.models.functions import DenseRank

from manantial.kernel.dates import PartialDate
from manantial.meaning.models import Axis, Code, Coding, Finding, MilestoneVersion
from manantial.meaning.queries.tellings import MilestoneStanding, Told
from manantial.voices.models import Fragment


@dataclass(frozen=True)
class TimelineFilter:
    """What somebody looks for on the timeline; None and empty ask for everything."""

    community: UUID | None = None
    group: str = ""
    kind: str = ""
    axis: UUID | None = None
    start: date | None = None
    end: date | None = None
    only_open: bool = False

    def keeps(self, view: MilestoneStanding, axes: frozenset[UUID]) -> bool:
        """Tell whether a milestone is one of those looked for; a date nobody knows is never left out by a period."""
        row = view.milestone
        return (
            (self.community is None or row.community_id == self.community)
            and (not self.group or self.group in view.groups)
            and (not self.kind or row.kind == self.kind)
            and (self.axis is None or self.axis in axes)
            and _within(view.span or view.when, self.start, self.end)
            and (not self.only_open or view.is_open)
        )


def _within(moment: PartialDate, start: date | None, end: date | None) -> bool:
    late = start is not None and moment.latest is not None and moment.latest < start
    soon = end is not None and moment.earliest is not None and moment.earliest > end
    return not late and not soon


def axes_of_milestones(keys: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return the axes each milestone touches: by its findings, and by the codes on fragments of who tells it."""
    wanted = list(keys)
    found: dict[UUID, set[UUID]] = {}
    stated = Finding.objects.filter(milestone__in=wanted, retired_at=None).exclude(axis=None)
    for milestone, axis in stated.values_list("milestone_id", "axis_id"):
        found.setdefault(milestone, set()).add(axis)
    for path, standing in _PATHS.items():
        for milestone, axis in _coded(wanted, path, standing):
            found.setdefault(milestone, set()).add(axis)
    return {key: frozenset(axes) for key, axes in found.items()}


# How codes on fragments reach a milestone, and which of what lies between stands.
_PATHS: Mapping[str, Mapping[str, None]] = {
    "milestone__causes__fragment": {"milestone__causes__retired_at": None, "milestone__causes__replaced_by": None},
    "voice__fragments": {},
}


def _coded(wanted: Sequence[UUID], path: str, standing: Mapping[str, None]) -> Iterable[tuple[UUID, UUID]]:
    coded = {f"{path}__codings__retired_at": None, f"{path}__codings__code__axis__isnull": False}
    rows = MilestoneVersion.objects.filter(milestone__in=wanted, **coded, **standing)
    return rows.values_list("milestone_id", f"{path}__codings__code__axis").distinct()


def with_code(code: UUID) -> frozenset[UUID]:
    """Return the milestones told by voices, or explained by fragments, that carry a code."""
    found: set[UUID] = set()
    for path, standing in _PATHS.items():
        coded = {f"{path}__codings__retired_at": None, f"{path}__codings__code": code, **standing}
        found |= set(MilestoneVersion.objects.filter(**coded).values_list("milestone_id", flat=True))
    return frozenset(found)


def filtered(views: Sequence[Told], asked: TimelineFilter) -> list[Told]:
    """Return the milestones that are looked for; the axes are read only when somebody asks for one."""
    axes = axes_of_milestones([view.milestone.pk for view in views]) if asked.axis else {}
    return [view for view in views if asked.keeps(view, axes.get(view.milestone.pk, frozenset()))]


@dataclass(frozen=True)
class AxisGuide:
    """An axis with its stages and themes, and how many fragments each holds (instrument I-06)."""

    axis: Axis
    fragments: tuple[tuple[str, tuple[Fragment, ...]], ...]  # by code, in the order of the codebook


def axis_guides(axes: Sequence[Axis], most: int = 6) -> list[AxisGuide]:
    """Return the fragments of each axis by code, at most so many of each code, in a fixed number of queries."""
    place = Window(DenseRank(), partition_by=F("code"), order_by="fragment__folio")
    rows = (
        _ordered_in(axes)
        .annotate(place=place)
        .filter(place__lte=most)
        .select_related("code", "fragment__voice__community")
        .order_by("code__position", "code__name", "fragment__folio")
    )
    found: dict[UUID | None, dict[str, dict[UUID, Fragment]]] = {}
    for coding in rows:
        per = found.setdefault(coding.code.axis_id, {}).setdefault(coding.code.name, {})
        if len(per) < most:
            per[coding.fragment_id] = coding.fragment
    return [
        AxisGuide(axis, tuple((name, tuple(per.values())) for name, per in found.get(axis.pk, {}).items()))
        for axis in axes
    ]


def codes_in_use(axes: Sequence[Axis]) -> dict[UUID, list[str]]:
    """Return the codes of each axis that some fragment carries, by name, in the order of the codebook."""
    used = _ordered_in(axes).order_by().values("code")
    found: dict[UUID, list[str]] = {axis.pk: [] for axis in axes}
    for axis, name in Code.objects.filter(pk__in=used).order_by("position", "name").values_list("axis", "name"):
        if name not in found[axis]:
            found[axis].append(name)
    return found


def _ordered_in(axes: Sequence[Axis]) -> QuerySet[Coding]:
    """The codings that order fragments into these axes."""
    keys = [axis.pk for axis in axes]
    return Coding.objects.filter(code__axis__in=keys, retired_at=None, fragment__retired_at=None)
