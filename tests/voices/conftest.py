"""A community that agreed, a workshop, and voices that were really recorded (by our own murmur)."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from manantial.governance.models import Session
from manantial.people.models import Body
from manantial.press.synthesis import murmur
from manantial.territory.models import Community
from manantial.voices.actions import (
    Permission,
    Upload,
    VoiceProfile,
    WorkshopPlan,
    add_voice,
    plan_workshop,
    record_consent,
    record_data_agreement,
)
from manantial.voices.models import Consent, Voice, Workshop
from manantial.voices.rules import PRESETS, ConsentForm, Preset, Use, preset_scopes

WORDS = (
    "María: Antes acarreábamos el agua desde el ojo de agua.\nAna: ¿Y ahora?\nMaría: Ahora el agua llega los martes."
)


@cache
def recording(seed: str = "doña maría", seconds: float = 2.0) -> bytes:
    return murmur(seed, seconds)


def sound(seed: str = "doña maría") -> Upload:
    return Upload(recording(seed), name="AUD-20260301-lucia.wav", media_type="audio/wav")


def allow(voice: Voice, preset: Preset, now: datetime, **facts: Any) -> Consent:
    given: dict[str, Any] = {
        "scopes": preset_scopes(preset),
        "form": ConsentForm.FINGERPRINT,
        "given_on": date(2026, 3, 1),
        "attribution": PRESETS[preset].attribution,
        "attribution_name": "María Solís" if preset is Preset.EVERYTHING else "",
        "evidence_note": "hoja 12",
    }
    return record_consent(voice, permission=Permission(**given | facts), by=None, now=now)


@pytest.fixture
def agreed(la_ceiba: Community, now: datetime) -> Community:
    """La Ceiba, whose assembly lets everything be public."""
    record_data_agreement(la_ceiba, agreed_on=date(2026, 1, 10), uses=list(Use), act="Acta 3", by=None, now=now)
    return la_ceiba


@pytest.fixture
def workshop(la_ceiba: Community, now: datetime) -> Workshop:
    """A river of life for thirty-five people."""
    plan = WorkshopPlan("El río de La Ceiba", date(2026, 3, 1), community=la_ceiba, expected_people=35)
    return plan_workshop("T-2", plan=plan, by=None, now=now)


@pytest.fixture
def told(agreed: Community, workshop: Workshop, now: datetime) -> Voice:
    """A voice in words, without any permission yet."""
    profile = VoiceProfile(group="brigade", community=agreed, role="Brigadista", workshop=workshop, sex="M")
    return add_voice("text", title="El ojo de agua", profile=profile, words=WORDS, by=None, now=now)


@pytest.fixture
def recorded(agreed: Community, now: datetime) -> Voice:
    """A voice in sound and words, without any permission yet."""
    profile = VoiceProfile(group="committee_women", community=agreed, role="Presidenta")
    return add_voice("sound", title="El primer día", profile=profile, upload=sound(), words=WORDS, by=None, now=now)


@pytest.fixture
def assembly(la_ceiba: Community, now: datetime) -> Session:
    """An assembly whose act may hold a permission."""
    body = Body.objects.create(kind="assembly", name="Asamblea de La Ceiba", community=la_ceiba)
    return Session.objects.create(body=body, number="4", planned_at=now)
