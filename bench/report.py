"""A report of 60 pages or more with photos, charts and tables in each format, beside bare Typst setting plain words."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manantial.press.document import Block, Document

CHAPTERS = 12
ON = date(2026, 11, 23)
WORDS = "La gente de las comunidades se organizó para cuidar el manantial y poner las tuberías. " * 9


def measure(folder: Path) -> dict[str, object]:
    """Write the report in every format and say how long each took, in seconds."""
    from manantial.press.compile import compile_pdf
    from manantial.press.formats import Format, write

    document = long_report(folder)
    started = time.perf_counter()
    pdf = compile_pdf(document)
    spent = {"pdf": time.perf_counter() - started}
    for form in (Format.DOCX, Format.EPUB, Format.HTML):
        spent[form.value] = _timed(lambda form=form: write(document, form))
    floor = _timed(lambda: _bare(pdf.pages))
    return {
        "pages": pdf.pages,
        "pdf_bytes": len(pdf.content),
        **{f"{name}_seconds": round(value, 2) for name, value in spent.items()},
        "bare_typst_seconds": round(floor, 2),
        "pdf_over_bare_typst": round(spent["pdf"] / floor, 1),
    }


def long_report(folder: Path) -> Document:
    """The document that is measured; its photos are drawn into the folder."""
    from manantial.press.document import Contents, Cover, Document, Kind, Origins, Picture

    photos = [_photo(folder, number) for number in range(2 * CHAPTERS)]
    body = [block for number in range(CHAPTERS) for block in _chapter(number, photos)]
    return Document(
        title="Cómo cuidamos el agua",
        language="es-MX",
        date=ON,
        publisher="Alianza de prueba",
        kind=Kind.REPORT,
        numbered=True,
        cover=Cover(("Agua Clara",), Picture(photos[0], "Dibujo")),
        blocks=(Contents(), *body, Origins()),
    )


def _chapter(number: int, photos: list[Path]) -> list[Block]:
    from manantial.press import document as d

    origin = d.Provenance("fragment", f"f{number}", f"Voz VOZ-{number:04}", seconds=60.0 + number, mark="a")
    blocks: list[Block] = [d.Heading(f"Capítulo {number + 1}")]
    for part in range(3):
        said = d.Prose(f"{WORDS}[^a]\n\n{WORDS}\n\n- uno\n- dos", notes=(origin,))
        blocks += [d.Heading(f"Parte {part + 1}", 2), said, d.Quote(WORDS[:180], "Mujer, 54 años", origin=origin)]
    blocks += [d.Figure(d.Picture(photos[2 * number + side], "Dibujo"), "Un dibujo") for side in (0, 1)]
    columns = (d.Column("Comunidad"), d.Column("Familias", d.ColumnKind.NUMBER))
    table = d.Table(columns, [(f"Comunidad {row}", row * 13) for row in range(12)], caption="Familias")
    return [*blocks, d.Chart(d.Picture.svg(_chart(number), "Días con agua"), "Días con agua"), table]


def _chart(number: int) -> str:
    bars = "".join(
        f'<rect x="0" y="{place * 30}" width="{60 + (number * place * 37) % 400}" height="20" fill="#0b4a52"/>'
        for place in range(8)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 240">{bars}</svg>'


def _photo(folder: Path, number: int) -> Path:
    from PIL import Image

    grain = random.Random(number).randbytes(500 * 333 * 3)
    path = folder / f"photo-{number}.jpg"
    Image.frombytes("RGB", (500, 333), grain).resize((2000, 1333)).save(path, quality=60)
    return path


def _bare(pages: int) -> None:
    import typst

    typst.compile(('#set page(paper: "us-letter")\n' + (WORDS * 3 + "\n#pagebreak()\n") * pages).encode())


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
