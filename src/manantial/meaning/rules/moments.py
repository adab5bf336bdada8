"""The five moments of a systematization: their state is read from what exists, never typed by hand.

Jara's five moments are a route, not a ladder: nothing here blocks; each moment only says what is still missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from manantial.kernel.rulings import gettext_noop as _


class Moment(IntEnum):
    """The five moments, in their order."""

    LIVED = 1
    PLAN = 2
    RECOVERY = 3
    REFLECTION = 4
    ARRIVAL = 5


class State(StrEnum):
    """How far a moment is, computed from content."""

    EMPTY = "empty"
    STARTED = "started"
    GROUNDED = "grounded"


MOMENT_WORDS = {
    Moment.LIVED: _("Punto de partida: la experiencia vivida"),
    Moment.PLAN: _("Preguntas iniciales: el plan"),
    Moment.RECOVERY: _("Recuperación del proceso vivido"),
    Moment.REFLECTION: _("Reflexiones de fondo: ¿por qué pasó lo que pasó?"),
    Moment.ARRIVAL: _("Puntos de llegada"),
}
STATE_WORDS = {
    State.EMPTY: _("Sin empezar"),
    State.STARTED: _("Empezado"),
    State.GROUNDED: _("Con sustento"),
}


@dataclass(frozen=True)
class Missing:
    """One line of «qué falta»: the sentence (a msgid with %(count)s), how many, and the name of what mends it."""

    sentence: str
    count: int = 1
    mend: str = ""

    @property
    def facts(self) -> dict[str, int]:
        """What the sentence needs."""
        return {"count": self.count}


@dataclass(frozen=True)
class MomentStatus:
    """The state of one moment and what it still lacks."""

    moment: Moment
    state: State
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Content:
    """What exists, as counts; every field is a plain count of rows, or yes/no for the parts of the plan."""

    groups_heard: int = 0
    voices: int = 0
    sources: int = 0
    sources_without_copy: int = 0
    has_plan: bool = False
    has_objective: bool = False
    has_object: bool = False
    has_approval: bool = False
    has_ethics: bool = True
    activities_late: int = 0
    axes: int = 0
    questions: int = 0
    questions_without_source: int = 0
    milestones: int = 0
    milestones_without_evidence: int = 0
    milestones_of_one_voice: int = 0
    setbacks: int = 0
    fragments: int = 0
    fragments_uncoded: int = 0
    findings: int = 0
    findings_weak: int = 0
    findings_unvalidated: int = 0
    findings_undecided: int = 0
    groups_not_asked: int = 0
    corrections_pending: int = 0
    lessons: int = 0
    lessons_without_finding: int = 0
    recommendations: int = 0
    recommendations_open: int = 0
    communities_contributed: int = 0
    communities_without_return: int = 0


def moment_status(moment: Moment, content: Content) -> MomentStatus:
    """Return the state of a moment: empty, started, or grounded when nothing essential is missing."""
    begun, missing = _PARTS[moment](content)
    kept = State.STARTED if missing else State.GROUNDED
    return MomentStatus(moment, kept if begun else State.EMPTY, tuple(missing))


def every_moment(content: Content) -> list[MomentStatus]:
    """Return the five moments with their state."""
    return [moment_status(moment, content) for moment in Moment]


def _gaps(lines: Sequence[tuple[int, str, str]]) -> list[Missing]:
    return [Missing(sentence, count, mend) for count, sentence, mend in lines if count]


def _lived(content: Content) -> tuple[bool, list[Missing]]:
    missing = _gaps(
        [
            (int(content.groups_heard == 0), _("Falta escuchar al menos a un grupo."), "voices"),
            (
                int(content.sources == 0),
                _("Falta anotar qué documentos, fotos y actas existen y quién los guarda."),
                "sources",
            ),
            (content.sources_without_copy, _("Fuentes sin copia digital: %(count)s."), "sources"),
        ]
    )
    return bool(content.voices or content.sources), missing


def _plan(content: Content) -> tuple[bool, list[Missing]]:
    missing = _gaps(
        [
            (int(not content.has_objective), _("Falta decir para qué se sistematiza."), "plan"),
            (
                int(not content.has_object),
                _("Falta delimitar la experiencia: lugar, desde cuándo y hasta cuándo."),
                "plan",
            ),
            (int(content.axes == 0), _("Falta al menos un eje."), "questions"),
            (int(content.questions == 0), _("Faltan las preguntas de los ejes."), "questions"),
            (content.questions_without_source, _("Preguntas sin ninguna fuente: %(count)s."), "source_matrix"),
            (int(not content.has_ethics), _("Faltan los acuerdos éticos: permisos, regreso, de quién es."), "plan"),
            (content.activities_late, _("Actividades del calendario atrasadas: %(count)s."), "calendar"),
            (int(not content.has_approval), _("Falta la asamblea o junta que aprobó el plan."), "approval"),
        ]
    )
    return content.has_plan, missing


def _recovery(content: Content) -> tuple[bool, list[Missing]]:
    missing = _gaps(
        [
            (int(content.milestones == 0), _("Falta reconstruir la línea del tiempo."), "milestone_new"),
            (
                content.milestones_without_evidence,
                _("Hitos sin ninguna fuente ni voz que los sostenga: %(count)s."),
                "unsupported",
            ),
            (content.milestones_of_one_voice, _("Hitos contados por un solo grupo: %(count)s."), "one_voice"),
            (content.fragments_uncoded, _("Fragmentos sin ordenar por eje o tema: %(count)s."), "uncoded"),
            (
                int(bool(content.milestones) and not content.setbacks),
                _("Solo hay avances: ¿qué tropiezos hubo y qué enseñaron?"),
                "milestone_new",
            ),
        ]
    )
    return bool(content.milestones or content.fragments), missing


def _reflection(content: Content) -> tuple[bool, list[Missing]]:
    missing = _gaps(
        [
            (int(content.findings == 0), _("Faltan los hallazgos."), "fragments"),
            (content.findings_weak, _("Hallazgos que descansan en una sola voz o en ninguna: %(count)s."), "weak"),
            (content.groups_not_asked, _("Posturas de grupos a los que no se les preguntó: %(count)s."), "stances"),
            (content.findings_unvalidated, _("Hallazgos sin validar en un taller: %(count)s."), "unvalidated"),
            (content.findings_undecided, _("Hallazgos en amarillo o rojo sin decisión: %(count)s."), "undecided"),
        ]
    )
    return bool(content.findings), missing


def _arrival(content: Content) -> tuple[bool, list[Missing]]:
    missing = _gaps(
        [
            (int(content.lessons == 0), _("Faltan los aprendizajes."), "lesson_new"),
            (content.lessons_without_finding, _("Aprendizajes que no salen de ningún hallazgo: %(count)s."), "lessons"),
            (
                content.corrections_pending,
                _("Correcciones que pidió la gente y faltan atender: %(count)s."),
                "corrections",
            ),
            (int(content.recommendations == 0), _("Faltan las recomendaciones: a quién y para cuándo."), "lessons"),
            (content.recommendations_open, _("Recomendaciones que ningún órgano ha adoptado: %(count)s."), "lessons"),
            (
                content.communities_without_return,
                _("Comunidades que esperan que se les regresen los resultados: %(count)s."),
                "returns",
            ),
        ]
    )
    return bool(content.lessons or content.recommendations), missing


_PARTS = {
    Moment.LIVED: _lived,
    Moment.PLAN: _plan,
    Moment.RECOVERY: _recovery,
    Moment.REFLECTION: _reflection,
    Moment.ARRIVAL: _arrival,
}
