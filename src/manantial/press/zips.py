"""Zips written while they are sent: no temporary file, equal bytes for equal input; a bag as one zip."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

from manantial.press.bags import Entry, seal, with_tags

CHUNK = 1 << 20
_FULL = 1 << 16  # bytes gathered before they are handed on
_EPOCH = (1980, 1, 1, 0, 0, 0)


class _Outlet(io.RawIOBase):
    """A file that only takes bytes and hands them on."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        taken = bytes(content)  # type: ignore[call-overload]
        self.waiting.append(taken)
        return len(taken)

    def taken(self) -> bytes:
        content, self.waiting = b"".join(self.waiting), []
        return content


def zip_bag(name: str, entries: Iterable[Entry], *, info: Mapping[str, str], date: datetime.date) -> Iterator[bytes]:
    """Yield a zip that holds the bag in a folder ``name``; stored, because sound and pictures do not shrink."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for entry in with_tags(seal(entries), info, date):
            member = zipfile.ZipInfo(f"{name}/{entry.path}", (date.year, date.month, date.day, 0, 0, 0))
            member.external_attr = 0o644 << 16
            with archive.open(member, "w", force_zip64=entry.size > 1 << 31) as out:
                for piece in _pieces(entry):
                    out.write(piece)
                    yield outlet.taken()
    yield outlet.taken()


def zip_members(members: Iterable[tuple[str, bytes | Path | Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield a zip of (name, content): bytes and files are stored as they are, pieces are packed while they are made.

    Carries no hour, so that equal members are equal bytes. No member may pass 2 GiB: programs that read office files
    and research projects refuse larger ones.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.external_attr = 0o644 << 16
            if isinstance(content, bytes | Path):
                yield from _stored(archive, outlet, member, content)
                continue
            member.compress_type = zipfile.ZIP_DEFLATED
            member._compresslevel = 1  # type: ignore[attr-defined]  # public only from 3.13
            with archive.open(member, "w") as out:
                yield from _poured(content, out, outlet)
    yield outlet.taken()


def _stored(
    archive: zipfile.ZipFile, outlet: _Outlet, member: zipfile.ZipInfo, content: bytes | Path
) -> Iterator[bytes]:
    """Put a whole member with its size in front: a spreadsheet reads its type from the first one without seeking."""
    member.CRC = member.file_size = 0
    for piece in _read(content):
        member.CRC, member.file_size = zlib.crc32(piece, member.CRC), member.file_size + len(piece)
    member.compress_size = member.file_size
    member.header_offset = archive.start_dir
    file = cast(IO[bytes], archive.fp)
    file.write(member.FileHeader(zip64=False))
    for piece in _read(content):
        file.write(piece)
        if len(piece) >= _FULL:
            yield outlet.taken()
    archive.filelist.append(member)
    archive.NameToInfo[member.filename] = member
    archive.start_dir = file.tell()
    archive._didModify = True  # type: ignore[attr-defined]


def _poured(pieces: Iterable[bytes], out: IO[bytes], outlet: _Outlet) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        out.write(piece)
        size += len(piece)
        if size >= _FULL:
            size = 0
            if ready := outlet.taken():
                yield ready


def _pieces(entry: Entry) -> Iterator[bytes]:
    return _read(entry.source)


def _read(source: bytes | Path) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece
