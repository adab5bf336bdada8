"""Persons, bodies, seats, mandates and accounts. Duties hang on the seat; access comes from mandates in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.crypto import salted_hmac

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.kernel.dates import Interval


class Person(Owned):
    """Someone with a name. Not an account and not a voice; no identity number is kept."""

    name = models.CharField(max_length=160)
    aliases = models.JSONField(default=list, blank=True)
    sex = models.CharField(max_length=1, blank=True)  # M, H or empty; shown only in sums
    phone = models.CharField(max_length=40, blank=True)
    phone_public = models.BooleanField(default=False)  # the person allowed it to be printed
    community = Link("manantial.Community", null=True, blank=True, related_name="persons")
    visibility = models.CharField(max_length=12, default="organism")
    merged_into = Link("self", null=True, blank=True, related_name="merged")
    retired_at = models.DateTimeField(null=True, blank=True)  # anonymised by request

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Body(Owned):
    """A body: governing board, general assembly, committee, council, operating staff."""

    kind = models.CharField(max_length=20)  # people.rules.BodyKind
    name = models.CharField(max_length=200)
    community = Link("manantial.Community", null=True, blank=True, related_name="bodies")
    parent = Link("self", null=True, blank=True, related_name="parts")
    founded = PartialDateColumns()
    dissolved = PartialDateColumns()
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Seat(Owned):
    """A place in a body. Agreements, keys and tasks point here, never to a person."""

    body = Link(Body, related_name="seats")
    role = models.CharField(max_length=40)  # people.rules.SeatRole or the alliance's own word
    label = models.CharField(max_length=120)  # as printed: Presidencia
    sector = models.CharField(max_length=20, blank=True)  # community, official, civil, operating
    votes = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    created = PartialDateColumns()
    suppressed = PartialDateColumns()

    class Meta:
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label


class Mandate(Owned):
    """A person in a seat between two dates. A planned end does not end it: in office until relieved."""

    seat = Link(Seat, related_name="mandates")
    person = Link(Person, related_name="mandates")
    character = models.CharField(max_length=12, default="proprietor")  # proprietor, substitute, interim, in_charge
    represents_community = Link("manantial.Community", null=True, blank=True, related_name="representatives")
    represents = models.CharField(max_length=160, blank=True)  # an organisation, as written
    start = PartialDateColumns()
    planned_end = models.DateField(null=True, blank=True)
    end = PartialDateColumns()
    end_reason = models.CharField(max_length=20, blank=True)
    start_act = models.CharField(max_length=200, blank=True)
    end_act = models.CharField(max_length=200, blank=True)
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_reason = models.TextField(blank=True)
    replaced_by = Link("self", null=True, blank=True, related_name="replaces")

    class Meta:
        ordering = ["start_min", "id"]

    def __str__(self) -> str:
        return f"{self.person_id} en {self.seat_id}"

    @property
    def interval(self) -> Interval:
        """From its start to its end; open while it has not ended."""
        return Interval(self.start, self.end)


class Account(AbstractBaseUser, Owned):
    """The login of a person. What it may do is computed from mandates at each request."""

    law: ClassVar[Law] = Law.STEWARD

    person = Link(Person, related_name="accounts")
    username = models.CharField(max_length=80)  # folded: no accents, lower case
    is_active = models.BooleanField(default=True)
    is_admin = models.BooleanField(default=False)  # technical administration: no content
    is_auditor = models.BooleanField(default=False)
    logins_ended_at = models.DateTimeField(null=True, blank=True)  # every login from before is over
    language = models.CharField(max_length=8, default="es-mx")
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        base_manager_name = "everywhere"
        constraints = [models.UniqueConstraint(fields=["alliance", "username"], name="account_username")]

    def __str__(self) -> str:
        return self.username

    def get_session_auth_hash(self) -> str:
        """What a login must still match: it changes with the password and when all logins are ended."""
        ended = self.logins_ended_at.isoformat() if self.logins_ended_at else ""
        return salted_hmac("manantial.login", f"{self.password} {ended}", algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """No older keys are honoured."""
        yield from ()


class Device(Owned):
    """A phone enrolled with a printed card: its token (hashed) and the PIN (hashed) of its person."""

    law: ClassVar[Law] = Law.WORKING

    account = Link(Account, related_name="devices")
    token_digest = models.CharField(max_length=64)
    pin_hash = models.CharField(max_length=200)
    failures = models.PositiveSmallIntegerField(default=0)
    enrolled_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True, blank=True)
    blocked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "token_digest"], name="device_token")]

    def __str__(self) -> str:
        return f"device of {self.account_id}"


class Invitation(Owned):
    """A secret used once: a printed card, a code told by staff, or the link of the first opening."""

    law: ClassVar[Law] = Law.WORKING

    account = Link(Account, related_name="invitations")
    kind = models.CharField(max_length=8)  # card, code, link
    secret_digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the long secret of a QR or a link
    code_hash = models.CharField(max_length=200, blank=True)  # of the short code that is typed or told
    issued_at = models.DateTimeField()
    issued_by_id = models.UUIDField(null=True, blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["alliance", "kind", "used_at"])]

    def __str__(self) -> str:
        return f"{self.kind} for {self.account_id}"


class Attempt(Owned):
    """A failed try to enter, for the limits of alliance.md 13.3; erased after 90 days."""

    law: ClassVar[Law] = Law.WORKING

    key = models.CharField(max_length=120)  # account:…, device:… or address:…
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["alliance", "key", "at"])]

    def __str__(self) -> str:
        return self.key
