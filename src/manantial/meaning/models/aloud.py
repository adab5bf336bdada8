"""Readings: a part of a paper read aloud by somebody in a language."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Owned
from manantial.people.rules import AccessPaths


class ReadAloud(Owned):
    """A part of a paper that somebody was asked to read aloud in a language, and the recording once there is one.

    The permission is that of the recording: it is a voice, and the gate is asked for it as for any other.
    """

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    folio = models.CharField(max_length=20)
    paper = models.CharField(max_length=40)  # a paper of meaning.rules.aloud.PAPER_WORDS
    part = models.CharField(max_length=60)  # the anchor of a chapter, the folio of a sheet, the code of a community
    language = models.CharField(max_length=8, default="es")
    reader = models.CharField(max_length=120)  # who reads, as the team says it
    due = models.DateField(null=True, blank=True)
    voice = Link("manantial.Voice", null=True, blank=True, related_name="readings")
    read_on = models.DateField(null=True, blank=True)
    paragraphs = models.JSONField(default=list, blank=True)  # digests of the paragraphs as they were read
    fragments = models.JSONField(default=list, blank=True)  # ids of the fragments whose words the text carried
    voices = models.JSONField(default=list, blank=True)  # ids of the voices it told of without a fragment
    changed = models.PositiveSmallIntegerField(null=True, blank=True)  # paragraphs, when last compared
    compared_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.CharField(max_length=120, blank=True)  # who heard it whole and speaks the language
    heard_on = models.DateField(null=True, blank=True)
    in_kit = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {name: value}}]: what it said before
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.TextField(blank=True)

    class Meta:
        ordering = ["paper", "part", "language", "folio"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["alliance", "folio"], name="read_aloud_folio")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["alliance", "paper", "part"])]

    def __str__(self) -> str:
        return self.folio
