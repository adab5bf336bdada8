"""Questions to the vault: is every file there and unaltered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from manantial.kernel.digests import sha256_file
from manantial.vault.models import Blob


@dataclass(frozen=True)
class Damage:
    """A file that is missing or whose content changed."""

    blob: Blob
    what: str  # "missing" or "altered"


def damage(*, deep: bool = True, progress: Callable[[int], None] | None = None) -> Iterator[Damage]:
    """Yield each file of the present alliance that is missing or, when ``deep``, whose hash differs."""
    for done, blob in enumerate(Blob.objects.filter(erased_at=None).iterator(chunk_size=500), start=1):
        path = blob.path()
        if not path.is_file() or path.stat().st_size != blob.size:
            yield Damage(blob, "missing" if not path.is_file() else "altered")
        elif deep and sha256_file(path) != blob.sha256:
            yield Damage(blob, "altered")
        if progress:
            progress(done)
