"""Finding anything one may see: accents, plurals, apostrophes and beginnings of words do not matter."""

from __future__ import annotations

from datetime import date
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from manantial.alliance.words_index import matching
from manantial.campaign.models import Release
from manantial.kernel.asked import Asked, around, marked, read_question
from manantial.people.access import Actor, can, visible
from manantial.site.addresses import desk_address, public_address
from manantial.site.models import SearchEntry
from manantial.site.queries.found import Found, Results, SearchFilter, Shelf
from manantial.site.queries.public import lessons
from manantial.site.queries.search_said import said_shelves
from manantial.site.queries.searchable import KINDS
from manantial.site.queries.spoken import Spoken, chosen_fragments, spoken
from manantial.voices.models import Fragment
from manantial.voices.queries import closed_to_study, said_mark, unseen

MOST = 200  # of what the public finds, where each thing is asked of the gate by itself
#: Each kind with what it needs, in the order in which what was found is shown.
PERMISSIONS = {
    "community": "communities.see",
    "voice": "voices.see",
    "finding": "meaning.see",
    "lesson": "meaning.see",
    "milestone": "meaning.see",
    "version": "meaning.see",
    "card": "meaning.see",
    "cause": "meaning.see",
    "stance": "meaning.see",
    "recommendation": "meaning.see",
    "correction": "meaning.see",
    "fragment": "voices.see",
    "turn": "voices.see",
    "memo": "meaning.see",
    "passage": "meaning.see",
    "modelentry": "meaning.see",
    "costline": "meaning.see",
    "plan": "meaning.see",
    "axis": "meaning.see",
    "question": "meaning.see",
    "actor": "meaning.see",
    "debrief": "voices.see",
    "agreement": "agreements.see",
    "session": "sessions.see",
    "workshop": "workshops.see",
    "source": "voices.see",
    "message": "campaign.see",
    "material": "campaign.see",
    "body": "bodies.see",
    "person": "people.see",
}
COPIED = tuple(kind for kind in PERMISSIONS if kind not in {"fragment", "turn", "memo"})
PUBLIC_KINDS = ("community", "milestone", "agreement")

Row = tuple[UUID, str, UUID, str, date | None]


def search(actor: Actor, asked: SearchFilter, *, on: date) -> Results:
    """Return what the actor may see that answers the question; when nothing does, what begins like its last word.

    Things come kind by kind; within a kind, titles that hold the words come first and then the newest, what was said in
    the order in which it was written down. Nothing of a voice is counted or shown that the gate does not allow today.
    """
    question = read_question(asked.text)
    exact = _shelves(actor, asked, question, on) if question else []
    wider = read_question(asked.text, typing=True)
    if sum(shelf.count for shelf in exact) or wider == question or not wider:
        return Results(exact)
    return Results(_shelves(actor, asked, wider, on), widened=True)


def _shelves(actor: Actor, asked: SearchFilter, question: Asked, on: date) -> list[Shelf]:
    by_kind: dict[str, list[Row]] = {}
    if not asked.code:
        for row in _entries(actor, asked, question, on):
            by_kind.setdefault(row[1], []).append(row)
    at_desk = can(actor, "desk.enter")
    copied = [_shelf(kind, by_kind[kind], question, at_desk) for kind in COPIED if kind in by_kind]
    said = said_shelves(actor, asked, question, on)
    if not can(actor, "voices.see") and asked.shows("fragment") and not asked.narrows:
        said.append(_public_fragments(question, on))
    order = list(PERMISSIONS)
    return sorted(copied + said, key=lambda shelf: order.index(shelf.kind))


def _entries(actor: Actor, asked: SearchFilter, question: Asked, on: date) -> list[Row]:
    rows = SearchEntry.objects.filter(matching(SearchEntry, question), _narrowed(asked)).order_by()
    by_need: dict[str, list[str]] = {}  # one condition for all the kinds that need the same permission
    for kind in COPIED:
        if asked.shows(kind):
            by_need.setdefault(PERMISSIONS[kind], []).append(kind)
    seen = [visible(actor, need, rows.filter(kind__in=kinds)) for need, kinds in by_need.items() if can(actor, need)]
    found: dict[UUID, Row] = {}
    if seen:
        combined = seen[0]
        for more in seen[1:]:
            combined = or_(combined, more)
        found = {row[0]: row for row in _read(combined)}
    hidden = _hidden(actor, {row[1] for row in found.values()}, on)
    found = {pk: row for pk, row in found.items() if row[2] not in hidden.get(row[1], ())}
    if not can(actor, "meaning.see"):
        for row in _public(actor, rows, on):
            found.setdefault(row[0], row)
    return list(found.values())


def _hidden(actor: Actor, kinds: set[str], on: date) -> dict[str, frozenset[UUID]]:
    """Of the kinds that were found: what is a voice, or was told in one, that may not be studied or seen today."""
    told = {kind: KINDS[kind] for kind in kinds if kind == "voice" or KINDS[kind].voice}
    if not told:
        return {}
    closed = closed_to_study(on=on).either
    away = closed | unseen(actor)
    found = {"voice": frozenset(closed)}
    for kind, one in told.items():
        if one.voice and away:
            rows = one.table.objects.filter(**{f"{one.voice}__in": away})
            found[kind] = frozenset(rows.order_by().values_list("pk", flat=True))
    return found


def _read(rows: QuerySet[SearchEntry]) -> list[Row]:
    return list(rows.values_list("pk", "kind", "thing_id", "title", "on"))


def _narrowed(asked: SearchFilter) -> Q:
    condition = Q(kind=asked.kind) if asked.kind else Q()
    if asked.group:
        condition &= Q(group=asked.group)
    if asked.community:
        condition &= Q(community_id=asked.community)
    if asked.since:
        condition &= Q(on__gte=asked.since)
    if asked.until:
        condition &= Q(on__lte=asked.until)
    return condition


def _public(actor: Actor, entries: QuerySet[SearchEntry], on: date) -> list[Row]:
    found = _read(visible(actor, "public.see", entries.filter(kind__in=PUBLIC_KINDS))[:MOST])
    rest = _read(entries.filter(kind__in=["lesson", "material"])[:MOST])
    if not rest:
        return found
    told = {view.lesson.pk for view in lessons(on=on)} if any(row[1] == "lesson" for row in rest) else set()
    told |= set(Release.objects.filter(material__retired_at=None).values_list("material", flat=True))
    return found + [row for row in rest if row[2] in told]


def _public_fragments(question: Asked, on: date) -> Shelf:
    chosen = chosen_fragments().filter(matching(Fragment, question)).defer("voice__peaks")[:MOST]
    told = [one for one in spoken(chosen, on=on) if one.words]
    found = [
        Found("fragment", one.fragment.pk, _marked(one), (), public_address("fragment", one.fragment.pk), None)
        for one in told
    ]
    return Shelf("fragment", len(found), lambda start, most: found[start : start + most])


def _marked(one: Spoken) -> str:
    mark = said_mark(one.remark)
    return f"{one.words} ({mark})" if mark else one.words


def _shelf(kind: str, rows: list[Row], question: Asked, at_desk: bool) -> Shelf:
    def fetch(start: int, most: int) -> list[Found]:
        some = rows[start : start + most]
        texts = dict(SearchEntry.objects.filter(pk__in=[row[0] for row in some]).values_list("pk", "text"))
        pages = _pages(kind, [row[2] for row in some]) if at_desk else {}
        return [_found(row, texts.get(row[0], ""), question, pages, at_desk=at_desk) for row in some]

    terms = question.terms
    rows.sort(key=lambda row: (not any(hit for _text, hit in marked(row[3], terms)), -(row[4] or date.min).toordinal()))
    return Shelf(kind, len(rows), fetch)


def _pages(kind: str, things: list[UUID]) -> dict[UUID, str]:
    """Where things are shown that have no page of their own."""
    page = KINDS[kind].page
    return {row.pk: page(row) for row in KINDS[kind].rows(things)} if page else {}


def _found(row: Row, text: str, question: Asked, pages: dict[UUID, str], *, at_desk: bool) -> Found:
    _pk, kind, thing, title, on = row
    desk = pages.get(thing) or desk_address(kind, thing)
    href = (desk if at_desk else "") or public_address(kind, thing)
    pieces = marked(text, question.terms)
    shown = around(pieces, 90) if any(hit for _text, hit in pieces) else ()
    return Found(kind, thing, title, shown, href, on, text=text)
