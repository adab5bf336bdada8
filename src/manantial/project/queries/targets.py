"""Targets with their measures, and what our own registers say today: nobody types what can be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.governance.models import Attendance, Session
from manantial.people.rules import BodyKind
from manantial.project.models import CoInvestment, Measurement, Project, Target
from manantial.project.queries.investing import CURRENCY, put_of
from manantial.project.rules.investing import invested
from manantial.project.rules.targets import Measure, Projection, Way, projection, way_of
from manantial.project.rules.wording import Said, say


@dataclass(frozen=True)
class ShownTarget:
    """A target with its words, its way and its projection."""

    row: Target
    words: Said[str]
    unit: str
    way: Way
    projection: Projection | None
    measures: tuple[Measurement, ...]


def targets_of(project: Project, language: str) -> tuple[ShownTarget, ...]:
    """The targets in their order: two questions."""
    rows = Target.objects.filter(project=project).prefetch_related("measurements")
    return tuple(_shown(row, project, language) for row in rows)


def measure_of(row: Measurement) -> Measure:
    """A measurement as the rules see it."""
    return Measure(row.value, row.when, row.source, row.baseline, row.note)


def _shown(row: Target, project: Project, language: str) -> ShownTarget:
    rows = tuple(row.measurements.all())
    measures = [measure_of(one) for one in rows]
    unit = project.texts.get("words", {}).get(row.unit, {}).get(language, row.unit)
    words = say(row.texts, language, project.language, row.code)
    return ShownTarget(row, words, unit, way_of(row.value, measures), projection(row.value, measures), rows)


@dataclass(frozen=True)
class Counted:
    """A value counted from our registers, with the rule by which it was counted."""

    value: str
    rule: str
    source: str
    year: int
    detail: tuple[str, ...] = ()


def assembly_counts(year: int) -> list[Counted]:
    """Communities with an accredited delegate at general assemblies of a year: in one at least, and in half of them."""
    held = list(
        Session.objects.filter(
            body__kind=BodyKind.ASSEMBLY, body__community=None, state="held", planned_at__year=year
        ).values_list("pk", flat=True)
    )
    if not held:
        return []
    names: dict[UUID, str] = {}
    came: dict[UUID, set[UUID]] = {}  # by community and not by name: four may be called San José
    present = Attendance.objects.filter(session__in=held, accredited=True).select_related("community")
    for attendance in present:
        if attendance.community is not None:
            names[attendance.community.pk] = attendance.community.name
            came.setdefault(attendance.community.pk, set()).add(attendance.session_id)
    source = _("Listas de asistencia de %(count)s asambleas de %(year)s") % {"count": len(held), "year": year}
    once = sorted(names.values())
    half = sorted(names[pk] for pk, times in came.items() if len(times) * 2 >= len(held))
    rules = (
        _("Con delegado acreditado en al menos una asamblea del año"),
        _("Con delegado acreditado en la mitad o más de las asambleas del año"),
    )
    return [
        Counted(str(len(who)), rule, source, year, tuple(who)) for rule, who in zip(rules, (once, half), strict=True)
    ]


def investment_counts(year: int) -> list[Counted]:
    """What was executed in works in a year, without labour and with the labour that has a price."""
    puts = [put_of(row) for row in CoInvestment.objects.filter(on__year=year)]
    if not puts:
        return []
    sums = invested(puts, CURRENCY)
    source = _("Libro de coinversión, %(year)s") % {"year": year}
    without = _("Ejecutado en el año, sin mano de obra comunitaria")
    with_labour = _("Ejecutado en el año, con la mano de obra que tiene precio")
    return [
        Counted(f"{sums.executed.decimal}", without, source, year),
        Counted(f"{sums.with_labour.decimal}", with_labour, source, year),
    ]


def counts_for(target: Target, on: date) -> Sequence[Counted]:
    """What our registers say about a target this year and the one before; nothing for targets we cannot count."""
    count = {"I1": assembly_counts, "I2": investment_counts}.get(target.code)
    return [one for year in (on.year, on.year - 1) for one in count(year)] if count else []
