"""What hangs on walls comes in the language of who asks, and a remembered date keeps the words it was said with."""

import io

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Factor, Told
from manantial.meaning.rules import MilestoneKind
from manantial.site.papers import all_papers, rendered
from tests.meaning.river import DAY

BY = {"by": None}


def words(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def read_in_english(client, address, asked=None):
    """A page or paper asked for by a browser that reads English; the language of the test itself stays."""
    with override("es-mx"):
        return client.get(address, asked or {}, headers={"accept-language": "en"})


@pytest.fixture
def birth(river, now):
    """Told in Spanish by one group, in English by another."""
    told = Told("brigade", "Se juntaron.", PartialDate(words="cuando el temblor"))
    row = actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    actions.add_version(row, Told("allies", "We met.", PartialDate(words="before the drought")), now=now, **BY)
    actions.add_cause(row, Factor("Había cuadernos", True), now=now, **BY)
    return row


ENGLISH = ("when the earthquake struck", "«cuando el temblor»", "before the drought", "Timeline")
SPANISH = ("cuando el temblor", "antes de la seca", "«before the drought»", "Línea del tiempo")


@pytest.mark.parametrize("how", ["asked", "reader"])
def test_the_strip_comes_in_the_language_of_who_asks(as_ana, birth, how):
    address = reverse("meaning:strip")
    spanish = words(as_ana.get(address, {"como": "entera"}).content)
    asked = as_ana.get(address, {"como": "entera", "idioma": "en"}) if how == "asked" else None
    english = words((asked or read_in_english(as_ana, address, {"como": "entera"})).content)
    for told, expected, other in ((english, ENGLISH, SPANISH), (spanish, SPANISH, ENGLISH)):
        assert [one for one in expected if one not in told] == []
        assert other[-1] not in told
    assert as_ana.get(address, {"idioma": "en"}).content.startswith(b"%PDF")


def test_the_table_of_reasons_and_every_paper_are_wholly_in_the_language_asked_for(as_ana, birth):
    poster = words(as_ana.get(reverse("meaning:why_poster", args=[birth.pk]), {"idioma": "en"}).content)
    assert "Why did it happen?" in poster
    assert "Ayudó" not in poster
    assert "Había cuadernos" in poster, "what people said is not translated"
    matrix = words(as_ana.get(reverse("meaning:paper", args=["matriz-de-voces"]), {"idioma": "en"}).content)
    assert "Hito" not in matrix


def test_walls_are_built_by_name_in_both_languages(birth):
    papers = all_papers()
    for name, options, told in (
        ("tira-de-la-linea-del-tiempo", {}, "when the earthquake struck"),
        ("cartel-por-que", {"folio": birth.folio}, "Why did it happen?"),
    ):
        (made,) = rendered(papers[name], formats=["pdf"], language="en", on=DAY, options=options)
        assert told in words(made.content), name


def test_the_page_of_a_milestone_retells_and_keeps_the_words(as_ana, birth):
    page = read_in_english(as_ana, reverse("meaning:milestone", args=[birth.pk]))
    assert "when the earthquake struck («cuando el temblor»)" in page.content.decode()
