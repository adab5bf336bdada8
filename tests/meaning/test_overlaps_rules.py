"""Codes that come together are counted as a patient person would count them, however many there are."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from manantial.meaning.rules.overlaps import Marked, Together, meetings, meetings_in_order, strongest


def share(one: Marked, other: Marked) -> bool:
    """The definition, asked of two fragments."""
    if one.voice != other.voice:
        return False
    if one.start is not None and other.start is not None and one.version == other.version:
        return max(one.start, other.start) < min(one.end or 0, other.end or 0)
    if one.start_ms is None or other.start_ms is None:
        return False
    return max(one.start_ms, other.start_ms) < min(one.end_ms or 0, other.end_ms or 0)


def together(one: Marked, other: Marked, how: Together, near: int) -> bool:
    """The definition of each way of coming together."""
    if how is Together.OVERLAP:
        return share(one, other)
    if how is Together.VOICE:
        return one.voice == other.voice
    if how is Together.FRAGMENT or one.turn is None or other.turn is None:
        return False
    apart = abs(one.turn - other.turn)
    same = one.voice == other.voice and one.version == other.version
    return same and apart <= (near if how is Together.NEAR else 0)


@st.composite
def fragments(draw: st.DrawFn) -> Marked:
    """A fragment with letters, seconds or both."""
    start, start_ms = draw(st.integers(0, 20)), draw(st.integers(0, 20))
    written, timed = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    return Marked(
        voice=draw(st.integers(0, 1)),
        codes=tuple(sorted(draw(st.sets(st.integers(0, 3), max_size=3)))),
        version=draw(st.integers(0, 1)) if written else None,
        start=start if written else None,
        end=start + draw(st.integers(0, 8)) if written else None,
        turn=draw(st.integers(0, 4)) if written else None,
        start_ms=start_ms if timed else None,
        end_ms=start_ms + draw(st.integers(0, 8)) if timed else None,
    )


@given(st.lists(fragments(), max_size=12), st.sampled_from(list(Together)), st.integers(0, 2))
def test_the_sweep_counts_what_the_definition_says(marked: list[Marked], how: Together, near: int) -> None:
    expected: Counter[tuple[int, int]] = Counter()
    for one in marked:
        expected.update(combinations(one.codes, 2))
    for one, other in combinations(marked, 2):
        if together(one, other, how, near):
            expected.update({(min(a, b), max(a, b)) for a in one.codes for b in other.codes})
    found = meetings(marked, how, near=near)
    assert {pair: count for pair, count in found.pairs.items() if count} == dict(expected)
    assert dict(found.holds) == dict(Counter(code for one in marked for code in one.codes))


@given(st.lists(fragments().filter(lambda one: one.start is not None and one.end is not None), max_size=12))
def test_passing_turn_by_turn_counts_the_same(marked: list[Marked]) -> None:
    """Letters decide in all of these, so each version of each voice is a turn of its own."""
    lying = sorted(((one.voice, one.version), one.start or 0, one.end or 0, one.codes) for one in marked)
    passed, patient = meetings_in_order(lying), meetings([one._replace(start_ms=None) for one in marked])
    assert {pair: count for pair, count in passed.pairs.items() if count} == {
        pair: count for pair, count in patient.pairs.items() if count
    }
    assert passed.holds == patient.holds


def test_the_coefficient_says_never_always_or_nothing() -> None:
    both = [Marked("v", (1, 2)), Marked("v", (1, 2))]
    assert meetings(both, Together.FRAGMENT).coefficient(1, 2) == 1
    apart = [Marked("v", (1,)), Marked("v", (2,))]
    assert meetings(apart, Together.FRAGMENT).coefficient(1, 2) == 0
    assert meetings([], Together.FRAGMENT).coefficient(1, 2) is None
    crowd = [Marked("v", (1,)) for _ in range(5)] + [Marked("v", (2,)) for _ in range(5)]
    assert meetings(crowd, Together.VOICE).of(1, 2) == 25
    assert meetings(crowd, Together.VOICE).coefficient(1, 2) is None


def test_the_strongest_pairs_come_first() -> None:
    marked = [Marked("v", (1, 2)), Marked("v", (1, 2)), Marked("v", (1, 3))]
    assert strongest(meetings(marked, Together.FRAGMENT)) == [(1, 2, 2), (1, 3, 1)]
