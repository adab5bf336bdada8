"""What people can search, and what they were typing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.keys import Indexed
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


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
