"""Dates as people remember them: two bounds, two answers, and words in Spanish and English."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.dates import Interval, InvalidDate, PartialDate, say_day

days = st.dates(date(1950, 1, 1), date(2060, 12, 31))
bounds = st.one_of(st.none(), days)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    first, last = draw(bounds), draw(bounds)
    if first and last and last < first:
        first, last = last, first
    return PartialDate(first, last)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(partial_dates()), draw(partial_dates())
    if end.latest and start.earliest and end.latest < start.earliest:
        start, end = end, start
    return Interval(start, end)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-03", date(2021, 3, 1), date(2021, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-03-15", date(2021, 3, 15), date(2021, 3, 15)),
        ("2021-03..2021-05", date(2021, 3, 1), date(2021, 5, 31)),
        ("2021..2021-05-03", date(2021, 1, 1), date(2021, 5, 3)),
        ("..2021", None, date(2021, 12, 31)),
        ("2021-03..", date(2021, 3, 1), None),
        ("15/03/2021", date(2021, 3, 15), date(2021, 3, 15)),
        ("3/2021", date(2021, 3, 1), date(2021, 3, 31)),
        ("Marzo de 2021", date(2021, 3, 1), date(2021, 3, 31)),
        ("domingo 24 de noviembre de 2024", date(2024, 11, 24), date(2024, 11, 24)),
        ("1o de mayo de 2022", date(2022, 5, 1), date(2022, 5, 1)),
        ("Sunday 24 November 2024", date(2024, 11, 24), date(2024, 11, 24)),
        ("  ", None, None),
    ],
)
def test_what_people_type_becomes_two_bounds(typed: str, earliest: date | None, latest: date | None) -> None:
    read = PartialDate.parse(typed)
    assert (read.earliest, read.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "typed",
    ["2021-13", "2021-02-30", "31/02/2021", "21", "0000", "2021-00", "marso de 2021", "2022..2021", "hoy", "2021-3-0"],
)
def test_what_is_not_a_date_is_refused_with_its_text(typed: str) -> None:
    with pytest.raises(InvalidDate):
        PartialDate.parse(typed)


@pytest.mark.parametrize(
    ("typed", "spanish", "english"),
    [
        ("2024-11-24", "domingo 24 de noviembre de 2024", "Sunday 24 November 2024"),
        ("2021-03", "marzo de 2021", "March 2021"),
        ("2021", "2021", "2021"),
        ("2021-03..2021-05", "entre marzo de 2021 y mayo de 2021", "between March 2021 and May 2021"),
        ("..2021", "antes del fin de diciembre de 2021", "by the end of December 2021"),
        ("2021-03..", "desde marzo de 2021", "from March 2021"),
        ("", "fecha desconocida", "unknown date"),
    ],
)
def test_dates_are_said_in_two_languages(typed: str, spanish: str, english: str) -> None:
    assert str(PartialDate.parse(typed)) == spanish
    assert PartialDate.parse(typed).say("en") == english


def test_the_words_used_come_first() -> None:
    assert str(PartialDate.parse("2017-09", words="cuando el temblor")) == "cuando el temblor (septiembre de 2017)"
    assert str(PartialDate.parse("", words="en tiempos de mi abuela")) == "en tiempos de mi abuela"


def test_a_day_may_be_said_without_year_or_weekday() -> None:
    assert say_day(date(2024, 11, 24), year=False) == "domingo 24 de noviembre"
    assert say_day(date(2024, 11, 24), "en", weekday=False) == "24 November 2024"
    assert say_day(date(2024, 11, 24), "tzo") == "domingo 24 de noviembre de 2024"


def test_somebody_until_2021_is_not_lost_for_the_whole_year() -> None:
    """Compared as text, '2021' >= '2021-03-05' is false; as bounds the person may still have been there."""
    until = Interval(PartialDate.parse("2019"), PartialDate.parse("2021"))
    assert until.possibly_on(date(2021, 3, 5))
    assert not until.surely_on(date(2021, 3, 5))
    assert until.surely_on(date(2020, 6, 1))


def test_a_month_may_have_two_treasurers() -> None:
    first = Interval(PartialDate.parse("2020-03-15"), PartialDate.parse("2021-03-14"))
    second = Interval(PartialDate.parse("2021-03-15"))
    assert not first.overlaps(second)
    assert first.surely_on(date(2021, 3, 14))
    assert second.surely_on(date(2021, 3, 15))
    assert second.is_open


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(InvalidDate):
        Interval(PartialDate.parse("2021"), PartialDate.parse("2020"))


def test_unknown_dates_sort_last() -> None:
    typed = ["", "2021-03-15", "2021", "2020-12", "2021-03"]
    ordered = sorted((PartialDate.parse(text) for text in typed), key=lambda moment: moment.key)
    assert [moment.iso for moment in ordered] == ["2020-12", "2021", "2021-03", "2021-03-15", ""]


@given(partial_dates())
def test_the_short_spelling_reads_back(moment: PartialDate) -> None:
    assert PartialDate.parse(moment.iso) == moment


@given(intervals(), days)
def test_what_is_sure_is_possible(stretch: Interval, day: date) -> None:
    assert stretch.possibly_on(day) or not stretch.surely_on(day)


@given(intervals(), intervals())
def test_overlap_is_mutual_and_sure_overlap_is_possible(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.surely_overlaps(other) == other.surely_overlaps(one)
    assert one.overlaps(other) or not one.surely_overlaps(other)


@given(intervals(), intervals(), days)
def test_a_day_surely_in_both_is_a_sure_overlap(one: Interval, other: Interval, day: date) -> None:
    if one.surely_on(day) and other.surely_on(day):
        assert one.surely_overlaps(other)


@given(days, st.integers(0, 400))
def test_surely_by_needs_the_latest_bound(day: date, width: int) -> None:
    moment = PartialDate(day, day + timedelta(days=width))
    assert moment.surely_by(day + timedelta(days=width))
    assert moment.possibly_by(day)
    assert moment.surely_by(day) == (width == 0) == moment.surely_on(day)
