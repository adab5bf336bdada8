"""The plan with its axes and questions, and the codebook."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Owned
from manantial.people.rules import AccessPaths


class Plan(Owned):
    """The plan of the systematization: what for, which stretch of the experience, how."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    title = models.CharField(max_length=240)
    objective = models.TextField(blank=True)
    usefulness = models.TextField(blank=True)
    object = models.TextField(blank=True)
    place = models.CharField(max_length=160, blank=True)
    period_start = PartialDateColumns()
    period_end = PartialDateColumns()
    method = models.CharField(max_length=20, default="jara")
    ethics = models.TextField(blank=True)
    approved_in = Link("manantial.Session", null=True, blank=True, related_name="+")
    calendar = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.title


class Axis(Owned):
    """The thread that crosses the experience."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    plan = Link(Plan, related_name="axes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Question(Owned):
    """A question of an axis, and which sources should answer it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    axis = Link(Axis, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=14, default="descriptive")
    sources = models.ManyToManyField("manantial.Source", through="QuestionSource", related_name="questions")

    class Meta:
        ordering = ["axis", "position"]

    def __str__(self) -> str:
        return self.text[:80]


class QuestionSource(Owned):
    """One cell of the matrix source × question."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    question = Link(Question, related_name="source_cells")
    source = Link("manantial.Source", related_name="question_cells")
    gives = models.CharField(max_length=10, default="pending")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "question", "source"], name="question_source")]

    def __str__(self) -> str:
        return f"{self.question_id} × {self.source_id}"


class Code(Owned):
    """A code of the codebook: a real tree, never a dotted name."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    parent = Link("self", null=True, blank=True, related_name="children")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, default="theme")  # axis, stage, theme, actor
    axis = Link(Axis, null=True, blank=True, related_name="codes")
    description = models.TextField(blank=True)
    colour = models.CharField(max_length=7, default="#1f6f78")
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Coding(Owned):
    """Somebody put a code on a fragment, at some time, perhaps with a memo."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(
        community="fragment__voice__community_id", visibility="fragment__voice__visibility"
    )

    fragment = Link("manantial.Fragment", related_name="codings")
    code = Link(Code, related_name="codings")
    by_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    memo = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "fragment", "code", "by_id"],
                condition=models.Q(retired_at=None),
                name="coding_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code_id} on {self.fragment_id}"
