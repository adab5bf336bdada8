"""Putting a bundle together: the rows in one reading of the database, then the file piece by piece while it leaves.

Sounds go from the vault into the zip a mebibyte at a time, so a recording of any length needs no memory.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import ForeignKey, Model

from manantial import __version__
from manantial.alliance.tenancy import current_alliance
from manantial.exchange.bundles import packet
from manantial.exchange.bundles.declared import STAYS, columns, insert_only, kind_of, travelling
from manantial.exchange.bundles.heads import observe, state_of, states
from manantial.exchange.bundles.held import Held
from manantial.exchange.bundles.keys import public_key, signing_key
from manantial.exchange.bundles.packet import Computer, Manifest, Member
from manantial.exchange.bundles.rows import plain, read_rows
from manantial.jobs.models import Job
from manantial.kernel.ids import uuid7
from manantial.press.zips import zip_members
from manantial.vault.models import Blob, place_of

_READ_ME = """\
Este archivo es un paquete de Manantial / This file is a Manantial bundle.

Lleva datos de una alianza de una computadora a otra: voces, permisos, personas y registros, también lo reservado.
No es para publicar. Entréguelo solo a quien cuida la otra computadora. Se lee en Mesa, Intercambio, Dos
computadoras, o con: manantial bundle read ARCHIVO
Adentro: manifest.json (qué trae, con huellas SHA-256), manifest.sig (firma Ed25519), rows/ (una fila por renglón,
JSON) y blobs/ (los archivos, por su huella).

It carries the data of an alliance from one computer to another, reserved data too. Not for publication.
"""


@dataclass
class Collected:
    """What a bundle will carry: the members on disk, the files of the vault, how many rows of each table."""

    folder: Path
    manifest: Manifest
    files: dict[str, Path] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(self.counts.values())

    @property
    def size(self) -> int:
        """Bytes of all members together, before packing."""
        return sum(one.size for one in self.manifest.members.values())


def this_computer() -> Computer:
    """How this computer signs."""
    return Computer(public_key(settings.HOME), platform.node()[:120] or "?", settings.HOME.letter)


def collect(known: Held | None, *, now: datetime) -> Collected:
    """Read everything that travels and is not held by the other computer; None for a whole bundle.

    The rows wait in a folder of the data folder until `pieces` has sent them.
    """
    folder = Path(tempfile.mkdtemp(prefix=".paquete-", dir=settings.HOME.path))
    try:
        with _one_reading():
            observe()
            return _collected(folder, known, now)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def pieces(collected: Collected) -> Iterator[bytes]:
    """The file itself, piece by piece; afterwards nothing of it is left on this computer but what was there before."""
    content = collected.manifest.to_json(STAYS)
    try:
        yield from zip_members(_members(collected, content, signing_key(settings.HOME).sign(content)))
    finally:
        shutil.rmtree(collected.folder, ignore_errors=True)


def _members(
    collected: Collected, content: bytes, signature: bytes
) -> Iterator[tuple[str, bytes | Path | Iterable[bytes]]]:
    yield packet.READ_ME, _READ_ME.encode()
    for path, file in collected.files.items():
        yield path, file if path.startswith("blobs/") else _read(file)
    yield packet.MANIFEST, content
    yield packet.SIGNATURE, signature


def _collected(folder: Path, known: Held | None, now: datetime) -> Collected:
    alliance = current_alliance()
    holds, members, counts, files = Held(), {packet.READ_ME: _member(_READ_ME.encode())}, {}, {}
    blobs: list[tuple[str, UUID]] = []
    for model in travelling():
        kind = kind_of(model)
        file = folder / f"{kind}.ndjson"
        count, member, sent = _table(model, file, holds, known)
        if count:
            path = f"rows/{kind}.ndjson"
            counts[kind], members[path], files[path] = count, member, file
        if model is Blob:
            blobs = sent
    for sha256, pk in blobs:
        place = place_of(sha256)
        if place.is_file() and pk:
            members[f"blobs/{sha256}"], files[f"blobs/{sha256}"] = Member(place.stat().st_size, sha256), place
    members[packet.HELD], files[packet.HELD] = _text(folder / packet.HELD, holds.lines())
    manifest = Manifest(
        id=uuid7(), alliance=alliance.pk, alliance_name=alliance.name, alliance_slug=alliance.slug,
        computer=this_computer(), product=__version__, written_at=now.isoformat(), whole=known is None,
        columns={kind: _names(model) for model in travelling() if (kind := kind_of(model)) in counts},
        members=members,
    )  # fmt: skip
    return Collected(folder, manifest, files, counts)


def _names(model: type[Model]) -> tuple[str, ...]:
    return tuple(one.attname for one in columns(model))


def _table(
    model: type[Model], file: Path, holds: Held, known: Held | None
) -> tuple[int, Member, list[tuple[str, UUID]]]:
    """Write the rows of a table that the other computer lacks; return how many, the member, and the files they name."""
    kind, heads = kind_of(model), {} if insert_only(model) else states(model)
    left = _made_again() if model is Blob else frozenset()
    hasher, size, count, blobs = hashlib.sha256(), 0, 0, []
    with file.open("wb") as out:
        for pk, row in read_rows(model):
            if pk in left:
                continue
            state = state_of(heads[pk]) if heads else None
            head = state.head if state else ""
            holds.add(kind, pk, head)
            if known is not None and known.has(kind, pk, head):
                continue
            told: dict[str, Any] = {"id": str(pk), "row": plain(row)}
            if state:
                told |= {"head": state.head, "before": list(state.before)}
            line = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            hasher.update(line)
            out.write(line)
            size, count = size + len(line), count + 1
            if model is Blob and row["erased_at"] is None:
                blobs.append((str(row["sha256"]), pk))
    return count, Member(size, hasher.hexdigest()), blobs


def _made_again() -> frozenset[UUID]:
    """Files that only a job points to, as a paper that was built: they are made again where they are needed."""
    named: set[str] = set()
    for payload, result in Job.objects.values_list("payload", "result"):
        named |= {str(one["blob"]) for one in (payload, result) if isinstance(one, Mapping) and one.get("blob")}
    if not named:
        return frozenset()
    ids = {UUID(one) for one in named}
    for model in travelling():
        for column in model._meta.concrete_fields:
            if isinstance(column, ForeignKey) and column.related_model is Blob:
                used = model._base_manager.filter(**{f"{column.attname}__in": ids})
                ids -= set(used.values_list(column.attname, flat=True))
    return frozenset(ids)


@contextmanager
def _one_reading() -> Iterator[None]:
    """A transaction in which every table is read as of the same moment."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _member(content: bytes) -> Member:
    return Member(len(content), hashlib.sha256(content).hexdigest())


def _text(file: Path, lines: Iterable[str]) -> tuple[Member, Path]:
    hasher, size = hashlib.sha256(), 0
    with file.open("wb") as out:
        for line in lines:
            content = f"{line}\n".encode("ascii")
            hasher.update(content)
            out.write(content)
            size += len(content)
    return Member(size, hasher.hexdigest()), file


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            yield piece
