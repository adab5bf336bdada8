"""Decisions of the plan, the calendar, remembered dates and the map of actors."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manantial.kernel.dates import PartialDate
from manantial.kernel.remembered import read_remembered
from manantial.meaning.rules import (
    METHODS,
    PLAN_PARTS,
    Activity,
    ActivityState,
    ActorRelation,
    Change,
    Stand,
    administrations,
    changes,
    late_activities,
    method_of,
    parts_beyond,
    read_activities,
)
from tests.trying import times

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2019", "2019"),
        ("antes de 2021", "..2020-12"),
        ("antes del cambio de administración (octubre de 2021)", "..2021-09"),
        ("durante la administración 2021–2024", "2021-01..2024-12"),
        ("después de marzo de 2020", "2020-03.."),
        ("entre 2018 y 2019", "2018-01..2019-12"),
        ("como en 2018", "2018"),
        ("hasta 2020", "..2020-12"),
        ("cuando cambió el presidente", ""),
        ("cuando el temblor", ""),
        ("before 2021", "..2020-12"),
        ("before the change of administration (October 2021)", "..2021-09"),
        ("during the 2021–2024 administration", "2021-01..2024-12"),
        ("after March 2020", "2020-03.."),
        ("between 2018 and 2019", "2018-01..2019-12"),
        ("around 2018", "2018"),
        ("until 2020", "..2020-12"),
        ("when the earthquake struck", ""),
        ("antes de la administración 2021–2024", "..2021-12"),
        ("después de la administración 2021–2024", "2024-01.."),
    ],
)
def test_a_date_leans_on_what_is_known_and_keeps_its_words(words, iso):
    told = read_remembered(words)
    assert told.iso == iso
    assert words == "2019" or told.words == words


@settings(max_examples=times(40))
@given(st.text(max_size=60))
def test_no_words_break_the_reading_of_a_date(text):
    told = read_remembered(text)
    assert told.earliest is None or told.latest is None or told.earliest <= told.latest


def test_two_changes_of_administration_make_one_period():
    changes_ = [PartialDate.parse("2024-10"), PartialDate.parse("2021-10"), PartialDate(words="cuando el temblor")]
    assert administrations(changes_) == [(date(2021, 10, 1), date(2024, 9, 30))]


@given(st.lists(st.sampled_from(PLAN_PARTS), unique=True), st.sampled_from(sorted(METHODS)))
def test_no_method_loses_a_written_part(written, key):
    method = METHODS[key]
    asked = {part.name for part in method.parts}
    assert set(written) <= asked | set(parts_beyond(method, written))
    assert not asked & set(parts_beyond(method, written))


def test_an_unknown_method_is_read_as_the_five_moments():
    assert method_of("otro").key == "jara"


def test_what_is_late_is_neither_done_nor_without_a_day():
    late = Activity("Regresar", end=date(2026, 11, 22))
    rows = [
        late,
        Activity("Hecha", end=date(2026, 1, 1), state=ActivityState.DONE),
        Activity("Hoy", end=DAY),
        Activity("Sin día"),
    ]
    kept = read_activities([row.stored() for row in rows])
    assert late_activities(kept, DAY) == [late]
    assert [row.what for row in kept] == ["Hecha", "Regresar", "Hoy", "Sin día"]


def test_who_came_left_and_changed_between_two_maps():
    here, gone = Stand(ActorRelation.SUPPORTS, 2, 1), Stand(ActorRelation.ABSENT)
    before = {"donante": here, "síndica": gone, "comité": here, "igual": here, "solo antes": here}
    after = {"donante": gone, "síndica": here, "comité": Stand(ActorRelation.TENSION, 2, 1), "igual": here}
    assert changes(before, after) == {
        "donante": Change.LEFT,
        "síndica": Change.ARRIVED,
        "comité": Change.CHANGED,
        "igual": Change.SAME,
        "solo antes": Change.UNKNOWN,
    }
