"""The index of words of each database: FTS5 on SQLite, a tsvector on PostgreSQL, over keys made by ourselves.

Because the keys are made in Python, both find exactly the same. SQLite keeps its index in a table of its own, which
only ``site.actions`` writes; PostgreSQL keeps it by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

TABLE = "manantial_searchwords"
VECTOR = "array_to_tsvector(array_remove(string_to_array(keys, ' '), ''))"
_SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} "
    'USING fts5(entry UNINDEXED, keys, tokenize="unicode61 remove_diacritics 0")'
)
_POSTGRESQL = f"CREATE INDEX IF NOT EXISTS {TABLE} ON manantial_searchentry USING gin ({VECTOR})"


def install(database: BaseDatabaseWrapper) -> None:
    """Create the index where it is missing."""
    with database.cursor() as cursor:
        cursor.execute(_POSTGRESQL if database.vendor == "postgresql" else _SQLITE)


def put(entries: Iterable[tuple[UUID, str]]) -> None:
    """Write the keys of new entries; on PostgreSQL there is nothing to do."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (entry, keys) VALUES (%s, %s)",  # noqa: S608 - a fixed name
            [(pk.hex, keys) for pk, keys in entries],
        )


def take_out(ids: Iterable[UUID]) -> None:
    """Forget the keys of entries that will be written anew."""
    if connection.vendor == "postgresql":
        return
    listed = [pk.hex for pk in ids]
    with connection.cursor() as cursor:
        for start in range(0, len(listed), 500):
            some = listed[start : start + 500]
            marks = ",".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {TABLE} WHERE entry IN ({marks})", some)  # noqa: S608 - marks only


def matching(keys: list[str], starts: Iterable[str] = ()) -> Q:
    """Return the condition for entries that hold every key, and a word that begins with one of `starts` if any."""
    if connection.vendor == "postgresql":
        asked = " & ".join([*(_term(key) for key in keys), *_any(f"{_term(start)}:*" for start in starts)])
        return Q(
            pk__in=RawSQL(f"SELECT id FROM manantial_searchentry WHERE {VECTOR} @@ %s::tsquery", [asked])  # noqa: S611, S608
        )
    asked = " AND ".join([*(_phrase(key) for key in keys), *_any((f"{_phrase(start)} *" for start in starts), " OR ")])
    return Q(pk__in=RawSQL(f"SELECT entry FROM {TABLE} WHERE keys MATCH %s", [asked]))  # noqa: S611, S608


def _any(terms: Iterable[str], joint: str = " | ") -> list[str]:
    listed = list(terms)
    return [f"({joint.join(listed)})"] if listed else []


def _term(key: str) -> str:
    quoted = key.replace("\\", "").replace("'", "''")
    return f"'{quoted}'"


def _phrase(key: str) -> str:
    quoted = key.replace('"', "")
    return f'"{quoted}"'
