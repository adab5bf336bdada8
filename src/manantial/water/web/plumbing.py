"""What the pages of this room share: this moment, files that come in, refusals."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

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


def kept_photo(sent: tuple[bytes, str] | None, name: str) -> Blob | None:
    """Keep the file of a PhotoField."""
    return keep(sent[0], media_type=sent[1], name=name, now=now()) if sent else None


def kept_voice(sent: tuple[bytes, str, int] | None, name: str) -> Blob | None:
    """Keep the file of a VoiceNoteField."""
    return keep(sent[0], media_type=sent[1], name=name, now=now(), duration_ms=sent[2]) if sent else None
