"""A bag is whole or not there, proves itself to the public tool, and says what is wrong with it."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from datetime import date
from pathlib import Path

import bagit
import pytest

from manantial.press import bags
from manantial.press.bags import BagRefused, Entry, preflight, verify, write_bag

DAY = date(2026, 11, 23)
INFO = {"Source-Organization": "Organismo de Agua Clara", "External-Description": "Kit de El Carrizal\ncon salto"}


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    path = tmp_path / "vault" / "ab" / "cd"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"sound" * 1000)
    path.chmod(0o444)
    return path


def entries(voice: Path) -> list[Entry]:
    return [
        Entry("data/1_ESCUCHAR/01_Ya_no_acarreamos.mp3", voice),
        Entry("data/4_LEER/01_Hoja.txt", "Agua para todos, año con año".encode()),
        Entry("ABRIR.html", b"<!doctype html><title>Kit</title>"),
        Entry("LEEME.txt", b"Abra ABRIR.html"),
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_public_tool_accepts_the_bag_and_the_source_is_linked_not_copied(tmp_path: Path, voice: Path) -> None:
    bag = write_bag(tmp_path / "kits" / "C-01", entries(voice), info=INFO, date=DAY)
    checked = bagit.Bag(str(bag.path))
    checked.validate()
    assert checked.version == "1.0"
    assert checked.info["Bagging-Date"] == "2026-11-23"
    assert checked.info["Payload-Oxum"].endswith(".2")
    linked = bag.path / "data/1_ESCUCHAR/01_Ya_no_acarreamos.mp3"
    assert linked.samefile(voice)
    assert not linked.stat().st_mode & stat.S_IWUSR
    assert verify(bag.path).whole
    assert bag.files == len(contents(bag.path))


def test_equal_input_gives_equal_bytes(tmp_path: Path, voice: Path) -> None:
    one = write_bag(tmp_path / "one", entries(voice), info=INFO, date=DAY)
    two = write_bag(tmp_path / "two", reversed(entries(voice)), info=INFO, date=DAY, link=False)
    assert contents(one.path) == contents(two.path)
    assert one.digest == two.digest == hashlib.sha256((one.path / bags.MANIFEST).read_bytes()).hexdigest()


def test_each_altered_missing_and_extra_file_is_named(tmp_path: Path, voice: Path) -> None:
    bag = write_bag(tmp_path / "kit", entries(voice), info=INFO, date=DAY, link=False).path
    (bag / "ABRIR.html").write_bytes(b"another page")
    (bag / "data/4_LEER/01_Hoja.txt").unlink()
    (bag / "data/2_VER").mkdir()
    (bag / "data/2_VER/virus.exe").write_bytes(b"x")
    (bag / "System Volume Information").mkdir()
    (bag / "System Volume Information/x").write_bytes(b"x")
    found = verify(bag)
    assert found.altered == ("ABRIR.html",)
    assert found.missing == ("data/4_LEER/01_Hoja.txt",)
    assert found.extra == ("data/2_VER/virus.exe",)
    assert not found.whole
    assert found.lines() == ["cambió: ABRIR.html", "falta: data/4_LEER/01_Hoja.txt", "sobra: data/2_VER/virus.exe"]


def test_a_changed_manifest_and_a_folder_that_is_no_bag_are_seen(tmp_path: Path, voice: Path) -> None:
    bag = write_bag(tmp_path / "kit", entries(voice), info=INFO, date=DAY).path
    manifest = bag / bags.MANIFEST
    manifest.write_text(manifest.read_text().replace("4_LEER", "4_LEIR"))
    assert bags.MANIFEST in verify(bag).altered
    (tmp_path / "other").mkdir()
    assert verify(tmp_path / "other").broken


@pytest.mark.parametrize("bad", ["data/1_ESCUCHAR/¿qué?.mp3", "data/con.txt", "data/x ", "../out", "data/" + "a" * 300])
def test_names_that_a_usb_stick_cannot_keep_are_refused(tmp_path: Path, voice: Path, bad: str) -> None:
    with pytest.raises(BagRefused, match="memorias"):
        write_bag(tmp_path / "kit", [*entries(voice), Entry(bad, b"x")], info=INFO, date=DAY)
    assert not (tmp_path / "kit").exists()


def test_names_that_differ_only_in_case_are_refused(tmp_path: Path, voice: Path) -> None:
    with pytest.raises(BagRefused, match="leeme"):
        preflight([*entries(voice), Entry("leeme.txt", b"x")], tmp_path / "kit")


def test_every_missing_or_changed_source_is_named_before_anything_is_written(tmp_path: Path, voice: Path) -> None:
    gone = [Entry("data/a.mp3", tmp_path / "gone"), Entry("data/b.mp3", voice, "0" * 64, 7)]
    with pytest.raises(BagRefused, match=r"data/a\.mp3.*data/b\.mp3"):
        write_bag(tmp_path / "out" / "kit", [*entries(voice), *gone], info=INFO, date=DAY)
    assert not (tmp_path / "out").exists()


def test_a_disk_that_fills_up_leaves_the_old_bag_and_nothing_else(
    tmp_path: Path, voice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    before = contents(write_bag(place / "kit", entries(voice), info=INFO, date=DAY).path)
    real, written = bags._put, []

    def full(entry: Entry, target: Path, link: bool) -> None:
        if len(written) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(entry.path)
        real(entry, target, link)

    monkeypatch.setattr(bags, "_put", full)
    with pytest.raises(BagRefused, match="se llenó"):
        write_bag(place / "kit", [*entries(voice), Entry("data/5.txt", b"new")], info=INFO, date=DAY)
    assert contents(place / "kit") == before
    assert [path.name for path in place.iterdir()] == ["kit"]


def test_too_little_room_is_said_before_writing(tmp_path: Path, voice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("usage", (), {"free": 1000})
    monkeypatch.setattr(bags.shutil, "disk_usage", lambda _place: usage)
    with pytest.raises(BagRefused, match="No cabe"):
        write_bag(tmp_path / "kit", entries(voice), info=INFO, date=DAY)


def test_a_folder_of_somebody_is_never_replaced(tmp_path: Path, voice: Path) -> None:
    mine = tmp_path / "Documentos"
    mine.mkdir()
    (mine / "carta.txt").write_text("mía")
    with pytest.raises(BagRefused, match="no se tocaron"):
        write_bag(mine, entries(voice), info=INFO, date=DAY)
    assert contents(mine) == {"carta.txt": "mía".encode()}


def test_where_links_are_impossible_files_are_copied(
    tmp_path: Path, voice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError(errno.EXDEV, "other disk")

    monkeypatch.setattr(bags.os, "link", refuse)
    bag = write_bag(tmp_path / "kit", entries(voice), info=INFO, date=DAY)
    assert not (bag.path / "data/1_ESCUCHAR/01_Ya_no_acarreamos.mp3").samefile(voice)
    assert verify(bag.path).whole


def test_what_people_put_into_the_return_folder_is_no_fault(tmp_path: Path, voice: Path) -> None:
    bag = write_bag(tmp_path / "kit", entries(voice), info=INFO, date=DAY).path
    (bag / "data/5_DEVOLVER").mkdir()
    (bag / "data/5_DEVOLVER/asamblea.jpg").write_bytes(b"photo")
    found = verify(bag, returns="data/5_DEVOLVER/")
    assert found.whole
    assert found.brought == ("data/5_DEVOLVER/asamblea.jpg",)
