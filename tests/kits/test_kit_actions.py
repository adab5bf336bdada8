"""From the voice to the folder on the stick: built from permissions of the day, whole or not at all, followed after."""

from __future__ import annotations

import errno
import os
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import bagit
import pytest
from django.utils.translation import override

from manantial.kits.actions import KitsRefused, build_edition, deliver, note_step, write_edition
from manantial.kits.actions.deliveries import StepRefused, sign_receipt
from manantial.kits.actions.folders import zipped
from manantial.kits.models import Edition, Kit
from manantial.kits.papers import open_page
from manantial.kits.queries import (
    communities_without_kit,
    delivery_coverage,
    kits_of_voice,
    kits_to_replace,
    state_of,
)
from manantial.kits.rules import DeliveryState, Part
from manantial.ledger.queries import history_of
from manantial.meaning.actions.aloud import ask_reading, choose_for_kits, hear_reading, take_reading
from manantial.meaning.models import ReadAloud
from manantial.meaning.rules.aloud import Part as PaperPart
from manantial.press.bags import verify
from manantial.voices.actions import VoiceProfile, add_voice, withdraw_consent
from manantial.voices.rules import Channel, Preset, Use, What
from tests.kits.conftest import ON, Stock
from tests.voices.conftest import allow, sound


def titles(kit: Kit, part: Part) -> list[str]:
    return [row["title"] for row in kit.manifest if row["part"] == part]


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def take_back(stock: Stock, now: datetime, uses: tuple[Use, ...] = ()) -> None:
    withdraw_consent(stock.voice, channel=Channel.TELEPHONE, withdrawn_on=ON, uses=uses, by=None, now=now)


# ------------------------------------------------------------------------------------------------ building


def test_a_kit_carries_what_may_be_heard_seen_printed_and_its_own_sheet(kit: Kit, stock: Stock) -> None:
    assert titles(kit, Part.LISTEN) == ["Cápsula", "El ojo de agua"]
    assert titles(kit, Part.SEE) == ["Cuidemos el ojo de agua"]
    assert titles(kit, Part.PRINT)[-1] == "La hoja de La Ceiba"
    assert len(titles(kit, Part.PRINT)) == 4
    assert [link.fragment for link in kit.fragment_links.all()] == [stock.heard]
    assert stock.poster in [link.release for link in kit.release_links.all()]


def test_each_community_gets_its_own_sheet_and_nobody_elses(edition: Edition) -> None:
    for kit in edition.kits.select_related("community"):
        sheets = [title for title in titles(kit, Part.PRINT) if title.startswith("La hoja de")]
        assert sheets == [f"La hoja de {kit.community.name}"]


def test_a_voice_taken_back_is_in_no_later_kit(edition: Edition, stock: Stock, now: datetime) -> None:
    take_back(stock, now)
    later = build_edition(on=ON, by=None, now=now)
    for kit in later.kits.all():
        assert titles(kit, Part.LISTEN) == ["Cápsula"]
        assert not kit.fragment_links.exists()
        assert "Cuidemos el ojo de agua" not in titles(kit, Part.SEE)  # it cannot be built again here, so it stays out


def test_building_is_written_in_the_ledger(edition: Edition) -> None:
    assert [entry.verb for entry in history_of(edition.pk)] == ["kits.built"]


def test_a_community_that_does_not_exist_is_named(stock: Stock, now: datetime) -> None:
    with pytest.raises(KitsRefused, match="C-99"):
        build_edition(codes=["C-01", "C-99"], on=ON, by=None, now=now)
    assert not Edition.objects.exists()


def test_an_empty_alliance_says_what_to_do_first(la_ceiba: object, now: datetime) -> None:
    with pytest.raises(KitsRefused, match="Construya al menos uno"):
        build_edition(on=ON, by=None, now=now)
    assert not Edition.objects.exists()


# ------------------------------------------------------------------------------------------------- writing


def test_the_public_bagit_program_finds_every_folder_valid(edition: Edition, tmp_path: Path) -> None:
    folders = write_edition(edition, tmp_path / "kits")
    assert [folder.name for folder in folders] == ["C-01_la-ceiba", "C-02_el-carrizal"]
    for folder in folders:
        assert bagit.Bag(str(folder)).is_valid()
        assert {"ABRIR.html", "CELULAR.html", "LEEME.txt"} <= {path.name for path in folder.iterdir()}


def test_written_twice_the_kits_are_equal_byte_for_byte(
    edition: Edition, stock: Stock, now: datetime, tmp_path: Path
) -> None:
    write_edition(edition, tmp_path / "one")
    write_edition(edition, tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_whoever_builds_reads_english_and_the_kit_still_speaks_spanish(
    stock: Stock, edition: Edition, now: datetime, tmp_path: Path
) -> None:
    write_edition(edition, tmp_path / "es")
    with override("en"):
        again = build_edition(on=ON, by=None, now=now)
        write_edition(again, tmp_path / "en")
    assert [kit.manifest for kit in again.kits.all()] == [kit.manifest for kit in edition.kits.all()]
    name = Path("C-01_la-ceiba") / "data" / "5_DEVOLVER" / "LEEME.txt"
    assert "QUÉ PONER" in (tmp_path / "en" / name).read_text(encoding="utf-8-sig")
    assert "En teléfono" in (tmp_path / "en" / "C-01_la-ceiba" / "LEEME.txt").read_text(encoding="utf-8-sig")


def test_common_files_are_linked_and_cannot_be_changed_by_accident(edition: Edition, tmp_path: Path) -> None:
    one, two = write_edition(edition, tmp_path / "kits")
    name = "data/1_ESCUCHAR/01_capsula.mp3"
    assert (one / name).stat().st_ino == (two / name).stat().st_ino
    assert (one / name).stat().st_mode & 0o222 == 0


def test_what_was_altered_lost_or_added_is_found(edition: Edition, tmp_path: Path) -> None:
    folder = write_edition(edition, tmp_path / "kits")[0]
    altered = folder / "LEEME.txt"
    altered.write_text(altered.read_text() + ".")
    (folder / "data/1_ESCUCHAR/01_capsula.mp3").unlink()
    (folder / "data/2_VER/otra.png").write_bytes(b"x")
    (folder / "data/5_DEVOLVER/foto.jpg").write_bytes(b"from the people")
    check = verify(folder, returns="data/5_DEVOLVER/")
    assert check.altered == ("LEEME.txt",)
    assert check.missing == ("data/1_ESCUCHAR/01_capsula.mp3",)
    assert check.extra == ("data/2_VER/otra.png",)
    assert check.brought == ("data/5_DEVOLVER/foto.jpg",)


def test_a_full_disk_leaves_nothing(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, done = Path.write_bytes, []

    def until_full(path: Path, content: bytes) -> int:
        if len(done) == 8:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done.append(path)
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", until_full)
    with pytest.raises(ValueError, match="El disco se llenó"):
        write_edition(edition, tmp_path / "out" / "kits")
    assert len(done) == 8
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_with_other_things_is_not_touched(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KitsRefused, match="ya tiene archivos"):
        write_edition(edition, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["mine.txt"]


def test_a_file_missing_from_the_vault_stops_everything_by_its_name(
    edition: Edition, stock: Stock, tmp_path: Path
) -> None:
    blob = stock.poster.files.get(form="png").blob
    blob.path().unlink()
    with pytest.raises(KitsRefused, match="Cuidemos el ojo de agua"):
        write_edition(edition, tmp_path / "kits")
    assert not (tmp_path / "kits").exists()


@pytest.mark.parametrize("uses", [(), (Use.PRINT,)])
def test_an_edition_with_a_permission_taken_back_is_not_written_any_more(
    edition: Edition, stock: Stock, now: datetime, tmp_path: Path, uses: tuple[Use, ...]
) -> None:
    take_back(stock, now, uses)
    with pytest.raises(KitsRefused) as refused:
        write_edition(edition, tmp_path / "kits")
    assert stock.heard.folio in str(refused.value)
    assert stock.printed.folio in str(refused.value)
    assert not (tmp_path / "kits").exists()
    with pytest.raises(KitsRefused):
        zipped(edition.kits.first())  # type: ignore[arg-type]


def test_an_edition_that_names_somebody_who_took_the_name_back_is_not_written(
    edition: Edition, stock: Stock, now: datetime, tmp_path: Path
) -> None:
    told = next(row for row in edition.kits.first().manifest if row["origin"] == stock.heard.folio)  # type: ignore[union-attr]
    assert "María Solís" in told["about"]
    withdraw_consent(stock.voice, channel=Channel.TELEPHONE, withdrawn_on=ON, whats=[What.NAME], by=None, now=now)
    with pytest.raises(KitsRefused, match=stock.heard.folio):
        write_edition(edition, tmp_path / "kits")
    later = build_edition(on=ON, by=None, now=now)
    for folder in write_edition(later, tmp_path / "later"):
        assert b"Mar\xc3\xada Sol\xc3\xads" not in (folder / "ABRIR.html").read_bytes()


def test_the_zip_is_the_same_bag(kit: Kit, edition: Edition, tmp_path: Path) -> None:
    folder = write_edition(edition, tmp_path / "kits")[0]
    with zipfile.ZipFile(BytesIO(b"".join(zipped(kit)))) as archive:
        assert archive.testzip() is None
        packed = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert packed == tree(folder)
    assert b"".join(zipped(kit)) == b"".join(zipped(kit))


# ---------------------------------------------------------------------------------------------- deliveries


def test_a_delivery_signed_on_the_spot_is_received(kit: Kit, now: datetime) -> None:
    given = deliver(kit, on=ON, usb=1, printed=2, receipt="fingerprint", received_by="Doña Lupe", by=None, now=now)
    assert given.folio == "ENT-0001"
    assert state_of(given) is DeliveryState.RECEIVED
    assert [community.code for community in communities_without_kit()] == ["C-02"]


def test_an_empty_handed_delivery_is_refused(kit: Kit, now: datetime) -> None:
    with pytest.raises(StepRefused, match="cuántas memorias"):
        deliver(kit, on=ON, usb=0, printed=0, by=None, now=now)


def test_steps_go_forward_and_a_replaced_kit_takes_no_more(kit: Kit, now: datetime) -> None:
    given = deliver(kit, on=ON, usb=1, printed=0, by=None, now=now)
    sign_receipt(given, how="signature", received_by="Doña Lupe", on=ON, by=None, now=now)
    note_step(given, DeliveryState.VERIFIED, on=ON + timedelta(days=31), by=None, now=now)
    with pytest.raises(StepRefused, match="va antes"):
        note_step(given, DeliveryState.OPENED, on=ON, by=None, now=now)
    note_step(given, DeliveryState.REPLACED, on=ON + timedelta(days=40), by=None, now=now)
    with pytest.raises(StepRefused, match="ya se cambió"):
        note_step(given, DeliveryState.USED, on=ON, by=None, now=now)
    assert delivery_coverage(ON).verified == 1


def test_an_unopened_box_stays_visible_after_a_month(kit: Kit, now: datetime) -> None:
    deliver(kit, on=date(2026, 9, 1), usb=1, printed=0, by=None, now=now)
    assert delivery_coverage(ON).late_to_verify == ("C-01",)


def test_a_withdrawal_lists_the_kits_to_replace_until_they_are(kit: Kit, stock: Stock, now: datetime) -> None:
    given = deliver(kit, on=ON, usb=1, printed=2, by=None, now=now)
    for fragment in (stock.heard, stock.printed):  # by itself, and on the poster inside the kit
        assert [(row.community, row.copies) for row in kits_to_replace([fragment.pk])] == [("La Ceiba", 3)]
    note_step(given, DeliveryState.REPLACED, on=ON, by=None, now=now)
    assert kits_to_replace([stock.heard.pk]) == []


# ------------------------------------------------------------------------------------------------ read aloud


def read_aloud(part: PaperPart, now: datetime, *, language: str = "es") -> ReadAloud:
    """A reading that was recorded, heard whole and chosen for the kits."""
    told = {"by": None, "now": now}
    voice = add_voice("sound", title="Lectura", profile=VoiceProfile(group="organism"), upload=sound(language), **told)
    allow(voice, Preset.EVERYTHING, now)
    row = ask_reading(part, language=language, reader="Lupe", **told)
    take_reading(row, voice, read_on=ON, **told)
    hear_reading(row, who="Doña Chepa", heard_on=ON, **told)
    choose_for_kits(row, chosen=True, **told)
    return row


def test_who_does_not_read_hears_the_story_and_each_community_its_own_sheet(stock: Stock, now: datetime) -> None:
    sheet = read_aloud(PaperPart("lo-que-dijo-su-comunidad", "C-01"), now, language="tzo")
    story = read_aloud(PaperPart("cuaderno", "empezar"), now)
    kits = {kit.community.code: kit for kit in build_edition(on=ON, by=None, now=now).kits.select_related("community")}
    assert titles(kits["C-01"], Part.LISTEN)[0] == "Cuaderno: Para empezar"
    own = "Lo que dijo su comunidad: C-01. La Ceiba (Tsotsil)"
    assert own in titles(kits["C-01"], Part.LISTEN)
    assert own not in titles(kits["C-02"], Part.LISTEN)
    assert [link.reading for link in kits["C-02"].reading_links.all()] == [story]
    page = open_page(kits["C-01"])
    assert 'src="data/1_ESCUCHAR/01_cuaderno-para-empezar.mp3"' in page
    assert "Lee: María Solís" in page
    assert 'href="data/1_ESCUCHAR/escuchar.m3u8"' in page
    given = deliver(kits["C-01"], on=ON, usb=1, printed=0, by=None, now=now)
    for reading in (sheet, story):
        assert reading.voice is not None
        assert [row.delivery for row in kits_of_voice(reading.voice)] == [given]


def test_the_list_of_the_kit_plays_every_sound_in_its_order(stock: Stock, now: datetime, tmp_path: Path) -> None:
    read_aloud(PaperPart("cuaderno", "empezar"), now)
    edition = build_edition(codes=["C-01"], on=ON, by=None, now=now)
    (folder,) = write_edition(edition, tmp_path / "kits")
    place = folder / "data" / "1_ESCUCHAR"
    listed = (place / "escuchar.m3u8").read_text().splitlines()
    assert listed[0] == "#EXTM3U"
    assert [line for line in listed if not line.startswith("#")] == sorted(one.name for one in place.glob("*.mp3"))


def test_a_reader_who_takes_it_back_is_in_no_later_kit_and_stops_the_edition(stock: Stock, now: datetime) -> None:
    reading = read_aloud(PaperPart("cuaderno", "empezar"), now)
    kit = build_edition(codes=["C-01"], on=ON, by=None, now=now).kits.get()
    assert reading.voice is not None
    withdraw_consent(reading.voice, channel=Channel.TELEPHONE, withdrawn_on=ON, uses=(Use.PRINT,), by=None, now=now)
    with pytest.raises(KitsRefused, match=reading.folio):
        list(zipped(kit))
    later = build_edition(codes=["C-01"], on=ON, by=None, now=now).kits.get()
    assert titles(later, Part.LISTEN) == ["Cápsula", "El ojo de agua"]
    assert "escuchar.m3u8" not in open_page(later)
