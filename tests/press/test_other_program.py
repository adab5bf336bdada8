"""What LibreOffice makes of our files: the proof that another program reads in them what we wrote.

Runs where `soffice` is there and is skipped where it is not. Two starts of the program: each takes seconds.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree
from lxml.etree import _Element

from manantial.press import nodes
from manantial.press.document import Provenance, Quote
from manantial.press.edition import edit
from manantial.press.formats import Format, write
from manantial.press.marks import place_of
from manantial.press.sheets import Leaf, ods_members, xlsx_members
from manantial.press.zips import zip_members
from tests.press.sample_documents import every_block, report
from tests.press.test_documents_odt import N, named, said

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not here")
PLACED = Provenance("fragment", "01901b2c-0000-7000-8000-00000000000a", "FRA-0001")
DOCUMENT = report(blocks=(*every_block(), Quote("Se cuida.", "Lupe", PLACED)))
HEADS = ("Comunidad", "Familias", "Desde", "Nota")
ROWS = [("Yalem Ts'i'", 1084, date(2021, 3, 4), 'con "comillas" & <signos>'), ("Ojo de Agua", None, None, "0012")]


def converted(folder: Path, form: str, files: Sequence[Path]) -> None:
    """Let LibreOffice read the files and write each in another form beside it."""
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = [str(SOFFICE), "--headless", home, "--convert-to", form, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, _Element]:
    """The sample report as LibreOffice understood each of our two files."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for form in (Format.DOCX, Format.ODT):
        files.append(folder / f"{form}-report.{form}")
        files[-1].write_bytes(write(DOCUMENT, form))
    converted(folder, "fodt", files)
    return {form: etree.parse(folder / "out" / f"{form}-report.fodt").getroot() for form in (Format.DOCX, Format.ODT)}


def test_both_files_hold_the_same_titles_notes_pictures_and_marks(read: dict[str, _Element]) -> None:
    told = {form: _counts(tree) for form, tree in read.items()}
    assert told[Format.DOCX] == told[Format.ODT]
    heads, notes, alts, marks, _tables = told[Format.ODT]
    assert [head.lstrip("0123456789. ") for head in heads] == [
        "Lo que cambió",
        "Los números",
        "Para llenar",
        "De dónde viene cada cosa",
    ]
    assert notes == [nodes.bare(note.inside) for note in edit(DOCUMENT).notes]
    assert notes[0] == "Voz VOZ-0012, taller de El Carrizal, minuto\u00a03:12"
    assert alts.count("Dos mujeres junto al tanque nuevo") == 4
    assert [place_of(mark) for mark in marks] == [f"fragment/{PLACED.id}"]


def _counts(tree: _Element) -> tuple[list[str], list[str], list[str], list[str], int]:
    body = tree.find(".//{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text")
    assert body is not None
    notes = ["".join(note.itertext()) for note in body.iter(named("text", "note-body"))]
    alts = [frame.findtext(named("svg", "desc")) or "" for frame in body.iter(named("draw", "frame"))]
    bookmarks = (*body.iter(named("text", "bookmark")), *body.iter(named("text", "bookmark-start")))
    marks = [mark.get(named("text", "name")) for mark in bookmarks]
    return (
        [said(head) for head in body.iter(named("text", "h"))],
        [note.strip() for note in notes],
        sorted(alts),
        [mark for mark in marks if place_of(mark)],
        len(list(body.iter(named("table", "table")))),
    )


@pytest.mark.parametrize("form", [Format.DOCX, Format.ODT])
def test_the_word_across_the_page_and_the_count_of_pages_are_seen(form: Format, read: dict[str, _Element]) -> None:
    pages = read[form].findall(".//style:master-page", N)
    assert any("BORRADOR" in said(shape) for page in pages for shape in page.iter(named("draw", "custom-shape")))
    assert any(page.find(".//text:page-count", N) is not None for page in pages)
    spoken = read[form].xpath("//style:text-properties/@fo:language", namespaces=N)
    assert {"es", "tzo"} <= set(spoken)


def test_sheets_keep_every_cell(tmp_path: Path) -> None:
    moment = datetime(2024, 11, 23, 12, tzinfo=UTC)
    files = []
    for kind, members in (("xlsx", xlsx_members), ("ods", ods_members)):
        files.append(tmp_path / f"{kind}-list.{kind}")
        files[-1].write_bytes(b"".join(zip_members(members([Leaf("Lista", HEADS, ROWS)], moment))))
    converted(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", files)
    for kind in ("xlsx", "ods"):
        with (tmp_path / "out" / f"{kind}-list.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [
                list(HEADS),
                ["Yalem Ts'i'", "1084", "2021-03-04", 'con "comillas" & <signos>'],
                ["Ojo de Agua", "", "", "0012"],
            ]
