"""One zip with the whole folder: the database copied consistently, the vault, the settings, and their hashes.

The zip is stored, not compressed (sound and pictures already are), is written beside its place and moved there
when it is complete, and is read back before anybody is told that it exists.
"""

from __future__ import annotations

import errno
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from manantial.cli.frame import BAD_INPUT, REFUSED, Trouble
from manantial.cli.words import _
from manantial.home import Home
from manantial.kernel.digests import sha256_file, sha256_stream

MANIFEST = "manantial-backup.json"
FORMAT = 1
Progress = Callable[[int, int | None, str], None]


@dataclass(frozen=True)
class Backup:
    """A backup that was written or restored: where, how many files, bytes, its own hash."""

    file: Path
    files: int
    size: int
    sha256: str = ""


def write(home: Home, file: Path, *, progress: Progress) -> Backup:
    """Write and verify a backup of the folder; nothing half-written stays on a full disk."""
    from django.db import connection

    if connection.vendor != "sqlite":
        raise Trouble(
            _("Con PostgreSQL respalde la base con pg_dump y copie la carpeta %(vault)s.") % {"vault": home.vault},
            REFUSED,
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        draft = Path(scratch) / "backup.zip"
        try:
            count = _pack(home, Path(scratch), draft, progress)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise Trouble(
                    _("El disco está lleno; no quedó un respaldo a medias. Libere espacio o elija otro disco: --to."),
                    REFUSED,
                ) from error
            raise
        _manifest_of(draft, verify=True)
        digest = sha256_file(draft)
        draft.replace(file)
    return Backup(file, count, file.stat().st_size, digest)


def read(file: Path, home: Home, *, progress: Progress) -> Backup:
    """Unpack a backup into an empty folder; every file is checked before the folder takes its name."""
    if home.path.exists() and any(home.path.iterdir()):
        raise Trouble(
            _("%(home)s no está vacía. Restaure en una carpeta nueva: --home DIR") % {"home": home.path}, REFUSED
        )
    manifest = _manifest_of(file, verify=False)
    home.path.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=home.path.parent))
    try:
        _unpack(file, scratch, manifest, progress)
        if home.path.exists():
            home.path.rmdir()
        scratch.rename(home.path)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    home.make()
    return Backup(file, len(manifest), sum(size for _, size in manifest.values()))


def _pack(home: Home, scratch: Path, draft: Path, progress: Progress) -> int:
    from manantial.cli.installation import sqlite_copy

    copy = scratch / "database.sqlite3"
    sqlite_copy(home.database_file, copy)
    members = [("database.sqlite3", copy), *_folder_members(home)]
    manifest = {}
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for done, (name, path) in enumerate(members, start=1):
            archive.write(path, name)
            manifest[name] = [sha256_file(path), path.stat().st_size]
            progress(done, len(members), "")
        archive.writestr(MANIFEST, json.dumps({"format": FORMAT, "files": manifest}, sort_keys=True))
    return len(members)


def _folder_members(home: Home) -> Iterator[tuple[str, Path]]:
    """Yield what of the folder belongs in a backup; the key of the logins stays where it is."""
    if home.settings_file.exists():
        yield home.settings_file.name, home.settings_file
    for path in sorted(home.vault.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(home.path).as_posix(), path


def _manifest_of(file: Path, *, verify: bool) -> dict[str, tuple[str, int]]:
    try:
        with zipfile.ZipFile(file) as archive:
            content = json.loads(archive.read(MANIFEST))
            files = {name: (str(digest), int(size)) for name, (digest, size) in content["files"].items()}
            if content["format"] != FORMAT:
                raise Trouble(_("El respaldo es de una versión más nueva de Manantial."), REFUSED)
            for name, (digest, _size) in files.items() if verify else ():
                with archive.open(name) as stream:
                    _same(name, sha256_stream(stream), digest)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise Trouble(
            _("%(file)s no es un respaldo de Manantial, o está incompleto.") % {"file": file}, BAD_INPUT
        ) from error
    return files


def _unpack(file: Path, folder: Path, manifest: dict[str, tuple[str, int]], progress: Progress) -> None:
    with zipfile.ZipFile(file) as archive:
        for done, (name, (digest, size)) in enumerate(manifest.items(), start=1):
            _member(archive, name, size, folder, digest)
            progress(done, len(manifest), "")


def _member(archive: zipfile.ZipFile, name: str, size: int, folder: Path, digest: str) -> None:
    """Unpack one file and compare it with its hash; a name that leaves the folder is refused."""
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or archive.getinfo(name).file_size != size:
        told = _("El respaldo trae un archivo que no se acepta: %(name)s. No se restauró nada.") % {"name": name}
        raise Trouble(told, BAD_INPUT)
    target = folder.joinpath(*inside.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(name) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out)
    except zipfile.BadZipFile:
        _same(name, "", digest)
    _same(name, sha256_file(target), digest)
    if inside.parts[0] == "vault":
        target.chmod(0o444)


def _same(name: str, found: str, expected: str) -> None:
    if found != expected:
        raise Trouble(
            _("El archivo %(name)s del respaldo está alterado. No se restauró nada; use otra copia.") % {"name": name},
            BAD_INPUT,
        )
