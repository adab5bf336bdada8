"""What a voice says: transcripts in versions, turns that never change, fragments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.keys import Indexed
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths
from manantial.voices.models.testimonies import OF_VOICE


class Transcript(Owned):
    """One version of what a voice says, or its translation. Its turns never change."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS = OF_VOICE

    voice = Link("manantial.Voice", related_name="transcripts")
    version = models.PositiveSmallIntegerField()
    parent = Link("self", null=True, blank=True, related_name="children")
    joins = Link("self", null=True, blank=True, related_name="joined_in")  # the other version that this one took in
    kind = models.CharField(max_length=12, default="manual")  # manual, imported, automatic, translation
    language = models.CharField(max_length=8, default="es")
    reviewed_by_id = models.UUIDField(null=True, blank=True)
    translator = models.CharField(max_length=120, blank=True)
    validator = models.CharField(max_length=120, blank=True)  # who says that the translation is faithful
    validated_on = models.DateField(null=True, blank=True)
    translated_from = Link("self", null=True, blank=True, related_name="translations")
    reading = models.JSONField(default=dict, blank=True)  # of an imported or automatic one: format, what was left out
    made_by_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["alliance", "voice", "version"], name="transcript_version")]

    def __str__(self) -> str:
        return f"{self.voice_id} v{self.version}"


class Turn(Owned):
    """One turn of a transcript version: who speaks, from when to when, which words."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="transcript__voice__community_id", visibility="transcript__voice__visibility")
    WORDS_INDEXED = Indexed(of=("text",), within="transcript_id")

    transcript = Link(Transcript, related_name="turns")
    lineage = models.UUIDField()  # the same turn keeps it from version to version; a translation has its original's
    forebears = models.JSONField(default=list, blank=True)  # [lineage, letters]: turns whose words stand in this one
    position = models.PositiveIntegerField()
    speaker = models.CharField(max_length=80, blank=True)
    start_ms = models.PositiveIntegerField(null=True, blank=True)
    end_ms = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField()
    keys = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:60]


class Fragment(Owned):
    """A span of a voice that will be worked with: of time, of text, of both, or a whole picture."""

    ACCESS = OF_VOICE
    WORDS_INDEXED = Indexed(of=("title", "quote"), within="voice_id", gone="retired_at")

    folio = models.CharField(max_length=20)
    voice = Link("manantial.Voice", related_name="fragments")
    what = models.CharField(max_length=10)  # voices.rules.What: voice, quote, photo, video
    turn = Link(Turn, null=True, blank=True, related_name="fragments")
    start_char = models.PositiveIntegerField(null=True, blank=True)
    end_char = models.PositiveIntegerField(null=True, blank=True)
    start_ms = models.PositiveIntegerField(null=True, blank=True)
    end_ms = models.PositiveIntegerField(null=True, blank=True)
    region = models.JSONField(null=True, blank=True)  # of a picture, in thousandths: [left, top, right, bottom]
    quote = models.TextField(blank=True)
    clip = Link(
        "manantial.Blob", null=True, blank=True, related_name="+"
    )  # its sound or its part of the picture alone, cut when first needed
    title = models.CharField(max_length=160, blank=True)
    joined = models.UUIDField(null=True, blank=True)  # the same for fragments marked as one stretch over several turns
    reserved = models.BooleanField(default=False)  # ethics: never published, with its reason
    reserved_reason = models.TextField(blank=True)
    keys = models.TextField(blank=True)
    marked_by_id = models.UUIDField(null=True, blank=True)
    marked_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="fragment_folio")]
        indexes = [
            models.Index(
                # Where the standing fragments lie, turn by turn: which of them meet is read from the index alone.
                fields=["alliance", "turn", "start_char", "end_char", "voice", "id", "retired_at"],
                condition=models.Q(retired_at=None),
                name="fragment_places",
            ),
            # Few are reserved, and every door asks which.
            models.Index(fields=["alliance", "voice"], condition=models.Q(reserved=True), name="fragment_reserved"),
        ]

    def __str__(self) -> str:
        return self.title or self.quote[:80] or self.folio


class EarlierMark(Owned):
    """Where a fragment was and what it quoted before somebody marked it again in the corrected words."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="fragment__voice__community_id", visibility="fragment__voice__visibility")

    fragment = Link(Fragment, related_name="earlier_marks")
    turn = Link(Turn, related_name="+")
    start_char = models.PositiveIntegerField()
    end_char = models.PositiveIntegerField()
    quote = models.TextField()
    replaced_by_id = models.UUIDField(null=True, blank=True)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["replaced_at", "id"]

    def __str__(self) -> str:
        return self.quote[:80]


class QuoteTranslation(Owned):
    """Which words of a translated turn stand for a fragment. Choosing others is a new row; the last one counts."""

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths(community="fragment__voice__community_id", visibility="fragment__voice__visibility")

    fragment = Link(Fragment, related_name="translations")
    turn = Link(Turn, related_name="+")  # of the translation
    start_char = models.PositiveIntegerField()
    end_char = models.PositiveIntegerField()
    words = models.TextField()
    quote = models.TextField()  # what the fragment said: for other words the choice does not count
    chosen_by_id = models.UUIDField(null=True, blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["chosen_at", "id"]

    def __str__(self) -> str:
        return self.words[:80]


class TurnDraft(Owned):
    """A turn as somebody is writing it and has not saved yet; only what differs from the version below is kept."""

    law: ClassVar[Law] = Law.WORKING
    ACCESS = OF_VOICE

    account_id = models.UUIDField()
    voice = Link("manantial.Voice", related_name="+")
    work = models.CharField(
        max_length=40, blank=True
    )  # empty: the words; else a translation, by its id or as a new one
    below = Link(Transcript, null=True, blank=True, related_name="+")  # the version that was open; none: the first one
    key = models.CharField(max_length=40)  # the line of the turn, or the name that the page gave to a new one
    place = models.FloatField()  # turns of the version stand at 1, 2, 3…; new ones between them
    speaker = models.CharField(max_length=80, blank=True)
    start_ms = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    gone = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "account_id", "voice", "work", "key"], name="draft_of_turn"),
        ]

    def __str__(self) -> str:
        return self.key
