"""PDFs: accessible, counted, equal when built twice, and safe with any words."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest

from manantial.press.compile import (
    TEMPLATES,
    PageOverflow,
    TypesettingFailed,
    compile_pdf,
    compile_template,
    preview_png,
    svg_to_png,
)
from manantial.press.document import (
    Column,
    Cover,
    Document,
    Heading,
    Kind,
    MissingAlt,
    Picture,
    Prose,
    Provenance,
    Quote,
    Sheet,
    Signatures,
    Signer,
    Table,
)
from tests.press.sample_documents import APOSTROPHES, DAY, HOSTILE, drawing, paper, report

LONGEST = "San José El Porvenir de la Nueva Esperanza y Anexas, Segunda Sección del Río Grande"


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def test_a_heading_is_never_left_alone_at_the_foot_of_a_page() -> None:
    blocks = [Heading("Voces")]
    for n in range(80):  # notes at the foot are what pushes the words of a heading to the next page
        notes = tuple(Provenance("voice", str(n), f"Nota {n}") for _ in range(1 + n % 5))
        blocks += [Heading(f"Tema{n}", 2), Quote(f"Dicho{n}. " + "agua " * (n * 7 % 23), "Voz", notes=notes)]
    made = compile_pdf(Document("Voces", "es-MX", DAY, "Alianza", tuple(blocks), kind=Kind.REPORT))
    for page in read(made.content).pages:
        text = page.extract_text()
        assert re.findall(r"Tema(\d+)", text) == re.findall(r"Dicho(\d+)", text)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_block_prints_in_every_template_as_accessible_pdf(kind: Kind) -> None:
    made = compile_pdf(report(kind=kind))
    pdf = read(made.content)
    about = pdf.xmp_metadata
    assert about is not None
    raw = about.stream.get_data().decode() if hasattr(about, "stream") else made.content.decode("latin-1")
    assert re.search(r"pdfuaid:part(>|=\")1", raw)
    assert re.search(r"pdfaid:conformance(>|=\")A", raw)
    assert pdf.trailer["/Root"]["/Lang"] == "es-MX"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Cómo cuidamos el agua"
    assert made.pages == len(pdf.pages)
    assert "Escuche: VOZ-0012, minuto 3:12" in words(made.content)


def test_a_small_table_is_not_torn_nor_parted_from_its_title() -> None:
    heads = (Column("Qué"), Column("Cuánto"))
    tables = [
        Table(heads, [(f"T{n:02d}R{row}", row) for row in range(2 + n % 6)], caption=f"T{n:02d}C") for n in range(40)
    ]
    pages = [page.extract_text() for page in read(compile_pdf(paper(*tables)).content).pages]
    for number, table in enumerate(tables):
        there = [f"T{number:02d}C", *(str(row[0]) for row in table.rows)]  # type: ignore[index]
        assert any(all(word in page for word in there) for page in pages), number


@pytest.mark.parametrize("sheet", list(Sheet))
def test_the_sheet_asked_for_is_the_sheet_made(sheet: Sheet) -> None:
    box = read(compile_pdf(paper(sheet=sheet)).content).pages[0].mediabox
    sizes = {
        "letter": (612, 792),
        "letter-wide": (792, 612),
        "legal": (612, 1008),
        "tabloid": (792, 1224),
        "tabloid-wide": (1224, 792),
        "half-letter": (396, 612),
        "a5": (420, 595),
    }
    assert (round(box.width), round(box.height)) == sizes[sheet.value]


def test_two_builds_are_equal_byte_for_byte() -> None:
    assert compile_pdf(report()).content == compile_pdf(report()).content


def test_provenance_stands_at_the_foot_of_the_page_and_in_the_list_of_origins() -> None:
    text = words(compile_pdf(report()).content)
    assert "Voz VOZ-0012, taller de El Carrizal, minuto 3:12" in text
    assert "Acta 12." in text
    assert "De dónde viene cada cosa" in text


def test_every_sheet_says_page_folio_draft_and_that_it_is_invented() -> None:
    pages = read(compile_pdf(report()).content).pages
    for number, page in enumerate(pages[1:], 2):
        text = page.extract_text()
        assert f"Página {number} de {len(pages)}" in text
        assert "Folio INF-0003" in text
        assert "municipio inventado" in text
        assert "BORRADOR" in text
    assert "Datos al 20 de noviembre de 2024" in pages[0].extract_text()


def test_the_four_apostrophes_survive_into_the_text() -> None:
    assert APOSTROPHES in words(compile_pdf(paper(Quote(APOSTROPHES, "Hombre"))).content)


def test_hostile_words_are_only_words() -> None:
    text = words(
        compile_pdf(paper(Quote(HOSTILE, HOSTILE), Heading(HOSTILE), Prose.plain(HOSTILE), title=HOSTILE)).content
    )
    assert text.count('#import "@preview/x:1" <script>alert(1)</script> \\ $x$ #{1+1} &amp; ]]> `ls` %n {{ x }}') >= 4


def test_an_emoji_or_a_control_character_does_not_stop_a_paper() -> None:
    made = compile_pdf(paper(Quote("Gracias \U0001f600 ❤️ \x07\x00水", "Mujer", translation="\U0001fae0")))
    assert "Gracias \U0001f600 ❤" in words(made.content)
    assert made.missing == {"水", "\U0001fae0"}


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(MissingAlt):
        Picture(b"", " ")


def test_the_compiler_itself_refuses_a_template_with_an_image_without_words(tmp_path: Path) -> None:
    template = tmp_path / "mine.typ"
    template.write_text('#set document(title: "x")\n#image("a.svg")')
    with pytest.raises(TypesettingFailed, match="alt"):
        compile_template(template, {}, {"a.svg": drawing().encode()}, title="x", language="es", date=DAY)


def test_a_file_may_not_leave_its_folder() -> None:
    for name in ("../x.svg", "/etc/x.svg", "base.typ"):
        with pytest.raises(ValueError, match="file name"):
            compile_template("paper.typ", {}, {name: b""}, title="x", language="es", date=DAY)


def test_templates_fetch_nothing() -> None:
    for template in TEMPLATES.glob("*.typ"):
        assert "@preview" not in template.read_text()


def test_too_many_pages_is_a_clear_error_and_no_paper() -> None:
    long = paper(Prose("\n\n".join(["Palabras y más palabras. " * 20] * 30)))
    with pytest.raises(PageOverflow, match=r"«Acta de entrega» salió con [3-9] páginas y debe tener 1.* No se guardó"):
        compile_pdf(long, pages=range(1, 2))
    assert compile_pdf(paper(), pages=range(1, 2)).pages == 1


def test_the_longest_names_stay_on_one_cover_and_one_sheet() -> None:
    cover = Cover((LONGEST, LONGEST), report().cover.picture)  # type: ignore[union-attr]
    made = compile_pdf(
        report(
            title=f"{LONGEST} {LONGEST}",
            subtitle=LONGEST,
            fictitious=LONGEST,
            contact=LONGEST,
            cover=cover,
            blocks=(Prose("x"),),
        )
    )
    assert made.pages == 2
    signers = Signatures((Signer(LONGEST, LONGEST), Signer()))
    sheet = compile_pdf(paper(signers, title=LONGEST, publisher=LONGEST, contact=LONGEST), pages=range(1, 2))
    assert "Segunda Sección del Río Grande" in words(sheet.content)


def test_an_endless_word_breaks_instead_of_leaving_the_sheet() -> None:
    page = read(compile_pdf(paper(Prose.plain("a" * 400))).content).pages[0]
    assert sum("a" * 20 in line for line in page.extract_text().splitlines()) > 3


def test_a_document_in_english_speaks_english_of_itself() -> None:
    pdf = read(compile_pdf(paper(language="en")).content)
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert "23 November 2024" in pdf.pages[0].extract_text()


def test_previews_and_drawings_become_png() -> None:
    pages = preview_png(paper(), ppi=40)
    assert len(pages) == 1
    assert pages[0].startswith(b"\x89PNG")
    assert svg_to_png(drawing().encode(), width_px=300)[16:20] == (300).to_bytes(4, "big")


def test_papers_made_at_the_same_time_do_not_disturb_each_other() -> None:
    alone = [compile_pdf(paper(title=f"Acta {n}")).content for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda n: compile_pdf(paper(title=f"Acta {n}")).content, range(4)))
    assert together == alone


def test_a_language_without_translations_prints_spanish_words_around_its_text() -> None:
    pdf = read(compile_pdf(paper(Prose.plain("Jaʼ te jaʼe"), language="tzh")).content)
    assert pdf.trailer["/Root"]["/Lang"] == "tzh"
    assert "Página 1 de 1" in pdf.pages[0].extract_text()
