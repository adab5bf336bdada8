"""Questions about interview guides: which is in force, which of its questions were asked and which were skipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from manantial.voices.guides import GUIDES, OPENING
from manantial.voices.models import Guide, GuideReading, Interview
from manantial.voices.rules import LANGUAGE_WORDS


def shipped_guide(key: str) -> Guide:
    """A shipped guide as a version that nobody has stored yet. KeyError for no such guide."""
    made = GUIDES[key]
    return Guide(
        key=key,
        version=1,
        title=gettext(made.title),
        opening=gettext(OPENING),
        questions=[gettext(question) for question in made.questions],
    )


def guides_in_force() -> list[Guide]:
    """The newest version of every guide and language; the shipped ones that nobody has changed come first."""
    newest: dict[tuple[str, str], Guide] = {}
    for row in Guide.objects.annotate(read=Count("readings")).order_by("version"):
        newest[(row.key, row.language)] = row
    shipped = [newest.pop((key, "es")) if (key, "es") in newest else shipped_guide(key) for key in GUIDES]
    return [*shipped, *(newest[pair] for pair in sorted(newest))]


def guide_in_force(key: str, language: str = "es") -> Guide | None:
    """The newest version of a guide, stored or shipped."""
    row = Guide.objects.filter(key=key, language=language).order_by("-version").first()
    return row or (shipped_guide(key) if key in GUIDES and language == "es" else None)


@dataclass(frozen=True)
class Aloud:
    """A guide as it is heard in one language: every part with its reading, or without one yet."""

    language: str
    parts: tuple[tuple[int, str, GuideReading | None], ...]

    @property
    def read(self) -> list[tuple[int, str, GuideReading]]:
        """The parts that can be heard, in their order."""
        return [(number, text, one) for number, text, one in self.parts if one is not None]

    @property
    def next(self) -> int | None:
        """The first part that nobody has read yet; None when all can be heard."""
        return next((number for number, _text, one in self.parts if one is None), None)


def aloud(guide: Guide) -> list[Aloud]:
    """The guide in every language in which some part was read, its own language first."""
    rows = GuideReading.objects.filter(guide=guide).select_related("sound") if not guide._state.adding else ()
    found: dict[str, dict[int, GuideReading]] = defaultdict(dict)
    for row in rows:
        found[row.language][row.number] = row
    order = sorted(found, key=lambda key: (key != guide.language, list(LANGUAGE_WORDS).index(key)))
    return [Aloud(language, _parts(guide, found[language])) for language in order]


def aloud_in(guide: Guide, language: str) -> Aloud:
    """The guide as it is heard in this language, though nobody has read any of it."""
    found = (one for one in aloud(guide) if one.language == language)
    return next(found, Aloud(language, _parts(guide, {})))


def _parts(guide: Guide, read: Mapping[int, GuideReading]) -> tuple[tuple[int, str, GuideReading | None], ...]:
    return tuple((number, text, read.get(number)) for number, text in enumerate(guide.parts) if text)


def interviews() -> QuerySet[Interview]:
    """The interviews made with a guide, the newest voice first."""
    return Interview.objects.select_related("voice__community", "guide").order_by("-voice__folio")


@dataclass(frozen=True)
class InterviewRow:
    """One interview and the questions that were left out."""

    interview: Interview
    skipped: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        """How many questions the guide had."""
        return len(self.interview.guide.questions)


def interview_row(interview: Interview) -> InterviewRow:
    """Which questions of its guide an interview left out."""
    asked = set(interview.asked)
    numbered = enumerate(interview.guide.questions, 1)
    return InterviewRow(interview, tuple((n, text) for n, text in numbered if n not in asked))


@dataclass(frozen=True)
class QuestionCount:
    """How often one question of a version was asked."""

    guide: Guide
    number: int
    text: str
    asked: int
    interviews: int

    @property
    def skipped(self) -> int:
        """How often it was left out."""
        return self.interviews - self.asked


def question_counts(rows: Iterable[Interview]) -> list[QuestionCount]:
    """For each version used, how often each of its questions was asked; the most skipped of a guide first."""
    used: dict[object, list[Interview]] = defaultdict(list)
    for row in rows:
        used[row.guide_id].append(row)
    return [count for group in used.values() for count in _counts(group)]


def _counts(group: Sequence[Interview]) -> list[QuestionCount]:
    guide = group[0].guide
    found = [
        QuestionCount(guide, n, text, sum(1 for row in group if n in row.asked), len(group))
        for n, text in enumerate(guide.questions, 1)
    ]
    return sorted(found, key=lambda count: (-count.skipped, count.number))
