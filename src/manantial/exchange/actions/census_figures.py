"""What the localities of a municipality add up to, as figures beside those of other sources.

A locality is rural below 2,500 inhabitants. Dwellings with piped water are told with the denominator used: the census
describes only dwellings whose characteristics it captured, so those with and without are the whole; localities that
withhold either number are left out and counted in the method. Names, methods and citations are stored data, in Spanish
whatever the language of who imports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from manantial.exchange.actions.places import indicator, whole_year
from manantial.exchange.census import CensusRow
from manantial.territory.rules import is_rural
from manantial.water.models import Figure, Indicator

_TENTH = Decimal("0.1")
#: code: name, unit, name in English
_INDICATORS = {
    "municipal_population": ("Población del municipio", "habitantes", "Population of the municipality"),
    "population_in_small_localities": (
        "Población en localidades de menos de 2,500 habitantes",
        "habitantes",
        "Population in localities below 2,500",
    ),
    "share_in_small_localities": (
        "Parte de la población en localidades de menos de 2,500 habitantes",
        "%",
        "Share of the population in localities below 2,500",
    ),
    "small_localities": (
        "Localidades de menos de 2,500 habitantes",
        "localidades",
        "Localities below 2,500 inhabitants",
    ),
    "rural_homes_with_piped_water": ("Viviendas rurales con agua entubada", "%", "Rural homes with piped water"),
}


@dataclass(frozen=True)
class Computed:
    """A number made from the rows of a table: of which indicator, how, and from what."""

    code: str
    value: str
    method: str
    numerator: str = ""
    denominator: str = ""


def citation(year: int) -> str:
    """How the census is cited."""
    return f"INEGI, Censo de Población y Vivienda {year}, principales resultados por localidad (ITER)"


def census_figures(
    localities: Sequence[CensusRow], totals: Sequence[CensusRow], year: int, now: datetime
) -> Iterator[tuple[Indicator, Figure]]:
    """Yield population, rural population, rural localities and, where the columns are there, rural piped water."""
    for one in computed(localities, totals):
        name, unit, english = _INDICATORS[one.code]
        figure = Figure(
            value=one.value,
            unit=unit,
            numerator=one.numerator,
            denominator=one.denominator,
            method=one.method,
            source=citation(year),
            source_kind="census",
            captured_at=now,
        )
        figure.when = whole_year(year)
        yield indicator(one.code, name, unit, name_en=english), figure


def computed(localities: Sequence[CensusRow], totals: Sequence[CensusRow]) -> Iterator[Computed]:
    """The numbers themselves. Aggregate rows must not be among the localities."""
    rural = [row for row in localities if is_rural(row.population)]
    rural_people = sum(row.population or 0 for row in rural)
    printed = [row.population for row in totals if row.population is not None]
    everybody = printed[0] if printed else sum(row.population or 0 for row in localities)
    added = "total del municipio" if printed else "suma de las localidades"
    yield Computed("municipal_population", str(everybody), added)
    yield Computed(
        "population_in_small_localities", str(rural_people), "suma de las localidades menores de 2,500 habitantes"
    )
    yield Computed("small_localities", str(len(rural)), "se cuentan todas, también los ranchos")
    if everybody:
        share = _percent(rural_people, everybody)
        method = "población rural entre población total"
        yield Computed("share_in_small_localities", share, method, str(rural_people), str(everybody))
    yield from _piped(rural)


def _piped(rural: Sequence[CensusRow]) -> Iterator[Computed]:
    known = [
        (with_water, without)
        for row in rural
        if isinstance(with_water := row.figures.get("VPH_AGUADV"), int)
        and isinstance(without := row.figures.get("VPH_AGUAFV"), int)
    ]
    served, whole = sum(one for one, _without in known), sum(map(sum, known))
    if whole:
        method = (
            "VPH_AGUADV entre VPH_AGUADV + VPH_AGUAFV de las localidades rurales; "
            f"sin contar {len(rural) - len(known)} con dato reservado"
        )
        yield Computed("rural_homes_with_piped_water", _percent(served, whole), method, str(served), str(whole))


def _percent(part: int, whole: int) -> str:
    return str((Decimal(part) * 100 / whole).quantize(_TENTH, ROUND_HALF_UP))
