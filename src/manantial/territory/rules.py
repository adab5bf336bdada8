"""Decisions about places: dated states of a community, who gives its water, names that may be the same, small places.

A name is never a key: four communities may be called San José. Matching therefore only proposes; a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import combinations

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold

RURAL_BELOW = 2_500  # inhabitants: the census calls a locality rural below this number
PUBLIC_DECIMALS = 2  # of a degree: about one kilometre


class MembershipState(StrEnum):
    """Where a community stands with the alliance."""

    NO_CONTACT = "no_contact"
    CONTACTED = "contacted"
    IN_PROCESS = "in_process"
    MEMBER = "member"
    PAUSED = "paused"
    WITHDREW = "withdrew"
    URBAN = "urban"  # the urban operator gives its water
    OTHER = "other"


STATE_WORDS: Mapping[str, str] = {
    MembershipState.NO_CONTACT: _("Sin contacto"),
    MembershipState.CONTACTED: _("Contactada"),
    MembershipState.IN_PROCESS: _("En proceso"),
    MembershipState.MEMBER: _("Integrada"),
    MembershipState.PAUSED: _("En pausa"),
    MembershipState.WITHDREW: _("Se retiró"),
    MembershipState.URBAN: _("La atiende el organismo urbano"),
    MembershipState.OTHER: _("Otra situación"),
}
STATE_TONES: Mapping[str, str] = {
    MembershipState.NO_CONTACT: "none",
    MembershipState.CONTACTED: "info",
    MembershipState.IN_PROCESS: "info",
    MembershipState.MEMBER: "good",
    MembershipState.PAUSED: "warn",
    MembershipState.WITHDREW: "bad",
    MembershipState.URBAN: "none",
    MembershipState.OTHER: "none",
}
#: States that an assembly or the board decides, and that therefore name their act.
DECIDED_STATES = frozenset({MembershipState.MEMBER, MembershipState.WITHDREW})


class Provider(StrEnum):
    """Who gives the water of a community."""

    COMMITTEE = "committee"
    URBAN = "urban"
    NONE = "none"
    UNKNOWN = "unknown"


PROVIDER_WORDS: Mapping[str, str] = {
    Provider.COMMITTEE: _("Comité o patronato de la comunidad"),
    Provider.URBAN: _("Organismo urbano"),
    Provider.NONE: _("Nadie da el servicio"),
    Provider.UNKNOWN: _("Sin dato"),
}

LANGUAGE_WORDS: Mapping[str, str] = {
    "es": _("Español"),
    "tzo": _("Tsotsil"),
    "tzh": _("Tseltal"),
    "zoc": _("Zoque"),
    "ctu": _("Ch’ol"),
    "toj": _("Tojolabal"),
}

#: Ways by which a message can reach people of a community (the same words as the channels of a campaign).
CHANNEL_WORDS: Mapping[str, str] = {
    "loudspeaker": _("Aparato de sonido"),
    "radio": _("Se oye la radio"),
    "whatsapp": _("Grupo de mensajes"),
    "mural": _("Barda para pintar"),
    "mural_newspaper": _("Periódico mural"),
    "assembly": _("Casa de asambleas"),
    "school": _("Escuela"),
    "screening": _("Lugar para proyectar"),
}


@dataclass(frozen=True)
class DatedState:
    """A state and when it began, as it was told; `act` names the act that decided it, when there is one."""

    state: MembershipState
    since: PartialDate
    act: str = ""


@dataclass(frozen=True)
class Standing:
    """What is known of a community on one day.

    `state` is the last one that had surely begun (None: nothing is known yet); `maybe` are later ones that may have
    begun already because their date is known only in part.
    """

    state: MembershipState | None
    since: PartialDate
    act: str
    maybe: tuple[MembershipState, ...] = ()

    @property
    def is_sure(self) -> bool:
        """True when no other state may hold that day."""
        return self.state is not None and not self.maybe


def standing_on(states: Iterable[DatedState], day: date) -> Standing:
    """Tell in which state a community was on a day. A date "en 2019" is sure only from the end of that year."""
    ordered = sorted(states, key=lambda one: one.since.key)
    sure: DatedState | None = None
    maybe: list[MembershipState] = []
    for one in ordered:
        if one.since.surely_by(day):
            sure, maybe = one, []
        elif one.since.possibly_by(day) and (sure is None or one.since):
            maybe.append(one.state)  # without any date it counts only while nothing else is known
    others = tuple(state for state in dict.fromkeys(maybe) if sure is None or state != sure.state)
    if sure is None:
        return Standing(None, PartialDate(), "", others)
    return Standing(sure.state, sure.since, sure.act, others)


def proof_of_membership(states: Iterable[DatedState], day: date) -> Ruling:
    """Decide whether a community counts as a member on a day, and whether that can be proven with an act."""
    standing = standing_on(states, day)
    if standing.state != MembershipState.MEMBER:
        return Ruling.no(_("No está integrada en esa fecha."))
    if not standing.act.strip():
        return Ruling.yes(_("Integrada, pero falta el acta que lo demuestra."), proven=False)
    return Ruling.yes(_("Integrada según el acta: %(act)s."), act=standing.act, proven=True)


def is_rural(population: int | None) -> bool | None:
    """Tell whether a locality is rural by its inhabitants; None when the number is not known."""
    return None if population is None else population < RURAL_BELOW


def public_point(
    latitude: float | None, longitude: float | None, *, reserved: bool, decimals: int = PUBLIC_DECIMALS
) -> tuple[float, float] | None:
    """Return the point that may be shown to everybody: rounded, and none at all for a reserved place."""
    if reserved or latitude is None or longitude is None:
        return None
    return round(latitude, decimals), round(longitude, decimals)


class Likeness(IntEnum):
    """How much two names look alike, from weakest to strongest."""

    PART = 1  # one name holds the other: Buenavista, Santa Inés Buenavista
    ONE_LETTER = 2  # Amendú, Amendo
    SPELLING = 3  # Vista Hermosa, Vistahermosa
    EQUAL = 4  # two San José: the same place or homonyms


LIKENESS_WORDS: Mapping[Likeness, str] = {
    Likeness.EQUAL: _("Se llaman igual. Pueden ser comunidades distintas: pregunte antes de unir."),
    Likeness.SPELLING: _("El mismo nombre escrito de otra manera."),
    Likeness.ONE_LETTER: _("Los nombres difieren en una letra."),
    Likeness.PART: _("Un nombre contiene al otro. Suelen ser comunidades distintas."),
}


@dataclass(frozen=True)
class Named:
    """A place with its name and its other spellings; `key` tells it apart from its homonyms."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way it is written."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Match:
    """A proposal that two places may be one. It never joins anything by itself."""

    first: str
    second: str
    likeness: Likeness

    @property
    def reason(self) -> str:
        """Why it is proposed, as a Spanish sentence."""
        return LIKENESS_WORDS[self.likeness]


def propose_matches(places: Sequence[Named]) -> list[Match]:
    """Propose pairs of places that may be one, strongest first; pairs in the order given."""
    read = [(place.key, _read(place)) for place in places]
    found = [
        Match(key, other, likeness)
        for (key, mine), (other, theirs) in combinations(read, 2)
        if (likeness := _closest(mine, theirs)) is not None
    ]
    return sorted(found, key=lambda match: -match.likeness)


def match_name(written: str, places: Sequence[Named]) -> list[tuple[Likeness, Named]]:
    """Return the places a written name may mean, strongest first; several EQUAL ones mean that a person must choose."""
    typed = _read(Named("", written))
    found = [(likeness, place) for place in places if (likeness := _closest(typed, _read(place))) is not None]
    return sorted(found, key=lambda pair: -pair[0])


_PARENTHESIS = re.compile(r"\(([^)]*)\)")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_GENERIC = {"el", "la", "los", "las", "de", "del", "y", "rancheria", "colonia", "ejido", "barrio", "comunidad"}
_SHORTEST_FOR_ONE_LETTER = 5


@dataclass(frozen=True)
class _Spelling:
    """A name taken apart once, because it is compared with every other one."""

    plain: str  # folded
    joined: str  # its telling words without spaces
    words: frozenset[str]


def _read(place: Named) -> list[_Spelling]:
    return [_spelling(name) for name in place.spellings if name.strip()]


@lru_cache(maxsize=5_000)
def _spelling(name: str) -> _Spelling:
    parts = [part for part in _NOT_LETTERS.split(fold(_PARENTHESIS.sub(" ", name))) if part and part not in _GENERIC]
    return _Spelling(" ".join(fold(name).split()), "".join(parts), frozenset(parts))


def _closest(mine: Sequence[_Spelling], theirs: Sequence[_Spelling]) -> Likeness | None:
    likenesses = (_likeness(one, other) for one in mine for other in theirs)
    return max((likeness for likeness in likenesses if likeness is not None), default=None)


def _likeness(one: _Spelling, other: _Spelling) -> Likeness | None:
    if one.plain == other.plain:
        return Likeness.EQUAL
    if one.joined and one.joined == other.joined:
        return Likeness.SPELLING
    shorter = min(len(one.joined), len(other.joined))
    if shorter >= _SHORTEST_FOR_ONE_LETTER and _one_letter_apart(one.joined, other.joined):
        return Likeness.ONE_LETTER
    if one.words and other.words and (one.words < other.words or other.words < one.words):
        return Likeness.PART
    return None


def _one_letter_apart(first: str, second: str) -> bool:
    """True when one insertion, deletion or change of a letter makes them equal."""
    if abs(len(first) - len(second)) > 1:
        return False
    short, long = sorted((first, second), key=len)
    place = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    skip = 1 if len(short) == len(long) else 0
    return short[place + skip :] == long[place + 1 :]
