"""Where marked words stand in a transcript that was corrected after they were marked.

A fragment keeps for ever the words that somebody marked and the turn where they were. In a later version the same turn
may say something else. The words are then looked for, letter by letter, in the turn that descends from the old one;
where they are not, no place is given: a fragment is shown as changed and never laid upon other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Standing(StrEnum):
    """How marked words stand in another version of the same turn."""

    SAME = "same"  # the same letters in the same place
    MOVED = "moved"  # the same letters elsewhere in the turn
    CHANGED = "changed"  # the turn is there and no longer says them
    GONE = "gone"  # no turn descends from the one that said them


@dataclass(frozen=True)
class Anchor:
    """The place of marked words in a version: from which letter to which (not included), when they are there."""

    standing: Standing
    start: int | None = None
    end: int | None = None

    @property
    def is_there(self) -> bool:
        """The words can be shown in their place, or are of a whole that has no letters."""
        return self.standing in {Standing.SAME, Standing.MOVED}


def place(quote: str, start: int, said: str | None) -> Anchor:
    """Where `quote`, once marked at the letter `start`, stands in what the turn says now (None: there is no such turn).

    Of several places with the same words, the nearest to the old one; of two as near, the earlier. An empty quote is
    nowhere.
    """
    if said is None:
        return Anchor(Standing.GONE)
    if not quote:
        return Anchor(Standing.CHANGED)
    if start >= 0 and said.startswith(quote, start):
        return Anchor(Standing.SAME, start, start + len(quote))
    found = occurrences(quote, said)
    if not found:
        return Anchor(Standing.CHANGED)
    nearest = min(found, key=lambda one: (abs(one - start), one))
    return Anchor(Standing.MOVED, nearest, nearest + len(quote))


def occurrences(quote: str, said: str) -> list[int]:
    """The letters at which words begin wherever they are said, also where one begins within another."""
    found, at = [], said.find(quote) if quote else -1
    while at >= 0:
        found.append(at)
        at = said.find(quote, at + 1)
    return found


def suggest(before: str, start: int, end: int, said: str) -> tuple[int, int] | None:
    """Which letters of the corrected turn may be those that were marked, for a person to confirm or mend.

    The letters that stayed are followed, and the stretch is widened to whole words. None when nothing of it stayed.
    """
    places = [
        block.b + step
        for block in SequenceMatcher(a=before, b=said, autojunk=False).get_matching_blocks()
        for step in range(block.size)
        if start <= block.a + step < end
    ]
    if not places:
        return None
    first, last = places[0], places[-1] + 1
    while first > 0 and not said[first - 1].isspace():
        first -= 1
    while last < len(said) and not said[last].isspace():
        last += 1
    return first, last
