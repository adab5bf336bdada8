"""The fixed lists of governance with their Spanish words: sessions, agenda, votes, minutes, supports given.

Source: the default catalogues of the alliance; the thirteen supports are those counted by the Latin American register
of rural water (SIASAR questionnaire of the technical assistance provider).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _


class SessionKind(StrEnum):
    """What kind of sitting it is."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"
    ASSEMBLY = "assembly"


SESSION_KIND_WORDS: Mapping[str, str] = {
    SessionKind.ASSEMBLY: _("Asamblea"),
    SessionKind.ORDINARY: _("Sesión ordinaria"),
    SessionKind.EXTRAORDINARY: _("Sesión extraordinaria"),
}


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    CALLED = "called"
    HELD = "held"
    CANCELLED = "cancelled"


SESSION_STATE_WORDS: Mapping[str, str] = {
    SessionState.PLANNED: _("En preparación"),
    SessionState.CALLED: _("Convocada"),
    SessionState.HELD: _("Celebrada"),
    SessionState.CANCELLED: _("No se celebró"),
}
SESSION_STATE_TONES: Mapping[str, str] = {
    SessionState.PLANNED: "info",
    SessionState.CALLED: "warn",
    SessionState.HELD: "good",
    SessionState.CANCELLED: "none",
}


class ItemKind(StrEnum):
    """What is done with a point of the agenda."""

    INFORMATIVE = "informative"
    DELIBERATIVE = "deliberative"
    FOLLOW_UP = "follow_up"
    ELECTION = "election"
    HANDOVER = "handover"


ITEM_KIND_WORDS: Mapping[str, str] = {
    ItemKind.INFORMATIVE: _("Para informar"),
    ItemKind.DELIBERATIVE: _("Para hablar y decidir"),
    ItemKind.FOLLOW_UP: _("Seguimiento de acuerdos anteriores"),
    ItemKind.ELECTION: _("Elección"),
    ItemKind.HANDOVER: _("Entrega entre comités"),
}


class VoteMethod(StrEnum):
    """How people voted."""

    HANDS = "hands"
    CARDS = "cards"
    BALLOT = "ballot"
    BEANS = "beans"
    CONSENSUS = "consensus"
    ROLL_CALL = "roll_call"


VOTE_METHOD_WORDS: Mapping[str, str] = {
    VoteMethod.HANDS: _("A mano alzada"),
    VoteMethod.CARDS: _("Con tarjetas de colores"),
    VoteMethod.BALLOT: _("Con papeletas en urna"),
    VoteMethod.BEANS: _("Con maíz o frijol"),
    VoteMethod.CONSENSUS: _("Por consenso, sin contar"),
    VoteMethod.ROLL_CALL: _("Nombre por nombre"),
}


class Proof(StrEnum):
    """What a person left on the list."""

    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    LIST = "list"


PROOF_WORDS: Mapping[str, str] = {
    Proof.SIGNATURE: _("Firma"),
    Proof.FINGERPRINT: _("Huella"),
    Proof.LIST: _("Solo en la lista"),
}


class MinutesState(StrEnum):
    """The four phases of minutes."""

    DRAFT = "draft"
    APPROVED = "approved"
    SIGNED = "signed"
    LOCKED = "locked"


MINUTES_STATE_WORDS: Mapping[str, str] = {
    MinutesState.DRAFT: _("Borrador"),
    MinutesState.APPROVED: _("Leída en voz alta y aprobada"),
    MinutesState.SIGNED: _("Firmada en papel"),
    MinutesState.LOCKED: _("Cerrada"),
}
MINUTES_STATE_TONES: Mapping[str, str] = {
    MinutesState.DRAFT: "warn",
    MinutesState.APPROVED: "info",
    MinutesState.SIGNED: "info",
    MinutesState.LOCKED: "good",
}

SUPPORT_WORDS: Mapping[str, str] = {
    "request": _("Solicitud de la comunidad"),
    "induction": _("Visita al comité nuevo"),
    "organise": _("Formar o reorganizar el comité"),
    "legal": _("Figura legal"),
    "finance": _("Cuentas y dinero"),
    "tariff": _("Cuota o tarifa"),
    "regulation": _("Reglamento"),
    "accounts": _("Asamblea de rendición de cuentas"),
    "conflict": _("Ayuda en un conflicto"),
    "sampling": _("Muestras de agua"),
    "flows": _("Medir niveles y caudales"),
    "suppliers": _("Directorio de proveedores"),
    "operation": _("Operación, fontanería y mantenimiento"),
    "planning": _("Planeación con el municipio"),
    "other": _("Otro apoyo"),
}
