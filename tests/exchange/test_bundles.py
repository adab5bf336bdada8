"""An alliance on two computers: what the laptop did in the field comes home by USB, and nothing of home is lost."""

from __future__ import annotations

import io
import json
import wave
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from manantial.alliance.models import Alliance, Owned
from manantial.alliance.tenancy import working_for
from manantial.exchange.actions.bundles import UnknownComputer, require_known, trust_computer
from manantial.exchange.bundles.declared import STAYS, YIELDS, tables, uniques
from manantial.exchange.bundles.packet import BundleRefused, opened
from manantial.exchange.models import Fork, Received
from manantial.kernel.digests import sha256_file
from manantial.ledger.models import Entry
from manantial.ledger.queries import chain_faults
from manantial.meaning.actions import state_finding, write_passage
from manantial.meaning.models import Finding, Passage
from manantial.people.models import Account, Person
from manantial.press.synthesis import murmur
from manantial.territory.models import Community, Municipality
from manantial.vault.models import Blob
from manantial.vault.queries import damage
from manantial.voices.actions import (
    Permission,
    Span,
    Upload,
    VoiceProfile,
    add_voice,
    change_profile,
    clip_of,
    mark_fragment,
    record_consent,
    reserve_fragment,
    transcribe,
    withdraw_consent,
)
from manantial.voices.models import Consent, Fragment, Transcript, Voice
from manantial.voices.queries import permitted
from manantial.voices.rules import Channel, ConsentForm, Preset, Use, preset_scopes, read_turns
from tests.computers import Computer

DAY = date(2026, 11, 20)


def act(now: datetime) -> dict[str, Any]:
    return {"by": None, "now": now}


def hear(title: str, now: datetime, words: str = "María: Antes caminábamos.") -> Voice:
    profile = VoiceProfile(group="brigade", community=Community.objects.get(code="C-01"))
    return add_voice("text", title=title, profile=profile, words=words, **act(now))


def allow(voice: Voice, now: datetime, preset: Preset = Preset.EVERYTHING) -> Consent:
    form = Permission(scopes=preset_scopes(preset), form=ConsentForm.SIGNATURE, given_on=DAY, evidence_note="hoja 3")
    return record_consent(voice, permission=form, **act(now))


def spoken(minutes: int) -> bytes:
    """A long recording: the same ten seconds again and again."""
    out = io.BytesIO()
    with wave.open(io.BytesIO(murmur("doña maría", 10.0))) as short, wave.open(out, "wb") as long:
        long.setparams(short.getparams())
        long.writeframes(short.readframes(short.getnframes()) * 6 * minutes)
    return out.getvalue()


def may(voice: Voice, use: Use) -> bool:
    [(_voice, ruling)] = permitted([voice], use=use, on=DAY)
    return bool(ruling)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def pair(office: Computer, laptop: Computer, usb: Path, now: datetime) -> tuple[Computer, Computer]:
    """A home with two voices, and a laptop set up from its first bundle."""
    with office.at_work():
        town = Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
        Community.objects.create(municipality=town, code="C-01", name="La Ceiba")
        Person.objects.create(name="Lucía", phone="961 000 0001")
        allow(hear("El ojo de agua", now), now)
        hear("El tanque", now)
    laptop.read(office.write(usb / "primero.manantial", now=now, whole=True), now=now)
    return office, laptop


def test_every_table_is_declared() -> None:
    for model in apps.get_app_config("manantial").get_models():
        kind = str(model._meta.model_name)
        assert (kind in tables()) != (kind in STAYS), kind
        if issubclass(model, Owned) and model.law == "working":
            assert kind in STAYS, kind
    assert not STAYS.keys() - {str(model._meta.model_name) for model in apps.get_app_config("manantial").get_models()}
    named = {name for model in tables().values() for name, _columns, _giving in uniques(model)}
    assert not YIELDS.keys() - named
    for model in tables().values():
        for name, columns, giving in uniques(model):
            assert not giving or giving in columns, name


def test_forty_five_minutes_recorded_offline_come_home_whole(
    pair: tuple[Computer, Computer], usb: Path, now: datetime
) -> None:
    office, laptop = pair
    later = now + timedelta(hours=2)
    with laptop.at_work():
        profile = VoiceProfile(group="brigade", community=Community.objects.get(code="C-01"))
        long = add_voice(
            "sound", title="La historia", profile=profile, upload=Upload(spoken(45), "a.wav", "audio/wav"), **act(now)
        )
        Voice.objects.filter(pk=long.pk).update(sound=long.original)  # what the telephone wrote is heard as it is
        long.refresh_from_db()
        assert long.duration_ms is not None
        assert 44 * 60_000 < long.duration_ms < 46 * 60_000
        marks = [
            mark_fragment(
                long, span=Span(start_ms=n * 200_000, end_ms=n * 200_000 + 9_000), title=f"Marca {n}", **act(now)
            )
            for n in range(12)
        ]
        allow(long, now)
        old = Voice.objects.get(title="El ojo de agua")
        withdraw_consent(old, channel=Channel.IN_PERSON, withdrawn_on=DAY, uses=[Use.RADIO], **act(now))
        assert long.folio == "VOZ-B001"
        told = {blob.sha256: blob.size for blob in Blob.objects.all()}
        same = Voice.objects.get(title="El tanque")
        change_profile(same, title="El tanque de arriba", profile=VoiceProfile(group="brigade"), **act(later))
    with office.at_work():
        hear("En la oficina", now)
        same = Voice.objects.get(title="El tanque")
        change_profile(same, title="El tanque viejo", profile=VoiceProfile(group="brigade"), **act(now))
    file = laptop.write(usb / "campo.manantial", now=later)

    read = office.read(file, now=later)
    with office.at_work():
        home = Voice.objects.get(pk=long.pk)
        assert {blob.sha256: blob.size for blob in Blob.objects.filter(sha256__in=told)} == told
        assert all(sha256_file(blob.path()) == blob.sha256 for blob in Blob.objects.all())
        there = [(one.folio, one.start_ms) for one in Fragment.objects.filter(voice=home)]
        assert there == [(one.folio, one.start_ms) for one in marks]
        clip = clip_of(Fragment.objects.get(pk=marks[11].pk), now=later)
        assert clip.duration_ms is not None
        assert abs(clip.duration_ms - 9_000) < 300
        assert not may(Voice.objects.get(pk=old.pk), Use.RADIO)
        assert may(home, Use.INTERNAL_REPORT)
        assert Voice.objects.get(pk=same.pk).title == "El tanque viejo"
        fork = Fork.objects.get(joined_at=None)
        assert (fork.here["title"], fork.there["title"]) == ("El tanque viejo", "El tanque de arriba")
        assert read.account.forks.total() == 1
        assert Entry.objects.filter(verb="voice.added", thing_id=long.pk, origin__isnull=False).exists()
        assert chain_faults() == []
        assert list(damage()) == []
        before = Entry.objects.count(), Received.objects.count(), Fork.objects.count()
    again = office.read(file, now=later)
    assert again.received is None
    assert again.account.new.total() == again.account.changed.total() == again.account.files == 0
    with office.at_work():
        assert (Entry.objects.count(), Received.objects.count(), Fork.objects.count()) == before
    laptop.read(office.write(usb / "vuelta.manantial", now=later), now=later)
    with laptop.at_work():
        assert chain_faults() == []
        assert Voice.objects.filter(title="En la oficina").exists()
        assert Voice.objects.get(pk=same.pk).title == "El tanque de arriba"


def test_what_only_one_computer_changed_is_taken_and_the_way_back_is_short(
    pair: tuple[Computer, Computer], usb: Path, now: datetime
) -> None:
    office, laptop = pair
    with laptop.at_work():
        Person.objects.filter(name="Lucía").update(phone="961 000 0009")
    news = laptop.write(usb / "a.manantial", now=now)
    with zipfile.ZipFile(news) as archive:
        assert json.loads(archive.read("manifest.json"))["whole"] is False
        assert "rows/person.ndjson" in archive.namelist()
        assert "rows/voice.ndjson" not in archive.namelist()
    office.read(news, now=now)
    with office.at_work():
        assert Person.objects.get(name="Lucía").phone == "961 000 0009"
        Person.objects.filter(name="Lucía").update(phone="961 000 0010")
    laptop.read(office.write(usb / "b.manantial", now=now), now=now)
    with laptop.at_work():
        assert Person.objects.get(name="Lucía").phone == "961 000 0010"
        assert Fork.objects.count() == 0


def test_two_things_with_one_folio_keep_their_paper(pair: tuple[Computer, Computer], usb: Path, now: datetime) -> None:
    office, laptop = pair
    with laptop.at_work():
        field = state_finding("Faltan llaves.", fragments=[], folio="HAL-0090", **act(now))
        write_passage("informe-final", "resumen", text="Del campo.", **act(now))
        voice = Voice.objects.get(title="El tanque")
        transcribe(voice, read_turns("María: El tanque del campo."), **act(now))
    with office.at_work():
        state_finding("Faltan papeles.", fragments=[], folio="HAL-0090", **act(now))
        write_passage("informe-final", "resumen", text="De la casa.", **act(now))
        transcribe(Voice.objects.get(title="El tanque"), read_turns("María: El tanque de casa."), **act(now))
    office.read(laptop.write(usb / "a.manantial", now=now), now=now)
    with office.at_work():
        assert Finding.objects.get(pk=field.pk).folio == "HAL-0090-B"
        assert list(Passage.objects.order_by("version").values_list("text", flat=True)) == ["Del campo.", "De la casa."]
        words = Transcript.objects.filter(voice__title="El tanque").order_by("version").last()
        assert words is not None
        assert words.turns.get().text == "El tanque de casa."
        assert {fork.kind for fork in Fork.objects.all()} == {"passage", "transcript"}


def test_what_protects_somebody_holds_at_once(pair: tuple[Computer, Computer], usb: Path, now: datetime) -> None:
    office, laptop = pair
    with office.at_work():
        voice = Voice.objects.get(title="El ojo de agua")
        mark = mark_fragment(voice, span=Span(voice.transcripts.get().turns.get(), 0, 5), **act(now))
    laptop.read(office.write(usb / "a.manantial", now=now), now=now)
    with office.at_work():
        reserve_fragment(mark, reason="Nombra a una niña", **act(now))
    with laptop.at_work():
        Fragment.objects.filter(pk=mark.pk).update(title="El camino")
    laptop.read(office.write(usb / "b.manantial", now=now), now=now)
    with laptop.at_work():
        here = Fragment.objects.get(pk=mark.pk)
        assert here.reserved
        assert here.title == "El camino"
        assert Fork.objects.count() == 1


def test_a_stranger_is_asked_for_and_a_damaged_bundle_changes_nothing(
    pair: tuple[Computer, Computer], laptop_maker: Callable[[], Computer], usb: Path, now: datetime
) -> None:
    office, laptop = pair
    with laptop.at_work():
        add_voice(
            "sound", title="Otra", profile=VoiceProfile(group="brigade"),
            upload=Upload(murmur("don josé", 2.0), "b.wav", "audio/wav"), **act(now),
        )  # fmt: skip
    good = laptop.write(usb / "a.manantial", now=now)
    with pytest.raises(UnknownComputer, match="ocho palabras"):
        office.read(good, now=now, trust=False)
    with office.at_work(), opened(good) as packet:
        trust_computer(packet.manifest.computer, by=None, now=now)
        before = Entry.objects.count(), Blob.objects.count(), sorted(office.home.vault.rglob("*"))
    content = good.read_bytes()
    for spoiled in (
        content[: len(content) // 2],
        content.replace(b"RIFF", b"RIFX", 1),
        content.replace(b'"whole": false', b'"whole": true ', 1),
        b"PK nada",
    ):
        assert spoiled != content
        (usb / "mal.manantial").write_bytes(spoiled)
        with pytest.raises(BundleRefused, match="No se tomó nada"):
            office.read(usb / "mal.manantial", now=now, trust=False)
    with zipfile.ZipFile(good, "a") as archive:
        archive.writestr("../../fuera.txt", "hola")
    with pytest.raises(BundleRefused, match="no anunció"):
        office.read(good, now=now)
    with office.at_work():
        assert (Entry.objects.count(), Blob.objects.count(), sorted(office.home.vault.rglob("*"))) == before
    with pytest.raises(BundleRefused, match="completo"):
        laptop_maker().read(laptop.write(usb / "b.manantial", now=now), now=now)


def test_a_bundle_carries_one_alliance_and_no_password(
    pair: tuple[Computer, Computer], other_alliance: Alliance, usb: Path, now: datetime
) -> None:
    office, _laptop = pair
    with working_for(other_alliance):
        Person.objects.create(name="Persona Ajena")
    with office.at_work():
        account = Account.objects.create(person=Person.objects.get(), username="lucia", created_at=now)
        account.set_password("una frase larga")
        account.save()
    file = office.write(usb / "a.manantial", now=now, whole=True)
    with zipfile.ZipFile(file) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Ajena" not in told
    assert b"pbkdf2" not in told
    assert account.password.encode() not in told
    assert "Lucía".encode() in told
    with office.here(), working_for(other_alliance), opened(file) as packet, pytest.raises(BundleRefused, match="otra"):
        require_known(packet)
