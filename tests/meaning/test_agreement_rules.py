"""Agreement between coders: full, none, as chance would give, and only where it can be said."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.meaning.rules.agreement import (
    Coded,
    Overlapping,
    Unit,
    alone,
    chosen_alpha,
    clashes,
    family_alphas,
    relevance_alpha,
    u_alpha,
    united,
    value_alpha,
)

LENGTH = 40
EXPECTED_PAIR, EXPECTED_THREE = 0.657897091722595, 0.02875


@st.composite
def coders(draw: st.DrawFn) -> dict[object, list[Unit]]:
    """Two or three coders whose units do not overlap."""
    found: dict[object, list[Unit]] = {}
    for who in range(draw(st.integers(2, 3))):
        ends = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=8)))
        pairs = zip(ends[::2], ends[1::2], strict=False)
        found[who] = [Unit(start, end, draw(st.sampled_from("abc"))) for start, end in pairs]
    return found


def by_pieces(units: dict[object, list[Unit]]) -> float | None:
    """The definition, letter by letter: coincidences of every two coders, chance drawn from the units."""
    observed: dict[tuple[object, object], float] = defaultdict(float)
    values = {
        who: [next((u.value for u in mine if u.start <= at < u.end), None) for at in range(LENGTH)]
        for who, mine in units.items()
    }
    for one, other in permutations(units, 2):
        for at in range(LENGTH):
            observed[values[one][at], values[other][at]] += 1 / (len(units) - 1)
    whole = sum(observed.values())
    squares: dict[object, float] = defaultdict(float)
    for who, mine in units.items():
        squares[None] += values[who].count(None)
        for unit in mine:
            squares[unit.value] += (unit.end - unit.start) ** 2
    totals: dict[object, float] = defaultdict(float)
    for (one, _other), many in observed.items():
        totals[one] += many
    room = whole**2 - sum(squares.values())
    if not room:
        return None
    differ = sum(many for (one, other), many in observed.items() if one != other)
    chance = sum(totals[one] * totals[other] * whole / room for one, other in permutations(totals, 2))
    return 1 - differ / chance if chance else None


@given(coders())
def test_the_sweep_gives_what_the_definition_gives(units: dict[object, list[Unit]]) -> None:
    expected, got = by_pieces(units), u_alpha([Coded(LENGTH, units)])
    if expected is None or got is None:
        assert expected is got
    else:
        assert got == pytest.approx(expected)


def test_known_values_of_an_independent_implementation() -> None:
    # Counted with the PyPI package krippendorff-unitized-alpha 0.1.0 over the same units and gaps.
    pair = Coded(100, {"ana": [Unit(10, 30, "a"), Unit(50, 70, "b")], "eva": [Unit(15, 30, "a"), Unit(55, 80, "b")]})
    assert u_alpha([pair]) == pytest.approx(EXPECTED_PAIR)
    three = Coded(60, {"ana": [Unit(0, 20, "a")], "eva": [Unit(5, 25, "a")], "luz": [Unit(30, 50, "b")]})
    assert u_alpha([three]) == pytest.approx(EXPECTED_THREE)


def test_the_same_marks_agree_fully_and_marks_apart_do_not() -> None:
    same = Coded(100, {"ana": [Unit(10, 20, "agua")], "eva": [Unit(10, 20, "agua")]})
    apart = Coded(100, {"ana": [Unit(10, 20, "agua")], "eva": [Unit(60, 70, "agua")]})
    assert u_alpha([same]) == value_alpha([same], "agua") == relevance_alpha([same]) == 1
    assert (u_alpha([apart]) or 0) < 0.05
    other = Coded(100, {"ana": [Unit(10, 20, "agua")], "eva": [Unit(10, 20, "cuota")]})
    assert relevance_alpha([other]) == 1
    assert (u_alpha([other]) or 0) < 0.5
    assert (chosen_alpha([other]) or 0) < 0.1


def test_it_is_not_said_where_it_cannot_be_said() -> None:
    assert u_alpha([Coded(100, {"ana": [Unit(1, 2, "agua")]})]) is None
    assert u_alpha([Coded(100, {"ana": [], "eva": []})]) is None
    assert u_alpha([]) is None
    assert chosen_alpha([Coded(100, {"ana": [Unit(1, 2, "a")], "eva": []})]) is None
    with pytest.raises(Overlapping):
        u_alpha([Coded(9, {"ana": [Unit(1, 5, "a"), Unit(4, 7, "b")], "eva": []})])


def test_stretches_of_one_coder_that_touch_are_one() -> None:
    assert united([Unit(5, 9, "a"), Unit(1, 5, "a"), Unit(12, 12, "a"), Unit(7, 8, "a")]) == [Unit(1, 9, "a")]


def test_what_only_one_person_marked_is_told_with_who_did_not() -> None:
    coded = Coded(
        100,
        {
            "ana": [Unit(10, 20, "agua"), Unit(40, 50, "agua")],
            "eva": [Unit(18, 25, "agua")],
            "luz": [Unit(41, 44, "cuota")],
        },
    )
    assert alone(coded) == [
        ("ana", Unit(40, 50, "agua"), ("eva", "luz")),
        ("luz", Unit(41, 44, "cuota"), ("ana", "eva")),
    ]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from("ab")), max_size=6))
def test_codes_are_told_to_clash_exactly_where_one_stretch_would_have_two(marks: list[tuple[int, int, str]]) -> None:
    by_value = {value: united([Unit(at, at + size, value) for at, size, v in marks if v == value]) for value in "ab"}
    document = Coded(LENGTH, {"ana": [*by_value["a"], *by_value["b"]], "eva": [Unit(3, 9, "a")]})
    if clashes(document):
        with pytest.raises(Overlapping):
            family_alphas([document], "ab")
    else:
        found = family_alphas([document], "ab")
        assert found.every == u_alpha([document])
        assert found.each == {value: value_alpha([document], value) for value in "ab"}


def test_a_family_tells_apart_where_to_mark_and_which_to_put() -> None:
    same_places = [Unit(0, 10, "a"), Unit(20, 30, "b")]
    other_names = [Unit(0, 10, "b"), Unit(20, 30, "a")]
    found = family_alphas([Coded(60, {"ana": same_places, "eva": other_names})], "ab")
    assert found.relevant == 1
    assert found.chosen is not None
    assert found.chosen < 0
    assert found.every is not None
    assert found.every < found.relevant
