"""What came in from other programs: each file with its report, and by which id of theirs a thing of ours is known."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Received(Owned):
    """A file of another program that was taken in, with what was taken and what was not."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    report = models.JSONField(default=dict)
    by_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name


class ForeignId(Owned):
    """The id that another program gave to a thing of ours, so that the same file taken in twice changes nothing."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    system = models.CharField(max_length=20)  # refi-qda
    foreign = models.CharField(max_length=80)
    thing_kind = models.CharField(max_length=30)
    thing_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "system", "foreign", "thing_kind"], name="foreign_id")
        ]
        indexes = [models.Index(fields=["alliance", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.system} {self.foreign}"


class Kept(Owned):
    """Something of a received project that has no place here, as it was written: a set, a link, a drawn map, a note.

    It is told where the team reads (a memo), and given back when the research leaves again.
    """

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    element = models.CharField(max_length=10)  # Set, Link, Graph, Note
    foreign = models.CharField(max_length=80)  # its id there
    name = models.CharField(max_length=200, blank=True)
    xml = models.TextField()
    things = models.JSONField(default=dict, blank=True)  # ids that it names → ours: {id: [table, id]}
    project = models.CharField(max_length=200, blank=True)
    came_at = models.DateTimeField()

    class Meta:
        ordering = ["came_at", "id"]
        constraints = [models.UniqueConstraint(fields=["alliance", "element", "foreign"], name="kept_foreign")]

    def __str__(self) -> str:
        return f"{self.element} {self.name}"
