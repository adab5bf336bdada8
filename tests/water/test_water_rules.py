"""Lights, rivals, ages, small numbers and sums: what a brigade member or a manager would notice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import MixedCurrencies, Money
from manantial.water.rules import (
    COMPONENT_WORDS,
    FAILURE_ICONS,
    FAILURE_WORDS,
    LIGHT_TONES,
    LIGHT_WORDS,
    AdoptionFacts,
    Age,
    Component,
    Coverage,
    FailureFacts,
    FailureKind,
    FigureFacts,
    Light,
    Limits,
    NotAReading,
    ReadingFacts,
    Share,
    age_of,
    arrange,
    as_decimal,
    coverage,
    disinfection,
    doubles,
    judge_chlorine,
    may_adopt,
    may_name_place,
    read_value,
    service_record,
    settled,
    sum_shares,
    suppress,
    worst,
    write_value,
)

DAY = date(2024, 11, 24)


@pytest.mark.parametrize(
    ("written", "light"),
    [
        ("0.0", Light.RED), ("0", Light.RED), ("0.1", Light.YELLOW), ("0.2", Light.GREEN), ("0,8", Light.GREEN),
        ("0.8 mg/L", Light.GREEN), ("1.5", Light.GREEN), ("1.8", Light.YELLOW), ("3.0", Light.RED),
        ("", Light.GREY), ("-", Light.GREY),
    ],
)  # fmt: skip
def test_the_light_of_a_reading_as_written_on_the_sheet(written: str, light: Light) -> None:
    verdict = judge_chlorine(read_value(written))
    assert verdict.light == light
    assert verdict.advice


def test_zero_and_far_too_much_give_different_advice() -> None:
    assert "Hierva" in judge_chlorine(0).advice
    assert "demasiado" in judge_chlorine(300).advice
    assert judge_chlorine(0, chlorine_used=False).light == Light.YELLOW
    assert judge_chlorine(160, Limits(high=180)).light == Light.GREEN


@pytest.mark.parametrize("written", ["mucho", "-0.5", "25", "1.234", "0.8.1"])
def test_what_is_not_a_reading_is_refused(written: str) -> None:
    with pytest.raises(NotAReading):
        read_value(written)


@given(st.integers(0, 2_000))
def test_a_reading_is_read_back_as_it_was_written(hundredths: int) -> None:
    assert read_value(write_value(hundredths)) == hundredths


@given(st.lists(st.none() | st.integers(0, 400)))
def test_blank_is_never_zero(values: list[int | None]) -> None:
    found = disinfection(values)
    assert found.measured + found.blanks == len(values)
    assert (found.share is None) == (found.measured == 0)
    assert found.within == sum(judge_chlorine(v).light == Light.GREEN for v in values)


def test_a_phone_that_revives_tells_the_same_reading_twice() -> None:
    paper = [ReadingFacts(f"p{n}", "c", DAY - timedelta(n), 50 + n, "Tanque") for n in range(3)]
    phone = [
        ReadingFacts("t0", "c", DAY, 50, "tanque ", "phone"),
        ReadingFacts("t1", "c", DAY - timedelta(1), 90, "Tanque", "phone"),
        ReadingFacts("t9", "c", DAY - timedelta(9), 50, "Tanque", "phone"),
    ]
    found = {double.keys: double.equal for double in doubles([*paper, *phone])}
    assert found == {("p0", "t0"): True, ("p1", "t1"): False}


def test_a_choice_settles_what_was_told_twice() -> None:
    paper, phone = ReadingFacts("1", "c", DAY, 50), ReadingFacts("2", "c", DAY, 90, origin="phone")
    chosen = ReadingFacts("3", "c", DAY, 50, origin="desk", corrects="2")
    assert len(doubles([paper, phone])) == 1
    assert doubles([paper, phone, chosen]) == []
    assert settled([paper, phone, chosen]) == [chosen]
    assert settled([paper, phone]) == [phone]
    late = ReadingFacts("4", "c", DAY, 70, origin="phone")
    assert len(doubles([paper, phone, chosen, late])) == 1  # something new arrived: somebody chooses again


def test_the_worst_part_tells_of_the_system() -> None:
    assert worst([Light.GREEN, Light.GREY, Light.RED]) == Light.RED
    assert worst([Light.GREY]) == worst([]) == Light.GREY
    assert worst([Light.GREEN, Light.GREY]) == Light.GREEN


def test_every_light_component_and_problem_has_its_word() -> None:
    assert set(LIGHT_WORDS) == set(LIGHT_TONES) == set(Light)
    assert set(COMPONENT_WORDS) == set(Component)
    assert set(FAILURE_WORDS) == set(FAILURE_ICONS) == set(FailureKind)


def figure(key: str, value: str, when: str = "2020", unit: str = "%", source: str = "Censo 2020") -> FigureFacts:
    return FigureFacts(key, value, unit, PartialDate.parse(when), source)


def test_two_figures_stay_side_by_side_and_one_is_adopted() -> None:
    said, census, registry = figure("a", "78.7", "2024-03"), figure("b", "66"), figure("c", "71", "2024-10")
    before = arrange([said, census, registry], [], DAY)
    assert before.adopted is None
    assert before.shown == registry
    assert before.disagree
    adopted = arrange([said, census, registry], [AdoptionFacts("b", date(2024, 11, 1), "Acta 7")], DAY)
    assert adopted.shown == census
    assert {one.key for one in adopted.others} == {"a", "c"}
    assert arrange([said, census], [AdoptionFacts("b", date(2025, 1, 1))], DAY).adopted is None  # not yet that day
    assert not arrange([figure("x", "66"), figure("y", "66.0")], [], DAY).disagree
    assert arrange([], [], DAY).shown is None


def test_only_a_session_that_was_held_adopts_a_figure() -> None:
    assert may_adopt(session_state="held", source="Padrón", value="66")
    assert "sesión" in may_adopt(session_state="called", source="Padrón", value="66").say()
    assert "fuente" in may_adopt(session_state="held", source=" ", value="66").say()
    assert "sin dato" in may_adopt(session_state="held", source="Padrón", value="").say()


def test_values_are_exact_or_refused() -> None:
    assert str(as_decimal("18,670")) == "18670"
    assert as_decimal(" ") is None
    for wrong in ("casi 40", "NaN"):
        with pytest.raises(ValueError, match="número"):
            as_decimal(wrong)


@pytest.mark.parametrize(
    ("when", "age", "months"),
    [
        ("2024-11-01", Age.FRESH, 0), ("2023-11-24", Age.FRESH, 12), ("2023-10-24", Age.OLD, 13),
        ("2022-11-24", Age.OLD, 24), ("2022-10-24", Age.HISTORICAL, 25), ("", Age.UNKNOWN, None),
        ("2024", Age.FRESH, 0),
    ],
)  # fmt: skip
def test_the_age_of_a_datum(when: str, age: Age, months: int | None) -> None:
    chip = age_of(PartialDate.parse(when), DAY)
    assert (chip.age, chip.months) == (age, months)


def test_the_chip_says_the_age() -> None:
    assert age_of(PartialDate.parse("2023-10-24"), DAY).ruling().say() == "Dato de hace 13 meses"
    assert age_of(PartialDate.parse("2020"), DAY).ruling().say().startswith("Histórico")


def test_the_gap_is_told_in_dwellings() -> None:
    assert Coverage(3_089, 4_680).missing_for(4, 5) == 655
    assert Coverage(4_000, 4_680).missing_for(4, 5) == 0
    assert coverage(None, 100) is None
    assert coverage(0, 0) is None
    found = coverage(0, 10)
    assert found is not None
    assert found.share == 0
    with pytest.raises(ValueError, match="no hablan de lo mismo"):
        coverage(11, 10)


def test_small_groups_are_hidden_and_cannot_be_subtracted() -> None:
    assert suppress([120, 3, 80, 40]) == [120, None, 80, None]
    assert suppress([3, 2, 80]) == [None, None, 80]
    assert suppress([0, None, 80]) == [0, None, 80]
    assert suppress([9], smallest=10) == [None]


@given(st.lists(st.none() | st.integers(0, 60), max_size=8))
def test_no_small_group_is_ever_shown(counts: list[int | None]) -> None:
    shown = suppress(counts)
    assert not any(count is not None and 0 < count < 5 for count in shown)
    hidden = [count for count, seen in zip(counts, shown, strict=True) if count is not None and seen is None]
    assert len(hidden) != 1 or len([c for c in counts if c]) == 1


def test_very_small_places_are_not_named() -> None:
    assert not may_name_place(9)
    assert may_name_place(10)
    assert may_name_place(None)


def test_days_to_solve_and_days_without_water() -> None:
    now = datetime(2024, 11, 24, tzinfo=UTC)
    failures = [
        FailureFacts("c", now - timedelta(days=20), now - timedelta(days=18), 2),
        FailureFacts("c", now - timedelta(days=10), now - timedelta(days=6)),
        FailureFacts("c", now - timedelta(days=3)),
        FailureFacts("c", now - timedelta(days=800), now - timedelta(days=700), 90),
    ]
    found = service_record(failures, now)
    assert (found.reported, found.solved, found.mean_days) == (3, 2, 3.0)
    assert (found.days_without_service, found.unknown_days) == (2, 2)
    assert service_record([failures[1]], now).days_without_service is None
    assert service_record([], now).days_without_service == 0


def test_labour_is_told_apart_from_money() -> None:
    pesos = [
        Share("municipality", "money", 2023, amount=Money(900_000_00, "MXN")),
        Share("community", "labour", 2023, person_days=120, amount=Money(24_000_00, "MXN")),
        Share("community", "labour", 2024, person_days=30),
        Share("community", "material", 2024, amount=Money(10_000_50, "MXN")),
        Share("community", "land", 2024),
    ]
    sums = sum_shares(pesos, "MXN")
    assert sums.without_labour == Money(910_000_50, "MXN")
    assert sums.with_labour == Money(934_000_50, "MXN")
    assert (sums.person_days, sums.unpriced_days, sums.unpriced) == (150, 30, 1)
    assert sums.by_source == {"community": Money(10_000_50, "MXN"), "municipality": Money(900_000_00, "MXN")}
    with pytest.raises(MixedCurrencies):
        sum_shares([*pesos, Share("fund", "money", 2024, amount=Money(5, "USD"))], "MXN")
