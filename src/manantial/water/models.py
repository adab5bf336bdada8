"""Water: systems and their components, readings, failures, and figures kept beside their rivals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class WaterSystem(Owned):
    """A system that gives water to one or more communities."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="stretches__community_id")

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30)  # gravity, pumping, rainwater, mixed
    source_kind = models.CharField(max_length=30, blank=True)
    communities = models.ManyToManyField("manantial.Community", through="ServedCommunity", related_name="systems")
    built = PartialDateColumns()
    latitude = models.FloatField(null=True, blank=True)  # of the intake: never public
    longitude = models.FloatField(null=True, blank=True)
    chlorine_used = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ServedCommunity(Owned):
    """A stretch: a system serves a community with so many dwellings."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    system = Link(WaterSystem, related_name="stretches")
    community = Link("manantial.Community", related_name="stretches")
    dwellings = models.PositiveIntegerField(null=True, blank=True)
    days_per_week = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    hours_per_day = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "system", "community"], name="served_community")]

    def __str__(self) -> str:
        return f"{self.system_id} → {self.community_id}"


class ComponentState(Owned):
    """What was seen of a component on a visit. Every visit stays."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="system__stretches__community_id", moment="on")

    system = Link(WaterSystem, related_name="component_states")
    component = models.CharField(max_length=20)  # water.rules.Component
    state = models.CharField(max_length=8)  # green, yellow, red, grey
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    photo = Link("manantial.Blob", null=True, blank=True, related_name="+")
    seen_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.component} {self.state}"


class Reading(Owned):
    """One reading of free residual chlorine. Empty value = it was not measured, which is not zero."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id", moment="on")

    community = Link("manantial.Community", related_name="readings")
    point = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    hundredths = models.PositiveSmallIntegerField(null=True, blank=True)  # mg/L × 100
    method = models.CharField(max_length=40, blank=True)
    seen_by = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=10, default="paper")  # paper, phone, desk
    corrects = Link("self", null=True, blank=True, related_name="corrected_by")

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.community_id} {self.on}"


class Failure(Owned):
    """A problem reported by a community, with its folio, until it is solved."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id", moment="reported_at")

    folio = models.CharField(max_length=20)
    community = Link("manantial.Community", related_name="failures")
    kind = models.CharField(max_length=30)
    text = models.TextField(blank=True)
    sound = Link("manantial.Blob", null=True, blank=True, related_name="+")
    photo = Link("manantial.Blob", null=True, blank=True, related_name="+")
    reported_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    solved_at = models.DateTimeField(null=True, blank=True)
    days_without_service = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="open")

    class Meta:
        ordering = ["-reported_at"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="failure_folio")]

    def __str__(self) -> str:
        return self.folio


class Indicator(Owned):
    """What is measured: definition and unit. Homes and persons are different indicators."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    code = models.CharField(max_length=40)  # W1, rural_localities, …
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=80)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="indicator_code")]

    def __str__(self) -> str:
        return self.name


class Figure(Owned):
    """One value of an indicator as somebody gave it. Rivals stay side by side; nothing is overwritten."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    indicator = Link(Indicator, related_name="figures")
    community = Link("manantial.Community", null=True, blank=True, related_name="figures")
    value = models.CharField(max_length=60)  # decimal text as given; empty = no data
    lower_bound = models.BooleanField(default=False)  # "more than"
    unit = models.CharField(max_length=80)
    numerator = models.CharField(max_length=60, blank=True)
    denominator = models.CharField(max_length=60, blank=True)
    definition = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    when = PartialDateColumns()
    source = models.CharField(max_length=300)
    source_kind = models.CharField(max_length=20, blank=True)  # census, press, registry, page, survey, computed
    method = models.CharField(max_length=200, blank=True)
    captured_by_id = models.UUIDField(null=True, blank=True)
    captured_at = models.DateTimeField()

    class Meta:
        ordering = ["indicator", "when_min", "id"]

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


class FigureAdoption(Owned):
    """A body adopted one of the rival figures, in a session."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="figure__community_id")

    figure = Link(Figure, related_name="adoptions")
    session = Link("manantial.Session", null=True, blank=True, related_name="+")
    act = models.CharField(max_length=200, blank=True)
    adopted_on = models.DateField()

    class Meta:
        ordering = ["adopted_on", "id"]

    def __str__(self) -> str:
        return str(self.figure_id)
