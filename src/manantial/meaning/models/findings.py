"""What the analysis found, what people say of it, what was decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Finding(Owned):
    """What the analysis found, resting on fragments and sources, with its objections."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    folio = models.CharField(max_length=20)
    statement = models.TextField()
    explanation = models.TextField(blank=True)  # restricted Markdown
    axis = Link("manantial.Axis", null=True, blank=True, related_name="findings")
    question = Link("manantial.Question", null=True, blank=True, related_name="findings")
    milestone = Link("manantial.Milestone", null=True, blank=True, related_name="findings")
    stage = models.CharField(max_length=10, blank=True)  # meaning.rules.Stage; empty: by its milestone or its words
    confidence = models.TextField(blank=True)
    sensitive = models.BooleanField(default=False)  # votes of small groups are not printed
    retired_at = models.DateTimeField(null=True, blank=True)  # written twice, or by mistake: people decide the rest
    retired_why = models.TextField(blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="finding_folio")]

    def __str__(self) -> str:
        return self.statement


class FindingSupport(Owned):
    """What a finding rests on, or what speaks against it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="supports")
    fragment = Link("manantial.Fragment", null=True, blank=True, related_name="finding_links")
    source = Link("manantial.Source", null=True, blank=True, related_name="finding_links")
    milestone = Link("manantial.Milestone", null=True, blank=True, related_name="finding_links")
    opposes = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)  # taken off; it does not count any more

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.finding_id} ← {self.fragment_id or self.source_id}"


class Stance(Owned):
    """What a group thinks of a finding; a dissent note travels with it everywhere."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="stances")
    group = models.CharField(max_length=30)
    stance = models.CharField(max_length=14)  # meaning.rules.StanceKind
    dissent_note = models.TextField(blank=True)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="+")
    taken_on = models.DateField()
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {stance, dissent_note, on}}]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "finding", "group"], name="stance_of_group")]

    def __str__(self) -> str:
        return f"{self.group}: {self.stance}"


class Validation(Owned):
    """The traffic light of one group on one finding, as counts without names; nothing but zeros takes it back."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="validations")
    workshop = Link("manantial.Workshop", related_name="validations")
    group = models.CharField(max_length=30)
    green = models.PositiveSmallIntegerField()
    yellow = models.PositiveSmallIntegerField()
    red = models.PositiveSmallIntegerField()
    understood = models.BooleanField(null=True)  # whether the group understood the statement; None when nobody asked
    said = models.TextField(blank=True)  # what is missing, what must not be published
    counted_at = models.DateTimeField()  # since when these numbers stand; a row that only adds words keeps it
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.finding_id} {self.group} {self.green}/{self.yellow}/{self.red}"


class Decision(Owned):
    """What was decided on a yellow or red finding: corrected, published with dissent, or withdrawn."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="decisions")
    outcome = models.CharField(max_length=20)
    reason = models.TextField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="+")
    session = Link("manantial.Session", null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return self.outcome


class Correction(Owned):
    """What somebody asked to be corrected, and what was done: before and after, side by side."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    folio = models.CharField(max_length=20)
    community = Link("manantial.Community", null=True, blank=True, related_name="corrections")
    group = models.CharField(max_length=30, blank=True)
    finding = Link(Finding, null=True, blank=True, related_name="corrections")
    milestone = Link("manantial.Milestone", null=True, blank=True, related_name="corrections")
    paper = models.CharField(max_length=40, blank=True)
    section = models.CharField(max_length=40, blank=True)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="corrections")
    asked = models.TextField()
    asked_on = models.DateField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    withheld = models.BooleanField(default=False)  # what it asked to take out must not be printed again
    outcome = models.CharField(max_length=10, default="pending")  # meaning.rules.CorrectionState
    reason = models.TextField(blank=True)
    done_by_id = models.UUIDField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["asked_on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="correction_folio")]

    def __str__(self) -> str:
        return self.asked[:80]
