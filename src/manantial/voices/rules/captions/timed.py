"""Subtitles: WebVTT and SubRip. A cue is a turn; a name before a colon or a voice tag says who speaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

import srt
import webvtt
from webvtt.errors import MalformedFileError

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.captions.shape import CaptionFormat, Captions, Note, UnreadableCaptions
from manantial.voices.rules.turns import TurnText, speaker_of

_ARROW = re.compile(r"^.*-->.*$", re.MULTILINE)
_TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}", re.MULTILINE)
_COMMA = re.compile(r"(\d:\d{2}),(\d{1,3})")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>]*|\d[\d:.]*)>")
_PLAIN_TAG = re.compile(r"</?(?:i|b|u|s|font[^<>]*)>|\{\\an\d\}", re.IGNORECASE)  # all that SubRip knows
_DASH = re.compile(r"^\s*[-–—]\s*(?=\S)")


def read_vtt(text: str) -> Captions:
    """The turns of a WebVTT file. Raises UnreadableCaptions when none of its cues can be read."""
    notes, mended = [], text
    if not text.startswith("WEBVTT"):
        mended = f"WEBVTT\n\n{text}"
        notes.append(Note(_("Le faltaba la primera línea «WEBVTT»; se leyó de todos modos."), 1))
    commas = [at for at, line in enumerate(mended.split("\n"), start=1) if "-->" in line and _COMMA.search(line)]
    if commas:
        mended = _ARROW.sub(lambda found: _COMMA.sub(r"\1.\2", found[0]), mended)
        notes.append(
            Note(_("%(n)d tiempos traían coma en lugar de punto; se leyeron igual."), commas[0], {"n": len(commas)})
        )
    notes.extend(_unread(mended))
    try:
        cues = webvtt.from_string(mended).captions
    except (MalformedFileError, ValueError) as error:
        raise UnreadableCaptions(_("No es un archivo WebVTT que se pueda leer.")) from error
    turns = [turn for cue in cues for turn in _turns(cue.raw_text, _read(cue.start), _read(cue.end))]
    return _captions(CaptionFormat.VTT, turns, notes, mended)


def read_srt(text: str) -> Captions:
    """The turns of a SubRip file, also with points for commas or without numbers. Raises UnreadableCaptions."""
    notes: list[Note] = []
    try:
        cues = list(srt.parse(text))
    except srt.SRTParseError:
        cues = list(srt.parse(text, ignore_errors=True))
    notes.extend(_unread(text))
    turns = [
        turn
        for cue in cues
        for turn in _timed(
            _named("", _PLAIN_TAG.sub("", cue.content)), _milliseconds(cue.start), _milliseconds(cue.end)
        )
    ]
    return _captions(CaptionFormat.SRT, turns, notes, text)


def is_timed(text: str) -> bool:
    """Somewhere a line says from when to when, as subtitles do."""
    return bool(_TIMES.search(text))


def _captions(form: CaptionFormat, turns: list[TurnText], notes: list[Note], text: str) -> Captions:
    """Never silently empty: a file with times and no words is refused at its first time."""
    if not turns:
        line = next((at for at, line in enumerate(text.split("\n"), start=1) if "-->" in line), 0)
        raise UnreadableCaptions(_("El archivo no trae palabras que se puedan leer."), line)
    return Captions(form, tuple(turns), tuple(notes))


def _unread(text: str) -> Iterator[Note]:
    for at, line in enumerate(text.split("\n"), start=1):
        if "-->" in line and not _TIMES.match(line):
            yield Note(_("No se tomó: el tiempo no se entiende."), at)


def _turns(raw: str, start: int, end: int) -> Iterator[TurnText]:
    """The turns of one cue: a new one at each voice tag and at each line that begins with a name."""
    pieces = _VOICE.split(raw)
    found = list(_named("", _unmarked(pieces[0])))
    for speaker, said in zip(pieces[1::2], pieces[2::2], strict=True):
        found.extend(_named(html.unescape(speaker).strip(), _unmarked(said)))
    yield from _timed(found, start, end)


def _unmarked(raw: str) -> str:
    return html.unescape(_TAG.sub("", raw)).replace("\u200e", "").replace("\u200f", "")


def _timed(found: Iterable[tuple[str, str]], start: int, end: int) -> Iterator[TurnText]:
    times = (start, end) if end > start else (start, None)
    for speaker, words in found:
        if words:
            yield TurnText(words, speaker, *times)


def _named(speaker: str, plain: str) -> Iterator[tuple[str, str]]:
    name, said = speaker, [""]
    for line in plain.split("\n"):
        another, words = ("", line) if speaker else speaker_of(_DASH.sub("", line).strip())
        if another:
            yield name, " ".join(" ".join(said).split())
            name, said = another, []
        said.append(words)
    yield name, " ".join(" ".join(said).split())


def _milliseconds(moment: timedelta) -> int:
    return round(moment / timedelta(milliseconds=1))


def _read(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    whole, _point, rest = seconds.partition(".")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(rest)
