"""An alliance with two communities, a voice that may be heard in a kit, a poster, a capsule, and their edition."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from manantial.campaign.models import Material, Release, ReleaseFile, ReleaseFragment
from manantial.kits.actions import build_edition
from manantial.kits.models import Edition, Kit
from manantial.press.synthesis import murmur
from manantial.territory.models import Community
from manantial.vault.actions import keep
from manantial.voices.actions import Span, VoiceProfile, add_voice, mark_fragment, record_data_agreement
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import credits_of, said_credit
from manantial.voices.rules import Preset, Use
from tests.voices.conftest import allow, sound

ON = date(2026, 11, 23)
DOT = base64.b64decode(  # the smallest picture a browser draws
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Stock:
    """What the kits are made of."""

    communities: list[Community]
    voice: Voice
    heard: Fragment  # its sound lies in the kit by itself
    printed: Fragment  # its words are on the poster
    poster: Release


def release_of(material: Material, files: dict[str, bytes], now: datetime) -> Release:
    """A release whose files are only bytes with a type; what they show is the matter of other rooms."""
    types = {"mp3": "audio/mpeg", "png": "image/png"}
    made = Release.objects.create(material=material, number=1, built_at=now, on=ON)
    for form, content in files.items():
        blob = keep(content, media_type=types.get(form, "application/pdf"), name=f"{form}.bin", now=now)
        ReleaseFile.objects.create(release=made, form=form, blob=blob, pages=1 if "pdf" in form else None)
    return made


@pytest.fixture
def stock(la_ceiba: Community, el_carrizal: Community, now: datetime) -> Stock:
    """La Ceiba and El Carrizal with one woman's voice, allowed for everything, and two materials for the kit."""
    record_data_agreement(la_ceiba, agreed_on=date(2026, 1, 10), uses=list(Use), act="Acta 3", by=None, now=now)
    profile = VoiceProfile(group="committee_women", community=la_ceiba, role="Presidenta")
    words = "María: Antes acarreábamos el agua."
    voice = add_voice("sound", title="El primer día", profile=profile, upload=sound(), words=words, by=None, now=now)
    allow(voice, Preset.EVERYTHING, now)
    voice.state = "accepted"
    voice.save(update_fields=["state"])
    heard = mark_fragment(voice, span=Span(start_ms=0, end_ms=1500), title="El ojo de agua", by=None, now=now)
    printed = Fragment.objects.create(folio="FRA-0900", voice=voice, what="quote", quote="Acarreábamos.", marked_at=now)
    told = {"state": "distribution", "in_kit": True}
    poster = Material.objects.create(folio="MA-001", kind="poster", title="Cuidemos el ojo de agua", **told)
    made = release_of(poster, {"png": DOT, "pdf": b"colour", "pdf-one-ink": b"one ink", "tiles": b"four sheets"}, now)
    credit = said_credit(credits_of([printed], use=Use.PRINT, on=ON)[printed.pk])
    ReleaseFragment.objects.create(release=made, fragment=printed, credit=credit)
    capsule = Material.objects.create(
        folio="MA-002", kind="video", title="Cápsula", text="El agua es de todas.", **told
    )
    release_of(capsule, {"mp3": murmur("cápsula", 1.0)}, now)
    return Stock([la_ceiba, el_carrizal], voice, heard, printed, made)


@pytest.fixture
def edition(stock: Stock, now: datetime) -> Edition:
    """The kits of both communities."""
    return build_edition(on=ON, by=None, now=now)


@pytest.fixture
def kit(edition: Edition) -> Kit:
    """The kit of La Ceiba."""
    return Kit.objects.select_related("community", "edition").get(edition=edition, community__code="C-01")
