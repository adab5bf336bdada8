"""Why a source could be lost: one copy alone, damaged, incomplete, or lost already."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _
from manantial.voices.rules.catalogues import Condition, SourceKind


class Risk(StrEnum):
    """A reason to act before it is too late, the gravest first."""

    LOST = "lost"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    SINGLE = "single"


RISK_WORDS: Mapping[str, str] = {
    Risk.LOST: _("Se perdió el original"),
    Risk.DAMAGED: _("Está dañado"),
    Risk.INCOMPLETE: _("Está incompleto"),
    Risk.SINGLE: _("Una sola copia: no hay copia digital"),
}
RISK_ADVICE: Mapping[str, str] = {
    Risk.LOST: _("Pregunte quién tiene otra copia o quién se acuerda, y grábelo."),
    Risk.DAMAGED: _("Tómele foto hoja por hoja antes de moverlo."),
    Risk.INCOMPLETE: _("Pregunte quién tiene lo que falta."),
    Risk.SINGLE: _("Tómele foto o escanéelo en la próxima visita, con permiso de quien lo guarda."),
}
_OF_CONDITION = {
    Condition.LOST: Risk.LOST,
    Condition.DAMAGED: Risk.DAMAGED,
    Condition.INCOMPLETE: Risk.INCOMPLETE,
}


def risks_of(kind: str, condition: str, *, copied: bool) -> tuple[Risk, ...]:
    """The reasons, the gravest first. What is on the web is not in one pair of hands only."""
    found = [_OF_CONDITION[Condition(condition)]] if condition in set(_OF_CONDITION) else []
    if not copied and kind != SourceKind.WEB:
        found.append(Risk.SINGLE)
    return tuple(found)
