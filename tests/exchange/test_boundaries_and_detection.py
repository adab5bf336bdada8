"""Limits of municipalities, and telling files apart by what is inside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from manantial.exchange.boundaries import read_boundaries
from manantial.exchange.detect import detect
from manantial.exchange.readers import Format, Unreadable

DATA = Path(__file__).parent.parent / "data"
SQUARE = [[[-93.0, 16.0], [-92.0, 16.0], [-92.0, 17.0], [-93.0, 16.0]]]


def geojson(tmp_path: Path, geometry: Any, **properties: str) -> Path:
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    path = tmp_path / "limit.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_official_and_derived_property_names(tmp_path: Path) -> None:
    polygon = {"type": "Polygon", "coordinates": SQUARE}
    one = read_boundaries(geojson(tmp_path, polygon, CVE_ENT="07", CVE_MUN="012", NOMGEO="Berriozábal"))[0]
    assert (one.key, one.name, one.points) == ("07012", "Berriozábal", 4)
    many = {"type": "MultiPolygon", "coordinates": [SQUARE, SQUARE]}
    assert read_boundaries(geojson(tmp_path, many, cvegeo="07999", nom_mun="San Ejemplo"))[0].points == 8


def test_the_real_limits(shared_data: Path) -> None:
    ours = read_boundaries(shared_data / "boundaries" / "berriozabal_07012.geojson")
    state = read_boundaries(shared_data / "boundaries" / "chiapas_municipios_2020.geojson")
    assert [(one.key, one.name, one.points) for one in ours] == [("07012", "Berriozábal", ours[0].points)]
    assert len(state) == 124


@pytest.mark.parametrize(
    ("geometry", "word"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "se esperaba Polygon"),
        ({"type": "Polygon", "coordinates": [SQUARE[0][:-1]]}, "no está cerrado"),
        ({"type": "Polygon", "coordinates": [[[500, 1], [2, 2], [3, 3], [500, 1]]]}, "longitud y latitud"),
        ({"type": "Polygon", "coordinates": [[["a", 1], [2, 2], [3, 3], ["a", 1]]]}, "longitud y latitud"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "contorno"),
        (None, "forma"),
    ],
)
def test_what_cannot_be_drawn_is_refused(geometry: Any, word: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=word):
        read_boundaries(geojson(tmp_path, geometry, nom_mun="San Ejemplo"))


def test_a_limit_without_a_name_and_a_cut_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="de qué municipio"):
        read_boundaries(geojson(tmp_path, {"type": "Polygon", "coordinates": SQUARE}))
    cut = tmp_path / "cut.json"
    cut.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    with pytest.raises(Unreadable, match="Línea 1: el archivo no es JSON completo"):
        read_boundaries(cut)


def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    for source, expected in [
        (DATA / "pagina.yaml", Format.DOSSIER_PAGE),
        (DATA / "iter_ejemplo_07CSV20.csv", Format.CENSUS),
        (geojson(tmp_path, {"type": "Polygon", "coordinates": SQUARE}, nom_mun="A"), Format.BOUNDARIES),
    ]:
        other = tmp_path / "sin-nombre.bin"
        shutil.copy(source, other)
        assert detect(other) is expected


def test_the_real_files_are_known(shared_data: Path) -> None:
    assert detect(shared_data / "dossier" / "berriozabal_project.yaml") is Format.DOSSIER_PAGE
    assert detect(shared_data / "census" / "localidades_mx_2020.csv.gz") is Format.CENSUS
    assert detect(shared_data / "census" / "chiapas_municipios_marginacion_2010_2020.csv") is Format.MARGINATION
    assert detect(shared_data / "boundaries" / "chiapas_municipios_2020.geojson") is Format.BOUNDARIES
    assert detect(shared_data / "qda" / "sky-loom__TestProject.qdpx") is Format.RESEARCH
    assert detect(shared_data / "qda" / "taguette-1.5.2__synthetic.qdc") is Format.CODEBOOK
    for path, word in [
        (shared_data / "iati" / "iati-1.xml", "versión 1"),
        (shared_data / "iati" / "extract_undp_mexico_es.xml", "IATI"),
        (shared_data / "census" / "diccionario_datos_iter_00CSV20.csv", "diccionario"),
    ]:
        with pytest.raises(Unreadable, match=word):
            detect(path)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "vacío"),
        (b"hola", "No se reconoce"),
        (b"%PDF-1.7", "PDF"),
        (b'{"a": 1}', "JSON"),
        (b"\x89PNG\r\n", "texto"),
    ],
)
def test_what_is_of_no_use_is_named(content: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / "algo"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=word):
        detect(path)
