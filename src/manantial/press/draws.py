"""Choices that look random and are not: the same seed gives the same row of numbers on every machine and Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count
from typing import TypeVar

Thing = TypeVar("Thing")


class Draws:
    """An endless row of numbers from a seed (SHA-256 of seed and counter)."""

    def __init__(self, seed: str) -> None:
        self._row = _numbers(seed)

    def between(self, low: float, high: float) -> float:
        """The next number, at least low and under high."""
        return low + (high - low) * next(self._row)

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """One of the things."""
        return things[int(next(self._row) * len(things))]

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(next(self._row) * (high - low + 1))


def _numbers(seed: str) -> Iterator[float]:
    for turn in count():
        block = sha256(f"{seed}/{turn}".encode()).digest()
        for at in range(0, 32, 4):
            yield int.from_bytes(block[at : at + 4], "big") / (1 << 32)
