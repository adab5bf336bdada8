"""What every reader of foreign files promises: it takes a whole file in, or says in Spanish why it cannot.

A reader knows a format and nothing of the database. It never guesses: what it does not understand it names, with the
line, what it expected and what it found; nothing has been written yet when it does.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from manantial.kernel.rulings import SaidNo

_Read = TypeVar("_Read", covariant=True)

#: done, total (None when unknown), what is being done
Progress = Callable[[int, int | None, str], None]


class Unreadable(SaidNo, ValueError):
    """A file that cannot be taken in; the message is for people. `line` counts from 1, None when it has no place."""

    def __init__(self, message: str, line: int | None = None) -> None:
        said = message if line is None else _("Línea %(line)s: %(message)s") % {"line": line, "message": message}
        super().__init__(said)
        self.line = line


class Format(StrEnum):
    """What a file is, told by its content."""

    DOSSIER_PAGE = "dossier_page"
    CENSUS = "census"
    MARGINATION = "margination"
    BOUNDARIES = "boundaries"
    RESEARCH = "research"  # REFI-QDA project (.qdpx)
    CODEBOOK = "codebook"  # REFI-QDA codebook (.qdc), or a bare .qde


class Reader(Protocol[_Read]):
    """Reads one file whole."""

    def __call__(self, path: Path) -> _Read:
        """Return what the file says; Unreadable when it cannot be used."""


def quiet(done: int, total: int | None, message: str) -> None:
    """Tell nobody how far work is: for callers that do not show it."""


def bytes_of(path: Path, limit: int) -> bytes:
    """Read a file that must fit in memory; Unreadable above `limit` bytes or when it is empty."""
    size = path.stat().st_size
    if size > limit:
        raise Unreadable(
            _("El archivo pesa %(size).1f MB y aquí se aceptan hasta %(limit).0f MB.")
            % {"size": size / 1e6, "limit": limit / 1e6}
        )
    content = path.read_bytes()
    if not content.strip():
        raise Unreadable(_("El archivo está vacío."))
    return content
