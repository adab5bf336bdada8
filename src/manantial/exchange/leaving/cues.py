"""Which seconds of which recording to use: a list of cuts for whoever edits radio or film, as a table and as EDL.

Only what may be heard for the use that was chosen is listed; beside each cut stands how to credit it and what else the
person allowed. EDL follows CMX 3600: event, reel, track, cut, and four times of 25 frames a second.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave
from manantial.voices.models import Fragment
from manantial.voices.queries import Remark, remarks_on, said, said_credit, said_remark, said_translation
from manantial.voices.queries.gate import RESERVED, Gate
from manantial.voices.rules import USE_WORDS, Use, What

MOST = 2000
_FRAMES = 25
_REEL = 8  # letters of a reel in CMX 3600


@dataclass(frozen=True)
class Cut:
    """One stretch of a recording."""

    folio: str
    file: str
    start_ms: int
    end_ms: int
    credit: str
    uses: str
    words: str
    voice: UUID
    translation: str = ""

    @property
    def times(self) -> str:
        """From when to when, and how long."""
        long = (self.end_ms - self.start_ms) / 1000
        return f"{clock(self.start_ms)} – {clock(self.end_ms)} ({long:.1f} s)"


@dataclass(frozen=True)
class CutList(Sequence[Cut]):
    """The cuts that may be used so, in order; each is told only when somebody takes it out."""

    leave: Leave
    gate: Gate
    kept: tuple[Fragment, ...]
    cut_short: bool  # there may be more than were looked at

    def __len__(self) -> int:
        return len(self.kept)

    def __iter__(self) -> Iterator[Cut]:
        """All of them, read together."""
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> Cut: ...
    @overload
    def __getitem__(self, place: slice) -> list[Cut]: ...
    def __getitem__(self, place: int | slice) -> Cut | list[Cut]:
        """Tell one cut, or some of them at once."""
        if isinstance(place, int):
            return self[place : place + 1 or None][0]
        rows = Fragment.objects.in_bulk([one.pk for one in self.kept[place]])
        taken = [rows[one.pk] for one in self.kept[place]]
        remarks = remarks_on(taken, list(dict.fromkeys(((get_language() or "es")[:2], "es"))))
        return [_cut(self.gate, one, self.leave, remarks.get(one.pk)) for one in taken]


def cuts(leave: Leave, *, code: UUID | None = None, folios: Sequence[str] = ()) -> CutList:
    """The cuts that may be used so: all of them, those of a code, or those of some folios. Looks at MOST fragments."""
    rows = Fragment.objects.filter(retired_at=None, reserved=False).exclude(start_ms=None).exclude(end_ms=None)
    if code is not None:
        rows = rows.filter(codings__code=code, codings__retired_at=None).distinct()
    if folios:
        rows = rows.filter(folio__in=folios)
    rows = rows.exclude(voice__visibility=RESERVED).order_by("voice__folio", "start_ms")
    listed = list(rows.only("folio", "voice", "what", "start_ms", "end_ms")[:MOST])
    gate = Gate.of(listed)
    kept = tuple(one for one in listed if gate.ruling(one, leave.use, on=leave.on, what=What(one.what)))
    return CutList(leave, gate, kept, len(listed) == MOST)


def table_of(listed: Iterable[Cut]) -> tuple[tuple[str, ...], Iterator[Sequence[object]]]:
    """The heads and rows of a list of cuts."""
    heads = (
        _("Archivo"), _("Entra"), _("Sale"), _("Dura, segundos"), _("Fragmento"), _("Crédito"), _("También se permite"),
        _("Dice"), _("Traducción"),
    )  # fmt: skip
    rows = (
        (
            one.file, clock(one.start_ms), clock(one.end_ms), round((one.end_ms - one.start_ms) / 1000, 1), one.folio,
            one.credit, one.uses, one.words, one.translation,
        )
        for one in listed
    )  # fmt: skip
    return heads, rows


def edl(title: str, listed: Iterable[Cut]) -> str:
    """The cuts one after the other as an edit decision list; ASCII alone, as old programs want it."""
    lines, at = [f"TITLE: {_plain(title)}", "FCM: NON-DROP FRAME", ""], 0
    for number, one in enumerate(listed, 1):
        start, end = _frames(one.start_ms), _frames(one.end_ms)
        reel = _plain(one.file.replace("-", "").partition(".")[0])[:_REEL].ljust(_REEL)
        times = (start, end, at, at + end - start)
        lines.append(f"{number:03d}  {reel} AA    C        {' '.join(map(_timecode, times))}")
        lines += [f"* FROM CLIP NAME: {_plain(one.file)}", f"* COMMENT: {one.folio} {_plain(one.credit)}"]
        at += end - start
    return "\r\n".join(lines) + "\r\n"


def clock(ms: int) -> str:
    """Hours, minutes, seconds and thousandths."""
    seconds, thousandths = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{thousandths:03d}"


def _cut(gate: Gate, one: Fragment, leave: Leave, remark: Remark | None) -> Cut:
    what = What(one.what)
    uses = [
        said(USE_WORDS, use) for use in Use if use is not leave.use and gate.ruling(one, use, on=leave.on, what=what)
    ]
    says = one.quote if gate.ruling(one, leave.use, on=leave.on, what=What.QUOTE) else ""
    suffix = ".mp4" if what is What.VIDEO else ".mp3"
    credit = said_credit(gate.credit(one, leave.use, on=leave.on))
    line, translation = credit, ""
    if says and remark:
        line, translation = said_remark(credit, remark), said_translation(remark.translation)
    file = f"{gate.voices[one.voice_id].folio}{suffix}"
    times = one.start_ms or 0, one.end_ms or 0
    return Cut(one.folio, file, *times, line, ", ".join(uses), says, one.voice_id, translation)


def _frames(ms: int) -> int:
    return round(ms * _FRAMES / 1000)


def _timecode(frames: int) -> str:
    seconds, rest = divmod(frames, _FRAMES)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{rest:02d}"


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", " ".join(text.split()))
    return decomposed.encode("ascii", "ignore").decode()
