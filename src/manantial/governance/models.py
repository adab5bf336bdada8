"""Sessions of bodies, who came, what was voted and agreed, and the rules in force as dated data."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Regulation(Owned):
    """A dated version of a normative text of a body; its computable rules are rows."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="body__community_id", body="body_id")

    body = Link("manantial.Body", related_name="regulations")
    title = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    document = Link("manantial.Blob", null=True, blank=True, related_name="+")
    approved_in = Link("manantial.Session", null=True, blank=True, related_name="approved_regulations")

    class Meta:
        ordering = ["valid_from"]

    def __str__(self) -> str:
        return self.title


class RegulationRule(Owned):
    """One computable rule: its kind is code, its parameters are data."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="regulation__body__community_id", body="regulation__body_id")

    regulation = Link(Regulation, related_name="rules")
    kind = models.CharField(max_length=30)  # governance.rules.RuleKind
    params = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.kind


class Session(Owned):
    """One sitting of a body: an assembly, an ordinary or extraordinary session."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="body__community_id", body="body_id", moment="planned_at")

    body = Link("manantial.Body", related_name="sessions")
    kind = models.CharField(max_length=20, default="ordinary")  # ordinary, extraordinary, assembly
    number = models.CharField(max_length=20)
    place = models.CharField(max_length=160, blank=True)
    planned_at = models.DateTimeField()
    second_call_at = models.DateTimeField(null=True, blank=True)
    called_on = models.DateField(null=True, blank=True)
    called_by = Link("manantial.Seat", null=True, blank=True, related_name="+")
    call_media = models.CharField(max_length=200, blank=True)
    call_evidence = Link("manantial.Blob", null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    held_in_call = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 or 2
    state = models.CharField(max_length=12, default="planned")  # planned, called, held, cancelled
    roll = models.JSONField(default=dict, blank=True)  # who was entitled, frozen when it was held
    ruling = models.JSONField(default=list, blank=True)  # what the rules said, frozen

    class Meta:
        ordering = ["-planned_at"]
        constraints = [models.UniqueConstraint(fields=["alliance", "body", "number"], name="session_number")]

    def __str__(self) -> str:
        return self.number


class AgendaItem(Owned):
    """A numbered point of the agenda with the summary of what was said."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="session__body__community_id", body="session__body_id")

    session = Link(Session, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=240)
    kind = models.CharField(max_length=16, default="deliberative")
    summary = models.TextField(blank=True)
    other_views = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class Attendance(Owned):
    """Who came: a seat, or a delegation of a community counted as it was on the list."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="session__body__community_id", body="session__body_id")

    session = Link(Session, related_name="attendances")
    seat = Link("manantial.Seat", null=True, blank=True, related_name="+")
    person = Link("manantial.Person", null=True, blank=True, related_name="+")
    community = Link("manantial.Community", null=True, blank=True, related_name="attendances")
    written_name = models.CharField(max_length=160, blank=True)  # as on paper, kept even when unmatched
    accredited = models.BooleanField(default=False)
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    unsaid = models.PositiveSmallIntegerField(default=0)  # people whose sex was not written
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    proof = models.CharField(max_length=12, default="list")  # signature, fingerprint, list
    struck_at = models.DateTimeField(null=True, blank=True)  # typed by mistake: stays, counts no more
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.written_name or str(self.community_id)


class Vote(Owned):
    """A vote: counts typed from cards, hands or beans, with roll and ruling frozen when it closed."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(
        community="item__session__body__community_id", body="item__session__body_id"
    )

    item = Link(AgendaItem, related_name="votes")
    question = models.CharField(max_length=300)
    method = models.CharField(max_length=12, default="hands")
    favour = models.PositiveIntegerField()
    against = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField()
    roll = models.JSONField(default=dict)
    ruling = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.question


class Agreement(Owned):
    """What was decided. It never disappears until a body says so; the duty is of a seat."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(
        community="community_id", body="session__body_id", visibility="visibility"
    )

    folio = models.CharField(max_length=20)
    text = models.TextField()
    text_plain = models.TextField(blank=True)  # short wording for the wall and for hearing
    kind = models.CharField(max_length=16, default="task")
    session = Link(Session, related_name="agreements")
    item = Link(AgendaItem, null=True, blank=True, related_name="agreements")
    vote = Link(Vote, null=True, blank=True, related_name="agreements")
    responsible = Link("manantial.Seat", null=True, blank=True, related_name="agreements")
    community = Link("manantial.Community", null=True, blank=True, related_name="agreements")
    due_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default="pending")
    visibility = models.CharField(max_length=12, default="public")
    sound = Link("manantial.Blob", null=True, blank=True, related_name="+")  # read aloud, to be heard

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="agreement_folio")]

    def __str__(self) -> str:
        return self.folio


class AgreementStep(Owned):
    """A dated change of state of an agreement, with its evidence."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(
        community="agreement__community_id",
        body="agreement__session__body_id",
        visibility="agreement__visibility",
        moment="on",
    )

    agreement = Link(Agreement, related_name="steps")
    state = models.CharField(max_length=12)
    on = models.DateField()
    note = models.TextField(blank=True)
    decided_in = Link(Session, null=True, blank=True, related_name="+")
    evidence = Link("manantial.Blob", null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.state}"


class Minutes(Owned):
    """The minutes of a session in four phases: draft, approved, signed, locked. Errata are other minutes."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="session__body__community_id", body="session__body_id")

    session = Link(Session, related_name="minutes")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, default="draft")
    printed = Link("manantial.Blob", null=True, blank=True, related_name="+")
    signed_scan = Link("manantial.Blob", null=True, blank=True, related_name="+")
    corrects = Link("self", null=True, blank=True, related_name="errata")
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.session_id} v{self.version}"


class Visit(Owned):
    """A visit of the organism to a community, or a request of a community and its answer."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id", visibility="visibility", moment="on")

    community = Link("manantial.Community", related_name="visits")
    folio = models.CharField(max_length=20)
    kind = models.CharField(max_length=30)  # one of the supports of water.md 6.4, or "request"
    on = models.DateField()
    by_seat = Link("manantial.Seat", null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=12, default="open")
    closed_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    visibility = models.CharField(max_length=12, default="committee")

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="visit_folio")]

    def __str__(self) -> str:
        return self.folio


class CalendarDate(Owned):
    """A date of the alliance: a feast, the electoral silence, the municipal change."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    when = PartialDateColumns()

    class Meta:
        ordering = ["starts"]

    def __str__(self) -> str:
        return self.title
