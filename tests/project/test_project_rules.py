"""The arithmetic and the decisions of the dossier, on the numbers of a real project page."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money, MoneyError
from manantial.project.rules.budget import (
    Line,
    Pledge,
    UnitPrice,
    convert_lines,
    may_pledge,
    may_step,
    next_states,
    part_of,
    sums,
    sums_by_group,
    sums_by_marks,
    unit_prices,
    units_covered,
)
from manantial.project.rules.catalogues import EvidenceKind, PledgeState, SourceKind
from manantial.project.rules.results import FILED, USUAL_NEEDS, Proof, ResultState, lacking, may_verify, result_state
from manantial.project.rules.targets import Measure, Projection, number, projection, way_of


def usd(text: str) -> Money:
    return Money.parse(text, "USD")


def line(number: int, total: str, *pledges: Pledge, in_kind: bool = False, cash: bool = True, group: int = 1) -> Line:
    return Line(number, group, usd(total), in_kind, cash, pledges)


KITS = line(4, "2200.22", Pledge("cash", "signed", usd("275.03")))


def test_missing_is_derived_and_a_confirmed_offer_changes_it() -> None:
    offered = line(4, "2200.22", *KITS.pledges, Pledge("cash", "promised", usd("1925.19")))
    confirmed = line(4, "2200.22", *KITS.pledges, Pledge("cash", "signed", usd("1925.19")))
    assert sums([offered], "USD").missing == usd("1925.19")
    assert sums([offered], "USD").promised == usd("1925.19")
    assert sums([confirmed], "USD").missing == usd("0")


def test_what_is_covered_twice_is_shown_and_not_hidden() -> None:
    total = sums([line(1, "100", Pledge("cash", "received", usd("130")))], "USD")
    assert (total.missing, total.over, total.secured) == (usd("0"), usd("30"), usd("130"))
    assert total.closes


def test_a_withdrawn_contribution_secures_nothing() -> None:
    assert sums([line(1, "100", Pledge("cash", "withdrawn", usd("60")))], "USD").secured == usd("0")


def test_cash_in_kind_and_what_nobody_told_apart_stay_three_numbers() -> None:
    pledges = [Pledge(kind, "signed", usd("10")) for kind in SourceKind]
    total = sums([line(1, "100", *pledges)], "USD")
    assert (total.cash, total.in_kind, total.unsplit) == (usd("10"), usd("50"), usd("10"))


def test_a_line_without_amount_is_counted_and_not_added() -> None:
    total = sums([Line(1, 1, None, False, True), line(2, "5")], "USD")
    assert (total.total, total.unknown, total.lines) == (usd("5"), 1, 2)


def test_marks_are_made_from_the_planned_kinds() -> None:
    lines = [line(1, "1", in_kind=True, cash=False), line(2, "2"), line(3, "4", in_kind=True)]
    assert {marks: one.total for marks, one in sums_by_marks(lines, "USD").items()} == {
        "(*)": usd("1"),
        "(**)": usd("2"),
        "(*) (**)": usd("4"),
    }


def test_lines_are_converted_one_by_one_and_then_summed() -> None:
    pesos = [
        "5000",
        "15000",
        "5000",
        "40000",
        "20000",
        "12000",
        "36120",
        "25000",
        "15000",
        "70000",
        "81250",
        "72000",
        "65000",
    ]
    rate = Decimal(1) / Decimal("18.18")
    amounts, total = convert_lines([Money.parse(p, "MXN") for p in pesos], rate, "USD")
    assert str(amounts[3]) == "2,200.22 USD"
    assert total == usd("25377.91")
    assert Money.total([Money.parse(p, "MXN") for p in pesos], "MXN").convert(rate, "USD") == usd("25377.89")


def test_promises_as_per_cent_of_a_line_give_the_cents_of_the_page() -> None:
    for total, percent, secured in [
        ("1684.71", "23", "387.48"),
        ("1238.50", "23", "284.86"),
        ("4044.59", "23", "930.26"),
        ("1864.73", "23", "428.89"),
        ("3960.40", "50", "1980.20"),
    ]:
        assert part_of(usd(total), Decimal(percent)) == usd(secured)
    with pytest.raises(MoneyError):
        part_of(usd("1"), Decimal(101))


def test_forty_kits_cost_exactly_their_line() -> None:
    prices = unit_prices(usd("2200.22"), 40)
    assert prices == [UnitPrice(22, usd("55.01")), UnitPrice(18, usd("55.00"))]
    assert Money.total((p.price * p.units for p in prices), "USD") == usd("2200.22")
    assert units_covered(usd("2200.22"), 40, usd("275.03")) == 4
    assert units_covered(usd("2200.22"), 40, usd("9999")) == 40


@given(st.integers(0, 10**9), st.integers(1, 500))
def test_units_always_sum_to_their_line(minor: int, units: int) -> None:
    prices = unit_prices(Money(minor, "USD"), units)
    assert sum(p.price.minor * p.units for p in prices) == minor
    assert sum(p.units for p in prices) == units


_PLEDGES = st.builds(
    Pledge,
    st.sampled_from([*SourceKind]),
    st.sampled_from([*PledgeState]),
    st.builds(Money, st.integers(0, 10**7), st.just("USD")),
)
_LINES = st.lists(
    st.builds(
        Line,
        st.integers(1, 99),
        st.integers(1, 5),
        st.none() | st.builds(Money, st.integers(0, 10**7), st.just("USD")),
        st.booleans(),
        st.booleans(),
        st.lists(_PLEDGES, max_size=4).map(tuple),
    ),
    max_size=8,
)


@given(_LINES)
def test_groups_and_marks_sum_to_the_whole(lines: list[Line]) -> None:
    whole = sums(lines, "USD")
    assert whole.cash + whole.in_kind + whole.unsplit == whole.secured
    for parts in (sums_by_group(lines, "USD"), sums_by_marks(lines, "USD")):
        assert sum(one.total.minor for one in parts.values()) == whole.total.minor
        assert sum(one.missing.minor for one in parts.values()) == whole.missing.minor
        assert sum(one.secured.minor for one in parts.values()) == whole.secured.minor


@given(_LINES)
def test_known_lines_close(lines: list[Line]) -> None:
    assert sums([one for one in lines if one.total is not None], "USD").closes


def test_over_commitment_warns_and_other_currencies_are_refused() -> None:
    ruling = may_pledge(KITS, usd("2000"), "USD")
    assert ruling
    assert ruling.say() == "Con esta aportación el renglón queda cubierto de más por 74.81 USD."
    assert may_pledge(KITS, usd("1925.19"), "USD").reason == ""
    assert not may_pledge(KITS, Money.parse("5", "MXN"), "USD")
    assert not may_pledge(KITS, usd("0"), "USD")


def test_a_contribution_goes_forward_only() -> None:
    assert may_step("promised", "signed")
    assert may_step("signed", "received")
    assert not may_step("received", "withdrawn")
    assert not may_step("withdrawn", "signed")
    assert not may_step("signed", "promised")
    assert next_states("signed") == (PledgeState.RECEIVED, PledgeState.WITHDRAWN)


@given(
    st.sampled_from(sorted(USUAL_NEEDS)),
    st.lists(st.builds(Proof, st.sampled_from(list(EvidenceKind)), st.booleans()), max_size=6),
)
def test_every_half_that_a_result_asks_for_is_needed_with_its_file(code: str, proofs: list[Proof]) -> None:
    needs = USUAL_NEEDS[code]
    whole = all(any(p.kind == kind and (p.filed or kind not in FILED) for p in proofs) for kind in needs)
    assert bool(may_verify(1, proofs=proofs, needs=needs, has_verifier=True)) == whole
    assert bool(lacking(needs, proofs)) != whole


def test_a_result_needs_evidence_and_somebody_who_verified_it() -> None:
    proof = [Proof("report", filed=False)]
    assert not may_verify(1, proofs=[], has_verifier=True)
    assert not may_verify(1, proofs=proof, has_verifier=False)
    assert not may_verify(0, proofs=proof, has_verifier=True)
    assert may_verify(1, proofs=proof, has_verifier=True)
    assert result_state(1, None, evidence=0, verified=False) is ResultState.PLANNED
    assert result_state(1, None, evidence=2, verified=False) is ResultState.UNPROVEN
    assert result_state(3, 1, evidence=1, verified=True) is ResultState.PARTLY
    assert result_state(3, 3, evidence=1, verified=True) is ResultState.ACHIEVED
    assert result_state(None, 2, evidence=1, verified=True) is ResultState.ACHIEVED


def measure(value: str, when: str, *, baseline: bool = False) -> Measure:
    return Measure(value, PartialDate.parse(when), "prueba", baseline)


def test_a_target_without_measures_has_no_data_and_zero_is_a_value() -> None:
    nothing = way_of("40", [])
    assert (nothing.now, nothing.gap, nothing.reached, nothing.advance) == (None, None, None, None)
    zero = way_of("40", [measure("0", "2024")])
    assert (zero.gap, zero.reached) == (Decimal(40), False)


def test_a_baseline_is_not_a_present_value() -> None:
    way = way_of("40", [measure("30", "2022", baseline=True)])
    assert way.now is None
    assert way.gap is None
    walked = way_of("40", [measure("30", "2022", baseline=True), measure("34", "2025"), measure("31", "2024")])
    assert walked.now == measure("34", "2025")
    assert walked.advance == Decimal("0.4")
    assert way_of("3", [measure("3", "2025")]).reached


def test_a_projection_needs_two_years_and_gives_a_year() -> None:
    assert projection("40", [measure("30", "2022")]) is None
    assert projection("40", [measure("30", "2022"), measure("32", "2024")]) == Projection(2032, 2)
    falling = projection("40", [measure("30", "2022"), measure("28", "2024")])
    assert falling is not None
    assert falling.year is None


def test_numbers_are_read_exactly() -> None:
    assert number("6,000,000") == Decimal(6_000_000)
    assert number("28.9") == Decimal("28.9")
    assert number("1-2") is None
    assert number("") is None
    assert number("NaN") is None
