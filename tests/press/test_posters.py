"""Printed pieces have the pages they promise with the longest names there are, or say clearly that they do not fit."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pypdf
import pypdfium2
import pytest
from PIL import Image

from manantial.press.compile import Pdf
from manantial.press.document import Picture
from manantial.press.posters import (
    DoesNotFit,
    Fold,
    Imprint,
    Ink,
    Label,
    Leaflet,
    Line,
    LineKind,
    Mural,
    MuralColumn,
    Poster,
    RadioScript,
    Receipt,
    Section,
    labels,
    leaflet,
    mural,
    poster,
    radio_script,
    receipt,
)

LONG_PLACE = "San Miguel Tres Cruces, Segunda Sección de los Cuxtepeques y Anexas"
LONG_MESSAGE = (
    "Cada familia coopera con 25 pesos al mes y dos faenas al año; el comité rinde cuentas en asamblea cada tres meses "
    "y escribe en el periódico mural lo que entró, lo que salió y lo que falta por reparar en la red."
)
LONG_QUOTE = (
    "Nosotros no teníamos quien nos escuchara, y fue en la asamblea donde dijimos: o lo arreglamos entre todos o nos "
    "quedamos sin agua, porque nadie venía y el tanque ya estaba partido por la mitad."
)
IMPRINT = Imprint(
    sender="Organismo Comunitario de Agua de Agua Clara",
    contact="961 000 0000 · Casa del agua, junto a la escuela",
    date=date(2026, 11, 23),
    folio="CAR-0012",
    origin="De dónde viene: taller de El Carrizal, 14 de marzo de 2024; voz VOZ-0012.",
    fictitious="Municipio de ejemplo: Agua Clara. Personas y hechos inventados para enseñar el programa.",
    qr="CAR-0012 961 000 0000",
    qr_words="CAR-0012",
)
WORST = Poster(
    "Responsabilidades del comité comunitario de administración del agua potable",
    LONG_MESSAGE,
    IMPRINT,
    place=LONG_PLACE,
    quote=LONG_QUOTE,
    voice="Hombre, 61 años, vocal de vigilancia del comité",
    pictogram="assembly",
)
SIMPLE = Poster("El agua se cuida entre todos", "Si ve una fuga, avise hoy.", IMPRINT, "El Carrizal", pictogram="tap")


def words_of(pdf: Pdf) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def drawn(pdf: Pdf, page: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(pdf.content)[page].render(scale=0.5).to_pil().convert("RGB")


def saturation(image: Image.Image) -> int:
    return max(maximum for _least, maximum in [image.convert("HSV").getchannel("S").getextrema()])  # type: ignore[misc]


def edge_is_white(image: Image.Image) -> bool:
    """Nothing is cut off at the border of the sheet."""
    wide, tall = image.size
    rim = [(0, 0, wide, 6), (0, tall - 6, wide, tall), (0, 0, 6, tall), (wide - 6, 0, wide, tall)]
    return all(image.crop(box).convert("L").getextrema()[0] > 250 for box in rim)  # type: ignore[operator]


@pytest.mark.parametrize("content", [SIMPLE, WORST, Poster("Aviso", "Hoy no hay agua", IMPRINT)])
@pytest.mark.parametrize("ink", list(Ink))
def test_a_poster_is_one_tabloid_page_with_everything_on_it(content: Poster, ink: Ink) -> None:
    made = poster(content, ink=ink)
    page = pypdf.PdfReader(io.BytesIO(made.content)).pages[0]
    assert made.pages == 1
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (792, 1224)
    said = words_of(made)
    for part in (content.title, content.message, content.place, content.quote, IMPRINT.folio, IMPRINT.fictitious):
        assert part in said
    assert "961 000 0000" in said
    assert edge_is_white(drawn(made))


def test_one_ink_has_no_colour_and_colour_does() -> None:
    photo = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 60, 20)).save(photo, "JPEG")
    picture = Picture(photo.getvalue(), "La toma nueva")
    content = Poster("Agua", "Para todos", IMPRINT, picture=picture)
    assert saturation(drawn(poster(content, ink=Ink.ONE))) < 12
    assert saturation(drawn(poster(content, ink=Ink.COLOUR))) > 150


def test_a_poster_that_cannot_fit_says_so() -> None:
    with pytest.raises(DoesNotFit, match=r"cartel «Aviso».*Acorte"):
        poster(Poster("Aviso", LONG_MESSAGE * 12, IMPRINT))
    with pytest.raises(DoesNotFit, match="cartel"):
        poster(Poster("Parangaricutirimicuaro" * 5, "x", IMPRINT))


def test_pieces_are_accessible_tagged_and_equal_when_built_again() -> None:
    made = poster(SIMPLE)
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.trailer["/Root"]["/Lang"] == "es-MX"  # type: ignore[index]
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()  # type: ignore[index]
    assert made.content == poster(SIMPLE).content


@pytest.mark.parametrize("fold", list(Fold))
@pytest.mark.parametrize("much", [1, 4])
def test_a_leaflet_is_two_pages_and_loses_no_word(fold: Fold, much: int) -> None:
    text = "Revise si hay fugas en su toma y avise al comité. " * much + "\n\nPregunte cuánto entró este mes."
    content = Leaflet(
        "Cómo cuidamos el agua",
        LONG_PLACE,
        "El agua alcanza cuando todos participan.",
        IMPRINT,
        sections=(Section("Antes", text, "leak"), Section("Después", text, "book")),
        quote="Ya no acarreamos.",
        voice="Mujer, 54 años",
        facts=(("Asamblea", "primer domingo"),),
    )
    made = leaflet(content, fold=fold)
    assert made.pages == 2
    said = words_of(made)
    assert said.count("Pregunte cuánto entró este mes.") == 2
    for part in (LONG_PLACE, content.message, "Ya no acarreamos.", "primer domingo", IMPRINT.fictitious):
        assert part in said
    assert edge_is_white(drawn(made, 1))


def test_a_leaflet_with_too_much_text_is_refused_not_cut() -> None:
    for fold in Fold:
        with pytest.raises(DoesNotFit, match="folleto"):
            leaflet(Leaflet("Guía", "Agua Clara", "m", IMPRINT, (Section("a", "palabra " * 2500),)), fold=fold)


def test_labels_come_ten_on_a_sheet_with_the_longest_names() -> None:
    names = ["El Carrizal", LONG_PLACE] * 20
    made = labels([Label(name, ("Edición 3",), f"C-{n:02}", f"C-{n:02}") for n, name in enumerate(names)], IMPRINT)
    assert made.pages == 4
    said = words_of(made)
    assert said.count(LONG_PLACE) == 20
    assert all(f"C-{n:02}" in said for n in range(40))
    with pytest.raises(DoesNotFit, match="etiqueta"):
        labels([Label("Tlaltecuhtlipapalotzin" * 3, ("x",), "C-1")], IMPRINT)


def test_a_receipt_has_two_equal_halves() -> None:
    items = [("Memoria USB", 1), ("Juego impreso", 2), *((f"Cartel {n}", 1) for n in range(6))]
    content = Receipt("Recibo de kit", LONG_PLACE, items, IMPRINT, text="Recibí el kit con la huella 12ab34cd.")
    made = receipt(content)
    said = words_of(made)
    assert made.pages == 1
    assert said.count("Memoria USB") == said.count(LONG_PLACE) == said.count("o huella") == 2
    assert "Para la comunidad" in said
    assert "Para el organismo" in said
    with pytest.raises(DoesNotFit, match="media hoja"):
        receipt(Receipt("Recibo", "x", [(f"Cosa {n}", n) for n in range(40)], IMPRINT))


def test_a_wall_newspaper_leaves_lines_to_write_and_refuses_what_does_not_fit() -> None:
    columns = (MuralColumn("Noticias del agua", LONG_MESSAGE, "tank"), MuralColumn("Acuerdos"), MuralColumn("Cuentas"))
    made = mural(Mural("Voces del agua", LONG_PLACE, "Número 4 · noviembre", columns, IMPRINT))
    page = pypdf.PdfReader(io.BytesIO(made.content)).pages[0]
    assert made.pages == 1
    assert round(float(page.mediabox.width) / 72 * 2.54) == 60
    assert LONG_MESSAGE in words_of(made)
    with pytest.raises(DoesNotFit, match="periódico"):
        mural(Mural("Voces", "x", "1", (MuralColumn("Noticias", LONG_MESSAGE * 120),), IMPRINT))


def test_a_script_tells_voices_from_sounds_and_stops_at_four_pages() -> None:
    lines = [Line("Conduce", "Buenos días."), Line("VOZ-0012", "Ya no acarreamos.", LineKind.SOUND, 192_000)]
    made = radio_script(RadioScript("La llave", 6, lines, IMPRINT))
    said = words_of(made)
    assert "Entra grabación: Ya no acarreamos." in said
    assert "minuto 3:12" in said
    assert "Página 1 de 1" in said
    with pytest.raises(DoesNotFit, match="cuatro páginas"):
        radio_script(RadioScript("Larga", 90, [Line("Conduce", LONG_QUOTE)] * 60, IMPRINT))


@pytest.mark.parametrize(
    "make",
    [
        lambda text: poster(Poster(text, text, IMPRINT, text, text, text)),
        lambda text: leaflet(Leaflet(text, text, text, IMPRINT, (Section(text, text),), text, text, ((text, text),))),
        lambda text: receipt(Receipt(text, text, ((text, text),), IMPRINT, text, text, text)),
    ],
    ids=["poster", "leaflet", "receipt"],
)
def test_words_of_people_are_words_and_never_commands(make: Callable[[str], Pdf]) -> None:
    text = '#import "@preview/x:1.0.0" *a* $x$ bats’i k’op ꞌox'
    assert '#import "@preview/x:1.0.0" *a* $x$' in words_of(make(text))
