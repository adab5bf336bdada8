"""Fragments by their codes: what a question with AND, OR, NOT and "near" gives, page by page, never all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from manantial.meaning.models import Coding
from manantial.meaning.queries.tree import CodeTree, code_tree
from manantial.people.access import Actor
from manantial.voices.models import Fragment, Turn
from manantial.voices.queries import closed_to_study, in_versions, unseen

UNCODED = "sin"


class Bond(StrEnum):
    """How the fragments of another code decide about those found so far."""

    AND = "y"  # on the same fragment
    OR = "o"
    NOT = "no"
    OVERLAPS = "encima"  # on a fragment that shares letters or seconds
    TURN = "turno"
    NEAR = "cerca"
    VOICE = "voz"


@dataclass(frozen=True)
class VoiceFilter:
    """Whose fragments are looked at."""

    group: str = ""
    community: UUID | None = None
    sex: str = ""
    age_range: str = ""
    workshop: UUID | None = None
    since: date | None = None
    until: date | None = None

    def condition(self, path: str = "voice__") -> Q:
        """The condition on rows that lead to their voice by `path`; a reserved community is not asked for."""
        told = {
            "group": self.group,
            "community": self.community,
            "sex": self.sex,
            "age_range": self.age_range,
            "workshop": self.workshop,
            "recorded_max__gte": self.since,
            "recorded_min__lte": self.until,
        }
        condition = Q(**{f"{path}{name}": value for name, value in told.items() if value})
        return condition & Q(**{f"{path}community_reserved": False}) if self.community else condition


@dataclass(frozen=True)
class Step:
    """One more code of a question, and how it binds."""

    bond: Bond
    code: UUID


@dataclass(frozen=True)
class CodeQuestion:
    """A question over codes: from left to right. Without a first code, every fragment; UNCODED, those without any."""

    first: UUID | str | None = None
    steps: tuple[Step, ...] = ()
    below: bool = True  # with the codes within each
    near: int = 1  # turns
    voices: VoiceFilter = field(default_factory=VoiceFilter)


def open_fragments(actor: Actor, voices: VoiceFilter, *, on: date) -> QuerySet[Fragment]:
    """The standing fragments that this person may study today: both the words and the testimony of their voice."""
    hidden = closed_to_study(on=on).either | unseen(actor)
    rows = Fragment.objects.filter(voices.condition(), retired_at=None)
    return rows.exclude(voice__in=hidden) if hidden else rows


def answering(actor: Actor, question: CodeQuestion, *, on: date) -> QuerySet[Fragment]:
    """The fragments that answer, in the order in which they were marked."""
    tree = code_tree()
    rows = open_fragments(actor, question.voices, on=on)
    condition = Q()
    if question.first == UNCODED:
        condition = ~Q(Exists(Coding.objects.filter(fragment=OuterRef("pk"), retired_at=None)))
    elif isinstance(question.first, UUID):
        condition = _has(_wanted(tree, question.first, below=question.below))
    for step in question.steps:
        codes = _wanted(tree, step.code, below=question.below)
        if step.bond is Bond.OR:
            condition |= _has(codes)
        elif step.bond is Bond.NOT:
            condition &= ~_has(codes)
        else:
            condition &= _has(codes) | _beside(step.bond, codes, question.near)
    return rows.filter(condition).order_by("pk")


def in_order(keys: Iterable[UUID]) -> list[Fragment]:
    """The fragments of a page, in the order of their ids as given: only the ids of the others had to be ordered."""
    listed = list(keys)
    found = {one.pk: one for one in with_context(Fragment.objects.filter(pk__in=listed))}
    return [found[pk] for pk in listed if pk in found]


def with_context(rows: QuerySet[Fragment]) -> QuerySet[Fragment]:
    """What a page shows of each: its voice, its turn, its codes; large columns are left where they are."""
    codings = Coding.objects.filter(retired_at=None).select_related("code").order_by("code__position", "code__name")
    return (
        rows.select_related("voice__community", "turn")
        .defer("voice__peaks", "voice__summary", "turn__keys", "keys")
        .prefetch_related(Prefetch("codings", codings, to_attr="standing"))
    )


def _wanted(tree: CodeTree, code: UUID, *, below: bool) -> frozenset[UUID]:
    return tree.covers(code, below=below)


def _has(codes: frozenset[UUID]) -> Q:
    return Q(pk__in=Coding.objects.filter(code__in=codes, retired_at=None).values("fragment"))


def _beside(bond: Bond, codes: frozenset[UUID], near: int) -> Q:
    """Another fragment with one of the codes lies there; see ``rules.overlaps`` for what sharing a place means.

    What carries the codes is read once, never once for each fragment that is asked about.
    """
    others = Fragment.objects.filter(
        pk__in=Coding.objects.filter(code__in=codes, retired_at=None).order_by().values("fragment"), retired_at=None
    ).order_by()
    if bond is Bond.TURN:
        return Q(turn__in=others.exclude(turn=None).values("turn"))
    if bond is Bond.NEAR:
        return Q(turn__in=_turns_around(others, near))
    if bond is Bond.OVERLAPS:
        return _over(others)
    return Q(voice__in=others.values("voice")) if bond is Bond.VOICE else Q(pk__in=[])


def _turns_around(fragments: QuerySet[Fragment], near: int) -> QuerySet[Any, Any]:
    """The turns of the same version that are not farther than so many from one in which a fragment lies."""
    lies = Turn.objects.filter(pk__in=fragments.exclude(turn=None).values("turn"))
    apart = {
        "transcript__turns__position__gte": F("position") - near,
        "transcript__turns__position__lte": F("position") + near,
    }
    return lies.filter(**apart).order_by().values("transcript__turns")


def _over(others: QuerySet[Fragment]) -> Q:
    """Sharing letters; or seconds, in the few voices where a fragment has no letters or there are several versions."""
    letters = others.filter(
        turn=OuterRef("turn"), start_char__lt=OuterRef("end_char"), end_char__gt=OuterRef("start_char")
    )
    timed = others.filter(voice=OuterRef("voice"), start_ms__lt=OuterRef("end_ms"), end_ms__gt=OuterRef("start_ms"))
    elsewhere = timed.filter(Q(turn=None) | ~Q(turn__transcript=OuterRef("turn__transcript")))
    alone = Fragment.objects.filter(turn=None, retired_at=None).order_by().values("voice")
    heard = Q(voice__in=alone) | Q(voice__in=in_versions())
    seconds = Q(turn=None) & Exists(timed) | Q(Exists(elsewhere))
    within = Q(turn__in=others.exclude(turn=None).values("turn"))
    return within & Q(Exists(letters)) | heard & seconds
