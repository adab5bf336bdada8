"""Word, EPUB and the offline page say the same as the PDF, each in its own way, and equal when built twice."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from lxml import etree

from manantial.press.document import Figure, Heading, Picture, Prose, Quote, Sound
from manantial.press.formats import Format, write
from manantial.press.shelf import PictureUnreadable
from manantial.press.writers.docx import write_docx
from manantial.press.writers.epub import write_epub
from manantial.press.writers.html import write_html, write_html_folder
from tests.press.sample_documents import APOSTROPHES, HOSTILE, VOICE, drawing, paper, photo, report

XHTML = {"h": "http://www.w3.org/1999/xhtml", "opf": "http://www.idpf.org/2007/opf"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("form", list(Format))
def test_two_builds_are_equal_byte_for_byte(form: Format) -> None:
    assert write(report(), form) == write(report(), form)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def test_word_has_headings_contents_alt_texts_and_header_rows() -> None:
    word = opened(write_docx(report()))
    headings = [each.text for each in word.paragraphs if each.style.name.startswith("Heading")]
    assert headings == ["1  Lo que cambió", "1.1  Los números", "2  Para llenar", "De dónde viene cada cosa"]
    alts = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert "Dos mujeres junto al tanque nuevo" in alts
    assert all(alts)
    table = next(table for table in word.tables if table.cell(0, 0).text == "Comunidad")
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert [cell.text for cell in table.rows[0].cells] == ["Comunidad", "Familias", "Desde", "Aportó (MXN)"]
    assert [cell.text for cell in table.rows[2].cells][1:] == ["sin dato", "sin dato", "sin dato"]
    assert table.rows[3].cells[3].text == "120,000.50"


def footnotes(content: bytes) -> dict[str, str]:
    """The text of every footnote of a Word file by its id."""
    part = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/footnotes.xml"))
    return {
        note.get(f"{W}id"): "".join(note.itertext()).strip()
        for note in part.iter(f"{W}footnote")
        if not note.get(f"{W}type")
    }


def test_word_links_its_contents_and_has_footnotes_one_can_edit() -> None:
    content = write_docx(report())
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    jumps = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None}
    assert jumps <= bookmarks
    called = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    notes = footnotes(content)
    assert sorted(called) == sorted(notes)
    assert any("Voz VOZ-0012, taller de El Carrizal" in text for text in notes.values())
    assert opened(content).part.package is not None, "the file opens again"


def test_word_knows_its_language_date_and_title() -> None:
    content = write_docx(report())
    core = opened(content).core_properties
    assert (core.title, core.author, core.created.date().isoformat()) == (
        "Cómo cuidamos el agua",
        "OMSCAS de Agua Clara",
        "2024-11-23",
    )
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert b'w:lang w:val="es-MX"' in archive.read("word/styles.xml")
    assert {item.date_time[:3] for item in archive.infolist()} == {(2024, 11, 23)}


def test_each_numbered_list_of_word_begins_anew() -> None:
    word = opened(write_docx(paper(Prose("1. uno\n2. dos"), Prose("Y\n\n5. cinco"))))
    numbers = [each._p.pPr.numPr.numId.val for each in word.paragraphs if each.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_epub_is_well_formed_and_complete() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_epub(report())))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    pages = {
        name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(("xhtml", "opf"))
    }
    package = pages["OEBPS/book.opf"]
    listed = {f"OEBPS/{item.get('href')}" for item in package.iterfind(".//opf:item", XHTML)}
    assert listed == {name for name in archive.namelist() if name.startswith("OEBPS/")} - {"OEBPS/book.opf"}
    ids = {name.removeprefix("OEBPS/"): {each.get("id") for each in page.iter()} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.iterfind(".//h:a", XHTML):
            file, _hash, anchor = link.get("href").partition("#")
            if anchor:
                assert anchor in ids[file or name.removeprefix("OEBPS/")], link.get("href")
    assert all(image.get("alt") for page in pages.values() for image in page.iterfind(".//h:img", XHTML))
    assert "modified" in archive.read("OEBPS/book.opf").decode()


def test_epub_puts_each_chapter_in_a_file_and_notes_at_the_end() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_epub(report())))
    nav = archive.read("OEBPS/nav.xhtml").decode()
    assert re.findall(r">([^<>]+)</a>", nav) == [
        "Cómo cuidamos el agua",
        "1 Lo que cambió",
        "2 Para llenar",
        "De dónde viene cada cosa",
        "Notas",
    ]
    notes = archive.read("OEBPS/notes.xhtml").decode()
    assert 'epub:type="endnote"' in notes
    assert "minuto\u00a03:12" in notes


def test_epub_plays_the_voice_where_it_is_quoted_and_says_how_much_it_weighs() -> None:
    quote = Quote("uno", "A", VOICE, Sound(b"ID3-not-really-sound", "VOZ-0012", length=9.4, name="FRA-0001.mp3"))
    archive = zipfile.ZipFile(io.BytesIO(write_epub(paper(quote))))
    chapter = etree.fromstring(archive.read("OEBPS/c000.xhtml"))
    player = chapter.find(".//h:audio", XHTML)
    assert player.get("src") == "media/FRA-0001.mp3"
    assert archive.read("OEBPS/media/FRA-0001.mp3") == b"ID3-not-really-sound"
    assert "no reproduce sonido" in "".join(player.itertext())
    said = [each.text for each in chapter.iterfind(".//h:p[@class='listen']", XHTML)]
    assert said == ["Escuche: VOZ-0012 (9\u00a0s, 1\u00a0kB)"]
    package = etree.fromstring(archive.read("OEBPS/book.opf"))
    kinds = {item.get("href"): item.get("media-type") for item in package.iterfind(".//opf:item", XHTML)}
    assert kinds["media/FRA-0001.mp3"] == "audio/mpeg"


def test_epub_says_the_halo_of_letters_in_the_words_its_checker_knows() -> None:
    halo = Picture.svg(drawing().replace("<text ", '<text paint-order="stroke" '), "Días con agua")
    archive = zipfile.ZipFile(io.BytesIO(write_epub(paper(Figure(halo, "Días")))))
    drawn = next(archive.read(name) for name in archive.namelist() if name.endswith(".svg"))
    assert b'style="paint-order:stroke"' in drawn
    assert b'paint-order="' not in drawn


@pytest.mark.parametrize("sound", [Sound(b"x", "V", "audio/wav"), Sound(b"x", "V", start=192, end=201.5)])
def test_a_sound_not_every_reader_plays_or_longer_than_its_quote_is_told_in_words(sound: Sound) -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_epub(paper(Quote("uno", "A", VOICE, sound)))))
    page = archive.read("OEBPS/c000.xhtml").decode()
    assert "<audio" not in page
    assert "Escuche: V" in page
    assert not [name for name in archive.namelist() if name.endswith((".mp3", ".wav"))]


def test_the_offline_page_asks_nothing_of_the_network() -> None:
    page = write_html(report())
    assert not re.search(r"https?:", page)
    sources = re.findall(r'\b(?:src|href)="([^"]*)"', page)
    assert sources
    assert all(source.startswith(("#", "data:")) for source in sources)
    assert "la página (ejemplo.mx/agua)" in page
    assert "<script" not in page


def test_the_offline_page_plays_the_voice_at_its_second() -> None:
    page = write_html(report())
    assert re.search(r'<audio [^>]*src="data:audio/mpeg;base64,[^"]+#t=192,201.5"', page)
    folder = write_html_folder(report())
    sound = next(name for name in folder if name.endswith(".mp3"))
    assert f'src="{sound}#t=192,201.5"' in folder["index.html"].decode()
    assert folder[sound] == b"ID3-not-really-sound"


def test_notes_of_the_page_lead_to_their_origin_only_where_there_is_one() -> None:
    def page(place: str) -> str:
        return f"/origen/{place}/" if place.startswith("fragment") else ""

    served = write_html(report(), origins=page, links=True)
    assert 'href="/origen/fragment/0190-a/"' in served
    assert served.count("/origen/") == served.count("/origen/fragment/")
    assert "origen/" not in write_html(report())
    assert 'href="https://ejemplo.mx/agua"' in served


def test_page_is_well_formed_with_one_title_and_every_anchor() -> None:
    page = write_html(report())
    tree = etree.fromstring(page.replace("<!DOCTYPE html>", "").encode())
    assert [each.text for each in tree.iter("h1")] == ["Cómo cuidamos el agua"]
    assert tree.get("lang") == "es-MX"
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href")[1:] for link in tree.iter("a") if link.get("href").startswith("#")} <= set(ids)
    assert all(cell.get("scope") == "col" for cell in tree.iter("th"))
    assert [quote.get("lang") for quote in tree.iter("blockquote")][1:] == ["tzo"]


@pytest.mark.parametrize("form", [Format.DOCX, Format.EPUB, Format.HTML])
def test_hostile_words_and_apostrophes_are_only_words(form: Format) -> None:
    said = f"{HOSTILE} {APOSTROPHES}"
    document = paper(Heading(said), Quote(f"{said}\x00\x0b", said), Prose.plain(said), title=said, publisher=said)
    content = write(document, form)
    if form == Format.HTML:
        texts = ["".join(etree.fromstring(content.replace(b"<!DOCTYPE html>", b"")).itertext())]
        assert b"<script" not in content
    else:
        archive = zipfile.ZipFile(io.BytesIO(content))
        texts = [
            "".join(etree.fromstring(archive.read(name)).itertext())
            for name in archive.namelist()
            if name.endswith(("document.xml", ".xhtml"))
        ]
    assert sum(text.count(said) for text in texts) >= 4


def test_the_same_note_has_the_same_number_everywhere() -> None:
    document = report()
    page = write_html(document)
    notes = dict(re.findall(r'<li id="n(\d+)">([^<]+)', page))
    book = zipfile.ZipFile(io.BytesIO(write_epub(document))).read("OEBPS/notes.xhtml").decode()
    assert dict(re.findall(r'id="n(\d+)">([^<]+)', book)) == notes
    word = footnotes(write_docx(document))
    for number, text in notes.items():
        assert word[number] == text.strip()


def test_a_photo_loses_its_place_and_camera_and_keeps_upright() -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x010F] = "SecretCam"
    straight = Picture(photo(exif=exif.tobytes()), "Tanque")
    exif[0x0112] = 6
    turned = Picture(photo(exif=exif.tobytes()), "Tanque")
    for source, upright in ((straight, (320, 200)), (turned, (200, 320))):
        assert b"SecretCam" in source.data()
        folder = write_html_folder(paper(Figure(source, "Tanque")))
        name = next(name for name in folder if name.endswith(".jpg"))
        assert b"SecretCam" not in folder[name]
        assert Image.open(io.BytesIO(folder[name])).size == upright


def test_a_webp_or_a_huge_photo_becomes_what_word_can_show() -> None:
    document = paper(Figure(Picture(photo(2600, 1300, form="WEBP"), "Ancha", "image/webp"), "Ancha"))
    shape = opened(write_docx(document)).inline_shapes[0]
    assert round(shape.width / shape.height) == 2


def test_a_file_that_is_no_picture_is_a_clear_error() -> None:
    for media_type in ("image/jpeg", "image/svg+xml"):
        with pytest.raises(PictureUnreadable, match="«Tanque»"):
            write_html(paper(Figure(Picture(b"no soy una imagen", "Tanque", media_type), "x")))


def test_a_sound_used_twice_travels_once() -> None:
    quotes = (Quote("uno", "A", VOICE, Sound(b"x", "V", start=1)), Quote("dos", "B", VOICE, Sound(b"x", "V", start=9)))
    assert sum(name.endswith(".mp3") for name in write_html_folder(paper(*quotes))) == 1
