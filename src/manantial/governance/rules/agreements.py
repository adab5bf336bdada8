"""The life of an agreement: it never disappears until it is fulfilled or a body cancels it.

pending → in progress → to review → fulfilled | partly | not done; cancelled by a body from any open state; and open
again when the work turns out not to be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

SOON_DAYS = 15  # an agreement that falls due within these days is shown as near


class AgreementKind(StrEnum):
    """What sort of decision it is."""

    INFORMATIVE = "informative"
    TASK = "task"
    NORM = "norm"
    ELECTION = "election"
    INVESTMENT = "investment"
    POSITION = "position"


AGREEMENT_KIND_WORDS: Mapping[str, str] = {
    AgreementKind.TASK: _("Tarea"),
    AgreementKind.INFORMATIVE: _("Informativo"),
    AgreementKind.NORM: _("Norma"),
    AgreementKind.ELECTION: _("Elección"),
    AgreementKind.INVESTMENT: _("Inversión"),
    AgreementKind.POSITION: _("Posicionamiento"),
}


class AgreementState(StrEnum):
    """Where an agreement stands."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    TO_REVIEW = "to_review"
    FULFILLED = "fulfilled"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    CANCELLED = "cancelled"


AGREEMENT_STATE_WORDS: Mapping[str, str] = {
    AgreementState.PENDING: _("Pendiente"),
    AgreementState.IN_PROGRESS: _("En curso"),
    AgreementState.TO_REVIEW: _("Por revisar"),
    AgreementState.FULFILLED: _("Cumplido"),
    AgreementState.PARTLY: _("Cumplido en parte"),
    AgreementState.NOT_DONE: _("No cumplido"),
    AgreementState.CANCELLED: _("Cancelado por acuerdo"),
}
OPEN = frozenset({AgreementState.PENDING, AgreementState.IN_PROGRESS, AgreementState.TO_REVIEW})
_DECIDED = frozenset({AgreementState.FULFILLED, AgreementState.PARTLY, AgreementState.NOT_DONE})
_NEXT: Mapping[AgreementState, frozenset[AgreementState]] = {
    AgreementState.PENDING: frozenset({AgreementState.IN_PROGRESS, AgreementState.TO_REVIEW, AgreementState.CANCELLED}),
    AgreementState.IN_PROGRESS: frozenset({AgreementState.TO_REVIEW, AgreementState.PENDING, AgreementState.CANCELLED}),
    AgreementState.TO_REVIEW: frozenset({*_DECIDED, AgreementState.IN_PROGRESS, AgreementState.CANCELLED}),
    AgreementState.FULFILLED: frozenset({AgreementState.IN_PROGRESS}),
    AgreementState.PARTLY: frozenset({AgreementState.IN_PROGRESS, AgreementState.CANCELLED}),
    AgreementState.NOT_DONE: frozenset({AgreementState.IN_PROGRESS, AgreementState.CANCELLED}),
    AgreementState.CANCELLED: frozenset({AgreementState.PENDING}),
}


def may_become(before: AgreementState, after: AgreementState, *, in_session: bool, note: str = "") -> Ruling:
    """Decide whether an agreement may pass to another state.

    In a session a body may decide fulfilled, partly or not done from any open state. Only a session cancels, and
    only a session opens again what was cancelled. Opening again what was closed says why.
    """
    if before == after:
        return Ruling.no(_("El acuerdo ya está en ese estado."))
    decided_there = in_session and before in OPEN and after in _DECIDED
    if after not in _NEXT[before] and not decided_there:
        return Ruling.no(_("Ese paso no se puede dar directamente. Pase antes por «Por revisar»."))
    if AgreementState.CANCELLED in {before, after} and not in_session:
        return Ruling.no(_("Solo un órgano cancela un acuerdo o lo vuelve a abrir. Diga en qué sesión se decidió."))
    if before not in OPEN and after in OPEN and not note.strip():
        return Ruling.no(_("Diga por qué se vuelve a abrir el acuerdo."))
    return Ruling.yes()


def steps_from(before: AgreementState, *, in_session: bool = False) -> tuple[AgreementState, ...]:
    """Return the states an agreement may pass to, in the order of the catalogue."""
    return tuple(after for after in AgreementState if may_become(before, after, in_session=in_session, note="·"))


class Urgency(StrEnum):
    """How an agreement stands against its date."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NO_DATE = "no_date"
    CLOSED = "closed"


URGENCY_TONES: Mapping[str, str] = {
    Urgency.OVERDUE: "bad",
    Urgency.SOON: "warn",
    Urgency.LATER: "info",
    Urgency.NO_DATE: "none",
    Urgency.CLOSED: "good",
}
STATE_TONES: Mapping[str, str] = {
    AgreementState.PENDING: "info",
    AgreementState.IN_PROGRESS: "info",
    AgreementState.TO_REVIEW: "warn",
    AgreementState.FULFILLED: "good",
    AgreementState.PARTLY: "warn",
    AgreementState.NOT_DONE: "bad",
    AgreementState.CANCELLED: "none",
}


@dataclass(frozen=True)
class Due:
    """How an agreement stands on a day; `days` are late (overdue) or left (soon, later)."""

    urgency: Urgency
    days: int = 0

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return URGENCY_TONES[self.urgency]

    def ruling(self) -> Ruling:
        """The same in words."""
        words = _NEAR_WORDS.get((self.urgency, self.days), _URGENCY_WORDS[self.urgency])
        return Ruling(self.urgency != Urgency.OVERDUE, words, {"days": self.days})


_URGENCY_WORDS: Mapping[Urgency, str] = {
    Urgency.OVERDUE: _("Vencido hace %(days)s días"),
    Urgency.SOON: _("Vence en %(days)s días"),
    Urgency.LATER: _("Faltan %(days)s días"),
    Urgency.NO_DATE: _("Sin fecha"),
    Urgency.CLOSED: _("Terminado"),
}
_NEAR_WORDS: Mapping[tuple[Urgency, int], str] = {
    (Urgency.OVERDUE, 1): _("Venció ayer"),
    (Urgency.SOON, 0): _("Vence hoy"),
    (Urgency.SOON, 1): _("Vence mañana"),
}


def due_on(state: str, due: date | None, day: date, soon: int = SOON_DAYS) -> Due:
    """Tell how an agreement stands on a day: closed, overdue, soon, later or without a date."""
    if state not in OPEN:
        return Due(Urgency.CLOSED)
    if due is None:
        return Due(Urgency.NO_DATE)
    left = (due - day).days
    if left < 0:
        return Due(Urgency.OVERDUE, -left)
    return Due(Urgency.SOON if left <= soon else Urgency.LATER, left)


@dataclass(frozen=True)
class Balance:
    """How many agreements stand where."""

    total: int
    fulfilled: int
    open: int
    overdue: int
    closed_otherwise: int


def balance(agreements: Iterable[tuple[str, date | None]], day: date) -> Balance:
    """Sum (state, due date) pairs; partly, not done and cancelled are closed otherwise."""
    states = list(agreements)
    still_open = [(state, due) for state, due in states if state in OPEN]
    fulfilled = sum(state == AgreementState.FULFILLED for state, _due in states)
    return Balance(
        total=len(states),
        fulfilled=fulfilled,
        open=len(still_open),
        overdue=sum(due_on(state, due, day).urgency == Urgency.OVERDUE for state, due in still_open),
        closed_otherwise=len(states) - len(still_open) - fulfilled,
    )
