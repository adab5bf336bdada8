"""The four formats of a document behind one door."""

from __future__ import annotations

from enum import StrEnum

from manantial.press.compile import compile_pdf
from manantial.press.document import Document
from manantial.press.writers.docx import write_docx
from manantial.press.writers.epub import write_epub
from manantial.press.writers.html import write_html


class Format(StrEnum):
    """A file format; its value is the extension."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """The type a browser is told."""
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return {"pdf": "application/pdf", "docx": word, "epub": "application/epub+zip", "html": "text/html"}[self.value]


def write(document: Document, form: Format) -> bytes:
    """The document in one format, ready to be kept. Raises what its writer raises."""
    match form:
        case Format.PDF:
            return compile_pdf(document).content
        case Format.DOCX:
            return write_docx(document)
        case Format.EPUB:
            return write_epub(document)
        case Format.HTML:
            return write_html(document).encode()
