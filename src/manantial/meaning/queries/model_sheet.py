"""The sheet of the model as it is read: its lines by part, what each lacks, and which may go out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manantial.kernel.rulings import Ruling
from manantial.meaning.models import ModelEntry
from manantial.meaning.queries.counted import (
    CountedFact,
    Registers,
    counted_facts,
    counted_values,
    registers,
    seat_name,
)
from manantial.meaning.queries.lessons import LessonView, lesson_rows, lesson_views
from manantial.meaning.rules.model_sheet import (
    PARTS,
    Lack,
    LineFacts,
    ModelPart,
    Texts,
    counted_in,
    fill_counted,
    lacks,
    last_month,
    may_be_told,
    read_texts,
    wording_for,
)
from manantial.voices.queries import Gate
from manantial.voices.rules import Use, What


@dataclass(frozen=True)
class EntryView:
    """A line of the sheet: its words with what is counted said, where it comes from, what it lacks."""

    entry: ModelEntry
    texts: Texts
    lesson: LessonView | None
    documents: tuple[ModelEntry, ...]
    facts: LineFacts
    values: Mapping[str, str]

    @property
    def part(self) -> ModelPart:
        """Its part."""
        return self.facts.part

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What it lacks."""
        return lacks(self.facts)

    @property
    def ruling(self) -> Ruling:
        """Whether it may go out for the uses the sheet was read for, and if not, why."""
        return may_be_told(self.facts)

    def language(self, wanted: str) -> str:
        """The language in which a reader of `wanted` gets it."""
        return wording_for(self.texts, wanted)[0]

    def title(self, language: str) -> str:
        """Its title; of a post, the label of its seat."""
        told = fill_counted(wording_for(self.texts, language)[1].title, self.values)
        return told or (seat_name(self.entry.seat) if self.entry.seat else "")

    def text(self, language: str) -> str:
        """What it says."""
        return fill_counted(wording_for(self.texts, language)[1].text, self.values)

    @property
    def is_told_by_lesson(self) -> bool:
        """A lesson alone says it: then its dissent stands beside it wherever it is shown."""
        entry = self.entry
        return bool(entry.lesson_id and not (entry.source_id or entry.agreement_id or entry.cited))

    @property
    def counts(self) -> tuple[str, ...]:
        """The keys of what it counts, each once."""
        spoken = " ".join(f"{one.title} {one.text}" for one in self.texts.values())
        return counted_in(spoken)


@dataclass(frozen=True)
class ModelSheet:
    """The whole sheet on a day."""

    on: date
    registers: Registers
    counted: Mapping[str, CountedFact]
    entries: Mapping[ModelPart, tuple[EntryView, ...]]

    def told(self, part: ModelPart) -> list[EntryView]:
        """The lines of a part that may go out."""
        return [view for view in self.entries[part] if view.ruling]

    @property
    def every(self) -> list[EntryView]:
        """All lines in the order of the parts."""
        return [view for part in ModelPart for view in self.entries[part]]

    @property
    def is_empty(self) -> bool:
        """Nobody wrote a line yet."""
        return not any(self.entries.values())

    @property
    def months(self) -> int | None:
        """How many months the route takes."""
        return last_month(view.facts.months for view in self.entries[ModelPart.ROUTE])


def entry_rows() -> QuerySet[ModelEntry]:
    """Return the standing lines with everything a view needs."""
    rows = ModelEntry.objects.filter(retired_at=None).order_by("part", "position", "id")
    return rows.select_related("source", "lesson", "agreement__session__body", "seat")


def model_sheet(on: date, *, uses: Sequence[Use] = (Use.ANALYSIS,)) -> ModelSheet:
    """Read the sheet for some uses on a day, in a fixed number of questions."""
    read = registers(on)
    counted = counted_facts(on, read)
    views = entry_views(entry_rows(), read=read, uses=uses, values=counted_values(counted))
    entries = {part: tuple(view for view in views if view.part is part) for part in ModelPart}
    return ModelSheet(on, read, counted, entries)


def entry_views(
    rows: Iterable[ModelEntry], *, read: Registers, uses: Sequence[Use], values: Mapping[str, str]
) -> list[EntryView]:
    """Return lines with what they lack; a line told by a lesson asks the gate about the voices the lesson rests on."""
    entries = list(rows)
    wanted = {entry.lesson_id for entry in entries if entry.lesson_id}
    lessons = {view.lesson.pk: view for view in lesson_views(lesson_rows().filter(pk__in=wanted), on=read.on)}
    open_ = _open_fragments(lessons.values(), uses=uses, on=read.on)
    ground = _Ground(open_, values, frozenset(seat.pk for seat in read.seats), lessons)
    documents = {str(row.pk): row for row in documents_to_copy()} if any(entry.needs for entry in entries) else {}
    return [_view(entry, ground, documents) for entry in entries]


@dataclass(frozen=True)
class _Ground:
    """What the lines of a sheet stand on: voices that may be used, what is counted, seats that exist, lessons."""

    open_: set[UUID]
    values: Mapping[str, str]
    seats: frozenset[UUID]
    lessons: Mapping[UUID, LessonView]


def _view(entry: ModelEntry, ground: _Ground, documents: Mapping[str, ModelEntry]) -> EntryView:
    texts = read_texts(entry.texts)
    named = counted_in(" ".join(f"{one.title} {one.text}" for one in texts.values()))
    told_by_lesson = entry.lesson_id is not None
    lesson = ground.lessons.get(entry.lesson_id) if entry.lesson_id else None
    facts = LineFacts(
        part=ModelPart(entry.part),
        texts=texts,
        grounded=bool(entry.source_id or told_by_lesson or entry.agreement_id or entry.cited),
        has_document=entry.source_id is not None,
        months=(entry.month_from, entry.month_to),
        lesson_validated=bool(lesson and lesson.is_validated) if told_by_lesson else None,
        voices_allow=_voices_allow(lesson, ground.open_) if told_by_lesson else None,
        uncounted=any(key not in ground.values for key in named),
        seat_gone=entry.seat_id is not None and entry.seat_id not in ground.seats,
    )
    copied = tuple(row for key, row in documents.items() if key in entry.needs)
    return EntryView(entry, texts, lesson, copied, facts, ground.values)


def _open_fragments(lessons: Iterable[LessonView], *, uses: Sequence[Use], on: date) -> set[UUID]:
    """The fragments whose words may be used for all of these uses."""
    fragments = [fragment for lesson in lessons for fragment in lesson.fragments]
    gate = Gate.of(fragments)
    return {one.pk for one in fragments if gate.all_of(one, uses, on=on, what=What.QUOTE)}


def _voices_allow(lesson: LessonView | None, open_: set[UUID]) -> bool | None:
    """None: a document holds it up besides. False: it is told by voices alone and none of them may be used."""
    if lesson is None:
        return False
    if any(link.source_id for view in lesson.findings for link in view.supports):
        return None
    return any(fragment.pk in open_ for fragment in lesson.fragments)


def retired_entries() -> QuerySet[ModelEntry]:
    """Return the lines that were taken out, the last one first."""
    return ModelEntry.objects.exclude(retired_at=None).order_by("-retired_at")


def documents_to_copy() -> QuerySet[ModelEntry]:
    """Return the standing model documents, for a step to choose from."""
    return ModelEntry.objects.filter(part=ModelPart.DOCUMENTS, retired_at=None).order_by("position", "id")


def unwritten(sheet: ModelSheet) -> list[ModelPart]:
    """Return the parts nobody wrote in, but for those that the registers fill."""
    counted = {ModelPart.ORGANS, ModelPart.TEAM}
    return [part for part in PARTS if part not in counted and not sheet.entries[part]]


@dataclass(frozen=True)
class Named:
    """One thing a line rests on, as far as a reader may be told: what kind, its words, its row."""

    kind: str  # source, lesson, agreement, cited, register
    label: str
    pk: UUID | None = None


def named_grounds(view: EntryView, counted: Mapping[str, CountedFact], levels: Collection[str]) -> list[Named]:
    """Return what a line rests on. Of a document or an agreement of another level only the folio is told."""
    entry, found = view.entry, []
    if entry.source:
        label = f"{entry.source.folio} {entry.source.title}" if entry.source.visibility in levels else ""
        closed = _("%(folio)s, de acceso restringido") % {"folio": entry.source.folio}
        found.append(Named("source", label or closed, entry.source.pk if label else None))
    if view.lesson:
        found.append(Named("lesson", f"{view.lesson.lesson.folio} {view.lesson.lesson.title}", view.lesson.lesson.pk))
    if entry.agreement:
        open_ = entry.agreement.visibility in levels
        label = _("Acuerdo %(folio)s") % {"folio": entry.agreement.folio}
        found.append(Named("agreement", label, entry.agreement.pk if open_ else None))
    if entry.cited:
        found.append(Named("cited", entry.cited))
    registers_named = dict.fromkeys(counted[key].register for key in view.counts if key in counted)
    return found + [Named("register", name) for name in registers_named]
