"""The workshop formats can be carried out: their minutes add up and there is enough for everybody."""

from __future__ import annotations

import pytest

from manantial.voices.formats import FORMATS

HOURS = {
    "T-1": 4, "T-2": 5, "T-3": 3, "T-4": 5, "T-5": 4, "T-6": 1.5, "T-7": 6, "T-8": 6, "T-9": 6, "T-10": 5,
}  # fmt: skip


@pytest.mark.parametrize("key", HOURS)
def test_minutes_add_up_to_the_hours_announced(key: str) -> None:
    assert FORMATS[key].minutes == HOURS[key] * 60


@pytest.mark.parametrize("key", HOURS)
def test_a_format_says_everything_a_facilitator_asks(key: str) -> None:
    made = FORMATS[key]
    assert made.outcomes
    assert made.cares
    assert made.objective.endswith(".")
    assert sum(len(block.questions) for block in made.blocks) >= 4
    assert all(block.how and block.minutes % 5 == 0 for block in made.blocks)


def test_there_are_ten_formats_in_their_order() -> None:
    assert list(FORMATS) == list(HOURS)


def test_materials_grow_with_the_people() -> None:
    river = FORMATS["T-2"]
    for supply in river.supplies:
        amounts = [supply.quantity(people) for people in (1, 12, 35, 57)]
        assert amounts == sorted(amounts)
        assert amounts[0] >= 1
    cards = next(s for s in river.supplies if "Tarjetas" in s.name)
    assert cards.quantity(35) == 210
    assert next(s for s in river.supplies if "Celular" in s.name).quantity(35) == 6
