"""Reading a transcript that somebody typed or pasted: who speaks, at which second, which words.

One line is one turn; `María:` at its beginning is who speaks, `[00:03:12]` or `#00:03:12-3#` where it was said. Lines
without a name go on with the turn before, so that a plain text without any mark is read too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from manantial.voices.rules.spans import InvalidClock, parse_clock

_MARK = re.compile(r"[\[(#]\s*(\d{1,2}(?::\d{1,2}){1,2}(?:[.,-]\d{1,3})?)\s*[\])#]")
_BARE = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?)\s+")
_SPEAKER = re.compile(r"([^\W\d_][^:.,;¿?¡!]{0,39}):\s+")
_MOST_WORDS = 4  # of a speaker's name; longer is a sentence with a colon


@dataclass(frozen=True)
class TurnText:
    """One turn as it was read."""

    text: str
    speaker: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    line: UUID | None = None  # the lineage that an editor knows it to continue


def read_turns(text: str, duration_ms: int | None = None) -> list[TurnText]:
    """The turns of a typed transcript, none of them empty; a turn with a second ends where the next one begins.

    An empty line closes a turn. `duration_ms` closes the last one.
    """
    turns: list[TurnText] = []
    fresh = True
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        turn = _read(line.strip())
        if turn is None:
            fresh = True
        elif turns and not fresh and not turn.speaker and turn.start_ms is None:
            turns[-1] = replace(turns[-1], text=f"{turns[-1].text} {turn.text}")
        else:
            turns.append(turn)
            fresh = False
    return _closed([turn for turn in turns if turn.text], duration_ms)


def write_turns(turns: Sequence[TurnText]) -> str:
    """The text that `read_turns` reads back, to correct a transcript by hand."""
    return "\n\n".join(_write(turn) for turn in turns)


def _read(line: str) -> TurnText | None:
    start, rest = _second(line)
    speaker, rest = _speaker(rest)
    if start is None:
        start, rest = _second(rest)
    return TurnText(" ".join(rest.split()), speaker, start) if rest.strip() or speaker else None


def _second(line: str) -> tuple[int | None, str]:
    found = _MARK.match(line) or _BARE.match(line)
    if not found:
        return None, line
    try:
        return parse_clock(found[1].replace("-", ".")), line[found.end() :].strip()
    except InvalidClock:
        return None, line


def _speaker(line: str) -> tuple[str, str]:
    found = _SPEAKER.match(f"{line} ")
    if not found or len(found[1].split()) > _MOST_WORDS:
        return "", line
    return found[1].strip(), line[found.end() :].strip()


def _closed(turns: list[TurnText], duration_ms: int | None) -> list[TurnText]:
    ends = [turn.start_ms for turn in turns[1:]] + [duration_ms]
    return (
        [
            replace(turn, end_ms=end) if turn.start_ms is not None and end is not None and end > turn.start_ms else turn
            for turn, end in zip(turns, ends, strict=True)
        ]
        if turns
        else []
    )


def _write(turn: TurnText) -> str:
    mark = "" if turn.start_ms is None else f"[{_mark(turn.start_ms)}] "
    return f"{mark}{turn.speaker}: {turn.text}" if turn.speaker else f"{mark}{turn.text}"


def _mark(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{clock}.{rest:03d}" if rest else clock
