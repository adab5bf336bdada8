"""Which voices may be studied, told for thousands at once: what searches, matrices and exports of the desk ask.

The gate reads whole rows and rules one thing after the other. Studying is what the team may do unless something stands
against it: the voice was put away, a withdrawal covers it, or a permission does not say yes. These few are looked for
in the database, and where a permission is in doubt the gate itself is asked: its answer, at the cost of the exceptions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast

from manantial.people.access import Actor, visible
from manantial.voices.models import Consent, Transcript, Voice, Withdrawal
from manantial.voices.queries.gate import Gate, withdrawal_facts
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
    """Ask which voices of the alliance may not be studied today; a few questions, however many voices there are."""
    words, testimony = set(), set()
    for pk in Voice.objects.filter(state=VoiceState.RETIRED).order_by().values_list("pk", flat=True):
        words.add(pk)
        testimony.add(pk)
    for withdrawal in Withdrawal.objects.select_related("voice").only("whats", "uses", "voice__kind").order_by():
        facts = withdrawal_facts(withdrawal)
        if facts.covers(What.QUOTE, Use.ANALYSIS):
            words.add(withdrawal.voice_id)
        if facts.covers(CONTENT_OF[withdrawal.voice.kind], Use.ANALYSIS):
            testimony.add(withdrawal.voice_id)
    doubtful = list(Voice.objects.filter(pk__in=_answered_otherwise()).defer("peaks", "summary"))
    gate = Gate.of(doubtful)
    for voice in doubtful:
        if not gate.ruling(voice, Use.ANALYSIS, on=on, what=What.QUOTE):
            words.add(voice.pk)
        if not gate.ruling(voice, Use.ANALYSIS, on=on, what=CONTENT_OF[voice.kind]):
            testimony.add(voice.pk)
    return Closed(frozenset(words), frozenset(testimony))


def studied(fragments: Mapping[UUID, UUID], *, on: date) -> set[UUID]:
    """Of these fragments that stand, each with its voice, those that may be studied today.

    What the gate answers for each of them; but it is asked only where something may stand against it.
    """
    doubtful = _answered_otherwise() | set(Withdrawal.objects.values_list("voice", flat=True))
    doubtful |= set(Voice.objects.filter(state=VoiceState.RETIRED).values_list("pk", flat=True))
    asked = {pk: voice for pk, voice in fragments.items() if voice in doubtful}
    gate = Gate.of_keys(list(asked), set(asked.values()))
    refused = {pk for pk, row in gate.fragments.items() if not gate.ruling(row, Use.ANALYSIS, on=on)}
    return set(fragments) - refused


def _answered_otherwise() -> set[UUID]:
    """Voices with a permission that does not say yes to being studied; whether it still speaks, the gate knows."""
    rows = Consent.objects.annotate(told=Cast("scopes", TextField())).order_by()
    against = [told for told in rows.values_list("told", flat=True).distinct() if not _says_yes(told)]
    return set(rows.filter(told__in=against).values_list("voice", flat=True)) if against else set()


@lru_cache(maxsize=1024)
def _says_yes(told: str) -> bool:
    """Of a matrix as it is stored. Thousands of permissions are a few texts: the usual answers, read once."""
    stored = json.loads(told)
    cells = ((stored.get(what) or {}).get(Use.ANALYSIS, Answer.YES) for what in CONTENT)
    return all(cell == Answer.YES for cell in cells)


def in_versions() -> QuerySet[Transcript, Any]:
    """The voices with several transcripts, as rows with their id: few, and only there do letters not tell all."""
    several = Transcript.objects.order_by().values("voice").annotate(many=Count("pk")).filter(many__gt=1)
    return several.values("voice")


def older_transcripts() -> set[UUID]:
    """The transcripts that are not the one that is read of their voice; only voices with several are looked at."""
    voices = list(in_versions().values_list("voice", flat=True))
    if not voices:
        return set()
    every = set(Transcript.objects.filter(voice__in=voices).values_list("pk", flat=True))
    return every - set(newest_transcripts(voices).values())


def unseen(actor: Actor) -> frozenset[UUID]:
    """The voices this person may not see."""
    seen = visible(actor, "voices.see", Voice.objects.all()).order_by().values("pk")
    return frozenset(Voice.objects.exclude(pk__in=seen).order_by().values_list("pk", flat=True))


def newest_transcripts(voices: QuerySet[Voice] | Iterable[UUID] | None = None) -> dict[UUID, UUID]:
    """The transcript that is read of each voice: the last one in its own language, else the last translation."""
    rows = Transcript.objects.all() if voices is None else Transcript.objects.filter(voice__in=voices)
    found: dict[UUID, tuple[bool, int, UUID]] = {}
    for voice, pk, version, kind in rows.values_list("voice_id", "pk", "version", "kind"):
        rank = (kind != TranscriptKind.TRANSLATION, version, pk)
        if voice not in found or rank > found[voice]:
            found[voice] = rank
    return {voice: pk for voice, (_own, _version, pk) in found.items()}
