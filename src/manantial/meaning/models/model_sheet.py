"""The sheet of the model: its lines with where they come from, the costs of beginning and keeping going."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, MoneyColumns
from manantial.alliance.models import Owned
from manantial.people.rules import AccessPaths


class ModelEntry(Owned):
    """A line of the sheet: a condition, a step of the route, what a post does. What is counted is never typed here."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    part = models.CharField(max_length=12)  # meaning.rules.model_sheet.ModelPart
    position = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)  # {language: {title, text, of}}: meaning.rules.model_sheet.Wording
    source = Link("manantial.Source", null=True, blank=True, related_name="model_entries")
    lesson = Link("manantial.Lesson", null=True, blank=True, related_name="model_entries")
    agreement = Link("manantial.Agreement", null=True, blank=True, related_name="+")
    cited = models.CharField(max_length=400, blank=True)  # a public source by its name: law, page, who tells it
    seat = Link("manantial.Seat", null=True, blank=True, related_name="+")  # of the team: the post it tells of
    month_from = models.PositiveSmallIntegerField(null=True, blank=True)  # of a step, counted from 1
    month_to = models.PositiveSmallIntegerField(null=True, blank=True)
    needs = models.JSONField(default=list, blank=True)  # of a step: ids of the lines of documents to copy
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {field: value}}]: what the line said before
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["part", "position", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["alliance", "part", "position"])]

    def __str__(self) -> str:
        return str(self.texts.get("es", {}).get("title", "")) or self.part


class CostLine(Owned):
    """A line of the sheet of costs: so many of something, at a price, so many times. Sums are derived, never stored."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    phase = models.CharField(max_length=8)  # meaning.rules.costs.CostPhase: start, yearly
    position = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)  # {language: {concept, unit, assumption}}
    hundredths = models.PositiveIntegerField(default=100)  # the quantity × 100: two decimals without binary fractions
    price = MoneyColumns()
    times = models.PositiveSmallIntegerField(default=1)  # months of a salary, visits a year
    payer = models.CharField(max_length=14)  # meaning.rules.costs.Payer
    priced_on = models.DateField(null=True, blank=True)  # the day the price was known
    source = Link("manantial.Source", null=True, blank=True, related_name="+")
    cited = models.CharField(max_length=400, blank=True)  # where the price comes from, when it is not in the inventory
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {field: value}}]
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["phase", "position", "id"]

    def __str__(self) -> str:
        return str(self.texts.get("es", {}).get("concept", "")) or self.phase

    @property
    def quantity(self) -> Decimal:
        """How many, exact."""
        return Decimal(self.hundredths) / 100
