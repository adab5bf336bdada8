"""What SQLite must know of the tables to choose good ways through them; PostgreSQL gathers the same by itself.

Every index begins with the alliance, and nearly all rows belong to one. Without statistics SQLite takes the alliance
for a good choice and reads a whole table where one row was asked for: the page of an interview went from 30 to 200 ms,
the table of all codings from 2 to 11 s (1,000 interviews). Gathering them took 0.3 s for the same 590 MB.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

GROWN = 1.3  # so many times larger than at the last time: what was gathered may mislead
_pages: dict[str, int] = {}  # of each database, when its statistics were gathered by this process


def gather(database: BaseDatabaseWrapper) -> None:
    """Gather the statistics anew; connections that are open go on with the old ones until they are opened again."""
    if database.vendor != "sqlite":
        return
    with database.cursor() as cursor:
        cursor.execute("ANALYZE")
    _pages[_name(database)] = _size(database)


def gather_when_grown(database: BaseDatabaseWrapper) -> bool:
    """Gather them when the database has grown much since this process did; tell whether they were."""
    if database.vendor != "sqlite" or _size(database) < GROWN * _pages.get(_name(database), 0):
        return False
    gather(database)
    return True


def _size(database: BaseDatabaseWrapper) -> int:
    with database.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        return int(cursor.fetchone()[0])


def _name(database: BaseDatabaseWrapper) -> str:
    return str(database.settings_dict["NAME"])
