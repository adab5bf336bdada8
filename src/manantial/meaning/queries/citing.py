"""Looking by words for what a text may name: fragments, milestones, pictures, findings, lessons, figures, sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from manantial.kernel.text import fold, search_keys
from manantial.meaning.models import Coding, Passage
from manantial.meaning.queries.counted import CountedFact, counted_facts
from manantial.meaning.queries.findings import finding_rows
from manantial.meaning.queries.lessons import lesson_rows
from manantial.meaning.queries.milestones import milestone_rows
from manantial.meaning.queries.references import ReferenceKind
from manantial.voices.models import Fragment, Source, Voice
from manantial.voices.rules import VoiceKind, VoiceState
from manantial.water.queries import indicators

_WORDS: dict[ReferenceKind, tuple[str, ...]] = {
    ReferenceKind.FRAGMENT: ("quote", "title", "folio", "voice__folio"),
    ReferenceKind.PICTURE: ("title", "picture_alt", "summary", "folio"),
    ReferenceKind.MILESTONE: ("title", "folio", "versions__text"),
    ReferenceKind.FINDING: ("statement", "folio"),
    ReferenceKind.LESSON: ("title", "learned", "folio"),
    ReferenceKind.FIGURE: ("name", "code"),
    ReferenceKind.SOURCE: ("title", "folio", "citation"),
}


def citable_facts(words: str, *, on: date) -> list[CountedFact]:
    """Return what is counted and known whose name or key holds every word, without regard to accents."""
    wanted = fold(words).split()
    known = [fact for fact in counted_facts(on).values() if fact.value is not None]
    return [fact for fact in known if all(word in fold(f"{fact.name} {fact.key}") for word in wanted)]


def citable(kind: ReferenceKind, *, words: str = "", code: Any = None, group: str = "") -> QuerySet[Any]:
    """Return the things of a kind that match every word; codes and groups narrow fragments (groups pictures too)."""
    rows = _rows(kind)
    for word in words.split():
        found = Q()
        for column in _WORDS[kind]:
            found |= Q(**{f"{column}__icontains": word})
        if kind is ReferenceKind.FRAGMENT:
            found |= Q(keys__contains=search_keys(word))
        rows = rows.filter(found)
    if kind is ReferenceKind.FRAGMENT and code:
        rows = rows.filter(pk__in=Coding.objects.filter(code=code, retired_at=None).values("fragment"))
    if group and kind in (ReferenceKind.FRAGMENT, ReferenceKind.PICTURE):
        rows = rows.filter(**{"voice__group" if kind is ReferenceKind.FRAGMENT else "group": group})
    return rows.distinct() if kind is ReferenceKind.MILESTONE and words else rows


def _rows(kind: ReferenceKind) -> QuerySet[Any]:
    match kind:
        case ReferenceKind.FRAGMENT:
            return Fragment.objects.filter(retired_at=None).select_related("voice__community").order_by("folio")
        case ReferenceKind.PICTURE:
            seen = Voice.objects.filter(state=VoiceState.ACCEPTED, kind__in=(VoiceKind.PHOTO, VoiceKind.DRAWING))
            return seen.exclude(picture=None).select_related("community", "picture", "thumbnail")
        case ReferenceKind.MILESTONE:
            return milestone_rows()
        case ReferenceKind.FINDING:
            return finding_rows()
        case ReferenceKind.LESSON:
            return lesson_rows()
        case ReferenceKind.FIGURE:
            return indicators()
    return Source.objects.all()  # what is counted is no table, see citable_facts


def history_of(paper: str, section: str, language: str = "es") -> QuerySet[Passage]:
    """Return every version of a section, the newest first."""
    return Passage.objects.filter(paper=paper, section=section, language=language).order_by("-version")
