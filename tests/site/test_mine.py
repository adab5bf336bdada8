"""What members do from their phone: tell of a problem, tell a story with its permission, see their water."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from manantial.press.synthesis import murmur
from manantial.voices.models import Voice
from manantial.voices.queries import permitted
from manantial.voices.rules import Preset, Use, What
from manantial.water.models import Failure
from tests.site.conftest import River

SOON = date(2100, 1, 1)  # after any clock of a test machine


def recording() -> SimpleUploadedFile:
    """A short sound as a phone sends it."""
    return SimpleUploadedFile("nota.wav", murmur("nota", 3), content_type="audio/wav")


def test_a_problem_is_told_with_one_touch_and_gets_its_folio(as_lupe: Client, river: River) -> None:
    page = as_lupe.post("/mi-comunidad/avisar/", {"kind": "leak"}, follow=True).content.decode()
    told = Failure.objects.get()
    assert (told.community, told.kind) == (river.community, "leak")
    assert told.folio in page
    assert "Esperando" in page


def test_a_problem_can_be_told_aloud(as_lupe: Client, river: River) -> None:
    as_lupe.post("/mi-comunidad/avisar/", {"kind": "no_water", "sound": recording()})
    told = Failure.objects.get()
    assert told.sound is not None
    assert told.sound.media_type == "audio/mpeg"


def test_a_file_that_is_no_sound_keeps_nothing_and_says_why(as_lupe: Client, river: River) -> None:
    broken = SimpleUploadedFile("nota.ogg", b"esto no suena", content_type="audio/ogg")
    answer = as_lupe.post("/mi-comunidad/avisar/", {"kind": "leak", "sound": broken, "text": "Fuga en la curva"})
    assert answer.status_code == 200
    assert "Fuga en la curva" in answer.content.decode()
    assert "No se guardó todavía" in answer.content.decode()
    assert not Failure.objects.exists()


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
    assert "Grabe su voz o escriba algo" in answer.content.decode()
    assert not Voice.objects.filter(state="received").exists()


def test_staff_has_no_community_of_its_own(as_erandi: Client, river: River) -> None:
    for address in ("/mi-comunidad/", "/mi-comunidad/avisar/", "/mi-comunidad/contar/", "/mi-comunidad/agua/"):
        assert as_erandi.get(address).status_code == 403, address
