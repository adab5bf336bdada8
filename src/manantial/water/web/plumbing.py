"""What the pages of this room share: this moment, files that come in, refusals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from manantial.press.images import NotImage, TooLarge, prepare
from manantial.press.sound import NotSound, probe
from manantial.vault.actions import keep
from manantial.vault.models import Blob
from manantial.vault.streaming import handed
from manantial.water.actions import WaterRefused

SOUND_LIMIT = 12_000_000  # bytes: three minutes of any phone
LONGEST = 5 * 60 * 1000  # milliseconds
_SOUNDS = {"mp3": "audio/mpeg", "aac": "audio/mp4", "opus": "audio/ogg", "vorbis": "audio/ogg"}


def now() -> datetime:
    """Return this moment."""
    return timezone.now()


def told(error: WaterRefused) -> str:
    """Return a refusal in the reader's language."""
    return error.ruling.say(_)


def refuse(form: forms.Form, error: WaterRefused) -> None:
    """Say a refusal on its form."""
    form.add_error(None, told(error))


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Show a PDF this product made."""
    return handed(content, media_type="application/pdf", name=f"{name}.pdf", inline=True)


class PhotoField(forms.FileField):
    """A photo; the place and hour its camera wrote are dropped."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": "image/*"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return (bytes, media type), or None for no file."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        if not sent:
            return None
        try:
            photo = prepare(sent.read())
        except (NotImage, TooLarge) as error:
            raise ValidationError(str(error)) from error
        return photo.content, photo.media_type


class VoiceField(forms.FileField):
    """A voice note of a few minutes, as the phone recorded it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": "audio/*"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return (bytes, media type, milliseconds), or None for no file."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        if not sent:
            return None
        if sent.size and sent.size > SOUND_LIMIT:
            raise ValidationError(_("El audio pesa más de 12 MB. Mande una nota más corta, de hasta cinco minutos."))
        content = sent.read()
        try:
            facts = probe(content)
        except NotSound as error:
            raise ValidationError(str(error)) from error
        if facts.duration_ms > LONGEST:
            raise ValidationError(_("El audio dura más de cinco minutos. Mande una nota más corta."))
        return content, _SOUNDS.get(facts.codec, "audio/wav"), facts.duration_ms


def kept_photo(sent: tuple[bytes, str] | None, name: str) -> Blob | None:
    """Keep the file of a PhotoField."""
    return keep(sent[0], media_type=sent[1], name=name, now=now()) if sent else None


def kept_voice(sent: tuple[bytes, str, int] | None, name: str) -> Blob | None:
    """Keep the file of a VoiceField."""
    return keep(sent[0], media_type=sent[1], name=name, now=now(), duration_ms=sent[2]) if sent else None
