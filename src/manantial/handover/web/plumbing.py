"""What the pages of this room share: this moment, files that come in, refusals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from manantial.handover.actions import HandoverRefused
from manantial.press.images import NotImage, TooLarge, prepare
from manantial.press.sound import NotSound, probe

PDF_LIMIT = 15_000_000  # bytes
_SOUNDS = {"mp3": "audio/mpeg", "aac": "audio/mp4", "opus": "audio/ogg", "vorbis": "audio/ogg"}


def now() -> datetime:
    """Return this moment."""
    return timezone.now()


def told(error: HandoverRefused) -> str:
    """Return a refusal in the reader's language."""
    return error.ruling.say(_)


def refuse(form: forms.Form, error: HandoverRefused) -> None:
    """Say a refusal on its form."""
    form.add_error(None, told(error))


class SignedPaperField(forms.FileField):
    """A photo or a PDF of the signed act."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return (bytes, media type), or None for no file."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        if not sent:
            return None
        content = sent.read()
        if content.startswith(b"%PDF-"):
            if len(content) > PDF_LIMIT:
                raise ValidationError(_("El PDF pesa más de 15 MB. Escanéelo con menos calidad."))
            return content, "application/pdf"
        try:
            photo = prepare(content)
        except (NotImage, TooLarge) as error:
            raise ValidationError(str(error)) from error
        return photo.content, photo.media_type


class VoiceNoteField(forms.FileField):
    """The voice note of whoever leaves."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": "audio/*"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return (bytes, media type, milliseconds)."""
        sent: UploadedFile[bytes] | None = super().clean(data, initial)
        if not sent:
            return None
        content = sent.read()
        try:
            facts = probe(content)
        except NotSound as error:
            raise ValidationError(str(error)) from error
        return content, _SOUNDS.get(facts.codec, "audio/wav"), facts.duration_ms
