"""The formats of a document behind one door."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from django.utils.text import slugify

from manantial.press.compile import compile_pdf
from manantial.press.document import Document
from manantial.press.writers.docx import write_docx
from manantial.press.writers.epub import write_epub
from manantial.press.writers.html import write_html, write_html_folder
from manantial.press.writers.opendocument import write_odt
from manantial.press.writers.opendocument.spelling import ODT_TYPE
from manantial.press.zips import zip_members


class Format(StrEnum):
    """A file format; its value is the extension."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    EPUB = "epub"
    HTML = "html"
    FOLDER = "zip"  # a folder that opens without internet: index.html with its pictures and sounds beside it

    @property
    def media_type(self) -> str:
        """The type a browser is told."""
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        known = {"pdf": "application/pdf", "docx": word, "odt": ODT_TYPE, "epub": "application/epub+zip"}
        return {**known, "html": "text/html"}.get(self.value, "application/zip")


def write(document: Document, form: Format) -> bytes:
    """The document in one format, ready to be kept. Raises what its writer raises."""
    match form:
        case Format.PDF:
            return compile_pdf(document).content
        case Format.DOCX:
            return write_docx(document)
        case Format.ODT:
            return write_odt(document)
        case Format.EPUB:
            return write_epub(document)
        case Format.HTML:
            return write_html(document).encode()
        case Format.FOLDER:
            return write_folder(document)


def write_folder(document: Document) -> bytes:
    """The page of a document with its media, zipped inside one folder named after its title."""
    return b"".join(folder_pieces(document))


def folder_pieces(document: Document) -> Iterator[bytes]:
    """The same zip piece by piece: hours of reading do not stand in memory."""
    folder = slugify(document.title) or "documento"
    files = {f"{folder}/{name}": content for name, content in write_html_folder(document).items()}
    return zip_members(sorted(files.items()))
