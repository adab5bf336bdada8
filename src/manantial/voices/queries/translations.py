"""What must be said beside a quote: its translation with who made it, and that a machine wrote it down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from manantial.voices.models import Fragment, Transcript, Turn
from manantial.voices.rules import TranscriptKind


@dataclass(frozen=True)
class Translated:
    """The same words in another language."""

    text: str
    translator: str
    validator: str  # empty until another person says that it is faithful


@dataclass(frozen=True)
class Remarks:
    """For some fragments: their translation by id, and those that a machine wrote down and nobody reviewed."""

    translations: Mapping[UUID, Translated]
    unreviewed: frozenset[UUID]


def remarks_on(fragments: Iterable[Fragment], language: str) -> Remarks:
    """What to say beside the words of fragments in a paper in `language`, with a fixed number of questions.

    A translation is given only for a fragment that takes its whole turn: the rest of a turn was not marked and does
    not leave with it.
    """
    wanted = [one for one in fragments if one.turn_id]
    turns = {
        turn.pk: turn
        for turn in Turn.objects.filter(pk__in={one.turn_id for one in wanted}).select_related("transcript")
    }
    unreviewed, whole = set(), {}
    for one in wanted:
        turn = turns[one.turn_id] if one.turn_id else None
        if turn is None:
            continue
        if turn.transcript.kind == TranscriptKind.AUTOMATIC and not turn.transcript.reviewed_by_id:
            unreviewed.add(one.pk)
        if turn.transcript.language != language and one.quote.strip() == turn.text.strip():
            whole[one.pk] = (one.voice_id, turn.lineage)
    return Remarks(_translations(whole, language), frozenset(unreviewed))


def _translations(whole: Mapping[UUID, tuple[UUID, UUID]], language: str) -> dict[UUID, Translated]:
    if not whole:
        return {}
    voices = {voice for voice, _line in whole.values()}
    kind = TranscriptKind.TRANSLATION
    newest = {
        one.voice_id: one
        for one in Transcript.objects.filter(voice__in=voices, kind=kind, language=language).order_by("version")
    }
    voice_of = {one.pk: voice for voice, one in newest.items()}
    lines = {line for _voice, line in whole.values()}
    said = {
        (voice_of[turn.transcript_id], turn.lineage): turn.text
        for turn in Turn.objects.filter(transcript__in=newest.values(), lineage__in=lines)
    }
    return {
        key: Translated(said[place], newest[place[0]].translator, newest[place[0]].validator)
        for key, place in whole.items()
        if place in said
    }
