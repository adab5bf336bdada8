"""Where passages lie in a version of a transcript, and which of its words may not leave because somebody reserved them.

In doubt nothing leaves: a reserved passage that is no longer said letter by letter takes its whole turn along, one of
seconds takes every turn that may say it, and one that cannot be found keeps the whole version in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from manantial.voices.rules.anchors import Anchor, Standing, place


class _SaidTurn(Protocol):
    """A turn of a version: what it says, when, and the earlier turns whose words it took in (line, letters before)."""

    @property
    def pk(self) -> Any: ...
    @property
    def lineage(self) -> UUID: ...
    @property
    def forebears(self) -> Any: ...
    @property
    def start_ms(self) -> int | None: ...
    @property
    def end_ms(self) -> int | None: ...
    @property
    def text(self) -> str: ...


class _Passage(Protocol):
    """Marked words: the line of their turn (None: of seconds or of a picture), their first letter, their seconds."""

    @property
    def line(self) -> UUID | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def quote(self) -> str: ...
    @property
    def start_ms(self) -> int | None: ...
    @property
    def end_ms(self) -> int | None: ...


T = TypeVar("T", bound=_SaidTurn)
Spans = dict[Any, list[tuple[int, int]]]  # by turn: from which letter to which (not included)


class Lines(Generic[T]):
    """The turns of a version by the lines that they continue or hold."""

    def __init__(self, turns: Iterable[T]) -> None:
        self.turns: Sequence[T] = list(turns)
        self._of_line: dict[UUID, list[tuple[T, int]]] = defaultdict(list)
        for turn in self.turns:
            self._of_line[turn.lineage].insert(0, (turn, 0))
            for line, shift in turn.forebears:
                self._of_line[UUID(line)].append((turn, shift))

    def holding(self, line: UUID) -> list[T]:
        """The turns that continue a line or hold its words."""
        return [turn for turn, _shift in self._of_line.get(line, [])]

    def find(self, quote: str, start: int, line: UUID) -> tuple[T | None, Anchor]:
        """Where the words of a turn stand: in the turn of its line, else in those that took in its words."""
        candidates = self._of_line.get(line, [])
        for turn, shift in candidates:
            anchor = place(quote, start + shift, turn.text)
            if anchor.is_there:
                moved = turn.lineage != line
                return turn, Anchor(Standing.MOVED, anchor.start, anchor.end) if moved else anchor
        return (candidates[0][0], Anchor(Standing.CHANGED)) if candidates else (None, Anchor(Standing.GONE))


def reserved_spans(reserved: Iterable[_Passage], lines: Lines[T]) -> Spans | None:
    """The letters of each turn that must not leave, or None when it is not known where a reserved passage lies."""
    hidden: Spans = defaultdict(list)
    for one in reserved:
        if one.line is None and (one.start_ms is None or one.end_ms is None):
            continue  # of a picture: it has no words
        found = _spans(one, lines)
        if not found:
            return None
        for turn, low, high in found:
            hidden[turn.pk].append((low, high))
    return hidden


def _spans(one: _Passage, lines: Lines[T]) -> list[tuple[T, int, int]]:
    if one.line is None:
        return [(turn, 0, len(turn.text)) for turn in _heard(one, lines.turns)]
    if one.start is not None:
        turn, anchor = lines.find(one.quote, one.start, one.line)
        if turn is not None and anchor.start is not None and anchor.end is not None:
            return [(turn, anchor.start, anchor.end)]
    return [(turn, 0, len(turn.text)) for turn in lines.holding(one.line)]


def _heard(one: _Passage, turns: Sequence[T]) -> list[T]:
    """The turns that share seconds with a passage; none when a turn does not say when it was said."""
    low, high = one.start_ms or 0, one.end_ms or 0
    if any(turn.start_ms is None for turn in turns):
        return []
    return [turn for turn in turns if (turn.start_ms or 0) < high and (turn.end_ms is None or turn.end_ms > low)]
