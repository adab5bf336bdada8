"""Forty kits over 1.9 GB of common media: time and disk, beside ``cp -r`` of the same folders."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

COMMUNITIES = 40
FILES = 113
TOTAL = 1_900_000_000  # bytes
COPIED = 2  # kits really copied by the floor; the rest is multiplied, because forty would need 76 GB
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ON = date(2026, 11, 23)


def disk(folder: Path) -> int:
    """Return the bytes that a folder really takes: a hard link counts once."""
    seen: dict[int, int] = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        seen[status.st_ino] = status.st_blocks * 512
    return sum(seen.values())


def measure(folder: Path) -> dict[str, object]:
    """Build and write forty kits, then copy some of them as a person would."""
    from manantial.alliance.models import Alliance
    from manantial.alliance.tenancy import working_for
    from manantial.kits.actions import build_edition, write_edition

    settings.HOME.make()
    call_command("migrate", verbosity=0)
    alliance = Alliance.objects.create(slug="b", name="B", municipality="B", state="B", created_at=NOW)
    with working_for(alliance):
        _alliance_with_media(folder)
        one = folder / "one"
        write_edition(build_edition(codes=("C-01",), on=ON, by=None, now=NOW), one)
        one_kit = disk(one)
        before = disk(settings.HOME.path)
        started = time.perf_counter()
        edition = build_edition(on=ON, by=None, now=NOW)
        built = time.perf_counter()
        written = write_edition(edition, folder / "kits")
        done = time.perf_counter()
    after = disk(settings.HOME.path) - before + _new_disk(folder / "kits", settings.HOME.vault)
    floor = _copy(written[:COPIED], folder / "copied") * COMMUNITIES / COPIED
    return {
        "kits": len(written),
        "one_kit_bytes": one_kit,
        "build_seconds": round(built - started, 2),
        "write_seconds": round(done - built, 2),
        "total_seconds": round(done - started, 2),
        "more_disk_bytes": after,
        "more_disk_share_of_one_kit": round(after / one_kit, 4),
        "cp_r_seconds_for_all": round(floor, 1),
        "times_faster_than_cp_r": round(floor / (done - started), 1),
        "note": f"cp -r measured on {COPIED} kits and multiplied",
    }


def _new_disk(folder: Path, vault: Path) -> int:
    """Return what the kits take beyond the files that the vault holds anyway."""
    held = {path.lstat().st_ino for path in vault.rglob("*")}
    fresh = {path.lstat().st_ino: path.lstat().st_blocks * 512 for path in folder.rglob("*")}
    return sum(size for inode, size in fresh.items() if inode not in held)


def _copy(kits: list[Path], target: Path) -> float:
    target.mkdir()
    started = time.perf_counter()
    for kit in kits:
        subprocess.run(["cp", "-r", str(kit), str(target)], check=True)
    seconds = time.perf_counter() - started
    shutil.rmtree(target)
    return seconds


def _alliance_with_media(folder: Path) -> None:
    from manantial.campaign.models import Material, Release, ReleaseFile
    from manantial.territory.models import Community, Municipality
    from manantial.vault.actions import keep_file

    place = Municipality.objects.create(name="B", state="B", home=True)
    for n in range(1, COMMUNITIES + 1):
        Community.objects.create(municipality=place, code=f"C-{n:02}", name=f"Comunidad {n}", households=20 + n)
    rng = random.Random(1)
    file = folder / "media.bin"
    for n in range(FILES):
        kind = ("mp3", "audio/mpeg") if n % 3 else ("mp4", "video/mp4")
        material = Material.objects.create(folio=f"MA-{n:03}", kind="video", title=f"Pieza {n}", state="distribution")
        release = Release.objects.create(material=material, number=1, built_at=NOW, on=ON)
        file.write_bytes(rng.randbytes(TOTAL // FILES))
        blob = keep_file(file, media_type=kind[1], name=f"{n}.{kind[0]}", now=NOW)
        ReleaseFile.objects.create(release=release, form=kind[0], blob=blob, duration_ms=60_000)
    file.unlink()
    os.sync()
