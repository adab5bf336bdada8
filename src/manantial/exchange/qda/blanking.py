"""Leaving words out of a text without moving what stays: a passage becomes a mark, and places follow."""

from __future__ import annotations

from collections.abc import Iterable

MARK = "[reservado]"


class Blanked:
    """A text with passages left out. Passages that touch or overlap become one mark."""

    def __init__(self, text: str, passages: Iterable[tuple[int, int]], mark: str = MARK) -> None:
        self._moves: list[tuple[int, int, int, int]] = []  # old start, old end, new start, new end
        pieces, at, length = [], 0, 0
        for start, end in _joined(passages, len(text)):
            pieces += [text[at:start], mark]
            length += start - at
            self._moves.append((start, end, length, length + len(mark)))
            length, at = length + len(mark), end
        self.text = "".join(pieces) + text[at:]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the old text stands now, cut to what is still said; None when nothing of it is."""
        low, high = self._moved(start, after=True), self._moved(end, after=False)
        if low >= high or not self._says(low, high):
            return None
        return low, high

    def _moved(self, place: int, *, after: bool) -> int:
        shift = 0
        for start, end, new_start, new_end in self._moves:
            if place <= start:
                break
            if place < end:
                return new_end if after else new_start
            shift = new_end - end
        if after:
            for start, _end, _new_start, new_end in self._moves:
                if place == start:
                    return new_end
        return place + shift

    def _says(self, low: int, high: int) -> bool:
        """Something besides marks lies between two new places."""
        hidden = sum(
            max(0, min(high, new_end) - max(low, new_start)) for _start, _end, new_start, new_end in self._moves
        )
        return high - low > hidden


def _joined(passages: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted((max(0, low), min(length, high)) for low, high in passages):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
