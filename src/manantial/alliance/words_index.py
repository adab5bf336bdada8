"""The index of words of every table that has keys: FTS5 on SQLite, GIN on PostgreSQL, over keys made by ourselves.

A table asks for it with ``WORDS_INDEXED = Indexed(...)`` and a column ``keys`` (see ``keys``); nothing else has to be
done, the database keeps the index by itself. Because the keys are made in Python and every key is one
word of the index, with its place, both databases find exactly the same, phrases and beginnings too.

On SQLite three things stand beside a table: ``…_rows`` gives each row a number that nobody changes (the implicit one is
given anew by VACUUM), ``…_keys`` shows by that number what is indexed, ``…_words`` is the index, without a copy of it.
The index also holds whose a row is and what it is within: a hundred thousand hits are counted, without those of the few
voices that are closed, from the index alone. Triggers fill all three. They are made by a migration, and made good again
when an upgrade remade a table or a copy came without them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

from manantial.alliance.keys import Indexed
from manantial.alliance.models import Owned
from manantial.alliance.tenancy import current_alliance
from manantial.kernel.asked import Asked, Term

POSTGRESQL = "postgresql"
_FEW = 300  # things left out that the index names by itself; more are looked up hit by hit
# The places of a text search end at 16,383; what comes later is still found, only not as a phrase.
_FUNCTION = """
CREATE OR REPLACE FUNCTION manantial_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce(string_agg(word || ':' || least(place, 16383), ' ')::tsvector, ''::tsvector)
FROM unnest(string_to_array($1, ' ')) WITH ORDINALITY AS told(word, place) WHERE word <> '' $$
"""


def indexed() -> Iterator[type[Owned]]:
    """Yield the tables that have an index of words."""
    for model in apps.get_app_config("manantial").get_models():
        if issubclass(model, Owned) and model.WORDS_INDEXED:
            yield model


# Making and mending ------------------------------------------------------------------------------------------


def install(database: BaseDatabaseWrapper) -> list[str]:
    """Make what is missing and fill it from the rows; return the tables whose index was made anew."""
    lacking = sorted({name.partition(".")[0] for name in missing(database)})
    for model in indexed():
        if model._meta.db_table in lacking:
            rebuild(database, model)
    return lacking


def missing(database: BaseDatabaseWrapper) -> list[str]:
    """Return what is not in the database, as `table.part` (for ``verify`` and ``doctor``)."""
    question = (
        "SELECT indexname FROM pg_indexes WHERE schemaname = ANY(current_schemas(false))"
        if database.vendor == POSTGRESQL
        else "SELECT name FROM sqlite_master"
    )
    with database.cursor() as cursor:
        cursor.execute(question)
        present = {row[0] for row in cursor.fetchall()}
    parts = ("words",) if database.vendor == POSTGRESQL else ("rows", "keys", "words", "added", "changed", "taken")
    tables = [model._meta.db_table for model in indexed()]
    return [f"{table}.{part}" for table in tables if table in present or database.vendor == POSTGRESQL for part in parts
            if f"{table}_{part}" not in present]  # fmt: skip


def faults(database: BaseDatabaseWrapper) -> list[str]:
    """Return the tables whose index does not hold exactly the rows that stand."""
    if database.vendor == POSTGRESQL:
        return sorted({name.partition(".")[0] for name in missing(database)})
    found = {name.partition(".")[0] for name in missing(database)}
    with database.cursor() as cursor:
        for table, declared in ((model._meta.db_table, _declared(model)) for model in indexed()):
            if table in found:
                continue
            cursor.execute(
                f"SELECT (SELECT count(*) FROM {table} WHERE {_stands(declared)}), "
                f"(SELECT count(*) FROM {table}_rows), (SELECT count(*) FROM {table}_words_docsize)"
            )
            if len(set(cursor.fetchone())) > 1:
                found.add(table)
    return sorted(found)


def mend(database: BaseDatabaseWrapper) -> list[str]:
    """Make what is missing and make anew what is not exact; return the tables that needed it."""
    wrong = faults(database)
    for model in indexed():
        if model._meta.db_table in wrong:
            rebuild(database, model)
    return wrong


def rebuild(database: BaseDatabaseWrapper, model: type[Owned]) -> None:
    """Make the index of a table anew from its rows."""
    table, declared = model._meta.db_table, _declared(model)
    with database.cursor() as cursor:
        for statement in _postgresql(table, declared) if database.vendor == POSTGRESQL else _sqlite(table, declared):
            cursor.execute(statement)


def _declared(model: type[Owned]) -> Indexed:
    if model.WORDS_INDEXED is None:
        raise TypeError(f"{model.__name__} has no index of words")
    return model.WORDS_INDEXED


def _stands(declared: Indexed, row: str = "") -> str:
    return f"{row}{declared.gone} IS NULL" if declared.gone else "1 = 1"


def _postgresql(table: str, declared: Indexed) -> Iterator[str]:
    yield _FUNCTION
    yield f"DROP INDEX IF EXISTS {table}_words"
    yield f"CREATE INDEX {table}_words ON {table} USING gin (manantial_words(keys)) WHERE {_stands(declared)}"


def _sqlite(table: str, declared: Indexed) -> Iterator[str]:
    rows, keys, words, within = f"{table}_rows", f"{table}_keys", f"{table}_words", declared.within
    for name in ("added", "changed", "taken"):
        yield f"DROP TRIGGER IF EXISTS {table}_{name}"
    yield f"DROP TABLE IF EXISTS {words}"
    yield f"DROP VIEW IF EXISTS {keys}"
    yield f"DROP TABLE IF EXISTS {rows}"
    yield (
        f"CREATE TABLE {rows} "
        "(id INTEGER PRIMARY KEY, row TEXT NOT NULL UNIQUE, alliance TEXT NOT NULL, within TEXT NOT NULL)"
    )
    yield (
        f"INSERT INTO {rows} (row, alliance, within) "
        f"SELECT id, alliance_id, {within} FROM {table} WHERE {_stands(declared)} ORDER BY id"
    )
    yield (
        f"CREATE VIEW {keys} AS SELECT {rows}.id AS id, {table}.keys AS keys, {rows}.alliance AS alliance, "
        f"{rows}.within AS within FROM {rows} JOIN {table} ON {table}.id = {rows}.row"
    )
    yield (
        f"CREATE VIRTUAL TABLE {words} USING fts5(keys, alliance, within, content='{keys}', content_rowid='id', "
        'tokenize="unicode61 remove_diacritics 0")'
    )
    yield f"INSERT INTO {words} ({words}) VALUES ('rebuild')"
    yield from _triggers(table, declared)


def _triggers(table: str, declared: Indexed) -> Iterator[str]:
    rows, words, within, gone = f"{table}_rows", f"{table}_words", declared.within, declared.gone
    out = (
        f"INSERT INTO {words} ({words}, rowid, keys, alliance, within) "
        f"SELECT 'delete', id, old.keys, alliance, within FROM {rows} WHERE row = old.id; "
    )
    into = (
        f"INSERT INTO {rows} (row, alliance, within) SELECT new.id, new.alliance_id, new.{within} "
        f"WHERE {_stands(declared, 'new.')} AND NOT EXISTS (SELECT 1 FROM {rows} WHERE row = new.id); "
    )
    index = (
        f"INSERT INTO {words} (rowid, keys, alliance, within) "
        f"SELECT id, new.keys, alliance, within FROM {rows} WHERE row = new.id; "
    )
    columns = ["keys", "alliance_id", *({within, gone} - {"", "id"})]
    differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    yield f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {into}{index}END"
    yield (
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {', '.join(columns)} ON {table} WHEN {differs} BEGIN {out}"
        f"DELETE FROM {rows} WHERE row = new.id AND NOT ({_stands(declared, 'new.')}); {into}"
        f"UPDATE {rows} SET within = new.{within}, alliance = new.alliance_id WHERE row = new.id; {index}END"
    )
    yield f"CREATE TRIGGER {table}_taken AFTER DELETE ON {table} BEGIN {out}DELETE FROM {rows} WHERE row = old.id; END"


# Asking ------------------------------------------------------------------------------------------------------


def matching(model: type[Owned], asked: Asked) -> Q:
    """Return the condition for rows that answer the question; rows that are gone never do."""
    table, declared = model._meta.db_table, _declared(model)
    if connection.vendor == POSTGRESQL:
        found = f"SELECT id FROM {table} WHERE manantial_words(keys) @@ %s::tsquery AND {_stands(declared)}"
    else:
        found = (
            f"SELECT r.row FROM {table}_words JOIN {table}_rows r ON r.id = {table}_words.rowid "
            f"WHERE {table}_words MATCH %s"
        )
    return Q(pk__in=RawSQL(found, [_said(asked)]))


@dataclass(frozen=True)
class Among:
    """Which hits count, by what they are within (a transcript, a voice): only some of these things, or all but some."""

    things: frozenset[UUID] = frozenset()
    only: bool = False

    def condition(self, path: str) -> Q:
        """The same for rows that lead to the thing by `path`."""
        within = Q(**{f"{path}__in": self.things})
        return within if self.only else ~within


EVERYTHING = Among()


def counted(model: type[Owned], asked: Asked, among: Among = EVERYTHING, *, most: int | None = None) -> int:
    """How many rows of this alliance answer; with `most`, counted no further than one above it."""
    sql, values = _found(model, asked, among)
    sql += "" if most is None else f" LIMIT {int(most) + 1}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS found", values)
        return int(cursor.fetchone()[0])


def hits(
    model: type[Owned], asked: Asked, among: Among = EVERYTHING, *, start: int = 0, most: int | None = None
) -> list[UUID]:
    """The rows that answer, in the order in which they were written."""
    sql, values = _found(model, asked, among)
    sql += " ORDER BY number" + ("" if most is None else f" LIMIT {int(most)} OFFSET {int(start)}")
    if connection.vendor != POSTGRESQL:
        sql = f"SELECT row FROM {model._meta.db_table}_rows WHERE id IN ({sql}) ORDER BY id"
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [_uuid(row) for (row,) in cursor.fetchall()]


def _found(model: type[Owned], asked: Asked, among: Among) -> tuple[str, list[Any]]:
    """The question that both databases say differently: the `number` by which each hit is ordered."""
    alliance, declared, table = current_alliance().pk, _declared(model), model._meta.db_table
    if connection.vendor == POSTGRESQL:
        whose = f"manantial_words(keys) @@ %s::tsquery AND alliance_id = %s AND {_stands(declared)}"
        limit = f" AND {declared.within} {'= ANY' if among.only else '<> ALL'}(%s)"
        return f"SELECT id AS number FROM {table} WHERE {whose}{limit}", [_said(asked), alliance, list(among.things)]
    ids = sorted(one.hex for one in among.things)
    said = f"{_said(asked)} AND alliance : {alliance.hex}"
    sql = f"SELECT rowid AS number FROM {table}_words WHERE {table}_words MATCH %s"
    if not among.only and len(ids) <= _FEW:
        return sql, [f"({said}) NOT within : ({' OR '.join(ids)})" if ids else said]
    within = f"(SELECT within FROM {table}_rows WHERE id = {table}_words.rowid)"
    limit = f" AND {within} {'IN' if among.only else 'NOT IN'} (SELECT value FROM json_each(%s))"
    return sql + limit, [said, json.dumps(ids)]


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _said(asked: Asked) -> str:
    """The question in the words of the database."""
    phrase, word_or, word_and, word_not = (
        (_pg_term, " | ", " & ", " & !") if connection.vendor == POSTGRESQL else (_fts_term, " OR ", " AND ", " NOT ")
    )
    clauses = [
        f"({word_or.join(form for term in clause for form in _forms(term, phrase))})" for clause in asked.clauses
    ]
    without = [form for term in asked.without for form in _forms(term, phrase)]
    wanted = f"({word_and.join(clauses)})"
    said = f"{wanted}{word_not}({word_or.join(without)})" if without else wanted
    return said if connection.vendor == POSTGRESQL else f"keys : ({said})"


def _forms(term: Term, phrase: object) -> list[str]:
    """A term as phrases of the database: one, or for a beginning also each whole key that it may be."""
    if not callable(phrase):  # pragma: no cover - for the type checker
        raise TypeError(phrase)
    if not term.begins:
        return [phrase(term.keys, begun=False)]
    wholes = [phrase((*term.keys, whole), begun=False) for whole in term.wholes]
    return [phrase((*term.keys, term.begins), begun=True), *wholes]


def _pg_term(keys: Sequence[str], *, begun: bool) -> str:
    quoted = ["'" + key.replace("\\", "").replace("'", "''") + "'" for key in keys]
    return f"({' <-> '.join(quoted)}{':*' if begun else ''})"


def _fts_term(keys: Sequence[str], *, begun: bool) -> str:
    quoted = '"' + " ".join(key.replace('"', "") for key in keys) + '"'
    return f"{quoted} *" if begun else quoted
