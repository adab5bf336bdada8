"""The way of a material from an idea to the wall, who names each step, and what blocks it.

A missing source or a skipped step may be overridden by a person who says why, and it is logged. A use without consent
is never overridden: there is no reason that opens that door.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

PRETEST_THRESHOLD = 70  # percent who can say the message in their words (rule of thumb, editable)
PRETEST_SMALLEST = 10  # persons


class MaterialState(StrEnum):
    """The states of the production file, in their order."""

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


STATE_WORDS: Mapping[str, str] = {
    MaterialState.IDEA: _("Idea"),
    MaterialState.BRIEF: _("Encargo"),
    MaterialState.SCRIPT: _("Guion o texto"),
    MaterialState.SKETCH: _("Boceto"),
    MaterialState.PRETEST: _("Prueba con la gente"),
    MaterialState.CHANGES: _("Cambios"),
    MaterialState.STYLE: _("Corrección de estilo"),
    MaterialState.CONSENTS: _("Revisión de permisos y fuentes"),
    MaterialState.APPROVAL: _("Visto bueno comunitario"),
    MaterialState.DESIGN: _("Diseño final"),
    MaterialState.PRINTING: _("Impresión o grabación"),
    MaterialState.DISTRIBUTION: _("Distribución"),
    MaterialState.VERIFICATION: _("Verificación en su lugar"),
    MaterialState.RETIRED: _("Retirado"),
}
_ORDER = {step: place for place, step in enumerate(MaterialState)}


class Verdict(StrEnum):
    """What comes out of a pretest."""

    APPROVED = "approved"
    CHANGE = "change"
    TOO_FEW = "too_few"
    DISCARDED = "discard"


VERDICT_WORDS: Mapping[str, str] = {
    Verdict.APPROVED: _("Aprobado"),
    Verdict.CHANGE: _("Cambiar y volver a probar"),
    Verdict.TOO_FEW: _("Faltan personas: la prueba todavía no dice nada"),
    Verdict.DISCARDED: _("Descartado"),
}


@dataclass(frozen=True)
class Production:
    """What the steps need to know of a material, read when somebody wants to move it."""

    state: MaterialState
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
    from_the_whole: bool = False  # reports and syntheses: made from all the lessons, read in a validation workshop


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


def obstacles(production: Production, to: MaterialState) -> list[Obstacle]:
    """Return everything that stands between a material and a step, the steps in between included."""
    if to is MaterialState.RETIRED or _ORDER[to] <= _ORDER[production.state]:
        return []
    return [obstacle for step, obstacle in _unmet(production) if _ORDER[step] <= _ORDER[to]]


def may_move(production: Production, to: MaterialState, *, override: str = "") -> Ruling:
    """Say whether a material may take a step; `override` is the reason of who takes it all the same."""
    if production.state is MaterialState.RETIRED and to is not MaterialState.RETIRED:
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
    """Say whether a version may be built to leave the house: everything up to the final design must stand.

    Refused fragments do not stop a build, because the build leaves them out and writes down that it did.
    """
    clean = replace(production, state=MaterialState.IDEA, refused_fragments=0)
    return may_move(clean, MaterialState.DESIGN, override=override)


def next_step(step: MaterialState, pretest: Verdict | None = None) -> MaterialState | None:
    """Return the step that usually follows; after a good pretest the changes are left out."""
    if step is MaterialState.PRETEST and pretest is Verdict.APPROVED:
        return MaterialState.STYLE
    if step is MaterialState.CHANGES and pretest is not Verdict.APPROVED:
        return MaterialState.PRETEST
    place = _ORDER[step] + 1
    return list(MaterialState)[place] if place < len(MaterialState) else None


def _unmet(production: Production) -> list[tuple[MaterialState, Obstacle]]:
    stand = {
        "purpose": production.has_purpose,
        "message": production.has_message or production.from_the_whole,
        "audience": production.has_audience or production.from_the_whole,
        "text": production.has_text or production.from_the_whole,
        "pretest": production.pretest is Verdict.APPROVED or production.from_the_whole,
        "consents": production.refused_fragments == 0,
        "sources": production.unsourced_claims == 0,
        "act": production.approved_in_act,
        "release": production.released,
        "copies": production.delivered_copies > 0,
    }
    counts = {"consents": production.refused_fragments, "sources": production.unsourced_claims}
    return [
        (state, Obstacle(reason, counts.get(name, 0), overridable=name != "consents"))
        for name, (state, reason) in _REQUIREMENTS.items()
        if not stand[name]
    ]


_REQUIREMENTS: Mapping[str, tuple[MaterialState, str]] = {
    "purpose": (MaterialState.BRIEF, _("Falta decir para qué es este material.")),
    "message": (MaterialState.BRIEF, _("Falta el mensaje: de cuál aprendizaje viene.")),
    "audience": (MaterialState.BRIEF, _("Falta decir para quién es.")),
    "text": (MaterialState.SKETCH, _("Falta el texto o guion.")),
    "pretest": (MaterialState.STYLE, _("Falta una prueba con la gente aprobada.")),
    "consents": (
        MaterialState.APPROVAL,
        _("Fragmentos sin permiso para este uso: %(count)s. Quítelos o pida permiso; esto no se puede saltar."),
    ),
    "sources": (MaterialState.APPROVAL, _("Datos sin fuente: %(count)s.")),
    "act": (MaterialState.DESIGN, _("Falta el visto bueno de la comunidad: quién, cuándo y en qué acta.")),
    "release": (MaterialState.DISTRIBUTION, _("Todavía no se ha construido ninguna versión final.")),
    "copies": (MaterialState.VERIFICATION, _("Todavía no se ha entregado ningún ejemplar.")),
}
