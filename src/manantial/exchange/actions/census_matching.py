"""Telling which kept locality a row of the census is: by key, by place, or by name and number when nothing else can.

A name alone never decides. A copy of the table with fewer columns adds what it knows and takes nothing away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from uuid import UUID

from manantial.exchange.census import CensusRow
from manantial.kernel.text import fold
from manantial.territory.models import Locality

Sign = tuple[Hashable, ...] | None

_FIELDS = (
    "name", "cvegeo", "scope", "population", "dwellings", "latitude", "longitude", "altitude", "figures", "suppressed"
)  # fmt: skip
_NEAR = 4  # decimals of a degree: about ten metres, the rounding between copies of the same table


class Known:
    """The localities that are kept, found by key, by name and place, or by name and inhabitants."""

    def __init__(self, localities: Iterable[Locality]) -> None:
        self.rows = list(localities)

    def pair(self, rows: Sequence[CensusRow]) -> Iterator[tuple[CensusRow, Locality | None]]:
        """Give each row its kept locality, none when it is new; each locality is given once."""
        free = {locality.pk: locality for locality in self.rows}
        found: dict[int, Locality] = {}
        for sign, trait in ((_key_of_row, _key), (_place_of_row, _place), (_size_of_row, _size)):
            _match(rows, found, free, sign, trait)
        for place, row in enumerate(rows):
            yield row, found.get(place)


def _match(
    rows: Sequence[CensusRow],
    found: dict[int, Locality],
    free: dict[UUID, Locality],
    sign: Callable[[CensusRow], Sign],
    trait: Callable[[Locality], Sign],
) -> None:
    """Pair what one sign tells apart on both sides; a sign that several share decides nothing."""
    kept: dict[Sign, list[Locality]] = defaultdict(list)
    for locality in free.values():
        kept[trait(locality)].append(locality)
    read: dict[Sign, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if place not in found:
            read[sign(row)].append(place)
    for value, places in read.items():
        if value is not None and len(places) == 1 and len(kept[value]) == 1:
            found[places[0]] = locality = kept[value][0]
            del free[locality.pk]


def _key_of_row(row: CensusRow) -> Sign:
    return (row.cvegeo,) if row.cvegeo else None


def _key(locality: Locality) -> Sign:
    return (locality.cvegeo,) if locality.cvegeo else None


def _place_of_row(row: CensusRow) -> Sign:
    return _named_point(row.name, row.latitude, row.longitude)


def _place(locality: Locality) -> Sign:
    return _named_point(locality.name, locality.latitude, locality.longitude)


def _named_point(name: str, latitude: float | None, longitude: float | None) -> Sign:
    if latitude is None or longitude is None:
        return None
    return fold(name), round(latitude, _NEAR), round(longitude, _NEAR)


def _size_of_row(row: CensusRow) -> Sign:
    return None if row.population is None else (fold(row.name), row.population)


def _size(locality: Locality) -> Sign:
    """Name and inhabitants, only for a locality that nobody has placed yet."""
    placed = locality.latitude is not None and locality.cvegeo
    return None if placed or locality.population is None else (fold(locality.name), locality.population)


def merge(locality: Locality, row: CensusRow, source: str) -> tuple[Locality, list[str]]:
    """Write what a row knows into a locality; return it with the names of what changed."""
    before = {name: getattr(locality, name) for name in _FIELDS}
    locality.name, locality.source = row.name, source
    for name in ("cvegeo", "scope", "population", "dwellings", "altitude"):
        value = getattr(row, name)
        if value not in (None, ""):
            setattr(locality, name, value)
    if _named_point("", locality.latitude, locality.longitude) != _named_point("", row.latitude, row.longitude):
        locality.latitude = locality.latitude if row.latitude is None else row.latitude
        locality.longitude = locality.longitude if row.longitude is None else row.longitude
    locality.figures = {**locality.figures, **row.figures}
    locality.suppressed = sorted({*locality.suppressed, *row.suppressed} - set(row.figures))
    return locality, [name for name in _FIELDS if before[name] != getattr(locality, name)]
