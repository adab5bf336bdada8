"""The fixed lists of the campaign: channels with what can be counted, kinds of material, steps, bands of the calendar.

Source: the default channel catalogue and the production file of the communication campaign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _


class Medium(StrEnum):
    """By which way a message reaches people."""

    RADIO = "radio"
    MURAL = "mural"
    ASSEMBLY = "assembly"
    SCREENING = "screening"
    EXHIBITION = "exhibition"
    POSTER = "poster"
    MURAL_NEWSPAPER = "mural_newspaper"
    USB_KIT = "usb_kit"
    PRINT = "print"
    LOUDSPEAKER = "loudspeaker"
    WHATSAPP = "whatsapp"
    EXCHANGE = "exchange"
    SCHOOL = "school"
    EXTERNAL_MEDIA = "external_media"
    OFFICIAL_MEETING = "official_meeting"


class ReachKind(StrEnum):
    """The three ways to know a reach. They are never added to each other."""

    COUNTED = "counted"
    ESTIMATED = "estimated"
    CLAIMED = "claimed"


class Level(StrEnum):
    """How far communication goes: to inform, to hear opinions, to decide together."""

    INFORM = "inform"
    OPINION = "opine"
    DECIDE = "decide"


class MaterialKind(StrEnum):
    """What a material is."""

    POSTER = "poster"
    LEAFLET = "leaflet"
    RADIO = "radio"
    BOOKLET = "booklet"
    REPORT = "report"
    SYNTHESIS = "synthesis"
    MURAL = "mural"
    VIDEO = "video"
    GUIDE = "guide"


class Band(StrEnum):
    """Stretches of the year that ask for care; they warn and never block."""

    ELECTORAL = "electoral"
    HARVEST = "harvest"
    FEAST = "feast"


class Criterion(StrEnum):
    """What a pretest looks at (classic guides of health communication)."""

    ATTRACTION = "attraction"
    COMPREHENSION = "comprehension"
    CLARITY = "clarity"
    ACCEPTANCE = "acceptance"
    IDENTIFICATION = "identification"
    ACTION = "action"
    CREDIBILITY = "credibility"


@dataclass(frozen=True)
class Channel:
    """One line of the catalogue: what is done, what a person can count, what is only estimated, what proves it."""

    kind: Medium
    name: str
    unit: str
    counted: str
    estimated: str
    evidence: str
    failure: str


CHANNELS: tuple[Channel, ...] = (
    Channel(
        Medium.RADIO,
        _("Radio"),
        _("transmisión (estación, día, hora, minutos)"),
        _("cápsulas transmitidas según la bitácora; llamadas y mensajes recibidos"),
        _("radioescuchas: porcentaje de la encuesta por población con señal, o lo que dice la estación"),
        _("constancia de la estación y archivo de audio"),
        _("contar como oyentes a toda la gente que tiene señal"),
    ),
    Channel(
        Medium.MURAL,
        _("Mural pintado"),
        _("mural (lugar, fecha, metros)"),
        _("personas que pintaron; quienes pasan en horas de conteo"),
        _("personas que pasan en un año"),
        _("fotos con permiso y carta del dueño de la pared"),
        _("pintura bonita de la que nadie recuerda el mensaje"),
    ),
    Channel(
        Medium.ASSEMBLY,
        _("Asamblea"),
        _("participación en asamblea (minutos)"),
        _("lista de asistencia: mujeres, hombres y comunidades"),
        _("nada: aquí se cuenta"),
        _("acta y lista"),
        _("leer un texto sobre el que nadie pregunta"),
    ),
    Channel(
        Medium.SCREENING,
        _("Proyección"),
        _("función"),
        _("asistentes, preguntas hechas, minutos de plática"),
        _("nada: aquí se cuenta"),
        _("conteo y foto con permiso"),
        _("no platicar después de ver"),
    ),
    Channel(
        Medium.EXHIBITION,
        _("Exposición"),
        _("día de exposición"),
        _("visitantes contados y libro de firmas"),
        _("visitas de los días que nadie contó"),
        _("hoja de conteo"),
        _("ponerla donde no pasa nadie"),
    ),
    Channel(
        Medium.POSTER,
        _("Cartel"),
        _("ejemplar colocado"),
        _("ejemplares entregados y los que siguen en su lugar después de 15 a 30 días"),
        _("personas que lo ven según el lugar"),
        _("recibo y foto del cartel puesto"),
        _("se imprime y se queda guardado"),
    ),
    Channel(
        Medium.MURAL_NEWSPAPER,
        _("Periódico mural"),
        _("edición"),
        _("ediciones, aportes de la comunidad, lectores en 30 minutos de conteo"),
        _("lectores por semana"),
        _("foto de cada edición"),
        _("se acaba cuando se va quien lo hacía"),
    ),
    Channel(
        Medium.USB_KIT,
        _("Memoria USB"),
        _("memoria entregada"),
        _("entregadas, recibidas con firma, abiertas, copiadas, usadas en reuniones"),
        _("copias que hizo la gente"),
        _("recibo y llamada de seguimiento"),
        _("televisión sin entrada o archivo que no se deja ver"),
    ),
    Channel(
        Medium.PRINT,
        _("Folleto o impreso"),
        _("ejemplar"),
        _("ejemplares entregados"),
        _("casas que lo tienen, según la encuesta"),
        _("recibo"),
        _("mucho texto para quien lee poco"),
    ),
    Channel(
        Medium.LOUDSPEAKER,
        _("Perifoneo o bocina"),
        _("recorrido"),
        _("minutos y ruta"),
        _("casas que están en la ruta"),
        _("bitácora del recorrido"),
        _("ruido, o una lengua que ahí no se habla"),
    ),
    Channel(
        Medium.WHATSAPP,
        _("Mensaje de voz por teléfono"),
        _("mensaje"),
        _("enviados, vistos si el grupo lo cuenta, respuestas"),
        _("reenvíos"),
        _("captura sin datos personales"),
        _("gasto de datos y privacidad"),
    ),
    Channel(
        Medium.EXCHANGE,
        _("Visita o intercambio"),
        _("visita"),
        _("participantes y comunidades"),
        _("nada: aquí se cuenta"),
        _("lista y acuerdos"),
        _("caminos inseguros"),
    ),
    Channel(
        Medium.SCHOOL,
        _("Escuela"),
        _("visita a un grupo"),
        _("estudiantes y trabajos hechos"),
        _("familias"),
        _("nota de la maestra o el maestro"),
        _("que sea una clase más"),
    ),
    Channel(
        Medium.EXTERNAL_MEDIA,
        _("Medios externos: prensa, portal, televisión, redes"),
        _("publicación"),
        _("notas publicadas; vistas si la cuenta es propia"),
        _("lo que el medio dice de su circulación"),
        _("recorte, PDF o captura con huella digital"),
        _("presumir cifras que no dicen nada"),
    ),
    Channel(
        Medium.OFFICIAL_MEETING,
        _("Reunión con autoridades"),
        _("reunión"),
        _("personas con cargo y compromisos"),
        _("nada: aquí se cuenta"),
        _("minuta"),
        _("no dar seguimiento"),
    ),
)
CHANNEL: Mapping[str, Channel] = {channel.kind: channel for channel in CHANNELS}

REACH_WORDS: Mapping[str, str] = {
    ReachKind.COUNTED: _("Contado: alguien contó personas"),
    ReachKind.ESTIMATED: _("Estimado: sale de una cuenta o encuesta"),
    ReachKind.CLAIMED: _("Declarado: lo dice otro"),
}
LEVEL_WORDS: Mapping[str, str] = {
    Level.INFORM: _("Informar"),
    Level.OPINION: _("Opinar"),
    Level.DECIDE: _("Decidir"),
}
MATERIAL_WORDS: Mapping[str, str] = {
    MaterialKind.POSTER: _("Cartel"),
    MaterialKind.LEAFLET: _("Folleto"),
    MaterialKind.RADIO: _("Guion de radio con sonido"),
    MaterialKind.BOOKLET: _("Cuadernillo"),
    MaterialKind.REPORT: _("Informe"),
    MaterialKind.SYNTHESIS: _("Síntesis"),
    MaterialKind.MURAL: _("Periódico mural"),
    MaterialKind.VIDEO: _("Video"),
    MaterialKind.GUIDE: _("Guía"),
}
BAND_WORDS: Mapping[str, str] = {
    Band.ELECTORAL: _("Veda electoral"),
    Band.HARVEST: _("Siembra o cosecha"),
    Band.FEAST: _("Fiesta"),
}
CRITERION_QUESTIONS: Mapping[str, str] = {
    Criterion.ATTRACTION: _("¿Qué es lo primero que vio u oyó?"),
    Criterion.COMPREHENSION: _("¿Qué dice? Dígalo con sus palabras."),
    Criterion.CLARITY: _("¿Hay palabras o dibujos que no se entienden?"),
    Criterion.ACCEPTANCE: _("¿Hay algo que moleste o que no vaya con su comunidad?"),
    Criterion.IDENTIFICATION: _("¿Es para gente como usted? ¿Para quién?"),
    Criterion.ACTION: _("¿Qué le pide que haga? ¿Lo haría?"),
    Criterion.CREDIBILITY: _("¿Le cree? ¿Quién debería decirlo?"),
}
PLAN_SECTIONS: tuple[str, ...] = (
    _("Quién hizo este plan y dónde se acordó"),
    _("Cómo nos enteramos hoy: diagnóstico de comunicación"),
    _("Objetivos"),
    _("Con quién queremos hablar"),
    _("Mensaje central y mensajes"),
    _("Por dónde: canales y medios"),
    _("Materiales"),
    _("Calendario"),
    _("Quién hace qué"),
    _("Presupuesto"),
    _("Riesgos"),
    _("Cómo sabremos si sirvió"),
    _("Qué se queda en la comunidad"),
)
