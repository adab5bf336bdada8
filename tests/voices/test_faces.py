"""Who can be recognised in a picture or a film answers, or is hidden; until then it stays in the team."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from manantial.jobs.actions import work_once
from manantial.press import film
from manantial.territory.models import Community
from manantial.vault.models import Blob
from manantial.voices.actions import (
    AlreadyWithdrawn,
    FacePermission,
    Upload,
    VoiceProfile,
    VoicesRefused,
    add_voice,
    allow_face,
    count_faces,
    withdraw_face,
)
from manantial.voices.models import FaceAnswer, Voice
from manantial.voices.queries import permitted
from manantial.voices.rules import FACE_USES, Channel, ConsentForm, FaceReach, Preset, Use, What
from tests.cast import CastClient
from tests.press.test_film import filmed
from tests.voices.conftest import allow

TODAY = date(2026, 11, 23)
SIGNED: dict[str, Any] = {
    "que": "permiso",
    "cara-form": "signature",
    "cara-given_on": "2026-11-20",
    "cara-faces": "1",
    "cara-reach": "everything",
}


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def photo(agreed: Community, now: datetime) -> Voice:
    """A photo given with every permission; nobody has said yet who is seen in it."""
    profile = VoiceProfile(group="brigade", community=agreed, picture_alt="La asamblea")
    voice = add_voice("photo", title="La asamblea", profile=profile, upload=Upload(jpeg()), by=None, now=now)
    allow(voice, Preset.EVERYTHING, now)
    return voice


def why(voice: Voice, use: Use = Use.PRINT, what: What | None = None) -> str:
    [(_voice, ruling)] = permitted([voice], use=use, on=TODAY, what=what)
    return "" if ruling else str(ruling.facts["code"])


def face(voice: Voice, now: datetime, called: str = "Rosa", **facts: Any) -> FaceAnswer:
    given: dict[str, Any] = {
        "uses": FACE_USES[FaceReach.ALLIANCE],
        "form": ConsentForm.RECORDED,
        "given_on": date(2026, 11, 20),
    }
    evidence = facts.pop("evidence", None)
    return allow_face(voice, permission=FacePermission(called, **given | facts), evidence=evidence, by=None, now=now)


def test_a_photo_of_an_assembly_leaves_when_its_act_and_who_came_late_have_said_yes(
    as_erandi: CastClient, photo: Voice
) -> None:
    address = f"/mesa/voces/{photo.pk}/personas-en-la-imagen/"
    card = as_erandi.get(f"/mesa/voces/{photo.pk}/").content.decode()
    assert "Falta contar a quién se reconoce" in card
    assert "anote cero" in card
    assert why(photo, Use.INTERNAL_REPORT) == ""
    early = as_erandi.post(address, SIGNED | {"cara-called": "Rosa"}).content.decode()
    assert "Primero cuente" in early
    as_erandi.post(address, {"que": "cuenta", "cuenta-faces_seen": "13", "cuenta-children_seen": "0"})
    act = {
        "cara-called": "asistentes, acta 14",
        "cara-faces": "12",
        "cara-form": "act",
        "cara-evidence_note": "acta 14",
    }
    many = as_erandi.post(address, SIGNED | act | {"cara-form": "signature"}).content.decode()
    assert "solo por acta" in many
    as_erandi.post(address, SIGNED | act)
    page = as_erandi.get(address).content.decode()
    assert "falta el permiso de 1 para este uso" in page
    assert why(photo, Use.INTERNET) == "faces"
    as_erandi.post(address, SIGNED | {"cara-called": "Rosa", "cara-reach": "community"})
    assert (why(photo, Use.RETURN), why(photo)) == ("", "face_said_no")
    rosa = FaceAnswer.objects.get(called="Rosa")
    wider = {"cara-called": "Rosa", "cara-replaces": str(rosa.pk)}
    assert "hace falta la prueba" in as_erandi.post(address, SIGNED | wider).content.decode()
    as_erandi.post(address, SIGNED | wider | {"cara-evidence_note": "hoja 3"})
    assert [use for use in Use if why(photo, use)] == []
    assert "Rosa" not in as_erandi.get(f"/mesa/voces/{photo.pk}/").content.decode()


def test_a_child_needs_the_signed_sheet_of_who_has_custody(as_erandi: CastClient, photo: Voice) -> None:
    address = f"/mesa/voces/{photo.pk}/personas-en-la-imagen/"
    as_erandi.post(address, {"que": "cuenta", "cuenta-faces_seen": "0", "cuenta-children_seen": "1"})
    assert why(photo) == "children"
    child = SIGNED | {"cara-called": "Lucerito", "cara-child": "on"}
    assert "firma quien tiene su custodia" in as_erandi.post(address, child).content.decode()
    assert not FaceAnswer.objects.exists()
    sheet = SimpleUploadedFile("hoja.jpg", jpeg(), "image/jpeg")
    as_erandi.post(address, child | {"cara-evidence": sheet})
    assert why(photo) == ""
    assert as_erandi.get(f"/mesa/voces/personas-en-la-imagen/{FaceAnswer.objects.get().pk}/prueba/").status_code == 200


def test_who_takes_her_face_back_stops_the_photo_until_she_is_hidden(
    as_erandi: CastClient, photo: Voice, now: datetime
) -> None:
    count_faces(photo, grown=2, children=0, by=None, now=now)
    rosa, luz = face(photo, now), face(photo, now, "Luz")
    assert why(photo) == ""
    address = f"/mesa/voces/{photo.pk}/personas-en-la-imagen/"
    back = {"que": "retiro", "answer": str(rosa.pk), "channel": "telephone", "withdrawn_on": "2026-11-22"}
    page = as_erandi.post(address, back, follow=True).content.decode()
    assert "Retiró su permiso" in page
    receipt = as_erandi.get(
        f"/mesa/voces/personas-en-la-imagen/{FaceAnswer.objects.latest('recorded_at', 'pk').pk}/comprobante/"
    )
    assert receipt["Content-Type"] == "application/pdf"
    assert why(photo, Use.RETURN) == "face_said_no"
    taken = FaceAnswer.objects.get(state="withdrawn")
    with pytest.raises(AlreadyWithdrawn):
        withdraw_face(taken, channel=Channel.LETTER, withdrawn_on=TODAY, by=None, now=now)
    with pytest.raises(VoicesRefused, match="no vuelve a darse"):
        face(photo, now, replaces=(taken.pk,), evidence_note="hoja 4")
    with pytest.raises(VoicesRefused, match="primero tape"):
        count_faces(photo, grown=1, children=0, gone=[taken], by=None, now=now)
    hidden = {"faces_seen": "1", "children_seen": "0", "gone": str(taken.pk)}
    sides = {"r0_left": "10", "r0_top": "10", "r0_right": "40", "r0_bottom": "60"}
    as_erandi.post(f"/mesa/voces/{photo.pk}/difuminar/", hidden | sides)
    assert why(photo) == ""
    withdraw_face(luz, channel=Channel.LETTER, withdrawn_on=TODAY, by=None, now=now)
    assert why(photo) == "face_said_no"


def test_more_answers_than_faces_or_fewer_faces_than_answers_are_refused(photo: Voice, now: datetime) -> None:
    count_faces(photo, grown=1, children=0, by=None, now=now)
    face(photo, now)
    with pytest.raises(VoicesRefused, match="serían 2"):
        face(photo, now, "Luz")
    with pytest.raises(VoicesRefused, match="Ya contestaron"):
        count_faces(photo, grown=0, children=0, by=None, now=now)


def test_a_film_leaves_covered_or_only_heard(as_erandi: CastClient, agreed: Community, now: datetime) -> None:
    content = Upload(filmed("mp4", "libx264", "aac"), media_type="video/mp4")
    profile = VoiceProfile(group="brigade", community=agreed, faces_seen=1, children_seen=0)
    voice = add_voice("video", title="El tanque", profile=profile, upload=content, by=None, now=now)
    allow(voice, Preset.EVERYTHING, now)
    address = f"/mesa/voces/{voice.pk}/difuminar/"
    assert as_erandi.get(address).status_code == 404  # there is nothing to cover before it was prepared
    assert work_once("t", clock=lambda: now)
    assert (why(voice), why(voice, Use.RADIO), why(voice, what=What.VOICE)) == ("faces", "", "")
    voice.refresh_from_db()
    shown, still = voice.film, as_erandi.get(f"/mesa/voces/{voice.pk}/cuadro/?segundo=0")
    assert still["Content-Type"] == "image/jpeg"
    sides = {"r0_left": "0", "r0_top": "0", "r0_right": "50", "r0_bottom": "100"}
    assert "una de las dos" in as_erandi.post(address, sides | {"whole": "on"}).content.decode()
    as_erandi.post(address, sides)
    assert "Tapando caras" in as_erandi.get(f"/mesa/voces/{voice.pk}/").content.decode()
    assert work_once("t", clock=lambda: now)
    voice.refresh_from_db()
    assert voice.film is not None
    assert shown is not None
    assert Blob.objects.get(pk=shown.pk).erased_at is not None
    assert why(voice) == "uncounted"  # somebody must watch it before it leaves
    with Image.open(io.BytesIO(film.still(voice.film.path(), 500))) as image:
        left, right = image.getpixel((20, 60)), image.getpixel((140, 60))
    assert max(left[:3]) - min(left[:3]) < 12  # type: ignore[index,arg-type]
    assert max(right[:3]) - min(right[:3]) > 20  # type: ignore[index,arg-type]
    count_faces(voice, grown=0, children=0, by=None, now=now)
    assert why(voice) == ""
    as_erandi.post(address, {"whole": "on"})
    assert work_once("t", clock=lambda: now)
    assert as_erandi.get(f"/mesa/voces/{voice.pk}/pelicula/").status_code == 200
