"""Reading the municipal marginalisation table (CONAPO): shares of people or dwellings by municipality and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.exchange.readers import Unreadable
from manantial.exchange.tables import head_of, require, rows_of

#: The columns that are percentages, in the order of the source.
SHARES = ("ANALF", "SBASC", "OVSDE", "OVSEE", "OVSAE", "OVPT", "VHAC", "PL5000", "PO2SM")


@dataclass(frozen=True)
class MunicipalShares:
    """A municipality in one year; shares are decimal text in per cent, absent when the source has none."""

    key: str
    name: str
    year: int
    population: int | None
    shares: Mapping[str, str]
    degree: str
    line: int


def read_margination(path: Path) -> Iterator[MunicipalShares]:
    """Yield the rows of the table; Unreadable names the columns it lacks or the cell that is no number."""
    head = head_of(path)
    require(head, _("la tabla de marginación municipal"), ("CVE_MUN",), ("NOM_MUN",), ("ANIO", "AÑO"), ("OVSAE",))
    for line, cells in rows_of(path, head):
        year = cells.get("ANIO") or cells.get("AÑO", "")
        if not year.isdecimal():
            raise Unreadable(_("se esperaba un año y dice «%(value)s».") % {"value": year}, line)
        population = cells.get("POB_TOT", "")
        yield MunicipalShares(
            cells["CVE_MUN"].zfill(5),
            cells["NOM_MUN"],
            int(year),
            int(population) if population.isdecimal() else None,
            {name: _share(line, name, cells[name]) for name in SHARES if cells.get(name)},
            cells.get("GRADO", ""),
            line,
        )


def _share(line: int, name: str, value: str) -> str:
    try:
        share = Decimal(value)
    except InvalidOperation:
        share = Decimal("NaN")
    if not 0 <= share <= 100:
        raise Unreadable(
            _("en %(name)s se esperaba un porcentaje y dice «%(value)s».") % {"name": name, "value": value}, line
        )
    return value
