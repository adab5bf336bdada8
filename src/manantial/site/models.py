"""What people can search, what they were typing, and the doors for stories without an account."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.keys import Indexed
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths
from manantial.voices.models import OF_VOICE


class SearchEntry(Owned):
    """The searchable words of one thing, with what decides who may find it. Rebuilt at any time."""

    law: ClassVar[Law] = Law.WORKING
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id", visibility="visibility")
    WORDS_INDEXED = Indexed()

    kind = models.CharField(max_length=20)
    thing_id = models.UUIDField()
    title = models.CharField(max_length=240)
    text = models.TextField(blank=True)
    keys = models.TextField()  # kernel.text.search_keys of title and text
    visibility = models.CharField(max_length=12, default="organism")
    community_id = models.UUIDField(null=True, blank=True)
    group = models.CharField(max_length=30, blank=True)
    on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "kind", "thing_id"], name="search_thing")]

    def __str__(self) -> str:
        return self.title


class StoryBox(Owned):
    """A mailbox that staff opened for some days: who has its code may tell something without an account."""

    law: ClassVar[Law] = Law.WORKING
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    code = models.CharField(max_length=12)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="story_box_code")]

    def __str__(self) -> str:
        return self.code

    def is_open(self, now: datetime) -> bool:
        """One may tell something into it at that moment."""
        return self.closed_at is None and now < self.closes_at


class StoryKey(Owned):
    """The digest of a key that opens the page of one voice to who holds its receipt; the last one stands."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = OF_VOICE

    voice = Link("manantial.Voice", related_name="story_keys")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return str(self.voice_id)


class Draft(Owned):
    """What somebody typed in a form and did not send yet, so that nothing typed is lost."""

    law: ClassVar[Law] = Law.WORKING
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    account_id = models.UUIDField()
    form = models.CharField(max_length=160)  # the address of the form
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "account_id", "form"], name="draft_of_form")]

    def __str__(self) -> str:
        return self.form
