"""The life of a data folder: made, upgraded with a copy first, held by one server, refused when it is newer."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from pkgutil import iter_modules
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from manantial import migrations
from manantial.alliance import statistics, words_index
from manantial.cli.frame import REFUSED, Trouble
from manantial.cli.words import _
from manantial.home import Home
from manantial.ledger import guards


def refuse_newer_database() -> None:
    """Stop when the database was last used by a newer version, whose tables this one does not know."""
    known = {module.name for module in iter_modules(migrations.__path__)}  # by name alone: opening them takes long
    applied = MigrationRecorder(connection).applied_migrations()
    unknown = sorted(name for app, name in applied if app == "manantial" and name not in known)
    if unknown:
        raise Trouble(
            _(
                "Los datos son de una versión más nueva de Manantial (%(names)s). No se tocó nada. "
                "Instale esa versión: pip install --upgrade manantial"
            )
            % {"names": ", ".join(unknown)},
            REFUSED,
        )


def upgrade(home: Home) -> Path | None:
    """Bring the database to this version and return the copy made before, if there was something to copy."""
    refuse_newer_database()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    copy = copy_database(home) if waiting and executor.loader.applied_migrations else None
    if waiting:
        call_command("migrate", verbosity=0, interactive=False)
        guards.install(connection)
    words_index.mend(connection)
    statistics.gather(connection)
    return copy


def copy_database(home: Home) -> Path | None:
    """Copy a SQLite database beside the backups, consistently even while it is in use; None for PostgreSQL."""
    if connection.vendor != "sqlite" or not home.database_file.is_file():
        return None
    from django.utils import timezone

    target = home.backups / f"database-{timezone.now():%Y%m%d-%H%M%S}.sqlite3"
    home.backups.mkdir(exist_ok=True)
    sqlite_copy(home.database_file, target)
    return target


def sqlite_copy(source: Path, target: Path) -> None:
    """Copy one SQLite database into a new file with SQLite's own backup."""
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)


@contextmanager
def held(home: Home, address: str) -> Iterator[None]:
    """Hold the folder while a server runs; a second server on the same folder is refused."""
    home.path.mkdir(parents=True, exist_ok=True)
    file = home.lock_file.open("a+", encoding="utf-8")
    if not _lock(file):
        file.seek(0)
        who = file.read().strip() or "?"
        file.close()
        raise Trouble(
            _("Otro servidor ya usa esta carpeta: %(who)s. Abra esa dirección, o ciérrelo primero.") % {"who": who},
            REFUSED,
        )
    try:
        file.truncate(0)
        file.write(f"{address} (proceso {os.getpid()})")
        file.flush()
        yield
    finally:
        file.close()
        home.lock_file.unlink(missing_ok=True)


def _lock(file: IO[str]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(10_000)  # beyond the text, so that the refused one can read who holds it
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def free_bytes(folder: Path) -> int:
    """Return the room left on the disk of a folder."""
    return shutil.disk_usage(folder).free


def home_of_settings() -> Home:
    """Return the folder Django was started with."""
    home: Home = settings.HOME
    return home
