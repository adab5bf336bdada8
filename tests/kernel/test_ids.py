"""Identifiers sort by the moment they were made, and a seeded row repeats."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest

from manantial.kernel.ids import seeded, uuid7

START = datetime(2021, 3, 1, tzinfo=UTC)


def row(text: str, start: datetime = START, n: int = 50) -> list[UUID]:
    with seeded(text, start):
        return [uuid7() for _ in range(n)]


def test_every_identifier_is_version_7_of_the_standard_variant() -> None:
    for made in [uuid7(), *row("agua", n=3)]:
        assert made.version == 7
        assert made.variant == "specified in RFC 4122"


def test_identifiers_only_grow() -> None:
    made = [uuid7() for _ in range(5_000)]
    assert made == sorted(made)
    assert len(set(made)) == 5_000


def test_threads_never_share_one() -> None:
    with ThreadPoolExecutor(4) as pool:
        rows = list(pool.map(lambda _: [uuid7() for _ in range(500)], range(4)))
    assert len({made for row in rows for made in row}) == 2_000


def test_the_first_bits_are_the_clock() -> None:
    before = datetime.now(UTC).timestamp() * 1000
    assert abs((uuid7().int >> 80) - before) < 60_000
    assert row("agua")[0].int >> 80 == int(START.timestamp() * 1000)


def test_the_same_seed_gives_the_same_growing_row() -> None:
    assert row("agua") == row("agua")
    assert row("agua") == sorted(row("agua"))
    assert not set(row("agua")) & set(row("clara"))


def test_a_nested_seed_does_not_disturb_the_outer_row() -> None:
    with seeded("outer", START):
        first = uuid7()
        with seeded("inner", START):
            uuid7()
        second = uuid7()
    assert [first, second] == row("outer", n=2)
    assert uuid7().int >> 80 > second.int >> 80


def test_a_start_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), seeded("agua", datetime(2021, 3, 1)):
        uuid7()
