"""What members tell from their phone: a story, with the permission they choose."""

from __future__ import annotations

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from manantial.press.synthesis import murmur
from manantial.voices.actions import VoiceProfile, add_voice
from manantial.voices.models import Voice, Withdrawal
from manantial.voices.queries import permitted
from manantial.voices.rules import Preset, Use, What
from tests.site.conftest import River

SOON = date(2100, 1, 1)  # after any clock of a test machine


def recording() -> SimpleUploadedFile:
    """A short sound as a phone sends it."""
    return SimpleUploadedFile("nota.wav", murmur("nota", 3), content_type="audio/wav")


def test_a_story_waits_in_the_mailbox_with_the_permission_chosen(as_lupe: Client, river: River) -> None:
    page = as_lupe.post(
        "/mi-comunidad/contar/", {"sound": recording(), "preset": Preset.ALLIANCE}, follow=True
    ).content.decode()
    voice = Voice.objects.get(state="received")
    assert voice.folio in page
    assert voice.community == river.community
    # Nobody reviewed it yet: the gate stays closed, whatever was allowed.
    [(_voice, ruling)] = permitted([voice], use=Use.PRINT, on=SOON, what=What.QUOTE)
    assert not ruling
    voice.state = "accepted"
    voice.save()
    [(_voice, ruling)] = permitted([voice], use=Use.INTERNET, on=SOON)
    assert not ruling
    [(_voice, ruling)] = permitted([voice], use=Use.RETURN, on=SOON)
    assert ruling


def test_an_empty_story_keeps_nothing(as_lupe: Client, river: River) -> None:
    answer = as_lupe.post("/mi-comunidad/contar/", {"preset": Preset.EVERYTHING, "words": "  "})
    assert "Grabe su voz, mande una foto o escriba algo" in answer.content.decode()
    assert not Voice.objects.filter(state="received").exists()


def test_staff_has_no_community_of_its_own(as_erandi: Client, river: River) -> None:
    for address in ("/mi-comunidad/", "/mi-comunidad/contar/"):
        assert as_erandi.get(address).status_code == 403, address


def picture() -> SimpleUploadedFile:
    """A photo as a phone sends it."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    return SimpleUploadedFile("IMG_0001.jpg", out.getvalue(), content_type="image/jpeg")


def test_a_photo_story_says_who_can_be_recognised_and_gets_a_folio(as_lupe: Client, river: River) -> None:
    asked = as_lupe.post("/mi-comunidad/contar/", {"photo": picture(), "preset": Preset.ALLIANCE})
    assert "De la foto hace falta saber esto" in asked.content.decode()
    answers = {"seen": "El tanque nuevo", "children": "2", "faces": "0", "words": "Lo hicimos entre todos."}
    page = as_lupe.post(
        "/mi-comunidad/contar/",
        answers | {"photo": picture(), "sound": recording(), "preset": Preset.ALLIANCE},
        follow=True,
    ).content.decode()
    voices = {voice.kind: voice for voice in Voice.objects.filter(state="received")}
    assert set(voices) == {"photo", "sound"}
    assert all(voice.folio in page for voice in voices.values())
    assert voices["photo"].children_seen == 2
    assert voices["photo"].picture_alt == "El tanque nuevo"
    voices["photo"].state = "accepted"
    voices["photo"].save()
    [(_voice, ruling)] = permitted([voices["photo"]], use=Use.PRINT, on=SOON)
    assert not ruling  # children: who has custody must have signed


def test_a_recording_of_a_phone_comes_in_pieces_and_is_nobody_elses(
    as_lupe: Client, as_ana: Client, river: River
) -> None:
    content, base = murmur("nota larga", 4), "/mi-comunidad/contar/llegadas/"
    assert as_lupe.post(base, {"name": "x", "size": str(999_000_000)}).status_code == 400
    made = as_lupe.post(base, {"name": "nota.wav", "size": str(len(content)), "type": "audio/wav"}).json()
    address = f"{base}{made['id']}/"
    as_lupe.put(f"{address}?desde=0", content[:9000], content_type="application/octet-stream")
    early = as_lupe.post("/mi-comunidad/contar/", {"arrival": made["id"], "preset": Preset.COMMUNITY})
    assert "no ha llegado completa" in early.content.decode()
    as_lupe.put(f"{address}?desde=9000", content[9000:], content_type="application/octet-stream")
    assert as_ana.get(address).status_code in {403, 404}
    assert "Mandar lo que grabé el" in as_lupe.get("/mi-comunidad/contar/").content.decode()
    as_lupe.post("/mi-comunidad/contar/", {"arrival": made["id"], "preset": Preset.COMMUNITY})
    voice = Voice.objects.get(state="received")
    assert voice.original is not None
    assert voice.original.path().read_bytes() == content


def test_a_member_follows_what_she_told_and_takes_it_back_alone(
    as_lupe: Client, as_ana: Client, as_nobody: Client, as_otra: Client, river: River
) -> None:
    shown = as_lupe.post(
        "/mi-comunidad/contar/", {"words": "Así llegó el agua.", "preset": Preset.ALLIANCE}, follow=True
    ).content.decode()
    voice = Voice.objects.get(state="received")
    other = add_voice("text", title="De otra", profile=VoiceProfile(group="youth"), words="No es suya.", by=None,
                      now=timezone.now())  # fmt: skip
    assert voice.folio in shown
    assert "Recibida: espera que el equipo la revise" in shown
    assert "Materiales de la alianza" in shown
    assert other.folio not in shown
    mine, foreign = (f"/mi-comunidad/lo-que-conte/{one.pk}/" for one in (voice, other))
    assert "Todavía en nada." in as_lupe.get(mine).content.decode()
    for part in ("", "sonido/", "imagen/"):
        assert as_lupe.get(foreign + part).status_code == 404
        assert as_ana.get(mine + part).status_code == 403
        assert as_otra.get(mine + part).status_code == 404
        assert as_nobody.get(mine + part).status_code == 302
    for part in ("agregar/", "retirar/"):
        assert as_lupe.post(foreign + part, {"words": "x", "scope": "all"}).status_code == 404
    as_ana.post(f"/mesa/voces/{voice.pk}/estado/", {"aceptar": "1"})
    assert "Guardada en la memoria" in as_lupe.get(mine).content.decode()
    told = as_lupe.post(mine + "agregar/", {"words": "Y faltó la bomba."}, follow=True).content.decode()
    assert Voice.objects.get(state="received").folio in told
    as_lupe.post(mine + "retirar/", {"scope": "radio"})
    assert "Usted retiró: Radio." in as_lupe.get(mine).content.decode()
    told = as_lupe.post(mine + "retirar/", {"scope": "all"}, follow=True).content.decode()
    assert "Retirada: ya no se usa" in told
    row = Withdrawal.objects.filter(voice=voice).last()
    assert row is not None
    assert row.channel == "account"
    paper = as_lupe.get(f"{mine}comprobante/{row.pk}/")
    assert paper["Content-Type"] == "application/pdf"
    assert as_lupe.get(f"{foreign}comprobante/{row.pk}/").status_code == 404
    [(_thing, ruling)] = permitted([voice], use=Use.ANALYSIS, on=timezone.localdate())
    assert not ruling
