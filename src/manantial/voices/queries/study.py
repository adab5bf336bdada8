"""Which voices may be studied, told for thousands at once: what searches, matrices and exports of the desk ask.

The gate reads whole rows and rules one thing after the other. Studying is what the team may do unless something stands
against it, so here the few voices with something against them are looked for in the database, and only these are asked
of the gate itself: the answer is the gate's, at the price of the exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from manantial.voices.models import Consent, Transcript, Voice, Withdrawal
from manantial.voices.queries.gate import Gate
from manantial.voices.rules import CONTENT, CONTENT_OF, Answer, TranscriptKind, Use, VoiceState, What


@dataclass(frozen=True)
class Closed:
    """The voices that may not be studied: their words, and the testimony itself (its sound, film or picture)."""

    words: frozenset[UUID]
    testimony: frozenset[UUID]

    @property
    def either(self) -> frozenset[UUID]:
        """Voices of which something may not be studied."""
        return self.words | self.testimony


def closed_to_study(*, on: date) -> Closed:
    """Ask which voices of the alliance may not be studied today; four questions, however many voices there are."""
    against = Q()
    for what in CONTENT:
        cell = f"scopes__{what}__{Use.ANALYSIS}"
        against |= Q(**{f"{cell}__isnull": False}) & ~Q(**{cell: str(Answer.YES)})
    suspects = set(Consent.objects.filter(against).values_list("voice", flat=True))
    suspects |= set(Withdrawal.objects.values_list("voice", flat=True))
    suspects |= set(Voice.objects.filter(state=VoiceState.RETIRED).values_list("pk", flat=True))
    if not suspects:
        return Closed(frozenset(), frozenset())
    voices = list(Voice.objects.filter(pk__in=suspects).defer("peaks", "summary"))
    gate = Gate.of(voices)
    words, testimony = set(), set()
    for voice in voices:
        if not gate.ruling(voice, Use.ANALYSIS, on=on, what=What.QUOTE):
            words.add(voice.pk)
        if not gate.ruling(voice, Use.ANALYSIS, on=on, what=CONTENT_OF[voice.kind]):
            testimony.add(voice.pk)
    return Closed(frozenset(words), frozenset(testimony))


def newest_transcripts(voices: QuerySet[Voice] | Iterable[UUID] | None = None) -> dict[UUID, UUID]:
    """The transcript that is read of each voice: the last one in its own language, else the last translation."""
    rows = Transcript.objects.all() if voices is None else Transcript.objects.filter(voice__in=voices)
    found: dict[UUID, tuple[bool, int, UUID]] = {}
    for voice, pk, version, kind in rows.values_list("voice_id", "pk", "version", "kind"):
        rank = (kind != TranscriptKind.TRANSLATION, version, pk)
        if voice not in found or rank > found[voice]:
            found[voice] = rank
    return {voice: pk for voice, (_own, _version, pk) in found.items()}
