"""Many fragments as plain rows, for what leaves as a file: no object is made of a row.

Two hundred thousand fragments with their codes pass in a few seconds and in constant memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from manantial.meaning.models import Code, Coding
from manantial.voices.models import Fragment

STEP = 2000
_COLUMNS = (
    "pk", "folio", "quote", "title", "voice__folio", "voice__group", "voice__community__name",
    "voice__community_reserved", "start_ms", "end_ms",
)  # fmt: skip
_AROUND = ("start_char", "end_char", "turn__text")


class Passage(NamedTuple):
    """A fragment with what a table or a document says of it."""

    folio: str
    words: str
    voice: str
    group: str
    place: str
    start_ms: int | None
    end_ms: int | None
    codes: tuple[str, ...]
    memos: tuple[str, ...]
    before: str = ""
    after: str = ""


def passages_of(rows: QuerySet[Fragment], *, around: int = 0, dense: bool = False) -> Iterator[Passage]:
    """Read the fragments of a question (in the order of their ids), with so many letters of the turn around them.

    `dense`: nearly every fragment answers, so the codings between two of them are read in one stretch.
    """
    names = {_key(pk): name for pk, name in Code.objects.order_by().values_list("pk", "name")}
    columns = _COLUMNS + (_AROUND if around else ())
    last: Any = None
    while True:
        some = list(raw((rows.filter(pk__gt=last) if last else rows).values_list(*columns)[:STEP]))
        coded = _codings([row[0] for row in some], dense=dense)
        for row in some:
            yield _passage(row, coded.get(row[0], ()), names, around)
        if len(some) < STEP:
            return
        last = Fragment._meta.pk.to_python(some[-1][0])


def raw(rows: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a question as the database gives them: ids are compared here and never shown."""
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:  # nothing can answer, as with an empty list of codes
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while some := cursor.fetchmany(5000):
            yield from some


def _codings(fragments: Sequence[Any], *, dense: bool) -> dict[Any, Sequence[tuple[Any, str]]]:
    found: dict[Any, list[tuple[Any, str]]] = defaultdict(list)
    if fragments:
        among = (
            {"fragment__gte": fragments[0], "fragment__lte": fragments[-1]} if dense else {"fragment__in": fragments}
        )
        rows = Coding.objects.filter(**among, retired_at=None).order_by("fragment", "pk")
        for fragment, code, memo in raw(rows.values_list("fragment_id", "code_id", "memo")):
            found[fragment].append((code, memo))
    return dict(found)


def _passage(row: Sequence[Any], coded: Sequence[tuple[Any, str]], names: dict[Any, str], around: int) -> Passage:
    _pk, folio, quote, title, voice, group, place, reserved, start_ms, end_ms, *turn = row
    before = after = ""
    if around and turn[2] is not None and turn[0] is not None:
        start, end, text = turn
        before = text[:start] if start <= around else f"…{text[start - around : start]}"
        after = text[end:] if len(text) - end <= around else f"{text[end : end + around]}…"
    return Passage(
        *(folio, quote or title, voice, group, "" if reserved else place or "", start_ms, end_ms),
        tuple(dict.fromkeys(names.get(code, "") for code, _memo in coded)),
        tuple(memo for _code, memo in coded if memo),
        *(before, after),
    )


def _key(pk: Any) -> Any:
    return Code._meta.pk.get_db_prep_value(pk, connection)
