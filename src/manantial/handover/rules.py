"""Decisions about handovers between committees: their states, what is handed over, and how long it took.

"There was no handover" is a normal outcome and is written down like any other. What does not exist becomes a task of
the new committee.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _

DUE_AFTER = timedelta(days=15)  # days from the election to the handover, when the body has no other custom
OBSERVATION_DAYS = 30  # days to point out what was found missing


class HandoverState(StrEnum):
    """Where a handover stands."""

    PREPARING = "preparing"
    CALLED = "called"
    SIGNED = "signed"
    OBSERVATIONS = "observations"
    CLOSED = "closed"
    NONE = "no_handover"


HANDOVER_STATE_WORDS: Mapping[str, str] = {
    HandoverState.PREPARING: _("En preparación"),
    HandoverState.CALLED: _("Convocada"),
    HandoverState.SIGNED: _("Firmada"),
    HandoverState.OBSERVATIONS: _("En observaciones"),
    HandoverState.CLOSED: _("Cerrada"),
    HandoverState.NONE: _("No hubo entrega"),
}
HANDOVER_STATE_TONES: Mapping[str, str] = {
    HandoverState.PREPARING: "info",
    HandoverState.CALLED: "info",
    HandoverState.SIGNED: "good",
    HandoverState.OBSERVATIONS: "warn",
    HandoverState.CLOSED: "good",
    HandoverState.NONE: "bad",
}
DONE = frozenset({HandoverState.SIGNED, HandoverState.OBSERVATIONS, HandoverState.CLOSED})
_NEXT: Mapping[HandoverState, frozenset[HandoverState]] = {
    HandoverState.PREPARING: frozenset({HandoverState.CALLED, HandoverState.SIGNED, HandoverState.NONE}),
    HandoverState.CALLED: frozenset({HandoverState.SIGNED, HandoverState.NONE, HandoverState.PREPARING}),
    HandoverState.SIGNED: frozenset({HandoverState.OBSERVATIONS, HandoverState.CLOSED}),
    HandoverState.OBSERVATIONS: frozenset({HandoverState.CLOSED}),
    HandoverState.CLOSED: frozenset(),
    HandoverState.NONE: frozenset({HandoverState.PREPARING}),
}


def may_become(before: str, after: str, *, unanswered: int = 0, signed_on: date | None = None) -> Ruling:
    """Decide whether a handover may pass to another state. Signing needs its day; closing needs every line answered."""
    if HandoverState(after) not in _NEXT[HandoverState(before)]:
        return Ruling.no(_("Este relevo ya no puede pasar a ese estado."))
    if after == HandoverState.SIGNED and signed_on is None:
        return Ruling.no(_("Escriba qué día se firmó la entrega."))
    if after == HandoverState.CLOSED and unanswered:
        return Ruling.no(
            _("Faltan %(unanswered)s renglones sin respuesta. Diga qué pasó con cada uno."), unanswered=unanswered
        )
    return Ruling.yes()


class Outcome(StrEnum):
    """What became of a thing of the list."""

    GIVEN = "given"
    NOT_GIVEN = "not_given"
    MISSING = "does_not_exist"
    DISPUTED = "disputed"


OUTCOME_WORDS: Mapping[str, str] = {
    Outcome.GIVEN: _("Se entrega"),
    Outcome.NOT_GIVEN: _("No se entrega"),
    Outcome.MISSING: _("No existe"),
    Outcome.DISPUTED: _("En litigio"),
    "": _("Sin revisar"),
}
OUTCOME_TONES: Mapping[str, str] = {
    Outcome.GIVEN: "good",
    Outcome.NOT_GIVEN: "bad",
    Outcome.MISSING: "warn",
    Outcome.DISPUTED: "warn",
    "": "none",
}


class Side(StrEnum):
    """On which side of the act somebody stands."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    WITNESS = "witness"


SIDE_WORDS: Mapping[str, str] = {
    Side.OUTGOING: _("Entrega"),
    Side.INCOMING: _("Recibe"),
    Side.WITNESS: _("Testigo"),
}


@dataclass(frozen=True)
class Completeness:
    """How a checklist came out. The share counts what was given of the whole list, also of what does not exist."""

    total: int
    given: int
    not_given: int
    missing: int
    disputed: int

    @property
    def answered(self) -> int:
        """Lines that say what happened."""
        return self.given + self.not_given + self.missing + self.disputed

    @property
    def unanswered(self) -> int:
        """Lines nobody looked at."""
        return self.total - self.answered

    @property
    def percent(self) -> int | None:
        """Whole percent of the list that was given, rounded to the nearest; None for an empty list."""
        return (200 * self.given + self.total) // (2 * self.total) if self.total else None


def completeness(outcomes: Iterable[str]) -> Completeness:
    """Sum the outcomes of a checklist; an empty outcome is a line nobody looked at."""
    all_outcomes = list(outcomes)
    return Completeness(
        total=len(all_outcomes),
        given=all_outcomes.count(Outcome.GIVEN),
        not_given=all_outcomes.count(Outcome.NOT_GIVEN),
        missing=all_outcomes.count(Outcome.MISSING),
        disputed=all_outcomes.count(Outcome.DISPUTED),
    )


class Timeliness(StrEnum):
    """How a handover stands against its date."""

    ON_TIME = "on_time"
    LATE = "late"
    WAITING = "waiting"
    OVERDUE = "overdue"
    NEVER = "never"
    UNKNOWN = "unknown"


TIMELINESS_WORDS: Mapping[str, str] = {
    Timeliness.ON_TIME: _("Entregado a tiempo"),
    Timeliness.LATE: _("Entregado tarde"),
    Timeliness.WAITING: _("Por entregar"),
    Timeliness.OVERDUE: _("Atrasado"),
    Timeliness.NEVER: _("No hubo entrega"),
    Timeliness.UNKNOWN: _("Sin registro"),
}
TIMELINESS_TONES: Mapping[str, str] = {
    Timeliness.ON_TIME: "good",
    Timeliness.LATE: "warn",
    Timeliness.WAITING: "info",
    Timeliness.OVERDUE: "bad",
    Timeliness.NEVER: "bad",
    Timeliness.UNKNOWN: "none",
}


@dataclass(frozen=True)
class Clock:
    """A handover against its dates. `days` run from the election to the signature (to today while it waits)."""

    timeliness: Timeliness
    days: int | None
    due_on: date | None


def clock(state: str, elected_on: date | None, due_on: date | None, signed_on: date | None, day: date) -> Clock:
    """Tell whether a handover came on time, late, is awaited, or never was."""
    due = due_on or (elected_on + DUE_AFTER if elected_on else None)
    if state == HandoverState.NONE:
        return Clock(Timeliness.NEVER, None, due)
    if state in DONE and signed_on is not None:
        days = (signed_on - elected_on).days if elected_on else None
        late = due is not None and signed_on > due
        return Clock(Timeliness.LATE if late else Timeliness.ON_TIME, days, due)
    if due is None:
        return Clock(Timeliness.UNKNOWN, None, None)
    waited = (day - elected_on).days if elected_on else None
    return Clock(Timeliness.OVERDUE if day > due else Timeliness.WAITING, waited, due)


@dataclass(frozen=True)
class Section:
    """A part of the act with the things it lists."""

    code: str
    title: str
    items: tuple[str, ...]


#: What records and manuals of community water contain, in the order of the act; every alliance may add lines.
CHECKLIST: tuple[Section, ...] = (
    Section("money", _("Dinero"), (
        _("Dinero en efectivo contado"), _("Cuenta de banco y firma"), _("Recibos y facturas"),
        _("Deudas y compromisos"),
    )),
    Section("roll", _("Padrón"), (_("Padrón de personas usuarias y tomas"),)),
    Section("books", _("Libros y sello"), (
        _("Acta constitutiva"), _("Reglamento o estatuto"), _("Libro de actas"), _("Libro de caja"), _("Sello"),
        _("Correspondencia"),
    )),
    Section("goods", _("Bienes y herramientas"), (
        _("Bomba, motor y tablero"), _("Clorador y cloro en bodega"), _("Herramientas"), _("Refacciones"),
        _("Materiales de la campaña"),
    )),
    Section("keys", _("Llaves"), (_("Llaves de caseta, tanque y candados"), _("Manejo del grupo de mensajes"))),
    Section("operation", _("Operación"), (
        _("Croquis y lugar de las válvulas"), _("Horario de válvulas y de bomba"), _("Receta y registro de cloro"),
        _("Registro de fallas"), _("Último análisis de calidad"), _("Manuales y garantías"),
        _("Teléfonos de plomería y proveedores"),
    )),
    Section("legal", _("Papeles legales"), (
        _("Título de concesión o asignación"), _("Papel del terreno de la fuente"), _("Contrato de luz y su adeudo"),
        _("Convenios con el organismo y otros"),
    )),
    Section("pending", _("Pendientes"), (
        _("Acuerdos pendientes"), _("Obras en proceso"), _("Conflictos abiertos"), _("Calendario del año"),
    )),
)  # fmt: skip
SECTION_WORDS: Mapping[str, str] = {section.code: section.title for section in CHECKLIST}

#: The first month of a new committee.
TRAINING: tuple[str, ...] = (
    _("Semana 1: recorrer el sistema con quien lo operaba y anotar cada válvula."),
    _("Semana 1: contar el dinero frente a testigos y abrir el libro de caja."),
    _("Semana 2: medir cloro tres veces y anotarlo en la hoja del mes."),
    _("Semana 3: leer los acuerdos pendientes y decir quién se encarga de cada uno."),
    _("Semana 4: visita del organismo. Diga qué le faltó recibir."),
)
