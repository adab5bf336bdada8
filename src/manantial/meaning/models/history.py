"""What happened, told in versions, and why it happened."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Milestone(Owned):
    """Something that happened, told in several versions."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id", visibility="visibility")

    folio = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=160, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="milestones")
    context = models.CharField(max_length=12, default="local")  # local, municipal, national
    visibility = models.CharField(max_length=12, default="public")

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="milestone_folio")]

    def __str__(self) -> str:
        return self.title


class MilestoneVersion(Owned):
    """One version of a milestone. The agreed wording cites its act; the others are never deleted."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="milestone__community_id", visibility="milestone__visibility")

    milestone = Link(Milestone, related_name="versions")
    group = models.CharField(max_length=30)
    voice = Link("manantial.Voice", null=True, blank=True, related_name="milestone_versions")
    source = Link("manantial.Source", null=True, blank=True, related_name="milestone_versions")
    when = PartialDateColumns()
    when_until = PartialDateColumns()
    text = models.TextField()
    relation = models.CharField(max_length=24, blank=True)  # to the first version
    agreed = models.BooleanField(default=False)
    agreed_workshop = Link("manantial.Workshop", null=True, blank=True, related_name="+")
    agreed_session = Link("manantial.Session", null=True, blank=True, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Cause(Owned):
    """One factor of a "why did it happen?" table: helped or hindered, from inside or outside."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="milestone__community_id", visibility="milestone__visibility")

    milestone = Link(Milestone, related_name="causes")
    text = models.TextField()
    helped = models.BooleanField()
    internal = models.BooleanField(default=True)
    fragment = Link("manantial.Fragment", null=True, blank=True, related_name="causes")
    said_by = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:80]
