"""Handovers between committees: what was given, what was not, and what did not exist."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, MoneyColumns
from manantial.alliance.models import Owned
from manantial.people.rules import AccessPaths


class Handover(Owned):
    """One handover of a body. "There was no handover" is a normal outcome that is recorded too."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="body__community_id", body="body_id")

    body = Link("manantial.Body", related_name="handovers")
    folio = models.CharField(max_length=20)
    elected_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=14, default="preparing")
    place = models.CharField(max_length=160, blank=True)
    cash = MoneyColumns()
    taps = models.PositiveIntegerField(null=True, blank=True)
    remarks = models.TextField(blank=True)
    voice_note = Link("manantial.Blob", null=True, blank=True, related_name="+")
    signed_scan = Link("manantial.Blob", null=True, blank=True, related_name="+")
    missed = models.TextField(blank=True)  # day-30 interview: what the new committee found missing

    class Meta:
        ordering = ["-due_on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="handover_folio")]

    def __str__(self) -> str:
        return self.folio


class HandoverItem(Owned):
    """One thing of the checklist and what became of it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="handover__body__community_id", body="handover__body_id")

    handover = Link(Handover, related_name="items")
    section = models.CharField(max_length=30)
    label = models.CharField(max_length=160)
    outcome = models.CharField(max_length=14, blank=True)  # given, not_given, does_not_exist, disputed
    note = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=160, blank=True)
    photo = Link("manantial.Blob", null=True, blank=True, related_name="+")
    task_agreement = Link("manantial.Agreement", null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label


class HandoverParty(Owned):
    """Somebody who gives, receives or witnesses, with how they signed."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="handover__body__community_id", body="handover__body_id")

    handover = Link(Handover, related_name="parties")
    seat = Link("manantial.Seat", null=True, blank=True, related_name="+")
    person = Link("manantial.Person", null=True, blank=True, related_name="+")
    written_name = models.CharField(max_length=160, blank=True)
    side = models.CharField(max_length=10)  # outgoing, incoming, witness
    proof = models.CharField(max_length=12, default="signature")
    under_protest = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.written_name or str(self.person_id)
