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
    stage = models.CharField(max_length=10, blank=True)  # meaning.rules.Stage; empty: by its kind and dates
    visibility = models.CharField(max_length=12, default="public")
    participants = models.TextField(blank=True)
    importance = models.TextField(blank=True)  # why it mattered
    aims = models.TextField(blank=True)
    means = models.TextField(blank=True)  # how it was done
    results = models.TextField(blank=True)
    remarks = models.TextField(blank=True)
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {field: text}}]: what the card said before
    retired_at = models.DateTimeField(null=True, blank=True)  # written twice, or by mistake; its versions stay
    retired_why = models.TextField(blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="milestone_folio")]

    def __str__(self) -> str:
        return self.title


class MilestoneVersion(Owned):
    """One version of a milestone. The agreed wording cites its act; no version is deleted, a corrected one stays."""

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
    dissents = models.BooleanField(default=False)  # a note that a group keeps beside the agreed wording
    replaces = Link("self", null=True, blank=True, related_name="replaced_by")  # a mistake of typing, put right
    why = models.CharField(max_length=300, blank=True)  # why it was put right
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Cause(Owned):
    """One factor of a "why did it happen?" table: helped or hindered, from inside or outside. A corrected one stays."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="milestone__community_id", visibility="milestone__visibility")

    milestone = Link(Milestone, related_name="causes")
    text = models.TextField()
    helped = models.BooleanField()
    internal = models.BooleanField(default=True)
    fragment = Link("manantial.Fragment", null=True, blank=True, related_name="causes")
    said_by = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    replaces = Link("self", null=True, blank=True, related_name="replaced_by")  # what it said before it was corrected
    why = models.CharField(max_length=300, blank=True)  # why it was corrected
    told_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)  # out of the table and of the papers; it can come back
    retired_why = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "told_at", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Actor(Owned):
    """Somebody who counts in the experience: a body, an authority, an ally; never a private person."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)  # meaning.rules.ActorKind
    group = models.CharField(max_length=30, blank=True)  # voices.rules.VoiceGroup
    part = models.CharField(max_length=10, blank=True)  # meaning.rules.ActorPart: direct, indirect
    note = models.TextField(blank=True)
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {field: text}}]
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Snapshot(Owned):
    """A moment at which the map of actors is drawn: 2019, 2021, 2024."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    label = models.CharField(max_length=80)
    when = PartialDateColumns()

    class Meta:
        ordering = ["when_min", "label"]

    def __str__(self) -> str:
        return self.label


class ActorPosition(Owned):
    """Where an actor stood at one moment."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    snapshot = Link(Snapshot, related_name="positions")
    actor = Link(Actor, related_name="positions")
    interest = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 3
    influence = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 3
    relation = models.CharField(max_length=14)  # meaning.rules.ActorRelation
    note = models.TextField(blank=True)
    source = Link("manantial.Source", null=True, blank=True, related_name="+")
    fragment = Link("manantial.Fragment", null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "snapshot", "actor"], name="actor_at_moment")]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.relation}"


class StageAccount(Owned):
    """How an axis was before, along the way, or is now: words and a figure with its source, in versions."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    axis = Link("manantial.Axis", related_name="accounts")
    stage = models.CharField(max_length=10)  # meaning.rules.Stage: before, process, now
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(blank=True)
    figure = models.CharField(max_length=120, blank=True)  # «34 % de las casas sin agua entubada, 2020»
    source = Link("manantial.Source", null=True, blank=True, related_name="+")
    fragment = Link("manantial.Fragment", null=True, blank=True, related_name="+")
    written_by_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "axis", "stage", "version"], name="stage_account_version")
        ]

    def __str__(self) -> str:
        return f"{self.axis_id} {self.stage} v{self.version}"
