"""A recording of 300 MB that comes in pieces, beside a plain copy of the same bytes to the same disk."""

from __future__ import annotations

import os
import resource
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.management import call_command

TOTAL = 300 * 1024 * 1024  # bytes: three hours as a phone records them
ACCOUNT = UUID(int=1)
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def measure(folder: Path) -> dict[str, object]:
    """Copy the file as the floor; then let it arrive by pieces and take its place in the vault without a copy."""
    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.vault import arrivals
    from manantial.vault.actions import adopt_file

    settings.HOME.make()
    call_command("migrate", verbosity=0)
    alliance = Alliance.objects.create(slug="b", name="B", municipality="B", state="B", created_at=NOW)
    source = folder / "recording.bin"
    _random(source)
    started = time.perf_counter()
    _copied(source, folder / "copied.bin")
    floor = time.perf_counter() - started
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with working_for(alliance), source.open("rb") as file:
        started = time.perf_counter()
        arrival = arrivals.open_arrival(ACCOUNT, name="recording.bin", size=TOTAL, now=NOW)
        while piece := file.read(arrivals.PIECE):
            arrivals.append(arrival, arrival.got, piece, now=NOW)
        came = time.perf_counter()
        blob = adopt_file(arrivals.finish(arrival), media_type="audio/mp4", now=NOW)
        arrivals.close(arrival, now=NOW)
        kept = time.perf_counter()
    return {
        "bytes": blob.size,
        "pieces": -(-TOTAL // arrivals.PIECE),
        "arrive_seconds": round(came - started, 2),
        "keep_seconds": round(kept - came, 2),
        "floor_copy_seconds": round(floor, 2),
        "ratio": round((kept - started) / floor, 2),
        "more_memory_mb": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, 1),
    }


def _random(path: Path) -> None:
    block = os.urandom(1024 * 1024)
    with path.open("wb") as out:
        for number in range(TOTAL // len(block)):
            out.write(number.to_bytes(8, "big") + block[8:])


def _copied(source: Path, target: Path) -> None:
    """What a person would do: copy, and wait until the disk has it."""
    with source.open("rb") as file, target.open("wb") as out:
        shutil.copyfileobj(file, out, 1024 * 1024)
        out.flush()
        os.fsync(out.fileno())
