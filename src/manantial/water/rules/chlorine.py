"""Free residual chlorine: the traffic light with its advice. An empty box is "not measured", never zero.

Range 0.2–1.5 mg/L of NOM-127-SSA1-2021, table 9 (it applies where chlorine is used); the edges of yellow and red inside
and outside of it are ours and can be changed. Values are whole hundredths of mg/L.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold
from manantial.water.rules.catalogues import Light

MOST = 2_000  # 20 mg/L: above this it is a slip of the pen
_NUMBER = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?")
_EMPTY = {"", "-", "—", "x", "nd", "n/d", "na", "s/d"}


class NotAReading(ValueError):
    """What was typed is neither a number of mg/L nor an empty box; the message is Spanish."""


@dataclass(frozen=True)
class Limits:
    """Hundredths of mg/L: below `low` is little, above `high` is much, above `far` is far too much."""

    low: int = 20
    high: int = 150
    far: int = 200


NORM = Limits()


@dataclass(frozen=True)
class Verdict:
    """The light of a reading, its word and what to do; Spanish sentences to be translated when shown."""

    light: Light
    word: str
    advice: str


def read_value(text: str) -> int | None:
    """Read what was written on the sheet: `0.8`, `0,8`, `1.5` as hundredths of mg/L; an empty box is None.

    Raises NotAReading for anything else, also for more than 20 mg/L.
    """
    bare = text.strip().lower().removesuffix("mg/l").strip()
    if bare in _EMPTY:
        return None
    if not (found := _NUMBER.fullmatch(bare)):
        raise NotAReading(_("Escriba un número como 0.8, o deje vacío si no se midió."))
    value = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if value > MOST:
        raise NotAReading(_("Más de 20 mg/L no puede ser. Revise el punto decimal."))
    return value


def write_value(hundredths: int | None) -> str:
    """Write a reading as on the sheet: `0.8`, `1.25`, `0`; empty when it was not measured."""
    if hundredths is None:
        return ""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def judge_chlorine(hundredths: int | None, limits: Limits = NORM, *, chlorine_used: bool | None = None) -> Verdict:
    """Tell the light of one reading, with advice in plain words. `chlorine_used` False: this system adds none."""
    if hundredths is None:
        return Verdict(Light.GREY, _("Sin medir"), _("Mida el cloro en la llave más lejana del tanque y anótelo."))
    if hundredths == 0 and chlorine_used is False:
        return Verdict(Light.YELLOW, _("Sin cloro"), _("Aquí no se pone cloro. Hierva o desinfecte el agua de beber."))
    if hundredths == 0:
        return Verdict(
            Light.RED, _("Sin cloro"), _("No hay cloro. Revise el dosificador hoy. Hierva el agua antes de beberla.")
        )
    if hundredths < limits.low:
        return Verdict(Light.YELLOW, _("Poco cloro"), _("Suba un poco la dosis y mida otra vez mañana."))
    if hundredths <= limits.high:
        return Verdict(Light.GREEN, _("Cloro bien"), _("El agua lleva el cloro que debe. Siga así."))
    if hundredths <= limits.far:
        return Verdict(Light.YELLOW, _("Cloro un poco alto"), _("Baje un poco la dosis y mida otra vez mañana."))
    return Verdict(
        Light.RED, _("Cloro muy alto"), _("Hay demasiado cloro. Baje la dosis hoy. No beba esta agua hasta medir bien.")
    )


@dataclass(frozen=True)
class ReadingFacts:
    """One reading as a decision sees it."""

    key: str
    community: str
    on: date
    hundredths: int | None
    point: str = ""
    origin: str = "paper"
    corrects: str = ""  # the key of the reading it takes the place of


@dataclass(frozen=True)
class Disinfection:
    """How many readings were within the range (W5). `blanks` are days without a measurement."""

    within: int
    measured: int
    blanks: int

    @property
    def share(self) -> float | None:
        """Readings within the range of those measured; None when nothing was measured."""
        return self.within / self.measured if self.measured else None


def disinfection(values: Iterable[int | None], limits: Limits = NORM) -> Disinfection:
    """Sum readings: within the range, measured, not measured."""
    all_values = list(values)
    measured = [value for value in all_values if value is not None]
    within = sum(limits.low <= value <= limits.high for value in measured)
    return Disinfection(within, len(measured), len(all_values) - len(measured))


@dataclass(frozen=True)
class Double:
    """Two or more readings of one point and day: equal ones are the same reading told twice."""

    keys: tuple[str, ...]
    equal: bool


def settled(readings: Iterable[ReadingFacts]) -> list[ReadingFacts]:
    """Return one reading for each point and day: the last one written, unless a later one corrects it.

    `readings` come in the order in which they were written. What was corrected stays written and counts no more.
    """
    last = {place: group[-1] for place, group in _grouped(readings).items()}
    return sorted(last.values(), key=lambda one: (one.on, one.key))


def doubles(readings: Iterable[ReadingFacts]) -> list[Double]:
    """Find readings told twice, as when a phone revives after its paper was typed. A person chooses what counts.

    A choice is a correction written last: then the place is settled until something new arrives.
    """
    found = []
    for group in _grouped(readings).values():
        measured = [one for one in group if one.hundredths is not None]
        if len(measured) > 1 and not group[-1].corrects:
            found.append(Double(tuple(one.key for one in measured), len({one.hundredths for one in measured}) == 1))
    return found


def _grouped(readings: Iterable[ReadingFacts]) -> dict[tuple[str, str, date], list[ReadingFacts]]:
    listed = list(readings)
    corrected = {one.corrects for one in listed if one.corrects}
    groups: dict[tuple[str, str, date], list[ReadingFacts]] = {}
    for one in listed:
        if one.key not in corrected:
            groups.setdefault((one.community, fold(" ".join(one.point.split())), one.on), []).append(one)
    return groups
