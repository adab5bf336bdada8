"""Taking in a file: look at it before believing it, keep it, and make what pages and papers need.

The original of a sound is kept as it came. A picture is kept re-encoded, because the original says where and when it
was taken. Names of files never leave this place: they may hold names of people.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from manantial.press import film, images, sound
from manantial.vault.actions import adopt_file, keep, keep_file
from manantial.vault.models import Blob
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.rules import VoiceKind

PEAKS = 800  # columns of the drawn sound
AT_ONCE = timedelta(minutes=3)  # a longer sound is prepared by a job, so that nobody waits before a white page
PRINTED_SIDE, SHOWN_SIDE = 3200, 1600  # pixels of the longest side
_PEAK_STEPS = 255
_OOXML = "application/vnd.openxmlformats-officedocument."
_OFFICE = {
    "word/document.xml": f"{_OOXML}wordprocessingml.document",
    "xl/workbook.xml": f"{_OOXML}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OOXML}presentationml.presentation",
}
_EVIDENCE = {b"%PDF-": "application/pdf"}
_EVIDENCE_LIMIT = 15 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that somebody sent: its bytes or where it lies, and the name it had."""

    content: bytes | Path
    name: str = ""
    media_type: str = "application/octet-stream"
    settled: bool = False  # it lies in the data folder and nobody changes it: link it instead of copying it

    def keep(self, *, now: datetime, duration_ms: int | None = None) -> Blob:
        """Keep it as it came."""
        on_disk = adopt_file if self.settled else keep_file
        store: Callable[..., Blob] = keep if isinstance(self.content, bytes) else on_disk
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
    level: str = ""  # what is wrong with how it was recorded, see press.sound.Level
    waits: bool = False  # a job will make the rest


def take_in(upload: Upload, kind: VoiceKind, *, folio: str, now: datetime) -> TakenIn:
    """Check a file and keep it. Raises VoicesRefused with a sentence for people when it is not what it should be."""
    if kind is VoiceKind.SOUND:
        return _sound(upload, folio=folio, now=now)
    if kind is VoiceKind.VIDEO:
        return _film(upload, folio=folio, now=now)
    if kind in {VoiceKind.PHOTO, VoiceKind.DRAWING}:
        return _picture(upload, folio=folio, now=now)
    raise VoicesRefused(_("Un texto o una nota no lleva archivo: escriba o pegue las palabras."))


@dataclass(frozen=True)
class Made:
    """What was made of an original, still as files beside the vault."""

    sound: Path | None = None
    film: Path | None = None
    film_type: str = ""
    duration_ms: int | None = None
    peaks: tuple[int, ...] = ()
    level: str = ""  # as in TakenIn

    def keep_sound(self, folio: str, *, now: datetime) -> Blob | None:
        """Keep the MP3 for hearing."""
        if self.sound is None:
            return None
        name, length = f"{folio}.mp3", self.duration_ms
        return adopt_file(self.sound, media_type="audio/mpeg", name=name, now=now, duration_ms=length)

    def keep_film(self, folio: str, *, now: datetime) -> Blob | None:
        """Keep the film for watching."""
        if self.film is None:
            return None
        name = f"{folio}.{self.film_type.partition('/')[2]}"
        return adopt_file(self.film, media_type=self.film_type, name=name, now=now, duration_ms=self.duration_ms)


@contextmanager
def making(original: Blob, *, folio: str, progress: sound.Progress | None = None) -> Iterator[Made]:
    """Make the MP3 for hearing, its drawing and, of a film, a copy that browsers play; the files last for the block.

    It may take minutes and touches no table, so that it stands outside of any transaction; `progress` hears
    milliseconds of work done, see `work_of`. Raises sound.NotSound, film.NotFilm.
    """
    source, filmed = original.path(), original.media_type.startswith("video/")
    with tempfile.TemporaryDirectory(dir=settings.HOME.path, prefix="making-") as folder:
        mp3, played, film_type, done = Path(folder) / "heard.mp3", Path(folder) / "played", "", 0
        if filmed:
            film_type = film.write_playable(source, played, progress=progress)
            done = original.duration_ms or 0
        if filmed and not film.probe(source).sound:
            yield Made(film=played, film_type=film_type, duration_ms=original.duration_ms)
            return
        facts, before = sound.write_mp3(source, mp3, title=folio, progress=_after(progress, done))
        drawn = sound.peaks(mp3, count=PEAKS, progress=_after(progress, done + 2 * facts.duration_ms))
        yield Made(
            sound=mp3,
            film=played if filmed else None,
            film_type=film_type,
            duration_ms=facts.duration_ms,
            peaks=tuple(round(100 * peak / _PEAK_STEPS) for peak in drawn),
            level=sound.level_of(before) or "",
        )


def work_of(original: Blob) -> int:
    """How much work `making` has, in milliseconds of sound and film gone over; 0 when its length is not known."""
    rounds = 4 if original.media_type.startswith("video/") else 3
    return rounds * (original.duration_ms or 0)


def _after(progress: sound.Progress | None, before: int) -> sound.Progress | None:
    return (lambda done: progress(before + done)) if progress else None


def take_copy(upload: Upload, *, folio: str, now: datetime) -> Blob:
    """Keep the digital copy of a source: a PDF, a document of an office, a picture, a film or a sound of any length.

    Pictures and films that browsers play lose their place and camera. Raises VoicesRefused for anything else.
    """
    head = upload.head()
    if head.startswith(b"%PDF-"):
        return replace(upload, name=folio, media_type="application/pdf").keep(now=now)
    if head.startswith(b"PK\x03\x04") and (office := _office_type(upload)):
        return replace(upload, name=folio, media_type=office).keep(now=now)
    try:
        seen = images.prepare(upload.content, longest=PRINTED_SIDE)
        return keep(seen.content, media_type=seen.media_type, name=folio, now=now)
    except ValueError:
        return _copy_played(upload, folio=folio, now=now)


def _copy_played(upload: Upload, *, folio: str, now: datetime) -> Blob:
    with suppress(film.NotFilm), tempfile.TemporaryDirectory(dir=settings.HOME.path, prefix="making-") as folder:
        facts, played = film.probe(upload.content), Path(folder) / "played"
        if facts.wrapping:
            film.write_playable(upload.content, played)
            kind, length = f"video/{facts.wrapping}", facts.duration_ms or None
            return adopt_file(played, media_type=kind, name=folio, now=now, duration_ms=length)
        return replace(upload, name=folio, media_type=_film_type(facts.container)).keep(now=now)
    try:
        heard = sound.probe(upload.content)
    except ValueError as error:
        raise VoicesRefused(
            _("No se pudo abrir la copia. Envíe una foto, un PDF, un documento de oficina, un sonido o un video.")
        ) from error
    return replace(upload, name=folio, media_type=_audio_type(heard)).keep(now=now, duration_ms=heard.duration_ms)


def _office_type(upload: Upload) -> str:
    """The media type of a text, table or slides by Office or LibreOffice; empty for any other zip."""
    content = io.BytesIO(upload.content) if isinstance(upload.content, bytes) else upload.content
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(content) as parts:
        names = set(parts.namelist())
        if "mimetype" in names and parts.getinfo("mimetype").file_size < 100:
            told = parts.read("mimetype").decode("ascii", "replace")
            return told if told.startswith("application/vnd.oasis.opendocument.") else ""
        return next((kind for part, kind in _OFFICE.items() if part in names), "")
    return ""


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
    return Upload(upload.content, "prueba", _audio_type(facts)).keep(now=now, duration_ms=facts.duration_ms)


def _sound(upload: Upload, *, folio: str, now: datetime) -> TakenIn:
    try:
        facts = sound.probe(upload.content)
    except ValueError as error:
        raise VoicesRefused(str(error)) from error
    named = replace(upload, name=folio, media_type=_audio_type(facts))
    kept = named.keep(now=now, duration_ms=facts.duration_ms)
    if facts.duration_ms > AT_ONCE.total_seconds() * 1000:
        return TakenIn(kept, duration_ms=facts.duration_ms, waits=True)
    with making(kept, folio=folio) as made:
        heard = made.keep_sound(folio, now=now)
        return TakenIn(kept, sound=heard, duration_ms=made.duration_ms, peaks=made.peaks, level=made.level)


def _film(upload: Upload, *, folio: str, now: datetime) -> TakenIn:
    """A film is kept as it came and never shown so; what is shown is made by a job, and its still now."""
    try:
        facts = film.probe(upload.content)
        small = images.thumbnail(film.still(upload.content))
        length = facts.duration_ms or sound.probe(upload.content).duration_ms
    except ValueError as error:
        raise VoicesRefused(str(error)) from error
    named = replace(upload, name=folio, media_type=_film_type(facts.container))
    kept = named.keep(now=now, duration_ms=length)
    poster = keep(small, media_type="image/jpeg", name=f"{folio}-m", now=now)
    return TakenIn(kept, thumbnail=poster, duration_ms=length, waits=True)


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


def _audio_type(facts: sound.SoundFacts) -> str:
    if "webm" in facts.container:
        return "audio/webm"
    known = {"mp3": "audio/mpeg", "mp3float": "audio/mpeg", "opus": "audio/ogg", "vorbis": "audio/ogg"}
    kinds = {"amr": "audio/amr", "wav": "audio/wav", "flac": "audio/flac", "ogg": "audio/ogg", "aac": "audio/aac"}
    plain = "audio/mp4" if "mp4" in facts.container else "audio/octet-stream"
    return known.get(facts.codec, kinds.get(facts.container, plain))


def _film_type(container: str) -> str:
    names = {"webm": "video/webm", "mp4": "video/mp4", "avi": "video/x-msvideo"}
    return next((kind for name, kind in names.items() if name in container), "video/octet-stream")
