"""Where voices are gathered: workshops with their lists and formats, interview guides, short records."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Workshop(Owned):
    """A workshop or encounter made from one of the formats T-1 … T-10."""

    ACCESS = AccessPaths(community="community_id")

    folio = models.CharField(max_length=20)
    format = models.CharField(max_length=6)  # T-1 … T-10
    title = models.CharField(max_length=200)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="workshops")
    session = Link("manantial.Session", null=True, blank=True, related_name="workshops")
    expected_people = models.PositiveSmallIntegerField(null=True, blank=True)
    facilitators = models.CharField(max_length=200, blank=True)
    blocks = models.JSONField(default=list, blank=True)  # the agenda as it will be done, from the format
    supplies = models.JSONField(default=list, blank=True)  # what to carry, once somebody changed what the format says
    cares = models.JSONField(default=list, blank=True)  # adaptations, once somebody changed what the format says
    roles = models.JSONField(default=dict, blank=True)  # voices.rules.WorkshopRole → who takes it that day
    report = models.TextField(blank=True)  # relatoría
    tensions = models.TextField(blank=True)  # told to the team only
    pending = models.TextField(blank=True)
    feelings = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="planned")  # planned, held, cancelled
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {name: value}}]: what it said before
    photo_of_list = Link("manantial.Blob", null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="workshop_folio")]

    def __str__(self) -> str:
        return self.title


class WorkshopAttendance(Owned):
    """One line of the list: a person who may stay without a name, or a counted group."""

    ACCESS = AccessPaths(community="workshop__community_id")

    workshop = Link(Workshop, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    group = models.CharField(max_length=30, blank=True)  # voices.rules.VoiceGroup
    sex = models.CharField(max_length=1, blank=True)
    age_range = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=8, blank=True)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.workshop_id} #{self.position}"


class WorkshopAgreement(Owned):
    """What a workshop agreed: who does what, by when."""

    ACCESS = AccessPaths(community="workshop__community_id")

    workshop = Link(Workshop, related_name="agreements")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    who = models.CharField(max_length=160, blank=True)
    by_when = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    adopted = Link("manantial.Agreement", null=True, blank=True, related_name="+")  # where a body made it its own

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:80]


class WorkshopTemplate(Owned):
    """A workshop format as this alliance wants it: one of T-1 … T-10 rewritten, or one of its own."""

    ACCESS = AccessPaths()

    key = models.CharField(max_length=6)  # T-1 … T-10 replaces the one that is shipped; P-1… is new
    title = models.CharField(max_length=200)
    objective = models.TextField(blank=True)
    blocks = models.JSONField(default=list)  # as in voices.formats.Block
    supplies = models.JSONField(default=list)  # as in voices.formats.Supply
    outcomes = models.JSONField(default=list, blank=True)
    cares = models.JSONField(default=list, blank=True)
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {name: value}}]: what it said before
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["alliance", "key"], name="workshop_template_key")]

    def __str__(self) -> str:
        return self.title


class Guide(Owned):
    """One version of the questions for an interview with one kind of person. Earlier versions stay."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS = AccessPaths()

    key = models.CharField(max_length=30)  # committee, brigade, non_member, organism, officials, allies, municipality…
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    opening = models.TextField(blank=True)
    questions = models.JSONField(default=list)  # texts, in their order
    language = models.CharField(max_length=8, default="es")
    written_by_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "language", "version"]
        constraints = [models.UniqueConstraint(fields=["alliance", "key", "language", "version"], name="guide_version")]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    @property
    def parts(self) -> list[str]:
        """What is said in an interview, in its order: the opening, then each question."""
        return [self.opening, *self.questions]


class GuideReading(Owned):
    """One part of a guide read aloud, in its language or another: the opening is number 0, questions follow from 1."""

    ACCESS = AccessPaths()

    guide = Link(Guide, related_name="readings")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8, default="es")  # in which it is read
    sound = Link("manantial.Blob", related_name="+")
    reader = models.CharField(max_length=120, blank=True)  # who reads, if they want it said
    recorded_by_id = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["language", "number"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "guide", "number", "language"], name="guide_reading")
        ]

    def __str__(self) -> str:
        return f"{self.guide_id} {self.number} {self.language}"


class Debrief(Owned):
    """A short record after a work or an event: the short form, or the review after the action. It is a source too."""

    ACCESS = AccessPaths(community="community_id")

    folio = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)  # voices.rules.DebriefKind: short, after_action
    title = models.CharField(max_length=200)
    on = models.DateField()
    community = Link("manantial.Community", null=True, blank=True, related_name="debriefs")
    answers = models.JSONField(default=dict)  # question key → text
    told_by = models.CharField(max_length=200, blank=True)
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {name: value}}]: what it said before
    source = Link("manantial.Source", null=True, blank=True, related_name="debriefs")
    recorded_by_id = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="debrief_folio")]

    def __str__(self) -> str:
        return self.title
