"""A small river for the pages: two voices, a finding with its light, a lesson, a poster, a kit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from manantial.campaign.models import (
    Campaign,
    Distribution,
    Material,
    MaterialFragment,
    Message,
    MessageLesson,
    Release,
    ReleaseFile,
    ReleaseFragment,
)
from manantial.governance.models import AgendaItem, Agreement, Session
from manantial.kits.models import Delivery, Edition, Kit, KitRelease
from manantial.ledger.actions import record
from manantial.meaning.models import (
    Finding,
    FindingSupport,
    Lesson,
    LessonFinding,
    Milestone,
    MilestoneVersion,
    Validation,
)
from manantial.people.models import Body, Seat
from manantial.press.sound import cut
from manantial.press.synthesis import murmur
from manantial.territory.models import Community, CommunityState
from manantial.vault.actions import keep
from manantial.voices.models import Consent, DataAgreement, Fragment, Voice, Workshop
from manantial.voices.rules import Preset, Use, preset_scopes, store_scopes

SECONDS = 12


@dataclass
class River:
    """What the fixture made."""

    community: Community
    workshop: Workshop
    voice: Voice
    shy: Voice
    fragment: Fragment
    shy_fragment: Fragment
    finding: Finding
    lesson: Lesson
    message: Message
    material: Material
    release: Release
    file: ReleaseFile
    kit: Kit
    delivery: Delivery
    agreement: Agreement
    session: Session
    milestone: Milestone


def consent(voice: Voice, preset: Preset, now: datetime, **more: object) -> Consent:
    """A permission with one of the usual answers."""
    return Consent.objects.create(
        voice=voice,
        form="recorded",
        scopes=store_scopes(preset_scopes(preset)),
        attribution="role_community",
        given_on=date(2024, 3, 1),
        evidence_note="en la grabación",
        recorded_at=now,
        **more,
    )


def told(community: Community, workshop: Workshop, folio: str, words: str, now: datetime) -> tuple[Voice, Fragment]:
    """A voice with sound and one fragment of it."""
    sound = keep(
        cut(murmur(folio, SECONDS), 0, SECONDS * 1000, title="Voz"), media_type="audio/mpeg", name="voz.mp3", now=now
    )
    voice = Voice(
        folio=folio,
        kind="sound",
        title=f"Testimonio {folio}",
        group="committee_women",
        role="Presidencia del comité",
        community=community,
        workshop=workshop,
        sound=sound,
        original=sound,
        duration_ms=SECONDS * 1000,
        received_at=now,
        state="accepted",
    )
    voice.recorded = "2024-03"
    voice.save()
    fragment = Fragment.objects.create(
        folio=folio.replace("VOZ", "FRA"),
        voice=voice,
        what="voice",
        start_ms=2000,
        end_ms=6000,
        quote=words,
        marked_at=now,
    )
    return voice, fragment


@pytest.fixture
def river(la_ceiba: Community, now: datetime) -> River:
    """La Ceiba spoke, learnt, printed and received its kit."""
    return make_river(la_ceiba, now)


def make_river(community: Community, now: datetime) -> River:
    """Make everything from one workshop to one delivery."""
    everything = [str(use) for use in Use]
    DataAgreement.objects.create(community=community, agreed_on=date(2023, 5, 7), uses=everything, act="Acta 3")
    state = CommunityState(community=community, state="member", act="Acta 1")
    state.since = "2021-03"
    state.save()
    workshop = Workshop.objects.create(folio="TAL-01", format="T-2", title="Línea del tiempo", on=date(2024, 3, 1))
    voice, fragment = told(community, workshop, "VOZ-0001", "Antes caminábamos dos horas por el agua.", now)
    shy, shy_fragment = told(community, workshop, "VOZ-0002", "El tesorero se llevó los papeles del comité.", now)
    consent(voice, Preset.EVERYTHING, now, attribution_name="Rosa")
    consent(shy, Preset.ALLIANCE, now)
    learnt = _meaning(workshop, fragment, shy_fragment, now)
    told_out = _campaign(learnt[1], fragment, now)
    agreed = _governance(community, now)
    kit, delivery = _kits(community, told_out[2], now)
    milestone = Milestone.objects.create(folio="HIT-01", title="Nace el organismo", kind="decision")
    for day, words in (("2018", "Se empezó a platicar."), ("2019", "Salió el decreto.")):
        version = MilestoneVersion(milestone=milestone, group="households", text=words, told_at=now)
        version.when = day
        version.save()
    record("voice.added", voice, by=None, now=now)
    return River(
        community, workshop, voice, shy, fragment, shy_fragment, *learnt, *told_out, kit, delivery, *agreed, milestone
    )


def _meaning(workshop: Workshop, fragment: Fragment, shy_fragment: Fragment, now: datetime) -> tuple[Finding, Lesson]:
    finding = Finding.objects.create(folio="HAL-01", statement="Cuando cambia el comité se pierden los papeles.")
    for one in (fragment, shy_fragment):
        FindingSupport.objects.create(finding=finding, fragment=one)
    Validation.objects.create(
        finding=finding,
        workshop=workshop,
        group="committee_women",
        green=9,
        yellow=0,
        red=0,
        counted_at=now,
        recorded_at=now,
    )
    lesson = Lesson.objects.create(folio="APR-01", title="Entregar en mano", learned="El relevo se hace con carpeta.")
    LessonFinding.objects.create(lesson=lesson, finding=finding)
    return finding, lesson


def _campaign(lesson: Lesson, fragment: Fragment, now: datetime) -> tuple[Message, Material, Release, ReleaseFile]:
    campaign = Campaign.objects.create(title="El agua se entrega en mano")
    message = Message.objects.create(campaign=campaign, folio="MEN-01", text="La carpeta pasa de mano en mano.")
    MessageLesson.objects.create(message=message, lesson=lesson)
    material = Material.objects.create(
        campaign=campaign,
        folio="MAT-01",
        kind="poster",
        title="Cartel de la carpeta",
        message=message,
        state="printing",
    )
    MaterialFragment.objects.create(material=material, fragment=fragment)
    release = Release.objects.create(material=material, number=1, built_at=now, on=now.date())
    ReleaseFragment.objects.create(release=release, fragment=fragment, credit="Presidencia del comité, La Ceiba")
    poster = keep(b"%PDF-1.7 cartel", media_type="application/pdf", name="cartel.pdf", now=now)
    file = ReleaseFile.objects.create(release=release, form="pdf", blob=poster, pages=1)
    Distribution.objects.create(release=release, copies=20, place="Asamblea", on=now.date())
    return message, material, release, file


def _governance(community: Community, now: datetime) -> tuple[Agreement, Session]:
    assembly = Body.objects.create(kind="assembly", name="Asamblea General")
    seat = Seat.objects.create(body=assembly, role="secretary", label="Secretaría")
    held = Session.objects.create(body=assembly, number="12", planned_at=now - timedelta(days=30), state="held")
    coming = Session.objects.create(
        body=assembly, number="13", planned_at=now + timedelta(days=6), place="Salón Ejidal", state="called"
    )
    AgendaItem.objects.create(session=coming, position=1, title="Seguimiento de acuerdos")
    agreement = Agreement.objects.create(
        folio="ACU-01",
        text="La secretaría reparte la carpeta a los comités.",
        session=held,
        responsible=seat,
        due_on=now.date() - timedelta(days=3),
    )
    return agreement, coming


def _kits(community: Community, release: Release, now: datetime) -> tuple[Kit, Delivery]:
    edition = Edition.objects.create(number=1, title="Kit 2026", on=now.date(), built_at=now)
    kit = Kit.objects.create(edition=edition, community=community, manifest={}, digest="0" * 64, size=1)
    KitRelease.objects.create(kit=kit, release=release)
    delivery = Delivery.objects.create(
        kit=kit, folio="ENT-01", on=now.date(), usb=1, received_by="Alguien de confianza"
    )
    return kit, delivery
