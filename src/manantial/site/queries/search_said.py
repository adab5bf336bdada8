"""What was said, found in the tables where it was written: turns of transcripts, fragments, memos.

Hundreds of thousands of rows may answer, so nothing of them is read but what a page shows: hits are counted by what
they are within, and the voices that may not be studied, or not be seen by this person, are left out of count and page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from manantial.alliance.words_index import Among, counted, hits, matching
from manantial.kernel.asked import Asked, around, marked
from manantial.meaning.models import Coding, Memo
from manantial.meaning.queries import code_tree
from manantial.people.access import Actor, can, visible
from manantial.site.addresses import desk_address
from manantial.site.queries.found import Found, SearchFilter, Shelf
from manantial.voices.models import Fragment, Transcript, Turn, Voice
from manantial.voices.queries import Closed, closed_to_study, newest_transcripts, older_transcripts, unseen
from manantial.voices.rules import say_clock

MOST = 1000  # hits of one kind that are counted and shown page by page


@dataclass
class Heard:
    """The voices whose words this person may study today, as far as a search needs them."""

    actor: Actor
    asked: SearchFilter
    on: date

    @cached_property
    def closed(self) -> Closed:
        """What may not be studied."""
        return closed_to_study(on=self.on)

    @cached_property
    def unseen(self) -> frozenset[UUID]:
        """The voices this person may not see, whatever was asked for."""
        return unseen(self.actor)

    @cached_property
    def voices(self) -> frozenset[UUID]:
        """The voices that the filters leave and this person may see; consent is asked besides."""
        rows = visible(self.actor, "voices.see", Voice.objects.all())
        asked = self.asked
        if asked.group:
            rows = rows.filter(group=asked.group)
        if asked.community:
            rows = rows.filter(community=asked.community, community_reserved=False)
        if asked.since:
            rows = rows.filter(recorded_max__gte=asked.since)
        if asked.until:
            rows = rows.filter(recorded_min__lte=asked.until)
        return frozenset(rows.order_by().values_list("pk", flat=True))

    @cached_property
    def codings(self) -> QuerySet[Coding] | None:
        """The codings of the code that was asked for and of those within it; None when none was."""
        if not self.asked.code:
            return None
        return Coding.objects.filter(code__in=code_tree().below(self.asked.code), retired_at=None)


def said_shelves(actor: Actor, asked: SearchFilter, question: Asked, on: date) -> list[Shelf]:
    """The fragments, turns and memos that answer, for whoever may study voices."""
    heard = Heard(actor, asked, on)
    shelves: list[Shelf] = []
    if can(actor, "voices.see"):
        shelves += [_fragments(heard, question), _turns(heard, question)]
    if can(actor, "meaning.see") and not asked.narrows:
        shelves.append(_memos(heard, question))
    return shelves


def _turns(heard: Heard, question: Asked) -> Shelf:
    def fetch(start: int, most: int) -> list[Found]:
        return _said_turns(_page(Turn, question, heard, among, start, most), question, heard)

    if not heard.asked.shows("turn"):
        return Shelf("turn", 0, fetch)
    among = Among(_transcripts(heard), only=True) if heard.asked.narrows else Among(_closed(heard))
    return _bounded("turn", _count(Turn, question, heard, among), fetch)


def _transcripts(heard: Heard) -> frozenset[UUID]:
    """The transcripts that are read of the voices the filters leave."""
    return frozenset(newest_transcripts(heard.voices - heard.closed.words).values())


def _closed(heard: Heard) -> frozenset[UUID]:
    """The transcripts that this person may not read, or that a newer one has replaced: few of all there are."""
    hidden = heard.unseen | heard.closed.words
    of_hidden = Transcript.objects.filter(voice__in=hidden).order_by().values_list("pk", flat=True)
    return frozenset({*older_transcripts(), *of_hidden})


def _fragments(heard: Heard, question: Asked) -> Shelf:
    def fetch(start: int, most: int) -> list[Found]:
        return _said_fragments(_page(Fragment, question, heard, among, start, most), question)

    if not heard.asked.shows("fragment"):
        return Shelf("fragment", 0, fetch)
    hidden = heard.closed.either | heard.unseen
    among = Among(heard.voices - hidden, only=True) if heard.asked.narrows else Among(hidden)
    return _bounded("fragment", _count(Fragment, question, heard, among), fetch)


def _bounded(kind: str, count: int, fetch: Callable[[int, int], list[Found]]) -> Shelf:
    return Shelf(kind, min(count, MOST), fetch, more=count > MOST)


def _count(model: type[Turn] | type[Fragment], question: Asked, heard: Heard, among: Among) -> int:
    """As many as there are, or one more than MOST."""
    if heard.codings is not None:
        return len(_coded(model, question, heard, among)[: MOST + 1])
    return counted(model, question, among, most=MOST)


def _page(
    model: type[Turn] | type[Fragment], question: Asked, heard: Heard, among: Among, start: int, most: int
) -> list[UUID]:
    if heard.codings is not None:
        return list(_coded(model, question, heard, among)[start : start + most])
    return hits(model, question, among, start=start, most=most)


def _coded(model: type[Turn] | type[Fragment], question: Asked, heard: Heard, among: Among) -> QuerySet[Any, UUID]:
    """The hits that carry the code that was asked for; a turn carries it in whichever version it was coded."""
    codings = heard.codings if heard.codings is not None else Coding.objects.none()
    codings = codings.filter(fragment__retired_at=None)
    if model is Fragment:
        within = Q(pk__in=codings.values("fragment")) & among.condition("voice")
    else:
        within = Q(lineage__in=codings.values("fragment__turn__lineage")) & among.condition("transcript")
    rows: QuerySet[Any] = model.objects.filter(matching(model, question), within).order_by("pk")
    return rows.values_list("pk", flat=True)


def _in_order(ids: list[UUID], read: Callable[[list[UUID]], dict[UUID, Found]]) -> list[Found]:
    found = read(ids)
    return [found[pk] for pk in ids if pk in found]


def _said_turns(ids: list[UUID], question: Asked, heard: Heard) -> list[Found]:
    def read(ids: list[UUID]) -> dict[UUID, Found]:
        rows = Turn.objects.filter(pk__in=ids).values_list(
            "pk", "text", "speaker", "start_ms", "position", "transcript__voice_id", "transcript__voice__folio",
            "transcript__voice__pseudonym", "transcript__voice__recorded_min", "transcript__voice__sound_id",
        )  # fmt: skip
        found = {}
        for pk, text, speaker, start, position, voice, folio, pseudonym, on, sound in rows:
            second = None if sound is None or voice in heard.closed.testimony else start
            found[pk] = Found(
                "turn",
                pk,
                " · ".join(one for one in (folio, pseudonym, speaker) if one),
                around(marked(text, question.terms)),
                f"{desk_address('voice', voice)}?turno={position}#t{position}",
                on,
                clock="" if start is None else say_clock(start // 1000 * 1000),
                plays="" if second is None else f"{reverse('voices:sound', args=[voice])}#t={second / 1000}",
                text=text,
            )
        return found

    return _in_order(ids, read)


def _said_fragments(ids: list[UUID], question: Asked) -> list[Found]:
    def read(ids: list[UUID]) -> dict[UUID, Found]:
        rows = Fragment.objects.filter(pk__in=ids).values_list(
            "pk", "folio", "title", "quote", "start_ms", "voice__folio", "voice__recorded_min"
        )
        return {
            pk: Found(
                "fragment",
                pk,
                " · ".join(one for one in (folio, title, voice) if one),
                around(marked(quote, question.terms)),
                desk_address("fragment", pk),
                on,
                clock="" if start is None else say_clock(start // 1000 * 1000),
                text=quote,
            )
            for pk, folio, title, quote, start, voice, on in rows
        }

    return _in_order(ids, read)


def _memos(heard: Heard, question: Asked) -> Shelf:
    """Memos that stand; what is thought of a voice that may not be studied is not shown either."""
    rows = visible(heard.actor, "meaning.see", Memo.objects.filter(matching(Memo, question), retired_at=None))
    rows = rows.filter(replaced_by=None)
    listed = (
        list(rows.values_list("pk", "thing_kind", "thing_id", "text", "written_at"))
        if heard.asked.shows("memo")
        else []
    )
    fragments = {thing for _pk, kind, thing, _text, _at in listed if kind == "fragment"}
    owner = dict(Fragment.objects.filter(pk__in=fragments).values_list("pk", "voice_id")) if fragments else {}
    shown = []
    for pk, kind, thing, text, at in listed:
        voice = thing if kind == "voice" else owner.get(thing)
        if kind in {"voice", "fragment"} and voice in heard.unseen | heard.closed.either:
            continue
        pieces = around(marked(text, question.terms))
        shown.append(Found("memo", pk, text[:120], pieces, desk_address(kind, thing), at.date(), text=text))
    shown.sort(key=lambda one: one.on or date.min, reverse=True)
    return Shelf("memo", len(shown), lambda start, most: shown[start : start + most])
