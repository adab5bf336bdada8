"""How far each voice is coded: what is marked in it, who has coded in it, and who said it is whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from manantial.meaning.models import CodedVoice, Coding
from manantial.meaning.queries.workbench import names_of
from manantial.people.access import Actor, visible
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import closed_to_study


class Stage(StrEnum):
    """How far a voice is."""

    UNTOUCHED = "sin"  # nothing is marked and nobody has finished
    BEGUN = "camino"  # something is marked, nobody has finished
    ONE = "una"  # one person has finished
    SEVERAL = "dos"  # two people or more: agreement can be counted


@dataclass(frozen=True)
class Finisher:
    """Somebody who said they coded a voice whole."""

    person: UUID | None
    name: str
    at: datetime


def open_voices(actor: Actor, *, on: date) -> QuerySet[Voice]:
    """The voices that this person may see and that may be studied today."""
    return visible(actor, "voices.see", Voice.objects.exclude(pk__in=closed_to_study(on=on).either))


def finishers(voice: Voice) -> list[Finisher]:
    """Who said they coded a voice whole, in the order in which they said it."""
    rows = list(CodedVoice.objects.filter(voice=voice, retired_at=None).order_by("at"))
    names = names_of(row.by_id for row in rows)
    return [Finisher(row.by_id, names.get(row.by_id, ""), row.at) for row in rows]


def voices_to_code(actor: Actor, *, stage: str = "", not_by: UUID | None = None, on: date) -> QuerySet[Voice]:
    """The voices that may be studied with `marked` and `finished`: how many fragments, and how many people are done.

    `not_by`: only those that this person has not finished.
    """
    marked = Fragment.objects.filter(voice=OuterRef("pk"), retired_at=None)
    done = CodedVoice.objects.filter(voice=OuterRef("pk"), retired_at=None)
    rows = open_voices(actor, on=on).select_related("community").defer("peaks").order_by("folio")
    rows = rows.annotate(marked=_count(marked), finished=_count(done))
    told = {
        Stage.UNTOUCHED: Q(marked=0, finished=0),
        Stage.BEGUN: Q(marked__gt=0, finished=0),
        Stage.ONE: Q(finished=1),
        Stage.SEVERAL: Q(finished__gt=1),
    }
    if stage in told:
        rows = rows.filter(told[Stage(stage)])
    return rows.exclude(Exists(done.filter(by_id=not_by))) if not_by else rows


def _count(rows: QuerySet[Fragment] | QuerySet[CodedVoice]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("voice").annotate(n=Count("pk")).values("n")), 0)


@dataclass(frozen=True)
class VoiceProgress:
    """One voice of the list."""

    voice: Voice
    marked: int
    coders: tuple[str, ...]  # who put a code in it
    finished: tuple[str, ...]  # who said it is whole

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.finished:
            return Stage.ONE if len(self.finished) == 1 else Stage.SEVERAL
        return Stage.BEGUN if self.marked else Stage.UNTOUCHED


def progress_of(page: Iterable[Voice]) -> list[VoiceProgress]:
    """Some voices of `voices_to_code` with the people; three questions for any number of them."""
    rows = list(page)
    keys = [row.pk for row in rows]
    put = Coding.objects.filter(fragment__voice__in=keys, fragment__retired_at=None, retired_at=None).order_by()
    coded = _people(put.values_list("fragment__voice_id", "by_id").distinct())
    said = CodedVoice.objects.filter(voice__in=keys, retired_at=None).order_by("at")
    done = _people(said.values_list("voice_id", "by_id"))
    names = names_of(one for some in (*coded.values(), *done.values()) for one in some)

    def told(people: Iterable[UUID | None]) -> tuple[str, ...]:
        return tuple(sorted(names.get(one, "") for one in people))

    return [
        VoiceProgress(row, row.marked, told(coded.get(row.pk, ())), told(done.get(row.pk, ())))  # type: ignore[attr-defined]
        for row in rows
    ]


def _people(pairs: Iterable[tuple[UUID, UUID | None]]) -> dict[UUID, list[UUID | None]]:
    found: dict[UUID, list[UUID | None]] = defaultdict(list)
    for voice, who in pairs:
        found[voice].append(who)
    return found


def next_to_code(actor: Actor, voice: Voice, *, on: date) -> Voice | None:
    """The next voice by folio that this person has not finished; from the beginning again after the last one."""
    if actor.person is None:
        return None
    rows = voices_to_code(actor, not_by=actor.person.pk, on=on).exclude(pk=voice.pk)
    return rows.filter(folio__gt=voice.folio).first() or rows.first()
