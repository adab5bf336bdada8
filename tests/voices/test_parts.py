"""A long voice in parts: nothing is lost or shown twice, no part is heavier than was asked."""

from hypothesis import given
from hypothesis import strategies as st

from manantial.voices.rules.parts import Part, Row, part_after, part_before, part_with, row_at

weights = st.lists(st.integers(0, 300), min_size=1, max_size=60)
most = st.integers(1, 500)


def rows_of(weights: list[int]) -> list[Row]:
    return [Row(7 + 2 * n, weight, None if n % 3 == 2 else 1000 * n) for n, weight in enumerate(weights)]


def within(rows: list[Row], part: Part) -> list[Row]:
    return [row for row in rows if part.holds(row.number)]


@given(weights, most)
def test_reading_on_from_part_to_part_meets_every_row_once(weights: list[int], most: int) -> None:
    rows, read = rows_of(weights), []
    part = part_with(rows, 0, most)
    while part is not None:
        here = within(rows, part)
        assert len(here) == 1 or sum(row.weight for row in here) <= most
        read += here
        assert part_with(rows, here[-1].number, most) == part
        assert (part.number == part.total) == (part.after is None)
        part = part_with(rows, part.after, most) if part.after is not None else None
    assert read == rows


@given(weights, most, st.data())
def test_from_any_row_one_goes_on_and_back_without_a_gap(weights: list[int], most: int, data: st.DataObject) -> None:
    rows = rows_of(weights)
    here = part_with(rows, data.draw(st.sampled_from(rows)).number, most)
    assert here is not None
    found = within(rows, here)
    while (more := part_after(rows, found[-1].number, most)) is not None:
        found += within(rows, more)
    while (more := part_before(rows, found[0].number, most)) is not None:
        found = within(rows, more) + found
    assert found == rows


@given(weights, st.integers(0, 70_000))
def test_a_second_is_found_in_the_row_that_sounds_then(weights: list[int], moment: int) -> None:
    rows = rows_of(weights)
    number = row_at(rows, moment)
    begun = [row for row in rows if row.start_ms is not None and row.start_ms <= moment]
    assert number == begun[-1].number


def test_what_has_no_time_or_no_rows_is_on_no_part() -> None:
    assert row_at([Row(1, 10)], 500) is None
    assert part_with([], 3, 100) is None
    assert part_with([Row(2, 10), Row(5, 10)], 1, 5) == Part(2, 2, None, 5, 1, 2)
