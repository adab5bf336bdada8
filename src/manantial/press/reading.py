"""Word and OpenDocument files that come back from people: opened with care, read as trees and as lines."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

LARGEST = 64 * 1024 * 1024  # bytes of a document once unfolded, pictures left out
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINES = {f"{_TEXT}p", f"{_TEXT}h"}
_ASIDE = {f"{_TEXT}note", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"}


class NotADocument(ValueError):
    """The bytes are no office document, are damaged, or unfold to more than anybody writes."""


def parts_of(content: bytes, *names: str) -> dict[str, _Element]:
    """The named parts of an office file as trees, those that are there. Raises NotADocument.

    Nothing outside the file is ever read, and no entity is unfolded.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            held = {item.filename: item for item in archive.infolist() if item.filename in names}
            if sum(item.file_size for item in held.values()) > LARGEST:
                raise NotADocument("too large")
            return {name: etree.fromstring(archive.read(item), parser) for name, item in held.items()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        etree.XMLSyntaxError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise NotADocument("damaged") from error


def names_in(content: bytes) -> frozenset[str]:
    """The names of the files inside a zip. Raises NotADocument."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except zipfile.BadZipFile as error:
        raise NotADocument("damaged") from error


def odt_lines(content: bytes) -> Iterator[str]:
    """The paragraphs of an OpenDocument text in their order, without notes and comments. Raises NotADocument."""
    tree = parts_of(content, "content.xml").get("content.xml")
    if tree is None:
        raise NotADocument("no content")
    for line in tree.iter(*_LINES):
        if not any(above.tag in _ASIDE for above in line.iterancestors()):
            yield "".join(_said(line))


def _said(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag == f"{_TEXT}s":
            yield " " * int(inner.get(f"{_TEXT}c", "1"))
        elif inner.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield "\t" if inner.tag.endswith("tab") else "\n"
        elif inner.tag not in _ASIDE:
            yield from _said(inner)
        yield inner.tail or ""
