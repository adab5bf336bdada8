"""Three years of a large alliance, laid over the corpus: forty communities, and hundreds of each thing of the meaning.

Everything is invented and numbered, and the same every time; names are long enough to weigh as those of people do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from bench.corpus import NOW, ON

if TYPE_CHECKING:
    from django.db.models import Model

    from manantial.meaning.models import Finding, Lesson, Milestone, Plan
    from manantial.territory.models import Community

COMMUNITIES, MILESTONES, VERSIONS, FINDINGS, LESSONS = 40, 400, 4, 500, 400
SOURCES, WORKSHOPS, VOTED, ACTORS, MOMENTS, MEMOS = 2000, 60, 60, 120, 6, 1500
AXES, QUESTIONS, ACTIVITIES, CORRECTIONS = 6, 10, 80, 400
SAID = "En la temporada seca el agua llegaba cada ocho días y las mujeres del comité llevaban la cuenta de cada casa."

M = TypeVar("M", bound="Model")


def fill() -> None:
    """Write it for the alliance that is worked for; the corpus must stand already."""
    from manantial.meaning.models import Plan

    plan = Plan.objects.create(title="Tres años de la alianza", objective=SAID, object=SAID, calendar=_calendar())
    _Years(plan).write()


class _Years:
    """What the parts share while they are written."""

    def __init__(self, plan: Plan) -> None:
        from manantial.people.models import Person
        from manantial.voices.models import Fragment
        from manantial.voices.rules import EXPECTED_GROUPS

        self.plan, self.groups = plan, list(EXPECTED_GROUPS)
        self.person = Person.objects.order_by("pk")[0]
        every = list(Fragment.objects.order_by("pk").values_list("pk", flat=True))
        self.fragments = every[:: max(1, len(every) // (4 * FINDINGS))]  # of all voices, as people find them

    def write(self) -> None:
        """Everything, what others lean on first."""
        self.communities = _communities()
        self.workshops = self._workshops()
        self._registers()
        self.milestones = self._milestones()
        self.findings = self._findings()
        self._votes()
        self.lessons = self._lessons()
        self._returns()
        self._actors()
        self._memos()

    def _workshops(self) -> list[Any]:
        from manantial.voices.models import Workshop

        return _many(
            Workshop(
                folio=f"TAL-{n + 1:04}", format="T-5" if n % 3 == 0 else "T-2", title=f"Taller {n + 1} de la memoria",
                on=_day(n * 18), community=self.communities[n % COMMUNITIES], state="held", report=SAID,
            )
            for n in range(WORKSHOPS)
        )  # fmt: skip

    def _registers(self) -> None:
        """The sources, the axes with their questions, and which source should answer which."""
        from manantial.meaning.models import Axis, Question, QuestionSource, StageAccount
        from manantial.voices.models import Source

        sources = _many(
            Source(
                folio=f"FUE-{n + 1:04}", kind=("act", "photo", "notebook")[n % 3], title=f"Libro {n + 1} de las actas",
                keeper="El comité", location="La casa ejidal", community=self.communities[n % COMMUNITIES],
            )
            for n in range(SOURCES)
        )  # fmt: skip
        self.axes = _many(Axis(plan=self.plan, position=n, name=f"Eje {n + 1}: cuidar el agua") for n in range(AXES))
        questions = _many(
            Question(axis=axis, position=n, text=f"¿Cómo fue lo que pasó en la pregunta {n + 1} de {axis.name}?")
            for axis in self.axes
            for n in range(QUESTIONS)
        )
        _many(
            QuestionSource(question=question, source=sources[(n * 7 + step) % SOURCES], gives="pending")
            for n, question in enumerate(questions)
            for step in range(10)
        )
        _many(
            StageAccount(axis=axis, stage=stage, text=SAID, written_at=NOW)
            for axis in self.axes
            for stage in ("before", "process", "now")
        )
        self.questions, self.sources = questions, sources

    def _milestones(self) -> list[Milestone]:
        from manantial.meaning.models import Cause, Milestone, MilestoneVersion
        from manantial.meaning.rules import MilestoneKind
        from manantial.voices.models import Voice

        voices = list(Voice.objects.order_by("pk").values_list("pk", flat=True))
        kinds = list(MilestoneKind)
        rows = _many(
            Milestone(
                folio=f"HIT-{n + 1:04}", title=f"Hito {n + 1}: llegó el agua a la escuela", kind=kinds[n % len(kinds)],
                community=self.communities[n % COMMUNITIES], importance=SAID,
            )
            for n in range(MILESTONES)
        )  # fmt: skip
        _many(
            MilestoneVersion(
                milestone=row, group=self.groups[v % len(self.groups)], when_min=_day(n * 2), when_max=_day(n * 2),
                when_words="en la seca", text=SAID, told_at=NOW, voice_id=voices[n % len(voices)] if v % 2 else None,
            )
            for n, row in enumerate(rows)
            for v in range(VERSIONS)
        )  # fmt: skip
        _many(
            Cause(milestone=row, text=f"La cuota alcanzó {n}", helped=n % 2 == 0, position=n, told_at=NOW)
            for row in rows
            for n in range(3)
        )
        return rows

    def _findings(self) -> list[Finding]:
        from manantial.meaning.models import Finding, FindingSupport, Stance

        rows = _many(
            Finding(
                folio=f"HAL-{n + 1:04}", statement=f"Hallazgo {n + 1}. {SAID}", explanation=SAID,
                axis=self.axes[n % AXES], question=self.questions[n % len(self.questions)],
                milestone=self.milestones[n % MILESTONES],
            )
            for n in range(FINDINGS)
        )  # fmt: skip
        _many(
            FindingSupport(finding=row, fragment_id=self.fragments[(4 * n + place) % len(self.fragments)])
            for n, row in enumerate(rows)
            for place in range(4)
        )
        _many(
            Stance(finding=row, group=group, stance="agree", taken_on=ON) for row in rows for group in self.groups[:3]
        )
        return rows

    def _votes(self) -> None:
        """Sixty findings were asked in each of forty communities, of three groups each."""
        from manantial.meaning.models import Correction, Validation

        _many(
            Validation(
                finding=row, workshop=self.workshops[place], group=group, green=9, yellow=n % 3, red=place % 2,
                counted_at=NOW, recorded_at=NOW,
            )
            for n, row in enumerate(self.findings[:VOTED])
            for place in range(COMMUNITIES)
            for group in self.groups[:3]
        )  # fmt: skip
        _many(
            Correction(
                folio=f"COR-{n + 1:04}", community=self.communities[n % COMMUNITIES], asked=f"Corregir {n + 1}. {SAID}",
                finding=self.findings[n % FINDINGS], asked_on=_day(n * 2),
            )
            for n in range(CORRECTIONS)
        )  # fmt: skip

    def _lessons(self) -> list[Lesson]:
        from manantial.meaning.models import Lesson, LessonFinding, Recommendation

        rows = _many(
            Lesson(folio=f"APR-{n + 1:04}", title=f"Aprendizaje {n + 1}: cuidar la fuente", learned=SAID, context=SAID)
            for n in range(LESSONS)
        )
        _many(
            LessonFinding(lesson=row, finding=self.findings[(n + step) % FINDINGS])
            for n, row in enumerate(rows)
            for step in range(2)
        )
        _many(Recommendation(lesson=row, text=SAID, to_whom="La asamblea", by_when=_day(900)) for row in rows)
        return rows

    def _returns(self) -> None:
        from manantial.meaning.models import Return

        _many(
            Return(community=place, on=_day(n * 20), medium="assembly", women=12, men=9)
            for n, place in enumerate(self.communities[::2])
        )

    def _actors(self) -> None:
        from manantial.meaning.models import Actor, ActorPosition, Snapshot

        rows = _many(Actor(name=f"Organización {n + 1} del valle", kind="civil", note=SAID) for n in range(ACTORS))
        moments = _many(
            Snapshot(label=f"{2019 + n}", when_min=date(2019 + n, 1, 1), when_max=date(2019 + n, 12, 31))
            for n in range(MOMENTS)
        )
        _many(
            ActorPosition(snapshot=moment, actor=row, interest=n % 3 + 1, influence=n % 2 + 1, relation="supports")
            for moment in moments
            for n, row in enumerate(rows)
        )

    def _memos(self) -> None:
        from manantial.kernel.text import search_keys
        from manantial.meaning.models import Memo

        keys = search_keys(SAID)
        _many(
            Memo(
                thing_kind="finding", thing_id=self.findings[n % FINDINGS].pk, text=f"{SAID} ({n + 1})", keys=keys,
                written_by_id=self.person.pk, written_at=NOW,
            )
            for n in range(MEMOS)
        )  # fmt: skip


def _communities() -> list[Community]:
    """Forty, those of the corpus among them."""
    from manantial.territory.models import Community

    kept = list(Community.objects.order_by("pk"))
    place = kept[0].municipality
    return kept + _many(
        Community(municipality=place, code=f"C-{n:02}", name=f"Comunidad {n}", households=20 + n)
        for n in range(len(kept) + 1, COMMUNITIES + 1)
    )


def _calendar() -> list[dict[str, str]]:
    return [
        {"what": f"Actividad {n + 1} del plan", "start": f"{_day(n * 12)}", "end": f"{_day(n * 12 + 9)}", "who": "Ana",
         "product": "Relatoría", "state": "planned"}
        for n in range(ACTIVITIES)
    ]  # fmt: skip


def _day(after: int) -> date:
    return date(2023, 11, 1) + timedelta(days=after)


def _many(rows: Iterable[M]) -> list[M]:
    listed = list(rows)
    manager: Any = type(listed[0])._default_manager
    for start in range(0, len(listed), 500):
        manager.bulk_create(listed[start : start + 500])
    return listed
