"""Writing down what a voice says: versions whose turns never change, each turn keeping its line of descent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.kernel.ids import uuid7
from manantial.kernel.text import search_keys
from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.refusals import VoicesRefused, require
from manantial.voices.models import Transcript, Turn, Voice
from manantial.voices.rules import TranscriptKind, TurnText, time_span


@transaction.atomic
def transcribe(
    voice: Voice,
    turns: Sequence[TurnText],
    *,
    kind: TranscriptKind = TranscriptKind.MANUAL,
    language: str = "",
    translator: str = "",
    validator: str = "",
    by: Person | None,
    now: datetime,
) -> Transcript:
    """Write a new version of what a voice says; earlier ones stay and fragments go on pointing to them.

    Raises VoicesRefused for no words, for seconds outside of the sound, or for a translation without its translator.
    """
    if kind is TranscriptKind.TRANSLATION and not translator.strip():
        raise VoicesRefused(_("Diga quién tradujo."))
    made = write_version(
        voice,
        turns,
        kind=kind,
        language=language or voice.language,
        translator=translator,
        validator=validator,
        reviewed_by=by if kind is not TranscriptKind.AUTOMATIC else None,
        now=now,
    )
    facts = {"version": made.version, "turns": len(turns), "kind": str(kind), "language": made.language}
    record("voice.transcribed", voice, by=by, now=now, community=voice.community, facts=facts)
    return made


@transaction.atomic
def review_transcript(transcript: Transcript, *, by: Person, now: datetime) -> None:
    """A person has listened and says that the words are right."""
    transcript.reviewed_by_id = by.pk
    transcript.save(update_fields=["reviewed_by_id"])
    record("voice.transcript_reviewed", transcript.voice, by=by, now=now, facts={"version": transcript.version})


def write_version(
    voice: Voice,
    turns: Sequence[TurnText],
    *,
    kind: TranscriptKind,
    language: str,
    translator: str = "",
    validator: str = "",
    reviewed_by: Person | None = None,
    now: datetime,
) -> Transcript:
    """The rows of a version, for actions of this room. Raises VoicesRefused."""
    if not any(turn.text.strip() for turn in turns):
        raise VoicesRefused(_("No hay palabras que guardar."))
    for turn in turns:
        if turn.start_ms is not None and turn.end_ms is not None:
            require(time_span(turn.start_ms, turn.end_ms, voice.duration_ms))
    last = Transcript.objects.filter(voice=voice).order_by("-version").first()
    parent = Transcript.objects.filter(voice=voice, language=language).order_by("-version").first()
    made = Transcript.objects.create(
        voice=voice,
        version=last.version + 1 if last else 1,
        parent=parent,
        kind=kind,
        language=language,
        translator=translator,
        validator=validator,
        reviewed_by_id=reviewed_by.pk if reviewed_by else None,
        made_at=now,
    )
    Turn.objects.bulk_create(_rows(made, turns, list(Turn.objects.filter(transcript=parent)) if parent else []))
    return made


def _rows(transcript: Transcript, turns: Sequence[TurnText], before: Sequence[Turn]) -> Iterator[Turn]:
    lineages = _descent([turn.text for turn in before], [turn.text for turn in turns], before)
    for position, (turn, lineage) in enumerate(zip(turns, lineages, strict=True), start=1):
        yield Turn(
            transcript=transcript,
            lineage=lineage or uuid7(),
            position=position,
            speaker=turn.speaker,
            start_ms=turn.start_ms,
            end_ms=turn.end_ms,
            text=turn.text,
            keys=search_keys(turn.text),
        )


def _descent(old: Sequence[str], new: Sequence[str], rows: Sequence[Turn]) -> list[UUID | None]:
    """From which turn each new one comes: the same words, or as many turns corrected in the same place."""
    found: list[UUID | None] = [None] * len(new)
    for tag, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and last - first == end - start):
            for step in range(end - start):
                found[start + step] = rows[first + step].lineage
    return found
