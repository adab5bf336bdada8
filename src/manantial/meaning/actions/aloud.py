"""Reading aloud: asking somebody, taking the recording in, hearing it whole, saying that it still holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import override

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import ReadAloud
from manantial.meaning.papers.aloud import PartText, part_text, texts_of
from manantial.meaning.papers.frame import PaperRefused
from manantial.meaning.rules.aloud import PAPER_WORDS, Part, count_changed, text_language
from manantial.people.models import Person
from manantial.voices.actions import VoicesRefused, keep_as_reading
from manantial.voices.actions.former import keep_former
from manantial.voices.models import Voice
from manantial.voices.queries import stands
from manantial.voices.rules import LANGUAGE_WORDS

READ_CARD = ("reader", "due", "note")
_RECORDED = ("voice", "read_on", "heard_by", "heard_on")
IN_WORDS: Mapping[str, str] = {"es": "es-mx", "en": "en"}


@transaction.atomic
def ask_reading(
    part: Part,
    *,
    language: str,
    reader: str,
    due: date | None = None,
    note: str = "",
    by: Person | None,
    now: datetime,
) -> ReadAloud:
    """Write that somebody was asked to read a part in a language. Raises MeaningRefused without a reader."""
    if part.paper not in PAPER_WORDS or language not in LANGUAGE_WORDS:
        require(Ruling.no(_("Escoja una parte y una lengua de la lista.")))
    _require_reader(reader)
    made = ReadAloud.objects.create(
        folio=next_folio(ReadAloud, "LEC"),
        paper=part.paper,
        part=part.key,
        language=language,
        reader=reader.strip(),
        due=due,
        note=note.strip(),
    )
    record("readaloud.asked", made, by=by, now=now, facts={"paper": part.paper, "language": language})
    return made


@transaction.atomic
def change_reading(
    reading: ReadAloud, *, reader: str, due: date | None, note: str, by: Person | None, now: datetime
) -> ReadAloud:
    """Correct who reads, by when, and the note; what the card said before stays with it."""
    _require_reader(reader)
    before = stands(reading, READ_CARD)
    reading.reader, reading.due, reading.note = reader.strip(), due, note.strip()
    if changed := keep_former(reading, before, by=by, now=now):
        reading.save()
        record("readaloud.changed", reading, by=by, now=now, facts={"changed": changed})
    return reading


@dataclass(frozen=True)
class Recording:
    """A recording that somebody brought: which reading it is and the day it was read."""

    reading: ReadAloud
    voice: Voice
    read_on: date


def take_reading(reading: ReadAloud, voice: Voice, *, read_on: date, by: Person | None, now: datetime) -> ReadAloud:
    """Bind a recording to the part it reads, with what is written there today; it is heard again by somebody.

    Raises MeaningRefused when the recording is a testimony or reads another part, when the day has not come, or when
    the part cannot be built.
    """
    return take_readings([Recording(reading, voice, read_on)], by=by, now=now)[0]


@transaction.atomic
def take_readings(recordings: Sequence[Recording], *, by: Person | None, now: datetime) -> list[ReadAloud]:
    """Bind recordings that were brought together, all or none; each paper is built once. Raises as `take_reading`."""
    for one in recordings:
        _keep_recording(one, by=by, now=now)
    rows = [one.reading for one in recordings]
    texts = _texts_today(rows, localdate(now))  # only now, because papers say how many voices spoke
    for one in recordings:
        text = texts.get(one.reading.pk) or _written(one.reading, localdate(now))  # which says why it cannot be built
        _bind(one, text, by=by, now=now)
    return rows


def _keep_recording(one: Recording, *, by: Person | None, now: datetime) -> None:
    if one.read_on > localdate(now):
        require(Ruling.no(_("Ese día todavía no llega: revíselo.")))
    if ReadAloud.objects.filter(voice=one.voice, retired_at=None).exclude(pk=one.reading.pk).exists():
        require(Ruling.no(_("Esa grabación ya está unida a otra parte.")))
    try:
        keep_as_reading(one.voice, by=by, now=now)
    except VoicesRefused as error:
        require(Ruling.no(str(error)))


def _bind(one: Recording, text: PartText, *, by: Person | None, now: datetime) -> None:
    reading = one.reading
    before = stands(reading, _RECORDED)
    reading.voice, reading.read_on = one.voice, one.read_on
    reading.heard_by, reading.heard_on = "", None
    _put_text(reading, text, keeps=False, now=now)
    keep_former(reading, before, by=by, now=now)
    reading.save()
    facts = {"voice": one.voice.folio, "paragraphs": len(text.said)}
    record("readaloud.recorded", reading, by=by, now=now, facts=facts)


@transaction.atomic
def hear_reading(reading: ReadAloud, *, who: str, heard_on: date, by: Person | None, now: datetime) -> ReadAloud:
    """Write that somebody heard a reading whole and that it says what is written.

    Raises MeaningRefused without a recording, without a name, when it is who read, or for a day that has not come.
    """
    if reading.voice_id is None:
        require(Ruling.no(_("Todavía no hay grabación que oír.")))
    if not who.strip():
        require(Ruling.no(_("Escriba quién la oyó completa.")))
    if fold(who.strip()) == fold(reading.reader):
        require(Ruling.no(_("La oye otra persona que hable la lengua, no quien la leyó.")))
    if heard_on > localdate(now):
        require(Ruling.no(_("Ese día todavía no llega: revíselo.")))
    before = stands(reading, ("heard_by", "heard_on"))
    reading.heard_by, reading.heard_on = who.strip(), heard_on
    keep_former(reading, before, by=by, now=now)
    reading.save()
    record("readaloud.heard", reading, by=by, now=now)
    return reading


@transaction.atomic
def confirm_reading(reading: ReadAloud, *, why: str, by: Person | None, now: datetime) -> ReadAloud:
    """Say that a reading still holds although the text changed, and why: a comma, a figure said with other words.

    The words of others that it carries stay asked for, also those that the text no longer has. Raises MeaningRefused
    without a reason, without a recording, or when the part cannot be built.
    """
    if reading.voice_id is None:
        require(Ruling.no(_("Todavía no hay grabación que oír.")))
    if not why.strip():
        require(Ruling.no(_("Escriba por qué sigue valiendo: quien la oiga lo va a preguntar.")))
    changed = reading.changed
    _put_text(reading, _written(reading, localdate(now)), keeps=True, now=now)
    reading.save()
    record("readaloud.confirmed", reading, by=by, now=now, reason=why.strip(), facts={"changed": changed})
    return reading


@transaction.atomic
def choose_for_kits(reading: ReadAloud, *, chosen: bool, by: Person | None, now: datetime) -> None:
    """Say whether the next kits carry a reading, once it is finished and allowed."""
    if reading.in_kit != chosen:
        reading.in_kit = chosen
        reading.save(update_fields=["in_kit"])
        record("readaloud.chosen_for_kits", reading, by=by, now=now, facts={"chosen": chosen})


def compare(rows: Iterable[ReadAloud], *, on: date, now: datetime) -> int:
    """Compare readings with what is written today and note how many paragraphs differ; return how many were compared.

    It only notes what can be found out again at any time, so the ledger does not hear of it.
    """
    listed = [row for row in rows if row.voice_id is not None]
    texts = _texts_today(listed, on)
    for row in listed:
        text = texts.get(row.pk)
        gone = max(1, len(row.paragraphs))  # the part is not there, or may not be printed today
        row.changed = count_changed(row.paragraphs, text.digests) if text else gone
        row.compared_at = now
    ReadAloud.objects.bulk_update(listed, ["changed", "compared_at"])
    return len(listed)


def _texts_today(rows: Collection[ReadAloud], on: date) -> dict[UUID, PartText]:
    """What is written on a day in the parts that these read, by the id of the reading; without what cannot be built."""
    found: dict[UUID, PartText] = {}
    for language, said in IN_WORDS.items():
        parts = {row.pk: Part(row.paper, row.part) for row in rows if text_language(row.language) == language}
        with override(said):
            texts = texts_of(parts.values(), language=language, on=on)
        found |= {key: texts[part] for key, part in parts.items() if part in texts}
    return found


def _written(reading: ReadAloud, on: date) -> PartText:
    language = text_language(reading.language)
    try:
        with override(IN_WORDS[language]):
            return part_text(Part(reading.paper, reading.part), language=language, on=on)
    except PaperRefused as error:
        require(Ruling.no(str(error)))
        raise


def _put_text(reading: ReadAloud, text: PartText, *, keeps: bool, now: datetime) -> None:
    """What the text says today becomes what was read; `keeps` also the words of others that were in it before."""
    reading.paragraphs, reading.changed, reading.compared_at = text.digests, 0, now
    reading.fragments = _joined(text.fragments, reading.fragments if keeps else ())
    reading.voices = _joined(text.voices, reading.voices if keeps else ())


def _joined(new: Iterable[Any], old: Iterable[str]) -> list[str]:
    return sorted({*map(str, new), *old})


def _require_reader(reader: str) -> None:
    if not reader.strip():
        require(Ruling.no(_("Escriba quién va a leer.")))
