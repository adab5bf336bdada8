"""Targets of coverage: who is missing is told before the last workshop, in numbers one can act on."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from manantial.territory.models import Community
from manantial.voices.actions import VoiceProfile, VoicesRefused, add_voice, set_targets
from manantial.voices.models import VoiceTarget
from manantial.voices.rules import Heard, Target, against
from tests.cast import CastClient

GROUPS = ("brigade", "youth", "authorities")


@given(said=st.lists(st.sampled_from(GROUPS), min_size=1, max_size=60), percent=st.integers(1, 99))
def test_as_many_voices_as_it_says_reach_the_target_and_one_less_does_not(said: list[str], percent: int) -> None:
    heard = [Heard(group) for group in said]
    target = Target("group", "brigade", percent)
    [row] = against([target], heard)
    assert row.needed is not None
    [reached] = against([target], heard + [Heard("brigade")] * row.needed)
    assert reached.met
    if row.needed:
        [almost] = against([target], heard + [Heard("brigade")] * (row.needed - 1))
        assert not almost.met


def test_all_of_one_when_others_spoke_cannot_be_reached_and_nobody_yet_is_not_reached() -> None:
    [row] = against([Target("sex", "M", 100)], [Heard("youth", "H")])
    assert row.needed is None
    [row] = against([Target("sex", "M", 30)], [])
    assert not row.met


def test_twelve_percent_of_thirty_warns_and_the_silent_communities_are_listed(
    as_ana: CastClient, as_lupe: CastClient, la_ceiba: Community, el_carrizal: Community, now: datetime
) -> None:
    for n in range(25):
        group = "brigade" if n < 3 else "authorities"
        profile = VoiceProfile(group=group, community=la_ceiba, sex="H", age_range="60+")
        add_voice("text", title=f"Voz {n}", profile=profile, words="Así fue.", by=None, now=now)
    asked = {"group_brigade": "30", "sex_M": "50", "place_0": str(el_carrizal.pk), "percent_0": "10"}
    assert "Sin metas todavía" in as_ana.get("/mesa/voces/cobertura/").content.decode()
    too_much = as_ana.post("/mesa/voces/cobertura/metas/", asked | {"sex_H": "60"})
    assert "suman más de 100" in too_much.content.decode()
    assert as_ana.post("/mesa/voces/cobertura/metas/", asked).url.endswith("/cobertura/")
    page = as_ana.get("/mesa/voces/cobertura/").content.decode()
    assert "van a 12 % de 30 %" in page
    assert "Faltan 7 voces para llegar" in page
    assert "El Carrizal" in page
    table = b"".join(as_ana.get("/mesa/voces/cobertura/?formato=csv")).decode()
    assert "Comunidad sin voz" in table
    sheet = PdfReader(io.BytesIO(as_ana.get("/mesa/voces/cobertura/?papel=1").content))
    assert "El Carrizal" in "".join(one.extract_text() for one in sheet.pages)
    assert as_lupe.get("/mesa/voces/cobertura/metas/").status_code == 403
    as_ana.post("/mesa/voces/cobertura/metas/", {"group_brigade": "10"})
    assert "van a" not in as_ana.get("/mesa/voces/cobertura/").content.decode()
    assert VoiceTarget.objects.count() == 3  # what was wanted once is kept


def test_a_share_that_is_none_is_refused(alliance: object, now: datetime) -> None:
    with pytest.raises(VoicesRefused, match="1 a 100"):
        set_targets([Target("group", "brigade", 130)], by=None, now=now)
