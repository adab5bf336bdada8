"""What was learned, recommended, taken back to people and written."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Lesson(Owned):
    """What was learned, drawn from findings."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    folio = models.CharField(max_length=20)
    title = models.CharField(max_length=240)
    context = models.TextField(blank=True)
    learned = models.TextField()
    differently = models.TextField(blank=True)
    for_whom = models.CharField(max_length=200, blank=True)
    findings = models.ManyToManyField("manantial.Finding", through="LessonFinding", related_name="lessons")
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {field: text}}]: what it said before
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.TextField(blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="lesson_folio")]

    def __str__(self) -> str:
        return self.title


class LessonFinding(Owned):
    """A lesson rests on a finding."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    lesson = Link(Lesson, related_name="finding_links")
    finding = Link("manantial.Finding", related_name="lesson_links")
    retired_at = models.DateTimeField(null=True, blank=True)  # the lesson does not rest on it any more

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "lesson", "finding"], name="lesson_finding")]

    def __str__(self) -> str:
        return f"{self.lesson_id} ← {self.finding_id}"


class Recommendation(Owned):
    """A recommendation to somebody by some date; adopted, it is an agreement of a body."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    lesson = Link(Lesson, related_name="recommendations")
    text = models.TextField()
    to_whom = models.CharField(max_length=120)
    by_when = models.DateField(null=True, blank=True)
    agreement = Link("manantial.Agreement", null=True, blank=True, related_name="recommendations")
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {field: text}}]: what it said before
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.text[:80]


class Return(Owned):
    """Results taken back to a community that spoke."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    community = Link("manantial.Community", related_name="returns")
    on = models.DateField()
    medium = models.CharField(max_length=20)
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="returns")
    act = models.CharField(max_length=200, blank=True)
    corrections = models.TextField(blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.community_id} {self.on}"


class Passage(Owned):
    """A text of a report section, written by a person in restricted Markdown, in versions."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    paper = models.CharField(max_length=40)  # informe-final, sintesis…
    section = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    language = models.CharField(max_length=8, default="es")
    written_by_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["paper", "section", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "paper", "section", "language", "version"], name="passage_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.section} v{self.version}"
