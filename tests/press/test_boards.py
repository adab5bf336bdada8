"""The notice that summons and the list for the wall: one page each, large letters, refused when too long."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from manantial.press.posters.boards import Notice, NoticeFact, WallList, WallRow, WallSum, notice, wall_list
from manantial.press.posters.imprint import DoesNotFit, Imprint

IMPRINT = Imprint(
    "Organismo de Agua Clara", "Dudas: 961 000 0000", date(2024, 11, 20), folio="S-2024-003", fictitious="Ejemplo."
)
FACTS = (
    NoticeFact("Día", "domingo 24 de noviembre de 2024", "calendar"),
    NoticeFact("Lugar", "Casa ejidal", "location"),
)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_a_notice_is_one_letter_page_with_its_points() -> None:
    made = notice(
        Notice(
            "Convocatoria", "Asamblea General", FACTS, IMPRINT, points_title="Lo que vamos a tratar",
            points=("Seguimiento", "Cuota anual"), signer="Irma Solano", signer_role="Gerencia general",
        )
    )  # fmt: skip
    page = PdfReader(io.BytesIO(made.content)).pages[0]
    assert made.pages == 1
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612.0, 792.0)
    for words in ("Asamblea General", "Cuota anual", "Irma Solano", "S-2024-003", "Ejemplo."):
        assert words in text_of(made.content)


def test_a_notice_with_too_many_points_is_refused_in_words() -> None:
    points = tuple(f"Punto {n}: algo largo que hay que tratar entre todas las comunidades" for n in range(30))
    with pytest.raises(DoesNotFit, match="Acorte los puntos"):
        notice(Notice("Convocatoria", "Asamblea", FACTS, IMPRINT, points=points))


def test_the_wall_list_says_each_state_in_words_and_is_the_same_twice() -> None:
    rows = [
        WallRow("Comprar cloro", "Vencido hace 12 días", "bad", ("A-2024-003",)),
        WallRow("Pintar la barda", "Cumplido", "good"),
        WallRow("Hablar del camino", "Sin fecha", "none"),
    ]
    content = WallList("Lo que acordamos", rows, IMPRINT, sums=(WallSum(1, "cumplido", "good"),), more="Hay 2 más.")
    first, second = wall_list(content), wall_list(content)
    assert first.content == second.content
    assert first.pages == 1
    for words in ("Vencido hace 12 días", "Sin fecha", "Hay 2 más."):
        assert words in text_of(first.content)


def test_a_wall_list_that_does_not_fit_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="menos renglones"):
        wall_list(WallList("Lo que acordamos", [WallRow("Algo " * 20, "Sin fecha", "none")] * 60, IMPRINT))
