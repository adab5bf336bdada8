"""Codes side by side: with each other, and with who speaks. Counted in the database or in one sweep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from manantial.meaning.models import Code, Coding
from manantial.meaning.queries.coded import VoiceFilter, open_fragments
from manantial.meaning.queries.passages import raw
from manantial.meaning.queries.tree import CodeTree, code_tree
from manantial.meaning.rules.overlaps import Lying, Marked, Meetings, Together, meetings, meetings_in_order
from manantial.people.access import Actor
from manantial.voices.models import Fragment, Turn
from manantial.voices.queries import closed_to_study, in_versions, unseen
from manantial.voices.rules import AGE_WORDS, SEX_WORDS, VoiceGroup

#: What codes can be set against, and where it lies from a coding.
AGAINST: Mapping[str, str] = {
    "grupo": "fragment__voice__group",
    "comunidad": "fragment__voice__community",
    "sexo": "fragment__voice__sex",
    "edad": "fragment__voice__age_range",
    "taller": "fragment__voice__workshop",
}
STAGE = "etapa"
_LONGEST_TURN = 10_000_000  # letters; a turn's place times this leaves every turn its own room


@dataclass(frozen=True)
class Crossing:
    """Codes against a dimension: distinct fragments and distinct voices of each cell."""

    codes: tuple[UUID, ...]
    columns: tuple[Any, ...]
    fragments: Mapping[tuple[UUID, Any], int]
    voices: Mapping[tuple[UUID, Any], int]


def chosen_codes(tree: CodeTree, within: UUID | None, *, most: int | None = None) -> list[UUID]:
    """The codes directly within one (or at the top), in their order; these stand for all that is below them."""
    found = [code for code in tree.standing if tree.parents[code] == within]
    return found if most is None else found[:most]


def busiest_codes(*, most: int) -> list[UUID]:
    """The codes that were put most often, each by itself, the commonest first: which rows a table begins with.

    Only the order of the codebook is told, so nothing is asked of the voices.
    """
    rows = Coding.objects.filter(retired_at=None).order_by().values("code").annotate(many=Count("pk"))
    standing = set(code_tree().standing)
    ranked = sorted((row for row in rows if row["code"] in standing), key=lambda row: (-row["many"], row["code"]))
    return [row["code"] for row in ranked[:most]]


def met(
    actor: Actor,
    codes: Sequence[UUID],
    *,
    together: Together,
    near: int = 1,
    voices: VoiceFilter | None = None,
    below: bool = True,
    on: date,
) -> Meetings:
    """How often these codes come together; the numbers of the answer are their places in `codes`."""
    tree = code_tree()
    held = _held(codes, tree, below=below)
    rows = open_fragments(actor, voices or VoiceFilter(), on=on)
    put = _put(held)
    if together is not Together.OVERLAP:
        return meetings(_marked(rows, put, places=together is Together.NEAR), together, near=near)
    timed = _timed_voices()
    found = meetings_in_order(_lying(rows.exclude(voice__in=timed), put))
    found.add(meetings(_marked(rows.filter(voice__in=timed), put, seconds=True), together))
    return found


def crossed(
    actor: Actor,
    codes: Sequence[UUID],
    against: str,
    *,
    voices: VoiceFilter | None = None,
    below: bool = True,
    people: bool = True,
    on: date,
) -> Crossing:
    """Count distinct fragments of each code for each value of a dimension, and `people`: distinct voices too.

    KeyError for a dimension that there is not.
    """
    tree = code_tree()
    wanted = {one for code in codes for one in tree.covers(code, below=below)}
    rows = _codings(actor, voices or VoiceFilter(), on=on).filter(code__in=wanted)
    path = AGAINST[against] if against != STAGE else "fragment__codings__code"
    if against == STAGE:
        rows = rows.filter(fragment__codings__retired_at=None, fragment__codings__code__kind="stage")
    rows = rows.annotate(row=_row_of(codes, tree, below=below)).order_by()
    if against == "comunidad":
        rows = rows.filter(fragment__voice__community_reserved=False)
    told = Count("fragment__voice", distinct=True) if people else Value(0)
    counted = rows.values_list("row", path).annotate(many=Count("fragment", distinct=True), told=told)
    fragments, voiced = {}, {}
    for row, column, many, speakers in counted:
        fragments[codes[row], column] = many
        voiced[codes[row], column] = speakers
    order = {str(key): place for place, key in enumerate((*VoiceGroup, *AGE_WORDS, *SEX_WORDS))}
    columns = sorted({column for _code, column in fragments}, key=lambda one: (order.get(str(one), 99), str(one)))
    return Crossing(tuple(codes), tuple(columns), fragments, voiced)


def stages() -> QuerySet[Code]:
    """The codes that are stages of the story."""
    return Code.objects.filter(kind="stage", retired_at=None)


def _codings(actor: Actor, voices: VoiceFilter, *, on: date) -> QuerySet[Coding]:
    hidden = closed_to_study(on=on).either | unseen(actor)
    rows = Coding.objects.filter(voices.condition("fragment__voice__"), retired_at=None, fragment__retired_at=None)
    return rows.exclude(fragment__voice__in=hidden) if hidden else rows


def _row_of(codes: Sequence[UUID], tree: CodeTree, *, below: bool) -> Case:
    whens = [When(code__in=tree.covers(code, below=below), then=Value(place)) for place, code in enumerate(codes)]
    return Case(*whens, default=Value(-1), output_field=IntegerField())


def _held(codes: Sequence[UUID], tree: CodeTree, *, below: bool) -> dict[Any, tuple[int, ...]]:
    """For every code, as the database writes it, the places of the chosen codes that it counts for."""
    places: dict[UUID, list[int]] = defaultdict(list)
    for place, code in enumerate(codes):
        for one in tree.covers(code, below=below):
            places[one].append(place)
    return {Code._meta.pk.get_db_prep_value(code, connection): tuple(some) for code, some in places.items()}


def _put(held: Mapping[Any, tuple[int, ...]]) -> dict[Any, tuple[int, ...]]:
    """For every fragment, the places of the chosen codes that somebody put on it.

    They are read in the order of the fragments, not of the codes: what is asked together then lies together in memory.
    """
    found: dict[Any, tuple[int, ...]] = {}
    rows = Coding.objects.filter(retired_at=None, code__in=_codes_of(held)).order_by("fragment_id")
    for fragment, code in raw(rows.values_list("fragment_id", "code_id")):
        mine = held[code]
        known = found.get(fragment)
        found[fragment] = mine if known is None else tuple(sorted({*known, *mine}))
    return found


def _timed_voices() -> set[UUID]:
    """Voices in which letters alone do not decide: a fragment has only seconds, or there are several versions."""
    alone = Fragment.objects.filter(Q(turn=None) | Q(start_char=None), retired_at=None).order_by()
    return {*alone.values_list("voice", flat=True).distinct(), *in_versions().values_list("voice", flat=True)}


def _lying(rows: QuerySet[Fragment], put: Mapping[Any, tuple[int, ...]]) -> Iterator[Lying]:
    """The coded fragments turn by turn, in the order of their beginnings."""
    columns = rows.order_by("turn_id", "start_char").values_list("turn_id", "start_char", "end_char", "pk")
    for turn, start, end, pk in raw(columns):
        codes = put.get(pk)
        if codes is not None:
            yield turn, start, end, codes


def _marked(
    rows: QuerySet[Fragment], put: Mapping[Any, tuple[int, ...]], *, places: bool = False, seconds: bool = False
) -> Iterator[Marked]:
    """The coded fragments with where they lie. Ids are compared, never shown: they stay as the database writes them.

    `places`: how far turns are apart matters. Otherwise a turn only has to be told from the others, and turns are read
    only of the few voices that have several versions.
    `seconds`: they may decide; without them an index answers alone.
    """
    turns = _placed_turns(every=places)
    numbers: dict[Any, int] = {}
    columns = ("pk", "voice_id", "turn_id", "start_char", "end_char", *(("start_ms", "end_ms") if seconds else ()))
    for pk, voice, turn, start, end, *times in raw(rows.order_by().values_list(*columns)):
        told = put.get(pk)
        if told is None:
            continue
        start_ms, end_ms = times or (None, None)
        if turn is None or start is None:
            yield Marked(voice, told, start_ms=start_ms, end_ms=end_ms)
            continue
        version, place = turns.get(turn) or (voice, numbers.setdefault(turn, len(numbers)))
        before = place * _LONGEST_TURN
        yield Marked(voice, told, version, before + start, before + end, place, start_ms, end_ms)


def _codes_of(held: Mapping[Any, tuple[int, ...]]) -> list[UUID]:
    return [Code._meta.pk.to_python(code) for code in held]


def _placed_turns(*, every: bool) -> dict[Any, tuple[Any, int]]:
    """The version and the place of each turn: of all, or only of voices with several versions."""
    rows = Turn.objects.order_by()
    if not every:
        rows = rows.filter(transcript__voice__in=in_versions())
    return {pk: (version, place) for pk, version, place in raw(rows.values_list("pk", "transcript_id", "position"))}
