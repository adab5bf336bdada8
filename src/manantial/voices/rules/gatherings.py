"""Who takes which part of a workshop, and the kinds of short records."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _


class WorkshopRole(StrEnum):
    """What somebody takes care of on the day of a workshop."""

    FACILITATE = "facilitate"
    WRITE = "write"
    RECEIVE = "receive"
    RECORD = "record"
    TRANSLATE = "translate"
    CHILDREN = "children"
    FOOD = "food"


ROLE_WORDS: Mapping[str, str] = {
    WorkshopRole.FACILITATE: _("Facilita"),
    WorkshopRole.WRITE: _("Escribe la relatoría"),
    WorkshopRole.RECEIVE: _("Recibe y pasa lista"),
    WorkshopRole.RECORD: _("Graba y pide permisos"),
    WorkshopRole.TRANSLATE: _("Traduce"),
    WorkshopRole.CHILDREN: _("Cuida a niñas y niños"),
    WorkshopRole.FOOD: _("Agua y comida"),
}


class DebriefKind(StrEnum):
    """A short record after a work, or a review after an action."""

    SHORT = "short"
    AFTER_ACTION = "after_action"


DEBRIEF_WORDS: Mapping[str, str] = {
    DebriefKind.SHORT: _("Ficha corta"),
    DebriefKind.AFTER_ACTION: _("Revisión después de la acción"),
}

#: The questions of each kind, in their order: key → words.
DEBRIEF_QUESTIONS: Mapping[str, Mapping[str, str]] = {
    DebriefKind.SHORT: {
        "situation": _("¿Cómo estaba la situación?"),
        "did": _("¿Qué hicimos?"),
        "happened": _("¿Qué pasó?"),
        "learned": _("¿Qué aprendimos?"),
        "recommend": _("¿Qué recomendamos?"),
    },
    DebriefKind.AFTER_ACTION: {
        "expected": _("¿Qué esperábamos?"),
        "happened": _("¿Qué pasó?"),
        "why": _("¿Por qué pasó así?"),
        "differently": _("¿Qué haremos distinto?"),
    },
}
