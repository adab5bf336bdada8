"""Keeping, finding and erasing files by their content."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from manantial.kernel.digests import sha256_file
from manantial.ledger.actions import Identified, record
from manantial.vault.models import Blob, place_of

CHUNK = 1024 * 1024


class VaultFull(OSError):
    """The disk has no room; nothing was kept. The message is for people."""


@transaction.atomic
def keep(
    content: bytes | BinaryIO,
    *,
    media_type: str,
    name: str = "",
    now: datetime,
    duration_ms: int | None = None,
) -> Blob:
    """Keep a file and return its row; the same content is kept once.

    Raises VaultFull when the disk is full. What a file *means* is told by the action that keeps it, so this
    verb writes no ledger entry of its own.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    sha256, size = _store(stream)
    return _row(sha256, size, media_type=media_type, name=name, now=now, duration_ms=duration_ms)


def _row(sha256: str, size: int, *, media_type: str, name: str, now: datetime, duration_ms: int | None) -> Blob:
    blob, new = Blob.objects.get_or_create(
        sha256=sha256,
        defaults={
            "size": size,
            "media_type": media_type,
            "name": name[:200],
            "kept_at": now,
            "duration_ms": duration_ms,
        },
    )
    if not new and blob.erased_at is not None:
        blob.erased_at = None
        blob.save(update_fields=["erased_at"])
    return blob


def keep_file(path: Path, *, media_type: str, name: str = "", now: datetime, duration_ms: int | None = None) -> Blob:
    """Keep a file that is on disk, see ``keep``."""
    with path.open("rb") as stream:
        return keep(stream, media_type=media_type, name=name or path.name, now=now, duration_ms=duration_ms)


@transaction.atomic
def adopt_file(path: Path, *, media_type: str, name: str = "", now: datetime, duration_ms: int | None = None) -> Blob:
    """Keep a file of the data folder that nobody changes any more: it is linked, not copied, see ``keep``.

    The file itself stays where it is until somebody removes it.
    """
    sha256 = sha256_file(path)
    place = place_of(sha256)
    if not place.exists():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, place)
            place.chmod(0o444)
        except OSError:  # another disk, or one without links
            return keep_file(path, media_type=media_type, name=name, now=now, duration_ms=duration_ms)
    return _row(
        sha256, path.stat().st_size, media_type=media_type, name=name or path.name, now=now, duration_ms=duration_ms
    )


@transaction.atomic
def erase(blob: Blob, *, reason: str, by: Identified | None, now: datetime) -> None:
    """Erase the bytes of a file for good; its row and the ledger keep that it was."""
    blob.erased_at = now
    blob.save(update_fields=["erased_at"])
    record("blob.erased", blob, by=by, now=now, reason=reason, facts={"sha256": blob.sha256, "size": blob.size})
    drop_bytes(blob)


def drop_bytes(blob: Blob) -> None:
    """Remove the bytes of an erased file once that is sure, unless another alliance keeps the same content."""
    shared = Blob.everywhere.filter(sha256=blob.sha256, erased_at=None).exists()
    if not shared:
        transaction.on_commit(lambda: blob.path().unlink(missing_ok=True))


def pour(stream: IO[bytes], sha256: str) -> Path | None:
    """Put the bytes of a file whose row is known into the vault; None when they lay there already.

    Raises ValueError when they are not those of the digest: nothing of them stays. VaultFull when the disk is full.
    """
    place = place_of(sha256)
    if place.exists():
        return None
    found, _size = _store(stream)
    if found != sha256:
        place_of(found).unlink(missing_ok=True)
        raise ValueError(sha256)
    return place


def _store(stream: IO[bytes]) -> tuple[str, int]:
    """Write the stream beside the vault while hashing it, then move it to its place; return (sha256, bytes)."""
    root: Path = settings.HOME.vault
    root.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=root, prefix=".in-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            sha256, size = _copy(stream, out)
        _settle(Path(temporary), place_of(sha256))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise VaultFull(error.errno, _("El disco está lleno. No se guardó el archivo. Libere espacio.")) from error
        raise
    finally:
        Path(temporary).unlink(missing_ok=True)
    return sha256, size


def _settle(draft: Path, place: Path) -> None:
    """Give a file its place, unless the same content lies there already."""
    if not place.exists():
        place.parent.mkdir(exist_ok=True)
        draft.chmod(0o444)  # kits are hard links: nobody may edit all of them through one
        draft.rename(place)


def _copy(stream: IO[bytes], out: IO[bytes]) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        hasher.update(chunk)
        out.write(chunk)
        size += len(chunk)
    out.flush()
    os.fsync(out.fileno())
    return hasher.hexdigest(), size
