"""Small files that come in by a form of any room: a photo, a signed paper, a voice note; checked and read again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.press.images import NotImage, TooLarge, prepare
from manantial.press.sound import NotSound, probe

PDF_LIMIT = 15_000_000  # bytes
NOTE_LIMIT = 12_000_000  # bytes
LONGEST_NOTE = 5 * 60 * 1000  # milliseconds
_SOUNDS = {"mp3": "audio/mpeg", "aac": "audio/mp4", "opus": "audio/ogg", "vorbis": "audio/ogg"}


class _SentField(forms.FileField):
    """A file that is read whole when it arrives."""

    accept = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": self.accept}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return what `read` made of it, or None for no file. Raises ValidationError for anything else."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        return self.read(sent) if sent else None

    def read(self, sent: UploadedFile[bytes]) -> Any:
        """Check the file and write it again. Raises ValidationError."""
        raise NotImplementedError


class PhotoField(_SentField):
    """A photo as (bytes, media type); the place and hour its camera wrote are dropped."""

    accept = "image/*"

    def read(self, sent: UploadedFile[bytes]) -> tuple[bytes, str]:
        """Turn the photo upright and write it again."""
        return _photo(sent.read())


class PaperField(_SentField):
    """A photo or a PDF of a signed paper as (bytes, media type). Of photos place and hour are dropped."""

    accept = "image/*,application/pdf"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Una foto (JPEG o PNG) o un PDF de hasta 15 MB."))
        super().__init__(**kwargs)

    def read(self, sent: UploadedFile[bytes]) -> tuple[bytes, str]:
        """Keep a PDF as it is; a photo is written again."""
        content = sent.read()
        if not content.startswith(b"%PDF-"):
            return _photo(content)
        if len(content) > PDF_LIMIT:
            raise ValidationError(_("El PDF pesa más de 15 MB. Escanéelo con menos calidad."))
        return content, "application/pdf"


class VoiceNoteField(_SentField):
    """A voice note of a few minutes, as the phone recorded it: (bytes, media type, milliseconds)."""

    accept = "audio/*"

    def read(self, sent: UploadedFile[bytes]) -> tuple[bytes, str, int]:
        """Look whether it sounds and how long."""
        if sent.size and sent.size > NOTE_LIMIT:
            raise ValidationError(_("El audio pesa más de 12 MB. Mande una nota más corta, de hasta cinco minutos."))
        content = sent.read()
        try:
            facts = probe(content)
        except NotSound as error:
            raise ValidationError(str(error)) from error
        if facts.duration_ms > LONGEST_NOTE:
            raise ValidationError(_("El audio dura más de cinco minutos. Mande una nota más corta."))
        return content, _SOUNDS.get(facts.codec, "audio/wav"), facts.duration_ms


def _photo(content: bytes) -> tuple[bytes, str]:
    try:
        photo = prepare(content)
    except (NotImage, TooLarge) as error:
        raise ValidationError(str(error)) from error
    return photo.content, photo.media_type
