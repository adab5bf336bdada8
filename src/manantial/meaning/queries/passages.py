"""Many fragments as plain rows, for what leaves as a file: no object is made of a row.

Two hundred thousand fragments with their codes pass in a few seconds and in constant memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from manantial.meaning.models import Code, Coding
from manantial.meaning.queries.tree import code_tree
from manantial.meaning.queries.workbench import names_of
from manantial.voices.models import Fragment
from manantial.voices.queries import doubtful_turns, permissions_said, said_mark

STEP = 2000
_COLUMNS = (
    "pk", "folio", "quote", "title", "voice__folio", "voice__group", "voice__community__name",
    "voice__community_reserved", "start_ms", "end_ms", "turn_id",
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
    mark: str = ""  # what must be known of its words


def passages_of(rows: QuerySet[Fragment], *, around: int = 0, dense: bool = False) -> Iterator[Passage]:
    """Read the fragments of a question (in the order of their ids), with so many letters of the turn around them.

    `dense`: nearly every fragment answers, so the codings between two of them are read in one stretch.
    """
    names = {_key(pk): name for pk, name in Code.objects.order_by().values_list("pk", "name")}
    marks = _marks()
    columns = _COLUMNS + (_AROUND if around else ())
    last: Any = None
    while True:
        some = list(raw((rows.filter(pk__gt=last) if last else rows).values_list(*columns)[:STEP]))
        coded = _codings([row[0] for row in some], dense=dense)
        for row in some:
            passage = _passage(row, coded.get(row[0], ()), names, around)
            mark = marks.get(row[len(_COLUMNS) - 1]) if marks else ""
            yield passage._replace(mark=mark) if mark else passage
        if len(some) < STEP:
            return
        last = Fragment._meta.pk.to_python(some[-1][0])


class PutOn(NamedTuple):
    """A code on a fragment with what a table says of it: one row for each, whoever put it."""

    folio: str
    voice: str
    turn: int | None
    start_ms: int | None
    end_ms: int | None
    words: str
    mark: str  # what must be known of its words
    code: str
    path: str
    who: str
    at: datetime
    memo: str
    permission: str


_PLACE = (
    "pk", "folio", "voice__folio", "turn__position", "start_ms", "end_ms", "turn__start_ms", "turn__end_ms", "quote",
    "title", "voice_id", "turn_id",
)  # fmt: skip


def codings_of(rows: QuerySet[Fragment], *, dense: bool = False) -> Iterator[PutOn]:
    """Read each code on the fragments of a question, as `passages_of` reads the fragments."""
    tree = code_tree()
    codes = {_key(pk): (tree.names[one], tree.path(one)) for pk in tree.names for one in [tree.joined.get(pk, pk)]}
    people = {_key(pk): name for pk, name in names_of(coders()).items()}
    permissions = {_key(pk): said for pk, said in permissions_said().items()}
    marks = _marks()
    none = _("Sin permiso registrado")
    moments: dict[Any, datetime] = {}
    last: Any = None
    while True:
        some = list(raw((rows.filter(pk__gt=last) if last else rows).values_list(*_PLACE)[:STEP]))
        put = _put_on([row[0] for row in some], dense=dense)
        for pk, folio, voice, turn, start, end, turn_start, turn_end, quote, title, voice_id, marked in some:
            times = (turn_start, turn_end) if start is None else (start, end)
            for code, by, at, memo in put.get(pk, ()):
                moment = moments.get(at) or moments.setdefault(at, _moment(at))
                yield PutOn(
                    *(folio, voice, turn, *times, quote or title, marks.get(marked, ""), *codes[code]),
                    *(people.get(by, ""), moment, memo, permissions.get(voice_id, none)),
                )
        if len(some) < STEP:
            return
        last = Fragment._meta.pk.to_python(some[-1][0])


def _marks() -> dict[Any, str]:
    """What must be known of the words of some turns, by their ids as the database gives them."""
    return {_key(pk): said_mark(remark) for pk, remark in doubtful_turns().items()}


def coders() -> Iterable[UUID | None]:
    """Whoever has put a code that stands."""
    return Coding.objects.filter(retired_at=None).order_by().values_list("by_id", flat=True).distinct()


def _put_on(fragments: Sequence[Any], *, dense: bool) -> dict[Any, list[tuple[Any, ...]]]:
    found: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for fragment, *put in _among(fragments, "code_id", "by_id", "at", "memo", dense=dense):
        found[fragment].append(tuple(put))
    return found


def _moment(at: Any) -> datetime:
    """A moment as the database writes it, where the alliance is."""
    read = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    return localtime(read if read.tzinfo else read.replace(tzinfo=UTC))


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
    for fragment, code, memo in _among(fragments, "code_id", "memo", dense=dense):
        found[fragment].append((code, memo))
    return dict(found)


def _among(fragments: Sequence[Any], *columns: str, dense: bool) -> Iterator[tuple[Any, ...]]:
    """The codings that stand on some fragments: each with its fragment first."""
    if not fragments:
        return
    among = {"fragment__gte": fragments[0], "fragment__lte": fragments[-1]} if dense else {"fragment__in": fragments}
    rows = Coding.objects.filter(**among, retired_at=None).order_by("fragment", "pk")
    yield from raw(rows.values_list("fragment_id", *columns))


def _passage(row: Sequence[Any], coded: Sequence[tuple[Any, str]], names: dict[Any, str], around: int) -> Passage:
    _key_of, folio, quote, title, voice, group, place, reserved, start_ms, end_ms, _turn, *turn = row
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


def _key(pk: UUID | None) -> Any:
    return Code._meta.pk.get_db_prep_value(pk, connection)
