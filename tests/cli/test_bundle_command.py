"""A second computer from the command line: set up by a closed bundle, with a letter and a way in of its own."""

from __future__ import annotations

from pathlib import Path

from tests.demo import manantial

PHRASE = {"MANANTIAL_PHRASE": "cerro agua maíz luna"}


def test_a_laptop_is_set_up_by_a_bundle_and_comes_home(tmp_path: Path) -> None:
    office, laptop, usb = tmp_path / "oficina", tmp_path / "laptop", tmp_path / "usb"
    usb.mkdir()
    manantial("init", "--name", "Agua", "--municipality", "Agua Clara", "--person", "Ana Solís", home=office)
    whole = usb / "completo.manantial"
    written = manantial("bundle", "write", "--whole", "--seal", "--to", str(whole), home=office, **PHRASE)
    assert "datos personales" in written.out, written.err
    wrong = manantial("bundle", "read", str(whole), "--person", "Ana", home=laptop, MANANTIAL_PHRASE="otra frase")
    assert wrong.code == 3
    assert "no es la de este paquete" in wrong.err
    first = manantial("bundle", "read", str(whole), "--person", "Ana", "--letter", "k", home=laptop, **PHRASE)
    assert "VOZ-K001" in first.out, first.err
    assert "/enlace/" in first.out
    back = manantial("--json", "bundle", "write", "--to", str(usb), home=laptop)
    assert not back.json["whole"]
    stranger = manantial("bundle", "read", back.json["file"], home=office)
    assert stranger.code == 3
    words = manantial("--json", "bundle", "peers", home=laptop).json["words"]
    assert words in stranger.err
    assert manantial("bundle", "read", back.json["file"], "--trust", home=office).code == 0
    assert manantial("--json", "bundle", "read", back.json["file"], home=office).json["counts"]["new"] == 0
    assert [manantial("verify", home=home).code for home in (office, laptop)] == [0, 0]
