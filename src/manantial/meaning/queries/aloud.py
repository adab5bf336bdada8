"""What is read aloud: the parts that may be read, who reads each in which language, and what may go out today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manantial.meaning.models import ReadAloud
from manantial.meaning.queries.lessons import lesson_standings, standing_lessons
from manantial.meaning.queries.planning import chapters_of
from manantial.meaning.queries.returning import community_returns
from manantial.meaning.queries.standings import finding_standings, voted_findings
from manantial.meaning.rules.aloud import (
    BOOKLET,
    BOOKLET_PARTS,
    COMMUNITY,
    FINAL,
    FINDING,
    LESSON,
    NOT_READ,
    PAPER_WORDS,
    SYNTHESIS,
    WHOLE,
    Part,
    ReadFacts,
    ReadState,
    state_of,
)
from manantial.territory.models import Community
from manantial.vault.models import Blob
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import Gate, Reach, reads_reach, said, said_credit, said_ruling
from manantial.voices.rules import CONTENT_OF, LANGUAGE_WORDS, PICTURED, Credit, Use, What

IN_FOLDER = (Use.RETURN,)  # the folder goes back to the communities
IN_KIT = (Use.PRINT, Use.RETURN)
_OF_WORDS = (Use.PRINT, Use.RETURN)  # what the papers ask for the words they carry
_SPANISH = "es"


@dataclass(frozen=True)
class ReadView:
    """A reading with what the gate says of it today."""

    reading: ReadAloud
    refusal: str  # why it may not go out; empty when it may
    credit: Credit | None

    @property
    def part(self) -> Part:
        """What is read."""
        return Part(self.reading.paper, self.reading.part)

    @property
    def sound(self) -> Blob | None:
        """What is heard; None while there is none, or when it was erased."""
        voice = self.reading.voice
        return voice.sound if voice and voice.sound and voice.sound.erased_at is None else None

    @property
    def state(self) -> ReadState:
        """How far it is."""
        row = self.reading
        heard, changed = row.heard_on is not None, row.changed
        return state_of(ReadFacts(row.voice_id is not None, heard, not self.refusal, changed))

    @property
    def goes_out(self) -> bool:
        """It is finished, allowed, and its sound is here."""
        return self.state is ReadState.READY and self.sound is not None

    @property
    def seconds(self) -> float | None:
        """How long it is."""
        voice = self.reading.voice
        return voice.duration_ms / 1000 if voice and voice.duration_ms else None

    @property
    def who(self) -> str:
        """How whoever reads lets themselves be named outside; nobody without permission."""
        return said_credit(self.credit) if self.credit and not self.refusal else ""


@dataclass(frozen=True)
class ReadRow:
    """A part in a language, and its reading when there is one."""

    part: Part
    title: str
    language: str
    view: ReadView | None = None

    @property
    def state(self) -> ReadState:
        """How far it is; missing when nobody was asked."""
        return self.view.state if self.view else ReadState.MISSING


def readings() -> QuerySet[ReadAloud]:
    """The readings that stand, with their sound."""
    return ReadAloud.objects.filter(retired_at=None).select_related("voice__sound", "voice__community")


def readings_of(paper: str) -> QuerySet[ReadAloud]:
    """The readings of one paper that have a recording."""
    return readings().filter(paper=paper).exclude(voice=None)


def reading_views(rows: Iterable[ReadAloud], *, on: date, uses: Sequence[Use] = IN_FOLDER) -> list[ReadView]:
    """Readings with the answer of the gate: for who reads, and for the words of others that the text carries."""
    listed = list(rows)
    named = {UUID(key) for row in listed for key in (*row.fragments, *row.voices)}
    spoken = {one.pk: one for one in Fragment.objects.filter(pk__in=named)}
    told = {one.pk: one for one in Voice.objects.filter(pk__in=named) if CONTENT_OF[one.kind] not in PICTURED}
    readers = [row.voice for row in listed if row.voice is not None]
    gate = Gate.of([*readers, *spoken.values(), *told.values()])
    return [ReadView(row, _refusal(row, gate, on, uses, {**spoken, **told}), _credit(row, gate, on)) for row in listed]


def _refusal(row: ReadAloud, gate: Gate, on: date, uses: Sequence[Use], told: Mapping[UUID, Fragment | Voice]) -> str:
    if row.voice is None:
        return ""
    for use in uses:
        ruling = gate.ruling(row.voice, use, on=on, what=What.VOICE)
        if not ruling:
            return _("De quien lee: %(why)s") % {"why": said_ruling(ruling)}
    for key in (*row.fragments, *row.voices):
        thing = told.get(UUID(key))
        for use in _OF_WORDS if thing is not None else ():
            ruling = gate.ruling(thing, use, on=on, what=What.QUOTE)  # type: ignore[arg-type]  # not None here
            if not ruling:
                told_so = {"folio": thing.folio, "why": said_ruling(ruling)}  # type: ignore[union-attr]
                return _("Lleva palabras de %(folio)s. %(why)s") % told_so
    return ""


def _credit(row: ReadAloud, gate: Gate, on: date) -> Credit | None:
    return gate.credit(row.voice, Use.RETURN, on=on) if row.voice is not None else None


def readable_parts(*, on: date) -> dict[Part, str]:
    """Everything that can be read aloud today with its title, in the order in which it is heard."""
    found = {Part(SYNTHESIS, WHOLE): _("Completa")}
    chapters = [chapter for chapter in chapters_of(FINAL) if chapter.anchor not in NOT_READ]
    found |= {Part(FINAL, chapter.anchor): _(chapter.title) for chapter in chapters}
    found |= {Part(BOOKLET, key): _(title) for key, title in BOOKLET_PARTS.items()}
    standings = finding_standings(voted_findings(), on=on)
    drawn = lesson_standings(standing_lessons(), on=on, findings=standings)
    lessons = [view.lesson for view in drawn if view.is_validated]
    found |= {Part(LESSON, row.folio): f"{row.folio}. {row.title}" for row in lessons}
    findings = [view.finding for view in standings if view.ruling]
    found |= {Part(FINDING, row.folio): f"{row.folio}. {row.statement}" for row in findings}
    places = [each.community for each in community_returns() if each.nameable]
    return found | {Part(COMMUNITY, place.code): f"{place.code}. {place.name}" for place in places}


def read_rows(*, on: date) -> list[ReadRow]:
    """The whole list: every part in every language that is spoken here or in which somebody reads already."""
    views = reading_views(readings(), on=on)
    parts = readable_parts(on=on)
    parts |= {view.part: view.reading.part for view in views if view.part not in parts}  # no longer in its paper
    spoken = languages_here()
    begun = {view.reading.language for view in views} - {_SPANISH}
    everywhere = [code for code in LANGUAGE_WORDS if code == _SPANISH or code in begun or code in spoken.everywhere]
    by_place: dict[tuple[Part, str], list[ReadView]] = {}
    for view in views:
        by_place.setdefault((view.part, view.reading.language), []).append(view)
    rows: list[ReadRow] = []
    for part, title in parts.items():
        own = spoken.of.get(part.key, ()) if part.paper == COMMUNITY else everywhere
        wanted = [code for code in LANGUAGE_WORDS if code == _SPANISH or code in own or (part, code) in by_place]
        for language in wanted:
            found = by_place.get((part, language), [])
            rows += [ReadRow(part, title, language, view) for view in found] or [ReadRow(part, title, language)]
    return rows


@dataclass(frozen=True)
class Languages:
    """Which languages the communities said they speak, all together and each by its code."""

    everywhere: frozenset[str]
    of: Mapping[str, tuple[str, ...]]


def languages_here() -> Languages:
    """The languages that the communities of the alliance told in their assemblies."""
    rows = Community.objects.filter(merged_into=None).values_list("code", "languages")
    of = {code: tuple(languages) for code, languages in rows}
    return Languages(frozenset(one for languages in of.values() for one in languages), of)


def in_order(views: Iterable[ReadView], parts: Iterable[Part]) -> list[ReadView]:
    """Readings as they are heard: paper by paper and chapter by chapter, one language after the other."""
    place = {part: n for n, part in enumerate(parts)}
    language = {code: n for n, code in enumerate(LANGUAGE_WORDS)}
    return sorted(views, key=lambda view: (language.get(view.reading.language, 99), place.get(view.part, 999)))


def readings_with(voice: Voice) -> list[ReadAloud]:
    """Every reading that a voice is heard in: what it reads, and what carries its words; those set aside too."""
    own = {str(voice.pk), *(str(pk) for pk in voice.fragments.values_list("pk", flat=True))}
    rows = ReadAloud.objects.exclude(voice=None)
    return [row for row in rows if row.voice_id == voice.pk or own & {*row.fragments, *row.voices}]


@reads_reach
def reach_in_readings(voice: Voice, uses: frozenset[Use] | None, on: date) -> Reach:
    """The readings that stop when a voice takes back its permission: what it reads, and what carries its words."""
    if uses is not None and not uses & set(_OF_WORDS):
        return Reach()
    found = [row for row in readings_with(voice) if row.retired_at is None]
    line = _("Lectura en voz alta %(folio)s (%(paper)s)")
    return Reach(stopped=tuple(line % {"folio": row.folio, "paper": said(PAPER_WORDS, row.paper)} for row in found))
