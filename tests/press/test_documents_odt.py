"""The OpenDocument text says the same as the Word file, with its notes, pictures, languages and marks."""

from __future__ import annotations

import io
import zipfile
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element

from manantial.press import nodes
from manantial.press.document import Document, Heading, Prose, Provenance, Quote
from manantial.press.marks import Marks, place_of
from manantial.press.reading import NotADocument, odt_lines
from manantial.press.writers.office import widths
from manantial.press.writers.opendocument import write_odt
from manantial.press.writers.opentext import Paragraph, odt_members
from manantial.press.zips import zip_members
from tests.press.sample_documents import APOSTROPHES, HOSTILE, paper, report

N = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def named(prefix: str, name: str) -> str:
    """A name with its namespace."""
    return f"{{{N[prefix]}}}{name}"


def opened(document: Document, part: str = "content.xml") -> _Element:
    """One part of the written file."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(write_odt(document))).read(part))


def bookmarks(element: _Element) -> list[_Element]:
    """The bookmarks at a point and the beginnings of those that reach over words, in their order."""
    return list(element.iter(named("text", "bookmark"), named("text", "bookmark-start")))


def said(element: _Element) -> str:
    """Its words without those of the notes in it."""
    return "".join(element.xpath(".//text()[not(ancestor::text:note)]", namespaces=N))


def test_the_type_stands_first_and_the_manifest_names_every_file() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_odt(report())))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    listed = set(etree.fromstring(archive.read("META-INF/manifest.xml")).xpath("//@*[local-name()='full-path']"))
    assert listed - {"/"} == set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}


def test_headings_notes_lists_and_links_stand_where_they_were_called() -> None:
    body = opened(report())
    heads = [(each.get(named("text", "outline-level")), said(each)) for each in body.iter(named("text", "h"))]
    assert heads == [
        ("1", "1Lo que cambió"),
        ("2", "1.1Los números"),
        ("1", "2Para llenar"),
        ("1", "De dónde viene cada cosa"),
    ]
    notes = list(body.iter(named("text", "note")))
    assert [note.get(named("text", "id")) for note in notes] == [f"n{number}" for number in range(1, len(notes) + 1)]
    assert any("Voz VOZ-0012, taller de El Carrizal, minuto" in "".join(note.itertext()) for note in notes)
    items = [said(item).strip() for item in body.iter(named("text", "list-item"))]
    assert {"dos"} <= set(items)
    jumps = {link.get(named("xlink", "href")) for link in body.iter(named("text", "a"))}
    marks = {f"#{mark.get(named('text', 'name'))}" for mark in body.iter(named("text", "bookmark"))}
    assert "https://ejemplo.mx/agua" in jumps
    assert {jump for jump in jumps if jump.startswith("#")} <= marks


def test_pictures_carry_their_words_and_tables_their_head() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_odt(report())))
    body = etree.fromstring(archive.read("content.xml"))
    frames = list(body.iter(named("draw", "frame")))
    assert "Dos mujeres junto al tanque nuevo" in {frame.findtext(named("svg", "desc")) for frame in frames}
    for frame in frames:
        shown = frame.find(named("draw", "image")).get(named("xlink", "href"))
        assert archive.read(shown)[:4] in {b"\x89PNG", b"\xff\xd8\xff\xe0"}
    head = next(body.iter(named("table", "table-header-rows")))
    assert [said(cell) for cell in head.iter(named("table", "table-cell"))] == ["a", "b"]
    money = next(each for each in body.iter(named("table", "table")) if "Aportó (MXN)" in said(each))
    assert [said(cell) for cell in list(money.iter(named("table", "table-row")))[-1]] == [
        "Total",
        "1,084",
        "",
        "120,000.50",
    ]


def test_the_language_of_the_paper_and_of_a_voice_are_told() -> None:
    styles = opened(report(), "styles.xml")
    usual = styles.find(".//style:default-style/style:text-properties", N)
    assert (usual.get(named("fo", "language")), usual.get(named("fo", "country"))) == ("es", "MX")
    body = opened(report())
    spoken = body.xpath("//style:style[style:text-properties[@fo:language='tzo']]/@style:name", namespaces=N)
    quoted = body.xpath(f"//text:span[@text:style-name='{spoken[0]}']", namespaces=N)
    assert APOSTROPHES in said(quoted[0])


def test_every_page_says_its_number_and_that_it_is_a_draft() -> None:
    styles = opened(report(), "styles.xml")
    footer = styles.find(".//style:master-page[@style:name='Standard']/style:footer", N)
    assert footer.find(".//text:page-number", N) is not None
    assert footer.find(".//text:page-count", N) is not None
    assert "Agua Clara es un municipio inventado." in said(footer)
    shapes = styles.findall(".//draw:custom-shape", N)
    assert {said(shape) for shape in shapes} == {"BORRADOR"}
    assert len(shapes) == 2, "on the cover and on every other page"
    assert opened(report(watermark=""), "styles.xml").find(".//draw:custom-shape", N) is None


def test_hostile_words_are_only_words() -> None:
    text = f"{HOSTILE}   {APOSTROPHES}"
    document = paper(Heading(text), Quote(f"{text}\x00\x0b", text), Prose.plain(text), title=text, publisher=text)
    lines = list(odt_lines(write_odt(document)))
    assert sum(text in line for line in lines) >= 3
    assert "".join(opened(document, "meta.xml").itertext()).count("alert(1)") >= 2


def test_a_mark_leads_home_from_both_kinds_of_file() -> None:
    import docx

    from manantial.press.writers.docx import write_docx

    fragment, finding = uuid4(), uuid4()
    origin = Provenance("fragment", str(fragment), "FRA-0001")
    document = paper(
        Heading("HAL-0001. Se cuida", about=f"finding/{finding}"),
        Quote("uno", "A", origin),
        Quote("otra vez", "A", origin),
    )
    odt = [mark.get(named("text", "name")) for mark in bookmarks(opened(document))]
    word = docx.Document(io.BytesIO(write_docx(document))).element.xpath("//w:bookmarkStart/@w:name")
    for marks in (odt, word):
        places = [place_of(mark) for mark in marks if place_of(mark)]
        assert places == [f"finding/{finding}", f"fragment/{fragment}", f"fragment/{fragment}"]
        assert len(set(marks)) == len(marks)
        assert all(len(mark) <= 40 for mark in marks)


@given(st.sampled_from(["fragment", "voice", "milestone", "agreement"]), st.uuids(), st.integers(1, 30))
def test_any_place_comes_back_from_its_mark(kind: str, key: object, times: int) -> None:
    marks = Marks()
    given_marks = [marks.of(f"{kind}/{key}") for _time in range(times)]
    assert len(set(given_marks)) == times
    assert {place_of(mark) for mark in given_marks} == {f"{kind}/{key}"}


def test_what_is_no_place_has_no_mark() -> None:
    assert Marks().of("figure/W1") == ""
    assert {place_of(name) for name in ("_Toc123", "t1", "_GoBack", "_fragment_" + "z" * 25)} == {""}


@given(
    st.lists(st.tuples(st.text("ab ", max_size=60), st.sampled_from([0.0, 0.0, 1.0, 2.5])), min_size=1, max_size=9),
    st.floats(2, 15),
)
def test_columns_fill_the_line_and_hold_their_longest_word_where_all_fit(
    columns: list[tuple[str, float]], room: float
) -> None:
    heads = tuple(nodes.Head(title, "left", share) for title, share in columns)
    sheet = nodes.Sheet(heads, (), "", (), None, (), small=False)
    made = widths(sheet, room, 11)
    assert sum(made) == pytest.approx(room)
    assert min(made) > 0
    longest = [max((len(word) for word in title.split()), default=0) + 3 for title, _share in columns]
    letter = 11 * 0.9 * 0.52 / 72
    if sum(longest) * letter < room:
        assert all(wide >= letters * letter - 1e-6 for wide, letters in zip(made, longest, strict=True))


def test_a_long_text_is_written_while_it_is_read_and_reads_back() -> None:
    lines = [Paragraph("[00:00:01] ", "Lupe: ", "Ya  no\tacarreamos <b>"), Paragraph("VOZ-1", style="Heading", level=2)]
    content = b"".join(zip_members(odt_members(iter(lines), title="VOZ-1", language="tzo")))
    assert list(odt_lines(content)) == ["[00:00:01] Lupe: Ya  no\tacarreamos <b>", "VOZ-1"]
    assert content[30:38] == b"mimetype"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"no soy un documento"])
def test_what_is_no_document_is_said_so(content: bytes) -> None:
    with pytest.raises(NotADocument):
        list(odt_lines(content))
