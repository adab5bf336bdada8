"""Who chooses "role and community" hears when it points at one person; every form of permission works."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from manantial.governance.models import Session
from manantial.people.models import Account
from manantial.voices.actions import Permission, VoiceProfile, add_voice, record_consent
from manantial.voices.models import Consent, Voice
from manantial.voices.queries import credits_of, permitted
from manantial.voices.rules import Answer, Attribution, ConsentForm, Use, What
from tests.cast import CastClient, Committee
from tests.voices.conftest import recording

CHECK = "/mesa/voces/credito/"
ALONE = "solo puede ser una persona"


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Everything happens on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_a_seat_that_one_person_held_is_told_while_it_is_chosen(
    as_ana: CastClient, as_lupe: CastClient, lupe: Account, committee: Committee, now: datetime
) -> None:
    typed = {"role": "Vocal", "community": str(committee.community.pk), "recorded": "2026"}
    chosen = {"permiso-preset": "alliance"}
    assert ALONE in as_ana.get(CHECK, typed | chosen).content.decode()
    assert ALONE not in as_ana.get(CHECK, typed | chosen | {"permiso-attribution": "group"}).content.decode()
    assert ALONE not in as_ana.get(CHECK, typed | chosen | {"recorded": "2019"}).content.decode()
    assert ALONE not in as_ana.get(CHECK, typed | chosen | {"community_reserved": "on"}).content.decode()
    assert as_ana.get(CHECK, {"community": "x", "recorded": "??", "preset": "none"}).status_code == 200
    assert as_lupe.get(CHECK, typed).status_code == 403
    profile = VoiceProfile(group="committee_women", community=committee.community, role="Vocal", minor=True)
    voice = add_voice("text", title="X", profile=profile, words="Así fue.", by=None, now=now)
    page = as_ana.get(f"/mesa/voces/{voice.pk}/permiso/").content.decode()
    assert ALONE in page
    assert "menor de edad" in page
    kept = as_ana.get(CHECK, {"voz": str(voice.pk), "attribution": "anonymous"}).content.decode()
    assert ALONE not in kept
    assert "menor de edad" in kept
    form = {"kind": "text", "title": "Y", "group": "committee_women", "language": "es", "visibility": "organism",
            "role": "Vocal", "community": str(committee.community.pk), "recorded": "2026", "words": "Así fue.",
            "permiso-preset": "alliance", "permiso-form": "signature", "permiso-subject": "person",
            "permiso-given_on": "2026-11-01"}  # fmt: skip
    assert ALONE in as_ana.post("/mesa/voces/nueva/", form, follow=True).content.decode()


@pytest.mark.parametrize("form", list(ConsentForm))
def test_every_form_of_permission_opens_what_it_says(
    as_ana: CastClient, told: Voice, assembly: Session, form: ConsentForm
) -> None:
    given = {"preset": "words", "form": form, "subject": "community" if form == "act" else "person",
             "given_on": "2026-11-01", "evidence_note": "hoja 12", "interpreter": "Rosa"}  # fmt: skip
    if form is ConsentForm.ACT:
        given |= {"session": str(assembly.pk)}
    if form is ConsentForm.RECORDED:
        given |= {"evidence": SimpleUploadedFile("si.wav", recording(), "audio/wav")}
    answer = as_ana.post(f"/mesa/voces/{told.pk}/permiso/", given)
    assert answer.status_code == 302, answer.content.decode()
    kept = Consent.objects.get()
    assert (kept.form, kept.interpreter, kept.evidence_id is not None) == (form, "Rosa", form == "recorded")
    [(_voice, ruling)] = permitted([told], use=Use.PRINT, on=date(2026, 11, 23))
    assert ruling


def test_a_credit_that_gives_somebody_away_is_made_narrower_with_one_touch(
    as_ana: CastClient, as_lupe: CastClient, lupe: Account, committee: Committee, now: datetime
) -> None:
    profile = VoiceProfile(group="committee_women", community=committee.community, role="Vocal")
    voice = add_voice("text", title="X", profile=profile, words="Así fue.", by=None, now=now)
    scopes = {what: dict.fromkeys(Use, Answer.YES) for what in What}
    given = Permission(scopes, ConsentForm.RECORDED, date(2026, 11, 1), attribution=Attribution.ROLE_COMMUNITY)
    record_consent(voice, permission=given, by=None, now=now)
    page = f"/mesa/voces/{voice.pk}/"
    told = as_ana.get(page).content.decode()
    assert ALONE in told
    assert "Decir «Solo el grupo»" in told
    assert (
        ALONE
        in as_ana.get(CHECK, {"ficha": "1", "role": "Vocal", "community": committee.community.pk}).content.decode()
    )
    assert as_lupe.post(f"{page}credito/", {"credito": "group"}).status_code == 403
    assert as_ana.post(f"{page}credito/", {"credito": "nobody"}).status_code == 404
    told = as_ana.post(f"{page}credito/", {"credito": "group"}, follow=True).content.decode()
    assert ALONE not in told
    [credit] = credits_of([voice], use=Use.INTERNAL_REPORT, on=date(2026, 11, 23)).values()
    assert (credit.attribution, credit.role, credit.community) == (Attribution.GROUP, "", "")
