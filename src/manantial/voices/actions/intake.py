"""Taking in a file: look at it before believing it, keep it, and make what pages and papers need.

The original of a sound is kept as it came. A picture is kept re-encoded, because the original says where and when it
was taken. Names of files never leave this place: they may hold names of people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.press import images, sound
from manantial.vault.actions import keep, keep_file
from manantial.vault.models import Blob
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.rules import VoiceKind

PEAKS = 800  # columns of the drawn sound
AT_ONCE = timedelta(minutes=10)  # a longer sound is prepared by a job, so that nobody waits before a white page
PRINTED_SIDE, SHOWN_SIDE = 3200, 1600  # pixels of the longest side
_PEAK_STEPS = 255
_EVIDENCE = {b"%PDF-": "application/pdf"}
_EVIDENCE_LIMIT = 15 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that somebody sent: its bytes or where it lies, and the name it had."""

    content: bytes | Path
    name: str = ""
    media_type: str = "application/octet-stream"

    def keep(self, *, now: datetime, duration_ms: int | None = None) -> Blob:
        """Keep it as it came."""
        store: Callable[..., Blob] = keep if isinstance(self.content, bytes) else keep_file
        return store(self.content, media_type=self.media_type, name=self.name, now=now, duration_ms=duration_ms)

    def head(self, count: int = 16) -> bytes:
        """Its first bytes."""
        if isinstance(self.content, bytes):
            return self.content[:count]
        with self.content.open("rb") as stream:
            return stream.read(count)

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size


@dataclass(frozen=True)
class TakenIn:
    """What was kept and made of a file."""

    original: Blob
    sound: Blob | None = None
    picture: Blob | None = None
    thumbnail: Blob | None = None
    duration_ms: int | None = None
    peaks: tuple[int, ...] = ()
    waits: bool = False  # a job will make the rest


def take_in(upload: Upload, kind: VoiceKind, *, folio: str, now: datetime) -> TakenIn:
    """Check a file and keep it. Raises VoicesRefused with a sentence for people when it is not what it should be."""
    if kind in {VoiceKind.SOUND, VoiceKind.VIDEO}:
        return _sound(upload, folio=folio, now=now)
    if kind in {VoiceKind.PHOTO, VoiceKind.DRAWING}:
        return _picture(upload, folio=folio, now=now)
    raise VoicesRefused(_("Un texto o una nota no lleva archivo: escriba o pegue las palabras."))


def prepare_sound(original: Blob, *, folio: str, now: datetime) -> tuple[Blob, tuple[int, ...]]:
    """The MP3 for hearing and the drawing of a kept sound. Raises sound.NotSound."""
    made = sound.to_mp3(original.path(), title=folio)
    heard = keep(made.content, media_type="audio/mpeg", name=f"{folio}.mp3", now=now, duration_ms=made.duration_ms)
    drawn = sound.peaks(made.content, count=PEAKS)
    return heard, tuple(round(100 * peak / _PEAK_STEPS) for peak in drawn)


def take_evidence(upload: Upload, *, now: datetime) -> Blob:
    """Keep the proof of a permission: a photo of the sheet, a PDF or a recording. Raises VoicesRefused."""
    if upload.size > _EVIDENCE_LIMIT:
        raise VoicesRefused(_("La prueba pesa más de 15 MB. Tome una foto de la hoja y envíe esa."))
    for start, media_type in _EVIDENCE.items():
        if upload.head().startswith(start):
            return Upload(upload.content, "prueba.pdf", media_type).keep(now=now)
    try:
        seen = images.prepare(upload.content, longest=PRINTED_SIDE)
    except ValueError:
        return _evidence_heard(upload, now=now)
    return keep(seen.content, media_type=seen.media_type, name="prueba", now=now)


def _evidence_heard(upload: Upload, *, now: datetime) -> Blob:
    try:
        facts = sound.probe(upload.content)
    except ValueError as error:
        raise VoicesRefused(
            _("No se pudo abrir la prueba. Envíe una foto (JPEG o PNG), un PDF o una grabación.")
        ) from error
    return Upload(upload.content, "prueba", _audio_type(facts.codec)).keep(now=now, duration_ms=facts.duration_ms)


def _sound(upload: Upload, *, folio: str, now: datetime) -> TakenIn:
    try:
        facts = sound.probe(upload.content)
    except ValueError as error:
        raise VoicesRefused(str(error)) from error
    kept = Upload(upload.content, folio, _audio_type(facts.codec)).keep(now=now, duration_ms=facts.duration_ms)
    if facts.duration_ms > AT_ONCE.total_seconds() * 1000:
        return TakenIn(kept, duration_ms=facts.duration_ms, waits=True)
    heard, drawn = prepare_sound(kept, folio=folio, now=now)
    return TakenIn(kept, sound=heard, duration_ms=heard.duration_ms or facts.duration_ms, peaks=drawn)


def _picture(upload: Upload, *, folio: str, now: datetime) -> TakenIn:
    try:
        images.inspect(upload.content)
        large = images.prepare(upload.content, longest=PRINTED_SIDE)
        shown = images.prepare(large.content, longest=SHOWN_SIDE)
        small = images.thumbnail(large.content)
    except ValueError as error:
        raise VoicesRefused(str(error)) from error
    return TakenIn(
        original=keep(large.content, media_type=large.media_type, name=folio, now=now),
        picture=keep(shown.content, media_type=shown.media_type, name=folio, now=now),
        thumbnail=keep(small, media_type="image/jpeg", name=f"{folio}-m", now=now),
    )


def _audio_type(codec: str) -> str:
    known = {"mp3": "audio/mpeg", "opus": "audio/ogg", "vorbis": "audio/ogg", "aac": "audio/mp4"}
    return known.get(codec, "audio/wav" if codec.startswith("pcm") else "audio/octet-stream")
