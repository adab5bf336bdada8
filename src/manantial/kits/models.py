"""Kits: one manifest for each community over the vault, and what became of each copy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Edition(Owned):
    """A round of kits built from the same day's data for many communities."""

    ACCESS = AccessPaths()

    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    on = models.DateField()  # the day for which consent was asked
    built_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="edition_number")]

    def __str__(self) -> str:
        return self.title


class Kit(Owned):
    """The kit of one community in one edition: a manifest; folder, zip and stick are renderings of it."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="community_id")

    edition = Link(Edition, related_name="kits")
    community = Link("manantial.Community", related_name="kits")
    manifest = models.JSONField()  # kernel.manifests.Manifest as plain data
    digest = models.CharField(max_length=64)  # of the manifest
    size = models.BigIntegerField()

    class Meta:
        ordering = ["community__code"]
        constraints = [models.UniqueConstraint(fields=["alliance", "edition", "community"], name="kit_of_community")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.community_id}"


class KitRelease(Owned):
    """A release that a kit carries."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="kit__community_id")

    kit = Link(Kit, related_name="release_links")
    release = Link("manantial.Release", related_name="kit_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "kit", "release"], name="kit_release")]

    def __str__(self) -> str:
        return f"{self.kit_id} ⊃ {self.release_id}"


class KitFragment(Owned):
    """A fragment that a kit carries by itself (its sound or words), outside of any material."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="kit__community_id")

    kit = Link(Kit, related_name="fragment_links")
    fragment = Link("manantial.Fragment", related_name="kit_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "kit", "fragment"], name="kit_fragment")]

    def __str__(self) -> str:
        return f"{self.kit_id} ⊃ {self.fragment_id}"


class KitReading(Owned):
    """A part of the story read aloud that a kit carries."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="kit__community_id")

    kit = Link(Kit, related_name="reading_links")
    reading = Link("manantial.ReadAloud", related_name="kit_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "kit", "reading"], name="kit_reading")]

    def __str__(self) -> str:
        return f"{self.kit_id} ⊃ {self.reading_id}"


class Delivery(Owned):
    """A kit handed over: on paper, on USB or both, with its receipt."""

    ACCESS = AccessPaths(community="kit__community_id")

    kit = Link(Kit, related_name="deliveries")
    folio = models.CharField(max_length=20)
    on = models.DateField()
    usb = models.PositiveSmallIntegerField(default=0)
    printed = models.PositiveSmallIntegerField(default=0)
    seat = Link("manantial.Seat", null=True, blank=True, related_name="+")  # who must keep it
    person = Link("manantial.Person", null=True, blank=True, related_name="+")
    received_by = models.CharField(max_length=160, blank=True)  # as written on the receipt
    receipt = models.CharField(max_length=12, blank=True)  # signature, fingerprint, empty = not signed yet
    receipt_scan = Link("manantial.Blob", null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="delivery_folio")]

    def __str__(self) -> str:
        return self.folio


class DeliveryStep(Owned):
    """What became of a delivered kit: received, opened, placed, verified, used, replaced, withdrawn."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="delivery__kit__community_id")

    delivery = Link(Delivery, related_name="steps")
    state = models.CharField(max_length=10)  # kits.rules.DeliveryState
    on = models.DateField()
    note = models.TextField(blank=True)
    photo = Link("manantial.Blob", null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.state}"
