"""The ledger: one row for each thing done, chained by hash, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.models import Law, Owned


class Entry(Owned):
    """What happened, who did it in which capacity, and the hash that ties it to the entry before.

    ``facts`` holds what is not personal; names and values of personal fields never enter here, so that a
    person's data can be erased without breaking the chain.
    """

    law: ClassVar[Law] = Law.FACT

    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    capacity_id = models.UUIDField(null=True)  # the mandate in whose name it was done
    community_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    # Of a deed that came from another computer of the alliance: where it stood in the chain over there.
    origin = models.JSONField(null=True, blank=True)  # {sequence, previous, digest}
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["alliance", "sequence"], name="ledger_sequence")]
        indexes = [models.Index(fields=["alliance", "thing_id", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class Register(Owned):
    """A register of folios and the last number it gave, so that no two things share one.

    Its prefix is `FRA`, `A-2026`, or `FRA-B` on a computer with a letter.
    """

    prefix = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "prefix"], name="register_prefix")]

    def __str__(self) -> str:
        return f"{self.prefix} {self.last}"
