"""A second computer from the command line: set up by a closed bundle, with a letter and a way in of its own."""

from __future__ import annotations

from pathlib import Path

from tests.demo import manantial, manantial_each

PHRASE = {"MANANTIAL_PHRASE": "cerro agua maíz luna"}


def test_a_laptop_is_set_up_by_a_bundle_and_comes_home(tmp_path: Path) -> None:
    office, laptop, usb = tmp_path / "oficina", tmp_path / "laptop", tmp_path / "usb"
    usb.mkdir()
    whole = usb / "completo.manantial"
    _made, written = manantial_each(
        ("init", "--name", "Agua", "--municipality", "Agua Clara", "--person", "Ana Solís"),
        ("bundle", "write", "--whole", "--seal", "--to", str(whole)),
        home=office, **PHRASE,
    )  # fmt: skip
    assert "datos personales" in written.out, written.err
    wrong = manantial("bundle", "read", str(whole), "--person", "Ana", home=laptop, MANANTIAL_PHRASE="otra frase")
    assert wrong.code == 3
    assert "no es la de este paquete" in wrong.err
    first, back, peers, kept = manantial_each(
        ("bundle", "read", str(whole), "--person", "Ana", "--letter", "k"),
        ("--json", "bundle", "write", "--to", str(usb)),
        ("--json", "bundle", "peers"),
        ("verify",),
        home=laptop, **PHRASE,
    )  # fmt: skip
    assert "VOZ-K001" in first.out, first.err
    assert "/enlace/" in first.out
    assert not back.json["whole"]
    file = back.json["file"]
    stranger, trusted, again, safe = manantial_each(
        ("bundle", "read", file),
        ("bundle", "read", file, "--trust"),
        ("--json", "bundle", "read", file),
        ("verify",),
        home=office,
    )
    assert stranger.code == 3
    assert peers.json["words"] in stranger.err
    assert trusted.code == 0
    assert again.json["counts"]["new"] == 0
    assert [kept.code, safe.code] == [0, 0]
