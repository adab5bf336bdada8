"""The other half of a pair: which fragments with the second code lie over, or near, each one that was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from manantial.meaning.queries.coded import Bond, CodeQuestion, Step, VoiceFilter, open_fragments
from manantial.meaning.queries.tree import code_tree
from manantial.people.access import Actor
from manantial.voices.models import Fragment

PAIRED = {Bond.OVERLAPS, Bond.TURN, Bond.NEAR}
MOST = 4  # named beside one fragment


@dataclass(frozen=True)
class Partner:
    """A fragment that stands beside another one."""

    pk: UUID
    folio: str
    quote: str


def partners(
    actor: Actor, shown: Sequence[Fragment], question: CodeQuestion, *, on: date
) -> Mapping[UUID, list[Partner]]:
    """Return, for each shown fragment (by id), those beside which it was found; nothing for questions without pairs."""
    steps = [step for step in question.steps if step.bond in PAIRED]
    if not steps or not shown:
        return {}
    tree = code_tree()
    found: dict[UUID, list[Partner]] = defaultdict(list)
    rows = open_fragments(actor, VoiceFilter(), on=on).filter(voice__in={one.voice_id for one in shown})
    for step in steps:
        codes = tree.covers(step.code, below=question.below)
        coded = rows.filter(codings__code__in=codes, codings__retired_at=None).distinct()
        for other in coded.select_related("turn").defer("turn__keys", "turn__text", "keys"):
            for one in shown:
                if one.pk != other.pk and one.voice_id == other.voice_id and _beside(one, other, step, question.near):
                    found[one.pk].append(Partner(other.pk, other.folio, other.quote))
    return {key: list({one.pk: one for one in some}.values())[:MOST] for key, some in found.items()}


def _beside(one: Fragment, other: Fragment, step: Step, near: int) -> bool:
    if step.bond is Bond.TURN:
        return one.turn_id is not None and one.turn_id == other.turn_id
    if step.bond is Bond.NEAR:
        if one.turn is None or other.turn is None or one.turn.transcript_id != other.turn.transcript_id:
            return False
        return abs(one.turn.position - other.turn.position) <= near
    if one.turn_id is not None and other.turn_id is not None and _same_version(one, other):
        return one.turn_id == other.turn_id and _share(one.start_char, one.end_char, other.start_char, other.end_char)
    return _share(one.start_ms, one.end_ms, other.start_ms, other.end_ms)


def _same_version(one: Fragment, other: Fragment) -> bool:
    return one.turn is not None and other.turn is not None and one.turn.transcript_id == other.turn.transcript_id


def _share(start: int | None, end: int | None, other_start: int | None, other_end: int | None) -> bool:
    if start is None or end is None or other_start is None or other_end is None:
        return False
    return start < other_end and other_start < end
