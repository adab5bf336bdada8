"""The plan: objectives with their level, audiences, messages drawn from lessons."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Owned
from manantial.people.rules import AccessPaths


class Campaign(Owned):
    """The plan: objectives with their level, and the act that approved it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    title = models.CharField(max_length=200)
    central_message = models.TextField(blank=True)
    diagnosis = models.TextField(blank=True)
    sustainability = models.TextField(blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    approved_in = Link("manantial.Session", null=True, blank=True, related_name="+")
    sections = models.JSONField(default=dict, blank=True)  # further sections of the plan, by key

    def __str__(self) -> str:
        return self.title


class Objective(Owned):
    """An objective at one of three levels: inform, opinion, decide; tied to a target."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, related_name="objectives")
    text = models.TextField()
    level = models.CharField(max_length=8)  # inform, opine, decide
    target_code = models.CharField(max_length=8, blank=True)  # I1 … I4
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:80]


class Audience(Owned):
    """A group of people to talk with: what they think now, what is wanted, whom they trust."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, related_name="audiences")
    name = models.CharField(max_length=160)
    now = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    barriers = models.TextField(blank=True)
    trusted = models.CharField(max_length=200, blank=True)
    channels = models.JSONField(default=list, blank=True)
    objective = Link(Objective, null=True, blank=True, related_name="audiences")
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Message(Owned):
    """A key message, drawn from validated lessons."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, related_name="messages")
    folio = models.CharField(max_length=20)
    text = models.CharField(max_length=240)
    central = models.BooleanField(default=False)
    lessons = models.ManyToManyField("manantial.Lesson", through="MessageLesson", related_name="messages")
    audiences = models.ManyToManyField(Audience, through="MessageAudience", related_name="messages")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="message_folio")]

    def __str__(self) -> str:
        return self.text


class MessageLesson(Owned):
    """A message comes from a lesson."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    message = Link(Message, related_name="lesson_links")
    lesson = Link("manantial.Lesson", related_name="message_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "message", "lesson"], name="message_lesson")]

    def __str__(self) -> str:
        return f"{self.message_id} ← {self.lesson_id}"


class MessageAudience(Owned):
    """A message is for an audience."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    message = Link(Message, related_name="audience_links")
    audience = Link(Audience, related_name="message_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "message", "audience"], name="message_audience")]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.audience_id}"
