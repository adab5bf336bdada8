"""Finding the municipality of the alliance that a row of an official table speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from manantial.exchange.readers import Unreadable
from manantial.kernel.dates import PartialDate
from manantial.kernel.text import fold
from manantial.territory.models import Municipality
from manantial.water.models import Figure, Indicator
from manantial.water.rules.figures import as_decimal


class Municipalities:
    """The municipalities of the alliance by official key and by name; a name alone counts within its state."""

    def __init__(self, rows: Iterable[Municipality]) -> None:
        self.rows = list(rows)
        self._by_key = {row.inegi_key: row for row in self.rows if row.inegi_key}
        self._by_name = {(fold(row.state), fold(row.name)): row for row in self.rows}
        self._alone = {fold(row.name): row for row in self.rows}

    @classmethod
    def of_alliance(cls) -> Municipalities:
        """Those of the present alliance; Unreadable when there is none to receive anything."""
        found = cls(Municipality.objects.all())
        if not found.rows:
            raise Unreadable(_("Primero registre el municipio de la alianza."))
        return found

    @property
    def home(self) -> Municipality | None:
        """The alliance's own municipality."""
        return next((row for row in self.rows if row.home), None)

    def find(self, key: str, name: str, state: str) -> Municipality | None:
        """The municipality with this key, or with this name in this state (in any, when the table says none)."""
        if key and (found := self._by_key.get(key)):
            return found
        found = self._by_name.get((fold(state), fold(name))) if state else self._alone.get(fold(name))
        return None if found is None or (key and found.inegi_key and found.inegi_key != key) else found


def add_figures(figures: Iterable[tuple[Indicator, Figure]]) -> Iterator[tuple[Figure, bool]]:
    """Save the figures that are not there yet; yield each with whether it was new."""
    for measured, figure in figures:
        figure.indicator = measured
        new = not any(_same(one, figure) for one in Figure.objects.filter(indicator=measured, community=None))
        if new:
            figure.save()
        yield figure, new


def _same(kept: Figure, read: Figure) -> bool:
    """One value of one source and moment, however many zeros it is written with."""
    told = (kept.source, kept.unit, kept.when) == (read.source, read.unit, read.when)
    return told and as_decimal(kept.value) == as_decimal(read.value)


def indicator(code: str, name: str, unit: str, *, name_en: str = "", definition: str = "") -> Indicator:
    """The indicator with this key, defined when it is not yet."""
    found = Indicator.objects.filter(code=code).first()
    return found or Indicator.objects.create(code=code, name=name, unit=unit, name_en=name_en, definition=definition)


def whole_year(year: int) -> PartialDate:
    """Some day of a year."""
    return PartialDate.parse(str(year))
