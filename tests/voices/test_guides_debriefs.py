"""Interview guides in versions with the questions that were skipped, and short records that become sources."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from manantial.meaning.queries import sources_without_question
from manantial.territory.models import Community
from manantial.voices.actions import DebriefCard, GuideCard, record_debrief, record_interview, write_guide
from manantial.voices.guides import GUIDES
from manantial.voices.models import Debrief, Guide, Interview, Source, Voice
from manantial.voices.queries.guides import guide_in_force, guides_in_force
from manantial.voices.rules import DEBRIEF_QUESTIONS, DebriefKind
from tests.cast import CastClient
from tests.voices.conftest import recording


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_a_guide_is_changed_in_versions_and_each_interview_remembers_its_own(
    as_ana: CastClient, told: Voice, now: datetime
) -> None:
    first = guide_in_force("brigade")
    assert first is not None
    record_interview(told, first, asked=[1, 2, 4], interviewer="Ana", by=None, now=now)
    sent = {
        "title": "Brigadistas",
        "language": "es",
        "opening": "Buenos días.",
        "questions": "¿Desde cuándo?\n\n¿Y qué más?",
    }
    as_ana.post("/mesa/guias/brigade/cambiar/", sent)
    assert list(Guide.objects.values_list("version", flat=True)) == [1, 2]
    assert [one.version for one in guides_in_force() if one.key == "brigade"] == [2]
    assert Interview.objects.get().guide.version == 1
    report = text_of(as_ana.get("/mesa/guias/preguntas/"))
    skipped = GUIDES["brigade"].questions[2]
    assert skipped in report
    assert "1 de 1" in report
    assert "5 saltadas de 8" in report
    table = as_ana.get("/mesa/guias/preguntas/?guia=brigade&formato=csv").content.decode()
    assert f"3. {skipped}" in table
    assert "Buenos días" in text_of(as_ana.get("/mesa/guias/brigade/"))
    assert skipped in text_of(as_ana.get("/mesa/guias/brigade/?version=1"))


def test_an_interview_is_written_from_the_page_of_its_voice(as_ana: CastClient, told: Voice) -> None:
    page = f"/mesa/voces/{told.pk}/entrevista/"
    assert "Comité o patronato" in text_of(as_ana.get(page))
    asking = text_of(as_ana.get(f"{page}?guia=committee"))
    assert asking.count('type="checkbox"') == len(GUIDES["committee"].questions)
    as_ana.post(f"{page}?guia=committee", {"asked": ["1", "9"], "interviewer": "Ana"})
    as_ana.post(f"{page}?guia=committee", {"asked": ["1", "2", "9"], "interviewer": "Ana"})
    assert Interview.objects.get().asked == [1, 2, 9]


def test_a_new_guide_may_be_heard_and_printed(as_ana: CastClient, alliance: object) -> None:
    sent = {"title": "Parteras", "language": "tzo", "questions": "¿Uno?"}
    as_ana.post("/mesa/guias/nueva/", sent)
    page = "/mesa/guias/parteras/"
    assert as_ana.get(page).status_code == 404  # it exists in Tsotsil alone
    sound = SimpleUploadedFile("guia.wav", recording(), "audio/wav")
    as_ana.post(f"{page}leida/?lengua=tzo", {"sound": sound})
    assert as_ana.get(f"{page}sonido/?lengua=tzo").status_code == 200
    paper = as_ana.get(f"{page}papel/?lengua=tzo")
    assert "¿Uno?" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    as_ana.post("/mesa/guias/nueva/", sent | {"questions": "\n"})
    assert Guide.objects.count() == 1


@pytest.mark.parametrize("key", sorted(GUIDES))
def test_every_shipped_guide_asks_with_respect(key: str) -> None:
    made = GUIDES[key]
    assert 5 <= len(made.questions) <= 12
    assert all("¿" in question or question.endswith(".") for question in made.questions)


def test_the_lists_cost_the_same_for_many(as_ana: CastClient, told: Voice, now: datetime) -> None:
    counts = []
    for n in (1, 2):
        guide = write_guide("", card=GuideCard(f"Guía {n}", ["¿Uno?", "¿Dos?"]), by=None, now=now)
        record_interview(told, guide, asked=[1], by=None, now=now)
        record_debrief("short", card=DebriefCard(f"Trabajo {n}", now.date(), {"did": "Algo"}), by=None, now=now)
        asked = []
        for page in ("/mesa/guias/", "/mesa/guias/preguntas/", "/mesa/fichas/"):
            with CaptureQueriesContext(connection) as queries:
                as_ana.get(page)
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]


# --------------------------------------------------------------------------------------------------- short records


def test_a_review_after_a_repair_becomes_a_source_of_the_next_plan(as_erandi: CastClient, la_ceiba: Community) -> None:
    page = "/mesa/fichas/nueva/after_action/"
    empty = as_erandi.post(page, {"title": "Bomba", "on": "2026-11-20"})
    assert "al menos una pregunta" in text_of(empty)
    sent = {
        "title": "Reparación de la bomba", "on": "2026-11-20", "community": str(la_ceiba.pk), "told_by": "Área técnica",
        "answer_expected": "Dos horas", "answer_happened": "Dos días", "answer_differently": "Llevar empaques",
    }  # fmt: skip
    answer = as_erandi.post(page, sent, follow=True)
    row = Debrief.objects.select_related("source").get()
    assert row.folio in text_of(answer)
    assert "Dos días" in text_of(answer)
    assert row.source in sources_without_question()
    assert "Reparación de la bomba" in text_of(as_erandi.get("/mesa/fuentes/"))
    paper = PdfReader(io.BytesIO(as_erandi.get(f"/mesa/fichas/{row.pk}/?papel=1").content))
    assert len(paper.pages) <= 2
    assert "Llevar empaques" in paper.pages[0].extract_text()
    as_erandi.post(f"/mesa/fichas/{row.pk}/corregir/", sent | {"title": "Bomba nueva"})
    assert Source.objects.get().title.endswith("Bomba nueva")
    assert Debrief.objects.count() == Source.objects.count() == 1


@pytest.mark.parametrize("kind", list(DebriefKind))
def test_the_blank_sheet_has_two_pages_at_most_and_every_question(kind: str, as_ana: CastClient) -> None:
    paper = PdfReader(io.BytesIO(as_ana.get(f"/mesa/fichas/papel/{kind}/").content))
    words = " ".join(page.extract_text() for page in paper.pages)
    assert len(paper.pages) <= 2
    assert all(question in words for question in DEBRIEF_QUESTIONS[kind].values())


def test_only_the_team_reads_guides_and_records(as_lupe: CastClient, as_nobody: CastClient, alliance: object) -> None:
    for page in ("/mesa/guias/", "/mesa/fichas/", "/mesa/fichas/nueva/short/"):
        assert as_lupe.get(page).status_code == 403
        assert as_nobody.get(page).status_code == 302
