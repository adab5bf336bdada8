"""A report goes out to a consultant and comes back: each comment stands beside its thing, nothing is overwritten."""

from __future__ import annotations

import io
from datetime import datetime

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn

from manantial.ledger.models import Entry
from manantial.meaning import actions
from manantial.meaning.models import Finding, Lesson, Passage, Review, ReviewRemark
from manantial.meaning.papers import PAPERS
from manantial.press.formats import Format, write
from manantial.voices.models import Fragment
from tests.cast import CastClient
from tests.meaning.river import DAY, River

PAGE = "/mesa/informes/informe-preliminar/comentarios/"
QUOTE, WRITTEN, STATED = "Nos dejaron una hoja.", "Antes nadie apuntaba.", "Una hoja basta."


@pytest.fixture
def memory(river: River, now: datetime) -> River:
    """A written passage, a finding and its quote."""
    actions.write_passage("informe-preliminar", "contexto", text=WRITTEN, by=None, now=now)
    place = river.community("El Carrizal")
    quote = river.fragment(river.voice(place), QUOTE)
    actions.state_finding(STATED, fragments=[quote], folio="HAL-0001", by=None, now=now)
    return river


def sent_back(*hung: tuple[str, str]) -> SimpleUploadedFile:
    """The draft as Word, with comments hung on paragraphs that hold some words."""
    word = docx.Document(io.BytesIO(write(PAPERS["informe-preliminar"]("es", DAY), Format.DOCX)))
    for words, text in hung:
        paragraph = next(each for each in word.paragraphs if words in each.text and each.runs)
        comment = word.add_comment(paragraph.runs, text, author="Marisol Peña", initials="MP")
        comment._comment_elm.set(qn("w:date"), "2026-05-04T10:20:30Z")
    out = io.BytesIO()
    word.save(out)
    return SimpleUploadedFile("borrador corregido.docx", out.getvalue())


def test_each_comment_stands_beside_the_thing_it_hangs_on(memory: River, as_ana: CastClient) -> None:
    file = sent_back((WRITTEN, "¿Desde qué año?"), (STATED, "¿Quiénes lo validaron?"), (QUOTE, "Muy buena cita."))
    told = as_ana.post(PAGE, {"file": file, "sender": "Marisol"}, follow=True).content.decode()
    assert "Entraron 3 comentarios." in told
    finding, fragment = Finding.objects.get(), Fragment.objects.get()
    beside = {
        "/mesa/informes/informe-preliminar/contexto/": "¿Desde qué año?",
        f"/mesa/hallazgos/{finding.pk}/": "¿Quiénes lo validaron?",
        f"/mesa/fragmentos/{fragment.pk}/": "Muy buena cita.",
    }
    for address, text in beside.items():
        page = as_ana.get(address).content.decode()
        assert text in page, address
        assert "Marisol Peña" in page
        assert not any(other in page for other in set(beside.values()) - {text}), address
    listed = as_ana.get(PAGE).content.decode()
    assert all(text in listed for text in beside.values())
    assert "(3)" in as_ana.get("/mesa/informes/informe-preliminar/revisar/").content.decode()


def test_nothing_is_overwritten_and_no_words_of_a_voice_are_copied(memory: River, as_ana: CastClient) -> None:
    before = (Passage.objects.count(), Finding.objects.get().statement, Fragment.objects.get().quote)
    as_ana.post(PAGE, {"file": sent_back((WRITTEN, "¿Desde qué año?"), (QUOTE, "Muy buena cita."))})
    assert (Passage.objects.count(), Finding.objects.get().statement, Fragment.objects.get().quote) == before
    rows = {row.text: row for row in ReviewRemark.objects.all()}
    assert rows["¿Desde qué año?"].quoted == WRITTEN
    assert rows["Muy buena cita."].quoted == "", "a copy here would outlive a permission that is taken back"
    kept = rows["Muy buena cita."]
    assert (kept.author, str(kept.said_at)[:10]) == ("Marisol Peña", "2026-05-04")


def test_the_same_file_adds_nothing_and_a_later_one_only_what_is_new(memory: River, as_ana: CastClient) -> None:
    first = (WRITTEN, "¿Desde qué año?")
    as_ana.post(PAGE, {"file": sent_back(first)})
    again = as_ana.post(PAGE, {"file": sent_back(first)}, follow=True).content.decode()
    assert "Entraron 0 comentarios. 1 ya estaban y no se repiten." in again
    as_ana.post(PAGE, {"file": sent_back((STATED, "¿Quiénes?"), first)})
    assert list(ReviewRemark.objects.values_list("text", flat=True)) == ["¿Desde qué año?", "¿Quiénes?"]
    assert Review.objects.count() == 3


def test_a_comment_is_answered_and_what_is_not_done_needs_its_reason(memory: River, as_ana: CastClient) -> None:
    as_ana.post(PAGE, {"file": sent_back((WRITTEN, "¿Desde qué año?"))})
    remark = ReviewRemark.objects.get()
    door = f"/mesa/informes/comentario/{remark.pk}/atender/"
    refused = as_ana.post(door, {"que": "declined"}, follow=True).content.decode()
    assert "Diga por qué no se hace" in refused
    as_ana.post(door, {"que": "done", "motivo": "Se puso el año."})
    assert "¿Desde qué año?" not in as_ana.get(PAGE).content.decode()
    settled = as_ana.get(f"{PAGE}?que=done").content.decode()
    assert "Se puso el año." in settled
    sheet = as_ana.get(f"{PAGE}?que=todos&formato=csv")
    assert "¿Desde qué año?" in b"".join(sheet).decode("utf-8-sig")
    assert {"review.received", "remark.settled"} <= set(Entry.objects.values_list("verb", flat=True))


@pytest.mark.parametrize("content", [b"no soy un documento", b"PK\x03\x04 cortado", b""])
def test_another_kind_of_file_is_told_and_nothing_is_kept(memory: River, as_ana: CastClient, content: bytes) -> None:
    answer = as_ana.post(PAGE, {"file": SimpleUploadedFile("x.docx", content)}, follow=True)
    page = answer.content.decode()
    assert ("Nada se guardó." in page) or ("está vacío" in page)
    assert not Review.objects.exists()


def test_a_file_without_comments_is_told(memory: River, as_ana: CastClient) -> None:
    page = as_ana.post(PAGE, {"file": sent_back()}, follow=True).content.decode()
    assert "El archivo no trae comentarios ni cambios marcados." in page


def test_a_thing_that_lost_its_mark_is_found_by_its_folio(memory: River, now: datetime, as_ana: CastClient) -> None:
    found = [Finding.objects.get()]
    actions.draw_lesson("Entregar", learned="Se entrega.", findings=found, folio="APR-0001", by=None, now=now)
    plain = docx.Document()
    plain.add_paragraph("Lo que dice APR-0001 hay que explicarlo.")
    plain.add_comment(plain.paragraphs[0].runs, "¿A quién se entrega?", author="Marisol Peña", initials="MP")
    out = io.BytesIO()
    plain.save(out)
    as_ana.post(PAGE, {"file": SimpleUploadedFile("pegado.docx", out.getvalue())})
    assert ReviewRemark.objects.get().thing_id == Lesson.objects.get().pk


def test_only_the_desk_of_the_alliance_sees_and_brings_comments(
    as_ana: CastClient, as_lupe: CastClient, as_otra: CastClient, as_nobody: CastClient, memory: River
) -> None:
    as_ana.post(PAGE, {"file": sent_back((WRITTEN, "¿Desde qué año?"))})
    door = f"/mesa/informes/comentario/{ReviewRemark.objects.get().pk}/atender/"
    for client, code in ((as_lupe, 403), (as_nobody, 302), (as_otra, 404)):
        assert client.get(PAGE).status_code == code
        assert client.post(door, {"que": "done"}).status_code == code
    assert ReviewRemark.objects.get().outcome == "open"
