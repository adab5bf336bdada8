"""What is read from a file of words: its turns, in which form it came, and what was left out with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from manantial.voices.rules.turns import TurnText


class CaptionFormat(StrEnum):
    """The forms in which other programs hand over words with their seconds."""

    VTT = "vtt"
    SRT = "srt"
    OTR = "otr"  # oTranscribe
    EAF = "eaf"  # ELAN
    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"


@dataclass(frozen=True)
class Note:
    """Something that was left out or read otherwise than written, and why; `line` counts from one, 0 for the whole."""

    reason: str
    line: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)

    def say(self, translate: Callable[[str], str]) -> str:
        """The reason for people, in their language."""
        return translate(self.reason) % dict(self.facts) if self.facts else translate(self.reason)


@dataclass(frozen=True)
class Captions:
    """The words of a file, turn by turn."""

    format: CaptionFormat
    turns: tuple[TurnText, ...]
    notes: tuple[Note, ...] = ()


class UnreadableCaptions(ValueError):
    """A file cannot be read as words; the note says why, and at which line when there is one."""

    def __init__(self, reason: str, line: int = 0, **facts: object) -> None:
        self.note = Note(reason, line, facts)
        super().__init__(self.note.say(str))
