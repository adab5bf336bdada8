"""Writing down what a voice says: versions whose turns never change, each turn keeping its line of descent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from manantial.kernel.ids import uuid7
from manantial.kernel.text import fold, search_keys
from manantial.ledger.actions import record
from manantial.people.models import Person
from manantial.voices.actions.refusals import VoicesRefused, require
from manantial.voices.models import Transcript, Turn, Voice
from manantial.voices.rules import Before, Forebear, TranscriptKind, TurnText, descend, time_span


@dataclass(frozen=True)
class Reading:
    """How a version came to be: by whom or from what, and from which versions.

    `base` is the version somebody had before the eyes (None: the newest of the language); a newer one that appeared
    meanwhile stays beside this one until a person joins them with `joins`.
    """

    kind: TranscriptKind = TranscriptKind.MANUAL
    language: str = ""
    translator: str = ""
    validator: str = ""
    base: Transcript | None = None
    alone: bool = False  # begun before there was any version: it continues none
    joins: Transcript | None = None
    translated_from: Transcript | None = None
    facts: Mapping[str, object] = field(default_factory=dict)  # format, what was left out, engine


@transaction.atomic
def transcribe(
    voice: Voice,
    turns: Sequence[TurnText],
    *,
    kind: TranscriptKind = TranscriptKind.MANUAL,
    language: str = "",
    translator: str = "",
    validator: str = "",
    reading: Reading | None = None,
    by: Person | None,
    now: datetime,
) -> Transcript:
    """Write a new version of what a voice says; earlier ones stay and fragments go on pointing to them.

    `reading` says more than the four words before it, which are then not read. Raises VoicesRefused for no words, for
    seconds outside of the sound, or for a translation without its translator.
    """
    read = reading or Reading(kind, language, translator, validator)
    if read.kind is TranscriptKind.TRANSLATION and not read.translator.strip():
        raise VoicesRefused(_("Diga quién tradujo."))
    made = write_version(voice, turns, reading=read, by=by, now=now)
    facts = {"version": made.version, "turns": len(turns), "kind": str(read.kind), "language": made.language}
    record("voice.transcribed", voice, by=by, now=now, community=voice.community, facts=facts)
    return made


@transaction.atomic
def review_transcript(transcript: Transcript, *, by: Person, now: datetime) -> None:
    """A person has listened and says that the words are right."""
    transcript.reviewed_by_id = by.pk
    transcript.save(update_fields=["reviewed_by_id"])
    record("voice.transcript_reviewed", transcript.voice, by=by, now=now, facts={"version": transcript.version})


@transaction.atomic
def validate_translation(transcript: Transcript, *, validator: str, on: date, by: Person | None, now: datetime) -> None:
    """Note who read both texts and says that the translation is faithful.

    Raises VoicesRefused for what is no translation, without a name, or when the translator would validate alone.
    """
    if transcript.kind != TranscriptKind.TRANSLATION:
        raise VoicesRefused(_("Esta versión no es una traducción."))
    if not validator.strip():
        raise VoicesRefused(_("Diga quién revisó la traducción."))
    if fold(validator).split() == fold(transcript.translator).split():
        raise VoicesRefused(_("La revisa otra persona, no quien tradujo."))
    transcript.validator, transcript.validated_on = validator.strip(), on
    transcript.save(update_fields=["validator", "validated_on"])
    voice, facts = transcript.voice, {"version": transcript.version, "language": transcript.language}
    record("voice.translation_validated", voice, by=by, now=now, community=voice.community, facts=facts)


def write_version(
    voice: Voice, turns: Sequence[TurnText], *, reading: Reading, by: Person | None, now: datetime
) -> Transcript:
    """The rows of a version, for actions of this room. Raises VoicesRefused."""
    if not any(turn.text.strip() for turn in turns):
        raise VoicesRefused(_("No hay palabras que guardar."))
    for turn in turns:
        if turn.start_ms is not None and turn.end_ms is not None and voice.duration_ms is not None:
            require(time_span(turn.start_ms, turn.end_ms, voice.duration_ms))
    Voice.objects.select_for_update().get(pk=voice.pk)  # two people saving at once get two numbers
    versions = Transcript.objects.filter(voice=voice).order_by("-version")
    last, language = versions.first(), reading.language or voice.language
    translation = reading.kind is TranscriptKind.TRANSLATION
    of_its_kind = Q(kind=TranscriptKind.TRANSLATION) if translation else ~Q(kind=TranscriptKind.TRANSLATION)
    before = versions.filter(of_its_kind, language=language)
    parent = reading.base or (None if reading.alone else before.first())
    source = reading.translated_from or (parent.translated_from if parent and translation else None)
    if translation and source is None:
        source = versions.exclude(kind=TranscriptKind.TRANSLATION).first()
    typed = reading.kind in {TranscriptKind.MANUAL, TranscriptKind.TRANSLATION}
    made = Transcript.objects.create(
        voice=voice,
        version=last.version + 1 if last else 1,
        parent=parent,
        joins=reading.joins,
        kind=reading.kind,
        language=language,
        translator=reading.translator.strip(),
        validator=reading.validator.strip(),
        translated_from=source if translation else None,
        reading=dict(reading.facts),
        reviewed_by_id=by.pk if by and typed else None,
        made_by_id=by.pk if by else None,
        made_at=now,
    )
    elders = [one for one in (made.translated_from, parent, reading.joins) if one]
    Turn.objects.bulk_create(_rows(made, turns, [list(Turn.objects.filter(transcript=one)) for one in elders]))
    return made


def _rows(transcript: Transcript, turns: Sequence[TurnText], elders: Sequence[Sequence[Turn]]) -> Iterator[Turn]:
    before = [
        Before(turn.lineage, turn.text, tuple(Forebear(UUID(line), shift) for line, shift in turn.forebears))
        for turn in _united(elders)
    ]
    descents = descend(before, [turn.text for turn in turns], [turn.line for turn in turns])
    for position, (turn, descent) in enumerate(zip(turns, descents, strict=True), start=1):
        yield Turn(
            transcript=transcript,
            lineage=descent.line or uuid7(),
            forebears=[[str(one.line), one.shift] for one in descent.forebears],
            position=position,
            speaker=turn.speaker,
            start_ms=turn.start_ms,
            end_ms=turn.end_ms,
            text=turn.text,
            keys=search_keys(turn.text),
        )


def _united(elders: Sequence[Sequence[Turn]]) -> list[Turn]:
    """The turns of the versions that a new one comes from, each line once: the first version's words."""
    found: dict[UUID, Turn] = {}
    for turns in elders:
        for turn in turns:
            found.setdefault(turn.lineage, turn)
    return list(found.values())
