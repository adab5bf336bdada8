"""Workshops, sources, voices with their consent, transcripts as immutable turns, fragments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths

OF_VOICE = AccessPaths(community="voice__community_id", visibility="voice__visibility")


class Workshop(Owned):
    """A workshop or encounter made from one of the formats T-1 … T-10."""

    ACCESS = AccessPaths(community="community_id")

    folio = models.CharField(max_length=20)
    format = models.CharField(max_length=6)  # T-1 … T-10
    title = models.CharField(max_length=200)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="workshops")
    session = Link("manantial.Session", null=True, blank=True, related_name="workshops")
    expected_people = models.PositiveSmallIntegerField(null=True, blank=True)
    facilitators = models.CharField(max_length=200, blank=True)
    blocks = models.JSONField(default=list, blank=True)  # the agenda as it will be done, from the format
    report = models.TextField(blank=True)  # relatoría
    feelings = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="planned")  # planned, held, cancelled
    photo_of_list = Link("manantial.Blob", null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="workshop_folio")]

    def __str__(self) -> str:
        return self.title


class WorkshopAttendance(Owned):
    """One line of the list: a person who may stay without a name, or a counted group."""

    ACCESS = AccessPaths(community="workshop__community_id")

    workshop = Link(Workshop, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    group = models.CharField(max_length=30, blank=True)  # voices.rules.VoiceGroup
    sex = models.CharField(max_length=1, blank=True)
    age_range = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=8, blank=True)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.workshop_id} #{self.position}"


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
    visibility = models.CharField(max_length=12, default="organism")
    citation = models.CharField(max_length=400, blank=True)  # of something public
    note = models.TextField(blank=True)

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
    language = models.CharField(max_length=8, default="es")
    collective = models.BooleanField(default=False)  # a group or an assembly speaks
    minor = models.BooleanField(default=False)
    children_recognisable = models.BooleanField(default=False)  # in a picture
    workshop = Link(Workshop, null=True, blank=True, related_name="voices")
    recorded = PartialDateColumns()
    place = models.CharField(max_length=160, blank=True)
    original = Link("manantial.Blob", null=True, blank=True, related_name="+")
    sound = Link("manantial.Blob", null=True, blank=True, related_name="+")  # MP3 for hearing
    picture = Link("manantial.Blob", null=True, blank=True, related_name="+")  # re-encoded, without place
    thumbnail = Link("manantial.Blob", null=True, blank=True, related_name="+")
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    peaks = models.JSONField(default=list, blank=True)  # 800 whole numbers 0–100
    picture_alt = models.CharField(max_length=400, blank=True)
    summary = models.TextField(blank=True)
    visibility = models.CharField(max_length=12, default="organism")
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="received")  # received (from the mailbox), accepted, retired

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


class DataAgreement(Owned):
    """What a community's assembly allows about it. Nothing of it is public before this exists."""

    law: ClassVar[Law] = Law.PROTECTIVE
    ACCESS = AccessPaths(community="community_id")

    community = Link("manantial.Community", related_name="data_agreements")
    agreed_on = models.DateField()
    session = Link("manantial.Session", null=True, blank=True, related_name="+")
    act = models.CharField(max_length=200, blank=True)
    uses = models.JSONField(default=list)  # public uses allowed (voices.rules.Use values)
    review_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["agreed_on"]

    def __str__(self) -> str:
        return f"{self.community_id} {self.agreed_on}"


class Consent(Owned):
    """A permission as it was given. Never edited: another one or a withdrawal follows it, and the narrowest wins."""

    law: ClassVar[Law] = Law.PROTECTIVE
    ACCESS = OF_VOICE

    voice = Link(Voice, related_name="consents")
    subject = models.CharField(max_length=10, default="person")  # person, group, community, tutor
    form = models.CharField(max_length=12)  # signature, fingerprint, recorded, witnessed, act
    language = models.CharField(max_length=8, default="es")
    interpreter = models.CharField(max_length=120, blank=True)
    scopes = models.JSONField(default=dict)  # {what: {use: yes | no | ask}}
    attribution = models.CharField(max_length=16, default="anonymous")
    attribution_name = models.CharField(max_length=160, blank=True)
    given_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    not_before = models.DateField(null=True, blank=True)
    condition = models.CharField(max_length=300, blank=True)
    session = Link("manantial.Session", null=True, blank=True, related_name="+")  # the act of an assembly
    evidence = Link("manantial.Blob", null=True, blank=True, related_name="+")
    evidence_note = models.CharField(max_length=200, blank=True)
    notice_version = models.CharField(max_length=20, blank=True)
    replaces = models.JSONField(default=list, blank=True)  # ids of earlier consents that this one answers or renews
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.given_on}"


class Withdrawal(Owned):
    """A permission taken back, wholly or in part."""

    law: ClassVar[Law] = Law.PROTECTIVE
    ACCESS = OF_VOICE

    voice = Link(Voice, related_name="withdrawals")
    folio = models.CharField(max_length=20)
    whats = models.JSONField(default=list)  # empty = all
    uses = models.JSONField(default=list)  # empty = all
    reason = models.TextField(blank=True)
    channel = models.CharField(max_length=20)  # telephone, in_person, letter, message
    received_by_id = models.UUIDField(null=True, blank=True)
    withdrawn_on = models.DateField()
    erase_media = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="withdrawal_folio")]

    def __str__(self) -> str:
        return self.folio


class Transcript(Owned):
    """One version of what a voice says, or its translation. Its turns never change."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS = OF_VOICE

    voice = Link(Voice, related_name="transcripts")
    version = models.PositiveSmallIntegerField()
    parent = Link("self", null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12, default="manual")  # manual, imported, automatic, translation
    language = models.CharField(max_length=8, default="es")
    reviewed_by_id = models.UUIDField(null=True, blank=True)
    translator = models.CharField(max_length=120, blank=True)
    validator = models.CharField(max_length=120, blank=True)
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

    transcript = Link(Transcript, related_name="turns")
    lineage = models.UUIDField()  # the same turn keeps it from version to version
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

    folio = models.CharField(max_length=20)
    voice = Link(Voice, related_name="fragments")
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
    reserved = models.BooleanField(default=False)  # ethics: never published, with its reason
    reserved_reason = models.TextField(blank=True)
    keys = models.TextField(blank=True)
    marked_by_id = models.UUIDField(null=True, blank=True)
    marked_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="fragment_folio")]

    def __str__(self) -> str:
        return self.title or self.quote[:80] or self.folio
