"""Opening an archive of somebody else: nothing is unpacked, nothing is believed, everything has its limit.

A project is a zip with one `*.qde` at its root and a folder of sources, both written in several ways. Members are read
one by one from the zip that was opened; there is no folder in which the files of two projects could meet.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from django.utils.translation import gettext as _
from docx import Document

from manantial.exchange.readers import Unreadable

MOST_MEMBERS = 100_000
LARGEST_XML = 1 << 30
LARGEST_TEXT = 64 << 20
LARGEST_MEDIA = 2 << 30
LARGEST_TOTAL = 64 << 30
_BOMB_RATIO, _BOMB_FROM = 250, 32 << 20  # text packs 3 to 20 times
_DRIVE = re.compile(r"^[A-Za-z]:")


class Archive:
    """One opened project."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self._members = _checked(file)
        roots = [name for name in self._members if "/" not in name and name.lower().endswith(".qde")]
        if len(roots) != 1:
            raise Unreadable(
                _("El archivo debe traer un solo proyecto (.qde) en su raíz y trae %(count)d.") % {"count": len(roots)}
            )
        self.root = roots[0]

    def xml(self) -> IO[bytes]:
        """The project itself."""
        return self._open(self.root, LARGEST_XML)

    def member(self, path: str) -> str | None:
        """The member that a source names (`internal://x.txt`, `sources/x.txt`), or None when it is not inside."""
        if path.startswith(("relative:", "absolute:", "file:", "http:", "https:")):
            return None
        bare = path.removeprefix("internal://").lstrip("/")
        wanted = {f"sources/{bare}".lower(), bare.lower()}
        return next((name for name in self._members if name.lower() in wanted), None) if bare else None

    def text(self, member: str) -> str:
        """The text of a member as it was written: line ends kept, the mark of its encoding taken off."""
        return decoded(self._open(member, LARGEST_TEXT).read(LARGEST_TEXT + 1))

    def rich_text(self, member: str) -> str:
        """The paragraphs of a DOCX member; Unreadable when it cannot be opened."""
        content = self._open(member, LARGEST_TEXT).read(LARGEST_TEXT + 1)
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                _checked(inner)
            return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
        except (zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError) as error:
            raise Unreadable(_("El documento %(name)s no se puede abrir.") % {"name": member}) from error

    def copy(self, member: str, to: Path) -> Path:
        """Write a sound, a film or a picture to a file of ours, for the programs that need one."""
        with self._open(member, LARGEST_MEDIA) as source, to.open("wb") as target:
            while piece := source.read(1 << 20):
                target.write(piece)
        return to

    def size(self, member: str) -> int:
        """The bytes of a member."""
        return self._members[member].file_size

    def _open(self, name: str, limit: int) -> IO[bytes]:
        if self._members[name].file_size > limit:
            raise Unreadable(_("«%(name)s» es demasiado grande para un proyecto.") % {"name": name})
        try:
            return self._file.open(self._members[name])
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:  # with a password, or a rare packing
            raise Unreadable(_("«%(name)s» no se puede abrir dentro del archivo.") % {"name": name}) from error


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """Open a .qdpx; Unreadable when it is none or is built to do harm."""
    try:
        with zipfile.ZipFile(path) as file:
            yield Archive(file)
    except zipfile.BadZipFile as error:
        raise Unreadable(_("El archivo está dañado: el ZIP no se puede abrir.")) from error


def is_project(path: Path) -> bool:
    """A zip with a `*.qde` at its root."""
    try:
        with zipfile.ZipFile(path) as file:
            return any("/" not in name and name.lower().endswith(".qde") for name in file.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def decoded(content: bytes) -> str:
    """Text of unknown encoding: its mark, else UTF-8, else the old one of Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _checked(file: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    entries = file.infolist()
    if len(entries) > MOST_MEMBERS:
        raise Unreadable(_("El archivo trae demasiadas piezas para ser un proyecto."))
    total = 0
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.endswith("/"):
            continue
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/") or posixpath.normpath(name) != name:
            raise Unreadable(_("El archivo trae nombres que salen de su carpeta; no se abre."))
        if name in members:
            raise Unreadable(_("El archivo trae dos piezas con el mismo nombre (%(name)s).") % {"name": name})
        if entry.file_size > _BOMB_FROM and entry.file_size > _BOMB_RATIO * max(entry.compress_size, 1):
            raise Unreadable(_("El archivo se infla demasiado al abrirse; no se abre."))
        total += entry.file_size
        members[name] = entry
    if total > LARGEST_TOTAL:
        raise Unreadable(_("El archivo se infla demasiado al abrirse; no se abre."))
    return members
