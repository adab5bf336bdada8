"""The one table that grants anything: permission × role → scope, and how a grant becomes plain conditions.

Both questions of the product (`can` for one thing, `visible` for a list) are answered from the clauses made here, so
they cannot drift apart. Whoever is not named gets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What somebody is today, computed from mandates in force; everybody is also PUBLIC."""

    PUBLIC = "public"
    MEMBER = "member"  # seat in a committee or an assembly
    OFFICER = "officer"  # presidency, secretary or treasury of a committee
    BOARD = "board"  # seat in the governing board
    STAFF = "staff"  # operating staff of the organism
    FACILITATOR = "facilitator"  # team of an allied civil association
    AUDITOR = "auditor"  # reads everything but what is reserved, and the ledger
    ADMIN = "admin"  # accounts and machine, no content


class Scope(StrEnum):
    """How far a grant reaches."""

    NONE = "none"
    PUBLIC = "public"  # only what is public
    OWN_COMMUNITY = "own_community"
    OWN_AND_COMMON = "own_and_common"  # the own community, and what belongs to no community in particular
    OWN_BODY = "own_body"
    ALL = "all"


class Visibility(StrEnum):
    """Who a thing is meant for, from everybody to the facilitators alone."""

    PUBLIC = "public"
    ALLIANCE = "alliance"
    ORGANISM = "organism"
    COMMITTEE = "committee"
    RESERVED = "reserved"


_NO, _PUB, _OWN = Scope.NONE, Scope.PUBLIC, Scope.OWN_COMMUNITY
_COM, _BODY, _ALL = Scope.OWN_AND_COMMON, Scope.OWN_BODY, Scope.ALL

_ROWS: Mapping[str, tuple[Scope, ...]] = {
    #                     PUBLIC MEMBER OFFICER BOARD  STAFF FACILIT AUDITOR ADMIN
    "public.see":         (_PUB, _PUB,  _PUB,  _PUB,  _PUB,  _PUB,  _PUB,  _PUB),
    "account.own":        (_NO,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL),
    "desk.enter":         (_NO,  _NO,   _NO,   _ALL,  _ALL,  _ALL,  _ALL,  _ALL),
    "mine.enter":         (_NO,  _OWN,  _OWN,  _OWN,  _NO,   _NO,   _NO,   _NO),
    "communities.see":    (_NO,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL),
    "communities.edit":   (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _NO),
    "people.see":         (_NO,  _NO,   _NO,   _ALL,  _ALL,  _ALL,  _ALL,  _ALL),
    "people.edit":        (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _NO),
    "bodies.see":         (_NO,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL),
    "mandates.edit":      (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _NO),
    "accounts.edit":      (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _ALL),
    "sessions.see":       (_NO,  _COM,  _COM,  _ALL,  _ALL,  _ALL,  _ALL,  _NO),
    "sessions.edit":      (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _NO),
    "agreements.see":     (_NO,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _ALL,  _NO),
    "agreements.edit":    (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _NO),
    "water.see":          (_NO,  _COM,  _COM,  _ALL,  _ALL,  _ALL,  _ALL,  _NO),
    "water.record":       (_NO,  _OWN,  _OWN,  _OWN,  _ALL,  _NO,   _NO,   _NO),
    "water.edit":         (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _NO),
    "workshops.see":      (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _ALL,  _NO),
    "workshops.edit":     (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "voices.see":         (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _ALL,  _NO),
    "voices.edit":        (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "consents.edit":      (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "stories.send":       (_NO,  _OWN,  _OWN,  _OWN,  _ALL,  _ALL,  _NO,   _NO),
    "meaning.see":        (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _ALL,  _NO),
    "meaning.edit":       (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "meaning.decide":     (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "project.see":        (_NO,  _NO,   _NO,   _ALL,  _ALL,  _ALL,  _ALL,  _NO),
    "project.edit":       (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "money.edit":         (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _NO,   _NO),
    "campaign.see":       (_NO,  _NO,   _NO,   _ALL,  _ALL,  _ALL,  _ALL,  _NO),
    "campaign.edit":      (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "materials.release":  (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "dissemination.edit": (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "kits.see":           (_NO,  _NO,   _OWN,  _ALL,  _ALL,  _ALL,  _ALL,  _NO),
    "kits.build":         (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "deliveries.edit":    (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "handover.see":       (_NO,  _BODY, _BODY, _BODY, _ALL,  _NO,   _ALL,  _NO),
    "handover.edit":      (_NO,  _NO,   _BODY, _NO,   _ALL,  _NO,   _NO,   _NO),
    "ledger.see":         (_NO,  _NO,   _NO,   _NO,   _ALL,  _NO,   _ALL,  _ALL),
    "jobs.see":           (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _ALL),
    "exchange.import":    (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "exchange.export":    (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _ALL,  _NO),
    "bundles.see":        (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _ALL),
    "bundles.write":      (_NO,  _NO,   _NO,   _NO,   _NO,   _ALL,  _NO,   _ALL),
    "bundles.read":       (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _ALL),
    "bundles.join":       (_NO,  _NO,   _NO,   _NO,   _ALL,  _ALL,  _NO,   _NO),
    "system.admin":       (_NO,  _NO,   _NO,   _NO,   _NO,   _NO,   _NO,   _ALL),
}  # fmt: skip

TABLE: Mapping[str, Mapping[Role, Scope]] = {
    permission: dict(zip(Role, row, strict=True)) for permission, row in _ROWS.items()
}
PERMISSIONS = frozenset(TABLE)

_FAR: Mapping[Role, frozenset[Visibility]] = {
    Role.PUBLIC: frozenset({Visibility.PUBLIC}),
    Role.MEMBER: frozenset({Visibility.PUBLIC, Visibility.ALLIANCE}),
    Role.OFFICER: frozenset({Visibility.PUBLIC, Visibility.ALLIANCE}),
    Role.BOARD: frozenset({Visibility.PUBLIC, Visibility.ALLIANCE, Visibility.ORGANISM}),
    Role.STAFF: frozenset(Visibility) - {Visibility.RESERVED},
    Role.FACILITATOR: frozenset(Visibility),
    Role.AUDITOR: frozenset(Visibility) - {Visibility.RESERVED},
    Role.ADMIN: frozenset({Visibility.PUBLIC, Visibility.ALLIANCE, Visibility.ORGANISM}),
}


@dataclass(frozen=True)
class AccessPaths:
    """How a table tells whom a row concerns: paths as Django writes them (`voice__visibility`).

    None means that the table is not limited by it. `moment` is the day of the row: an ended mandate reads only its
    own period.
    """

    community: str | None = None
    body: str | None = None
    visibility: str | None = None
    moment: str | None = None


@dataclass(frozen=True)
class Holding:
    """One reason why somebody holds a role. `until` is set when the mandate has ended: reading only, up to that day."""

    role: Role
    communities: frozenset[UUID] = frozenset()
    bodies: frozenset[UUID] = frozenset()
    mandate: UUID | None = None
    until: date | None = None
    label: str = ""

    @property
    def pk(self) -> UUID | None:
        """The mandate, for the ledger's "in the capacity of"."""
        return self.mandate


class Where(StrEnum):
    """Which things a clause is about."""

    ANY = "any"
    COMMUNITY = "community"
    COMMON = "common"
    BODY = "body"


@dataclass(frozen=True)
class Clause:
    """Things at `where` with one of `levels`; where the table has no such column, things with one of `far_levels`."""

    where: Where
    levels: frozenset[Visibility]
    far_levels: frozenset[Visibility]
    communities: frozenset[UUID] = frozenset()
    bodies: frozenset[UUID] = frozenset()
    until: date | None = None
    only_with_column: bool = False


def is_reading(permission: str) -> bool:
    """True for permissions that change nothing; only these outlive a mandate for some days."""
    return permission.endswith((".see", ".enter", ".own"))


def scope_of(role: Role, permission: str) -> Scope:
    """The cell of the table; KeyError for a permission that does not exist."""
    return TABLE[permission][role]


def clauses(holdings: Iterable[Holding], permission: str) -> tuple[Clause, ...]:
    """What somebody with these holdings may do with a permission; nothing at all when empty."""
    found: list[Clause] = []
    for holding in holdings:
        if holding.until is None or is_reading(permission):
            found.extend(_granted(holding, scope_of(holding.role, permission)))
    return tuple(dict.fromkeys(found))


def _granted(holding: Holding, scope: Scope) -> Iterable[Clause]:
    far = _FAR[holding.role]
    home = far | {Visibility.COMMITTEE}
    public = frozenset({Visibility.PUBLIC})

    def clause(where: Where, levels: frozenset[Visibility], *, only_with_column: bool = False) -> Clause:
        return Clause(where, levels, far, holding.communities, holding.bodies, holding.until, only_with_column)

    if scope is Scope.PUBLIC:
        yield Clause(Where.ANY, public, public)
    if scope is Scope.ALL:
        yield clause(Where.ANY, far)
        if holding.communities and home != far:
            yield clause(Where.COMMUNITY, home, only_with_column=True)
    if scope in {Scope.OWN_COMMUNITY, Scope.OWN_AND_COMMON} and holding.communities:
        yield clause(Where.COMMUNITY, home)
    if scope is Scope.OWN_AND_COMMON:
        yield clause(Where.COMMON, far, only_with_column=True)
    if scope is Scope.OWN_BODY and holding.bodies:
        yield clause(Where.BODY, home)
