"""The water of Agua Clara: systems, chlorine readings with zeros and blanks, failures, and two figures of coverage."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from manantial.example.agua_clara.calendar import TODAY
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.kernel.dates import PartialDate
from manantial.territory.models import Community
from manantial.water.actions import (
    ComponentSeen,
    SheetLine,
    adopt_figure,
    answer_failure,
    define_indicator,
    note_visit,
    register_system,
    report_failure,
    serve,
    solve_failure,
    state_figure,
    write_sheet,
)
from manantial.water.rules import Component, FailureKind, Light, SystemKind

WITH_SHEET = ("C-01", "C-02", "C-05", "C-09", "C-11", "C-15", "C-17", "C-27", "C-33", "C-39")
SHEET = (80, 60, 0, 90, None, 110, 300, 75, 40, None, 20, 85)  # hundredths of mg/L: zero, far too much and blanks
COVERAGE = (
    ("78.7", "La presidencia municipal, en su informe", "declared", "2026-02", "Viviendas con acceso, sin decir cuál"),
    ("66", "Censo de ejemplo", "census", "2020", "Viviendas con agua entubada dentro o en el patio"),
    ("71", "Registro del organismo", "registry", "2026-03", "Viviendas con toma que recibieron agua esa semana"),
)  # fmt: skip


def flow(stage: Stage) -> None:
    """Register the systems and what was seen of them, the readings, the failures and the rival figures."""
    for n, (code, community) in enumerate(stage.communities.items()):
        if community.provider == "committee" and code not in {"C-40", "C-36"}:
            _system(stage, n, community)
    for n, code in enumerate(WITH_SHEET):
        _sheets(stage, n, stage.communities[code])
    _failures(stage)
    _figures(stage)


def _system(stage: Stage, n: int, community: Community) -> None:
    by, day = stage.staff["technical"], after(TODAY, -300 + 6 * n)
    kind = (SystemKind.GRAVITY, SystemKind.PUMPING, SystemKind.MIXED)[n % 3]
    system = register_system(
        name=f"Sistema de {community.name} ({community.code})", kind=kind, communities=(), chlorine_used=n % 5 != 4,
        built=PartialDate.parse(str(1996 + n % 25)), by=by, now=at(day),
    )  # fmt: skip
    dwellings = None if n % 9 == 7 else (community.households or 0) * (60 + n % 35) // 100
    serve(
        system, community, dwellings=dwellings, days_per_week=Decimal(1 + n % 5), hours_per_day=Decimal(2 + n % 6), by=by,
        now=at(day),
    )  # fmt: skip
    lights = (Light.GREEN, Light.GREEN, Light.YELLOW, Light.GREEN, Light.RED)
    parts = (Component.INTAKE, Component.CONDUCTION, Component.TANK, Component.CHLORINATION)
    seen = [ComponentSeen(part, lights[(n + k) % 5]) for k, part in enumerate(parts)]
    note_visit(system, seen, on=day, seen_by="Coordinación técnica", by=by, now=at(day, 22))


def _sheets(stage: Stage, n: int, community: Community) -> None:
    by = stage.staff["quality"]
    for month in (9, 10, 11):
        first = date(2026, month, 1)
        days = [first + timedelta(days=2 + 7 * week + n % 3) for week in range(4)]
        lines = [
            SheetLine(on=day, hundredths=SHEET[(n * 5 + month + k) % len(SHEET)], point="Llave de la escuela")
            for k, day in enumerate(days)
            if day <= TODAY
        ]
        write_sheet(community, lines, seen_by="Brigada", method="DPD", by=by, now=at(min(after(first, 29), TODAY)))


def _failures(stage: Stage) -> None:
    by = stage.staff["technical"]
    told = (
        ("C-17", FailureKind.LEAK, "Fuga en la línea, junto al vado.", 30, 3),
        ("C-30", FailureKind.PUMP, "La bomba hace ruido y se para.", 18, 5),
        ("C-27", FailureKind.NO_WATER, "Van nueve días sin agua en el barrio de arriba.", 9, None),
        ("C-12", FailureKind.DIRTY, "Sale café después de la lluvia.", 4, None),
    )
    for code, kind, text, days_ago, solved_in in told:
        day = after(TODAY, -days_ago)
        failure = report_failure(stage.communities[code], kind=kind, text=text, reported_at=at(day), by=by, now=at(day))
        if solved_in is not None:
            answer_failure(failure, answer="Vamos mañana con la refacción.", by=by, now=at(after(day, 1)))
            solve_failure(
                failure, solved_at=at(after(day, solved_in)), days_without_service=solved_in, answer="Quedó reparada.",
                by=by, now=at(after(day, solved_in)),
            )  # fmt: skip


def _figures(stage: Stage) -> None:
    by, now = stage.staff["technical"], at(date(2026, 3, 12))
    indicator = define_indicator(
        code="W1", name="Cobertura de agua en viviendas rurales", unit="% de viviendas",
        definition="Viviendas con servicio entre viviendas habitadas; cada fuente dice qué llama servicio.",
        name_en="Rural dwellings with water", by=by, now=now,
    )  # fmt: skip
    adopted = None
    for value, source, kind, when, definition in COVERAGE:
        figure = state_figure(
            indicator, value=value, source=f"{source} (ejemplo inventado)", source_kind=kind, when=PartialDate.parse(when),
            definition=definition, by=by, now=now,
        )  # fmt: skip
        if kind == "registry":
            adopted = figure
    session = stage.sessions["JG-04"]
    if adopted is not None:
        adopt_figure(
            adopted, session=session, act="AC-021", on=session.planned_at.date(), by=by, now=at(date(2026, 3, 21))
        )
