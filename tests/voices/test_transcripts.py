"""Writing down a voice: nothing typed is lost, two people keep their words, versions are told apart, files come in."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manantial.voices.actions import Span, mark_fragment, reserve_fragment, transcribe, withdraw_consent
from manantial.voices.models import Transcript, Turn, TurnDraft, Voice
from manantial.voices.queries import version_rows
from manantial.voices.rules import Channel, read_turns
from tests.cast import CastClient
from tests.voices.conftest import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def open_page(client: CastClient, voice: Voice) -> dict[str, Any]:
    return dict(json.loads(client.get(f"/mesa/voces/{voice.pk}/palabras/borrador/").content))


def keep(client: CastClient, voice: Voice, below: str, *turns: dict[str, Any]) -> None:
    body = json.dumps({"below": below, "turns": turns})
    client.post(f"/mesa/voces/{voice.pk}/palabras/borrador/", body, content_type="application/json")


def save(client: CastClient, voice: Voice, page: dict[str, Any]) -> Any:
    sent = {"below": page["below"], "turns": json.dumps({"turns": page["turns"]}), "kind": "manual", "language": "es"}
    return client.post(f"/mesa/voces/{voice.pk}/palabras/", sent)


def test_what_is_typed_comes_back_turn_by_turn_until_it_is_saved(as_ana: CastClient, told: Voice) -> None:
    page = open_page(as_ana, told)
    first, second, third = page["turns"]
    keep(as_ana, told, page["below"], first | {"text": "Antes íbamos lejos."})
    keep(as_ana, told, page["below"], {"key": "n1", "place": 1.5, "speaker": "Ana", "text": "¿Qué tan lejos?"})
    keep(as_ana, told, page["below"], second | {"gone": True}, first | {"text": "Antes íbamos muy lejos."})
    assert TurnDraft.objects.count() == 3
    back = open_page(as_ana, told)
    assert back["draft"]
    assert [one["text"] for one in back["turns"]] == ["Antes íbamos muy lejos.", "¿Qué tan lejos?", third["text"]]
    assert "¿Qué tan lejos?" in text_of(as_ana.get(f"/mesa/voces/{told.pk}/palabras/"))  # also without the script
    save(as_ana, told, back)
    made = Transcript.objects.get(version=2)
    assert [(one.speaker, one.text) for one in made.turns.all()][1] == ("Ana", "¿Qué tan lejos?")
    assert [str(one.lineage) for one in made.turns.all()][::2] == [first["key"], third["key"]]
    assert not TurnDraft.objects.exists()


def test_two_people_at_once_keep_both_texts_and_join_them_turn_by_turn(
    as_ana: CastClient, as_erandi: CastClient, told: Voice
) -> None:
    of_ana, of_erandi = open_page(as_ana, told), open_page(as_erandi, told)
    of_ana["turns"][0]["text"] = "Antes acarreábamos el agua desde el río."
    of_erandi["turns"][2]["text"] = "Ahora el agua llega los jueves."
    of_erandi["turns"].append({"key": "n9", "place": 4, "speaker": "Ana", "text": "Gracias, doña María."})
    assert save(as_ana, told, of_ana)["Location"].endswith(f"/mesa/voces/{told.pk}/")
    going = save(as_erandi, told, of_erandi)["Location"]
    first, ana, erandi = Transcript.objects.order_by("version")
    assert going.endswith(f"/unir/{ana.pk}/")
    assert ana.parent == erandi.parent == first
    page = text_of(as_erandi.get(going))
    assert "desde el río." in page
    assert "Gracias, doña María." in page
    assert "Unirlas" in text_of(as_ana.get(f"/mesa/voces/{told.pk}/"))
    as_erandi.post(going, {"t0": "una", "t2": "escrito", "w2": "Ahora llega los jueves y domingos."})
    joined = Transcript.objects.get(version=4)
    assert (joined.parent, joined.joins) == (erandi, ana)
    assert [one.text for one in joined.turns.all()] == [
        "Antes acarreábamos el agua desde el río.",
        "¿Y ahora?",
        "Ahora llega los jueves y domingos.",
        "Gracias, doña María.",
    ]
    assert [row.transcript.version for row in version_rows(told) if row.is_head] == [4]
    assert "Unirlas" not in text_of(as_ana.get(f"/mesa/voces/{told.pk}/"))
    old = text_of(as_ana.get(f"/mesa/voces/palabras/{ana.pk}/"))
    assert "desde el río." in old
    compared = text_of(as_ana.get(f"/mesa/voces/{told.pk}/palabras/comparar/?de={first.pk}&con={erandi.pk}"))
    assert "<del> martes.</del><ins> jueves.</ins>" in compared


def test_the_first_words_of_two_people_also_stand_apart(
    as_ana: CastClient, as_erandi: CastClient, recorded: Voice
) -> None:
    Turn.objects.none()
    pages = []
    for client, text in ((as_ana, "Buenos días."), (as_erandi, "Buenas tardes.")):
        page = open_page(client, recorded)
        page["below"] = ""
        page["turns"] = [{"key": "n1", "place": 1, "text": text}]
        pages.append((client, page))
    going = [save(client, recorded, page)["Location"] for client, page in pages]
    assert "/unir/" in going[1]


def test_a_file_of_another_program_becomes_a_version_and_says_what_it_left_out(
    as_ana: CastClient, recorded: Voice
) -> None:
    late = "WEBVTT\n\n00:00.500 --> 00:01.500\n<v María>El tubo\n\n00:01,500 --> 00:01,900\n<v María>se rompió.\n\n"
    late += "00:09.000 --> 00:11.000\n<v Ana>¿Cuándo?\n"
    sent = {"file": SimpleUploadedFile("x.srt", late.encode()), "join": "on", "language": "es"}
    shown = text_of(as_ana.post(f"/mesa/voces/{recorded.pk}/palabras/traer/", sent, follow=True))
    assert "El tubo se rompió." in shown
    told = shown.index("Línea 6: 1 tiempos traían coma")  # said at once, above the folded list of the version
    assert told < shown.index("Lo que se leyó distinto")
    assert "1 turno venía después del final del sonido" in shown
    made = Transcript.objects.get(kind="imported")
    assert [(one.speaker, one.start_ms, one.end_ms) for one in made.turns.all()] == [
        ("María", 500, 1900),
        ("Ana", None, None),
    ]
    assert all(one.keys for one in made.turns.all())
    assert made.reviewed_by_id is None
    sent["file"] = SimpleUploadedFile("x.vtt", b"WEBVTT\n\nayer --> hoy\nagua\n")
    refused = text_of(as_ana.post(f"/mesa/voces/{recorded.pk}/palabras/traer/", sent))
    assert "Línea 3: El archivo no trae palabras que se puedan leer." in refused
    assert Transcript.objects.filter(kind="imported").count() == 1


def test_files_of_several_voices_find_theirs_by_the_folio(as_ana: CastClient, told: Voice, recorded: Voice) -> None:
    files = [
        SimpleUploadedFile(f"{told.folio.lower()} final.txt", b"Ana: Hola.\n\nBien."),
        SimpleUploadedFile("entrevista.txt", b"hola"),
        SimpleUploadedFile(f"{recorded.folio}.pdf", b"%PDF-1.4"),
    ]
    shown = text_of(as_ana.post("/mesa/voces/traer-palabras/", {"texts": files}))
    assert "versión 2, 2 turnos" in shown
    assert "No se sabe de qué voz es." in shown
    assert "Es un PDF." in shown


def test_words_leave_as_files_only_while_the_voice_may_be_studied(
    as_ana: CastClient, as_otra: CastClient, recorded: Voice, now: datetime
) -> None:
    timed = "[00:00:00.5] María: El agua & la junta.\n\n[00:00:01] Ana: ¿Cuál?"
    made = transcribe(recorded, read_turns(timed, recorded.duration_ms), by=None, now=now)
    address = f"/mesa/voces/palabras/{made.pk}/archivo/"
    vtt = text_of(as_ana.get(f"{address}?como=vtt"))
    assert "00:00:00.500 --> 00:00:01.000\n<v María>El agua &amp; la junta." in vtt
    assert "Publicar depende del permiso" in vtt
    word = docx.Document(io.BytesIO(as_ana.get(f"{address}?como=docx").content))
    assert "María: El agua & la junta." in "\n".join(one.text for one in word.paragraphs)
    for form in ("srt", "txt", "otr"):
        assert "la junta" in text_of(as_ana.get(f"{address}?como={form}"))
    assert as_ana.get(f"{address}?como=exe").status_code == 404
    assert as_otra.get(f"{address}?como=vtt").status_code == 404
    keep(as_ana, recorded, str(made.pk), {"key": "n1", "place": 9, "text": "Palabras secretas."})
    withdraw_consent(recorded, channel=Channel.LETTER, withdrawn_on=now.date(), by=None, now=now)
    closed = [
        f"{address}?como=vtt",
        f"/mesa/voces/palabras/{made.pk}/",
        f"/mesa/voces/palabras/{made.pk}/traduccion/",
        *(f"/mesa/voces/{recorded.pk}/palabras/{page}" for page in ("", "comparar/", "traer/")),
    ]
    for page in closed:
        assert "la junta" not in text_of(as_ana.get(page, follow=True)), page
    assert open_page(as_ana, recorded) == {"turns": [], "below": None}


def test_what_is_reserved_does_not_leave_in_a_file_even_after_a_correction(
    as_ana: CastClient, told: Voice, now: datetime
) -> None:
    turn = Turn.objects.filter(transcript__voice=told).select_related("transcript").first()
    fragment = mark_fragment(told, span=Span(turn, 33, 47), by=None, now=now)
    assert fragment.quote == "el ojo de agua"
    reserve_fragment(fragment, reason="El manantial", by=None, now=now)

    def file_of(words: str) -> str:
        made = transcribe(told, read_turns(words), by=None, now=now)
        return text_of(as_ana.get(f"/mesa/voces/palabras/{made.pk}/archivo/?como=txt", follow=True))

    assert "el agua desde [reservado]." in file_of(WORDS)
    assert "María: [reservado]\n\nAna:" in file_of(WORDS.replace("ojo de agua", "ojito de agua"))
    gone = file_of("Otra: Nada de eso.\n\nNadie: Tampoco.\n\nUno: Ni esto.\n\nDos: O sí.\n\nTres: Ya.")
    assert "ojo" not in gone


def test_a_translation_stands_beside_the_original_until_another_person_validates_it(
    as_ana: CastClient, as_lupe: CastClient, told: Voice
) -> None:
    [source] = Transcript.objects.filter(voice=told)
    page = f"/mesa/voces/palabras/{source.pk}/traduccion/"
    sent = {"language": "tzo", "translator": "Rosa Gómez", "t1": "Taj ech'eje…", "t3": "Lavie ta martes."}
    shown = text_of(as_ana.post(page, sent, follow=True))
    assert "Traducción sin validar" in shown
    made = Transcript.objects.get(kind="translation")
    assert made.translated_from == source
    assert [turn.lineage for turn in made.turns.all()] == [
        turn.lineage for turn in source.turns.all() if turn.position != 2
    ]
    again = text_of(as_ana.get(page))
    assert "Taj ech&#x27;eje…" in again
    validate = f"/mesa/voces/palabras/{made.pk}/validada/"
    assert "La revisa otra persona" in text_of(as_ana.post(validate, {"validator": "rosa gómez"}, follow=True))
    assert "Validó Pedro Ruiz" in text_of(as_ana.post(validate, {"validator": "Pedro Ruiz"}, follow=True))
    assert as_lupe.post(validate, {"validator": "Lupe"}).status_code == 403
    shown = text_of(as_ana.get(f"/mesa/voces/{told.pk}/"))
    assert "¿Y ahora?" in shown  # the page still reads in the language of the voice
    sent["language"] = "es"
    assert "Es la misma lengua" in text_of(as_ana.post(page, sent))


def test_a_translation_is_kept_turn_by_turn_for_each_language_and_two_people_keep_both(
    as_ana: CastClient, as_erandi: CastClient, told: Voice
) -> None:
    [source] = Transcript.objects.filter(voice=told)
    lines = [str(turn.lineage) for turn in source.turns.all()]
    page, draft = (
        f"/mesa/voces/palabras/{source.pk}/traduccion/",
        f"/mesa/voces/palabras/{source.pk}/traduccion/borrador/",
    )

    def type_in(client: CastClient, base: str, line: str, words: str) -> None:
        body = {"base": base, "turns": [{"key": line, "text": words}]}
        client.post(draft, json.dumps(body), content_type="application/json")

    as_ana.post(page, {"base": "new", "language": "tzo", "translator": "Rosa Gómez", "t1": "Taj ech'eje."})
    tsotsil = Transcript.objects.get(language="tzo")
    type_in(as_ana, str(tsotsil.pk), lines[2], "Lavie ta martes.")
    type_in(as_ana, "new", lines[0], "We used to carry water.")
    type_in(as_ana, "new", lines[0], "We used to carry the water.")
    type_in(as_ana, "new", "nobody's", "No such turn.")
    assert TurnDraft.objects.count() == 2
    assert "We used to carry the water." in text_of(as_ana.get(page))  # what was typed last opens first
    both = text_of(as_ana.get(page, {"con": str(tsotsil.pk)}))
    assert "Taj ech&#x27;eje." in both
    assert "Lavie ta martes." in both
    assert "Lavie" not in text_of(as_erandi.get(page, {"con": str(tsotsil.pk)}))  # a draft is of who types it
    sent = {"base": str(tsotsil.pk), "language": "tzo", "translator": "Rosa Gómez", "t1": "Taj ech'eje."}
    as_erandi.post(page, sent | {"t2": "K'usi tana?"})
    assert "ya hay una versión" in text_of(as_ana.get(page, {"con": str(tsotsil.pk)}))
    going = as_ana.post(page, sent | {"t3": "Lavie ta martes."})["Location"]
    assert "/unir/" in going
    choose = text_of(as_ana.get(going))
    assert "Lavie ta martes." in choose
    assert "K&#x27;usi tana?" in choose
    as_ana.post(going, {})
    joined = Transcript.objects.order_by("-version")[0]
    assert [turn.text for turn in joined.turns.all()] == ["Taj ech'eje.", "K'usi tana?", "Lavie ta martes."]
    assert (joined.kind, joined.translated_from) == ("translation", source)
    assert TurnDraft.objects.get().work == "new"  # the other language is still being written


def test_the_pages_of_words_cost_the_same_however_much_was_written(
    as_ana: CastClient, told: Voice, now: datetime
) -> None:
    pages = [
        f"/mesa/voces/{told.pk}/",
        f"/mesa/voces/{told.pk}/palabras/versiones/",
        f"/mesa/voces/{told.pk}/palabras/",
    ]

    def costs() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as seen:
                as_ana.get(page)
            found.append(len(seen))
        return found

    costs()
    turn = Turn.objects.filter(transcript__voice=told).select_related("transcript").first()
    mark_fragment(told, span=Span(turn, 0, 5), by=None, now=now)
    transcribe(told, read_turns(WORDS), by=None, now=now)
    before = costs()
    for n in range(3):
        made = transcribe(told, read_turns(f"{WORDS}\n\nAna: {n}."), by=None, now=now)
        mark_fragment(told, span=Span(made.turns.get(position=1), 6, 18 + n), by=None, now=now)
    assert costs() == before


def test_nobody_from_elsewhere_opens_a_page_of_words(
    as_lupe: CastClient, as_otra: CastClient, as_nobody: CastClient, told: Voice
) -> None:
    [made] = Transcript.objects.filter(voice=told)
    of_voice = ["", "borrador/", "traer/", "versiones/", "comparar/", f"unir/{made.pk}/"]
    pages = [f"/mesa/voces/{told.pk}/palabras/{page}" for page in of_voice]
    pages += [f"/mesa/voces/palabras/{made.pk}/{page}" for page in ("", "archivo/?como=txt", "traduccion/")]
    for page in pages:
        assert as_otra.get(page).status_code == 404, page
        assert as_lupe.get(page).status_code == 403, page
        assert as_nobody.get(page).status_code == 302, page
