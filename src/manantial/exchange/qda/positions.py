"""In what a program counts the letters of a text: told by where its selections fall, because files do not say.

The standard counts code points from 0, end exclusive. NVivo counts UTF-16 units and the two letters of a Windows line
end; ATLAS.ti counts a line end as one. A wrong guess moves every selection after the first emoji or line. Tried are the
four ways together over all texts; the one whose bounds fall where words begin and end, or whose words are those that
the selection is named after, was meant. A file without emoji and Windows line ends gives the same under all four.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_SPECIAL = re.compile("\r\n|[\U00010000-\U0010ffff]")
_SHORTEST_NAME = 8
_NAMED = 2  # words equal to the name of their selection weigh as much as its two bounds


@dataclass(frozen=True, order=True)
class Units:
    """A way to count: UTF-16 units or code points, a Windows line end as two or as one."""

    utf16: bool = False
    crlf: int = 2

    def __str__(self) -> str:
        return f"{'UTF-16' if self.utf16 else 'code point'} / CRLF {self.crlf}"


#: The first is the one of the standard: it wins where nothing tells them apart.
ALL_UNITS = (Units(), Units(crlf=1), Units(utf16=True), Units(utf16=True, crlf=1))


class Ruler:
    """From positions as a program counts them to positions in the text with one-letter line ends, and back."""

    def __init__(self, raw: str, units: Units) -> None:
        self._at, self._shift = [0], [0]
        ends = wide = 0
        for found in _SPECIAL.finditer(raw):
            if found[0] == "\r\n":
                ends += 1
            else:
                wide += 1
            shift = ends * (units.crlf - 1) + (wide if units.utf16 else 0)
            self._at.append(found.end() - ends + shift)
            self._shift.append(shift)

    def place(self, position: int) -> int:
        """The place in the text of a position as written."""
        return position - self._shift[bisect_right(self._at, position) - 1]


@dataclass(frozen=True)
class Choice:
    """The way chosen, with how many of the bounds it explains and how many each other way would."""

    units: Units
    shares: dict[str, float]

    @property
    def decided(self) -> bool:
        """Something told the ways apart."""
        return len(set(self.shares.values())) > 1


class Chooser:
    """Takes texts one by one and votes."""

    def __init__(self) -> None:
        self._votes: Counter[Units] = Counter()
        self._asked = 0

    def see(self, raw: str, spans: Iterable[tuple[int, int, str]]) -> None:
        """Look at a text and its selections: start and end as written, and the name of the selection."""
        listed = list(spans)
        if not listed or not _SPECIAL.search(raw):
            self._same(raw, listed)
            return
        text = one_letter_ends(raw)
        self._asked += len(listed)
        for units in ALL_UNITS:
            ruler = Ruler(raw, units)
            self._votes[units] += sum(
                _fits(text, ruler.place(start), ruler.place(end), name) for start, end, name in listed
            )

    def _same(self, raw: str, listed: list[tuple[int, int, str]]) -> None:
        """Every way counts such a text alike: it is counted for the shares and decides nothing."""
        self._asked += len(listed)
        for start, end, name in listed:
            fit = _fits(raw, start, end, name)
            for units in ALL_UNITS:
                self._votes[units] += fit

    def choice(self) -> Choice:
        """What was meant, with the share of the weight that each way explains."""
        best = max(ALL_UNITS, key=lambda units: (self._votes[units], -ALL_UNITS.index(units)))
        most = self._asked * (2 + _NAMED) or 1
        return Choice(best, {str(units): round(self._votes[units] / most, 3) for units in ALL_UNITS})


def one_letter_ends(raw: str) -> str:
    """The text with line ends of one letter."""
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def _fits(text: str, start: int, end: int, name: str) -> int:
    if not 0 <= start <= end <= len(text):
        return 0
    asked = " ".join(name.rstrip("….").split())
    named = len(asked) >= _SHORTEST_NAME and " ".join(text[start:end].split()).startswith(asked)
    return _bound(text, start) + _bound(text, end) + (_NAMED if named else 0)


def _bound(text: str, place: int) -> int:
    before, after = text[place - 1 : place], text[place : place + 1]
    return int(not (before.isalnum() and after.isalnum()))
