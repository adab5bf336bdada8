"""Reading the census by locality (INEGI ITER): the official tables and the reduced copies that go around.

Rules of the source, each of which has bitten somebody: `*` and `N/D` are withheld for confidentiality and never zero;
rows 0000, 9998 and 9999 are totals and aggregates whose people are already inside the named localities, so they are
never added; names repeat inside one municipality and are no key; coordinates come in degrees, minutes and seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.exchange.readers import Unreadable
from manantial.exchange.tables import Head, head_of, require, rows_of
from manantial.kernel.text import fold

WITHHELD = {"*", "N/D", "ND"}
_ALIASES = {
    "CVE_ENT": "ENTIDAD",
    "CVE_MUN": "MUN",
    "CVE_LOC": "LOC",
    "NOMBRE_LOC": "NOM_LOC",
    "POB_TOTAL": "POBTOT",
    "LAT_DECIMAL": "LAT",
    "LON_DECIMAL": "LON",
    "LATITUDE": "LAT",
    "LONGITUDE": "LON",
}
_PLACE = {
    "CVEGEO", "ENTIDAD", "NOM_ENT", "MUN", "NOM_MUN", "LOC", "NOM_LOC", "LONGITUD", "LATITUD", "ALTITUD", "LAT", "LON",
    "AMBITO", "POBTOT", "CVE_LOC", "TAMLOC", "ESTATUS",
}  # fmt: skip
_DMS = re.compile(r"(\d{1,3})\s*[°º]\s*(\d{1,2})\s*['’′]\s*(\d{1,2}(?:\.\d+)?)\s*(?:\"|”|″|'')?\s*([NSEWO])", re.I)
_WHOLE = re.compile(r"(\d+)(?:\.0+)?")
_METRES = re.compile(r"(-?)0*(\d+)(?:\.0+)?")
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20[0-4]\d)(?!\d)|CSV(\d\d)", re.I)


class RowKind(StrEnum):
    """What a row speaks of; only localities may be added."""

    LOCALITY = "locality"
    MUNICIPALITY = "municipality"
    STATE = "state"
    NATION = "nation"
    AGGREGATE = "aggregate"


@dataclass(frozen=True)
class CensusRow:
    """A row of the census. `cvegeo` is empty when the copy carries no keys; what is withheld is in `suppressed`."""

    kind: RowKind
    name: str
    municipality: str
    state: str
    cvegeo: str
    population: int | None
    dwellings: int | None
    latitude: float | None
    longitude: float | None
    altitude: int | None
    scope: str
    figures: Mapping[str, int | str] = field(default_factory=dict)
    suppressed: tuple[str, ...] = ()
    line: int = 0

    @property
    def municipality_key(self) -> str:
        """The five digits of the municipality, empty without keys."""
        return self.cvegeo[:5]


@dataclass(frozen=True)
class Census:
    """A census table on disk: its columns, its year, its rows one by one."""

    path: Path
    head: Head
    year: int

    @property
    def has_keys(self) -> bool:
        """True when its rows can be told apart by official key."""
        names = {_ALIASES.get(c.upper(), c.upper()) for c in self.head.columns}
        return "CVEGEO" in names or {"ENTIDAD", "MUN", "LOC"} <= names

    def rows(self) -> Iterator[CensusRow]:
        """Yield every row; Unreadable with its line for a number or a coordinate that is none."""
        for line, cells in rows_of(self.path, self.head, _ALIASES):
            yield _row(line, cells)


def open_census(path: Path) -> Census:
    """Look at a census table; Unreadable when it lacks the columns that make one."""
    head = head_of(path)
    require(
        head,
        _("la tabla del censo por localidad"),
        ("NOM_LOC", "NOMBRE_LOC"),
        ("POBTOT", "POB_TOTAL"),
        ("NOM_MUN", "MUN", "CVE_MUN", "CVEGEO"),
    )
    return Census(path, head, year_in(path.name))


def year_in(name: str) -> int:
    """The census year told by a file name (`iter2020`, `ITER_07CSV20`); 2020 when it tells none."""
    found = _YEAR.search(name)
    if not found:
        return 2020
    return int(found[1]) if found[1] else 2000 + int(found[2])


def _row(line: int, cells: Mapping[str, str]) -> CensusRow:
    cvegeo = _cvegeo(line, cells)
    figures, suppressed = _figures(cells)
    dwellings = figures.get("TVIVPARHAB", figures.get("VIVPAR_HAB", figures.get("TVIVHAB")))
    name = cells.get("NOM_LOC", "")
    return CensusRow(
        kind=_kind(cvegeo, name),
        name=name,
        municipality=cells.get("NOM_MUN", ""),
        state=cells.get("NOM_ENT", ""),
        cvegeo=cvegeo,
        population=_whole(line, "POBTOT", cells.get("POBTOT", "")),
        dwellings=dwellings if isinstance(dwellings, int) else None,
        latitude=_degrees(line, cells, "LAT", "LATITUD", "NS", 90),
        longitude=_degrees(line, cells, "LON", "LONGITUD", "EWO", 180),
        altitude=_altitude(cells.get("ALTITUD", "")),
        scope=cells.get("AMBITO", "")[:1].upper(),
        figures=figures,
        suppressed=tuple(suppressed),
        line=line,
    )


def _cvegeo(line: int, cells: Mapping[str, str]) -> str:
    key = cells.get("CVEGEO", "")
    if not key and "LOC" in cells and "MUN" in cells and "ENTIDAD" in cells:
        key = f"{cells['ENTIDAD']:0>2}{cells['MUN']:0>3}{cells['LOC']:0>4}"
    if key and not (key.isdecimal() and len(key) in {8, 9}):
        raise Unreadable(_("la clave «%(key)s» no tiene los nueve dígitos de una localidad.") % {"key": key}, line)
    return key.zfill(9) if key else ""


_AGGREGATE_NAMES = {"localidades de una vivienda", "localidades de dos viviendas"}
_AGGREGATE_KEYS = {"9998", "9999"}


def _kind(cvegeo: str, name: str) -> RowKind:
    """Tell by the key, and by the exact name only when there is none: a ranch may be called Total."""
    if cvegeo:
        if cvegeo[5:] in _AGGREGATE_KEYS:
            return RowKind.AGGREGATE
        if cvegeo[5:] != "0000":
            return RowKind.LOCALITY
        if cvegeo[2:5] != "000":
            return RowKind.MUNICIPALITY
        return RowKind.STATE if cvegeo[:2] != "00" else RowKind.NATION
    plain = fold(name).strip()
    if plain in _AGGREGATE_NAMES:
        return RowKind.AGGREGATE
    if plain in {"total del municipio", "total de la demarcacion territorial"}:
        return RowKind.MUNICIPALITY
    if plain.startswith("total de la entidad"):
        return RowKind.STATE
    return RowKind.NATION if plain == "total nacional" else RowKind.LOCALITY


def _figures(cells: Mapping[str, str]) -> tuple[dict[str, int | str], list[str]]:
    figures: dict[str, int | str] = {}
    suppressed: list[str] = []
    for name, value in cells.items():
        if name in _PLACE and name != "POBTOT":
            continue
        if value.upper() in WITHHELD:
            suppressed.append(name)
        elif value and name != "POBTOT":
            found = _WHOLE.fullmatch(value)
            figures[name] = int(found[1]) if found else value
    return figures, suppressed


def _whole(line: int, name: str, value: str) -> int | None:
    if not value or value.upper() in WITHHELD:
        return None
    found = _WHOLE.fullmatch(value)
    if not found:
        raise Unreadable(
            _("en %(name)s se esperaba un número y dice «%(value)s».") % {"name": name, "value": value}, line
        )
    return int(found[1])


def _altitude(value: str) -> int | None:
    """Metres; the source writes depressions with a sign."""
    found = _METRES.fullmatch(value)
    return int(f"{found[1]}{found[2]}") if found else None


def _degrees(line: int, cells: Mapping[str, str], decimal: str, spoken: str, letters: str, most: int) -> float | None:
    """A coordinate in decimal degrees, from the decimal column when there is one, else from the spoken one."""
    value = cells.get(decimal, "") or cells.get(spoken, "")
    if not value:
        return None
    found = _DMS.fullmatch(value)
    try:
        degrees = _decimal(found) if found else float(value)
    except ValueError:
        degrees = None
    wrong_letter = found is not None and found[4].upper() not in letters
    if degrees is None or wrong_letter or not abs(degrees) <= most:
        example = "93°16'23.777\" W" if most > 90 else "16°48'01.155\" N"
        raise Unreadable(
            _("la coordenada «%(value)s» no se entiende; se espera %(example)s o grados con decimales.")
            % {"value": value, "example": example},
            line,
        )
    return round(degrees, 6)


def _decimal(found: re.Match[str]) -> float:
    minutes, seconds = int(found[2]), float(found[3])
    if minutes >= 60 or seconds >= 60:
        raise ValueError(found[0])
    degrees = int(found[1]) + minutes / 60 + seconds / 3600
    return -degrees if found[4].upper() in "SWO" else degrees
