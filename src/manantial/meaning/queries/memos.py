"""Memos: those of one thing, those of the whole work, and what of them may be shown today.

A memo on a voice, its fragments or its transcripts tells of what was said: it is shown only while the voice may be
studied and seen, as its words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from manantial.alliance.models import Owned
from manantial.alliance.words_index import matching
from manantial.kernel.asked import read_question
from manantial.meaning.models import Code, Finding, Lesson, Memo, Milestone, Plan
from manantial.meaning.queries.workbench import names_of
from manantial.people.access import Actor, visible
from manantial.voices.models import Fragment, Source, Transcript, Voice, Workshop
from manantial.voices.queries import closed_to_study, permitted
from manantial.voices.rules import Use

#: What a memo may be about, by the name of its table, with the permission to see it.
SUBJECTS: Mapping[str, tuple[type[Owned], str]] = {
    "fragment": (Fragment, "voices.see"),
    "code": (Code, "meaning.see"),
    "voice": (Voice, "voices.see"),
    "transcript": (Transcript, "voices.see"),
    "source": (Source, "voices.see"),
    "workshop": (Workshop, "workshops.see"),
    "milestone": (Milestone, "meaning.see"),
    "finding": (Finding, "meaning.see"),
    "lesson": (Lesson, "meaning.see"),
    "plan": (Plan, "meaning.see"),
}


@dataclass(frozen=True)
class MemoView:
    """A memo with its author, and the texts it had before, the last one first."""

    memo: Memo
    who: str
    earlier: tuple[Memo, ...] = ()


@dataclass(frozen=True)
class MemoQuestion:
    """What is asked of the page of all memos."""

    words: str = ""
    kind: str = ""
    author: UUID | None = None
    since: date | None = None
    until: date | None = None


def subject(actor: Actor, kind: str, pk: UUID) -> Owned | None:
    """The thing that memos are about, None when there is none or this person may not see it."""
    if kind not in SUBJECTS:
        return None
    model, permission = SUBJECTS[kind]
    rows: QuerySet[Any] = model.objects.all()
    return visible(actor, permission, rows).filter(pk=pk).first()


def may_be_studied(thing: Owned, *, on: date) -> bool:
    """Say whether memos on this thing may be shown: always, unless it is of a voice that may not be studied."""
    voice = thing.voice if isinstance(thing, Fragment | Transcript) else thing
    return not isinstance(voice, Voice) or bool(permitted([voice], use=Use.ANALYSIS, on=on)[0][1])


def memos_of(kind: str, pk: UUID) -> list[MemoView]:
    """The memos that stand on a thing, the oldest first, with their earlier texts: two questions."""
    rows = list(Memo.objects.filter(thing_kind=kind, thing_id=pk))
    by_id = {row.pk: row for row in rows}
    replaced = {row.replaces_id for row in rows if row.replaces_id}
    names = names_of(row.written_by_id for row in rows)
    standing = [row for row in rows if row.retired_at is None and row.pk not in replaced]
    return [MemoView(row, names.get(row.written_by_id, ""), tuple(_earlier(row, by_id))) for row in standing]


def put_away_of(kind: str, pk: UUID) -> list[Memo]:
    """Memos of a thing that were put away, not those that a newer text replaced."""
    rows = Memo.objects.filter(thing_kind=kind, thing_id=pk, replaced_by=None)
    return list(rows.exclude(retired_at=None))


def _earlier(memo: Memo, by_id: Mapping[UUID, Memo]) -> Iterable[Memo]:
    at = memo.replaces_id
    while at is not None and at in by_id:
        yield by_id[at]
        at = by_id[at].replaces_id


def memos(asked: MemoQuestion, actor: Actor, *, on: date) -> QuerySet[Memo]:
    """The memos that stand and may be shown to this person, the newest first."""
    rows = Memo.objects.filter(retired_at=None, thing_kind__in=SUBJECTS).order_by("-written_at", "-pk")
    question = read_question(asked.words)
    if question.terms:
        rows = rows.filter(matching(Memo, question))
    if asked.kind:
        rows = rows.filter(thing_kind=asked.kind)
    if asked.author:
        rows = rows.filter(written_by_id=asked.author)
    if asked.since:
        rows = rows.filter(written_at__date__gte=asked.since)
    if asked.until:
        rows = rows.filter(written_at__date__lte=asked.until)
    return rows.exclude(_hidden(actor, on))


def _hidden(actor: Actor, on: date) -> Q:
    """Memos about what may not be seen or studied, found by their things."""
    seen = visible(actor, "voices.see", Voice.objects.all()).order_by().values("pk")
    closed = Q(pk__in=closed_to_study(on=on).either) | ~Q(pk__in=seen)
    voices = Voice.objects.filter(closed).order_by().values("pk")
    hidden = Q(thing_kind="voice", thing_id__in=voices)
    for kind, model in (("fragment", Fragment), ("transcript", Transcript)):
        things: QuerySet[Any] = model.objects.filter(voice__in=voices)
        hidden |= Q(thing_kind=kind, thing_id__in=things.order_by().values("pk"))
    sources = Source.objects.exclude(pk__in=visible(actor, "voices.see", Source.objects.all()).order_by().values("pk"))
    return hidden | Q(thing_kind="source", thing_id__in=sources.order_by().values("pk"))


def things_named(rows: Iterable[Memo]) -> dict[UUID, Owned]:
    """The things that some memos are about, by id: one question for each kind among them."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        wanted.setdefault(row.thing_kind, set()).add(row.thing_id)
    found: dict[UUID, Owned] = {}
    for kind, keys in wanted.items():
        if kind in SUBJECTS:
            things: QuerySet[Any] = SUBJECTS[kind][0].objects.all()
            found |= things.in_bulk(list(keys))
    return found
