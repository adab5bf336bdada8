"""The census by locality: what is withheld, what must not be added, and every way these tables are written."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from manantial.exchange.census import Census, CensusRow, RowKind, open_census, year_in
from manantial.exchange.margination import read_margination
from manantial.exchange.readers import Unreadable

DATA = Path(__file__).parent.parent / "data"
OFFICIAL = DATA / "iter_ejemplo_07CSV20.csv"


def localities(census: Census) -> list[CensusRow]:
    return [row for row in census.rows() if row.kind is RowKind.LOCALITY]


def as_latin(tmp_path: Path) -> Path:
    other = tmp_path / "latin.csv"
    other.write_bytes(OFFICIAL.read_text(encoding="utf-8").encode("latin-1"))
    return other


def with_mark(tmp_path: Path) -> Path:
    other = tmp_path / "mark.csv"
    other.write_text(OFFICIAL.read_text(encoding="utf-8"), encoding="utf-8-sig")
    return other


def with_semicolons(tmp_path: Path) -> Path:
    other = tmp_path / "semicolons.csv"
    other.write_text(OFFICIAL.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    return other


def compressed(tmp_path: Path) -> Path:
    other = tmp_path / "small.csv.gz"
    other.write_bytes(gzip.compress(OFFICIAL.read_bytes()))
    return other


@pytest.mark.parametrize("write", [as_latin, with_mark, with_semicolons, compressed, lambda _: OFFICIAL])
def test_the_same_table_however_it_is_written(write: object, tmp_path: Path) -> None:
    census = open_census(write(tmp_path))  # type: ignore[operator]
    rows = localities(census)
    assert [row.name for row in rows] == ["San Ejemplo", "Peña Negra", "San José", "San José", "Rancho Total"]
    assert rows[0].cvegeo == "079990001"
    assert (rows[0].longitude, rows[0].latitude, rows[0].altitude) == (-93.273271, 16.800321, 908)
    assert rows[0].population == 3200
    assert rows[0].dwellings == 800
    assert rows[0].figures["VPH_AGUADV"] == 700


def test_withheld_is_absent_and_named_never_zero() -> None:
    small = localities(open_census(OFFICIAL))[3]
    assert small.population == 4
    assert "VPH_AGUADV" not in small.figures
    assert set(small.suppressed) == {"P3YM_HLI", "TVIVPARHAB", "VPH_AGUADV", "VPH_AGUAFV", "VPH_AEASP"}
    assert small.dwellings is None
    zero = localities(open_census(OFFICIAL))[2]
    assert zero.figures["VPH_AEASP"] == 0


def test_totals_and_aggregates_are_told_apart_and_add_up_without_them() -> None:
    kinds = [row.kind for row in open_census(OFFICIAL).rows()]
    assert kinds == [
        *(RowKind.STATE, RowKind.MUNICIPALITY),
        *[RowKind.LOCALITY] * 5,
        *(RowKind.AGGREGATE, RowKind.AGGREGATE),
    ]
    assert sum(row.population or 0 for row in localities(open_census(OFFICIAL))) == 3331


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("NOM_MUN,NOM_LOC\nA,B\n", "POBTOT"),
        ("NOM_MUN,NOM_LOC,POBTOT\nA,B,mucha\n", "Línea 2: en POBTOT se esperaba un número y dice «mucha»"),
        ("NOM_MUN,NOM_LOC,POBTOT\nA,B,64632.5\n", "64632.5"),
        ("NOM_MUN,NOM_LOC,POBTOT\nA,B\n", "Línea 2: tiene 2 columnas y el encabezado 3"),
        ("NOM_MUN,NOM_LOC,LONGITUD,POBTOT\nA,B,93-16,4\n", "Línea 2: la coordenada «93-16» no se entiende"),
        ('NOM_MUN,NOM_LOC,LONGITUD,POBTOT\nA,B,"93°76\'23.777"" W",4\n', "coordenada"),
        ('NOM_MUN,NOM_LOC,LATITUD,POBTOT\nA,B,"16°16\'23.777"" W",4\n', "coordenada"),
        ("CVEGEO,NOM_MUN,NOM_LOC,POBTOT\n7-1,A,B,3\n", "nueve dígitos"),
    ],
)
def test_a_wrong_table_says_what_was_expected(text: str, word: str, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as error:
        list(open_census(table).rows())
    assert word in str(error.value)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(OFFICIAL.read_bytes())[:-20])
    with pytest.raises(Unreadable, match="dañado"):
        list(open_census(cut).rows())
    wide = tmp_path / "wide.csv"
    wide.write_text(OFFICIAL.read_text(encoding="utf-8"), encoding="utf-16")
    with pytest.raises(Unreadable, match="UTF-16"):
        open_census(wide)


def test_the_year_comes_from_the_name() -> None:
    assert year_in("ITER_07CSV20.csv") == 2020
    assert year_in("iter2010_07012.csv") == 2010
    assert year_in("tabla.csv") == 2020


def test_the_real_municipality_gives_its_known_sums(shared_data: Path) -> None:
    census = open_census(shared_data / "census" / "iter2020_07012_berriozabal_70col.csv")
    rows = list(census.rows())
    towns = localities(census)
    rural = [row for row in towns if row.population is not None and row.population < 2500]
    assert len(towns) == 308
    assert sum(row.population or 0 for row in towns) == 64_632
    assert (len(rural), sum(row.population or 0 for row in rural)) == (305, 18_670)
    assert [row.population for row in rows if row.kind is RowKind.MUNICIPALITY] == [64_632]
    assert [row.population for row in rows if row.kind is RowKind.AGGREGATE] == [652, 339]
    assert sum("PROM_HNV" in row.suppressed for row in rural) == 191
    assert not census.has_keys


def test_the_real_country_is_read_whole(shared_data: Path) -> None:
    census = open_census(shared_data / "census" / "localidades_mx_2020.csv.gz")
    towns = people = 0
    states = set()
    for row in census.rows():
        towns += row.kind is RowKind.LOCALITY
        people += row.population or 0
        states.add(row.state)
    assert (towns, people, len(states)) == (189_432, 126_014_024, 32)


def test_marginalisation_by_municipality(shared_data: Path, tmp_path: Path) -> None:
    rows = list(read_margination(shared_data / "census" / "chiapas_municipios_marginacion_2010_2020.csv"))
    ours = {row.year: row.shares["OVSAE"] for row in rows if row.key == "07012"}
    assert (len(rows), ours) == (360, {2010: "35.59", 2015: "17.17", 2020: "17.0"})
    wrong = tmp_path / "m.csv"
    wrong.write_text("cve_mun,nom_mun,anio,ovsae\n07012,Berriozábal,2020,170\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="OVSAE se esperaba un porcentaje"):
        list(read_margination(wrong))
