"""What the pages of this room share: this moment, uploads, refusals said in the form."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from manantial.governance.actions import GovernanceRefused
from manantial.governance.rules import explain
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


def kept(sent: tuple[bytes, str] | None, name: str) -> Blob | None:
    """Keep the file of a PaperField; None for no file."""
    return keep(sent[0], media_type=sent[1], name=name, now=now()) if sent else None
