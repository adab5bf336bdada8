"""A chart says its numbers in words, never draws zero for no data, and stands alone in a strict page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from manantial.press.charts import (
    Bar,
    CannotDraw,
    Change,
    Drawing,
    Part,
    Series,
    array,
    bars,
    before_after,
    budget,
    diverging,
    line,
    stacked,
)
from manantial.press.charts.numbers import steps
from manantial.press.compile import svgs_to_png
from manantial.press.pictograms import INDEX, NoSuchPictogram, pictogram, sprite

NAME = "San Miguel Tres Cruces, Segunda Sección de los Cuxtepeques y Anexas"
SVG = "{http://www.w3.org/2000/svg}"


def every_form() -> dict[str, Drawing]:
    return {
        "bars": bars("Familias", [Bar("El Carrizal", 84), Bar(NAME, None), Bar("La Ceiba", 0)], unit="familias"),
        "stacked": stacked("Respuestas", parts=("Sí", "No"), rows=[("Mujeres", (10, 3)), ("Jóvenes", (None, None))]),
        "diverging": diverging(
            "La cuota", parts=("En contra", "Ni una", "A favor"), rows=[("El Carrizal", (4, 2, None))], middle=1
        ),
        "line": line("Días con agua", [Series("Días", [("2021", 3), ("2022", None), ("2023", 7)])], unit="días"),
        "before_after": before_after("Acarreo", [Change("El Carrizal", 5, 1), Change(NAME, None, 2)], unit="horas"),
        "array": array("Agua diaria", count=4, of=10, what="casas"),
        "budget": budget("Dinero", [Part("Asegurado", 13905.54)], total=36796.10, unit="USD", said="36,796.10 USD"),
    }


FORMS = every_form()


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_one_svg_that_describes_itself(form: str) -> None:
    drawing = FORMS[form]
    root = ElementTree.fromstring(drawing.svg)
    assert root.find(f"{SVG}title").text == drawing.title  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == drawing.alt == drawing.picture.alt  # type: ignore[union-attr]
    assert drawing.alt.startswith(drawing.title)
    assert root.get("role") == "img"
    assert "Andika" in drawing.svg


@pytest.mark.parametrize("form", FORMS)
def test_no_form_needs_style_script_or_anything_from_outside(form: str) -> None:
    svg = FORMS[form].svg
    assert not re.search(r"<style|<script|style=|\bon\w+=|@import", svg)
    assert not re.findall(r'(?:href|src)="(?!#)', svg)
    assert svg.count("http") == 1  # the name space


@pytest.mark.parametrize("form", FORMS)
def test_the_table_holds_what_is_drawn(form: str) -> None:
    drawing = FORMS[form]
    assert drawing.table.rows == drawing.rows
    assert len(drawing.heads) == len(drawing.rows[0])
    assert drawing.chart().caption == drawing.title


def test_all_forms_draw_in_one_run() -> None:
    pictures = svgs_to_png([drawing.svg.encode() for drawing in FORMS.values()], width_px=200)
    assert len(pictures) == len(FORMS)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


def test_equal_data_gives_equal_drawings() -> None:
    assert {name: drawing.svg for name, drawing in every_form().items()} == {n: d.svg for n, d in FORMS.items()}


def test_no_data_is_said_and_is_not_zero() -> None:
    drawing = FORMS["bars"]
    assert f"{NAME}: sin dato" in drawing.alt
    assert "La Ceiba: 0 familias" in drawing.alt
    assert drawing.rows[1] == (NAME, None)
    assert drawing.svg.count("stroke-dasharray") == 1  # the empty bar of no data; zero is a stroke


def test_a_gap_in_a_line_is_a_gap() -> None:
    path = re.search(r'<path d="([^"]+)" fill="none" stroke="#0b4a52" stroke-width="3.5"', FORMS["line"].svg)
    assert path is not None
    assert path[1].count("M") == 2
    assert "2022 sin dato" in FORMS["line"].alt


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = bars("x", [Bar("a", 100), Bar("b", 50)]).svg
    lengths = []
    for points in re.findall(r'<polygon points="([^"]+)"', svg):
        across = [float(spot.split(",")[0]) for spot in points.split()]
        lengths.append(max(across) - min(across))
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.005)


def test_a_budget_shows_what_is_missing_to_the_cent() -> None:
    drawing = FORMS["budget"]
    assert drawing.rows[1] == ("Falta", "22,890.56 USD", "62.2 %")
    assert drawing.rows[2][1] == "36,796.10 USD"


def test_parts_that_exceed_the_whole_and_negative_numbers_are_refused() -> None:
    with pytest.raises(CannotDraw, match="suman más"):
        budget("x", [Part("a", 11)], total=10)
    with pytest.raises(CannotDraw, match="negativos"):
        bars("x", [Bar("a", -1)])
    with pytest.raises(CannotDraw, match="cada 10"):
        array("x", count=11, of=10)
    with pytest.raises(CannotDraw, match="cada parte"):
        stacked("x", parts=("a", "b"), rows=[("r", (1,))])


def test_nothing_to_show_is_said() -> None:
    assert "Sin datos todavía" in bars("Familias", []).alt
    assert "sin dato" in line("x", [Series("s", [("2021", None)])]).alt


def test_words_of_people_never_become_marks() -> None:
    svg = bars("<script>", [Bar('"><b onload="x">&', 1)]).svg
    assert ElementTree.fromstring(svg) is not None
    assert "<b" not in svg
    assert "<script" not in svg


@pytest.mark.parametrize(
    ("top", "ladder"), [(7, [0, 2, 4, 6, 8]), (1, [0, 0.25, 0.5, 0.75, 1]), (84, [0, 25, 50, 75, 100])]
)
def test_scales_have_round_steps(top: float, ladder: list[float]) -> None:
    assert steps(top) == ladder


def test_every_pictogram_is_there_with_its_word_and_source_and_nothing_else() -> None:
    assert len(INDEX) >= 40
    assert len({one.key for one in INDEX}) == len(INDEX)
    for one in INDEX:
        assert str(one.title)
        root = ElementTree.fromstring(one.svg())
        assert root.get("viewBox")
        assert not re.search(r"<style|<script|<image|https?://(?!www\.w3\.org)", one.svg())
    assert sprite().count("<symbol") == len(INDEX)
    with pytest.raises(NoSuchPictogram, match="unicornio"):
        pictogram("unicornio")
