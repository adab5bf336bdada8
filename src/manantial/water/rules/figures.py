"""Figures and their rivals: nothing is overwritten and nothing is averaged; a body may adopt one, in a session.

Also the age of a datum (12 months grey, 24 historical), coverage with its gap in dwellings, and the suppression of
small numbers in public tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

GREY_AFTER = 12  # months
HISTORICAL_AFTER = 24
SMALLEST_GROUP = 5  # smaller groups are not printed in public tables
SMALLEST_PLACE = 10  # inhabitants: below this, naming the locality names the persons


@dataclass(frozen=True)
class FigureFacts:
    """One value somebody gave, as a decision sees it."""

    key: str
    value: str  # decimal text; empty is no data
    unit: str
    when: PartialDate
    source: str
    definition: str = ""
    lower_bound: bool = False


@dataclass(frozen=True)
class AdoptionFacts:
    """A body adopted a figure on a day."""

    figure: str
    on: date
    act: str = ""


@dataclass(frozen=True)
class Arrangement:
    """The values of one indicator in one place: the adopted one and those beside it, newest first."""

    adopted: FigureFacts | None
    adoption: AdoptionFacts | None
    rivals: tuple[FigureFacts, ...]

    @property
    def shown(self) -> FigureFacts | None:
        """The one to show first: adopted, or else the only or the newest one."""
        return self.adopted or (self.rivals[0] if self.rivals else None)

    @property
    def others(self) -> tuple[FigureFacts, ...]:
        """Every value that is not shown first."""
        shown = self.shown
        return tuple(one for one in self.rivals if one is not shown)

    @property
    def disagree(self) -> bool:
        """True when another source gives another value: the mark «hay otras cifras»."""
        shown = self.shown
        return shown is not None and any(_differs(shown, other) for other in self.others)


def arrange(figures: Iterable[FigureFacts], adoptions: Iterable[AdoptionFacts], on: date) -> Arrangement:
    """Put the adopted figure first and its rivals beside it. The last adoption up to that day counts."""
    known = sorted(figures, key=lambda one: (one.when.latest or date.min, one.key), reverse=True)
    keys = {one.key: one for one in known}
    valid = [one for one in adoptions if one.on <= on and one.figure in keys]
    adoption = max(valid, key=lambda one: one.on, default=None)
    adopted = keys[adoption.figure] if adoption else None
    return Arrangement(adopted, adoption, tuple(one for one in known if one is not adopted))


def may_adopt(*, session_state: str, source: str, value: str) -> Ruling:
    """Decide whether a figure may be adopted: by a session that was held, with a source and a value."""
    if session_state != "held":
        return Ruling.no(_("Una cifra se adopta en una sesión ya celebrada. Elija la sesión y su acuerdo."))
    if not source.strip():
        return Ruling.no(_("Esta cifra no tiene fuente. Escriba de dónde salió antes de adoptarla."))
    if as_decimal(value) is None:
        return Ruling.no(_("Esta cifra no tiene valor: es un «sin dato»."))
    return Ruling.yes()


def as_decimal(value: str) -> Decimal | None:
    """Read a value that was kept as text; None for no data. Raises ValueError for what is not a number."""
    bare = value.strip().replace(",", "").removesuffix("%").strip()
    if not bare:
        return None
    try:
        number = Decimal(bare)
    except InvalidOperation as error:
        raise ValueError(_("Escriba un número, por ejemplo 78.7.")) from error
    if not number.is_finite():
        raise ValueError(_("Escriba un número, por ejemplo 78.7."))
    return number


class Age(StrEnum):
    """How old a datum is."""

    FRESH = "fresh"
    OLD = "old"
    HISTORICAL = "historical"
    UNKNOWN = "unknown"


AGE_TONES = {Age.FRESH: "info", Age.OLD: "none", Age.HISTORICAL: "none", Age.UNKNOWN: "none"}


@dataclass(frozen=True)
class AgeChip:
    """The age of a datum in months, with its chip."""

    age: Age
    months: int | None

    @property
    def tone(self) -> str:
        """The tone of the chip."""
        return AGE_TONES[self.age]

    def ruling(self) -> Ruling:
        """The age in words."""
        if self.age is Age.UNKNOWN:
            return Ruling.no(_("Sin fecha"))
        words = {
            Age.FRESH: _("Dato de hace %(months)s meses"),
            Age.OLD: _("Dato de hace %(months)s meses"),
            Age.HISTORICAL: _("Histórico: hace %(months)s meses"),
        }[self.age]
        if self.months is not None and self.months < 2:
            words = _("Dato reciente")
        return Ruling(self.age is Age.FRESH, words, {"months": self.months})


def age_of(when: PartialDate, on: date) -> AgeChip:
    """Tell how old a datum is on a day, counted from the latest day it may be of."""
    if when.latest is None:
        return AgeChip(Age.UNKNOWN, None)
    last = min(when.latest, on)
    months = (on.year - last.year) * 12 + on.month - last.month - (on.day < last.day)
    if months > HISTORICAL_AFTER:
        return AgeChip(Age.HISTORICAL, months)
    return AgeChip(Age.OLD if months > GREY_AFTER else Age.FRESH, months)


@dataclass(frozen=True)
class Coverage:
    """Dwellings (or persons) with service of those inhabited. Never one in the name of the other."""

    served: int
    total: int

    @property
    def share(self) -> float:
        """Served of all."""
        return self.served / self.total

    def missing_for(self, num: int, den: int) -> int:
        """How many more are needed to reach num/den of all; zero when it is reached."""
        return max(0, -(-self.total * num // den) - self.served)


def coverage(served: int | None, total: int | None) -> Coverage | None:
    """Return the coverage, or None when either number is not known or the whole is empty.

    Raises ValueError when more are served than there are: the two numbers speak of different things.
    """
    if served is None or total is None or total == 0:
        return None
    if served > total:
        raise ValueError(_("Hay más viviendas con servicio que viviendas: las dos cifras no hablan de lo mismo."))
    return Coverage(served, total)


def suppress(counts: Sequence[int | None], smallest: int = SMALLEST_GROUP) -> list[int | None]:
    """Hide groups too small to be told in a public table (None stays None: nobody knows; zero stays: nobody is there).

    When only one group would be hidden, the next smallest is hidden too, or the total would give it away.
    """
    hidden = {place for place, count in enumerate(counts) if count is not None and 0 < count < smallest}
    if len(hidden) == 1:
        rest = [(count, place) for place, count in enumerate(counts) if count and place not in hidden]
        if rest:
            hidden.add(min(rest)[1])
    return [None if place in hidden else count for place, count in enumerate(counts)]


def may_name_place(population: int | None, smallest: int = SMALLEST_PLACE) -> bool:
    """Tell whether a public statement may be tied to a locality: not where so few live that it names them."""
    return population is None or population >= smallest


def _differs(one: FigureFacts, other: FigureFacts) -> bool:
    first, second = as_decimal(one.value), as_decimal(other.value)
    return first != second or one.unit != other.unit or one.lower_bound != other.lower_bound
