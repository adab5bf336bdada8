"""Reading large tables of others line by line: any usual encoding, separator or compression, never all in memory."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from manantial.exchange.readers import Unreadable

_CHUNK = 1 << 20
_LARGEST = 1_000_000_000  # bytes after decompression: five times the national census
_LONGEST_HEAD = 200_000
_SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Head:
    """How a table is written: encoding, separator and its columns as printed."""

    encoding: str
    separator: str
    columns: tuple[str, ...]


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes, through gzip when it is compressed; Unreadable when it is damaged."""
    with path.open("rb") as raw:
        compressed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        try:
            yield cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if compressed else raw
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Unreadable(_("El archivo comprimido está dañado o incompleto. Vuelva a copiarlo.")) from error


def head_of(path: Path) -> Head:
    """Find encoding, separator and columns of a table, reading it through once."""
    encoding = _encoding(path)
    with opened(path) as stream:
        line = stream.readline(_LONGEST_HEAD).decode(encoding)
    separator = max(_SEPARATORS, key=line.count)
    columns = next(csv.reader([line], delimiter=separator), [])
    return Head(encoding, separator, tuple(column.strip().strip("\ufeff") for column in columns))


def _encoding(path: Path) -> str:
    """utf-8 (with or without mark) when the whole file is, else latin-1, which is what INEGI also publishes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    size, latin = 0, False
    with opened(path) as stream:
        while chunk := stream.read(_CHUNK):
            if size == 0 and chunk[:2] in {b"\xff\xfe", b"\xfe\xff"}:
                raise Unreadable(_("La tabla está en UTF-16. Guárdela de nuevo como CSV en UTF-8 o en latin-1."))
            if b"\x00" in chunk:
                raise Unreadable(_("El archivo no es una tabla de texto (CSV)."))
            size += len(chunk)
            if size > _LARGEST:
                raise Unreadable(_("La tabla es demasiado grande: más de %(gb)d GB.") % {"gb": _LARGEST // 10**9})
            if not latin:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    latin = True
    return "cp1252" if latin else "utf-8-sig"


def rows_of(
    path: Path, head: Head, known_as: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield each row as (line in the file, {COLUMN: text}), column names in capitals, without empty rows.

    `known_as` gives the name under which a column is wanted, where a source calls it otherwise.
    """
    printed = [column.upper() for column in head.columns]
    names = [known_as.get(name, name) for name in printed]
    with opened(path) as stream:
        text = io.TextIOWrapper(stream, encoding=head.encoding, errors="replace", newline="")
        reader = csv.reader(text, delimiter=head.separator)
        try:
            next(reader, None)
            for row in reader:
                if not any(row):
                    continue
                if len(row) != len(names):
                    raise Unreadable(
                        _("tiene %(found)s columnas y el encabezado %(expected)s.")
                        % {"found": len(row), "expected": len(names)},
                        reader.line_num,
                    )
                yield reader.line_num, dict(zip(names, (cell.strip() for cell in row), strict=True))
        except csv.Error as error:
            raise Unreadable(
                _("la tabla está rota: comillas sin cerrar o un renglón sin fin."), reader.line_num
            ) from error


def require(head: Head, what: str, *groups: tuple[str, ...]) -> None:
    """Refuse a table that lacks a column of each group, naming what was expected and what there is."""
    present = {column.upper() for column in head.columns}
    lacking = [" / ".join(group) for group in groups if not present & set(group)]
    if lacking:
        raise Unreadable(
            _("A %(what)s le faltan columnas: %(lacking)s. Tiene: %(present)s.")
            % {"what": what, "lacking": ", ".join(lacking), "present": _some(head.columns)},
            1,
        )


def _some(columns: tuple[str, ...], most: int = 12) -> str:
    named = ", ".join(columns[:most])
    return (
        named if len(columns) <= most else _("%(named)s y %(more)s más") % {"named": named, "more": len(columns) - most}
    )
