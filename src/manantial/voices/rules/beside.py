"""What else would be heard, read or seen with a fragment: somebody's reserved words may lie inside a larger quote.

Two fragments of a voice share words, seconds or a part of a picture. Where it is not known whether they do, they do:
in doubt nothing leaves.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from manantial.voices.rules.anchors import occurrences
from manantial.voices.rules.catalogues import What

SOUNDING = frozenset({What.VOICE, What.VIDEO})


@dataclass(frozen=True)
class Stretch:
    """Where a fragment lies in its voice. Without letters, seconds and region it is the whole voice.

    `low` and `high` are milliseconds: its own, else those of its turn; `lines` are the turns, from version to version,
    whose words its turn holds.
    """

    turn: Hashable | None = None
    version: Hashable | None = None
    lines: frozenset[Hashable] = frozenset()
    said: str = ""  # all that its turn says
    quote: str = ""
    start: int | None = None
    end: int | None = None
    low: int | None = None
    high: int | None = None
    region: tuple[int, int, int, int] | None = None  # left, top, right, bottom

    @property
    def has_words(self) -> bool:
        """It was marked letter by letter."""
        return self.turn is not None and self.start is not None and self.end is not None


def parts_shared(one: Stretch, others: Iterable[Stretch]) -> frozenset[What]:
    """Which parts of a fragment would tell something of the others too."""
    found: set[What] = set()
    for other in others:
        if _share_words(one, other):
            found.add(What.QUOTE)
        if _share_seconds(one, other):
            found |= SOUNDING
        if _share_region(one, other):
            found.add(What.PHOTO)
    return frozenset(found)


def _share_words(one: Stretch, other: Stretch) -> bool:
    if not one.has_words or not other.has_words:
        return _share_seconds(one, other)
    if one.turn == other.turn:
        return _meet(one.start, one.end, other.start, other.end)
    if one.lines & other.lines:
        # The same turn in another version: wherever it says the other words. Where it does not, they were corrected.
        places = occurrences(other.quote, one.said)
        return not places or any(_meet(one.start, one.end, at, at + len(other.quote)) for at in places)
    return one.version != other.version and _share_seconds(one, other)


def _share_seconds(one: Stretch, other: Stretch) -> bool:
    return _meet(one.low, one.high, other.low, other.high)


def _share_region(one: Stretch, other: Stretch) -> bool:
    if one.region is None or other.region is None:
        return True
    left, top, right, bottom = other.region
    return _meet(one.region[0], one.region[2], left, right) and _meet(one.region[1], one.region[3], top, bottom)


def _meet(low: int | None, high: int | None, other_low: int | None, other_high: int | None) -> bool:
    if low is None or high is None or other_low is None or other_high is None:
        return True
    return low < other_high and other_low < high
