"""Database triggers that refuse what the laws of the tables forbid, whoever asks.

No table but the working ones loses a row; tables of facts and of consent are not changed either. The triggers
are installed by a migration and again after every upgrade, because SQLite forgets them when a table is remade.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from manantial.alliance.models import Law, Owned

INSERT_ONLY = {Law.FACT, Law.PROTECTIVE}

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION manantial_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'manantial: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '23514'; END $$
"""


def guards() -> Iterator[tuple[str, str]]:
    """Yield (table, operation refused) for every table of the product."""
    for model in apps.get_app_config("manantial").get_models():
        table = model._meta.db_table
        if not issubclass(model, Owned):
            yield table, "DELETE"
        elif model.law is not Law.WORKING:
            yield table, "DELETE"
            if model.law in INSERT_ONLY:
                yield table, "UPDATE"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that are missing, on the tables that exist."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table, operation in guards():
            if table in existing:
                cursor.execute(_trigger(connection.vendor, table, operation))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of guards that are not in the database (for ``verify`` and ``doctor``)."""
    question = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        present = {row[0] for row in cursor.fetchall()}
    return sorted({_name(table, operation) for table, operation in guards()} - present)


def _name(table: str, operation: str) -> str:
    return f"{table}_no_{operation.lower()}"


def _trigger(vendor: str, table: str, operation: str) -> str:
    name = _name(table, operation)
    if vendor == "postgresql":
        return (
            f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {operation} ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION manantial_refuse()"
        )
    return (
        f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {operation} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, 'manantial: {operation} on {table} is refused'); END"
    )
