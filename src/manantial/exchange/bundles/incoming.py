"""A bundle on its way in through a page: opened with its phrase, and kept while somebody compares the eight words."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from manantial.exchange.bundles.packet import BundleRefused
from manantial.exchange.bundles.sealing import is_sealed, unseal
from manantial.home import Home

_KEPT = 24 * 3600  # seconds that a bundle waits for an answer
_NAME = "name.json"


@contextmanager
def opened_file(home: Home, path: Path, phrase: str) -> Iterator[Path]:
    """The bundle itself: the file, or what the phrase opens, beside the data and removed at the end."""
    if not is_sealed(path):
        yield path
        return
    target = _folder(home) / f"{uuid4().hex}.open"
    try:
        unseal(path, phrase, target)
        yield target
    finally:
        target.unlink(missing_ok=True)


def keep(home: Home, pieces: Iterable[bytes], name: str) -> UUID:
    """Keep a bundle until it was read or refused, at most a day; return how it is found again."""
    folder, key = _folder(home), uuid4()
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > _KEPT:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    place = folder / key.hex
    place.mkdir()
    (place / _NAME).write_text(json.dumps(name), encoding="utf-8")
    with (place / "bundle").open("wb") as out:
        out.writelines(pieces)
    return key


def kept(home: Home, key: UUID) -> tuple[Path, str]:
    """A bundle that was kept, and the name it came with; BundleRefused when it is gone."""
    place = _folder(home) / key.hex
    if not (place / "bundle").is_file():
        raise BundleRefused
    return place / "bundle", str(json.loads((place / _NAME).read_text(encoding="utf-8")))


def drop(home: Home, key: UUID) -> None:
    """Forget a bundle that was kept."""
    shutil.rmtree(_folder(home) / key.hex, ignore_errors=True)


def _folder(home: Home) -> Path:
    folder = home.path / "bundles" / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
