"""The words of the dossier: states and kinds, each with its Spanish word and its tone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _


class ActivityState(StrEnum):
    """How an activity stands, told honestly."""

    DONE = "done"
    RUNNING = "running"
    PROPOSALS = "proposals"
    PENDING = "pending"
    NO_FUNDS = "no_funds"


ACTIVITY_WORDS: Mapping[str, str] = {
    ActivityState.DONE: _("Hecha"),
    ActivityState.RUNNING: _("En curso"),
    ActivityState.PROPOSALS: _("Hay propuestas"),
    ActivityState.PENDING: _("Pendiente"),
    ActivityState.NO_FUNDS: _("Sin financiamiento"),
}
ACTIVITY_TONES: Mapping[str, str] = {
    ActivityState.DONE: "good",
    ActivityState.RUNNING: "info",
    ActivityState.PROPOSALS: "info",
    ActivityState.PENDING: "none",
    ActivityState.NO_FUNDS: "warn",
}


class SourceKind(StrEnum):
    """What a contribution is made of."""

    CASH = "cash"
    LABOUR = "labour"
    GOODS = "goods"
    SERVICE = "service"
    USE = "use"
    IN_KIND = "in_kind"  # in kind, not said which
    UNSPLIT = "unsplit"  # in kind and in cash, nobody says how much of each


SOURCE_WORDS: Mapping[str, str] = {
    SourceKind.CASH: _("Dinero"),
    SourceKind.LABOUR: _("Trabajo"),
    SourceKind.GOODS: _("Bienes o materiales"),
    SourceKind.SERVICE: _("Servicio o asesoría"),
    SourceKind.USE: _("Uso de equipo o espacio"),
    SourceKind.IN_KIND: _("En especie, sin precisar"),
    SourceKind.UNSPLIT: _("Sin desglosar"),
}


class Purse(StrEnum):
    """The three ways money is told apart: never added into one without saying so."""

    CASH = "cash"
    IN_KIND = "in_kind"
    UNSPLIT = "unsplit"


PURSE_WORDS: Mapping[str, str] = {
    Purse.CASH: _("En dinero"),
    Purse.IN_KIND: _("En especie"),
    Purse.UNSPLIT: _("Sin desglosar"),
}


def purse_of(kind: str) -> Purse:
    """Return in which of the three a kind of source counts; ValueError for an unknown kind."""
    match SourceKind(kind):
        case SourceKind.CASH:
            return Purse.CASH
        case SourceKind.UNSPLIT:
            return Purse.UNSPLIT
        case _:
            return Purse.IN_KIND


class PledgeState(StrEnum):
    """How far a contribution has come."""

    PROMISED = "promised"
    SIGNED = "signed"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


PLEDGE_WORDS: Mapping[str, str] = {
    PledgeState.PROMISED: _("Ofrecida"),
    PledgeState.SIGNED: _("Confirmada"),
    PledgeState.RECEIVED: _("Recibida"),
    PledgeState.WITHDRAWN: _("Retirada"),
}
PLEDGE_TONES: Mapping[str, str] = {
    PledgeState.PROMISED: "info",
    PledgeState.SIGNED: "good",
    PledgeState.RECEIVED: "good",
    PledgeState.WITHDRAWN: "none",
}
#: Only these count as secured money.
SECURE = frozenset({PledgeState.SIGNED, PledgeState.RECEIVED})


class EvidenceKind(StrEnum):
    """What proves a result or a contribution."""

    REPORT = "report"
    DRAFT = "draft"
    CATALOGUE = "catalogue"
    FINAL = "final"
    SYNTHESIS = "synthesis"
    ATTENDANCE = "attendance"
    ACCOUNT = "account"
    PHOTO = "photo"
    RECORDING = "recording"
    ACT = "act"
    INVOICE = "invoice"
    LETTER = "letter"
    MATERIAL = "material"
    OTHER = "other"


EVIDENCE_WORDS: Mapping[str, str] = {
    EvidenceKind.REPORT: _("Informe o documento"),
    EvidenceKind.DRAFT: _("Informe preliminar (borrador)"),
    EvidenceKind.CATALOGUE: _("Catálogo audiovisual"),
    EvidenceKind.FINAL: _("Informe final"),
    EvidenceKind.SYNTHESIS: _("Documento de síntesis"),
    EvidenceKind.ATTENDANCE: _("Lista de asistencia"),
    EvidenceKind.ACCOUNT: _("Relatoría"),
    EvidenceKind.PHOTO: _("Fotografía"),
    EvidenceKind.RECORDING: _("Audio o video"),
    EvidenceKind.ACT: _("Acta"),
    EvidenceKind.INVOICE: _("Factura (CFDI)"),
    EvidenceKind.LETTER: _("Carta o convenio"),
    EvidenceKind.MATERIAL: _("Material producido"),
    EvidenceKind.OTHER: _("Otra"),
}


class InvestmentSource(StrEnum):
    """Who puts something into a work."""

    COMMUNITY = "community"
    MUNICIPALITY = "municipality"
    STATE = "state"
    FEDERATION = "federation"
    CIVIL = "civil"
    FOUNDATION = "foundation"
    MIGRANTS = "migrants"
    COMPANY = "company"
    OTHER = "other"


INVESTOR_WORDS: Mapping[str, str] = {
    InvestmentSource.COMMUNITY: _("Comunidad"),
    InvestmentSource.MUNICIPALITY: _("Municipio"),
    InvestmentSource.STATE: _("Estado"),
    InvestmentSource.FEDERATION: _("Federación"),
    InvestmentSource.CIVIL: _("Asociación civil"),
    InvestmentSource.FOUNDATION: _("Fundación"),
    InvestmentSource.MIGRANTS: _("Personas migrantes"),
    InvestmentSource.COMPANY: _("Empresa"),
    InvestmentSource.OTHER: _("Otra"),
}


class InvestmentKind(StrEnum):
    """What is put into a work."""

    MONEY = "money"
    LABOUR = "labour"
    MATERIAL = "material"
    EQUIPMENT = "equipment"
    LAND = "land"
    ADVICE = "advice"
    TRANSPORT = "transport"
    FOOD = "food"


INVESTMENT_WORDS: Mapping[str, str] = {
    InvestmentKind.MONEY: _("Dinero"),
    InvestmentKind.LABOUR: _("Mano de obra"),
    InvestmentKind.MATERIAL: _("Material"),
    InvestmentKind.EQUIPMENT: _("Equipo"),
    InvestmentKind.LAND: _("Terreno o paso"),
    InvestmentKind.ADVICE: _("Asesoría"),
    InvestmentKind.TRANSPORT: _("Transporte"),
    InvestmentKind.FOOD: _("Alimentos"),
}


class InvestmentState(StrEnum):
    """How far what was put into a work has come."""

    COMMITTED = "committed"
    RECEIVED = "received"
    EXECUTED = "executed"
    PROVEN = "proven"


INVESTMENT_STATE_WORDS: Mapping[str, str] = {
    InvestmentState.COMMITTED: _("Comprometido"),
    InvestmentState.RECEIVED: _("Recibido"),
    InvestmentState.EXECUTED: _("Ejecutado"),
    InvestmentState.PROVEN: _("Comprobado"),
}
#: What counts as invested; the rest is only promised.
INVESTED = frozenset({InvestmentState.EXECUTED, InvestmentState.PROVEN})


class WorkState(StrEnum):
    """How a work stands."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"


WORK_WORDS: Mapping[str, str] = {
    WorkState.PLANNED: _("Por empezar"),
    WorkState.RUNNING: _("En obra"),
    WorkState.FINISHED: _("Terminada"),
    WorkState.STOPPED: _("Detenida"),
}
