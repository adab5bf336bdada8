"""The pages of two computers: who may carry the alliance away, who is asked for, how two texts are joined."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyrage
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from manantial.exchange.actions.bundles import trust_computer
from manantial.exchange.bundles.incoming import opened_file
from manantial.exchange.bundles.packet import BundleRefused, opened
from manantial.exchange.bundles.sealing import seal, unseal
from manantial.exchange.models import Fork, Peer
from manantial.ledger.models import Entry
from manantial.people.models import Person
from tests.cast import CastClient
from tests.computers import Computer

PAGE = "/mesa/intercambio/computadoras/"
PHRASE = "cerro agua maíz luna"
QUICK = 4  # 2^4 rounds are enough where nobody guesses


@pytest.fixture
def rita(as_ana: CastClient, laptop: Computer, office: Computer, tmp_path: Path, now: datetime) -> Person:
    """Somebody on both computers; the laptop was set up by a closed bundle that Ana downloaded."""
    person = Person.objects.create(name="Rita Luna", phone="961 000 0001")
    answer = as_ana.post(f"{PAGE}escribir/", {"to": "whole", "phrase": PHRASE})
    file = tmp_path / "primero.manantial"
    file.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    assert b"Rita" not in file.read_bytes()
    with opened_file(laptop.home, file, PHRASE) as path:
        laptop.read(path, now=now)
    return person


def sent(file: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(file.name, file.read_bytes())


def test_only_who_sees_everything_carries_it_away(
    as_ana: CastClient, as_erandi: CastClient, as_lupe: CastClient, as_nobody: CastClient
) -> None:
    assert "Lleva datos personales" in as_ana.get(f"{PAGE}escribir/").content.decode()
    assert as_erandi.get(f"{PAGE}escribir/").status_code == 403
    assert as_erandi.get(PAGE).status_code == 200
    assert as_lupe.get(PAGE).status_code == 403
    assert as_nobody.get(PAGE).status_code == 302
    short = as_ana.post(f"{PAGE}escribir/", {"to": "whole", "phrase": "corta"})
    assert "al menos 12 letras" in short.content.decode()


def test_a_stranger_is_asked_for_and_what_both_changed_is_joined(
    rita: Person, as_erandi: CastClient, laptop: Computer, office: Computer, tmp_path: Path, now: datetime
) -> None:
    with laptop.at_work():
        Person.objects.filter(pk=rita.pk).update(name="Rita Luna Solís", phone="961 000 0002")
    Person.objects.filter(pk=rita.pk).update(name="Rita L.", phone="961 000 0003")
    file = laptop.write(tmp_path / "campo.manantial", now=now)
    with office.committing():
        asked = as_erandi.post(f"{PAGE}leer/", {"file": sent(file)}, follow=True).content.decode()
        assert "Sus ocho palabras" in asked
        assert not Peer.objects.exists()
        confirm = asked.partition('<form method="post" action="')[2].partition('"')[0]
        unsure = as_erandi.post(confirm, {}).content.decode()
        assert "Sus ocho palabras" in unsure
        told = as_erandi.post(confirm, {"compared": "on"}, follow=True).content.decode()
    assert "hay que juntarla" in told
    assert Person.objects.get(pk=rita.pk).name == "Rita L."

    fork = Fork.objects.get()
    both = as_erandi.get(f"{PAGE}juntar/{fork.pk}/").content.decode()
    assert "Rita Luna Solís" in both
    assert "961 000 0003" in both
    as_erandi.post(f"{PAGE}juntar/{fork.pk}/", {"name": "there", "phone": "here"})
    rita.refresh_from_db()
    assert (rita.name, rita.phone) == ("Rita Luna Solís", "961 000 0003")
    assert Entry.objects.filter(verb="fork.joined", thing_id=rita.pk).exists()
    kept = as_erandi.get(f"{PAGE}juntar/{fork.pk}/").content.decode()
    assert "961 000 0002" in kept

    read = laptop.read(office.write(tmp_path / "vuelta.manantial", now=now), now=now)
    assert not read.account.forks.total()
    with laptop.at_work():
        assert Person.objects.get(pk=rita.pk).name == "Rita Luna Solís"
    again = laptop.write(tmp_path / "otra.manantial", now=now)
    assert not office.read(again, now=now).account.forks.total()


def test_a_bundle_for_nobody_else_is_refused_with_its_reason(
    rita: Person, as_erandi: CastClient, office: Computer, laptop: Computer, tmp_path: Path, now: datetime
) -> None:
    mine = office.write(tmp_path / "mio.manantial", now=now, whole=True)
    assert "esta misma computadora" in as_erandi.post(f"{PAGE}leer/", {"file": sent(mine)}).content.decode()
    nothing = SimpleUploadedFile("foto.jpg", b"\xff\xd8")
    assert "no es un paquete" in as_erandi.post(f"{PAGE}leer/", {"file": nothing}).content.decode()
    theirs = laptop.write(tmp_path / "suyo.manantial", now=now)
    with opened(theirs) as packet:
        trust_computer(packet.manifest.computer, by=None, now=now)
    closed = tmp_path / "cerrado.manantial"
    closed.write_bytes(b"".join(seal([theirs.read_bytes()], PHRASE, work=QUICK)))
    wrong = as_erandi.post(f"{PAGE}leer/", {"file": sent(closed), "phrase": "otra frase larga"})
    assert "La frase no es la de este paquete" in wrong.content.decode()
    with office.committing():
        right = as_erandi.post(f"{PAGE}leer/", {"file": sent(closed), "phrase": f" {PHRASE} "}, follow=True)
    assert "Paquete leído" in right.content.decode()


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 200_000])
def test_a_closed_bundle_is_an_age_file(size: int, tmp_path: Path) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    content = content[:size]
    closed = b"".join(seal([content[:70_000], content[70_000:]], PHRASE, work=QUICK))
    assert pyrage.passphrase.decrypt(closed, PHRASE) == content
    assert opened_again(closed, tmp_path) == content
    for spoiled in (closed[:-1], closed[:-20] + bytes(20), closed + b"x"):
        with pytest.raises(BundleRefused):
            opened_again(spoiled, tmp_path)


def opened_again(closed: bytes, folder: Path) -> bytes:
    """What was closed, as this product reads it."""
    file, target = folder / "a", folder / "b"
    file.write_bytes(closed)
    unseal(file, PHRASE, target)
    return target.read_bytes()


def test_a_file_closed_by_another_age_program_is_read_and_ours_are_as_hard_to_guess(tmp_path: Path) -> None:
    """Two whole pieces, where programs could differ; the other one always takes a second to close."""
    content = bytes(range(256)) * 512
    assert opened_again(pyrage.passphrase.encrypt(content, PHRASE), tmp_path) == content
    assert next(iter(seal([], PHRASE))).splitlines()[1].endswith(b" 16")
