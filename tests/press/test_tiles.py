"""A poster printed on letter sheets comes together again: every sheet numbered, edges overlapping, nothing lost."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from manantial.press.compile import compile_template
from manantial.press.posters import Imprint, Poster, poster
from manantial.press.tiles import MARGIN, OVERLAP, STRIP, CannotTile, Paper, Plan, Tiled, page_size, preview, tile

DAY = date(2026, 11, 23)
POINT = 72 / 25.4


@pytest.fixture(scope="module")
def sheet() -> bytes:
    imprint = Imprint("Organismo de Agua Clara", "961 000 0000", DAY, folio="CAR-1", qr="CAR-1")
    content = Poster(
        "El agua se cuida", "Si ve una fuga, avise hoy al comité.", imprint, "El Carrizal", pictogram="tap"
    )
    return poster(content).content


def tiled(pdf: bytes, paper: Paper = Paper.LETTER) -> Tiled:
    return tile(pdf, sheet=paper, title="El agua se cuida", language="es-MX", date=DAY)


def sized(width: float, height: float, tmp: object) -> bytes:
    """A page of that many millimetres."""
    path = tmp / "page.typ"  # type: ignore[operator]
    path.write_text(f'#set document(title: "x")\n#set page(width: {width}mm, height: {height}mm)\n= Hola')
    return compile_template(path, {}, title="x", language="es", date=DAY, standards=()).content


@pytest.mark.parametrize(
    ("paper", "count"), [(Paper.LETTER, 4), (Paper.OFICIO, 4), (Paper.LEGAL, 4), (Paper.TABLOID, 4)]
)
def test_a_tabloid_poster_falls_on_few_sheets(sheet: bytes, paper: Paper, count: int) -> None:
    made = tiled(sheet, paper)
    assert made.sheets == made.rows * made.columns <= count
    assert len(pypdf.PdfReader(io.BytesIO(made.content)).pages) == made.sheets


def test_every_sheet_says_where_it_goes(sheet: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(tiled(sheet).content)).pages
    said = [page.extract_text() for page in pages]
    assert "Hoja 1 de 4 — fila 1, columna 1" in said[0]
    assert "Hoja 3 de 4 — fila 2, columna 1" in said[2]
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages} == {(612, 792)}


def test_sheets_laid_over_each_other_give_the_poster_back(sheet: bytes) -> None:
    made = tiled(sheet)
    whole = pypdfium2.PdfDocument(sheet)[0].render(scale=1).to_pil().convert("L")
    document = pypdfium2.PdfDocument(made.content)
    joined = Image.new("L", whole.size, "white")
    step = ((215.9 - 2 * MARGIN - OVERLAP) * POINT, (279.4 - 2 * MARGIN - STRIP - OVERLAP) * POINT)
    trim = round(OVERLAP / 2 * POINT)
    for number in range(made.sheets):
        row, column = divmod(number, made.columns)
        page = document[number].render(scale=1).to_pil().convert("L")
        start = (round(MARGIN * POINT), round(MARGIN * POINT))
        room = (round((215.9 - 2 * MARGIN) * POINT), round((279.4 - 2 * MARGIN - STRIP) * POINT))
        piece = page.crop((start[0] + trim, start[1] + trim, start[0] + room[0] - trim, start[1] + room[1] - trim))
        joined.paste(piece, (round(column * step[0]) + trim, round(row * step[1]) + trim))
    off = ImageChops.difference(whole, joined).crop((20, 20, whole.width - 20, whole.height - 20))
    share = sum(off.histogram()[96:]) / (off.width * off.height)
    assert share < 0.02  # crop marks and rounding only


def test_a_small_page_is_one_sheet_and_a_wall_of_paper_is_refused(tmp_path: object) -> None:
    assert tiled(sized(190, 240, tmp_path)).sheets == 1
    assert tiled(sized(600, 900, tmp_path)).sheets <= 16
    with pytest.raises(CannotTile, match="hojas"):
        tiled(sized(3000, 3000, tmp_path))


def test_the_plan_covers_the_page_with_overlap() -> None:
    for wide, tall in ((279.4, 431.8), (600, 900), (841, 1189), (200, 250)):
        plan = Plan.of((wide, tall), (215.9, 279.4))
        assert plan.columns * (215.9 - 2 * MARGIN - OVERLAP) + OVERLAP >= wide - 0.5
        assert plan.rows * (279.4 - 2 * MARGIN - STRIP - OVERLAP) + OVERLAP >= tall - 0.5


def test_pages_are_measured_and_shown(sheet: bytes) -> None:
    assert page_size(sheet) == pytest.approx((279.4, 431.8), abs=0.5)
    with Image.open(io.BytesIO(preview(sheet, width_px=300))) as image:
        assert image.size == (300, pytest.approx(464, abs=1))


@pytest.mark.parametrize(("pdf", "page"), [(b"not a pdf", 1), (b"", 1), (b"%PDF-1.7\n%%EOF", 1)])
def test_what_is_no_pdf_is_refused_with_words(pdf: bytes, page: int) -> None:
    with pytest.raises(CannotTile, match="PDF"):
        tiled(pdf)


def test_a_page_that_is_not_there_is_refused(sheet: bytes) -> None:
    with pytest.raises(CannotTile, match="página 7"):
        preview(sheet, page=7)


def test_equal_input_gives_equal_bytes(sheet: bytes) -> None:
    assert tiled(sheet).content == tiled(sheet).content
