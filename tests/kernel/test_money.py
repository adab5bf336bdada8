"""Money never loses a cent, never mixes currencies, and always says which currency it is."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.money import MixedCurrencies, Money, MoneyError

amounts = st.integers(-(10**12), 10**12).map(lambda minor: Money(minor, "MXN"))


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("2,200.22", 220022),
        ("$ 2,200.22", 220022),
        ("2200.22 USD", 220022),
        ("USD 15", 1500),
        ("-0.5", -50),
        ("1,234,567.80", 123456780),
        ("0", 0),
        ("12.340", 1234),
    ],
)
def test_amounts_are_read_as_typed_in_mexico(typed: str, minor: int) -> None:
    assert Money.parse(typed, "USD") == Money(minor, "USD")


@pytest.mark.parametrize("typed", ["", "2.200,22", "1,92", "12.345", "doce", "15 MXN", "1,2345", "--3", "1e3"])
def test_what_is_not_an_amount_is_refused_and_never_rounded(typed: str) -> None:
    with pytest.raises(MoneyError):
        Money.parse(typed, "USD")


def test_the_sum_that_floats_reject() -> None:
    assert Money.parse("275.03", "USD") + Money.parse("1925.19", "USD") == Money.parse("2200.22", "USD")
    assert Money.parse("36,796.10", "USD") - Money.parse("13,905.54", "USD") == Money.parse("22,890.56", "USD")


def test_an_amount_always_shows_its_currency() -> None:
    assert str(Money(192519, "USD")) == "1,925.19 USD"
    assert str(Money(-5, "MXN")) == "-0.05 MXN"
    assert str(Money(1500, "CLP")) == "1,500 CLP"
    assert Money(192519, "USD").plain == "1,925.19"


def test_currencies_never_mix() -> None:
    pesos, dollars = Money(1, "MXN"), Money(1, "USD")
    for mix in (lambda: pesos + dollars, lambda: pesos - dollars, lambda: pesos < dollars, lambda: pesos >= dollars):
        with pytest.raises(MixedCurrencies):
            mix()
    assert pesos != dollars


def test_impossible_amounts_are_refused() -> None:
    for build in (lambda: Money(1.5, "MXN"), lambda: Money(1, "pesos"), lambda: Money(1, "MXN") * 1.5):  # type: ignore[arg-type,operator]
        with pytest.raises(MoneyError):
            build()


def test_conversion_rounds_half_up_and_keeps_to_exact_rates() -> None:
    assert Money(1000, "USD").convert("17.2345", "MXN") == Money(17235, "MXN")
    assert Money(1, "USD").convert("0.5", "MXN") == Money(1, "MXN")
    assert Money(-1, "USD").convert("0.5", "MXN") == Money(-1, "MXN")
    assert Money(100, "USD").convert("950.4", "CLP") == Money(950, "CLP")
    for rate in ("0", "-1", "nan", "diez", 17.2):
        with pytest.raises(MoneyError):
            Money(1, "USD").convert(rate, "MXN")  # type: ignore[arg-type]


def test_a_total_of_nothing_is_zero_of_its_currency() -> None:
    assert Money.total([], "MXN") == Money.zero("MXN")
    assert not Money.total([], "MXN")
    assert Money.of(Decimal("10.005"), "MXN") == Money(1001, "MXN")


@given(amounts, st.integers(1, 50))
def test_parts_sum_to_the_whole_and_differ_by_one_cent_at_most(amount: Money, n: int) -> None:
    parts = amount.allocate(n)
    assert len(parts) == n
    assert Money.total(parts, "MXN") == amount
    assert max(parts).minor - min(parts).minor <= 1


@given(amounts)
def test_what_is_shown_reads_back(amount: Money) -> None:
    assert Money.parse(str(amount), "MXN") == amount
    assert Money.of(amount.decimal, "MXN") == amount


def test_nothing_cannot_be_parted_among_nobody() -> None:
    with pytest.raises(MoneyError):
        Money(100, "MXN").allocate(0)
