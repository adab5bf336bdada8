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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from manantial.kernel.rulings import SaidNo
from manantial.press.document import Document
from manantial.press.edition import edit
from manantial.press.glyphs import FONTS, printable, printable_data
from manantial.press.trimming import boxed
from manantial.press.typesetters import Broken, Refused, typeset_folder
from manantial.press.writers.typst import typeset

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ["ua-1", "a-2a"]
_IMPORT = re.compile(r'#import "([\w-]+\.typ)"')
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")

Files = Mapping[str, bytes | Path]


class PageOverflow(SaidNo):
    """The paper came out with another number of pages than it may have; the message is for people."""


class TypesettingFailed(Exception):
    """Typst refused the paper; the message names the reason in a line, `detail` says where for whoever mends it."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.detail = detail or reason
        reason = reason.strip().splitlines()[0]
        super().__init__(_("No se pudo armar el documento; no se guardó nada. Motivo: %(reason)s") % {"reason": reason})


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF, how many pages it has, and the characters nobody could draw (they are printed as □)."""

    content: bytes
    pages: int
    missing: frozenset[str] = frozenset()


def compile_pdf(document: Document, *, pages: range | None = None) -> Pdf:
    """The document as PDF/UA-1 and PDF/A-2a. `pages` says how many it may have: range(1, 3) = one or two.

    Without `pages` the document's own limit holds.

    Raises PageOverflow, TypesettingFailed.
    """
    job = typeset(edit(document))
    made = compile_template(
        job.template,
        job.data,
        job.files,
        title=document.title,
        language=document.language,
        date=document.date,
        pages=document.pages if pages is None else pages,
    )
    return replace(made, content=boxed(made.content, document.bleed))


def compile_template(
    template: str | Path,
    data: Mapping[str, object],
    files: Files | None = None,
    *,
    title: str,
    language: str,
    date: date,
    pages: range | None = None,
    standards: Sequence[str] = STANDARDS,
) -> Pdf:
    """A PDF from one of press/typst/*.typ (by name) or a .typ of one's own (by path).

    The template finds `data` as json("data.json"), with title, language ("es"), region ("mx") and date added under
    "paper", and every one of `files` beside it under its name. `standards` is emptied only for what no standard
    allows (a page inside a page). Raises PageOverflow, TypesettingFailed.
    """
    task = _Task(template, data, files or {}, title, language, date)
    content, missing = task.run(format="pdf", pdf_standards=list(standards), timestamp=_noon(date).isoformat())
    assert isinstance(content, bytes)
    count = max(map(int, _PAGES.findall(content)))
    if pages is not None and count not in pages:
        raise PageOverflow(_overflow(title, count, pages))
    return Pdf(content, count, missing)


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
    made, _missing = _Task(template, data, files or {}, title, language, date).run(format="png", ppi=ppi)
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


@dataclass(frozen=True, slots=True)
class _Task:
    """One run of Typst in a folder of its own, which is gone afterwards."""

    template: str | Path
    data: Mapping[str, object]
    files: Files
    title: str
    language: str
    date: date

    def run(self, **options: Any) -> tuple[bytes | list[bytes], frozenset[str]]:
        """What Typst made (a list when there are several images) and the characters it could not draw."""
        missing: set[str] = set()
        with tempfile.TemporaryDirectory(prefix="manantial-press-") as name:
            main = self.furnish(Path(name), missing)
            try:
                made = typeset_folder(main.parent, main.name, fonts=FONTS, options=options)
            except Refused as refusal:
                raise TypesettingFailed(refusal.message, refusal.diagnostic) from refusal
            except Broken as end:
                raise TypesettingFailed(_("el programa que arma los papeles se cerró o tardó demasiado")) from end
        return made, frozenset(missing)

    def furnish(self, root: Path, missing: set[str]) -> Path:
        """Put templates, data and files in the folder; the main template is returned."""
        source = self.template if isinstance(self.template, Path) else TEMPLATES / self.template
        main = root / ("main.typ" if isinstance(self.template, Path) else self.template)
        shutil.copyfile(source, main)
        for own in _imported(source.read_text(encoding="utf-8")):
            shutil.copyfile(TEMPLATES / own, root / own)
        for file, content in self.files.items():
            _place(root, file, content, missing)
        data = printable_data({**self.data, "paper": self.paper()}, missing)
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return main

    def paper(self) -> dict[str, object]:
        tag, _dash, region = self.language.partition("-")
        day = [self.date.year, self.date.month, self.date.day]
        return {"title": self.title, "language": tag, "region": region.lower() or None, "date": day}


def _imported(text: str) -> frozenset[str]:
    """The templates of ours that one needs beside it, and those that they need."""
    own = frozenset(_IMPORT.findall(text))
    return own.union(*map(_imported_by, own))


@cache
def _imported_by(template: str) -> frozenset[str]:
    return _imported((TEMPLATES / template).read_text(encoding="utf-8"))


def _place(root: Path, name: str, content: bytes | Path, missing: set[str]) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.suffix == ".typ":
        raise ValueError(f"not a file name for a paper: {name}")
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".svg":
        drawing = content.read_bytes() if isinstance(content, Path) else content
        target.write_text(printable(drawing.decode("utf-8", "replace"), missing), encoding="utf-8")
    elif isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        target.write_bytes(content)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _overflow(title: str, count: int, pages: range) -> str:
    least, most = pages[0], pages[-1]
    allowed = str(least) if least == most else _("%(least)s a %(most)s") % {"least": least, "most": most}
    told = {"title": title, "count": count, "allowed": allowed}
    if count < least:
        return (
            _(
                "«%(title)s» salió con %(count)s páginas y debe tener %(allowed)s. No se guardó el archivo: "
                "escriba las partes que faltan y vuelva a armarlo."
            )
            % told
        )
    return (
        _(
            "«%(title)s» salió con %(count)s páginas y debe tener %(allowed)s. No se guardó el archivo: "
            "acorte los textos o quite elementos y vuelva a armarlo."
        )
        % told
    )
