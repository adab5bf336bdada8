"""Marks of time that somebody typed while recording: each becomes a stretch of the sound around the moment."""

from __future__ import annotations

from dataclasses import dataclass

BEFORE, AFTER = 15_000, 15_000  # milliseconds: one notes a thing while it is being said
MOST, LONGEST = 200, 160


@dataclass(frozen=True)
class Mark:
    """A moment of a recording in milliseconds and what was typed there."""

    ms: int
    text: str = ""


def read_marks(raw: object) -> list[Mark]:
    """The marks of a form in their order; what cannot be one is left out, never guessed."""
    if not isinstance(raw, list):
        return []
    found = [_read(one) for one in raw[:MOST]]
    return sorted((one for one in found if one is not None), key=lambda one: one.ms)


def stretch(mark: Mark, length_ms: int | None) -> tuple[int, int] | None:
    """From which to which millisecond a mark stands, within the sound; None for one beyond its end."""
    end = mark.ms + AFTER if length_ms is None else min(mark.ms + AFTER, length_ms)
    start = max(0, min(mark.ms, end) - BEFORE)
    return (start, end) if start < end and (length_ms is None or mark.ms <= length_ms) else None


def _read(one: object) -> Mark | None:
    if not isinstance(one, dict):
        return None
    ms, text = one.get("ms"), one.get("text", "")
    if isinstance(ms, bool) or not isinstance(ms, int) or not 0 <= ms < 48 * 3_600_000:
        return None
    return Mark(ms, " ".join(str(text).split())[:LONGEST])
