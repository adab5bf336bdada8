"""Files that came back from people outside, and each remark they wrote beside the thing it hangs on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Review(Owned):
    """A file that came back: of which paper, from whom, when. The file itself is not kept: it holds people's words."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    paper = models.CharField(max_length=40)
    language = models.CharField(max_length=8, default="es")
    name = models.CharField(max_length=200)  # of the file
    digest = models.CharField(max_length=64)  # SHA-256, to know the same file again
    sender = models.CharField(max_length=160, blank=True)
    found = models.PositiveIntegerField()  # remarks in the file, those already known included
    received_by_id = models.UUIDField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.name


class ReviewRemark(Owned):
    """One comment or tracked change: who wrote it, when, where it hangs, and what became of it."""

    law: ClassVar[Law] = Law.STEWARD
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    review = Link(Review, related_name="remarks")
    position = models.PositiveIntegerField()  # in the order of the file
    key = models.CharField(max_length=32)  # the same in every later copy of the file
    kind = models.CharField(max_length=10)  # press.remarks.RemarkKind
    author = models.CharField(max_length=160, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)  # the comment, or the words put in
    quoted = models.TextField(blank=True)  # the words it covers or takes out; never those of a voice
    thing_kind = models.CharField(max_length=12, blank=True)  # meaning.rules.reviewing.KINDS
    thing_id = models.UUIDField(null=True, blank=True)
    section = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=240, blank=True)
    answers = models.CharField(max_length=32, blank=True)  # the key of the one it answers
    resolved = models.BooleanField(default=False)  # whoever sent the file had already closed it
    outcome = models.CharField(max_length=10, default="open")
    reason = models.TextField(blank=True)
    settled_by_id = models.UUIDField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["review__received_at", "position"]
        constraints = [models.UniqueConstraint(fields=["alliance", "key"], name="review_remark_key")]
        indexes = [models.Index(fields=["alliance", "thing_kind", "thing_id"], name="review_remark_thing")]

    def __str__(self) -> str:
        return self.text[:80] or self.kind
