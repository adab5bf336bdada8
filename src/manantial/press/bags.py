"""Folders that prove themselves: BagIt (RFC 8493) over files that already exist, linked rather than copied.

A bag is written beside its place under a temporary name and renamed when it is whole, so a full disk, a missing source
or a stopped machine leaves either the whole bag or nothing. What people open first (ABRIR.html, LEEME.txt…) lies at the
root as tag files, which RFC 8493 allows and tagmanifest-sha256.txt covers; everything else lies under data/.
"""

from __future__ import annotations

import datetime
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.kernel.digests import sha256_bytes, sha256_file
from manantial.kernel.manifests import Manifest, ManifestItem
from manantial.kernel.rulings import SaidNo

PAYLOAD = "data/"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
LARGEST_ON_FAT = (1 << 32) - 1  # bytes of one file on FAT32
_SPARE = 8 << 20  # bytes left free on the disk
_LEFT_BY_SYSTEMS = frozenset({".Trash", ".Trashes", ".Spotlight-V100", ".fseventsd", "System Volume Information"})
_NO_LINK = frozenset({errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EACCES, errno.ENOSYS, errno.EINVAL})

Progress = Callable[[int, int], None]


class BagRefused(SaidNo, ValueError):
    """The bag cannot be made; nothing was left half-done. The message is for people."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the bag. `data/…` is payload, any other path a tag file at the root.

    source: bytes, or the path of a file whose SHA-256 and size are known (they are computed when not given).
    """

    path: str
    source: Path | bytes
    sha256: str = ""
    size: int = -1

    def sealed(self) -> Entry:
        """The same with digest and size known. OSError when the source cannot be read."""
        if self.sha256 and self.size >= 0:
            return self
        if isinstance(self.source, bytes):
            return Entry(self.path, self.source, sha256_bytes(self.source), len(self.source))
        return Entry(self.path, self.source, self.sha256 or sha256_file(self.source), self.source.stat().st_size)


@dataclass(frozen=True, slots=True)
class Bag:
    """A finished bag: where, how many files and bytes, and the digest of its payload manifest."""

    path: Path
    files: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a bag holds against its manifests; paths in order."""

    altered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()  # why it cannot be read as a bag at all
    brought: tuple[str, ...] = ()  # put by people where they may put things; no fault

    @property
    def whole(self) -> bool:
        """Nothing altered, missing or extra."""
        return not (self.altered or self.missing or self.extra or self.broken)

    def lines(self) -> list[str]:
        """One line for people for every fault."""
        return [
            *self.broken,
            *(_("cambió: %(path)s") % {"path": path} for path in self.altered),
            *(_("falta: %(path)s") % {"path": path} for path in self.missing),
            *(_("sobra: %(path)s") % {"path": path} for path in self.extra),
        ]

    def as_dict(self) -> dict[str, list[str]]:
        """The faults by kind, for programmes."""
        return {
            "altered": list(self.altered),
            "missing": list(self.missing),
            "extra": list(self.extra),
            "broken": list(self.broken),
            "brought": list(self.brought),
        }


def write_bag(
    target: Path,
    entries: Iterable[Entry],
    *,
    info: Mapping[str, str],
    date: datetime.date,
    link: bool = True,
    progress: Progress | None = None,
) -> Bag:
    """Write a bag at `target` (replacing a bag that is there), whole or not at all.

    Sources are linked when the disk allows it, else copied; a linked file shares its bytes with its source, which must
    be read-only. `date` is the Bagging-Date: equal input gives equal bytes. Raises BagRefused.
    """
    sealed = seal(entries)
    preflight(sealed, target, link=link)
    files = with_tags(sealed, info, date)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for number, entry in enumerate(files, start=1):
            _put(entry, work / entry.path, link)
            if progress:
                progress(number, len(files))
        work.chmod(0o755)
        _swap(work, target)
    except OSError as error:
        raise BagRefused(_reason(error, target)) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    payload = next(entry for entry in files if entry.path == MANIFEST)
    return Bag(target, len(files), sum(entry.size for entry in files), payload.sha256)


def preflight(entries: Iterable[Entry], target: Path, *, link: bool = True) -> None:
    """Look at every source, name and the room on the disk before anything is written. Raises BagRefused.

    With `link` only what cannot be linked counts as room needed; the same source is counted once.
    """
    sealed = seal(entries)
    faults = [*_name_faults(sealed), *_source_faults(sealed)]
    if faults:
        more = _(" … y %(count)d más") % {"count": len(faults) - 12} if len(faults) > 12 else ""
        raise BagRefused(_("No se armó nada. Antes hay que resolver: ") + "; ".join(faults[:12]) + more)
    place = next(folder for folder in (target, *target.absolute().parents) if folder.exists())
    needed = sum(entry.size for entry in sealed if not (link and _same_disk(entry, place)))
    free = shutil.disk_usage(place).free
    if needed + _SPARE > free:
        raise BagRefused(
            _("No cabe en el disco: se necesitan %(needed)s MB y quedan %(free)s MB en %(place)s. No se armó nada.")
            % {"needed": needed // 1_000_000 + 8, "free": free // 1_000_000, "place": place}
        )


def verify(folder: Path, *, fast: bool = False, returns: str = "") -> Check:
    """Compare a bag with its manifests. `fast` looks at presence only, not at the bytes.

    returns: a folder inside the bag (`data/5_DEVOLVER/`) where people may add files; those are told apart as `brought`.
    """
    try:
        payload, tags = _read_manifest(folder / MANIFEST), _read_manifest(folder / TAG_MANIFEST)
    except (OSError, ValueError) as error:
        return Check(broken=(_("no se puede leer como kit: %(error)s") % {"error": error},))
    known = {**payload, **tags}
    there = {path for path in _files(folder) if path != TAG_MANIFEST}
    present = sorted(known.keys() & there)
    altered = [] if fast else [path for path in present if not _intact(folder / path, known[path])]
    extra = sorted(there - known.keys())
    brought = tuple(path for path in extra if returns and path.startswith(returns))
    return Check(
        altered=tuple(altered),
        missing=tuple(sorted(known.keys() - there)),
        extra=tuple(path for path in extra if path not in brought),
        brought=brought,
    )


def seal(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries with digest and size known, in the order of their paths."""
    found = []
    for entry in entries:
        try:
            found.append(entry.sealed())
        except OSError:
            found.append(Entry(entry.path, entry.source, "0" * 64, 0))  # preflight names it as missing
    return sorted(found, key=lambda entry: entry.path)


def _name_faults(entries: Sequence[Entry]) -> list[str]:
    paths = [entry.path for entry in entries]
    twice = {path for path, following in pairwise(paths) if path == following}
    faults = [_("el nombre «%(path)s» está dos veces") % {"path": path} for path in sorted(twice)]
    once = {entry.path: ManifestItem(entry.path, entry.sha256, entry.size) for entry in entries}
    unfit = Manifest.of(once.values()).lint()
    return [*faults, *(_("el nombre «%(path)s» no sirve en todas las memorias") % {"path": path} for path in unfit)]


def _source_faults(entries: Sequence[Entry]) -> list[str]:
    faults = []
    for entry in entries:
        if isinstance(entry.source, Path):
            found = entry.source.stat().st_size if entry.source.is_file() else None
            if found is None:
                faults.append(_("falta el archivo de «%(path)s»") % {"path": entry.path})
            elif found != entry.size:
                faults.append(_("el archivo de «%(path)s» cambió de tamaño") % {"path": entry.path})
        if entry.size > LARGEST_ON_FAT:
            faults.append(_("«%(path)s» pesa más de 4 GB y no cabe en una memoria común") % {"path": entry.path})
    return faults


def _same_disk(entry: Entry, place: Path) -> bool:
    return isinstance(entry.source, Path) and entry.source.stat().st_dev == place.stat().st_dev


def with_tags(entries: Sequence[Entry], info: Mapping[str, str], date: datetime.date) -> list[Entry]:
    """Return sealed entries followed by the tag files that make them a bag."""
    payload = [entry for entry in entries if entry.path.startswith(PAYLOAD)]
    total = sum(entry.size for entry in payload)
    lines = {**info, "Bagging-Date": date.isoformat(), "Payload-Oxum": f"{total}.{len(payload)}"}
    told = "".join(f"{key}: {' '.join(value.split())}\n" for key, value in lines.items())
    tags = [
        *(entry for entry in entries if not entry.path.startswith(PAYLOAD)),
        Entry("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n").sealed(),
        Entry("bag-info.txt", told.encode()).sealed(),
        Entry(MANIFEST, _manifest(payload)).sealed(),
    ]
    return [*payload, *tags, Entry(TAG_MANIFEST, _manifest(tags)).sealed()]


def _manifest(entries: Iterable[Entry]) -> bytes:
    ordered = sorted(entries, key=lambda entry: entry.path)
    return "".join(f"{entry.sha256}  {entry.path}\n" for entry in ordered).encode()


def _put(entry: Entry, target: Path, link: bool) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(entry.source, bytes):
        target.write_bytes(entry.source)
        return
    if link:
        try:
            os.link(entry.source, target)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
        else:
            return
    shutil.copyfile(entry.source, target)


def _swap(work: Path, target: Path) -> None:
    """Put the finished folder in its place; what was there is taken away last."""
    if not target.exists():
        work.rename(target)
        return
    if any(target.iterdir()) and not (target / "bagit.txt").is_file():
        raise BagRefused(
            _("En %(folder)s hay otras cosas que no son un kit; no se tocaron. Elija otra carpeta.")
            % {"folder": target}
        )
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-viejo-", dir=target.parent))
    old.rmdir()
    target.rename(old)
    try:
        work.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _reason(error: OSError, target: Path) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _(
            "El disco se llenó al armar «%(name)s». No quedó nada a medias: libere espacio y vuelva a armarlo."
        ) % {"name": target.name}
    return _("No se pudo escribir «%(name)s» (%(error)s). No quedó nada a medias.") % {
        "name": target.name,
        "error": error.strerror or str(error),
    }


def _read_manifest(path: Path) -> dict[str, str]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, _gap, name = line.partition("  ")
        if len(digest) != 64 or not name or name.startswith("/") or ".." in Path(name).parts:
            raise ValueError(_("renglón extraño en %(file)s") % {"file": path.name})
        found[name] = digest
    return found


def _files(folder: Path) -> Iterable[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _LEFT_BY_SYSTEMS]
        for name in names:
            yield (Path(root) / name).relative_to(folder).as_posix()


def _intact(path: Path, digest: str) -> bool:
    try:
        return sha256_file(path) == digest
    except OSError:
        return False
