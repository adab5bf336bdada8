"""The way of a material from an idea to the wall, who names each step, and what blocks it.

A missing source or a skipped step may be overridden by a person who says why, and it is logged. A use without consent
is never overridden: there is no reason that opens that door.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

PRETEST_THRESHOLD = 70  # percent who can say the message in their words (rule of thumb, editable)
PRETEST_SMALLEST = 10  # persons


class Step(StrEnum):
    """The steps of the production file, in their order."""

    IDEA = "idea"
    BRIEF = "brief"
    SCRIPT = "script"
    SKETCH = "sketch"
    PRETEST = "pretest"
    CHANGES = "changes"
    STYLE = "style"
    CONSENTS = "consents"
    APPROVAL = "approval"
    DESIGN = "design"
    PRINTING = "printing"
    DISTRIBUTION = "distribution"
    VERIFICATION = "verification"
    RETIRED = "retired"


STEP_WORDS: Mapping[str, str] = {
    Step.IDEA: _("Idea"),
    Step.BRIEF: _("Encargo"),
    Step.SCRIPT: _("Guion o texto"),
    Step.SKETCH: _("Boceto"),
    Step.PRETEST: _("Prueba con la gente"),
    Step.CHANGES: _("Cambios"),
    Step.STYLE: _("Corrección de estilo"),
    Step.CONSENTS: _("Revisión de permisos y fuentes"),
    Step.APPROVAL: _("Visto bueno comunitario"),
    Step.DESIGN: _("Diseño final"),
    Step.PRINTING: _("Impresión o grabación"),
    Step.DISTRIBUTION: _("Distribución"),
    Step.VERIFICATION: _("Verificación en su lugar"),
    Step.RETIRED: _("Retirado"),
}
_ORDER = {step: place for place, step in enumerate(Step)}


class Verdict(StrEnum):
    """What comes out of a pretest."""

    APPROVED = "approved"
    CHANGE = "change"
    TOO_FEW = "too_few"
    DISCARDED = "discarded"


VERDICT_WORDS: Mapping[str, str] = {
    Verdict.APPROVED: _("Aprobado"),
    Verdict.CHANGE: _("Cambiar y volver a probar"),
    Verdict.TOO_FEW: _("Faltan personas: la prueba todavía no dice nada"),
    Verdict.DISCARDED: _("Descartado"),
}


@dataclass(frozen=True)
class Production:
    """What the steps need to know of a material, read when somebody wants to move it."""

    step: Step
    has_purpose: bool = False
    has_message: bool = False
    has_audience: bool = False
    has_text: bool = False
    pretest: Verdict | None = None
    refused_fragments: int = 0
    unsourced_claims: int = 0
    approved_in_act: bool = False
    released: bool = False
    delivered_copies: int = 0


@dataclass(frozen=True)
class Obstacle:
    """One reason why a step cannot be taken; only some may be overridden by a person who says why."""

    reason: str
    count: int = 0
    overridable: bool = True


def verdict(understood: int, asked: int, *, threshold: int = PRETEST_THRESHOLD) -> Verdict:
    """Return what a pretest says: enough people, and enough of them can say the message in their own words."""
    if asked < PRETEST_SMALLEST:
        return Verdict.TOO_FEW
    return Verdict.APPROVED if understood * 100 >= threshold * asked else Verdict.CHANGE


def obstacles(production: Production, to: Step) -> list[Obstacle]:
    """Return everything that stands between a material and a step, the steps in between included."""
    if to is Step.RETIRED or _ORDER[to] <= _ORDER[production.step]:
        return []
    return [obstacle for step, obstacle in _unmet(production) if _ORDER[step] <= _ORDER[to]]


def may_move(production: Production, to: Step, *, override: str = "") -> Ruling:
    """Say whether a material may take a step; `override` is the reason of who takes it all the same."""
    if production.step is Step.RETIRED and to is not Step.RETIRED:
        return Ruling.no(_("Este material se retiró; haga una versión nueva."))
    found = obstacles(production, to)
    hard = [obstacle for obstacle in found if not obstacle.overridable]
    if hard:
        return Ruling.no(hard[0].reason, count=hard[0].count)
    if found and not override.strip():
        return Ruling.no(found[0].reason, count=found[0].count)
    if found:
        return Ruling.yes(_("Se pasó por encima de un requisito; queda escrito quién y por qué."), skipped=len(found))
    return Ruling.yes(_("No falta nada para este paso."))


def may_release(production: Production, *, override: str = "") -> Ruling:
    """Say whether a version may be built to leave the house: everything up to printing must stand."""
    return may_move(_at(production, Step.IDEA), Step.PRINTING, override=override)


def next_step(step: Step, pretest: Verdict | None = None) -> Step | None:
    """Return the step that usually follows; after a good pretest the changes are left out."""
    if step is Step.PRETEST and pretest is Verdict.APPROVED:
        return Step.STYLE
    if step is Step.CHANGES and pretest is not Verdict.APPROVED:
        return Step.PRETEST
    place = _ORDER[step] + 1
    return list(Step)[place] if place < len(Step) else None


def _unmet(production: Production) -> list[tuple[Step, Obstacle]]:
    rows: list[tuple[Step, bool, Obstacle]] = [
        (Step.BRIEF, production.has_purpose, Obstacle(_("Falta decir para qué es este material."))),
        (Step.BRIEF, production.has_message, Obstacle(_("Falta el mensaje: de cuál aprendizaje viene."))),
        (Step.BRIEF, production.has_audience, Obstacle(_("Falta decir para quién es."))),
        (Step.SKETCH, production.has_text, Obstacle(_("Falta el texto o guion."))),
        (Step.STYLE, production.pretest is Verdict.APPROVED, Obstacle(_("Falta una prueba con la gente aprobada."))),
        (
            Step.APPROVAL,
            production.refused_fragments == 0,
            Obstacle(
                _("Fragmentos sin permiso para este uso: %(count)s. Quítelos o pida permiso; esto no se puede saltar."),
                production.refused_fragments,
                overridable=False,
            ),
        ),
        (
            Step.APPROVAL,
            production.unsourced_claims == 0,
            Obstacle(_("Datos sin fuente: %(count)s."), production.unsourced_claims),
        ),
        (
            Step.DESIGN,
            production.approved_in_act,
            Obstacle(_("Falta el visto bueno de la comunidad: quién, cuándo y en qué acta.")),
        ),
        (Step.DISTRIBUTION, production.released, Obstacle(_("Todavía no se ha construido ninguna versión final."))),
        (
            Step.VERIFICATION,
            production.delivered_copies > 0,
            Obstacle(_("Todavía no se ha entregado ningún ejemplar.")),
        ),
    ]
    return [(step, obstacle) for step, fulfilled, obstacle in rows if not fulfilled]


def _at(production: Production, step: Step) -> Production:
    fields = {name: getattr(production, name) for name in production.__dataclass_fields__}
    return Production(**(fields | {"step": step}))
