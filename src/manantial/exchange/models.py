"""What came in from other programs and from other computers of the alliance.

Each file with its report, by which id of theirs a thing of ours is known, and what two computers changed at once.
"""

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


class Peer(Owned):
    """Another computer of the alliance whose bundles are read here: somebody compared its words and said yes."""

    law: ClassVar[Law] = Law.WORKING
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    key = models.CharField(max_length=64)  # public Ed25519 key, hexadecimal
    name = models.CharField(max_length=120)
    trusted_at = models.DateTimeField()
    by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["alliance", "key"], name="peer_key")]

    def __str__(self) -> str:
        return self.name


class Head(Owned):
    """In which state a row was when computers last compared, and through which states it came there.

    A state has a name (`head`) made from its content and the one before it; who finds the own name among the former
    ones of another computer knows that the other one only went on. No clock is asked.
    """

    law: ClassVar[Law] = Law.WORKING
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    kind = models.CharField(max_length=40)
    thing_id = models.UUIDField()
    content = models.CharField(max_length=32)
    head = models.CharField(max_length=32)
    before = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "kind", "thing_id"], name="head_of_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.head}"


class Fork(Owned):
    """The same thing changed on two computers: what came is kept beside what is here until a person joins them.

    It is never deleted, so that both texts can be read afterwards.
    """

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    kind = models.CharField(max_length=40)
    thing_id = models.UUIDField()
    here = models.JSONField(default=dict)  # the values of this computer when it came, and again when it was joined
    there = models.JSONField(default=dict)  # the values that came
    head = models.CharField(max_length=32, blank=True)  # of the row that came; empty for two versions side by side
    before = models.JSONField(default=list, blank=True)
    peer = models.CharField(max_length=120, blank=True)
    came_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    joined_by_id = models.UUIDField(null=True, blank=True)
    way = models.CharField(max_length=12, blank=True)  # here, there, seen, elsewhere, forgotten

    class Meta:
        ordering = ["-came_at", "id"]
        indexes = [models.Index(fields=["alliance", "kind", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing_id}"
