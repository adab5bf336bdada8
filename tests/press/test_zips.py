"""A kit sent as a zip is a bag that others can verify, and the same each time."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import bagit

from manantial.press.bags import Entry
from manantial.press.zips import zip_bag

ON = date(2026, 11, 23)


def made(source: Path) -> bytes:
    entries = [Entry("data/1_ESCUCHAR/01_voz.mp3", source), Entry("ABRIR.html", b"<p>hola</p>")]
    return b"".join(zip_bag("C-01_el-carrizal", entries, info={"Source-Organization": "Agua Clara"}, date=ON))


def test_the_public_program_validates_what_was_sent(tmp_path: Path) -> None:
    source = tmp_path / "voz.mp3"
    source.write_bytes(b"voz" * 700_000)
    content = made(source)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    assert bagit.Bag(str(tmp_path / "out" / "C-01_el-carrizal")).is_valid()
    assert made(source) == content
