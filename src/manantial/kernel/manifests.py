"""A manifest: what a folder must hold, file by file, and paths that survive a USB stick and Windows."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise

from manantial.kernel.digests import canonical_json, sha256_bytes

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|com[¹²³]|lpt[¹²³])(\..*)?", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_NAME = 255  # UTF-16 units of one name on FAT32, exFAT and NTFS
LONGEST_PATH = 200  # leaves room for "D:\\Kit de …\\" below the 260 of older Windows programmes


class PathFault(StrEnum):
    """Why a path would not survive on every disk."""

    EMPTY = "empty"
    ABSOLUTE = "absolute"
    CLIMBS = "climbs"
    CHARACTER = "character"
    RESERVED = "reserved"
    EDGE = "edge"
    TOO_LONG = "too-long"
    NOT_COMPOSED = "not-composed"
    COLLIDES = "collides"


class InvalidManifest(ValueError):
    """The manifest cannot be read or holds an impossible item; the message says which."""


@dataclass(frozen=True, order=True)
class ManifestItem:
    """One file: its path with forward slashes, digest, size in bytes, title for people, language, permitted use."""

    path: str
    sha256: str
    size: int
    title: str = ""
    language: str = ""
    permitted_use: str = ""

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise InvalidManifest(f"{self.path}: not a SHA-256 digest: {self.sha256!r}")
        if self.size < 0:
            raise InvalidManifest(f"{self.path}: a size cannot be negative")


@dataclass(frozen=True)
class ManifestDiff:
    """What one manifest has against another, paths in order; `changed` has the same path with other bytes."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Manifest:
    """All the files of a folder, in the order of their paths, each path once."""

    items: tuple[ManifestItem, ...] = ()

    @classmethod
    def of(cls, items: Iterable[ManifestItem]) -> "Manifest":
        """A manifest from items in any order; InvalidManifest when a path comes twice."""
        ordered = tuple(sorted(items))
        for one, next_one in pairwise(ordered):
            if one.path == next_one.path:
                raise InvalidManifest(f"{one.path}: the path comes twice")
        return cls(ordered)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(item.size for item in self.items)

    @property
    def digest(self) -> str:
        """Fingerprint of the whole manifest."""
        return sha256_bytes(self.to_json())

    def to_json(self) -> bytes:
        """The canonical spelling, equal for equal content."""
        return canonical_json({"items": [asdict(item) for item in self.items]})

    @classmethod
    def from_json(cls, data: bytes) -> "Manifest":
        """Read what `to_json` wrote; InvalidManifest for anything else."""
        try:
            return cls.of(ManifestItem(**item) for item in json.loads(data)["items"])
        except (ValueError, TypeError, KeyError) as error:
            raise InvalidManifest(f"not a manifest: {error}") from error

    def diff(self, older: "Manifest") -> ManifestDiff:
        """What this manifest has against an older one."""
        mine = {item.path: item.sha256 for item in self.items}
        theirs = {item.path: item.sha256 for item in older.items}
        return ManifestDiff(
            added=tuple(sorted(mine.keys() - theirs.keys())),
            removed=tuple(sorted(theirs.keys() - mine.keys())),
            changed=tuple(sorted(path for path in mine.keys() & theirs.keys() if mine[path] != theirs[path])),
        )

    def lint(self) -> dict[str, tuple[PathFault, ...]]:
        """The paths that would not survive on every disk, with their faults; two that differ only in case collide."""
        faults: dict[str, list[PathFault]] = {item.path: lint_path(item.path) for item in self.items}
        seen: dict[str, str] = {}
        for path in faults:
            if seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path) != path:
                faults[path].append(PathFault.COLLIDES)
        return {path: tuple(found) for path, found in faults.items() if found}


def lint_path(path: str) -> list[PathFault]:
    """The faults of one relative path with forward slashes on FAT32, exFAT, NTFS and the Windows programmes."""
    if not path:
        return [PathFault.EMPTY]
    names = path.split("/")
    found = {
        PathFault.ABSOLUTE: path.startswith("/"),
        PathFault.EMPTY: "" in names[1:] or (names[0] == "" and not path.startswith("/")),
        PathFault.CLIMBS: ".." in names or "." in names,
        PathFault.CHARACTER: bool(_FORBIDDEN.search(path)),
        PathFault.RESERVED: any(_RESERVED.fullmatch(name) for name in names),
        PathFault.EDGE: any(name != name.strip(" ").rstrip(".") for name in names if name not in {".", ".."}),
        PathFault.TOO_LONG: _utf16(path) > LONGEST_PATH or any(_utf16(name) > LONGEST_NAME for name in names),
        PathFault.NOT_COMPOSED: unicodedata.normalize("NFC", path) != path,
    }
    return [fault for fault, present in found.items() if present]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
