"""What the pages of this room share: this moment, uploads, refusals said in the form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.governance.actions import GovernanceRefused
from manantial.governance.rules import explain
from manantial.press.images import NotImage, TooLarge, prepare
from manantial.vault.actions import keep
from manantial.vault.models import Blob

PDF_LIMIT = 15_000_000  # bytes


def now() -> datetime:
    """Return this moment."""
    return timezone.now()


def told(error: GovernanceRefused) -> str:
    """Return a refusal in the reader's language."""
    return explain(error.ruling, _)


def refuse(form: forms.Form, error: GovernanceRefused) -> None:
    """Say a refusal on its form."""
    form.add_error(None, told(error))


class PaperPhotoField(forms.FileField):
    """A photo or a PDF of a signed paper. Photos lose the place and hour their camera wrote."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Una foto (JPEG o PNG) o un PDF de hasta 15 MB."))
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return (bytes, media type), or None for no file. Raises ValidationError for anything else."""
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


def kept(sent: tuple[bytes, str] | None, name: str) -> Blob | None:
    """Keep the file of a PaperPhotoField; None for no file."""
    return keep(sent[0], media_type=sent[1], name=name, now=now()) if sent else None
