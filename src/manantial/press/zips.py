"""A bag as one zip, written while it is sent: no temporary file, equal bytes for equal input."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from manantial.press.bags import Entry, seal, with_tags

CHUNK = 1 << 20


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


def _pieces(entry: Entry) -> Iterator[bytes]:
    if isinstance(entry.source, bytes):
        yield entry.source
        return
    with entry.source.open("rb") as source:
        while piece := source.read(CHUNK):
            yield piece
