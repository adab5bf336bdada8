"""The plan with its axes and questions, and which source answers what."""

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
    actors = models.TextField(blank=True)  # who takes part, and how
    techniques = models.TextField(blank=True)
    products = models.TextField(blank=True)  # what should come out of it
    people = models.TextField(blank=True)  # who is responsible for what
    resources = models.TextField(blank=True)
    ethics = models.TextField(blank=True)
    approved_in = Link("manantial.Session", null=True, blank=True, related_name="+")
    calendar = models.JSONField(
        default=list, blank=True
    )  # meaning.rules.Activity as {what, start, end, who, product, state}
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {field: text}}]: what the plan said before

    def __str__(self) -> str:
        return self.title


class Axis(Owned):
    """The thread that crosses the experience."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    plan = Link(Plan, related_name="axes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

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
    retired_at = models.DateTimeField(null=True, blank=True)
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
