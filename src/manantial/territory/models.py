"""Places: the municipality, its communities (the working list) and the localities of the census (another list)."""

from __future__ import annotations

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Owned


class Municipality(Owned):
    """The municipality of the alliance, or another one of the state for comparison."""

    name = models.CharField(max_length=120)
    state = models.CharField(max_length=120)
    inegi_key = models.CharField(max_length=5, blank=True)  # 07012
    home = models.BooleanField(default=False)  # the alliance's own municipality
    boundary = models.JSONField(null=True, blank=True)  # GeoJSON geometry
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["alliance", "state", "name"], name="municipality_name")]

    def __str__(self) -> str:
        return self.name


class Community(Owned):
    """A community of the alliance's working list. Its name is never a key: four may be called San José."""

    municipality = Link(Municipality, related_name="communities")
    code = models.CharField(max_length=12)  # short, printed on labels and kits: C-07
    name = models.CharField(max_length=120)
    aliases = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)  # as told in its assembly: ["es", "tzo"]
    provider = models.CharField(max_length=20, default="committee")  # territory.rules.Provider
    visibility = models.CharField(max_length=12, default="public")
    households = models.PositiveIntegerField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    place_reserved = models.BooleanField(default=False)  # the point never leaves the organism
    media_available = models.JSONField(default=list, blank=True)  # channels that exist there (campaign 4)
    assembly_day = models.CharField(max_length=80, blank=True)
    merged_into = Link("self", null=True, blank=True, related_name="merged")
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="community_code")]

    def __str__(self) -> str:
        return self.name


class CommunityState(Owned):
    """A dated state of a community in the alliance: contacted, member, paused, withdrawn."""

    community = Link(Community, related_name="states")
    state = models.CharField(max_length=20)  # territory.rules.MembershipState
    since = PartialDateColumns()
    act = models.CharField(max_length=200, blank=True)  # the act that decided it, as written
    act_session_id = models.UUIDField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["since_min", "id"]

    def __str__(self) -> str:
        return f"{self.community_id} {self.state}"


class Locality(Owned):
    """A locality of the census. Suppressed values are absent from ``figures`` and named in ``suppressed``."""

    municipality = Link(Municipality, related_name="localities")
    cvegeo = models.CharField(max_length=9)
    name = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=1, blank=True)  # U or R as the catalogue flags it
    population = models.PositiveIntegerField(null=True, blank=True)
    dwellings = models.PositiveIntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    altitude = models.IntegerField(null=True, blank=True)  # metres
    figures = models.JSONField(default=dict, blank=True)  # other census columns by mnemonic
    suppressed = models.JSONField(default=list, blank=True)  # mnemonics printed as * or N/D
    source = models.CharField(max_length=300)
    communities = models.ManyToManyField(Community, through="CommunityLocality", related_name="localities")

    class Meta:
        ordering = ["-population", "name"]
        constraints = [
            models.UniqueConstraint(  # copies of the census without keys repeat names: four San José are four places
                fields=["alliance", "municipality", "year", "cvegeo"],
                condition=~models.Q(cvegeo=""),
                name="locality_key",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommunityLocality(Owned):
    """A link, made by a person, between a community and a census locality."""

    community = Link(Community, related_name="locality_links")
    locality = Link(Locality, related_name="community_links")
    linked_by_id = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # the link was a mistake; it may be made again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "community", "locality"], name="community_locality")]

    def __str__(self) -> str:
        return f"{self.community_id} = {self.locality_id}"
