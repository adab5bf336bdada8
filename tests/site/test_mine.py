"""What members tell from their phone: a story, with the permission they choose."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from manantial.press.synthesis import murmur
from manantial.voices.models import Voice
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
    assert "Grabe su voz o escriba algo" in answer.content.decode()
    assert not Voice.objects.filter(state="received").exists()


def test_staff_has_no_community_of_its_own(as_erandi: Client, river: River) -> None:
    for address in ("/mi-comunidad/", "/mi-comunidad/contar/"):
        assert as_erandi.get(address).status_code == 403, address
