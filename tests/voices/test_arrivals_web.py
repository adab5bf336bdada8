"""Files in pieces, recordings, films and hidden faces, as people at the desk meet them."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from manantial.jobs.actions import work_once
from manantial.ledger.models import Entry
from manantial.territory.models import Community
from manantial.vault.models import Arrival, Blob
from manantial.voices.actions import Span, Upload, VoiceProfile, add_voice, mark_fragment, picture_of, withdraw_consent
from manantial.voices.models import Consent, Fragment, Voice
from manantial.voices.rules import Channel, Preset
from tests.cast import CastClient
from tests.press.test_film import filmed
from tests.voices.conftest import allow, recording

BASE = "/mesa/llegadas/"
FORM = {"kind": "sound", "title": "El ojo de agua", "group": "brigade", "language": "es", "visibility": "organism"}
ASKED = {"permiso-preset": "analysis", "permiso-form": "recorded", "permiso-subject": "person",
         "permiso-given_on": "2026-11-23", "permiso-attribution": "anonymous"}  # fmt: skip


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def announce(who: CastClient, content: bytes, **more: str) -> str:
    fields = {"name": "entrevista.wav", "size": str(len(content)), "type": "audio/wav"} | more
    answer = who.post(BASE, fields)
    assert answer.status_code == 201, answer.content
    return f"{BASE}{answer.json()['id']}/"


def put(who: CastClient, address: str, offset: int, piece: bytes) -> Any:
    return who.put(f"{address}?desde={offset}", piece, content_type="application/octet-stream")


def test_a_file_in_pieces_goes_on_where_it_stopped_and_becomes_the_voice(
    as_erandi: CastClient, as_ana: CastClient, as_lupe: CastClient, as_otra: CastClient, la_ceiba: Community
) -> None:
    content = recording()
    address = announce(as_erandi, content)
    half = len(content) // 2
    assert put(as_erandi, address, 0, content[:half]).json()["got"] == half
    assert put(as_erandi, address, 0, content[:half]).json()["got"] == half  # the answer got lost and it came again
    early = put(as_erandi, address, half + 5, b"x")
    assert (early.status_code, early.json()["got"]) == (409, half)
    assert put(as_ana, address, half, b"x").status_code == 404
    assert as_lupe.get(address).status_code == 403
    assert as_otra.get(address).status_code == 404
    page = as_erandi.get("/mesa/voces/nueva/").content.decode()
    assert "Seguir con entrevista.wav" in page
    pk = address.split("/")[-2]
    before = as_erandi.post("/mesa/voces/nueva/", FORM | {"arrival": pk})
    assert "No se guardó todavía" in before.content.decode()
    put(as_erandi, address, half, content[half:])
    assert as_erandi.get(address).json()["got"] == len(content)
    made = as_erandi.post("/mesa/voces/nueva/", FORM | {"arrival": pk})
    voice = Voice.objects.get()
    assert made.url.endswith(f"/mesa/voces/{voice.pk}/")
    assert voice.original is not None
    assert voice.original.path().read_bytes() == content
    assert voice.sound is not None
    assert "entrevista" not in voice.original.name
    assert not as_erandi.get(BASE).json()["arrivals"]
    assert "entrevista" not in json.dumps(list(Entry.objects.values_list("facts", flat=True)))


def test_what_is_too_large_or_dropped_says_so(as_erandi: CastClient, settings: Any) -> None:
    settings.ARRIVAL_LIMIT = 1_048_576
    refused = as_erandi.post(BASE, {"name": "x.wav", "size": "99999999"})
    assert refused.status_code == 400
    assert "más de 1 MB" in refused.json()["error"]
    address = announce(as_erandi, b"1234")
    assert put(as_erandi, address, 0, b"12345").status_code == 400
    assert as_erandi.post(f"{address}olvidar/").url.endswith("/mesa/voces/nueva/")
    assert as_erandi.get(address).status_code == 404


def test_a_recording_is_asked_for_first_keeps_its_marks_and_can_be_recovered_elsewhere(
    as_ana: CastClient, la_ceiba: Community
) -> None:
    content = recording("la voz", 40.0)
    fields = {"purpose": "recording", "type": "audio/webm", "size": ""}
    assert as_ana.post(BASE, fields).status_code == 400  # nobody asked
    address = announce(as_ana, content, **fields, facts=json.dumps({"asked": True}))
    put(as_ana, address, 0, content)
    marks = [{"ms": 30_000, "text": "los martes llega"}, {"ms": 2_000, "text": "antes"}, {"ms": "x"}, {"ms": 999_000}]
    notes = json.dumps({"ms": 40_000, "marks": marks, "evil": "x" * 10})
    as_ana.post(f"{address}datos/", notes, content_type="application/json")
    # The laptop went off: nobody said stop. The page offers what came.
    assert "Recuperar la grabación de hoy 12:00 (0:40" in as_ana.get("/mesa/voces/nueva/").content.decode()
    pk = address.split("/")[-2]
    assert "evil" not in Arrival.objects.get(pk=pk).facts
    told = as_ana.post("/mesa/voces/nueva/", FORM | {"arrival": pk})
    assert "Escriba qué permitió" in told.content.decode()
    as_ana.post("/mesa/voces/nueva/", FORM | ASKED | {"arrival": pk})
    voice = Voice.objects.get()
    assert Consent.objects.filter(voice=voice).count() == 1
    found = list(Fragment.objects.filter(voice=voice).order_by("start_ms").values_list("title", "start_ms", "end_ms"))
    assert found == [("antes", 0, 17_000), ("los martes llega", 15_000, 40_000)]


def test_several_files_become_several_voices(as_erandi: CastClient, la_ceiba: Community) -> None:
    keys = []
    for seed in ("uno", "dos"):
        content = recording(seed)
        address = announce(as_erandi, content)
        put(as_erandi, address, 0, content)
        keys.append(address.split("/")[-2])
    as_erandi.post("/mesa/voces/nueva/", FORM | {"arrival": keys})
    assert set(Voice.objects.values_list("title", flat=True)) == {"El ojo de agua (1)", "El ojo de agua (2)"}


def test_a_film_is_watched_heard_marked_and_closed_with_its_permission(
    as_erandi: CastClient, agreed: Community, now: datetime
) -> None:
    sent = SimpleUploadedFile("VID.3gp", filmed("3gp", "mpeg4", "aac"), "video/3gpp")
    answers = {"kind": "video", "children_seen": "0", "faces_seen": "2", "picture_alt": "El tanque"}
    asked = as_erandi.post("/mesa/voces/nueva/", FORM | {"kind": "video", "file": sent})
    assert "de esto depende" in asked.content.decode()
    sent.seek(0)
    as_erandi.post("/mesa/voces/nueva/", FORM | answers | {"file": sent})
    voice = Voice.objects.get()
    page = as_erandi.get(f"/mesa/voces/{voice.pk}/").content.decode()
    assert "<progress" in page
    assert work_once("t", clock=lambda: now)
    voice.refresh_from_db()
    page = as_erandi.get(f"/mesa/voces/{voice.pk}/").content.decode()
    assert "<video" in page
    assert "<audio" in page
    editor = as_erandi.get(f"/mesa/voces/{voice.pk}/palabras/").content.decode()
    assert f'<video controls preload="metadata" playsinline src="/mesa/voces/{voice.pk}/pelicula/"' in editor
    assert "Nuevo memo" in editor
    film = as_erandi.get(f"/mesa/voces/{voice.pk}/pelicula/", headers={"Range": "bytes=0-9"})
    assert (film.status_code, film["Content-Type"]) == (206, "video/mp4")
    assert voice.film is not None
    assert b"16.8" not in voice.film.path().read_bytes()
    fragment = mark_fragment(voice, span=Span(start_ms=100, end_ms=600), by=None, now=now)
    assert fragment.what == "video"
    withdraw_consent(voice, channel=Channel.LETTER, withdrawn_on=now.date(), erase_media=True, by=None, now=now)
    assert as_erandi.get(f"/mesa/voces/{voice.pk}/pelicula/").status_code == 404
    assert not Blob.objects.filter(erased_at=None).exists()


def drawn() -> bytes:
    """A checkerboard with a bright face in the middle."""
    image = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(image)
    for n in range(0, 400, 4):
        pen.line((n, 0, n, 300), fill="black")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


def test_hidden_faces_are_hidden_everywhere_for_good(as_erandi: CastClient, agreed: Community, now: datetime) -> None:
    profile = VoiceProfile(group="youth", community=agreed, picture_alt="Gente", faces_seen=0, children_seen=2)
    voice = add_voice("photo", title="Foto", profile=profile, upload=Upload(drawn()), by=None, now=now)
    allow(voice, Preset.EVERYTHING, now)
    part = mark_fragment(voice, span=Span(region=[250, 250, 750, 750]), by=None, now=now)
    old = [voice.picture, voice.thumbnail, picture_of(part, now=now)]
    address = f"/mesa/voces/{voice.pk}/difuminar/"
    assert as_erandi.get(address).status_code == 200
    nobody = {"children_seen": "0", "faces_seen": "0"}
    sides = {"r0_left": "25", "r0_top": "25", "r0_right": "75", "r0_bottom": "75"}
    assert as_erandi.post(address, {"r0_left": "25"} | nobody).status_code == 200
    assert as_erandi.post(address, nobody).status_code == 200
    as_erandi.post(address, sides | nobody)
    voice.refresh_from_db()
    part.refresh_from_db()
    assert (voice.children_seen, voice.faces_seen) == (0, 0)
    assert all(Blob.objects.get(pk=blob.pk).erased_at for blob in old if blob and blob.pk != voice.original_id)
    for blob in (voice.picture, picture_of(part, now=now)):
        assert blob is not None
        with Image.open(blob.path()) as image:
            middle = [image.convert("L").getpixel((image.width // 2 + n, image.height // 2)) for n in range(12)]
        assert max(middle) - min(middle) < 30  # type: ignore[type-var,operator]
    assert voice.original is not None
    assert voice.original.erased_at is None
    as_erandi.post(address, sides | nobody | {"erase_original": "on"})
    assert Blob.objects.get(pk=voice.original.pk).erased_at


def test_a_picture_of_an_iphone_is_refused_with_what_to_do(as_erandi: CastClient, la_ceiba: Community) -> None:
    sent = SimpleUploadedFile("foto.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), "image/heic")
    answers = {"kind": "photo", "children_seen": "0", "faces_seen": "0", "picture_alt": "Un tanque"}
    page = as_erandi.post("/mesa/voces/nueva/", FORM | answers | {"file": sent}).content.decode()
    assert "HEIC" in page
    assert not Voice.objects.exists()
