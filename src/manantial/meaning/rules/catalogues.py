"""The fixed lists of the room and their Spanish words (glossary and default catalogues of the alliance)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _


class StanceKind(StrEnum):
    """What a group says of a finding; not having been asked is an answer too, and is printed."""

    AGREE = "agree"
    NUANCED = "nuanced"
    DISAGREE = "disagree"
    NO_OPINION = "no_opinion"
    NOT_ASKED = "not_asked"


class Strength(StrEnum):
    """What a finding rests on."""

    NOTHING = "nothing"
    ONE_VOICE = "one_voice"
    SEVERAL_VOICES = "several_voices"
    DOCUMENT = "document"
    VOICE_AND_DOCUMENT = "voice_and_document"
    VOICES_AND_DOCUMENT = "voices_and_document"


class QuestionKind(StrEnum):
    """What a question of the plan asks for."""

    DESCRIPTIVE = "descriptive"
    ANALYTIC = "analytic"
    PROPOSING = "proposing"


class Gives(StrEnum):
    """One cell of the matrix of sources and questions."""

    YES = "gives"
    NO = "nothing"
    PENDING = "pending"


class Stage(StrEnum):
    """The three moments between which an axis is compared."""

    BEFORE = "before"
    PROCESS = "process"
    NOW = "now"


class CorrectionState(StrEnum):
    """What became of a correction somebody asked for."""

    PENDING = "pending"
    DONE = "done"
    DECLINED = "declined"


class Light(StrEnum):
    """The traffic light of a validation workshop."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Outcome(StrEnum):
    """What was decided about a finding that did not come out green."""

    CORRECT = "correct"
    PUBLISH_WITH_DISSENT = "publish_with_dissent"
    WITHDRAW = "withdraw"


class MilestoneKind(StrEnum):
    """What sort of event a milestone is."""

    ANTECEDENT = "antecedent"
    DECISION = "decision"
    AGREEMENT = "agreement"
    WORKS = "works"
    ACHIEVEMENT = "achievement"
    SETBACK = "setback"
    CONFLICT = "conflict"
    PEOPLE_CHANGE = "people_change"
    ADMINISTRATION_CHANGE = "administration"
    RECOGNITION = "recognition"
    CONTEXT = "context"


class Relation(StrEnum):
    """How one version of a milestone stands to the others."""

    COINCIDES = "coincides"
    COMPLEMENTS = "complements"
    DIFFERS_DATE = "differs_date"
    DIFFERS_CAUSE = "differs_cause"
    DIFFERS_RESPONSIBILITY = "differs_responsibility"
    CONTRADICTS = "contradicts"


class Addressee(StrEnum):
    """To whom a recommendation speaks."""

    COMMUNITIES = "communities"
    ORGANISM = "organism"
    MUNICIPALITY = "municipality"
    STATE = "state"
    ALLIES = "allies"
    OTHER_MUNICIPALITIES = "other_municipalities"


class ReturnMedium(StrEnum):
    """How results went back to a community."""

    ASSEMBLY = "assembly"
    POSTERS = "posters"
    RADIO = "radio"
    MURAL_NEWSPAPER = "mural_newspaper"
    AUDIO = "audio"
    SHEET = "sheet"


WORDS: Mapping[str, str] = {
    StanceKind.AGREE: _("De acuerdo"),
    StanceKind.NUANCED: _("Con matices"),
    StanceKind.DISAGREE: _("En desacuerdo"),
    StanceKind.NO_OPINION: _("No opinamos"),
    StanceKind.NOT_ASKED: _("No se nos preguntó"),
    Strength.NOTHING: _("Sin sustento"),
    Strength.ONE_VOICE: _("Una sola voz"),
    Strength.SEVERAL_VOICES: _("Varias voces"),
    Strength.DOCUMENT: _("Documento"),
    Strength.VOICE_AND_DOCUMENT: _("Una voz y documento"),
    Strength.VOICES_AND_DOCUMENT: _("Varias voces y documento"),
    Light.GREEN: _("Verde: así es"),
    Light.YELLOW: _("Amarillo: en parte"),
    Light.RED: _("Rojo: así no es"),
    Outcome.CORRECT: _("Se corrige"),
    Outcome.PUBLISH_WITH_DISSENT: _("Se publica con disenso"),
    Outcome.WITHDRAW: _("Se retira"),
    MilestoneKind.ANTECEDENT: _("Antecedente"),
    MilestoneKind.DECISION: _("Decisión"),
    MilestoneKind.AGREEMENT: _("Acuerdo"),
    MilestoneKind.WORKS: _("Obra"),
    MilestoneKind.ACHIEVEMENT: _("Logro"),
    MilestoneKind.SETBACK: _("Tropiezo"),
    MilestoneKind.CONFLICT: _("Conflicto"),
    MilestoneKind.PEOPLE_CHANGE: _("Cambio de personas"),
    MilestoneKind.ADMINISTRATION_CHANGE: _("Cambio de administración"),
    MilestoneKind.RECOGNITION: _("Reconocimiento"),
    MilestoneKind.CONTEXT: _("Contexto"),
    Relation.COINCIDES: _("Coincide"),
    Relation.COMPLEMENTS: _("Complementa"),
    Relation.DIFFERS_DATE: _("Difiere en la fecha"),
    Relation.DIFFERS_CAUSE: _("Difiere en la causa"),
    Relation.DIFFERS_RESPONSIBILITY: _("Difiere en la responsabilidad"),
    Relation.CONTRADICTS: _("Contradice"),
    Addressee.COMMUNITIES: _("A las comunidades y sus comités"),
    Addressee.ORGANISM: _("Al organismo de agua"),
    Addressee.MUNICIPALITY: _("Al municipio"),
    Addressee.STATE: _("Al gobierno del estado"),
    Addressee.ALLIES: _("A las organizaciones aliadas"),
    Addressee.OTHER_MUNICIPALITIES: _("A otros municipios"),
    ReturnMedium.ASSEMBLY: _("Presentación en asamblea"),
    ReturnMedium.POSTERS: _("Exposición de carteles con semáforo"),
    ReturnMedium.RADIO: _("Cápsula de radio"),
    ReturnMedium.MURAL_NEWSPAPER: _("Periódico mural"),
    ReturnMedium.AUDIO: _("Audio en la lengua de la comunidad"),
    ReturnMedium.SHEET: _("Hoja «Lo que dijo su comunidad»"),
}

QUESTION_WORDS: Mapping[str, str] = {
    QuestionKind.DESCRIPTIVE: _("Qué pasó"),
    QuestionKind.ANALYTIC: _("Por qué"),
    QuestionKind.PROPOSING: _("Qué sigue"),
}
GIVES_WORDS: Mapping[str, str] = {
    Gives.YES: _("Sí aporta"),
    Gives.NO: _("No aporta"),
    Gives.PENDING: _("Por revisar"),
}
STAGE_WORDS: Mapping[str, str] = {
    Stage.BEFORE: _("Antes"),
    Stage.PROCESS: _("Durante el proceso"),
    Stage.NOW: _("Hoy"),
}
CORRECTION_WORDS: Mapping[str, str] = {
    CorrectionState.PENDING: _("Por atender"),
    CorrectionState.DONE: _("Corregido"),
    CorrectionState.DECLINED: _("No se corrige"),
}
CONTEXT_WORDS: Mapping[str, str] = {
    "local": _("De la comunidad"),
    "municipal": _("Del municipio"),
    "national": _("Del país"),
}

# The sections of the reports that people write; the rest is filled from the memory itself. In the synthesis the
# history and the lessons are written only for readers of another language: in Spanish they come from the memory.
_REPORT: Mapping[str, str] = {
    "presentacion": _("Presentación y agradecimientos"),
    "resumen": _("Resumen"),
    "contexto": _("Introducción y contexto"),
    "metodo": _("Cómo se hizo"),
    "reconstruccion": _("Reconstrucción de la experiencia"),
    "analisis": _("Análisis por eje"),
    "interpretacion": _("¿Por qué pasó lo que pasó?"),
    "conclusiones": _("Conclusiones y recomendaciones"),
    "retos": _("Retos y futuro"),
}
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "informe-final": _REPORT,
    "informe-preliminar": _REPORT,
    "sintesis": {
        "problema": _("El problema"),
        "modelo": _("Qué es esta alianza"),
        "figura": _("La figura legal y cómo se crea"),
        "gobierno": _("Quién decide"),
        "equipo": _("El equipo y lo que cuesta"),
        "servicios": _("Qué hace por las comunidades"),
        "dinero": _("De dónde sale el dinero"),
        "condiciones": _("Lo que hace falta para que funcione"),
        "errores": _("Errores comunes"),
        "ruta": _("La ruta para hacerlo en otro municipio"),
        "arranque": _("Lo que cuesta empezar"),
        "historia": _("Cómo llegamos aquí"),
        "aprendizajes": _("Lo que aprendimos"),
        "contactos": _("Con quién hablar y qué pedir"),
    },
    "cuaderno": {
        "presentacion": _("Para quién es este cuaderno"),
        "cierre": _("Qué puede hacer usted"),
    },
}
