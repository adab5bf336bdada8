"""The vault's register: which file of which alliance, by content."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from manantial.alliance.models import Owned


class Blob(Owned):
    """One file, kept under its SHA-256. The bytes are read-only; kits link to them."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()  # bytes
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200, blank=True)  # as it came; never used as a path
    duration_ms = models.PositiveIntegerField(null=True, blank=True)  # of sound and video
    kept_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "sha256"], name="blob_content")]

    def __str__(self) -> str:
        return f"{self.name or self.sha256[:12]} ({self.media_type})"

    def path(self) -> Path:
        """Return where the bytes lie."""
        return settings.HOME.vault / self.sha256[:2] / self.sha256[2:]
