"""Interview guides in versions with the questions that were skipped, and short records that become sources."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from manantial.meaning.queries import sources_without_question
from manantial.territory.models import Community
from manantial.voices.actions import (
    DebriefCard,
    GuideCard,
    VoicesRefused,
    read_guide_aloud,
    record_debrief,
    record_interview,
    write_guide,
)
from manantial.voices.guides import GUIDES
from manantial.voices.models import Debrief, Guide, Interview, Source, Voice
from manantial.voices.queries.guides import aloud_in, guide_in_force, guides_in_force
from manantial.voices.rules import DEBRIEF_QUESTIONS, DebriefKind
from tests.cast import CastClient
from tests.voices.conftest import recording, sound


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


def test_a_guide_is_read_aloud_question_by_question_and_taken_away(as_ana: CastClient, alliance: object) -> None:
    sent = {"title": "Parteras", "language": "tzo", "opening": "Buenas.", "questions": "¿Uno?\n¿Dos?"}
    as_ana.post("/mesa/guias/nueva/", sent)
    page = "/mesa/guias/parteras/"
    assert as_ana.get(page).status_code == 404  # it exists in Tsotsil alone
    empty = as_ana.post(f"{page}leer/0/?lengua=tzo", {"language": "tzo"})
    assert "Grabe aquí mismo o escoja" in text_of(empty)
    said = read_aloud(as_ana, page, 0, "tzo")
    assert "/leer/1/?lengua=tzo&en=tzo" in said.headers["Location"]
    read_aloud(as_ana, page, 1, "tzo")
    last = read_aloud(as_ana, page, 2, "tzo")
    assert last.headers["Location"].endswith("?lengua=tzo#leida")
    read_aloud(as_ana, page, 1, "es", reader="Ana")
    shown = text_of(as_ana.get(f"{page}?lengua=tzo"))
    assert "3 de 3" in shown
    assert "1 de 3" in shown
    assert as_ana.get(f"{page}sonido/2/?lengua=tzo&en=tzo").status_code == 200
    assert as_ana.get(f"{page}sonido/2/?lengua=tzo&en=es").status_code == 404
    with zipfile.ZipFile(io.BytesIO(as_ana.get(f"{page}todo.zip?lengua=tzo").content)) as folder:
        names = {name.partition("/")[2] for name in folder.namelist()}
        listed = folder.read("guia-parteras-v1/para-oir-tzo/escuchar.m3u8").decode().splitlines()
    stem = "guia-parteras-v1"
    assert {f"{stem}.pdf", f"{stem}.docx", f"{stem}.odt", f"{stem}.csv", "para-oir-tzo/index.html"} <= names
    assert any("¿Uno?" in line for line in listed if line.startswith("#EXTINF"))
    listed = [line for line in listed if not line.startswith("#")]
    assert listed == [f"media/{n:02}-tzo.mp3" for n in range(3)]
    assert {f"para-oir-tzo/{one}" for one in listed} <= names
    paper = as_ana.get(f"{page}papel/?lengua=tzo")
    assert "¿Uno?" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    as_ana.post("/mesa/guias/nueva/", sent | {"questions": "\n"})
    assert Guide.objects.count() == 1


def read_aloud(client: CastClient, page: str, number: int, language: str, **more: str) -> Any:
    sound = SimpleUploadedFile("guia.wav", recording(), "audio/wav")
    return client.post(f"{page}leer/{number}/?lengua=tzo", {"language": language, "file": sound} | more)


def test_what_is_asked_with_the_same_words_stays_read_in_the_next_version(as_ana: CastClient, now: datetime) -> None:
    first = write_guide("", card=GuideCard("Parteras", ["¿Uno?", "¿Dos?"]), by=None, now=now)
    read_guide_aloud(first, 2, language="tzo", upload=sound(), by=None, now=now)
    second = write_guide(first.key, card=GuideCard("Parteras", ["¿Dos?", "¿Tres?"]), by=None, now=now)
    assert [(number, one.language) for number, _text, one in aloud_in(second, "tzo").read] == [(1, "tzo")]
    assert [number for number, _text, _one in aloud_in(first, "tzo").read] == [2]
    with pytest.raises(VoicesRefused, match="no tiene esa pregunta"):
        read_guide_aloud(second, 3, language="es", upload=sound(), by=None, now=now)


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
