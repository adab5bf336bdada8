"""Sources of what was lived, and voices: who speaks in a testimony, and the testimony itself."""

from __future__ import annotations

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Owned
from manantial.people.rules import AccessPaths

OF_VOICE = AccessPaths(community="voice__community_id", visibility="voice__visibility")


class Source(Owned):
    """A register of what was lived: an act, a photo, a notebook; with who keeps it and where."""

    ACCESS = AccessPaths(community="community_id", visibility="visibility")

    folio = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=240)
    when = PartialDateColumns()
    author = models.CharField(max_length=160, blank=True)
    keeper = models.CharField(max_length=160, blank=True)
    location = models.CharField(max_length=200, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="sources")
    blob = Link("manantial.Blob", null=True, blank=True, related_name="+")
    condition = models.CharField(max_length=12, default="good")
    axis = models.CharField(max_length=160, blank=True)  # the thread of the plan it speaks of, as people call it
    visibility = models.CharField(max_length=12, default="organism")
    citation = models.CharField(max_length=400, blank=True)  # of something public
    note = models.TextField(blank=True)
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {name: value}}]: what it said before

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="source_folio")]

    def __str__(self) -> str:
        return self.title


class Voice(Owned):
    """Who speaks in a testimony, and the testimony itself. It need not name anyone."""

    ACCESS = AccessPaths(community="community_id", visibility="visibility")

    folio = models.CharField(max_length=20)
    pseudonym = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10)  # sound, video, photo, drawing, text, note
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=30)  # voices.rules.VoiceGroup
    sex = models.CharField(max_length=1, blank=True)
    age_range = models.CharField(max_length=10, blank=True)
    role = models.CharField(max_length=80, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="voices")
    community_reserved = models.BooleanField(default=False)  # the place is known and must not be told
    # The team says no more than this of whose words they are, whatever was allowed (voices.rules.Attribution).
    credit_limit = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=8, default="es")
    collective = models.BooleanField(default=False)  # a group or an assembly speaks
    minor = models.BooleanField(default=False)
    # Who is recognisable in a picture besides who gave it. Empty: nobody has counted, and so it stays in the team.
    faces_seen = models.PositiveSmallIntegerField(null=True, blank=True)  # grown-ups
    children_seen = models.PositiveSmallIntegerField(null=True, blank=True)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="voices")
    recorded = PartialDateColumns()
    place = models.CharField(max_length=160, blank=True)
    original = Link("manantial.Blob", null=True, blank=True, related_name="+")
    sound = Link("manantial.Blob", null=True, blank=True, related_name="+")  # MP3 for hearing
    film = Link("manantial.Blob", null=True, blank=True, related_name="+")  # a copy that browsers play, without place
    picture = Link("manantial.Blob", null=True, blank=True, related_name="+")  # re-encoded, without place
    thumbnail = Link("manantial.Blob", null=True, blank=True, related_name="+")
    veiled = models.BooleanField(default=False)  # faces were hidden in what is shown: the original never leaves
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    peaks = models.JSONField(default=list, blank=True)  # 800 whole numbers 0–100
    level = models.CharField(max_length=8, blank=True)  # of a recording that came too low, rasping…: press.sound.Level
    picture_alt = models.CharField(max_length=400, blank=True)
    chosen_because = models.TextField(blank=True)  # of a photo, drawing or film: why the person chose it
    summary = models.TextField(blank=True)
    visibility = models.CharField(max_length=12, default="organism")
    former = models.JSONField(default=list, blank=True)  # [{at, by, before: {name: value}}]: what it said before
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="received")  # voices.rules.VoiceState

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="voice_folio")]

    def __str__(self) -> str:
        return self.pseudonym or self.folio


class VoicePerson(Owned):
    """Which person a voice is. Kept apart and restricted; most voices have no row here."""

    ACCESS = OF_VOICE

    voice = Link(Voice, related_name="person_links")
    person = Link("manantial.Person", related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "voice"], name="voice_person")]

    def __str__(self) -> str:
        return str(self.voice_id)


class Interview(Owned):
    """With which guide somebody was interviewed, and which of its questions were asked."""

    ACCESS = OF_VOICE

    voice = Link(Voice, related_name="interviews")
    guide = Link("manantial.Guide", related_name="interviews")
    asked = models.JSONField(default=list)  # numbers of the questions, from 1; the others were skipped
    interviewer = models.CharField(max_length=160, blank=True)
    interpreter = models.CharField(max_length=160, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "voice", "guide"], name="interview_guide")]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.guide_id}"


class VoiceTarget(Owned):
    """How large a share of the voices should be of one group, sex, age or community."""

    ACCESS = AccessPaths()

    dimension = models.CharField(max_length=12)  # group, sex, age_range, community
    value = models.CharField(max_length=40)
    percent = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["dimension", "value"]
        constraints = [models.UniqueConstraint(fields=["alliance", "dimension", "value"], name="voice_target")]

    def __str__(self) -> str:
        return f"{self.dimension} {self.value} {self.percent} %"
