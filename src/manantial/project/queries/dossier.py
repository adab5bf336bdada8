"""The whole project as a reader sees it, in one language, in the order of its page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count

from manantial.kernel.dates import PartialDate
from manantial.project.models import Activity, DirectResult, Measurement, Partner, Phase, Project, ProjectPerson, Update
from manantial.project.queries.budget import Budget, budget_of, latest_rate
from manantial.project.queries.printed import printed_page
from manantial.project.queries.targets import ShownTarget, targets_of
from manantial.project.rules.checks import Calendar, Remark, doubts, gaps
from manantial.project.rules.page import DossierPage
from manantial.project.rules.results import ResultState, result_state
from manantial.project.rules.wording import Said, say


@dataclass(frozen=True)
class ShownActivity:
    """An activity with its words."""

    row: Activity
    words: Said[str]


@dataclass(frozen=True)
class ShownPhase:
    """A phase with its words and its activities."""

    row: Phase
    name: Said[str]
    text: Said[str]
    activities: tuple[ShownActivity, ...]


@dataclass(frozen=True)
class ShownResult:
    """A direct result with its words and how it stands."""

    row: DirectResult
    words: Said[str]
    state: ResultState
    evidence: int


@dataclass(frozen=True)
class ShownPartner:
    """An organisation: the name we show, the name as printed."""

    row: Partner
    name: str

    @property
    def renamed(self) -> bool:
        """True when the name shown is not the printed one."""
        return self.name != self.row.name


@dataclass(frozen=True)
class ShownUpdate:
    """A progress note in one language."""

    row: Update
    words: Said[list[str]]

    @property
    def when(self) -> PartialDate:
        """The date of the note, unknown when nobody wrote one."""
        date_of_note: PartialDate = self.row.when
        return date_of_note


@dataclass(frozen=True)
class Dossier:
    """Everything the page of a project shows."""

    project: Project
    language: str
    title: Said[str]
    subtitle: Said[str]
    place: str
    category: tuple[str, ...]
    challenge: Said[list[str]]
    description: Said[list[str]]
    know_more: Said[list[str]]
    phases: tuple[ShownPhase, ...]
    results: tuple[ShownResult, ...]
    targets: tuple[ShownTarget, ...]
    partners: tuple[ShownPartner, ...]
    people: tuple[ProjectPerson, ...]
    hidden_people: int
    updates: tuple[ShownUpdate, ...]
    budget: Budget

    @property
    def last_written(self) -> datetime | None:
        """When the last progress note was written here."""
        return max((one.row.written_at for one in self.updates), default=None)

    @property
    def is_translated(self) -> bool:
        """True when what is shown is our translation and not the page's own words."""
        return self.challenge.is_translation


def current_project() -> Project | None:
    """The project of the alliance: the newest one; None when there is none yet."""
    return Project.objects.order_by("-id").first()


def dossier_of(project: Project, language: str) -> Dossier:
    """Gather the dossier: a fixed number of questions whatever the size of the project."""
    people = list(ProjectPerson.objects.filter(project=project))
    words = project.texts.get("words", {})
    return Dossier(
        project=project,
        language=language,
        title=_pair(project, "title", language),
        subtitle=_pair(project, "subtitle", language),
        place=project.place.strip().rstrip(","),
        category=tuple(words.get(one, {}).get(language, one) for one in project.category),
        challenge=_section(project, "challenge", language),
        description=_section(project, "project", language),
        know_more=_section(project, "know_more", language),
        phases=_phases(project, language),
        results=_results(project, language),
        targets=targets_of(project, language),
        partners=tuple(
            ShownPartner(row, words.get(row.name, {}).get(language, row.name))
            for row in Partner.objects.filter(project=project)
        ),
        people=tuple(person for person in people if person.may_show),
        hidden_people=sum(not person.may_show for person in people),
        updates=_updates(project, language),
        budget=budget_of(project, language, rate=latest_rate(project.currency)),
    )


def _pair(project: Project, name: str, language: str) -> Said[str]:
    spanish, english = getattr(project, name), getattr(project, f"{name}_en")
    kept = {"es": spanish, "en": english}
    if spanish == english:  # nobody has translated it yet
        kept = {project.language: spanish}
    return say(kept, language, project.language, "")


def _section(project: Project, name: str, language: str) -> Said[list[str]]:
    return say(project.texts.get(name, {}), language, project.language, [])


def _phases(project: Project, language: str) -> tuple[ShownPhase, ...]:
    rows = Phase.objects.filter(project=project).prefetch_related("activities")
    own = project.language
    return tuple(
        ShownPhase(
            row,
            say(row.names, language, own, ""),
            say(row.texts, language, own, ""),
            tuple(ShownActivity(one, say(one.texts, language, own, "")) for one in row.activities.all()),
        )
        for row in rows
    )


def _results(project: Project, language: str) -> tuple[ShownResult, ...]:
    rows = DirectResult.objects.filter(project=project).annotate(proofs=Count("evidence"))
    return tuple(_result(row, project, language) for row in rows.select_related("verified_by"))


def _result(row: DirectResult, project: Project, language: str) -> ShownResult:
    proofs: int = getattr(row, "proofs", 0)
    state = result_state(row.quantity, row.achieved, evidence=proofs, verified=row.verified_by_id is not None)
    return ShownResult(row, say(row.texts, language, project.language, row.code), state, proofs)


def _updates(project: Project, language: str) -> tuple[ShownUpdate, ...]:
    rows = Update.objects.filter(project=project).order_by("-written_at", "-id")
    return tuple(ShownUpdate(row, say(row.texts, language, project.language, [])) for row in rows)


@dataclass(frozen=True)
class Checked:
    """What the page lacks and where it seems to contradict itself."""

    gaps: tuple[Remark, ...]
    doubts: tuple[Remark, ...]


def checked(project: Project) -> Checked:
    """Check the page of a project, completed with what people wrote beside it; nothing for one made without a page."""
    page = printed_page(project)
    if page is None:
        return Checked((), ())
    calendar = Calendar(has_start=not project.starts.is_unknown, has_end=not project.ends.is_unknown)
    return Checked(tuple(gaps(_completed(page, project), calendar)), tuple(doubts(page)))


def _completed(page: DossierPage, project: Project) -> DossierPage:
    """The page with the roles and baselines that somebody has told since."""
    roles = dict(Partner.objects.filter(project=project).values_list("name", "role"))
    based = dict(
        Measurement.objects.filter(target__project=project, baseline=True).values_list("target__code", "value")
    )
    return replace(
        page,
        partners=tuple(replace(one, role=one.role or roles.get(one.name) or None) for one in page.partners),
        targets=tuple(
            replace(one, baseline=one.baseline or based.get(f"I{n}")) for n, one in enumerate(page.targets, 1)
        ),
    )
