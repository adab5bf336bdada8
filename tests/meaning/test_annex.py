"""The annex of instruments and what nobody was asked: a reader sees the guides with their skipped questions."""

from __future__ import annotations

from datetime import datetime

import pytest

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.papers import PAPERS
from manantial.press.document import BlankForm, Block, Callout, Document, Heading, Prose, Table
from manantial.voices.actions.guides import GuideCard, record_interview, write_guide
from tests.meaning.river import DAY, River

REPORTS = ("informe-preliminar", "informe-final")
ASKED, SKIPPED = "¿Quién juntó a la gente?", "¿Qué se pierde cuando cambia el comité?"


@pytest.fixture
def memory(river: River, now: datetime) -> River:
    """A plan, two interviews with the second version of a guide, a place nobody has asked."""
    texts = {"title": "Plan", "objective": "Contar cómo nos organizamos", "object": "La alianza"}
    start, end = PartialDate.parse("2022"), PartialDate.parse("2026")
    actions.write_plan(None, texts=texts, start=start, end=end, by=None, now=now)
    actions.record_no_differences(river.workshop(), by=None, now=now)
    place = river.community("El Carrizal")
    kept_in = river.community("Peña Blanca", agreed=False)
    kept_in.visibility = "alliance"
    kept_in.save()
    river.community("Ojo de Agua")
    guide = write_guide("brigade", card=GuideCard("Brigadistas", [ASKED, SKIPPED]), by=None, now=now)
    for numbers in ([1], [1]):
        record_interview(river.voice(place), guide, asked=numbers, by=None, now=now)
    return river


def built(name: str) -> Document:
    return PAPERS[name]("es", DAY)


def annex(name: str) -> list[Block]:
    """The blocks of the annex of instruments."""
    blocks = list(built(name).every_block())
    start = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and one.text == "Instrumentos")
    ends = (n for n, one in enumerate(blocks) if n > start and isinstance(one, Heading) and one.level <= 2)
    return blocks[start : next(ends, len(blocks))]


@pytest.mark.parametrize("name", REPORTS)
def test_the_guides_stand_with_their_version_and_the_questions_that_were_skipped(memory: River, name: str) -> None:
    blocks = annex(name)
    assert any("**Brigadistas**, versión 2" in one.markdown for one in blocks if isinstance(one, Prose))
    rows = [tuple(row) for one in blocks if isinstance(one, Table) for row in one.rows]
    assert (1, ASKED, 2, 0) in rows
    assert (2, SKIPPED, 0, 2) in rows


@pytest.mark.parametrize("name", REPORTS)
def test_the_annex_holds_the_whole_plan_the_permission_and_only_the_sheets_that_were_used(
    memory: River, name: str
) -> None:
    blocks = annex(name)
    titles = [one.text for one in blocks if isinstance(one, Heading)]
    assert "El plan completo (I-01)" in titles
    assert "Permiso de voz, imagen y palabras" in titles
    assert any("¿Me da permiso de platicar?" in one.markdown for one in blocks if isinstance(one, Callout))
    asked = next(one for one in blocks if isinstance(one, Table) and one.columns[0].title == "Hoja")
    sheets = dict(asked.rows)
    assert "¿Cómo se llama este testimonio? · " in sheets["Ficha de voz (I-11)"]
    assert "Ficha de hallazgo (I-15)" not in sheets, "there is no finding yet"
    assert sum(isinstance(one, BlankForm) for one in blocks) <= 3, "only the permission is there to be filled in"
    used = next(one for one in blocks if isinstance(one, Table) and one.caption == "Instrumentos que se usaron")
    assert ("I-11", "Ficha de voz", 2) in [tuple(row) for row in used.rows]


def test_what_nobody_was_asked_is_told_and_names_only_places_that_agreed(memory: River) -> None:
    told = {
        name: "\n".join(one.markdown for one in built(name).every_block() if isinstance(one, Prose)) for name in REPORTS
    }
    for text in told.values():
        assert f"Se saltó en 2 de 2 entrevistas («Brigadistas», versión 2): {SKIPPED}" in text.replace("\\", "")
        assert "Grupos de los que no hay ninguna voz: " in text
    assert "(2): Peña Blanca, Ojo de Agua." in told["informe-preliminar"]
    assert "(2): Ojo de Agua; otras 1." in told["informe-final"]
