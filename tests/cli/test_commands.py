"""The command line as a person meets it: answers, exit codes, both languages, and troubles in one line."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.demo import environ, manantial, manantial_each


def test_help_speaks_spanish_and_english(tmp_path: Path) -> None:
    spanish = manantial("--help", home=tmp_path)
    english = manantial("--help", home=tmp_path, LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8")
    assert "Opciones" in spanish.out
    assert "Carpeta de datos" in spanish.out
    assert "Options" in english.out
    assert "Data folder" in english.out


WRONG = [
    (("verify",), 4, "manantial init"),
    (("restore", "no-existe.zip"), 2, "no existe"),
    (("build", "--nada"), 2, "No existe la opción"),
    (("nada",), 2, "No existe el comando"),
    (("kit",), 2, "--all"),
]


def test_wrong_use_is_one_clear_line_with_its_code(tmp_path: Path) -> None:
    asked = [arguments for arguments, _code, _words in WRONG]
    said = manantial_each(*asked, *(("--json", *one) for one in asked), home=tmp_path / "vacia")
    for (arguments, code, words), ran, as_json in zip(WRONG, said[: len(WRONG)], said[len(WRONG) :], strict=True):
        assert ran.code == code, arguments
        assert words in ran.err, arguments
        assert "Traceback" not in ran.err, arguments
        assert as_json.json["code"] == code, arguments


def test_a_new_alliance_is_ready_in_one_command(tmp_path: Path) -> None:
    made = manantial(
        "--json", "init", "--name", "Alianza de San Ejemplo", "--municipality", "San Ejemplo",
        "--person", "Nieves Pozas", home=tmp_path / "datos",
    )  # fmt: skip
    assert made.code == 0, made.err
    assert made.json["alliance"] == "san-ejemplo"
    assert made.json["link"].startswith("/enlace/")
    assert manantial("verify", home=tmp_path / "datos").code == 0


def test_the_example_is_whole(demo: Path) -> None:
    ran = manantial("--json", "verify", home=demo)
    assert (ran.code, ran.json) == (0, {"ok": True, "findings": []})


def test_the_research_leaves_with_its_account_beside_it(own_demo: Path, tmp_path: Path) -> None:
    asked = ("--json", "--alliance", "agua-clara", "export", "--research", "--use", "internet", "--out", str(tmp_path))
    ran = manantial(*asked, home=own_demo)
    assert ran.code == 0, ran.err
    project, beside = (Path(name) for name in ran.json["files"])
    assert zipfile.is_zipfile(project)
    told = beside.read_text()
    for row in ran.json["account"]:
        assert row["here"] == row["out"] + sum(one["count"] for one in row["stayed"])
        assert row["name"] in told
    assert "con este uso no salen las notas del equipo" in told


def test_damage_is_found_and_told(own_demo: Path) -> None:
    victim = max((p for p in (own_demo / "vault").rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    content = victim.read_bytes()
    victim.unlink()
    victim.write_bytes(content[:-1] + b"x")
    with closing(sqlite3.connect(own_demo / "database.sqlite3")) as database, database:
        database.execute("DROP TRIGGER manantial_entry_no_update")
        database.execute("UPDATE manantial_entry SET verb = 'nada' WHERE sequence = 5")
    ran = manantial("--json", "verify", home=own_demo)
    assert ran.code == 1
    assert {finding["code"] for finding in ran.json["findings"]} == {"guard", "ledger", "vault"}


def test_a_backup_comes_back_equal_on_another_computer(own_demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "usb" / "respaldo.zip"
    assert manantial("backup", "--to", str(file), home=own_demo).code == 0
    elsewhere = tmp_path / "otra"
    restored = manantial("--json", "restore", str(file), home=elsewhere)
    assert restored.code == 0, restored.err
    assert manantial("verify", home=elsewhere).code == 0
    again = manantial("restore", str(file), home=elsewhere)
    assert again.code == 5
    assert "no está vacía" in again.err


def test_a_damaged_backup_restores_nothing(own_demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "respaldo.zip"
    manantial("backup", "--to", str(file), home=own_demo)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    elsewhere = tmp_path / "otra"
    ran = manantial("restore", str(file), home=elsewhere)
    assert ran.code == 3
    assert not elsewhere.exists()
    assert manantial("restore", str(Path(__file__)), home=elsewhere).code == 3


def test_a_database_of_a_newer_version_is_left_alone(own_demo: Path) -> None:
    with closing(sqlite3.connect(own_demo / "database.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('manantial', '0999_tomorrow', '2030-01-01')"
        )
    ran = manantial("verify", home=own_demo)
    assert ran.code == 5
    assert "más nueva" in ran.err


def test_two_servers_never_share_a_folder(own_demo: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "manantial", "--home", str(own_demo), "serve", "--no-browser", "--port", "8765"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        env=environ(),
    )  # fmt: skip
    try:
        _answers("http://127.0.0.1:8765/salud/")
        second = manantial("serve", "--no-browser", "--port", "8766", home=own_demo)
        assert second.code == 5
        assert "8765" in second.err
    finally:
        server.terminate()
        server.wait(10)
    third = manantial("verify", "--quick", home=own_demo)
    assert third.code == 0


def _answers(address: str, within: float = 30) -> bytes:
    """Wait until an address answers; a server needs a moment to start."""
    end = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return bytes(response.read())
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise


def test_papers_are_listed_and_built(demo: Path, tmp_path: Path) -> None:
    listing = manantial("--json", "build", "--list", home=demo, MANANTIAL_LANGUAGE="es")
    assert listing.code == 2  # two alliances: it must be said which
    papers = manantial("--json", "--alliance", "agua-clara", "build", "--list", home=demo).json["papers"]
    assert "informe-final" in papers
    ran = manantial("--alliance", "agua-clara", "build", "no-hay", home=demo)
    assert ran.code == 4
    assert "build --list" in ran.err


@pytest.mark.slow
def test_the_same_example_gives_the_same_kits_byte_for_byte(demo: Path, tmp_path: Path) -> None:
    again = tmp_path / "otra"
    assert manantial("demo", "--no-serve", home=again).code == 0
    for home in (demo, again):
        copy = tmp_path / f"kits-of-{home.name}"
        work = tmp_path / f"home-of-{home.name}"
        shutil.copytree(home, work)
        ran = manantial("--alliance", "agua-clara", "kit", "--all", "--on", "2026-11-23", "--out", str(copy), home=work)
        assert ran.code == 0, ran.err
    first, second = (tmp_path / f"kits-of-{name}" for name in (demo.name, again.name))
    ours = {p.relative_to(first): p.read_bytes() for p in first.rglob("*") if p.is_file()}
    theirs = {p.relative_to(second): p.read_bytes() for p in second.rglob("*") if p.is_file()}
    assert len({path.parts[0] for path in ours}) == 40
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []
