"""Typst works beside the server: when it breaks, one paper fails with a word and the next one comes out."""

from __future__ import annotations

from datetime import date

import pytest

from manantial.press import typesetters
from manantial.press.compile import TypesettingFailed, compile_pdf
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
