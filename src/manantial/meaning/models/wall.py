"""What people put on the wall and vote in a workshop, from the phones in the room or typed from paper."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Round(Owned):
    """Something asked of a room: cards for the wall, a traffic light, or a vote with beans. Its code opens it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="workshop__community_id")

    workshop = Link("manantial.Workshop", related_name="rounds")
    kind = models.CharField(max_length=8)  # meaning.rules.RoundKind: cards, lights, beans
    question = models.TextField()
    options = models.JSONField(default=list, blank=True)  # of beans: texts; of lights: ids of the findings asked
    code = models.CharField(max_length=8)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="round_code")]

    def __str__(self) -> str:
        return self.question[:80]


class WallCard(Owned):
    """One card on the wall: what happened, when, said by which group. No name goes with it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="round__workshop__community_id")

    round = Link(Round, related_name="cards")
    group = models.CharField(max_length=30)
    text = models.TextField()
    when = PartialDateColumns()
    device = models.CharField(max_length=32, blank=True)  # a random mark of the phone; empty: typed by the team
    given_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    milestone = Link("manantial.Milestone", null=True, blank=True, related_name="cards")  # what became of it

    class Meta:
        ordering = ["when_min", "given_at", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Ballot(Owned):
    """One answer to a round, or many counted by hand.

    The newest of a phone counts; of what the team typed, the newest for each group and choice.
    """

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="round__workshop__community_id")

    round = Link(Round, related_name="ballots")
    group = models.CharField(max_length=30)
    item = models.PositiveSmallIntegerField(default=1)  # of lights: which of the findings asked, from 1
    choice = models.CharField(max_length=10)  # green, yellow, red; or the number of an option
    count = models.PositiveSmallIntegerField(default=1)
    device = models.CharField(max_length=32, blank=True)  # empty: typed by the team
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "id"]

    def __str__(self) -> str:
        return f"{self.choice} ×{self.count}"
