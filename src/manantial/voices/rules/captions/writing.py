"""A transcript for other programs: WebVTT, SubRip, oTranscribe, text, and a Word or OpenDocument text to mark."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import docx
import srt

from manantial.press.writers.opendocument.spelling import ODT_TYPE
from manantial.press.writers.opentext import Paragraph, odt_members
from manantial.press.zips import zip_members
from manantial.voices.rules.captions.shape import CaptionFormat
from manantial.voices.rules.spans import say_clock
from manantial.voices.rules.turns import TurnText, write_turns

_PER_WORD = 400  # milliseconds, where nothing says when a turn ends
MEDIA_TYPES = {
    CaptionFormat.VTT: "text/vtt; charset=utf-8",
    CaptionFormat.SRT: "application/x-subrip; charset=utf-8",
    CaptionFormat.OTR: "application/json",
    CaptionFormat.TXT: "text/plain; charset=utf-8",
    CaptionFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    CaptionFormat.ODT: ODT_TYPE,
}
TIMED = frozenset({CaptionFormat.VTT, CaptionFormat.SRT})


@dataclass(frozen=True)
class Heading:
    """What stands above the words: what it is, and what a reader must know (that nobody reviewed it)."""

    title: str
    remarks: tuple[str, ...] = ()
    language: str = "es"


def write_captions(form: CaptionFormat, turns: Sequence[TurnText], heading: Heading) -> bytes:
    """The words in one of the forms. Subtitles hold only turns with a second. KeyError for a form not written (EAF)."""
    writers = {
        CaptionFormat.VTT: _vtt,
        CaptionFormat.SRT: _srt,
        CaptionFormat.OTR: _otr,
        CaptionFormat.TXT: _txt,
        CaptionFormat.DOCX: _docx,
        CaptionFormat.ODT: _odt,
    }
    return writers[form](turns, heading)


def timed_turns(turns: Sequence[TurnText]) -> list[tuple[int, int, TurnText]]:
    """The turns that have a second, each with its end: its own, the beginning of the next, or by its words."""
    known = [(turn.start_ms, turn) for turn in turns if turn.start_ms is not None]
    nexts: list[int | None] = [start for start, _turn in known][1:] + [None] * min(1, len(known))
    found = []
    for (start, turn), after in zip(known, nexts, strict=True):
        by_words = start + max(1000, _PER_WORD * len(turn.text.split()))
        end = turn.end_ms or (after if after is not None and after > start else by_words)
        found.append((start, end, turn))
    return found


def _vtt(turns: Sequence[TurnText], heading: Heading) -> bytes:
    remarks = "".join(f"NOTE {one.replace('-->', '→')}\n\n" for one in (heading.title, *heading.remarks))
    cues = [
        f"{_clock(start)} --> {_clock(end)}\n{_voice(turn)}{html.escape(turn.text, quote=False)}\n"
        for start, end, turn in timed_turns(turns)
    ]
    return f"WEBVTT\n\n{remarks}{chr(10).join(cues)}".encode()


def _srt(turns: Sequence[TurnText], heading: Heading) -> bytes:
    cues = [
        srt.Subtitle(n, timedelta(milliseconds=start), timedelta(milliseconds=end), _said(turn))
        for n, (start, end, turn) in enumerate(timed_turns(turns), start=1)
    ]
    if cues and heading.remarks:
        cues[0].content = f"[{' · '.join(heading.remarks)}]\n{cues[0].content}"
    return str(srt.compose(cues, reindex=False)).encode()


def _otr(turns: Sequence[TurnText], heading: Heading) -> bytes:
    lines = [f"<p>{_mark(turn)}{html.escape(_said(turn))}</p>" for turn in turns]
    remarks = [f"<p>[{html.escape(one)}]</p>" for one in heading.remarks]
    return json.dumps({"text": "".join([*remarks, *lines]), "media": "", "media-time": 0}, ensure_ascii=False).encode()


def _txt(turns: Sequence[TurnText], heading: Heading) -> bytes:
    above = "".join(f"[{one}]\n\n" for one in heading.remarks)
    return f"{above}{write_turns([replace(turn, end_ms=None) for turn in turns])}\n".encode()


def _docx(turns: Sequence[TurnText], heading: Heading) -> bytes:
    document = docx.Document()
    document.add_heading(heading.title, level=1)
    for one in heading.remarks:
        document.add_paragraph(one, style="Intense Quote")
    for turn in turns:
        paragraph = document.add_paragraph()
        if turn.start_ms is not None:
            paragraph.add_run(f"[{_clock(turn.start_ms)}] ")
        if turn.speaker:
            paragraph.add_run(f"{turn.speaker}: ").bold = True
        paragraph.add_run(turn.text)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _odt(turns: Sequence[TurnText], heading: Heading) -> bytes:
    lines = [Paragraph(heading.title, style="Title", level=1)]
    lines += [Paragraph(one, style="Origin") for one in heading.remarks]
    for turn in turns:
        clock = f"[{_clock(turn.start_ms)}] " if turn.start_ms is not None else ""
        lines.append(Paragraph(clock, f"{turn.speaker}: " if turn.speaker else "", turn.text))
    return b"".join(zip_members(odt_members(lines, title=heading.title, language=heading.language)))


def _voice(turn: TurnText) -> str:
    return f"<v {html.escape(turn.speaker, quote=False)}>" if turn.speaker else ""


def _said(turn: TurnText) -> str:
    return f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text


def _mark(turn: TurnText) -> str:
    if turn.start_ms is None:
        return ""
    return f'<span class="timestamp" data-timestamp="{turn.start_ms / 1000}">{say_clock(turn.start_ms)}</span> '


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"
