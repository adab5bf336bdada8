"""Typst in a closed room: a temporary root, data as JSON, our fonts only, no packages, pages counted.

Text never becomes Typst code: templates read it from data.json, so `#import` or `@preview` in somebody's words is just
text.
The document date is the only clock, so equal input gives equal bytes on one machine.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path, PurePosixPath

import typst
from django.utils.translation import gettext as _

from manantial.press.document import Document
from manantial.press.edition import edit
from manantial.press.writers.typst import typeset

HERE = Path(__file__).parent
TEMPLATES = HERE / "typst"
FONTS = HERE / "fonts"
STANDARDS = ["ua-1", "a-2a"]
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")

Files = Mapping[str, bytes | Path]


class PageOverflow(Exception):
    """The paper came out with another number of pages than it may have; the message is for people."""


class TypesettingFailed(Exception):
    """Typst refused the paper; the message names the reason."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


def compile_pdf(document: Document, *, pages: range | None = None) -> Pdf:
    """The document as PDF/UA-1 and PDF/A-2a. `pages` says how many it may have: range(1, 3) = one or two.

    Raises PageOverflow, TypesettingFailed.
    """
    job = typeset(edit(document))
    return compile_template(
        job.template,
        job.data,
        job.files,
        title=document.title,
        language=document.language,
        date=document.date,
        pages=pages,
    )


def compile_template(
    template: str | Path,
    data: Mapping[str, object],
    files: Files | None = None,
    *,
    title: str,
    language: str,
    date: date,
    pages: range | None = None,
) -> Pdf:
    """A PDF from one of press/typst/*.typ (by name) or a .typ of one's own (by path).

    The template finds `data` as json("data.json"), with title, language ("es"), region ("mx") and date added under
    "paper", and every one of `files` beside it under its name. Raises PageOverflow, TypesettingFailed.
    """
    with _job(template, data, files or {}, title=title, language=language, date=date) as compiler:
        content = _run(compiler, format="pdf", pdf_standards=STANDARDS, timestamp=_noon(date))
    count = max(map(int, _PAGES.findall(content)))
    if pages is not None and count not in pages:
        raise PageOverflow(_overflow(title, count, pages))
    return Pdf(content, count)


def preview_png(document: Document, *, ppi: float = 96) -> list[bytes]:
    """One PNG a page, to look at before printing."""
    job = typeset(edit(document))
    return preview_template(
        job.template,
        job.data,
        job.files,
        title=document.title,
        language=document.language,
        date=document.date,
        ppi=ppi,
    )


def preview_template(
    template: str | Path,
    data: Mapping[str, object],
    files: Files | None = None,
    *,
    title: str,
    language: str,
    date: date,
    ppi: float = 96,
) -> list[bytes]:
    """One PNG a page of what compile_template would print."""
    with _job(template, data, files or {}, title=title, language=language, date=date) as compiler:
        made = _run(compiler, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def svg_to_png(drawing: bytes, *, width_px: int) -> bytes:
    """An SVG drawn as PNG of that width, with our fonts, background transparent."""
    return svgs_to_png([drawing], width_px=width_px)[0]


def svgs_to_png(drawings: Sequence[bytes], *, width_px: int) -> list[bytes]:
    """Several SVG in one run, all of that width in pixels."""
    if not drawings:
        return []
    files = {f"{number}.svg": drawing for number, drawing in enumerate(drawings)}
    data = {"drawings": list(files), "width": width_px}
    return preview_template("raster.typ", data, files, title="-", language="es", date=date(2000, 1, 1), ppi=72)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@contextmanager
def _job(
    template: str | Path, data: Mapping[str, object], files: Files, *, title: str, language: str, date: date
) -> Iterator[typst.Compiler]:
    tag, _dash, region = language.partition("-")
    paper = {
        "title": title,
        "language": tag,
        "region": region.lower() or None,
        "date": [date.year, date.month, date.day],
    }
    with tempfile.TemporaryDirectory(prefix="manantial-press-") as name:
        root = Path(name)
        for own in TEMPLATES.glob("*.typ"):
            shutil.copyfile(own, root / own.name)
        main = root / "main.typ" if isinstance(template, Path) else root / template
        if isinstance(template, Path):
            shutil.copyfile(template, main)
        for file, content in files.items():
            _place(root, file, content)
        (root / "data.json").write_text(json.dumps({**data, "paper": paper}, ensure_ascii=False), encoding="utf-8")
        yield typst.Compiler(main, root=root, font_paths=_fonts(), ignore_system_fonts=True)


def _place(root: Path, name: str, content: bytes | Path) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.suffix == ".typ":
        raise ValueError(f"not a file name for a paper: {name}")
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        target.write_bytes(content)


def _run(compiler: typst.Compiler, **options: object) -> bytes:
    try:
        return compiler.compile(**options)  # type: ignore[arg-type,return-value]
    except RuntimeError as refusal:
        reason = getattr(refusal, "diagnostic", "") or str(refusal)
        raise TypesettingFailed(_("No se pudo armar el documento: %(reason)s") % {"reason": reason}) from refusal


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _overflow(title: str, count: int, pages: range) -> str:
    least, most = pages[0], pages[-1]
    allowed = str(least) if least == most else _("%(least)s a %(most)s") % {"least": least, "most": most}
    return _(
        "«%(title)s» salió con %(count)s páginas y debe tener %(allowed)s. No se guardó el archivo: "
        "acorte los textos o quite elementos y vuelva a armarlo."
    ) % {"title": title, "count": count, "allowed": allowed}
