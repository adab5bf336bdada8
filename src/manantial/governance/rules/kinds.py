"""The kinds of rule a body may have. Which rules, and with which numbers, is data; what a kind means is code.

Every share is a pair of whole numbers: `len * den >= total * num`. No base is written here: sixteen seats, eight of
them of the communities, half of them: all that is the regulation of one body on one day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from manantial.kernel.rulings import gettext_noop as _


class RuleKind(StrEnum):
    """The closed list of kinds (the rows of a regulation name one)."""

    SEATS = "seats"
    PROPORTION = "proportion"
    QUORUM = "quorum"
    SECTOR_PRESENT = "sector_present"
    MAJORITY = "majority"
    TIE = "tie"
    NOTICE = "notice"
    TERM = "term"
    REELECTION = "reelection"
    EXTENSION = "extension"
    STAGGERING = "staggering"


KIND_WORDS: Mapping[str, str] = {
    RuleKind.SEATS: _("Asientos de cada sector"),
    RuleKind.PROPORTION: _("Proporción de un sector"),
    RuleKind.QUORUM: _("Cuórum: los que hacen falta para que valga"),
    RuleKind.SECTOR_PRESENT: _("Presentes de un sector"),
    RuleKind.MAJORITY: _("Mayoría para aprobar"),
    RuleKind.TIE: _("Qué pasa si hay empate"),
    RuleKind.NOTICE: _("Días de aviso"),
    RuleKind.TERM: _("Duración del cargo"),
    RuleKind.REELECTION: _("Reelección"),
    RuleKind.EXTENSION: _("Seguir en funciones al vencer"),
    RuleKind.STAGGERING: _("Renovación por partes"),
}


class Base(StrEnum):
    """Of what a share is counted."""

    SEATS = "seats"
    FILLED = "filled"
    VOTING = "voting"
    VOTING_FILLED = "voting_filled"
    PRESENT = "present"
    COMMUNITIES = "communities"
    USERS = "users"


BASE_WORDS: Mapping[str, str] = {
    Base.SEATS: _("asientos"),
    Base.FILLED: _("asientos ocupados"),
    Base.VOTING: _("asientos con voto"),
    Base.VOTING_FILLED: _("asientos ocupados con voto"),
    Base.PRESENT: _("presentes con voto"),
    Base.COMMUNITIES: _("comunidades acreditadas"),
    Base.USERS: _("personas de la lista"),
}

SECTOR_WORDS: Mapping[str, str] = {
    "community": _("comunitario"),
    "official": _("oficial"),
    "civil": _("civil"),
    "operating": _("operativo"),
}


class BadRule(ValueError):
    """The parameters of a rule make no sense; the message is Spanish and says what is expected."""


@dataclass(frozen=True)
class Share:
    """A fraction of a whole: at least num/den of it, or more than that."""

    num: int
    den: int
    more: bool = False  # "half plus one", "more than half": strictly above

    def __post_init__(self) -> None:
        if self.den <= 0 or self.num < 0 or self.num > self.den:
            raise BadRule(_("Una fracción va de 0 a 1, con números enteros: 1/2, 2/3."))

    def needed(self, total: int) -> int:
        """The smallest whole number that satisfies the share of `total`; at least one."""
        whole = total * self.num // self.den
        exact = total * self.num % self.den == 0
        return max(1, whole + 1 if self.more or not exact else whole)

    def met(self, count: int, total: int) -> bool:
        """True when `count` of `total` is enough. Nothing is enough of an empty whole."""
        if total <= 0:
            return False
        return count * self.den > total * self.num if self.more else count * self.den >= total * self.num


HALF_PLUS_ONE = Share(1, 2, more=True)
HALF = Share(1, 2)


@dataclass(frozen=True)
class Seats:
    """How many seats each sector has."""

    by_sector: Mapping[str, int]


@dataclass(frozen=True)
class Proportion:
    """The share of the whole that a sector must have."""

    sector: str
    share: Share
    base: Base


@dataclass(frozen=True)
class Quorum:
    """How many must be there; `second` None means that in second call those present are enough."""

    first: Share
    base: Base
    second: Share | None = None
    representation: bool = True  # a substitute may take the place of the proprietor


@dataclass(frozen=True)
class SectorPresent:
    """How many of a sector must be there."""

    sector: str
    minimum: int


class MajorityKind(StrEnum):
    """Of what a majority is counted."""

    SIMPLE = "simple"  # more than half of those present
    ABSOLUTE = "absolute"  # more than half of all that may vote
    QUALIFIED = "qualified"  # a share of those present


@dataclass(frozen=True)
class Majority:
    """What a proposal needs to pass."""

    kind: MajorityKind
    share: Share = HALF_PLUS_ONE


@dataclass(frozen=True)
class Tie:
    """Who decides a tie: the seat with this role, or nobody (it waits for another session) when empty."""

    role: str = ""


@dataclass(frozen=True)
class Notice:
    """Days between the call and the session, by kind of session."""

    days: Mapping[str, int]


@dataclass(frozen=True)
class TermLength:
    """Months in office."""

    months: int


@dataclass(frozen=True)
class Reelection:
    """How many terms in a row one person may hold a seat."""

    terms: int


class ExtensionKind(StrEnum):
    """What happens to a mandate whose planned end has passed."""

    ALLOWED = "allowed"
    DAYS = "days"
    NONE = "none"


@dataclass(frozen=True)
class Extension:
    """Whether somebody stays in office after the planned end, until relieved."""

    kind: ExtensionKind
    days: int = 0


@dataclass(frozen=True)
class Staggering:
    """How many seats at most change in one renewal."""

    at_most: int


Rule = (
    Seats | Proportion | Quorum | SectorPresent | Majority | Tie | Notice | TermLength | Reelection | Extension
    | Staggering
)  # fmt: skip


def read_rule(kind: str, params: Mapping[str, Any]) -> Rule:
    """Turn a stored row into a rule.

    Raises BadRule when the kind is unknown, a parameter is missing or makes no sense.
    """
    reader = _READERS.get(kind)
    if reader is None:
        raise BadRule(_("No se conoce esa clase de regla."))
    try:
        return reader(params)
    except BadRule:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise BadRule(_("A la regla le falta un dato o tiene uno que no es número.")) from error


def default_rules(base: Base) -> tuple[Rule, ...]:
    """Return the proposal for a body whose regulation nobody has typed yet; every page says that it is a proposal."""
    return (
        Quorum(HALF_PLUS_ONE, base),
        Majority(MajorityKind.SIMPLE),
        Tie("presidency"),
        Notice({"ordinary": 3, "extraordinary": 1, "assembly": 3}),
        Extension(ExtensionKind.ALLOWED),
    )


def _share(params: Mapping[str, Any]) -> Share:
    return Share(int(params["num"]), int(params["den"]), bool(params.get("more", False)))


def _quorum(params: Mapping[str, Any]) -> Quorum:
    second = _share(params["second"]) if params.get("second") else None
    return Quorum(_share(params), Base(params["base"]), second, bool(params.get("representation", True)))


def _majority(params: Mapping[str, Any]) -> Majority:
    kind = MajorityKind(params["kind"])
    return Majority(kind, _share(params) if kind is MajorityKind.QUALIFIED else HALF_PLUS_ONE)


def _positive(value: Any) -> int:
    number = int(value)
    if number < 1:
        raise BadRule(_("Aquí va un número entero mayor que cero."))
    return number


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Rule]] = {
    RuleKind.SEATS: lambda p: Seats({str(sector): int(n) for sector, n in p.items()}),
    RuleKind.PROPORTION: lambda p: Proportion(str(p["sector"]), _share(p), Base(p.get("base", Base.VOTING_FILLED))),
    RuleKind.QUORUM: _quorum,
    RuleKind.SECTOR_PRESENT: lambda p: SectorPresent(str(p["sector"]), _positive(p["minimum"])),
    RuleKind.MAJORITY: _majority,
    RuleKind.TIE: lambda p: Tie(str(p.get("role", ""))),
    RuleKind.NOTICE: lambda p: Notice({str(kind): int(days) for kind, days in p.items()}),
    RuleKind.TERM: lambda p: TermLength(_positive(p["months"])),
    RuleKind.REELECTION: lambda p: Reelection(_positive(p["terms"])),
    RuleKind.EXTENSION: lambda p: Extension(ExtensionKind(p["kind"]), int(p.get("days", 0))),
    RuleKind.STAGGERING: lambda p: Staggering(_positive(p["at_most"])),
}
