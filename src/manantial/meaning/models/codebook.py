"""The codebook in versions, codings with their author, authors from elsewhere, and memos on anything.

Also which voices somebody has coded whole.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.keys import Indexed
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Code(Owned):
    """A code of the codebook: a real tree, never a dotted name."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    parent = Link("self", null=True, blank=True, related_name="children")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, default="theme")  # axis, question, stage, theme, actor
    axis = Link("manantial.Axis", null=True, blank=True, related_name="codes")
    question = Link("manantial.Question", null=True, blank=True, related_name="codes")
    group = models.CharField(max_length=30, blank=True)  # of an actor: voices.rules.VoiceGroup
    description = models.TextField(blank=True)  # what it means
    applies = models.TextField(blank=True)  # when to use it
    excludes = models.TextField(blank=True)  # when not
    example = models.TextField(blank=True)
    colour = models.CharField(max_length=7, default="#1f6f78")
    position = models.PositiveSmallIntegerField(default=0)
    merged_into = Link("self", null=True, blank=True, related_name="merged")
    split_from = Link("self", null=True, blank=True, related_name="+")  # the code whose fragments it took over
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
        indexes = [
            models.Index(
                # retired_at, empty in all of them, lets counts be read from the index alone.
                fields=["alliance", "code", "fragment", "retired_at"],
                condition=models.Q(retired_at=None),
                name="coding_standing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code_id} on {self.fragment_id}"


class CodedVoice(Owned):
    """Somebody has read a whole voice and put all the codes they saw in it; when they go on, the row stays, retired.

    What such a person left without a code is an answer too: agreement between coders is counted from these rows.
    """

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="voice__community_id", visibility="voice__visibility")

    voice = Link("manantial.Voice", related_name="coded_by")
    by_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "voice", "by_id"], condition=models.Q(retired_at=None), name="coded_voice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} by {self.by_id}"


class Outsider(Owned):
    """Somebody who coded or noted in another program and is no person of the alliance: a name, no account.

    `Coding.by_id`, `Fragment.marked_by_id` and `Memo.written_by_id` name a person or one of these.
    """

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    name = models.CharField(max_length=160)
    origin = models.CharField(max_length=80, blank=True)  # the program in which they worked
    came_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["alliance", "name"], name="outsider_name")]

    def __str__(self) -> str:
        return self.name


class CodebookVersion(Owned):
    """The codebook as it stood on a day, kept whole: which codes there were, how they were defined."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    tree = models.JSONField(default=list)  # the codes: see meaning.rules.codebook.Entry
    made_by_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="codebook_number")]

    def __str__(self) -> str:
        return f"v{self.number}"


class Memo(Owned):
    """What somebody of the team thinks of a thing: a fragment, a code, a voice, a source, a finding, the plan."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    WORDS_INDEXED = Indexed(of=("text",), within="thing_id", gone="retired_at")

    thing_kind = models.CharField(max_length=30)  # the name of its table: fragment, code, voice…
    thing_id = models.UUIDField()
    text = models.TextField()
    keys = models.TextField(blank=True)
    replaces = Link("self", null=True, blank=True, related_name="replaced_by")
    written_by_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["alliance", "thing_kind", "thing_id"])]

    def __str__(self) -> str:
        return self.text[:80]
