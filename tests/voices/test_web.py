"""The pages of the room as people meet them: what they show, what they refuse, what they never leak."""

from __future__ import annotations

import io
from array import array
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from manantial.governance.models import Session
from manantial.kernel.dates import PartialDate
from manantial.kernel.digests import sha256_bytes
from manantial.meaning.actions import Told, record_milestone
from manantial.meaning.rules import MilestoneKind
from manantial.people.models import Account
from manantial.territory.models import Community
from manantial.voices.actions import (
    Span,
    VoiceProfile,
    add_voice,
    mark_fragment,
    withdraw_consent,
)
from manantial.voices.models import (
    Consent,
    DataAgreement,
    Fragment,
    Source,
    Transcript,
    Turn,
    Voice,
    Withdrawal,
    Workshop,
)
from manantial.voices.queries import permitted
from manantial.voices.rules import Channel, Preset, Use, What
from manantial.voices.web.consent_forms import cell_name
from tests.cast import CastClient
from tests.voices.conftest import WORDS, allow, recording

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def words_span(voice: Voice, text: str) -> Span:
    turn = next(turn for turn in Turn.objects.filter(transcript__voice=voice) if text in turn.text)
    return Span(turn, turn.text.index(text), turn.text.index(text) + len(text))


RADIO_WORDS = f"permiso-{cell_name(What.QUOTE, Use.RADIO)}"
PERMISSION = {
    "permiso-preset": "alliance",
    "permiso-form": "fingerprint",
    "permiso-subject": "person",
    "permiso-given_on": "2026-11-20",
    "permiso-evidence_note": "hoja 12",
    "permiso-language": "es",
}
VOICE = {
    "kind": "text",
    "title": "El ojo de agua",
    "words": WORDS,
    "group": "brigade",
    "language": "es",
    "visibility": "organism",
}


# ----------------------------------------------------------------------------------------------- who may


PAGES = [
    "/mesa/talleres/", "/mesa/talleres/nuevo/", "/mesa/talleres/nuevo/?tipo=T-2", "/mesa/talleres/formatos/",
    "/mesa/talleres/formatos/T-2/", "/mesa/talleres/acuerdos/", "/mesa/voces/", "/mesa/voces/nueva/",
    "/mesa/voces/cobertura/", "/mesa/voces/acuerdos-de-datos/", "/mesa/fuentes/", "/mesa/fuentes/nueva/",
]  # fmt: skip


def test_staff_and_facilitators_open_the_pages_and_nobody_else_does(
    as_erandi: CastClient, as_ana: CastClient, as_lupe: CastClient, as_nobody: CastClient
) -> None:
    for page in PAGES:
        assert as_erandi.get(page).status_code == as_ana.get(page).status_code == 200, page
        assert as_lupe.get(page).status_code == 403, page
        assert as_nobody.get(page).status_code == 302, page


def test_another_alliance_finds_nothing(
    as_otra: CastClient, recorded: Voice, workshop: Workshop, now: datetime
) -> None:
    fragment = mark_fragment(recorded, span=Span(start_ms=0, end_ms=500), by=None, now=now)
    for page in (
        f"/mesa/voces/{recorded.pk}/", f"/mesa/voces/{recorded.pk}/sonido/", f"/mesa/talleres/{workshop.pk}/",
        f"/mesa/fragmentos/{fragment.pk}/", f"/mesa/voces/{recorded.pk}/retirar/",
    ):  # fmt: skip
        assert as_otra.get(page).status_code == 404, page


def test_a_reserved_voice_opens_for_the_facilitator_alone(
    as_erandi: CastClient, as_ana: CastClient, told: Voice, now: datetime
) -> None:
    told.visibility = "reserved"
    told.save()
    fragment = mark_fragment(told, span=words_span(told, "los martes"), by=None, now=now)
    assert as_ana.get(f"/mesa/voces/{told.pk}/").status_code == 200
    for page in (f"/mesa/voces/{told.pk}/", f"/mesa/fragmentos/{fragment.pk}/", f"/mesa/voces/{told.pk}/permiso/"):
        assert as_erandi.get(page).status_code == 404
    assert "El ojo de agua" not in text_of(as_erandi.get("/mesa/voces/"))
    assert "El ojo de agua" not in text_of(as_erandi.get("/mesa/voces/?formato=csv"))


# ----------------------------------------------------------------------------------------------- voices


def test_a_voice_and_its_permission_in_one_screen(as_ana: CastClient, agreed: Community, ana: Account) -> None:
    sent = VOICE | PERMISSION | {"community": str(agreed.pk), RADIO_WORDS: "N", "recorded": "cuando el temblor"}
    response = as_ana.post("/mesa/voces/nueva/", sent)
    voice = Voice.objects.get()
    assert response.headers["Location"].endswith(f"/mesa/voces/{voice.pk}/")
    assert voice.recorded.words == "cuando el temblor"
    consent = Consent.objects.get()
    assert (consent.scopes["quote"]["print"], consent.scopes["quote"]["radio"]) == ("yes", "no")
    assert consent.attribution == "role_community"
    page = text_of(as_ana.get(f"/mesa/voces/{voice.pk}/"))
    assert "Antes acarreábamos" in page
    assert "Con detalle" in page


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("durante la administración 2021–2024", date(2021, 1, 1), date(2024, 12, 31)),
        ("antes del cambio de administración (octubre de 2024)", None, date(2024, 9, 30)),
        ("después de marzo de 2020", date(2020, 3, 1), None),
    ],
)
def test_a_voice_and_a_source_are_dated_in_the_words_of_people(
    as_ana: CastClient, alliance: object, said: str, first: date | None, last: date | None
) -> None:
    as_ana.post("/mesa/voces/nueva/", VOICE | {"recorded": said})
    as_ana.post(
        "/mesa/fuentes/nueva/",
        {"kind": "photo", "title": "El tubo", "condition": "good", "visibility": "organism", "when": said},
    )
    for kept in (Voice.objects.get().recorded, Source.objects.get().when):
        assert (kept.earliest, kept.latest, kept.words) == (first, last, said)
    shown = text_of(as_ana.get(f"/mesa/voces/{Voice.objects.get().pk}/ficha/"))
    assert said in shown


def test_changes_of_administration_are_offered_where_a_voice_is_dated(
    as_ana: CastClient, alliance: object, now: datetime
) -> None:
    told = Told("youth", "Cambió.", PartialDate.parse("2024-10"))
    record_milestone("Cambió la presidencia", kind=MilestoneKind.ADMINISTRATION_CHANGE, told=told, by=None, now=now)
    assert "antes del cambio de administración (octubre de 2024)" in text_of(as_ana.get("/mesa/voces/nueva/"))


def test_a_voice_without_permission_is_kept_and_only_studied(as_ana: CastClient, agreed: Community) -> None:
    as_ana.post("/mesa/voces/nueva/", VOICE | {"permiso-preset": "", "permiso-given_on": "2026-11-20"})
    [(_voice, ruling)] = permitted(Voice.objects.all(), use=Use.RETURN, on=TODAY)
    assert not ruling
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"words": ""},
        {"group": ""},
        {"permiso-given_on": ""},
        {"permiso-given_on": "2026-12-24"},
        {RADIO_WORDS: "X"},
    ],
)
def test_when_something_is_missing_nothing_is_kept_and_what_was_typed_stays(
    as_ana: CastClient, alliance: object, bad: dict[str, str]
) -> None:
    response = as_ana.post("/mesa/voces/nueva/", VOICE | PERMISSION | bad)
    assert response.status_code == 200
    assert "No se guardó todavía" in text_of(response)
    assert "El ojo de agua" in text_of(response)
    assert not Voice.objects.exists()


def test_a_recording_sent_by_the_form_can_be_heard_from_its_second(as_ana: CastClient, alliance: object) -> None:
    file = SimpleUploadedFile("lucia.wav", recording(), content_type="audio/wav")
    as_ana.post("/mesa/voces/nueva/", VOICE | {"kind": "sound", "words": "", "file": file})
    voice = Voice.objects.get()
    page = text_of(as_ana.get(f"/mesa/voces/{voice.pk}/"))
    assert '<svg class="wave"' in page
    assert "lucia" not in page
    part = as_ana.get(f"/mesa/voces/{voice.pk}/sonido/", headers={"range": "bytes=100-199"})
    assert part.status_code == 206
    assert len(b"".join(part.streaming_content)) == 100
    assert sha256_bytes(recording()) in page, "the same as on the telephone"
    again = VOICE | {"kind": "sound", "words": "", "file": SimpleUploadedFile("otra.wav", recording())}
    told = text_of(as_ana.post("/mesa/voces/nueva/", again, follow=True))
    assert f"ya estaba guardado en {voice.folio}" in told


def test_a_recording_from_afar_says_so_and_what_to_do(as_ana: CastClient, alliance: object) -> None:
    head, samples = recording()[:44], array("h", recording()[44:])
    afar = head + array("h", (one // 64 for one in samples)).tobytes()
    sent = VOICE | {"kind": "sound", "words": "", "file": SimpleUploadedFile("a.wav", afar)}
    assert "Se grabó muy bajo" in text_of(as_ana.post("/mesa/voces/nueva/", sent, follow=True))
    near = VOICE | {"kind": "sound", "words": "", "file": SimpleUploadedFile("a.wav", recording())}
    assert "Se grabó muy bajo" not in text_of(as_ana.post("/mesa/voces/nueva/", near, follow=True))


def test_a_file_that_is_no_sound_says_so(as_ana: CastClient, alliance: object) -> None:
    file = SimpleUploadedFile("x.mp3", b"<html>" * 100, content_type="audio/mpeg")
    response = as_ana.post("/mesa/voces/nueva/", VOICE | {"kind": "sound", "file": file})
    assert response.status_code == 200
    assert not Voice.objects.exists()


def test_the_list_asks_the_same_questions_for_one_voice_and_for_many(
    as_ana: CastClient, told: Voice, now: datetime
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert as_ana.get("/mesa/voces/").status_code == 200
        return len(seen)

    asked()
    few = asked()
    for number in range(12):
        profile = VoiceProfile(group="brigade", community=told.community)
        voice = add_voice("text", title=f"Voz {number}", profile=profile, words=WORDS, by=None, now=now)
        allow(voice, Preset.COMMUNITY, now)
    assert asked() == few


def test_the_list_leaves_as_a_table(as_ana: CastClient, told: Voice, now: datetime) -> None:
    allow(told, Preset.COMMUNITY, now)
    lines = as_ana.get("/mesa/voces/?formato=csv&grupo=brigade").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Folio,Título")
    assert "El ojo de agua" in lines[1]
    assert "Que regrese a mi comunidad" in lines[1]
    assert as_ana.get("/mesa/voces/?formato=xlsx").content.startswith(b"PK")


def test_coverage_shows_the_silences(as_ana: CastClient, told: Voice, el_carrizal: Community) -> None:
    page = text_of(as_ana.get("/mesa/voces/cobertura/"))
    assert "Silencio" in page
    assert "El Carrizal" in page
    assert "La Ceiba" not in page.split("nadie ha hablado")[-1]


def test_a_fully_withdrawn_voice_shows_nothing_of_what_it_said(
    as_ana: CastClient, recorded: Voice, now: datetime
) -> None:
    fragment = mark_fragment(recorded, span=words_span(recorded, "los martes"), by=None, now=now)
    withdraw_consent(recorded, channel=Channel.LETTER, withdrawn_on=TODAY, by=None, now=now)
    for page in (
        f"/mesa/voces/{recorded.pk}/",
        f"/mesa/fragmentos/{fragment.pk}/",
        "/mesa/voces/",
        "/mesa/voces/?formato=csv",
    ):
        shown = text_of(as_ana.get(page))
        assert "martes" not in shown, page
        assert "El primer día" not in shown, page
    assert as_ana.get(f"/mesa/voces/{recorded.pk}/sonido/").status_code == 404
    assert as_ana.get(f"/mesa/voces/{recorded.pk}/palabras/").status_code == 302


def test_correcting_the_words_makes_a_version(as_ana: CastClient, told: Voice) -> None:
    sent = {"words": WORDS.replace("martes", "miércoles"), "kind": "manual", "language": "es"}
    as_ana.post(f"/mesa/voces/{told.pk}/palabras/", sent)
    assert Transcript.objects.count() == 2
    assert "miércoles" in text_of(as_ana.get(f"/mesa/voces/{told.pk}/"))
    newest = Transcript.objects.last()
    assert newest is not None
    assert newest.reviewed_by_id == as_ana.account.person_id  # type: ignore[union-attr]


# ----------------------------------------------------------------------------------------------- fragments


def test_a_fragment_by_seconds(as_ana: CastClient, recorded: Voice) -> None:
    address = f"/mesa/voces/{recorded.pk}/fragmento/"
    as_ana.post(address, {"por": "segundos", "start": "0:00.5", "end": "0:01", "title": "El acarreo"})
    fragment = Fragment.objects.get()
    assert (fragment.start_ms, fragment.end_ms) == (500, 1000)
    page = text_of(as_ana.get(f"/mesa/fragmentos/{fragment.pk}/"))
    assert 'data-start="0.5"' in page
    assert "No hay permiso registrado" in page


def test_a_span_beyond_the_sound_is_refused_in_words(as_ana: CastClient, recorded: Voice) -> None:
    response = as_ana.post(f"/mesa/voces/{recorded.pk}/fragmento/", {"por": "segundos", "start": "0:00", "end": "9:00"})
    assert "El sonido dura" in text_of(response)
    assert not Fragment.objects.exists()


def test_a_fragment_by_words_copied_by_hand(as_ana: CastClient, told: Voice) -> None:
    as_ana.post(f"/mesa/voces/{told.pk}/fragmento/", {"por": "palabras", "words": "ACARREABAMOS  el agua"})
    assert Fragment.objects.get().quote == "acarreábamos el agua"


def test_words_said_twice_are_asked_about_and_one_is_chosen(as_ana: CastClient, told: Voice) -> None:
    address = f"/mesa/voces/{told.pk}/fragmento/"
    response = as_ana.post(address, {"por": "palabras", "words": "el agua", "title": "Agua"})
    assert "¿Cuál de estas veces?" in text_of(response)
    options = response.context["options"]
    assert len(options) == 2
    chosen = {
        "por": "palabras",
        "words": "el agua",
        "title": "Agua",
        "turn": options[1]["turn"],
        "place": options[1]["place"],
    }
    as_ana.post(address, chosen)
    fragment = Fragment.objects.select_related("turn").get()
    assert fragment.turn is not None
    assert "martes" in fragment.turn.text


def test_words_that_nobody_said_are_refused(as_ana: CastClient, told: Voice) -> None:
    response = as_ana.post(f"/mesa/voces/{told.pk}/fragmento/", {"por": "palabras", "words": "nunca dicho"})
    assert "no están en la transcripción" in text_of(response)


def test_a_fragment_is_reserved_and_freed_with_its_reason(as_ana: CastClient, told: Voice, now: datetime) -> None:
    fragment = mark_fragment(told, span=words_span(told, "ojo de agua"), by=None, now=now)
    address = f"/mesa/fragmentos/{fragment.pk}/estado/"
    as_ana.post(address, {"reservar": "1", "reason": ""})
    assert not Fragment.objects.get().reserved
    as_ana.post(address, {"reservar": "1", "reason": "Dice dónde está el manantial"})
    assert Fragment.objects.get().reserved
    assert "Dice dónde está el manantial" in text_of(as_ana.get(f"/mesa/fragmentos/{fragment.pk}/"))
    as_ana.post(address, {"liberar": "1", "reason": "Lo decidió la asamblea"})
    assert not Fragment.objects.get().reserved


# ----------------------------------------------------------------------------------------------- consent


def test_who_is_asked_again_answers_and_the_new_record_names_the_old(
    as_ana: CastClient, told: Voice, now: datetime
) -> None:
    old = allow(told, Preset.ASK, now)
    sent = {"preset": "everything", "attribution_name": "María", "form": "signature", "subject": "person",
            "given_on": "2026-11-20", "evidence_note": "hoja 20", "replaces": str(old.pk)}  # fmt: skip
    as_ana.post(f"/mesa/voces/{told.pk}/permiso/", sent)
    [(_voice, ruling)] = permitted([told], use=Use.RADIO, on=TODAY)
    assert ruling
    assert "cambiado por otro" in text_of(as_ana.get(f"/mesa/voces/{told.pk}/"))


def test_a_withdrawal_by_telephone_takes_one_form_and_gives_a_receipt(
    as_erandi: CastClient, told: Voice, now: datetime
) -> None:
    allow(told, Preset.ALLIANCE, now)
    sent = {"channel": "telephone", "withdrawn_on": "2026-11-23", "uses": ["radio"]}
    early = as_erandi.post(f"/mesa/voces/{told.pk}/retirar/", sent | {"withdrawn_on": "2091-01-01"})
    assert "Ese día todavía no llega" in early.content.decode()
    response = as_erandi.post(f"/mesa/voces/{told.pk}/retirar/", sent, follow=True)
    assert "RET-0001" in text_of(response)
    receipt = as_erandi.get(f"/mesa/voces/retiros/{Withdrawal.objects.get().pk}/comprobante/")
    words = PdfReader(io.BytesIO(receipt.content)).pages[0].extract_text()
    assert "RET-0001" in words
    assert "Radio" in words
    again = as_erandi.post(f"/mesa/voces/{told.pk}/retirar/", sent)
    assert "ya se había retirado" in text_of(again)


def test_what_the_assembly_decides_opens_and_closes_its_community(
    as_erandi: CastClient, la_ceiba: Community, assembly: Session
) -> None:
    address = f"/mesa/voces/acuerdos-de-datos/{la_ceiba.pk}/"
    assert "Sin acuerdo" in text_of(as_erandi.get("/mesa/voces/acuerdos-de-datos/"))
    refused = as_erandi.post(address, {"what": "agree", "agreed_on": "2026-11-01", "uses": ["print"]})
    assert "en qué asamblea o acta" in text_of(refused)
    as_erandi.post(
        address, {"what": "agree", "agreed_on": "2026-11-01", "uses": ["print"], "session": str(assembly.pk)}
    )
    assert "Impresos" in text_of(as_erandi.get("/mesa/voces/acuerdos-de-datos/"))
    as_erandi.post(address, {"what": "close", "agreed_on": "2026-11-10", "act": "Acta 5"})
    assert "La asamblea lo retiró" in text_of(as_erandi.get("/mesa/voces/acuerdos-de-datos/"))
    assert DataAgreement.objects.count() == 2


def test_a_credit_that_gives_somebody_away_is_warned_about(
    as_ana: CastClient, recorded: Voice, lupe: Account, committee: Any, now: datetime
) -> None:
    recorded.role = "Integrante"
    recorded.role = committee.seats["member"].label
    recorded.recorded = "2025"
    recorded.save()
    allow(recorded, Preset.ALLIANCE, now)
    assert "solo puede ser una persona" in text_of(as_ana.get(f"/mesa/voces/{recorded.pk}/"))


# ----------------------------------------------------------------------------------------------- sound in public


def test_the_public_sound_is_asked_for_at_each_request(as_nobody: CastClient, recorded: Voice, now: datetime) -> None:
    fragment = mark_fragment(recorded, span=Span(start_ms=200, end_ms=1_200), by=None, now=now)
    address = f"/voces/{fragment.pk}/sonido.mp3"
    assert as_nobody.get(address).status_code == 404
    allow(recorded, Preset.EVERYTHING, now)
    heard = as_nobody.get(address)
    assert heard.status_code == 200
    assert "no-store" in heard.headers["Cache-Control"]
    whole = recorded.sound.size if recorded.sound else 0
    assert 0 < len(b"".join(heard.streaming_content)) < whole  # type: ignore[attr-defined]
    withdraw_consent(recorded, channel=Channel.MESSAGE, withdrawn_on=TODAY, uses=[Use.INTERNET], by=None, now=now)
    assert as_nobody.get(address).status_code == 404
