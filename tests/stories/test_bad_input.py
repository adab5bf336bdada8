"""What is broken, too big or does not fit: one clear sentence in Spanish, and nothing half-done."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from manantial.alliance.models import Alliance, Law, Owned
from manantial.home import Home
from manantial.kits.actions import KitsRefused, write_edition
from manantial.press import bags
from manantial.territory.models import Community
from tests.cast import CastClient
from tests.demo import environ, manantial, manantial_each, once
from tests.laws.house import House
from tests.stories.walking import Walker

# Files that are brought in by the command ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a new alliance; nothing of these tests may change it."""
    base = tmp_path_factory.getbasetemp()

    def make(folder: Path) -> None:
        made = manantial(
            "init", "--name", "Alianza de San Ejemplo", "--municipality", "San Ejemplo", "--person", "Nieves Pozas",
            home=folder,
        )  # fmt: skip
        assert made.code == 0, made.err

    return once((base if worker_id == "master" else base.parent) / "bad-input-home", make)


def rows_in(home: Path) -> dict[str, int]:
    """How many rows each table of a folder has."""
    with closing(sqlite3.connect(f"file:{home / 'database.sqlite3'}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in tables if name.startswith("manantial_") and "search" not in name]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in kept}


CENSUS = (Path(__file__).parent.parent / "data" / "iter_ejemplo_07CSV20.csv").read_text("utf-8-sig")
PAGE = (Path(__file__).parent.parent / "data" / "pagina.yaml").read_text("utf-8")
BROKEN: dict[str, tuple[str, bytes, str]] = {
    "a broken YAML": ("pagina.yaml", PAGE.replace("activities:", "activities: [").encode(), "línea"),
    "a census with other columns": ("censo.csv", CENSUS.replace("POBTOT", "GENTE").encode(), "POBTOT"),
    "a census in no known encoding": ("censo.csv", CENSUS.encode("utf-16")[2:], "No se reconoce"),
    "a picture called census": ("censo.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), "no es de texto"),
    "nothing at all": ("vacio.yaml", b"", "vacío"),
}


def test_files_that_are_broken_bring_nothing_in(started: Path, tmp_path: Path) -> None:
    asked = []
    for number, (name, content, _word) in enumerate(BROKEN.values()):
        file = tmp_path / str(number) / name
        file.parent.mkdir()
        file.write_bytes(content)
        asked.append(("import", str(file)))
    before = rows_in(started)
    for (what, (_name, _content, word)), ran in zip(BROKEN.items(), manantial_each(*asked, home=started), strict=True):
        assert ran.code == 3, (what, ran.out + ran.err)
        assert word in ran.err, what
        assert "Traceback" not in ran.err, what
        assert len(ran.err.strip().splitlines()) <= 2, what
    assert rows_in(started) == before


# Files that are sent to the pages ------------------------------------------------------------------------------


def rows() -> dict[str, int]:
    """How many rows every table has that is kept for ever."""
    models = [m for m in apps.get_app_config("manantial").get_models() if issubclass(m, Owned)]
    return {model.__name__: model.everywhere.count() for model in models if model.law is not Law.WORKING}


def files(home: Home) -> set[Path]:
    """What lies in the vault."""
    return {path for path in home.vault.rglob("*") if path.is_file()}


def bomb(side: int = 30_000) -> bytes:
    """A picture of 30,000 × 30,000 points in some hundred kilobytes."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    squeeze, row = zlib.compressobj(1), bytes(1 + side // 8) * 100
    points = b"".join(squeeze.compress(row) for _ in range(side // 100)) + squeeze.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", points) + part(b"IEND", b"")


def told_no(client: CastClient, **values: Any) -> str:
    """Send a voice that will not be taken; return what the page says, with what was typed still there."""
    walker = Walker(client).open("/mesa/voces/nueva/")
    data = {
        "kind": "sound", "title": "Cuando llegó el agua", "words": "Antes caminábamos.", "group": "brigade",
        "language": "es", "visibility": "organism", "permiso-preset": "", **values,
    }  # fmt: skip
    answer = client.post(walker.path, data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "No se guardó todavía" in page
    assert "Antes caminábamos." in page
    return page


def test_a_sound_that_is_none_keeps_what_was_typed_and_nothing_else(
    as_erandi: CastClient, la_ceiba: Community, home: Home
) -> None:
    before, kept = rows(), files(home)
    for content in (b"RIFF\x00\x00\x00\x00WAVEfmt nada", b"esto es una carta", b"\x00" * 5000):
        sent = SimpleUploadedFile("grabacion.wav", content, content_type="audio/wav")
        page = told_no(as_erandi, file=sent)
        assert "sonido" in page.lower()
    assert (rows(), files(home)) == (before, kept)


def test_an_enormous_picture_in_a_tiny_file_is_refused_before_it_is_opened(
    as_erandi: CastClient, la_ceiba: Community, home: Home
) -> None:
    content = bomb()
    assert len(content) < 1_000_000
    before, kept, start = rows(), files(home), time.perf_counter()
    sent = SimpleUploadedFile("foto.png", content, content_type="image/png")
    seen = {"children_seen": "0", "faces_seen": "0", "picture_alt": "Un tanque"}
    page = told_no(as_erandi, kind="photo", file=sent, **seen)
    assert "30" in page
    assert time.perf_counter() - start < 20  # opening it would take minutes and a gigabyte
    assert (rows(), files(home)) == (before, kept)


# A body over the limit -----------------------------------------------------------------------------------------


@contextmanager
def server(home: Path, **environment: str) -> Iterator[int]:
    """The real server on a folder, until the test is done; gives its port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "manantial", "--home", str(home), "serve", "--no-browser", "--port", str(port)],
        env=environ(**environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield port
    finally:
        running.terminate()
        running.wait(15)


def say(port: int, request: bytes, within: float = 40) -> bytes:
    """Send bytes as they are and read the answer; a server needs a moment to start."""
    end = time.monotonic() + within
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                line.sendall(request)
                answer = b""
                while piece := line.recv(65536):
                    answer += piece
                return answer
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.mark.slow
def test_a_body_of_two_gigabytes_is_refused_by_the_server_before_it_is_read(started: Path) -> None:
    head = b"POST /idioma/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    form = b"Content-Type: application/x-www-form-urlencoded\r\n"
    before = rows_in(started)
    with server(started, MANANTIAL_UPLOAD_LIMIT="2097152") as port:
        small = say(port, b"GET /salud/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b" 200 " in small.splitlines()[0]
        refused = say(port, head + form + b"Content-Length: 2147483648\r\n\r\nlanguage=es")
        assert b" 413 " in refused.splitlines()[0]
        page = refused.decode().lower()
        assert "no se guardó nada" in page
        assert "hasta 2 mb" in page
        again = say(port, b"GET /salud/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b" 200 " in again.splitlines()[0]
    assert rows_in(started) == before


# A full disk ---------------------------------------------------------------------------------------------------


@pytest.fixture
def packed(alliance: Alliance) -> House:
    """Something to put in kits."""
    house = House()
    voice = house.hear()
    house.allow(voice)
    house.prepare([house.mark(voice)])
    return house


def test_a_disk_that_fills_in_the_middle_leaves_no_kit_half_done(packed: House, tmp_path: Path) -> None:
    edition, out, kept = packed.kits(), tmp_path / "usb" / "kits", rows()
    for after in (0, 3, 7):
        with filling_up(after), pytest.raises((KitsRefused, bags.BagRefused), match=r"disco se llenó.*No quedó"):
            write_edition(edition, out)
        assert list((tmp_path / "usb").iterdir()) == [], after
        assert rows() == kept, after
    [folder] = write_edition(edition, out)
    assert bags.verify(folder).whole


@contextmanager
def filling_up(after: int) -> Iterator[None]:
    """A disk on which no file has room once so many are written."""
    done, link = [], os.link

    def full(*args: Any, **more: Any) -> None:
        done.append(1)
        if len(done) > after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        link(*args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bags.os, "link", full)
        patch.setattr(bags.shutil, "copyfile", full)
        yield


def test_a_stick_that_is_too_small_says_so_before_anything_is_written(packed: House, tmp_path: Path) -> None:
    stick = tmp_path / "memoria"
    stick.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(stick)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here: " + mounted.stderr.decode().strip())
    try:
        with pytest.raises((KitsRefused, bags.BagRefused), match=r"espacio|cabe|disco"):
            write_edition(packed.kits(), stick / "kits")
        assert list(stick.iterdir()) == []
    finally:
        subprocess.run(["umount", str(stick)], check=True)
