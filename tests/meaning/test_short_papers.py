"""Papers that must fit: the booklet to fold, one page, two pages, panels; the catalogue of what may be shown."""

import io
import zipfile

import pypdf
import pypdfium2
import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from manantial.kernel.dates import PartialDate
from manantial.meaning import actions
from manantial.meaning.actions import Told
from manantial.meaning.papers import PAPERS, PIECES, PaperRefused
from manantial.meaning.papers.synthesis import LATER
from manantial.meaning.rules import SECTIONS, GroupVotes, MilestoneKind
from manantial.press.compile import PageOverflow, compile_pdf
from manantial.press.document import Gallery, Quote, Table
from manantial.press.formats import Format, write
from manantial.press.signatures import CannotFold, Folded, impose, order
from manantial.press.synthesis import murmur
from manantial.press.tiles import page_size
from manantial.vault.actions import keep
from manantial.voices.rules import Preset
from tests.meaning.river import DAY, NOW

BY = {"by": None}


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


@pytest.fixture
def memory(river, now):
    """One community that spoke, one finding seen green, one lesson."""
    river.place = river.community("El Carrizal")
    river.told = river.voice(river.place)
    river.quote = river.fragment(river.told, "Nos dejaron una hoja y las llaves.")
    river.finding = actions.state_finding("Una hoja basta.", fragments=[river.quote], folio="HAL-0001", now=now, **BY)
    river.day = river.workshop(community=river.place)
    actions.validate(river.finding, workshop=river.day, votes=[GroupVotes("brigade", 9, 0, 0)], now=now, **BY)
    river.lesson = actions.draw_lesson(
        "Entregar es cuidar", learned="Se entrega.", findings=[river.finding], folio="APR-0001", now=now, **BY
    )
    return river


def photo(river, *, preset):
    voice = river.voice(river.place, kind="photo", preset=preset)
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (30 + river.voices, 90, 90)).save(out, "JPEG")
    voice.picture = keep(out.getvalue(), media_type="image/jpeg", now=NOW)
    voice.picture_alt, voice.faces_seen, voice.children_seen = f"Foto {river.voices}: la fila de cubetas", 0, 0
    voice.save()
    return voice


@given(st.integers(1, 60))
def test_a_folded_booklet_shows_every_page_once_and_adds_up(sheets):
    pages = 4 * sheets
    sides = order(pages)
    assert sorted(page for side in sides for page in side) == list(range(1, pages + 1))
    assert all(left + right == pages + 1 for left, right in sides)
    assert sides[0] == (pages, 1), "the cover is outside"


def test_pages_that_cannot_be_folded_are_refused():
    with pytest.raises(CannotFold, match="múltiplo de 4"):
        order(6)


def test_the_booklet_is_a_multiple_of_four_and_folds_on_half_as_many_sides(memory):
    photo(memory, preset=Preset.ALLIANCE)
    pages = compile_pdf(PAPERS["cuaderno"]("es", DAY)).pages
    assert pages % 4 == 0
    for sheet, size in (("carta", (279.4, 215.9)), ("a4", (297.0, 210.0))):
        folded = PIECES["cuaderno-para-doblar"]("es", DAY, paper=sheet)
        assert folded.pages % 2 == 0
        assert page_size(folded.content) == pytest.approx(size, abs=0.5)
    assert compile_pdf(PAPERS["cuaderno"]("es", DAY)).content == compile_pdf(PAPERS["cuaderno"]("es", DAY)).content


def test_the_booklet_is_a5_or_half_a_letter_and_goes_on_beyond_the_cut_when_asked(memory):
    sizes = {"": (148, 210), "a5": (148, 210), "media-carta": (139.7, 215.9)}
    for asked, size in sizes.items():
        assert page_size(compile_pdf(PAPERS["cuaderno"]("es", DAY, size=asked)).content) == pytest.approx(size, abs=0.3)
    printed = compile_pdf(PAPERS["cuaderno"]("es", DAY, bleed="si"))
    assert page_size(printed.content) == pytest.approx((148 + 18, 210 + 18), abs=0.3), "3 mm and the marks outside"
    assert printed.pages % 4 == 0
    cut, ground = boxes(printed.content)
    assert (cut, ground) == (pytest.approx((148, 210), abs=0.1), pytest.approx((154, 216), abs=0.1))
    with pytest.raises(PaperRefused, match="media carta"):
        PAPERS["cuaderno"]("es", DAY, size="oficio")


def test_two_pages_that_do_not_fit_on_the_sheet_are_refused(memory):
    half_letters = compile_pdf(PAPERS["cuaderno"]("es", DAY, size="media-carta")).content
    with pytest.raises(CannotFold, match="escoja la otra"):
        impose(half_letters, title="x", language="es", date=DAY, sheet=Folded.A4)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_synthesis_has_four_to_twelve_pages_or_says_clearly_why_not(memory, now, language):
    def made():
        with override("en" if language == "en" else "es-mx"):
            return compile_pdf(PAPERS["sintesis"](language, DAY))

    short, long = ("4 to 12", "4 to 12") if language == "en" else ("escriba las partes que faltan", "acorte los textos")
    with pytest.raises(PageOverflow, match=short):
        made()
    sections = [key for key in SECTIONS["sintesis"] if key not in LATER]
    for section in sections:
        text = "\n\n".join(["Cada comunidad decide en su asamblea y lo escribe en su acta. " * 6] * 2)
        actions.write_passage("sintesis", section, text=text, language=language, now=now, **BY)
    assert 4 <= made().pages <= 12
    actions.write_passage(
        "sintesis", sections[0], text="\n\n".join(["Agua. " * 200] * 40), language=language, now=now, **BY
    )
    with pytest.raises(PageOverflow, match=long):
        made()


def test_one_page_in_english_says_the_lessons_as_somebody_wrote_them_in_english(memory, now):
    told = "- **To hand over is to care.** One sheet is enough.[^APR-0001]"
    actions.write_passage("sintesis", "aprendizajes", text=told, language="en", now=now, **BY)
    with override("en"):
        page = words_of(PIECES["sintesis-en-una-pagina"]("en", DAY).content)[0]
    assert "To hand over is to care" in page
    assert "Entregar es cuidar" not in page


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_model_on_one_page_is_one_page_with_its_dates(memory, language):
    with override("en" if language == "en" else "es-mx"):
        made = PIECES["sintesis-en-una-pagina"](language, DAY)
    assert made.pages == 1
    assert ("Entregar es cuidar (in Spanish)" in words_of(made.content)[0]) is (language == "en"), (
        "nobody translated it"
    )
    assert ("23 November 2026" if language == "en" else "23 de noviembre de 2026") in words_of(made.content)[0]


def test_the_sheet_of_a_finding_and_of_a_lesson_are_one_page_with_their_dissent(memory, now):
    for n in range(9):
        more = memory.fragment(
            memory.voice(memory.place), f"Otra voz, la {n}: " + "se entregó todo como se debe. " * 12
        )
        actions.add_support(memory.finding, fragment=more, now=now, **BY)
    note = "También hubo voluntad del ayuntamiento."
    actions.take_stance(memory.finding, group="officials", stance="nuanced", dissent_note=note, on=DAY, now=now, **BY)
    for name, folio in (("hoja-de-hallazgo", "hal-0001"), ("hoja-de-aprendizaje", "APR-0001")):
        made = compile_pdf(PAPERS[name]("es", DAY, folio=folio))
        assert made.pages == 1, name
        assert note in words_of(made.content)[0], name
    with pytest.raises(PaperRefused, match="HAL-9"):
        PAPERS["hoja-de-hallazgo"]("es", DAY, folio="HAL-9")


def test_the_exhibition_has_a_panel_for_each_validated_lesson_and_speaks_english_as_it_was_written(memory, now):
    assert PIECES["exposicion"]("es", DAY).pages == 1
    folio = memory.lesson.folio
    with override("en"):
        (borrowed,) = words_of(PIECES["exposicion"]("en", DAY).content)
        assert "(in Spanish)" in " ".join(borrowed.split())
    text = f"- **To hand over is to care.** One sheet is worth more.[^{folio}]"
    actions.write_passage("sintesis", "aprendizajes", text=text, language="en", now=now, **BY)
    with override("en"):
        panels = PIECES["exposicion"]("en", DAY, bleed="si")
        assert "To hand over is to care" in write(PAPERS["cuaderno"]("en", DAY), Format.HTML).decode()
    (told,) = words_of(panels.content)
    assert "One sheet is worth more." in " ".join(told.split())
    assert memory.lesson.title not in told
    assert boxes(panels.content)[0] == pytest.approx((279.4, 431.8), abs=0.5), "cut to tabloid"


def boxes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """The sizes in millimetres to which the first page is cut, and to which its ground goes on."""
    page = pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages[0]
    return tuple(
        tuple(float(side) * 25.4 / 72 for side in (box.width, box.height)) for box in (page.trimbox, page.bleedbox)
    )


def test_the_sheet_of_a_community_that_said_much_still_fits_two_pages(memory):
    for n in range(12):
        memory.fragment(memory.told, f"Palabra {n}: " + "el agua llegaba cada ocho días y se guardaba en tambos. " * 5)
    made = compile_pdf(PAPERS["lo-que-dijo-su-comunidad"]("es", DAY, community=memory.place.code))
    assert made.pages <= 2
    together = words_of(compile_pdf(PAPERS["lo-que-dijeron-las-comunidades"]("es", DAY)).content)
    assert any("El Carrizal" in page for page in together)


def test_a_picture_that_may_not_be_spread_is_listed_without_its_picture(memory):
    shown = photo(memory, preset=Preset.ALLIANCE)
    closed = photo(memory, preset=Preset.ANALYSIS)
    for name in ("catalogo-audiovisual", "informe-preliminar"):
        document = PAPERS[name]("es", DAY)
        captions = [one.caption for block in document.blocks if isinstance(block, Gallery) for one in block.figures]
        assert any(shown.folio in caption for caption in captions), name
        assert not any(closed.folio in caption for caption in captions), name
    rows = [
        row
        for block in PAPERS["catalogo-audiovisual"]("es", DAY).blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert "No difundir" in next(row for row in rows if row[0] == closed.folio)


def test_the_folder_carries_the_seconds_of_a_quote_and_nothing_of_who_does_not_want_to_be_heard(memory, now):
    for voice, preset in ((memory.told, "yes"), (memory.voice(memory.place, preset=Preset.WORDS), "no")):
        voice.kind = "sound"
        voice.sound = keep(murmur(voice.folio, 4.0), media_type="audio/wav", now=NOW)
        voice.duration_ms = 4000
        voice.save()
        spoken = memory.quote if preset == "yes" else memory.fragment(voice, "Mis palabras sí, mi voz no.")
        spoken.what, spoken.start_ms, spoken.end_ms = "voice", 500, 2500
        spoken.save()
        if preset == "no":
            spoken.what = "quote"
            spoken.save()
            actions.add_support(memory.finding, fragment=spoken, now=now, **BY)
    silent = PAPERS["informe-preliminar"]("es", DAY)
    assert not any(block.sound for block in silent.every_block() if isinstance(block, Quote))
    made = write(PAPERS["informe-preliminar"]("es", DAY, sound="yes"), Format.FOLDER)
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert [name.split("/")[-1] for name in names if name.endswith(".mp3")] == [f"{memory.quote.folio}.mp3"]
    index = next(name for name in names if name.endswith("/index.html"))
    page = zipfile.ZipFile(io.BytesIO(made)).read(index).decode()
    assert f'src="media/{memory.quote.folio}.mp3' in page
    assert "http" not in page
    assert made == write(PAPERS["informe-preliminar"]("es", DAY, sound="yes"), Format.FOLDER)
    book = zipfile.ZipFile(io.BytesIO(write(PAPERS["informe-preliminar"]("es", DAY, sound="yes"), Format.EPUB)))
    assert [name.split("/")[-1] for name in book.namelist() if name.endswith(".mp3")] == [f"{memory.quote.folio}.mp3"]
    assert not any(
        name.endswith(".mp3") for name in zipfile.ZipFile(io.BytesIO(write(silent, Format.EPUB))).namelist()
    ), "sound goes only where it was asked for"


def test_the_sheet_of_a_community_that_said_little_is_one_page_with_room_to_answer(memory):
    memory.fragment(memory.told, "He visto pasar cuatro comités. Lo que queda es lo que se escribió.")
    made = compile_pdf(PAPERS["lo-que-dijo-su-comunidad"]("es", DAY, community=memory.place.code))
    assert made.pages == 1
    assert "Quién lo dice" in words_of(made.content)[0]


def test_the_sheet_of_votes_tears_no_finding_in_two(memory, now):
    for number in range(11):
        actions.state_finding(f"Hallazgo {number} " + "que ocupa su lugar en la hoja " * (number % 4), now=now, **BY)
    pages = words_of(compile_pdf(PAPERS["hoja-de-semaforo"]("es", DAY)).content)
    for page in pages:
        assert page.count("HAL-00") == page.count("¿Qué no se debe publicar?")
    assert "Facilita" in pages[-1]


def test_the_matrix_marks_the_groups_nobody_asked(memory, now):
    told = Told("brigade", "Empezamos en 2018.", PartialDate.parse("2018"))
    actions.record_milestone("Nace", kind=MilestoneKind.DECISION, told=told, now=now, **BY)
    table = next(block for block in PAPERS["matriz-de-voces"]("es", DAY).blocks if isinstance(block, Table))
    heads = [column.title for column in table.columns]
    assert "Brigadistas del agua" in heads
    assert sum("nadie les ha preguntado" in head for head in heads) >= 3
    assert [column.marked for column in table.columns] == ["nadie les ha preguntado" in head for head in heads]
    assert any(str(cell).startswith("¿?") for row in table.rows for cell in row)
