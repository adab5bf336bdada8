"""The file of a bundle: a zip that says what it holds, signed, and is believed only after every byte was compared.

`manifest.json` lists every other member with its size and SHA-256; `manifest.sig` signs those very bytes with the
Ed25519 key of the computer that wrote it; `rows/TABLE.ndjson` holds one row to a line; `held.txt` names everything
that the writer holds, so that the answer need carry only what is missing there; `blobs/SHA256` are the files.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.exchange.bundles.keys import is_signed
from manantial.kernel.digests import sha256_stream
from manantial.kernel.rulings import SaidNo

FORMAT = 1
MANIFEST, SIGNATURE, HELD, READ_ME = "manifest.json", "manifest.sig", "held.txt", "LEEME.txt"
_LONGEST_MANIFEST = 64 << 20  # bytes
_LONGEST_TABLE = 2 << 30
_LONGEST_LINE = 64 << 20
_MEMBER = re.compile(r"rows/([a-z]+)\.ndjson|blobs/([0-9a-f]{64})|held\.txt|LEEME\.txt")

Progress = Callable[[int, int | None, str], None]


class BundleRefused(SaidNo, ValueError):
    """A bundle cannot be read or written so; nothing was changed. The message is for people."""


@dataclass(frozen=True)
class Computer:
    """Which computer wrote a bundle: its public key, how it is called, and the letter in its folios."""

    key: str
    name: str
    letter: str = ""


@dataclass(frozen=True)
class Member:
    """A member of the zip: size in bytes and SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a bundle says about itself."""

    id: UUID
    alliance: UUID
    alliance_name: str
    alliance_slug: str
    computer: Computer
    product: str
    written_at: str
    whole: bool
    columns: Mapping[str, tuple[str, ...]]  # of each table it carries
    members: Mapping[str, Member]

    def to_json(self, stays: Mapping[str, str]) -> bytes:
        """As it is written and signed; `stays` tells why other tables do not travel."""
        told = {
            "format": FORMAT,
            "id": str(self.id),
            "alliance": {"id": str(self.alliance), "name": self.alliance_name, "slug": self.alliance_slug},
            "computer": {"key": self.computer.key, "name": self.computer.name, "letter": self.computer.letter},
            "product": self.product,
            "written_at": self.written_at,
            "whole": self.whole,
            "columns": {kind: list(names) for kind, names in self.columns.items()},
            "stays": dict(stays),
            "members": {path: [one.size, one.sha256] for path, one in self.members.items()},
        }
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


class Packet:
    """An open bundle whose manifest was read and whose signature is good."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive, self.manifest = archive, manifest

    def rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """The lines of a table, one by one; nothing when the bundle carries none of it."""
        path = f"rows/{kind}.ndjson"
        if path not in self.manifest.members:
            return
        with self.archive.open(path) as lines:
            while line := lines.readline(_LONGEST_LINE):
                try:
                    read = json.loads(line)
                except ValueError as error:
                    raise _damaged(path) from error
                if not isinstance(read, dict):
                    raise _damaged(path)
                yield read

    def lines(self, path: str) -> Iterator[str]:
        """The lines of a text member."""
        with self.archive.open(path) as text:
            for line in text:
                yield line.decode("ascii", "replace").rstrip("\n")

    def blob(self, sha256: str) -> IO[bytes]:
        """The bytes of a file, as a stream."""
        return self.archive.open(f"blobs/{sha256}")

    def blobs(self) -> list[str]:
        """The files that it carries, by SHA-256."""
        return [path[6:] for path in self.manifest.members if path.startswith("blobs/")]

    def verify(self, progress: Progress) -> None:
        """Compare every byte with the manifest before anything is believed; raises BundleRefused."""
        members = self.manifest.members
        for done, (path, member) in enumerate(members.items(), start=1):
            try:
                with self.archive.open(path) as stream:
                    found = sha256_stream(stream)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
                raise _damaged(path) from error
            if found != member.sha256 or (path.startswith("blobs/") and path[6:] != found):
                raise _damaged(path)
            progress(done, len(members), "")


@contextmanager
def opened(path: Path) -> Iterator[Packet]:
    """Open a bundle, check its shape and its signature; raises BundleRefused for anything that is none."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BundleRefused(
            _("Ese archivo no es un paquete de Manantial, o llegó incompleto. No se tomó nada. Cópielo otra vez.")
        ) from error
    with archive:
        try:
            content, signature = _small(archive, MANIFEST), _small(archive, SIGNATURE)
            manifest = _read(content)
        except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, EOFError) as error:
            if isinstance(error, BundleRefused):
                raise
            raise BundleRefused(_("Ese archivo no es un paquete de Manantial. No se tomó nada.")) from error
        if not is_signed(content, signature, manifest.computer.key):
            raise BundleRefused(_("La firma del paquete no coincide: alguien lo cambió o se dañó. No se tomó nada."))
        _require_shape(archive, manifest)
        yield Packet(archive, manifest)


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LONGEST_MANIFEST:
        raise ValueError(name)
    return archive.read(name)


def _read(content: bytes) -> Manifest:
    told = json.loads(content)
    if told["format"] != FORMAT:
        raise BundleRefused(
            _("El paquete es de una versión más nueva de Manantial. No se tomó nada. Actualice esta computadora.")
        )
    alliance, computer = told["alliance"], told["computer"]
    return Manifest(
        id=UUID(told["id"]),
        alliance=UUID(alliance["id"]),
        alliance_name=str(alliance["name"]),
        alliance_slug=str(alliance["slug"]),
        computer=Computer(str(computer["key"]), str(computer["name"])[:120], str(computer["letter"])[:1]),
        product=str(told["product"])[:40],
        written_at=str(told["written_at"])[:40],
        whole=bool(told["whole"]),
        columns={str(kind): tuple(map(str, names)) for kind, names in told["columns"].items()},
        members={str(path): Member(int(size), str(sha256)) for path, (size, sha256) in told["members"].items()},
    )


def _require_shape(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Only known members, each once and of the size that was signed: no path leaves, nothing swells."""
    names = [info.filename for info in archive.infolist()]
    expected = {*manifest.members, MANIFEST, SIGNATURE}
    if len(names) != len(set(names)) or set(names) != expected:
        raise BundleRefused(_("El paquete está incompleto o trae archivos que no anunció. No se tomó nada."))
    for path, member in manifest.members.items():
        info = archive.getinfo(path)
        limit = None if path.startswith("blobs/") else _LONGEST_TABLE
        if (
            not _MEMBER.fullmatch(path)
            or info.file_size != member.size
            or (limit is None and info.compress_type != zipfile.ZIP_STORED)
            or (limit is not None and member.size > limit)
        ):
            raise _damaged(path)


def _damaged(path: str) -> BundleRefused:
    return BundleRefused(
        _("El paquete está dañado o alterado (%(path)s). No se tomó nada. Cópielo otra vez de la otra computadora.")
        % {"path": path}
    )
