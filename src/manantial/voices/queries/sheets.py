"""What the filled sheets of voices hold: an interview with its guide and words, a picture with what was said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manantial.kernel.dates import PartialDate
from manantial.people.models import Person
from manantial.voices.models import Consent, Interview, Transcript, Voice
from manantial.voices.queries.gate import Gate
from manantial.voices.queries.guides import interviews
from manantial.voices.queries.pages import newest_transcript
from manantial.voices.queries.registers import VoiceRow, voice_rows
from manantial.voices.queries.words import said_credit, said_ruling
from manantial.voices.rules import CONTENT_OF, TranscriptKind, Use, VoiceKind, What

PICTURES = tuple(kind for kind in VoiceKind if CONTENT_OF[kind] is What.PHOTO)


@dataclass(frozen=True)
class InterviewSheet:
    """One interview as the team knows it; nothing is told of a voice whose permission was taken back."""

    row: VoiceRow
    interviews: tuple[Interview, ...]
    transcript: Transcript | None
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    permissions: tuple[tuple[str, date], ...]  # how each was given, and when

    @property
    def voice(self) -> Voice:
        """The voice itself."""
        return self.row.voice

    @property
    def open(self) -> bool:
        """It may be studied."""
        return Use.ANALYSIS in self.row.uses

    @property
    def folio(self) -> str:
        """How the voice is named."""
        return self.voice.folio

    @property
    def title(self) -> str:
        """What it is called; empty when it may not be told."""
        return self.voice.title if self.open else ""

    @property
    def place(self) -> str:
        """Its community, or that it is reserved."""
        return place_of(self.voice)

    @property
    def length(self) -> str:
        """How long it sounds, in minutes and seconds; empty without sound."""
        minutes, seconds = divmod(round(self.row.seconds or 0), 60)
        return f"{minutes}:{seconds:02} min" if self.row.seconds else ""

    @property
    def digest(self) -> str:
        """The digest of the file that was kept; empty without a file."""
        return self.voice.original.sha256 if self.voice.original else ""


def place_of(voice: Voice) -> str:
    """The community of a voice as the team tells it: a reserved one is not named on paper."""
    if voice.community is None:
        return ""
    return _("Reservada") if voice.community_reserved else voice.community.name


def interview_sheets_of(rows: QuerySet[Voice], *, on: date) -> list[InterviewSheet]:
    """The sheets of these voices, in a fixed number of questions."""
    listed = voice_rows(rows.select_related("community", "original"), on=on)
    keys = [row.voice.pk for row in listed]
    asked = _by_voice(interviews().filter(voice__in=keys))
    words = _by_voice(Transcript.objects.filter(voice__in=keys).order_by("version"))
    given = _by_voice(Consent.objects.filter(voice__in=keys).order_by("given_on"))
    people = _names(version for versions in words.values() for version in versions)
    return [
        InterviewSheet(
            row,
            tuple(asked[row.voice.pk]),
            newest_transcript(words[row.voice.pk]),
            _translators(words[row.voice.pk]),
            _reviewers(words[row.voice.pk], people),
            tuple((one.form, one.given_on) for one in given[row.voice.pk]),
        )
        for row in listed
    ]


_OfVoice = TypeVar("_OfVoice", Interview, Transcript, Consent)


def _by_voice(rows: Iterable[_OfVoice]) -> dict[UUID, list[_OfVoice]]:
    found: dict[UUID, list[_OfVoice]] = defaultdict(list)
    for row in rows:
        found[row.voice_id].append(row)
    return found


def _names(versions: Iterable[Transcript]) -> dict[UUID, str]:
    keys = {version.reviewed_by_id for version in versions if version.reviewed_by_id}
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))


def _translators(versions: Sequence[Transcript]) -> tuple[str, ...]:
    made = (version.translator for version in versions if version.kind == TranscriptKind.TRANSLATION)
    return tuple(dict.fromkeys(name for name in made if name))


def _reviewers(versions: Sequence[Transcript], people: dict[UUID, str]) -> tuple[str, ...]:
    """Who heard it and said that the words are right, and who said that a translation is faithful."""
    found = [people.get(version.reviewed_by_id, "") for version in versions if version.reviewed_by_id]
    found += [version.validator for version in versions]
    return tuple(dict.fromkeys(name for name in found if name))


@dataclass(frozen=True)
class PhotoSheet:
    """A photo or drawing as it may stand on a paper of the team."""

    folio: str
    title: str
    refusal: str  # why the picture does not go on this paper; empty when it goes
    path: Path | None
    media_type: str
    shows: str
    because: str
    summary: str
    credit: str
    place: str
    when: PartialDate


def photo_sheets_of(rows: QuerySet[Voice], *, on: date) -> list[PhotoSheet]:
    """The sheets of these photos and drawings; the gate is asked once, for a paper of the team."""
    listed = list(rows.select_related("community", "picture"))
    gate = Gate.of(listed)
    return [_photo(voice, gate, on) for voice in listed]


def _photo(voice: Voice, gate: Gate, on: date) -> PhotoSheet:
    ruling = gate.ruling(voice, Use.INTERNAL_REPORT, on=on, what=What.PHOTO)
    studied = bool(gate.ruling(voice, Use.ANALYSIS, on=on))
    blob = voice.picture
    there = bool(ruling) and blob is not None and blob.erased_at is None and blob.path().is_file()
    quoted = bool(gate.ruling(voice, Use.INTERNAL_REPORT, on=on, what=What.QUOTE))
    title, shows, summary = (voice.title, voice.picture_alt, voice.summary) if studied else ("", "", "")
    return PhotoSheet(
        folio=voice.folio,
        title=title,
        refusal="" if ruling else said_ruling(ruling),
        path=blob.path() if there and blob is not None else None,
        media_type=blob.media_type if blob is not None else "",
        shows=shows,
        because=voice.chosen_because if quoted else "",
        summary=summary,
        credit=said_credit(gate.credit(voice, Use.INTERNAL_REPORT, on=on)),
        place=place_of(voice),
        when=voice.recorded,
    )
