"""Files on their way in, piece by piece: open, append, finish, forget.

A phone on a hill loses its line and a laptop closes its lid. What came is on disk at once, the next piece goes on
where the last one stopped, and a piece that comes twice changes nothing. Only one piece is in memory at a time.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.vault.actions import VaultFull
from manantial.vault.models import Arrival

PIECE = 4 * 1024 * 1024  # bytes of one piece at most
KEPT = timedelta(days=14)  # an arrival that nobody touched for so long is dropped
ROOM = 64 * 1024 * 1024  # bytes that must stay free on the disk
FILE, RECORDING = "file", "recording"


class ArrivalRefused(ValueError):
    """The file cannot come in so; the message is for people and nothing was written."""


class WrongPlace(ArrivalRefused):
    """The piece does not begin where the file ends; ``got`` says where the next one begins (bytes)."""

    def __init__(self, got: int) -> None:
        super().__init__(_("Falta un pedazo antes de este: siga desde el byte %(got)d.") % {"got": got})
        self.got = got


@transaction.atomic
def open_arrival(
    account: UUID,
    *,
    purpose: str = FILE,
    name: str = "",
    media_type: str = "",
    size: int | None = None,
    facts: Mapping[str, object] | None = None,
    now: datetime,
) -> Arrival:
    """Announce a file. Raises ArrivalRefused when it is empty or too large, VaultFull when it would not fit."""
    limit = settings.ARRIVAL_LIMIT
    if size is not None and size <= 0:
        raise ArrivalRefused(_("El archivo está vacío. Escoja otro."))
    if size is not None and size > limit:
        raise ArrivalRefused(
            _("El archivo pesa más de %(limit)s MB. Córtelo en partes o guárdelo con menos calidad.")
            % {"limit": limit // 1_048_576}
        )
    _require_room(size or 0)
    return Arrival.objects.create(
        account_id=account,
        purpose=purpose,
        name=name[:200],
        media_type=media_type[:100],
        size=size,
        facts=dict(facts or {}),
        started_at=now,
        touched_at=now,
    )


@transaction.atomic
def append(arrival: Arrival, offset: int, piece: bytes, *, now: datetime) -> int:
    """Add a piece that begins at `offset` (bytes); return how many bytes are here now.

    A piece that is here already changes nothing. Raises WrongPlace for one that comes too early, ArrivalRefused for one
    that is too large or goes beyond what was announced, VaultFull when the disk has no room; what came before stays.
    """
    row = Arrival.objects.select_for_update().get(pk=arrival.pk)
    fresh = _new_part(row, offset, piece)
    if fresh:
        _write(row.path(), row.got, fresh)
        row.got += len(fresh)
        row.touched_at = now
        row.save(update_fields=["got", "touched_at"])
    arrival.got, arrival.touched_at = row.got, row.touched_at
    return row.got


@transaction.atomic
def note_facts(arrival: Arrival, facts: Mapping[str, object], *, now: datetime) -> None:
    """Remember beside the bytes what the form knows: marks of time, how long the recording is."""
    row = Arrival.objects.select_for_update().get(pk=arrival.pk)
    row.facts = {**row.facts, **facts}
    row.touched_at = now
    row.save(update_fields=["facts", "touched_at"])
    arrival.facts = row.facts


def finish(arrival: Arrival) -> Path:
    """Return where the whole file lies. Raises ArrivalRefused while something is missing."""
    row = Arrival.objects.get(pk=arrival.pk)
    path = row.path()
    here = path.stat().st_size if path.is_file() else 0
    if here < row.got or row.got == 0:
        raise ArrivalRefused(_("El archivo no está completo en este equipo. Mándelo otra vez."))
    if row.size is not None and row.got < row.size:
        raise ArrivalRefused(
            _("Todavía falta mandar %(rest)d MB de «%(name)s».")
            % {"rest": max(1, (row.size - row.got) // 1_048_576), "name": row.name}
        )
    if here > row.got:  # a crash between the bytes and their count
        os.truncate(path, row.got)
    return path


def close(arrival: Arrival, *, now: datetime) -> None:
    """Say that the file has its place in the vault; its bytes here go when the transaction holds."""
    Arrival.objects.filter(pk=arrival.pk).update(closed_at=now)
    path = arrival.path()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def forget(arrival: Arrival) -> None:
    """Drop an arrival and its bytes: somebody does not want it, or nobody came back."""
    path = arrival.path()
    Arrival.objects.filter(pk=arrival.pk).delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def waiting(account: UUID, *, purpose: str = "") -> QuerySet[Arrival]:
    """What an account began to send and that has no place yet, the newest first."""
    rows = Arrival.objects.filter(account_id=account, closed_at=None)
    return rows.filter(purpose=purpose) if purpose else rows


def whole(account: UUID) -> QuerySet[Arrival]:
    """Of these, what may be used as it is: files that are all here, and recordings that have anything."""
    return waiting(account).filter(Q(size=None) | Q(size=F("got")), got__gt=0)


def sweep(now: datetime) -> int:
    """Drop what nobody touched for days, of every alliance, and bytes without a row; return how many."""
    dropped = 0
    for alliance in Alliance.objects.all():
        with working_for(alliance):
            for stale in Arrival.objects.filter(touched_at__lt=now - KEPT):
                forget(stale)
                dropped += 1
    known = {key.hex for key in Arrival.everywhere.filter(closed_at=None).values_list("pk", flat=True)}
    folder = settings.HOME.path / "arrivals"
    for path in folder.glob("*.part") if folder.is_dir() else ():
        if path.stem not in known and now.timestamp() - path.stat().st_mtime > KEPT.total_seconds():
            path.unlink(missing_ok=True)
    return dropped


def _new_part(row: Arrival, offset: int, piece: bytes) -> bytes:
    if row.closed_at is not None:
        raise ArrivalRefused(_("Ese archivo ya se guardó."))
    if len(piece) > PIECE:
        raise ArrivalRefused(_("El pedazo pesa más de %(limit)d MB.") % {"limit": PIECE // 1_048_576})
    if offset < 0 or offset > row.got:
        raise WrongPlace(row.got)
    end = offset + len(piece)
    if end > (settings.ARRIVAL_LIMIT if row.size is None else row.size):
        raise ArrivalRefused(_("Llegó más de lo que se anunció: escoja el archivo otra vez."))
    return piece[row.got - offset :]


def _write(path: Path, at: int, content: bytes) -> None:
    """Put bytes at their place and wait until the disk has them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as out:
            if out.seek(0, os.SEEK_END) < at:
                raise ArrivalRefused(_("El archivo no está completo en este equipo. Mándelo otra vez."))
            out.seek(at)
            out.write(content)
            out.truncate()
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _full() from error
        raise


def _require_room(size: int) -> None:
    if shutil.disk_usage(settings.HOME.path).free < size + ROOM:
        raise _full()


def _full() -> VaultFull:
    return VaultFull(
        errno.ENOSPC,
        _("El disco está lleno. Lo que ya llegó sigue guardado. Libere espacio y siga desde donde se quedó."),
    )
