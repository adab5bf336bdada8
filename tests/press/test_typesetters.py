"""Typst works beside the server: when it breaks, one paper fails with a word and the next one comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import get_language, override

from manantial.press import typesetters
from manantial.press.compile import PageOverflow, TypesettingFailed, compile_pdf
from manantial.press.document import Document, Prose

PAPER = Document("Prueba", "es", date(2026, 11, 23), "OCAC", (Prose("El agua llegó."),))


def test_a_typesetter_that_ends_costs_one_paper_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetters, "_workshop", typesetters._Workshop())
    first = compile_pdf(PAPER).content
    (waiting,) = typesetters._workshop.waiting
    waiting.process.kill()
    with pytest.raises(TypesettingFailed, match="se cerró"):
        compile_pdf(PAPER)
    assert compile_pdf(PAPER).content == first


def test_a_typesetter_that_has_grown_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetters, "_workshop", typesetters._Workshop())
    monkeypatch.setattr(typesetters, "GROWN", 1)
    compile_pdf(PAPER)
    assert typesetters._workshop.waiting == []


def test_several_papers_come_in_their_order_in_the_language_of_who_asks() -> None:
    def told(number: int) -> tuple[int, str | None, bytes]:
        return number, get_language(), compile_pdf(replace(PAPER, title=f"Prueba {number}")).content

    with override("en"):
        made = typesetters.each(told, range(3))
        assert made == [told(number) for number in range(3)]
    assert {language for _number, language, _content in made} == {"en"}
    papers = [PAPER, replace(PAPER, pages=range(7, 8)), PAPER]
    with pytest.raises(PageOverflow, match="salió con 1 páginas"):
        typesetters.each(compile_pdf, papers)
