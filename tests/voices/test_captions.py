"""Words that come from other programs: each form read as it is, what was not taken said, and written back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manantial.voices.rules import TurnText, join_lines
from manantial.voices.rules.captions import CaptionFormat, UnreadableCaptions, read_captions
from manantial.voices.rules.captions.writing import Heading, write_captions
from tests.trying import times

DATA = Path(__file__).parents[1] / "data" / "captions"


def read(name: str) -> list[tuple[str, str, int | None, int | None]]:
    found = read_captions((DATA / name).read_bytes(), "sin-nombre")
    return [(turn.speaker, turn.text, turn.start_ms, turn.end_ms) for turn in found.turns]


def test_a_vtt_of_a_call_is_read_with_its_voices() -> None:
    assert read("teams.vtt") == [
        ("María Solís", "Antes íbamos al ojo de agua & tardábamos.", 1000, 4500),
        ("Ana", "¿Y ahora?", 4500, 6000),
        ("María", "Ahora llega los martes.", 6000, 62250),
        ("Ana", "Qué bueno.", 6000, 62250),
    ]


def test_a_vtt_with_commas_is_read_and_told_and_never_silently_empty() -> None:
    assert [one[:2] for one in read("comas.vtt")] == [("María", "El tubo se rompió."), ("Ana", "¿Cuándo?")]
    [note] = read_captions((DATA / "comas.vtt").read_bytes()).notes
    assert note.say(str) == "2 tiempos traían coma en lugar de punto; se leyeron igual."
    assert note.line == 3
    with pytest.raises(UnreadableCaptions) as refused:
        read_captions(b"WEBVTT\n\nhoy --> luego\nagua\n")
    assert refused.value.note.line == 3
    half = read_captions(b"WEBVTT\n\nhoy --> luego\nagua\n\n00:01.000 --> 00:02.000\nrio\n")
    assert [(note.line, note.say(str)) for note in half.notes] == [(3, "No se tomó: el tiempo no se entiende.")]


def test_a_srt_of_windows_without_numbers_and_with_points_is_read_whole() -> None:
    assert read("windows.srt") == [
        ("María", "Buenos días.", 1000, 2000),
        ("Ana", "¿Ya llegó el agua?", 2500, 4000),
        ("María", "Todavía no.", 2500, 4000),
        ("", "Ya viene.", 5000, 6000),
    ]


def test_otranscribe_keeps_its_seconds() -> None:
    assert read("entrevista.otr") == [
        ("María", "Antes éramos pocas.", 1500, 9000),
        ("Ana", "¿Cuántas?", 9000, 12000),
        ("", "Unas diez.", 12000, None),
    ]


def test_elan_tiers_are_speakers_and_hanging_tiers_have_the_times_of_their_parents() -> None:
    assert read("asamblea.eaf") == [
        ("María", "El agua es de todas.", 1000, 4000),
        ("Ana", "¿De los hombres también?", 4200, 6000),
        ("María", "Así quedó.", 6500, None),
    ]
    [note] = read_captions((DATA / "asamblea.eaf").read_bytes()).notes
    assert "«M-trad» cuelga de «M»" in note.say(str)


def test_an_elan_file_with_definitions_or_cut_in_two_is_refused() -> None:
    with pytest.raises(UnreadableCaptions, match="DOCTYPE"):
        read_captions((DATA / "hostil.eaf").read_bytes())
    with pytest.raises(UnreadableCaptions, match="cortado"):
        read_captions((DATA / "asamblea.eaf").read_bytes()[:900])


def test_marks_at_the_end_of_a_paragraph_say_when_it_was_over() -> None:
    assert read("f4.txt") == [
        ("María", "Buenos días.", 0, 3500),
        ("Ana", "Buenos días, doña.", 3500, 7000),
        ("María", "¿Empezamos?", 8000, None),
    ]


def test_a_word_document_is_read_with_its_tables() -> None:
    document = docx.Document()
    document.add_paragraph("[00:00:02] María: Antes éramos pocas.")
    row = document.add_table(rows=1, cols=3).rows[0].cells
    row[0].text, row[1].text, row[2].text = "00:00:09", "Ana", "¿Cuántas?"
    document.add_paragraph("Y ya.")
    held = io.BytesIO()
    document.save(held)
    found = read_captions(held.getvalue(), "cualquiera.srt")
    assert found.format is CaptionFormat.DOCX
    assert [(one.speaker, one.text, one.start_ms) for one in found.turns] == [
        ("María", "Antes éramos pocas.", 2000),
        ("Ana", "¿Cuántas?", 9000),
        ("", "Y ya.", None),
    ]


def zipped(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"  ", "vacío"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1 hola}", "RTF"),
        (b"RIFF....WAVE", "grabación"),
        (b"a\x00b", "No es un archivo de palabras"),
        (b"<html><body>hola</body></html>", "página"),
        (zipped("fotos/1.jpg", b"x"), "comprimido"),
        (zipped("word/document.xml", b"<w"), "dañado"),
        (zipped("word/document.xml", bytes(70 * 1024 * 1024)), "demasiado grande"),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableCaptions, match=said):
        read_captions(content)


def test_letters_of_old_windows_are_read_and_told() -> None:
    found = read_captions("María: ¿Qué pasó?".encode("cp1252"))
    assert found.turns == (TurnText("¿Qué pasó?", "María"),)
    assert "texto de Windows" in found.notes[0].say(str)


def test_short_lines_of_one_person_become_one_turn() -> None:
    lines = [TurnText("Antes íbamos", "María", 0, 2000), TurnText("al pozo.", "María", 2000, 3000)]
    assert join_lines([*lines, TurnText("¿Y ahora?", "Ana", 3000, 4000)]) == [
        TurnText("Antes íbamos al pozo.", "María", 0, 3000),
        TurnText("¿Y ahora?", "Ana", 3000, 4000),
    ]


WORD = st.text("añé'&<>-", min_size=1, max_size=6).filter(lambda text: text[0] not in "-'" and "-->" not in text)
SAID = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
SPEAKER = st.sampled_from(["", "María", "Don Ché", "Hablante 1"])
TIMED = st.lists(st.tuples(SAID, SPEAKER, st.integers(1, 9000)), min_size=1, max_size=8)
FORMS = [
    CaptionFormat.VTT,
    CaptionFormat.SRT,
    CaptionFormat.OTR,
    CaptionFormat.TXT,
    CaptionFormat.DOCX,
    CaptionFormat.ODT,
]


@settings(max_examples=times(30), deadline=None)
@given(TIMED, st.sampled_from(FORMS))
def test_what_is_written_is_read_back(said: list[tuple[str, str, int]], form: CaptionFormat) -> None:
    turns, at = [], 0
    for text, speaker, length in said:
        turns.append(TurnText(text, speaker, at, at + length))
        at += length
    written = write_captions(form, turns, Heading("Una voz"))
    found = read_captions(written)
    assert found.format is form
    back = [one for one in found.turns if one.text != "Una voz"]
    assert [(one.text, one.speaker, one.start_ms) for one in back] == [
        (one.text, one.speaker, one.start_ms) for one in turns
    ]
