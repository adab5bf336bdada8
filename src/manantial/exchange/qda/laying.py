"""A text as turns, and a selection of it as parts of turns.

A line is a turn: paragraphs of other programs, turns of ours. `Name:` at the beginning of a line is who speaks. Texts
that this program wrote are read back letter by letter: its mark between name and words is a colon with a hard space,
and a line end inside a turn is written as the separator of lines of Unicode, which programs show as a line end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ORIGIN = "Manantial"
INNER_END, SPEAKER_MARK = "\u2028", ":\u00a0"
_OWN_SPEAKER = re.compile(f"([^\n:]{{1,80}}){SPEAKER_MARK}")
_SPEAKER = re.compile(r"([^\W\d_][^:.,;¿?¡!\n]{0,39}):[ \t]+(?=\S)")
_MOST_WORDS = 4  # of a name; longer is a sentence with a colon


@dataclass(frozen=True, slots=True)
class Line:
    """A turn as it stands in a text: `begins` is the place of the first letter of its words."""

    text: str
    speaker: str
    begins: int
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Letters of one turn."""

    line: int
    start: int
    end: int


def lay(text: str, *, own: bool, times: Iterable[tuple[int, int]] = ()) -> list[Line]:
    """The turns of a text with one-letter line ends; `times` are (place, millisecond) of its sync points."""
    lines, at = [], 0
    for raw in text.split("\n"):
        found = _line(raw, at, own)
        if found is not None:
            lines.append(found)
        at += len(raw) + 1
    return _timed(lines, sorted(set(times)), own)


def parts_of(lines: Sequence[Line], start: int, end: int) -> list[Part]:
    """Which letters of which turns lie between two places of the text; turns without words there are left out."""
    first = max(0, bisect_right([line.begins for line in lines], start) - 1)
    found = []
    for place in range(first, len(lines)):
        line = lines[place]
        if line.begins >= end:
            break
        low, high = max(0, start - line.begins), min(len(line.text), end - line.begins)
        if low < high and line.text[low:high].strip():
            found.append(Part(place, low, high))
    return found


def written(speaker: str, text: str) -> tuple[str, int]:
    """A turn as a line of a text, and how many letters of it come before its words."""
    head = f"{speaker.replace(':', ' ')}{SPEAKER_MARK}" if speaker else ""
    return head + text.replace("\r\n", f" {INNER_END}").replace("\n", INNER_END).replace("\r", INNER_END), len(head)


def _line(raw: str, at: int, own: bool) -> Line | None:
    if own:
        found = _OWN_SPEAKER.match(raw)
        begins = found.end() if found else 0
        text = raw[begins:].replace(INNER_END, "\n")
        return Line(text, found[1] if found else "", at + begins) if raw else None
    stripped = raw.strip()
    if not stripped:
        return None
    begins = len(raw) - len(raw.lstrip())
    found = _SPEAKER.match(stripped)
    if found and len(found[1].split()) <= _MOST_WORDS:
        return Line(stripped[found.end() :], found[1].strip(), at + begins + found.end())
    return Line(stripped, "", at + begins)


def _timed(lines: list[Line], times: list[tuple[int, int]], own: bool) -> list[Line]:
    if not times:
        return lines
    places = [place for place, _ms in times]
    found = []
    for line in lines:
        end = line.begins + len(line.text)
        if own:
            start_ms, end_ms = dict(times).get(line.begins), dict(times).get(end)
        else:
            before, after = bisect_right(places, line.begins) - 1, bisect_left(places, end)
            start_ms = times[before][1] if before >= 0 else None
            end_ms = times[after][1] if after < len(times) else None
        if start_ms is not None and end_ms is not None and end_ms <= start_ms:
            end_ms = None
        found.append(Line(line.text, line.speaker, line.begins, start_ms, end_ms if start_ms is not None else None))
    return found
