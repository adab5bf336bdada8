"""What the pages of this room share: this moment, files that come in, refusals."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from manantial.handover.actions import HandoverRefused

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
