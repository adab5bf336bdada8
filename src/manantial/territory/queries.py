"""Questions about places: the working list with its states, names that may be one, what other rooms tell of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from manantial.kernel.text import fold
from manantial.territory.models import Community, CommunityLocality, CommunityState, Locality, Municipality
from manantial.territory.rules import (
    DatedState,
    Match,
    MembershipState,
    Named,
    Standing,
    proof_of_membership,
    propose_matches,
    standing_on,
)

_SHOWN_LOCALITIES = 60


@dataclass(frozen=True)
class CommunityRow:
    """A community with what is known of it on a day."""

    community: Community
    standing: Standing
    proven: bool  # a member, with the act that says so


def home_municipality() -> Municipality | None:
    """Return the alliance's own municipality."""
    return Municipality.objects.filter(home=True).first()


def communities() -> QuerySet[Community]:
    """Return the working list: every community that was not joined to another one."""
    states = Prefetch("states", CommunityState.objects.order_by("since_min", "id"))
    return Community.objects.filter(merged_into=None).prefetch_related(states)


def rows(found: Iterable[Community], *, on: date) -> list[CommunityRow]:
    """Tell of each community in which state it was on a day."""
    return [_row(community, on) for community in found]


def named_like(found: QuerySet[Community], words: str) -> QuerySet[Community]:
    """Narrow a list to names, other spellings or keys that hold some words, whatever their accents."""
    wanted = fold(words).split()
    if not wanted:
        return found
    keys = [
        pk
        for pk, name, code, aliases in found.values_list("pk", "name", "code", "aliases")
        if all(word in fold(" ".join((name, code, *aliases))) for word in wanted)
    ]
    return found.filter(pk__in=keys)


def state_counts(listed: Iterable[CommunityRow]) -> Counter[MembershipState | None]:
    """Count communities by state; None are those of which nothing is known."""
    return Counter(row.standing.state for row in listed)


def dated_states(community: Community) -> list[DatedState]:
    """Return the states of a community as its rules read them."""
    return [DatedState(MembershipState(one.state), one.since, one.act) for one in community.states.all()]


def members_on(day: date) -> list[Community]:
    """Return the communities that surely were members on a day, in the order of the list."""
    return [row.community for row in rows(communities(), on=day) if row.standing.state == MembershipState.MEMBER]


def family(community: Community) -> list[UUID]:
    """Return a community and those that were joined to it: what was written of any of them is about this one."""
    joined = Community.objects.filter(merged_into=community.pk).values_list("pk", flat=True)
    return [community.pk, *joined]


def likely_doubles() -> list[tuple[Community, Community, Match]]:
    """Propose pairs of communities that may be one, strongest first. Nothing is ever joined by itself."""
    known = {str(one.pk): one for one in Community.objects.filter(merged_into=None).order_by("code")}
    places = [Named(key, one.name, tuple(one.aliases)) for key, one in known.items()]
    return [(known[match.first], known[match.second], match) for match in propose_matches(places)]


def localities_of(community: Community) -> QuerySet[Locality]:
    """Return the census localities a person linked to a community."""
    links = CommunityLocality.objects.filter(community__in=family(community), ended_at=None)
    return Locality.objects.filter(pk__in=links.values("locality")).order_by("-year", "-population", "name")


def localities_to_link(words: str) -> list[Locality]:
    """Return census localities whose name or key holds some words, newest census first; at most sixty."""
    wanted = fold(words).split()
    if not wanted:
        return []
    names = Locality.objects.order_by("-year", "name").values_list("pk", "name", "cvegeo")
    keys = [pk for pk, name, cvegeo in names if all(word in fold(f"{name} {cvegeo}") for word in wanted)]
    found = Locality.objects.filter(pk__in=keys[:_SHOWN_LOCALITIES]).select_related("municipality")
    return list(found.order_by("-year", "name"))


def next_code() -> str:
    """Return the next short key: C-41 after C-40."""
    numbers = [int(code[2:]) for code in Community.objects.values_list("code", flat=True) if _is_ours(code)]
    return f"C-{max(numbers, default=0) + 1:02d}"


def communities_sought(words: str, *, but: Community) -> list[Community]:
    """Return other communities of the list whose name holds some words: to choose with which one to join."""
    return list(named_like(communities().exclude(Q(pk=but.pk)), words)[:20]) if words.strip() else []


def _is_ours(code: str) -> bool:
    return code.startswith("C-") and code[2:].isdigit()


def _row(community: Community, on: date) -> CommunityRow:
    states = dated_states(community)
    proof = proof_of_membership(states, on)
    return CommunityRow(community, standing_on(states, on), bool(proof) and bool(proof.facts.get("proven")))


# What other rooms tell of a community ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One line of a panel: its words, and where they lead."""

    words: str
    tone: str = ""  # good, warn, bad, none, info: shown as a chip with `note`
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Panel:
    """What one room tells of a community, for the page that holds everything about it."""

    title: str
    picture: str
    lines: tuple[Line, ...]
    empty: str = ""  # what to say when there is nothing, and the first step
    href: str = ""
    action: str = ""


Teller = Callable[[Community, date], Panel]
_tellers: list[tuple[int, str, Teller]] = []


def community_panel(order: int, permission: str) -> Callable[[Teller], Teller]:
    """Let a room above tell something on the page of a community; asked only of those who hold the permission."""

    def register(teller: Teller) -> Teller:
        _tellers.append((order, permission, teller))
        return teller

    return register


def panels(community: Community, *, on: date, may: Callable[[str], bool]) -> list[Panel]:
    """Return what every room tells of a community to somebody who may ask."""
    ordered = sorted(_tellers, key=lambda one: one[0])
    return [teller(community, on) for _order, permission, teller in ordered if may(permission)]
