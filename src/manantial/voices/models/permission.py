"""What communities and persons allow, and what they take back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths
from manantial.voices.models.testimonies import OF_VOICE


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

    voice = Link("manantial.Voice", related_name="consents")
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
    answer = models.CharField(max_length=120, blank=True)  # the usual answer that was chosen, in the words of that day
    answer_about = models.CharField(max_length=300, blank=True)
    replaces = models.JSONField(default=list, blank=True)  # ids of earlier consents that this one answers or renews
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.given_on}"


class AnswerWording(Owned):
    """How this alliance words a usual answer of permission from a day on, shipped or its own; the last one stands.

    No permission reads this table: each keeps the matrix and the words that were said when it was given.
    """

    law: ClassVar[Law] = Law.FACT
    ACCESS = AccessPaths()

    key = models.CharField(max_length=12)  # of a shipped one (voices.rules.Preset), or P-1, P-2…
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=300)
    scopes = models.JSONField(default=dict)  # {what: {use: yes | no | ask}}
    attribution = models.CharField(max_length=16)
    offered = models.BooleanField(default=True)
    alone = models.BooleanField(default=False)  # a member may choose it by herself
    shipped = models.BooleanField(default=False)  # back to how it came
    written_by_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return self.title


class Withdrawal(Owned):
    """A permission taken back, wholly or in part."""

    law: ClassVar[Law] = Law.PROTECTIVE
    ACCESS = OF_VOICE

    voice = Link("manantial.Voice", related_name="withdrawals")
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


class FaceAnswer(Owned):
    """What somebody who can be recognised in a picture or a film said about it. Never edited: another one follows.

    One row may speak for all who attended, by the act of their assembly.
    """

    law: ClassVar[Law] = Law.PROTECTIVE
    ACCESS = OF_VOICE

    voice = Link("manantial.Voice", related_name="face_answers")
    called = models.CharField(max_length=120)  # a name or an invented one; only who records permissions reads it
    state = models.CharField(max_length=10, default="given")  # voices.rules.FaceState
    faces = models.PositiveSmallIntegerField(default=1)
    child = models.BooleanField(default=False)  # who has custody answered
    uses = models.JSONField(default=list)  # voices.rules.Use values; empty when taken back
    form = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=20, blank=True)  # of taking back
    given_on = models.DateField()
    session = Link("manantial.Session", null=True, blank=True, related_name="+")
    evidence = Link("manantial.Blob", null=True, blank=True, related_name="+")
    evidence_note = models.CharField(max_length=200, blank=True)
    replaces = models.JSONField(default=list, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return f"{self.voice_id} {self.called}"
