"""The vault's register: which file of which alliance, by content."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from manantial.alliance.models import Law, Owned


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
        return place_of(self.sha256)


def place_of(sha256: str) -> Path:
    """Where bytes with this digest lie, or would lie."""
    place: Path = settings.HOME.vault / sha256[:2] / sha256[2:]
    return place


class Arrival(Owned):
    """A file on its way in, piece by piece: it goes on where it stopped, and what came is on disk at once."""

    law: ClassVar[Law] = Law.WORKING

    account_id = models.UUIDField()
    purpose = models.CharField(max_length=20)  # file, recording
    name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField(null=True, blank=True)  # bytes announced; a recording does not know its own
    got = models.BigIntegerField(default=0)  # bytes on disk
    facts = models.JSONField(default=dict, blank=True)  # of the form it belongs to: title, workshop, marks of time
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["alliance", "account_id"])]

    def __str__(self) -> str:
        return f"{self.name or self.purpose} {self.got}/{self.size or '?'}"

    def path(self) -> Path:
        """Return where the bytes that came so far lie."""
        return settings.HOME.path / "arrivals" / f"{self.pk.hex}.part"
