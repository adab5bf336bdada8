"""The usual answers of an alliance: reworded, added and put away without touching what was allowed before."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from manantial.voices.models import Consent, Voice
from manantial.voices.queries import permissions_said, permitted, usual_answers
from manantial.voices.rules import Answer, Preset, Use, What, preset_scopes
from manantial.voices.web.consent_forms import cell_name
from tests.cast import CastClient

LIST = "/mesa/voces/respuestas/"


def form_of(preset: Preset, **facts: str) -> dict[str, str]:
    """An answer as somebody types it: S, P, or an empty cell for no."""
    letters = {Answer.YES: "S", Answer.ASK: "P", Answer.NO: ""}
    scopes = preset_scopes(preset)
    cells = {cell_name(what, use): letters[scopes[what][use]] for what in What for use in Use}
    return cells | {"title": "Aquí nomás", "about": "En papel y radio de aquí.", "attribution": "group"} | facts


def test_a_reworded_answer_changes_no_permission_and_an_own_one_is_offered(
    as_ana: CastClient, as_lupe: CastClient, told: Voice, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    ask = f"/mesa/voces/{told.pk}/permiso/"
    given = {"preset": "alliance", "form": "signature", "subject": "person", "given_on": "2026-11-01"}
    as_ana.post(ask, given)
    first = Consent.objects.get(voice=told)
    narrow = form_of(Preset.ALLIANCE, offered="on") | {cell_name(what, Use.RADIO): "" for what in What}
    assert as_lupe.post(f"{LIST}alliance/", narrow).status_code == 403
    assert as_ana.post(f"{LIST}alliance/", narrow).status_code == 302
    # What was said before stays said so, and still opens the radio; who is asked now hears the new words.
    assert permissions_said([told.pk])[told.pk] == "Materiales de la alianza"
    [(_voice, ruling)] = permitted([told], use=Use.RETURN, on=date(2026, 11, 23))
    assert ruling
    assert Consent.objects.get(pk=first.pk).scopes["quote"]["radio"] == "yes"
    page = as_ana.get(ask).content.decode()
    assert "Aquí nomás. En papel y radio de aquí." in page
    as_ana.post(ask, given)
    latest = Consent.objects.filter(voice=told).latest("recorded_at", "id")
    assert (latest.answer, latest.scopes["quote"]["radio"]) == ("Aquí nomás", "no")
    as_ana.post(ask, given | {cell_name(What.VOICE, Use.PRINT): "N"})
    assert Consent.objects.filter(voice=told, answer="").exists()  # answered cell by cell: no usual words
    # One of its own; what contradicts itself or repeats another is refused.
    assert (
        "ningún cuadro del nombre"
        in as_ana.post(
            f"{LIST}nueva/", form_of(Preset.ANALYSIS, attribution="full_name", offered="on")
        ).content.decode()
    )
    assert "exactamente lo mismo" in as_ana.post(f"{LIST}nueva/", form_of(Preset.WORDS, offered="on")).content.decode()
    own = form_of(Preset.ANALYSIS, offered="on") | {cell_name(What.QUOTE, Use.PRINT): "S"}
    assert as_ana.post(f"{LIST}nueva/", own).status_code == 302
    assert usual_answers()["P-1"].scopes[What.QUOTE] == preset_scopes(Preset.ANALYSIS)[What.QUOTE] | {
        Use.PRINT: Answer.YES
    }
    as_ana.post(f"{LIST}P-1/", {key: value for key, value in own.items() if key != "offered"})
    assert 'value="P-1"' not in as_ana.get(ask).content.decode()
    as_ana.post(f"{LIST}alliance/de-fabrica/")
    assert usual_answers()["alliance"].title == "Materiales de la alianza"
    assert "Aquí nomás" in as_ana.get(f"{LIST}alliance/").content.decode()
