"""A map shows who is where by shape and colour, rings one's own community and never gives away a reserved place."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from manantial.press.charts import CannotDraw
from manantial.press.compile import svg_to_png
from manantial.press.draws import Draws
from manantial.press.lettering import width
from manantial.press.maps import Point, Precision, State, municipality_map

RING = [[-93.3, 16.7], [-93.1, 16.7], [-93.1, 17.0], [-93.3, 17.0], [-93.3, 16.7]]
SQUARE = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [RING]}}
POINTS = [
    Point("El Carrizal", -93.2123, 16.8456, State.GOOD),
    Point("Ojo de Agua", -93.25, 16.9, State.BAD),
    Point("La Ceiba", -93.15, 16.75, State.WARN, Precision.ROUNDED),
    Point("Casa Segura", -93.1999, 16.8001, State.GOOD, Precision.RESERVED),
    Point("Nueva", None, None),
]


def test_the_drawing_tells_states_own_community_and_what_is_not_drawn() -> None:
    drawn = municipality_map("Comunidades", POINTS, boundary=SQUARE, own="Ojo de Agua", source="Límite: INEGI")
    root = ElementTree.fromstring(drawn.svg)
    said = " ".join("".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "funciona (1)" in said
    assert "no funciona (1)" in said
    assert "Su comunidad: Ojo de Agua" in said
    assert "Ubicación reservada: Casa Segura" in said
    assert "Sin ubicación tomada: Nueva" in said
    assert "Lugar aproximado (1 km): La Ceiba" in said
    assert "5 km" in said
    assert "no funciona: Ojo de Agua" in drawn.alt


def test_a_reserved_place_leaves_no_trace_of_where_it_is() -> None:
    with_it = municipality_map("x", POINTS, boundary=SQUARE)
    moved = [Point(p.name, -93.11, 16.99, p.state, p.precision) if p.name == "Casa Segura" else p for p in POINTS]
    assert municipality_map("x", moved, boundary=SQUARE).svg == with_it.svg
    assert with_it.rows[3] == ("Casa Segura", "funciona", "ubicación reservada")
    assert "16.80" not in with_it.svg


def test_a_rounded_place_is_only_shown_rounded() -> None:
    near = Point("A", -93.204, 16.846, State.GOOD, Precision.ROUNDED)
    other = Point("A", -93.196, 16.854, State.GOOD, Precision.ROUNDED)
    assert municipality_map("x", [near], boundary=SQUARE).svg == municipality_map("x", [other], boundary=SQUARE).svg
    assert municipality_map("x", [near]).rows[0][2] == "16.85, -93.20"


def test_names_do_not_cover_each_other() -> None:
    draws = Draws("crowd")
    crowd = [
        Point(f"Comunidad número {n}", draws.between(-93.29, -93.11), draws.between(16.71, 16.99), State.GOOD)
        for n in range(40)
    ]
    svg = municipality_map("Muchas", crowd, boundary=SQUARE, own="Comunidad número 7").svg
    boxes = []
    for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        if "paint-order" not in node.attrib:
            continue
        x, y, size = (float(node.attrib[name]) for name in ("x", "y", "font-size"))
        long = width(node.text or "", size, bold="font-weight" in node.attrib)
        left = x - {"start": 0, "middle": long / 2, "end": long}[node.get("text-anchor", "start")]
        boxes.append((left, y - size * 0.75, left + long, y))
    assert len(boxes) > 20
    touching = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert not touching
    assert "Comunidad número 7</text>" in svg


def test_without_boundary_or_places_it_still_draws() -> None:
    assert "Todavía no hay lugares" in municipality_map("x", [POINTS[4]]).svg
    assert svg_to_png(municipality_map("x", POINTS[:1]).svg.encode(), width_px=200).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "boundary",
    [
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": [[["a", 1]]]},
        {"type": "Polygon", "coordinates": [[[500000, 1800000], [500100, 1800000], [500000, 1800100]]]},
    ],
    ids=["no polygon", "no numbers", "metres"],
)
def test_a_wrong_boundary_is_refused_with_words(boundary: dict[str, object]) -> None:
    with pytest.raises(CannotDraw):
        municipality_map("x", POINTS, boundary=boundary)


def test_the_real_boundary_draws_small(shared_data: Path) -> None:
    boundary = json.loads((shared_data / "boundaries" / "berriozabal_07012.geojson").read_text(encoding="utf-8"))
    drawn = municipality_map("Berriozábal", [Point("Berriozábal", -93.2729, 16.7979, State.GOOD)], boundary=boundary)
    assert len(drawn.svg) < 20_000
