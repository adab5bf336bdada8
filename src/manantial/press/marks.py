"""The marks that a file people edit carries, so that a comment written outside finds its way home.

A mark is the name of a bookmark: Word allows 40 letters, digits and underscores, hides those that begin with an
underscore and keeps no two alike. It says a place under /origen/ (`fragment/<uuid>`) and needs nothing else to be read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

LONGEST = 40
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MARK = re.compile(r"_([a-z]{1,12})_([0-9a-z]{25})(?:_[0-9]+)?")


@dataclass(slots=True)
class Marks:
    """Gives each place of one file its mark; a place called again gets the next number behind it."""

    given: Counter[str] = field(default_factory=Counter)

    def of(self, place: str) -> str:
        """The mark of `kind/uuid`; empty for a place that no mark can say."""
        kind, _slash, key = place.partition("/")
        try:
            number = UUID(key).int
        except ValueError:
            return ""
        name = f"_{kind}_{_spelled(number)}"
        self.given[name] += 1
        made = name if self.given[name] == 1 else f"{name}_{self.given[name]}"
        return made if _MARK.fullmatch(made) and len(made) <= LONGEST else ""


def place_of(mark: str) -> str:
    """The place that a mark says (`fragment/<uuid>`), empty for any other bookmark."""
    found = _MARK.fullmatch(mark)
    number = int(found[2], 36) if found else 1 << 128
    return f"{found[1]}/{UUID(int=number)}" if found and number < 1 << 128 else ""


def anchor_mark(anchor: str) -> str:
    """The bookmark of a title: its anchor in the letters that Word allows."""
    return re.sub(r"\W", "_", anchor)[:LONGEST]


def _spelled(number: int) -> str:
    letters = []
    for _place in range(25):
        number, digit = divmod(number, 36)
        letters.append(_DIGITS[digit])
    return "".join(reversed(letters))
