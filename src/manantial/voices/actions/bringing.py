"""Taking in words that another program wrote down: a new version, with what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from manantial.people.models import Person
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.actions.transcripts import Reading, transcribe
from manantial.voices.models import Transcript, Voice
from manantial.voices.rules import TranscriptKind, TurnText, join_lines
from manantial.voices.rules.captions import Note, UnreadableCaptions, read_captions


def bring_words(
    voice: Voice, content: bytes, *, join: bool = False, language: str = "", by: Person | None, now: datetime
) -> Transcript:
    """Write a version from a file of words, whichever its form; `join` makes turns of the short lines of subtitles.

    What was read and what was left out is kept in `reading`; the name of the file is not, it may hold a person's.
    Raises VoicesRefused with the line when it cannot be read.
    """
    try:
        found = read_captions(content)
    except UnreadableCaptions as error:
        raise VoicesRefused(_told(error.note)) from error
    turns = join_lines(found.turns) if join else list(found.turns)
    fitting, late = _within(turns, voice.duration_ms)
    notes = [_told(note) for note in found.notes]
    if late:
        said = ngettext(
            "%(n)d turno venía después del final del sonido; se tomó sin su segundo.",
            "%(n)d turnos venían después del final del sonido; se tomaron sin su segundo.",
            late,
        )
        notes.append(said % {"n": late})
    facts = {"format": str(found.format), "turns": len(fitting), "notes": notes}
    reading = Reading(TranscriptKind.IMPORTED, language, facts=facts)
    return transcribe(voice, fitting, reading=reading, by=by, now=now)


def _told(note: Note) -> str:
    said = note.say(gettext)
    return _("Línea %(line)d: %(said)s") % {"line": note.line, "said": said} if note.line else said


def _within(turns: Sequence[TurnText], duration_ms: int | None) -> tuple[list[TurnText], int]:
    """The turns with no second beyond the sound, and how many lost theirs; an end a little late is the end."""
    if duration_ms is None:
        return list(turns), 0
    made, late = [], 0
    for turn in turns:
        if turn.start_ms is not None and turn.start_ms >= duration_ms:
            made.append(replace(turn, start_ms=None, end_ms=None))
            late += 1
        else:
            made.append(replace(turn, end_ms=min(turn.end_ms, duration_ms) if turn.end_ms is not None else None))
    return made, late
