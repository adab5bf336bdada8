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
_END_MARK = re.compile(r"\s*#\s*(\d{1,2}:\d{2}:\d{2}(?:[.,-]\d{1,3})?)\s*#\s*$")
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
            turns[-1] = replace(turns[-1], text=f"{turns[-1].text} {turn.text}", end_ms=turn.end_ms)
            fresh = turn.end_ms is not None
        else:
            turns.append(turn)
            fresh = turn.end_ms is not None
    return closed(_chained([turn for turn in turns if turn.text]), duration_ms)


def write_turns(turns: Sequence[TurnText]) -> str:
    """The text that `read_turns` reads back, to correct a transcript by hand."""
    return "\n\n".join(_write(turn) for turn in turns)


def join_lines(turns: Sequence[TurnText], most_words: int = 80) -> list[TurnText]:
    """Subtitles are short lines; those that follow each other by the same person become one turn.

    A turn ends with its sentence once it has `most_words`, so that it can still be found by its second.
    """
    joined: list[TurnText] = []
    for turn in turns:
        before = joined[-1] if joined else None
        whole = before is not None and len(before.text.split()) >= most_words and before.text[-1:] in ".?!…"
        if before is None or whole or before.speaker != turn.speaker:
            joined.append(turn)
        else:
            joined[-1] = replace(before, text=f"{before.text} {turn.text}", end_ms=turn.end_ms or before.end_ms)
    return joined


def _read(line: str) -> TurnText | None:
    line, end = _ending(line)
    start, rest = _second(line)
    speaker, rest = speaker_of(rest)
    if start is None:
        start, rest = _second(rest)
    return TurnText(" ".join(rest.split()), speaker, start, end) if rest.strip() or speaker else None


def _ending(line: str) -> tuple[str, int | None]:
    """The line without the mark at its end, which some programs write there to say when the turn was over."""
    found = _END_MARK.search(line)
    if not found or found.start() == 0:
        return line, None
    try:
        return line[: found.start()], parse_clock(found[1].replace("-", "."))
    except InvalidClock:
        return line, None


def _second(line: str) -> tuple[int | None, str]:
    found = _MARK.match(line) or _BARE.match(line)
    if not found:
        return None, line
    try:
        return parse_clock(found[1].replace("-", ".")), line[found.end() :].strip()
    except InvalidClock:
        return None, line


def speaker_of(line: str) -> tuple[str, str]:
    """Who speaks, when the line begins with a name and a colon, and the rest of it."""
    found = _SPEAKER.match(f"{line} ")
    if not found or len(found[1].split()) > _MOST_WORDS:
        return "", line
    return found[1].strip(), line[found.end() :].strip()


def closed(turns: Sequence[TurnText], duration_ms: int | None) -> list[TurnText]:
    """The turns with their ends: what was written, else where the next begins, else the end of the sound."""
    ends = [turn.start_ms for turn in turns[1:]] + [duration_ms]
    return [_ended(turn, end) for turn, end in zip(turns, ends, strict=True)] if turns else []


def _chained(turns: Sequence[TurnText]) -> list[TurnText]:
    """A turn after a written end begins there when it does not say otherwise; the first, at the beginning."""
    begun: list[TurnText] = []
    for turn in turns:
        before = begun[-1].end_ms if begun else (0 if turn.end_ms is not None else None)
        begun.append(replace(turn, start_ms=before) if turn.start_ms is None and before is not None else turn)
    return begun


def _ended(turn: TurnText, after: int | None) -> TurnText:
    end = turn.end_ms if turn.end_ms is not None else after
    later = turn.start_ms is not None and end is not None and end > turn.start_ms
    return replace(turn, end_ms=end if later else None)


def _write(turn: TurnText) -> str:
    mark = "" if turn.start_ms is None else f"[{_mark(turn.start_ms)}] "
    return f"{mark}{turn.speaker}: {turn.text}" if turn.speaker else f"{mark}{turn.text}"


def _mark(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{clock}.{rest:03d}" if rest else clock
