"""What happened to a release outside: copies, activities, interviews, rumours."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Distribution(Owned):
    """Copies of a release given out: how many, where, to whom. They cannot be called back."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    release = Link("manantial.Release", related_name="distributions")
    copies = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    on = models.DateField()
    note = models.TextField(blank=True)  # of a correction: why
    corrects = Link("self", null=True, blank=True, related_name="corrected_by")  # counted wrong: this one stands

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.copies} × {self.release_id}"


class CopiesReceipt(Owned):
    """Who received copies and how it was signed; it comes back on paper some days later."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="distribution__community_id")

    distribution = Link(Distribution, related_name="receipts")
    received_by = models.CharField(max_length=160)
    how = models.CharField(max_length=12)  # signature, fingerprint
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.distribution_id} {self.on}"


class Dissemination(Owned):
    """One activity of dissemination. Counted, estimated and claimed reach are three columns that never add."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    folio = models.CharField(max_length=20)
    medium = models.CharField(max_length=20)  # campaign.rules.Medium
    material = Link("manantial.Material", null=True, blank=True, related_name="disseminations")
    release = Link("manantial.Release", null=True, blank=True, related_name="disseminations")
    community = Link("manantial.Community", null=True, blank=True, related_name="disseminations")
    place = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    units = models.PositiveIntegerField(default=1)  # spots, copies, sessions, editions
    minutes = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    children = models.PositiveIntegerField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    counted_how = models.CharField(max_length=120, blank=True)
    estimated = models.PositiveIntegerField(null=True, blank=True)
    estimated_how = models.CharField(max_length=200, blank=True)
    claimed = models.PositiveIntegerField(null=True, blank=True)
    claimed_by = models.CharField(max_length=160, blank=True)
    questions = models.TextField(blank=True)
    evidence = Link("manantial.Blob", null=True, blank=True, related_name="+")
    evidence_note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="dissemination_folio")]

    def __str__(self) -> str:
        return self.folio


class Survey(Owned):
    """A round of the short survey of exposure and recall."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link("manantial.Campaign", related_name="surveys")
    title = models.CharField(max_length=160)
    starts = models.DateField()
    ends = models.DateField()
    selection = models.CharField(max_length=200)  # how people were chosen
    messages = models.ManyToManyField("manantial.Message", through="SurveyMessage", related_name="surveys")
    least_messages = models.PositiveSmallIntegerField(default=2)  # N of the recall index
    organism_named = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.title


class SurveyMessage(Owned):
    """A message asked about in a survey."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    survey = Link(Survey, related_name="message_links")
    message = Link("manantial.Message", related_name="survey_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.message_id}"


class SurveyAnswer(Owned):
    """One interview, without a name."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    survey = Link(Survey, related_name="answers")
    folio = models.CharField(max_length=20)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    on = models.DateField()
    spontaneous = models.BooleanField(null=True, blank=True)
    aided = models.BooleanField(null=True, blank=True)
    what_it_does = models.PositiveSmallIntegerField(null=True, blank=True)  # coded 0–3
    heard = models.JSONField(default=dict)  # {message folio: [media]}; an empty list = heard, place unknown
    not_heard = models.JSONField(default=list)  # message folios answered "no"
    opinion = models.TextField(blank=True)
    went_to_assembly = models.BooleanField(null=True, blank=True)
    would_ask = models.CharField(max_length=80, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    age_range = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=8, blank=True)
    reads = models.CharField(max_length=6, blank=True)
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "survey", "folio"], name="answer_folio")]

    def __str__(self) -> str:
        return self.folio


class Rumour(Owned):
    """A question or rumour heard, until it is answered in the next edition."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    text = models.TextField()
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    heard = PartialDateColumns()
    answer = models.TextField(blank=True)
    answered_in = Link("manantial.Material", null=True, blank=True, related_name="answered_rumours")
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:80]
