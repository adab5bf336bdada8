"""Interview guides in versions, their reading aloud, and the record of which questions were asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.kernel.text import slug_name
from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.intake import Upload, take_in
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.guides import GUIDES, LONGEST_KEY
from manantial.voices.models import Guide, GuideReading, Interview, Voice
from manantial.voices.queries.guides import guide_in_force
from manantial.voices.rules import LANGUAGE_WORDS, VoiceKind


@dataclass(frozen=True)
class GuideCard:
    """A guide as somebody writes it."""

    title: str
    questions: Sequence[str]
    opening: str = ""
    language: str = "es"


@transaction.atomic
def write_guide(key: str, *, card: GuideCard, by: Person | None, now: datetime) -> Guide:
    """Write a new version of a guide, or (`key` empty) the first of a new one. Earlier versions stay as they were.

    Raises VoicesRefused without questions.
    """
    if not card.questions:
        raise VoicesRefused(_("Escriba al menos una pregunta."))
    key = key or _free_key(card.title)
    before = stored_guide(key, card.language, by=by, now=now)
    guide = Guide(
        key=key,
        version=before.version + 1 if before else 1,
        title=card.title,
        opening=card.opening,
        questions=list(card.questions),
        language=card.language,
        written_by_id=by.pk if by else None,
        written_at=now,
    )
    guide.save()
    if before is not None and before.language == guide.language:
        _carry_readings(before, guide)
    facts = {"key": key, "version": guide.version, "questions": len(guide.questions)}
    record("guide.written", guide, by=by, now=now, facts=facts)
    return guide


def stored_guide(key: str, language: str, *, by: Person | None, now: datetime) -> Guide | None:
    """The version in force as a row; a shipped guide is stored the first time somebody needs its row."""
    found = guide_in_force(key, language)
    if found is not None and found._state.adding:
        found.written_by_id, found.written_at = (by.pk if by else None), now
        found.save()
    return found


def _carry_readings(before: Guide, guide: Guide) -> None:
    """What is asked with the same words as before is already read aloud."""
    places = {text: number for number, text in enumerate(guide.parts)}
    for reading in before.readings.select_related("sound"):
        number = places.get(before.parts[reading.number]) if reading.number < len(before.parts) else None
        if number is not None:
            GuideReading.objects.create(
                guide=guide,
                number=number,
                language=reading.language,
                sound=reading.sound,
                reader=reading.reader,
                recorded_by_id=reading.recorded_by_id,
                recorded_at=reading.recorded_at,
            )


@transaction.atomic
def read_guide_aloud(
    guide: Guide, number: int, *, language: str, upload: Upload, reader: str = "", by: Person | None, now: datetime
) -> GuideReading:
    """Keep one part of a guide read aloud (0 the opening, 1 the first question); a later reading takes its place.

    Raises VoicesRefused for a bad file or a part that the guide does not have.
    """
    if guide._state.adding:
        guide = stored_guide(guide.key, guide.language, by=by, now=now) or guide
    if not 0 <= number < len(guide.parts):
        raise VoicesRefused(_("Esa guía no tiene esa pregunta."))
    if language not in LANGUAGE_WORDS:
        raise VoicesRefused(_("Escoja en qué lengua se lee."))
    taken = take_in(upload, VoiceKind.SOUND, folio=f"guia-{guide.key}-{number:02}-{language}", now=now)
    row = GuideReading.objects.filter(guide=guide, number=number, language=language).first()
    row = row or GuideReading(guide=guide, number=number, language=language)
    row.sound, row.reader = taken.sound or taken.original, reader
    row.recorded_by_id, row.recorded_at = (by.pk if by else None), now
    row.save()
    facts = {"key": guide.key, "version": guide.version, "number": number, "language": language}
    record("guide.read_aloud", guide, by=by, now=now, facts=facts)
    return row


@transaction.atomic
def record_interview(
    voice: Voice,
    guide: Guide,
    *,
    asked: Iterable[int],
    interviewer: str = "",
    interpreter: str = "",
    note: str = "",
    by: Person | None,
    now: datetime,
) -> Interview:
    """Write with which version of a guide somebody was interviewed and which questions were asked.

    The same voice and guide is corrected in place. ValueError for a number that the guide does not have.
    """
    if guide._state.adding:
        guide = stored_guide(guide.key, guide.language, by=by, now=now) or guide
    numbers = sorted(set(asked))
    if any(not 1 <= number <= len(guide.questions) for number in numbers):
        raise ValueError(f"no such question: {numbers}")
    row = Interview.objects.filter(voice=voice, guide=guide).first() or Interview(voice=voice, guide=guide)
    row.asked, row.interviewer, row.interpreter, row.note = numbers, interviewer, interpreter, note
    row.save()
    facts = {"guide": guide.key, "version": guide.version, "asked": len(numbers), "of": len(guide.questions)}
    record("voice.interviewed", voice, by=by, now=now, community=voice.community, facts=facts)
    return row


def _free_key(title: str) -> str:
    stem = slug_name(title, longest=LONGEST_KEY - 3, fallback="guia")
    taken = set(Guide.objects.values_list("key", flat=True)) | set(GUIDES)
    tries = (stem, *(f"{stem}-{n}" for n in range(2, 100)))
    return next(key for key in tries if key not in taken)
