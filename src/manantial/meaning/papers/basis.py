"""Everything a report is made of, read once, so that its parts agree with each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import current_alliance
from manantial.meaning.models import Axis, Cause, Code, Coding, FindingSupport, Passage, Plan, StageAccount
from manantial.meaning.papers.references import References
from manantial.meaning.papers.speech import PRINTED_LEVELS, Speech
from manantial.meaning.papers.terms import SYNTHESIS
from manantial.meaning.queries import (
    FindingView,
    LessonView,
    MilestoneView,
    StagesOfAxis,
    Staging,
    axes,
    current_plan,
    finding_rows,
    finding_views,
    lesson_views,
    milestone_rows,
    passages,
    stages_of,
    staging,
    timeline,
)
from manantial.meaning.rules import Method, Stage, method_of
from manantial.meaning.rules.writing import Opened, opened_by_note
from manantial.press.document import Prose
from manantial.territory.models import Community
from manantial.voices.models import Fragment, Source, Voice, Workshop, WorkshopAttendance
from manantial.voices.rules import Use, VoiceState, WorkshopState

STAGE, THEME = "stage", "theme"
LESSONS = "aprendizajes"  # the section of a paper that tells the lessons
MOST_OF_A_CODE = 60


@dataclass(frozen=True)
class Basis:
    """The content of a report on one day for one use."""

    alliance: Alliance
    language: str
    on: date
    draft: bool
    speech: Speech
    plan: Plan | None
    axes: tuple[Axis, ...]
    accounts: Mapping[UUID, StagesOfAxis]  # of each axis, by its id
    staging: Staging
    every_finding: tuple[FindingView, ...]
    milestones: tuple[MilestoneView, ...]
    lessons: tuple[LessonView, ...]
    fragments: tuple[Fragment, ...]
    voices: tuple[Voice, ...]
    workshops: tuple[Workshop, ...]
    sources: tuple[Source, ...]
    texts: Mapping[str, str]
    versions: Mapping[str, UUID]  # of the texts, by section
    references: References
    translated: Mapping[str, Opened]  # lessons in the language of the paper, by folio, as somebody wrote them there

    def title(self, view: LessonView) -> str:
        """The title of a lesson; where nobody translated it, it stands in Spanish and says so."""
        lesson = view.lesson
        if self.language == "es":
            return lesson.title
        told = self.translated.get(lesson.folio)
        return told.title if told else f"{lesson.title} ({_('en español')})"

    def learned(self, view: LessonView) -> str:
        """What was learned, in the same words as its title: of who translated it, else of the lesson itself."""
        told = self.translated.get(view.lesson.folio) if self.language != "es" else None
        return told.words if told and told.words else view.lesson.learned

    def prose(self, section: str) -> Prose | None:
        """What people wrote for a section, with everything it names in its place; None when nobody wrote it."""
        if section not in self.texts:
            return None
        return replace(self.references.prose(self.texts[section]), about=f"passage/{self.versions[section]}")

    @property
    def findings(self) -> list[FindingView]:
        """The findings of this paper: all in a draft, only those that may be printed in a final text."""
        return [view for view in self.every_finding if self.draft or view.ruling]

    @property
    def waiting(self) -> list[FindingView]:
        """The findings that nobody validated or decided yet."""
        return [view for view in self.every_finding if view.light is None and view.decision is None]

    @property
    def method(self) -> Method:
        """The method the plan chose; the five moments while there is no plan."""
        return method_of(self.plan.method if self.plan else "")

    def found_at(self, stages: Collection[Stage | None]) -> list[FindingView]:
        """The findings of this paper that stand at these stages; None is for those of no stage alone."""
        return [view for view in self.findings if self.staging.findings[view.finding.pk].stage in stages]

    def happened_at(self, stages: Collection[Stage | None]) -> list[MilestoneView]:
        """The milestones of this paper that stand at these stages."""
        return [view for view in self.milestones if self.staging.milestones[view.milestone.pk].stage in stages]

    @property
    def publisher(self) -> str:
        """Who signs: the organism, else the alliance."""
        return self.alliance.organism or self.alliance.name


def read_basis(
    paper: str, *, uses: tuple[Use, ...], on: date, language: str, draft: bool = False, sounds: Use | None = None
) -> Basis:
    """Read the content of a report. The uses say for whom: paper for everybody, or the team alone.

    sounds: the use for which quotes carry their sound; None for a paper that is only read.
    """
    written = _written(paper, language)
    texts = {section: passage.text for section, passage in written.items()}
    fragments = tuple(_leaning() if paper == SYNTHESIS else _fragments())  # the synthesis tells nothing by code
    voices = tuple(Voice.objects.filter(state=VoiceState.ACCEPTED).select_related("community", "picture", "thumbnail"))
    levels = None if draft else PRINTED_LEVELS
    milestones = milestone_rows() if levels is None else milestone_rows().filter(visibility__in=levels)
    plan = current_plan()
    threads = tuple(axes(plan)) if plan else ()
    found = tuple(finding_views(finding_rows(), on=on))
    happened = tuple(timeline(milestones))
    return Basis(
        alliance=current_alliance(),
        language=language,
        on=on,
        draft=draft,
        speech=Speech.ask(fragments, voices, uses=uses, on=on, sounds=sounds, language=language),
        plan=plan,
        axes=threads,
        accounts={one.axis.pk: one for one in stages_of(threads)},
        staging=staging(happened, found, plan),
        every_finding=found,
        milestones=happened,
        lessons=tuple(lesson_views(on=on, findings=found)),
        fragments=fragments,
        voices=voices,
        workshops=tuple(_workshops()),
        sources=tuple(Source.objects.select_related("community")),
        texts=texts,
        versions={section: passage.pk for section, passage in written.items()},
        references=References.read(texts.values(), uses=uses, on=on, draft=draft, sounds=sounds),
        translated={} if language == "es" else _translated(written, language),
    )


def _translated(written: Mapping[str, Passage], language: str) -> dict[str, Opened]:
    """The lessons as the section about them says them in this language: in this paper, else in the synthesis.

    A lesson is written once, in the language of the alliance; who translates it writes there, with name and versions.
    """
    passage = written.get(LESSONS)
    if passage is None or passage.language != language:
        passage = passages(SYNTHESIS, language).get(LESSONS)
    return opened_by_note(passage.text) if passage and passage.language == language else {}


def _written(paper: str, language: str) -> dict[str, Passage]:
    """What people wrote, in the language of the paper; what nobody translated stays in Spanish rather than missing."""
    return passages(paper) | passages(paper, language)


def _fragments() -> QuerySet[Fragment]:
    """The fragments that a paper may quote or lean on: those behind findings, causes and stages of an axis, and so many
    of each stage and theme.

    An archive of a thousand interviews holds far more of each than any paper prints.
    """
    codings = Coding.objects.filter(retired_at=None).select_related("code")
    turn = Window(RowNumber(), partition_by=[F("code_id")], order_by=[F("fragment__folio"), F("id")])
    sorted_in = codings.filter(code__kind__in=(STAGE, THEME), fragment__retired_at=None).annotate(turn=turn)
    read_as_code = Q(pk__in=sorted_in.filter(turn__lte=MOST_OF_A_CODE).values("fragment_id"))
    return _leaning(read_as_code).prefetch_related(Prefetch("codings", codings, to_attr="standing_codings"))


def _leaning(others: Q | None = None) -> QuerySet[Fragment]:
    """The fragments behind findings, causes and stages of an axis, and the `others` that are asked for."""
    holding = Q(pk__in=FindingSupport.objects.filter(retired_at=None).exclude(fragment=None).values("fragment_id"))
    causes = Cause.objects.filter(retired_at=None, replaced_by=None).exclude(fragment=None)
    causing = Q(pk__in=causes.values("fragment_id"))
    telling = Q(pk__in=StageAccount.objects.exclude(fragment=None).values("fragment_id"))
    wanted = holding | causing | telling
    rows = Fragment.objects.filter(wanted | others if others else wanted, retired_at=None)
    return rows.select_related("voice__community", "voice__sound", "clip")


def _workshops() -> QuerySet[Workshop]:
    lines = WorkshopAttendance.objects.select_related("community")
    held = Workshop.objects.filter(state=WorkshopState.HELD).select_related("community")
    return held.order_by("on", "folio").prefetch_related(Prefetch("attendances", lines))


def by_stage(basis: Basis, axis: Axis, stages: Collection[Stage | None]) -> list[tuple[Code, list[Fragment]]]:
    """The fragments of an axis that the codebook puts at these stages, by code in its order.

    A stage code that stands for none of the three goes with what belongs to no stage alone.
    """
    found: dict[UUID, tuple[Code, list[Fragment]]] = {}
    for fragment in basis.fragments:
        codes = _codes_on(fragment)
        if not any(code.axis_id == axis.pk for code in codes):
            continue
        for code in codes:
            if code.kind == STAGE and basis.staging.codes.get(code.pk) in stages:
                found.setdefault(code.pk, (code, []))[1].append(fragment)
    return sorted(found.values(), key=lambda pair: (pair[0].position, pair[0].name))


def by_theme(basis: Basis) -> list[tuple[Code, list[Fragment]]]:
    """The fragments of each theme of the codebook, in its order: the ordering matrix as it is read."""
    found: dict[UUID, tuple[Code, list[Fragment]]] = {}
    for fragment in basis.fragments:
        for code in _codes_on(fragment):
            if code.kind == THEME:
                found.setdefault(code.pk, (code, []))[1].append(fragment)
    return sorted(found.values(), key=lambda pair: (pair[0].name, str(pair[0].pk)))


def _codes_on(fragment: Fragment) -> list[Code]:
    """Its codes, each once however many people put it."""
    return list({coding.code_id: coding.code for coding in getattr(fragment, "standing_codings", [])}.values())


def nameable() -> frozenset[UUID]:
    """The communities whose name may stand on paper for everybody."""
    return frozenset(Community.objects.filter(visibility="public", merged_into=None).values_list("pk", flat=True))
