"""Bodies, seats and mandates: their catalogue, the role a seat gives, and how a mandate stands on a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from manantial.kernel.dates import Interval
from manantial.kernel.rulings import gettext_noop
from manantial.people.rules.entering import LAPSED_READING
from manantial.people.rules.table import Role


class BodyKind(StrEnum):
    """Kinds of body."""

    BOARD = "board"
    ASSEMBLY = "assembly"
    COMMITTEE = "committee"
    COUNCIL = "council"
    BRIGADE = "brigade"
    OPERATING = "operating"
    ALLY = "ally"


class SeatRole(StrEnum):
    """What a seat is for; an alliance may use words of its own besides."""

    PRESIDENCY = "presidency"
    VICE = "vice"
    SECRETARY = "secretary"
    TREASURY = "treasury"
    MEMBER = "member"
    VIGILANCE = "vigilance"
    OPERATOR = "operator"
    BRIGADE = "brigade"
    DELEGATE = "delegate"
    ADVISER = "adviser"
    MANAGEMENT = "management"
    TECHNICAL = "technical"
    SOCIAL = "social"
    QUALITY = "quality"
    ACCOUNTING = "accounting"
    FACILITATION = "facilitation"


class Sector(StrEnum):
    """On whose side of the table a seat sits."""

    COMMUNITY = "community"
    OFFICIAL = "official"
    CIVIL = "civil"
    OPERATING = "operating"


class Character(StrEnum):
    """In which manner a person holds a seat."""

    PROPRIETOR = "proprietor"
    SUBSTITUTE = "substitute"
    INTERIM = "interim"
    IN_CHARGE = "in_charge"


class EndReason(StrEnum):
    """Why a mandate ended."""

    TERM = "term"
    RESIGNATION = "resignation"
    REMOVAL = "removal"
    DEATH = "death"
    MIGRATION = "migration"
    REELECTION = "reelection"
    UNKNOWN = "unknown"


BODY_WORDS: Mapping[str, str] = {
    BodyKind.BOARD: gettext_noop("Junta de Gobierno"),
    BodyKind.ASSEMBLY: gettext_noop("Asamblea General"),
    BodyKind.COMMITTEE: gettext_noop("Comité de agua"),
    BodyKind.COUNCIL: gettext_noop("Consejo"),
    BodyKind.BRIGADE: gettext_noop("Brigada"),
    BodyKind.OPERATING: gettext_noop("Equipo operativo"),
    BodyKind.ALLY: gettext_noop("Organización aliada"),
}
SEAT_WORDS: Mapping[str, str] = {
    SeatRole.PRESIDENCY: gettext_noop("Presidencia"),
    SeatRole.VICE: gettext_noop("Vicepresidencia"),
    SeatRole.SECRETARY: gettext_noop("Secretaría"),
    SeatRole.TREASURY: gettext_noop("Tesorería"),
    SeatRole.MEMBER: gettext_noop("Vocalía"),
    SeatRole.VIGILANCE: gettext_noop("Vigilancia"),
    SeatRole.OPERATOR: gettext_noop("Fontanería"),
    SeatRole.BRIGADE: gettext_noop("Brigada del agua"),
    SeatRole.DELEGATE: gettext_noop("Delegación a la asamblea"),
    SeatRole.ADVISER: gettext_noop("Asesoría"),
    SeatRole.MANAGEMENT: gettext_noop("Gerencia general"),
    SeatRole.TECHNICAL: gettext_noop("Coordinación técnica"),
    SeatRole.SOCIAL: gettext_noop("Coordinación social"),
    SeatRole.QUALITY: gettext_noop("Calidad y seguridad del agua"),
    SeatRole.ACCOUNTING: gettext_noop("Contabilidad"),
    SeatRole.FACILITATION: gettext_noop("Facilitación"),
}
SECTOR_WORDS: Mapping[str, str] = {
    Sector.COMMUNITY: gettext_noop("comunitario"),
    Sector.OFFICIAL: gettext_noop("oficial"),
    Sector.CIVIL: gettext_noop("civil"),
    Sector.OPERATING: gettext_noop("operativo"),
}
CHARACTER_WORDS: Mapping[str, str] = {
    Character.PROPRIETOR: gettext_noop("propietaria o propietario"),
    Character.SUBSTITUTE: gettext_noop("suplente"),
    Character.INTERIM: gettext_noop("interina o interino"),
    Character.IN_CHARGE: gettext_noop("encargada o encargado"),
}
END_WORDS: Mapping[str, str] = {
    EndReason.TERM: gettext_noop("fin de periodo"),
    EndReason.RESIGNATION: gettext_noop("renuncia"),
    EndReason.REMOVAL: gettext_noop("remoción"),
    EndReason.DEATH: gettext_noop("fallecimiento"),
    EndReason.MIGRATION: gettext_noop("migración"),
    EndReason.REELECTION: gettext_noop("reelección"),
    EndReason.UNKNOWN: gettext_noop("se desconoce"),
}

_OFFICERS = {SeatRole.PRESIDENCY, SeatRole.VICE, SeatRole.SECRETARY, SeatRole.TREASURY}


def role_of(body_kind: str, seat_role: str) -> Role:
    """The role a seat gives to whoever holds it.

    A seat of facilitation facilitates wherever it is; an adviser's seat in the board is a seat of the board.
    """
    if seat_role == SeatRole.FACILITATION:
        return Role.FACILITATOR
    if body_kind == BodyKind.BOARD:
        return Role.BOARD
    if body_kind == BodyKind.OPERATING:
        return Role.STAFF
    if body_kind == BodyKind.COMMITTEE and seat_role in _OFFICERS:
        return Role.OFFICER
    return Role.MEMBER


class Standing(StrEnum):
    """How a mandate stands on a day."""

    FUTURE = "future"
    IN_FORCE = "in_force"
    EXPIRED = "expired"  # its planned end has passed and nobody relieved it: in office
    LAPSED = "lapsed"  # ended within the last 30 days: may still read its own period
    ENDED = "ended"
    ANNULLED = "annulled"


@dataclass(frozen=True)
class MandateFacts:
    """What the standing of a mandate depends on."""

    interval: Interval
    planned_end: date | None = None
    annulled: bool = False


def standing(mandate: MandateFacts, on: date, grace: timedelta = LAPSED_READING) -> Standing:
    """How a mandate stands on a day. A planned end alone never ends it: the holder stays until relieved."""
    if mandate.annulled:
        return Standing.ANNULLED
    if not mandate.interval.start.possibly_by(on):
        return Standing.FUTURE
    last = mandate.interval.end.latest
    if last is not None and last < on:
        return Standing.LAPSED if on <= last + grace else Standing.ENDED
    expired = mandate.planned_end is not None and mandate.planned_end < on
    return Standing.EXPIRED if expired and mandate.interval.is_open else Standing.IN_FORCE


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it is shorter."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
