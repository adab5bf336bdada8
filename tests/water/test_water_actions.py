"""Systems, sheets, problems and figures as they are kept: every visit stays, blank is not zero, rivals side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from manantial.governance.actions import hold_session, plan_session
from manantial.governance.models import Session
from manantial.governance.rules import SessionKind
from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.people.actions.registry import create_body
from manantial.territory.models import Community
from manantial.water.actions import (
    ComponentSeen,
    SheetLine,
    WaterRefused,
    adopt_figure,
    answer_failure,
    choose_reading,
    define_indicator,
    note_visit,
    record_reading,
    register_system,
    report_failure,
    serve,
    solve_failure,
    state_figure,
    write_sheet,
)
from manantial.water.models import ComponentState, Figure, Indicator, Reading
from manantial.water.queries import (
    chlorine_rows,
    community_water,
    double_readings,
    indicator_view,
    indicators,
    last_reading,
    month_sheet,
    open_failures,
    system_view,
    system_views,
    systems,
)
from manantial.water.rules import Component, FailureKind, Light, SystemKind

DAY = date(2026, 11, 20)


def test_every_visit_stays_and_the_last_one_is_shown(cedro: Community, now: datetime) -> None:
    system = register_system(name="El Chorro", kind=SystemKind.GRAVITY, communities=[cedro], by=None, now=now)
    assert system_view(system).light == Light.GREY
    tank = [ComponentSeen(Component.TANK, Light.RED, "grieta")]
    note_visit(system, tank, on=DAY - timedelta(30), seen_by="Técnica", by=None, now=now)
    mended = [ComponentSeen(Component.TANK, Light.GREEN), ComponentSeen(Component.NETWORK, Light.YELLOW, "una fuga")]
    note_visit(system, mended, on=DAY, by=None, now=now)
    view = system_view(system)
    assert (view.light, len(view.seen)) == (Light.YELLOW, 2)
    assert ComponentState.objects.count() == 3
    with pytest.raises(DatabaseError), transaction.atomic():
        ComponentState.objects.update(state="green")
    with pytest.raises(WaterRefused, match="al menos una"):
        note_visit(system, [], on=DAY, by=None, now=now)
    with pytest.raises(WaterRefused, match="aún no llega"):
        note_visit(system, tank, on=date(2027, 1, 1), by=None, now=now)


def test_a_month_is_typed_twice_and_counted_once(cedro: Community, now: datetime) -> None:
    lines = [SheetLine(date(2026, 11, n + 1), value) for n, value in enumerate([80, None, 0, 300])]
    first = write_sheet(cedro, lines, seen_by="Brigada", by=None, now=now)
    again = write_sheet(cedro, lines, by=None, now=now)
    assert ((first.added, first.known), (again.added, again.known)) == ((3, 0), (0, 3))
    sheet = month_sheet(cedro, DAY)
    assert [one.value for one in sheet.days[:4]] == ["0.8", "", "0", "3"]
    assert [one.verdict.light for one in sheet.days[:4]] == [Light.GREEN, Light.GREY, Light.RED, Light.RED]
    assert (sheet.sum.within, sheet.sum.measured, len(sheet.days)) == (1, 3, 30)
    corrected = write_sheet(cedro, [SheetLine(date(2026, 11, 3), 30)], by=None, now=now)
    assert corrected.corrected == 1
    assert month_sheet(cedro, DAY).days[2].value == "0.3"
    assert Reading.objects.count() == 4  # the zero is still there
    with pytest.raises(WaterRefused, match="aún no llegan"):
        write_sheet(cedro, [SheetLine(date(2026, 12, 24), 80)], by=None, now=now)


def test_the_phone_that_got_wet_revives(cedro: Community, now: datetime) -> None:
    days = [date(2026, 11, n + 1) for n in range(12)]
    write_sheet(cedro, [SheetLine(day, 80) for day in days], by=None, now=now)
    for day in days:
        record_reading(cedro, on=day, hundredths=80 if day.day > 1 else 90, origin="phone", by=None, now=now)
    found = double_readings(on=DAY)
    assert len(found) == 12
    assert sum(not double.equal for double, _rows in found) == 1
    for _double, rows in found:
        choose_reading(rows[0], rows[1:], by=None, now=now)
    assert double_readings(on=DAY) == []
    sheet = month_sheet(cedro, DAY)
    assert sheet.sum.measured == 12
    assert sheet.days[0].value == "0.8"
    assert Reading.objects.count() == 36


def test_the_last_reading_is_the_last_one_measured(cedro: Community, nance: Community, now: datetime) -> None:
    record_reading(cedro, on=DAY, hundredths=80, by=None, now=now)
    record_reading(cedro, on=DAY + timedelta(1), hundredths=None, by=None, now=now)
    found = last_reading(cedro.pk, on=DAY + timedelta(2))
    assert found is not None
    assert found.hundredths == 80
    assert last_reading(nance.pk, on=DAY) is None
    rows = chlorine_rows([cedro, nance], on=DAY + timedelta(2))
    assert [row.value for row in rows] == ["0.8", ""]
    with CaptureQueriesContext(connection) as one:
        chlorine_rows([cedro], on=DAY)
    with CaptureQueriesContext(connection) as two:
        chlorine_rows([cedro, nance], on=DAY)
    assert len(one) == len(two) == 1


def test_a_list_of_systems_costs_the_same_with_one_and_three(cedro: Community, nance: Community, now: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            for view in system_views(systems()):
                assert [stretch.community.name for stretch in view.stretches]
        return len(caught)

    register_system(name="Uno", kind=SystemKind.GRAVITY, communities=[cedro], by=None, now=now)
    assert asked() == 3
    for name in ("Dos", "Tres"):
        register_system(name=name, kind=SystemKind.PUMPING, communities=[cedro, nance], by=None, now=now)
    assert asked() == 3


def test_a_problem_has_its_folio_answer_and_days(cedro: Community, now: datetime) -> None:
    reported = datetime(2026, 11, 10, 15, tzinfo=UTC)
    failure = report_failure(
        cedro, kind=FailureKind.NO_WATER, text="No llega desde el lunes", reported_at=reported, by=None, now=now
    )
    assert (failure.folio, failure.state) == ("F-2026-001", "open")
    with pytest.raises(WaterRefused, match="respondió"):
        answer_failure(failure, answer=" ", by=None, now=now)
    answer_failure(failure, answer="Va la técnica mañana", by=None, now=now)
    with pytest.raises(WaterRefused, match="antes de avisar"):
        solve_failure(failure, solved_at=reported - timedelta(days=1), by=None, now=now)
    solve_failure(failure, solved_at=reported + timedelta(days=3), days_without_service=3, by=None, now=now)
    assert open_failures().count() == 0
    record = community_water(cedro, on=DAY).record
    assert (record.reported, record.mean_days, record.days_without_service) == (1, 3.0, 3)


def test_the_water_of_a_community_says_what_nobody_knows(cedro: Community, nance: Community, now: datetime) -> None:
    unknown = community_water(cedro, on=DAY)
    assert (unknown.dwellings, unknown.days_per_week, unknown.last) == (None, None, None)
    system = register_system(name="El Chorro", kind=SystemKind.GRAVITY, communities=[cedro, nance], by=None, now=now)
    serve(system, cedro, dwellings=0, days_per_week=Decimal("1.5"), by=None, now=now)
    known = community_water(cedro, on=DAY)
    assert (known.dwellings, known.days_per_week) == (0, Decimal("1.5"))
    assert community_water(nance, on=DAY).dwellings is None
    with pytest.raises(WaterRefused, match="7 días"):
        serve(system, cedro, days_per_week=Decimal(8), by=None, now=now)


@pytest.fixture
def held_session(cedro: Community, now: datetime) -> Session:
    board = create_body(kind="board", name="Junta de Gobierno", by=None, now=now)
    moment = datetime(2026, 10, 1, 16, tzinfo=UTC)
    session = plan_session(board, kind=SessionKind.ORDINARY, planned_at=moment, by=None, now=now)
    hold_session(session, started_at=moment, call=1, by=None, now=now)
    return session


def coverage_indicator(now: datetime) -> tuple[Indicator, Figure, Figure]:
    indicator = define_indicator(code="W1", name="Cobertura", unit="% de viviendas", by=None, now=now)
    said = state_figure(
        indicator, value="78.7", source="Presidencia", when=PartialDate.parse("2026-05"), by=None, now=now
    )
    census = state_figure(
        indicator, value="66", source="Censo 2020", when=PartialDate.parse("2020-03"), by=None, now=now
    )
    return indicator, said, census


def test_two_figures_and_one_adopted_by_the_board(held_session: Session, now: datetime) -> None:
    indicator, said, census = coverage_indicator(now)
    before = indicator_view(indicators().get(pk=indicator.pk), on=DAY)
    assert before.shown is not None
    assert before.shown.figure == said  # the newest, not adopted by anybody
    assert before.disagree
    adopt_figure(census, session=held_session, by=None, now=now)
    after = indicator_view(indicators().get(pk=indicator.pk), on=DAY)
    assert after.shown is not None
    assert after.shown.figure == census
    assert after.shown.is_adopted
    assert after.shown.age.ruling().say().startswith("Histórico")
    assert [view.figure for view in after.others] == [said]
    with pytest.raises(DatabaseError), transaction.atomic():
        Figure.objects.update(value="80")


def test_a_figure_is_adopted_only_by_a_session_or_a_cited_act(held_session: Session, now: datetime) -> None:
    indicator, said, _census = coverage_indicator(now)
    with pytest.raises(WaterRefused, match="sesión"):
        adopt_figure(said, by=None, now=now)
    planned = plan_session(
        held_session.body, kind=SessionKind.ORDINARY, planned_at=now + timedelta(days=9), by=None, now=now
    )
    with pytest.raises(WaterRefused, match="sesión"):
        adopt_figure(said, session=planned, by=None, now=now)
    nameless = state_figure(indicator, value="70", source="", by=None, now=now)
    with pytest.raises(WaterRefused, match="fuente"):
        adopt_figure(nameless, session=held_session, by=None, now=now)
    adopt_figure(said, act="Acta 12 de la Junta", on=date(2026, 6, 1), by=None, now=now)
    assert Entry.objects.filter(verb="figure.adopted").count() == 1
    with pytest.raises(WaterRefused, match="número"):
        state_figure(indicator, value="casi todas", source="x", by=None, now=now)


def test_indicators_cost_the_same_with_one_and_three(cedro: Community, now: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            for one in indicators():
                indicator_view(one, on=DAY)
        return len(caught)

    coverage_indicator(now)
    assert asked() == 3
    for code in ("W2", "W3"):
        indicator = define_indicator(code=code, name=code, unit="días", by=None, now=now)
        state_figure(indicator, value="2", source="Comité", by=None, now=now)
    assert asked() == 3
