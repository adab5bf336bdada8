"""Word, OpenDocument and plain text: a paragraph is a turn; `[00:01:02]`, `#00:01:02-3#`, `Name:` are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.table import Table

from manantial.kernel.rulings import gettext_noop as _
from manantial.press.reading import NotADocument, odt_lines
from manantial.press.writers.opendocument.spelling import ODT_TYPE
from manantial.voices.rules.captions.shape import CaptionFormat, Captions, UnreadableCaptions
from manantial.voices.rules.turns import read_turns

_WHOLE = 64 * 1024 * 1024  # bytes of a document once unfolded
_TIMED_CELLS = 3  # second, who speaks, words


def read_txt(text: str) -> Captions:
    """The turns of a plain text. Raises UnreadableCaptions for one without words."""
    turns = read_turns(text)
    if not turns:
        raise UnreadableCaptions(_("El archivo no trae palabras que se puedan leer."))
    return Captions(CaptionFormat.TXT, tuple(turns))


def read_docx(content: bytes) -> Captions:
    """The turns of a Word document, its paragraphs and the rows of its tables in their order.

    Raises UnreadableCaptions for what is no document, is damaged, or unfolds to more than 64 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            if "word/document.xml" not in folder.namelist():
                raise UnreadableCaptions(_("Es un archivo comprimido y no un documento de Word."))
            if sum(entry.file_size for entry in folder.infolist()) > _WHOLE:
                raise UnreadableCaptions(_("El documento es demasiado grande para una transcripción."))
        lines = list(_lines(content))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        if isinstance(error, UnreadableCaptions):
            raise
        raise UnreadableCaptions(_("El documento de Word está cortado o dañado.")) from error
    turns = read_turns("\n\n".join(lines))
    if not turns:
        raise UnreadableCaptions(_("El archivo no trae palabras que se puedan leer."))
    return Captions(CaptionFormat.DOCX, tuple(turns))


def read_odt(content: bytes) -> Captions:
    """The turns of an OpenDocument text, a paragraph each. Raises UnreadableCaptions for a damaged or empty one."""
    try:
        lines = list(odt_lines(content))
    except NotADocument as error:
        raise UnreadableCaptions(_("El documento de OpenDocument está cortado o dañado.")) from error
    turns = read_turns("\n\n".join(lines))
    if not turns:
        raise UnreadableCaptions(_("El archivo no trae palabras que se puedan leer."))
    return Captions(CaptionFormat.ODT, tuple(turns))


def is_odt(content: bytes) -> bool:
    """Whether a zip says in its first bytes that it is an OpenDocument text."""
    return ODT_TYPE.encode() in content[:120]


def _lines(content: bytes) -> Iterator[str]:
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield from (_row([cell.text.strip() for cell in row.cells]) for row in block.rows)
        else:
            yield block.text


def _row(cells: list[str]) -> str:
    full = [" ".join(cell.split()) for cell in cells]
    if len(full) == _TIMED_CELLS:
        return f"[{full[0].strip('[]()#')}] {full[1].rstrip(':')}: {full[2]}"
    return f"{full[0].rstrip(':')}: {' '.join(full[1:])}" if len(full) > 1 and full[0] else " ".join(full)
