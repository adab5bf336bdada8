"""Comparing two versions of a transcript: turn beside turn by their lines, and word by word within a turn."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

_WORDS = re.compile(r"\s*\S+")


class Changed(StrEnum):
    """What happened to some words between two versions."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Words:
    """Some words in a row to which the same happened."""

    changed: Changed
    text: str


class Lined(Protocol):
    """A turn that continues a line."""

    @property
    def lineage(self) -> Hashable:
        """The line."""


_Turn = TypeVar("_Turn", bound=Lined)


@dataclass(frozen=True)
class Beside(Generic[_Turn]):
    """A turn of one version beside the same of another; one side may lack it."""

    left: _Turn | None
    right: _Turn | None


def beside(left: Sequence[_Turn], right: Sequence[_Turn]) -> list[Beside[_Turn]]:
    """The turns of two versions in the order of the right one; what only the left has stands where it stood."""
    here = {turn.lineage: turn for turn in left}
    there = {turn.lineage for turn in right}
    rows = [Beside(here.get(turn.lineage), turn) for turn in right]
    at = 0
    for turn in left:
        place = next((n for n, row in enumerate(rows) if row.left is turn), None)
        if place is not None:
            at = place + 1
        elif turn.lineage not in there:
            rows.insert(at, Beside(turn, None))
            at += 1
    return rows


def word_changes(before: str, after: str) -> list[Words]:
    """Which words stayed, went and came, in the order in which one reads them."""
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Words] = []
    matcher = SequenceMatcher(a=[word.strip() for word in left], b=[word.strip() for word in right], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            found.append(Words(Changed.SAME, "".join(right[start:end])))
            continue
        if last > first:
            found.append(Words(Changed.GONE, "".join(left[first:last])))
        if end > start:
            found.append(Words(Changed.NEW, "".join(right[start:end])))
    return found
