"""The inventory of sources: what exists, who keeps it, what could be lost and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from manantial.voices.models import Debrief, Source
from manantial.voices.rules import Condition, Risk, SourceKind, risks_of


@dataclass(frozen=True)
class SourceFilter:
    """What somebody looks for in the inventory; empty means any."""

    words: str = ""
    kind: str = ""
    keeper: str = ""
    community: UUID | None = None
    condition: str = ""
    access: str = ""
    axis: str = ""
    copy: str = ""  # yes, no
    risk: bool = False
    since: date | None = None
    until: date | None = None


def sources(asked: SourceFilter | None = None) -> QuerySet[Source]:
    """The inventory, by folio. A source is of a stretch when it may have been made in it."""
    wanted = asked or SourceFilter()
    rows: QuerySet[Source] = Source.objects.select_related("community", "blob").annotate(written_here=_written_here())
    exact = {
        "kind": wanted.kind,
        "community": wanted.community,
        "condition": wanted.condition,
        "visibility": wanted.access,
        "axis": wanted.axis,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.keeper:
        rows = rows.filter(keeper__icontains=wanted.keeper)
    for word in wanted.words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(folio__icontains=word) | Q(author__icontains=word) | Q(note__icontains=word)
            | Q(keeper__icontains=word)
        )  # fmt: skip
    if wanted.copy:
        rows = rows.filter(blob__isnull=wanted.copy == "no")
    rows = at_risk(rows) if wanted.risk else rows
    if wanted.since:
        rows = rows.filter(Q(when_max__gte=wanted.since) | Q(when_max=None, when_min__isnull=False))
    if wanted.until:
        rows = rows.filter(Q(when_min__lte=wanted.until) | Q(when_min=None, when_max__isnull=False))
    return rows.order_by("folio")


def at_risk(rows: QuerySet[Source]) -> QuerySet[Source]:
    """Sources that could be lost: without a copy here, or in bad condition."""
    alone = Q(blob=None) & ~Q(kind=SourceKind.WEB) & ~Q(_written_here())
    return rows.filter(alone | ~Q(condition=Condition.GOOD))


def risk_of(source: Source) -> tuple[Risk, ...]:
    """Why this source (of `sources`) could be lost; empty when it could not."""
    copied = source.blob_id is not None or bool(getattr(source, "written_here", False))
    return risks_of(source.kind, source.condition, copied=copied)


def _written_here() -> Exists:
    """A short record is written in this program: there is no paper to lose."""
    return Exists(Debrief.objects.filter(source=OuterRef("pk")))


def axes_of_sources() -> list[str]:
    """The threads that somebody wrote on a source already."""
    return list(Source.objects.exclude(axis="").order_by("axis").values_list("axis", flat=True).distinct())


def keepers(among: QuerySet[Source]) -> list[tuple[str, int]]:
    """Who keeps how many of these sources, the most first."""
    rows = among.exclude(keeper="").order_by().values_list("keeper").annotate(n=Count("pk"))
    return sorted(rows, key=lambda row: (-row[1], row[0]))
