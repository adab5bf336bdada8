"""The registers that can leave: which columns each has and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from manantial.alliance.models import Owned
from manantial.meaning import models as meaning
from manantial.meaning.papers.plan_table import PLAN_HEADS
from manantial.meaning.rules.actors import ACTOR_WORDS, PART_WORDS, RELATION_WORDS
from manantial.meaning.rules.catalogues import (
    CONTEXT_WORDS,
    CORRECTION_WORDS,
    GIVES_WORDS,
    QUESTION_WORDS,
    STAGE_WORDS,
    WORDS,
    Addressee,
    MilestoneKind,
    Outcome,
    Relation,
    ReturnMedium,
    StanceKind,
)
from manantial.meaning.rules.codebook import CODE_KIND_WORDS
from manantial.voices import models as voices
from manantial.voices.rules import (
    AGE_WORDS,
    ATTRIBUTION_WORDS,
    CHANNEL_WORDS,
    CONDITION_WORDS,
    DEBRIEF_WORDS,
    FORM_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    SEX_WORDS,
    SOURCE_ACCESS_WORDS,
    SOURCE_WORDS,
    SUBJECT_WORDS,
    TRANSCRIPT_WORDS,
    WHAT_WORDS,
    WORKSHOP_WORDS,
)

Text = str | Promise


@dataclass(frozen=True)
class Column:
    """A column: its head, the field that it shows, the words of its values, what it means when not plain.

    `careful`: empty where somebody asked not to publish it, unless the whole copy leaves. `near`: it may name somebody
    or say too much; farther than the team it is left empty.
    """

    head: Text
    path: str = ""
    words: Mapping[str, str] | None = None
    about: Text = ""
    careful: bool = False
    near: bool = False


@dataclass(frozen=True)
class Register:
    """A table. `voice` is the field with the voice that it quotes; `near`: it stays within the team.

    `care`: which corrections speak of a row, as (their field, its field); one that asks not to publish empties the
    careful columns. `holds`: the fields of its model that a table written row by row tells, whose columns name none.
    """

    key: str
    title: Text
    model: type[Owned]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("id",)
    near: bool = False
    voice: str = ""
    fragment: str = ""
    visibility: str = ""
    sensitive: str = ""
    care: tuple[str, str] | None = None
    only: Mapping[str, object] = field(default_factory=dict)
    holds: tuple[str, ...] = ()

    @property
    def heads(self) -> list[str]:
        """The heads in the language of the moment."""
        return [str(column.head) for column in self.columns]


def _near(head: Text, path: str, words: Mapping[str, str] | None = None) -> Column:
    """A column of the team."""
    return Column(head, path, words, _("solo dentro del equipo"), near=True)


def _words(kinds: type[StrEnum]) -> Mapping[str, str]:
    """The words of one catalogue of learning."""
    return {kind: WORDS[kind] for kind in kinds}


_C = Column
_FOLIO, _VOICE, _FINDING = _("Folio"), _("Voz"), _("Hallazgo")
_GROUP = _C(_("Grupo"), "group", GROUP_WORDS)
_TOLD_BY = _C(_("Grupo"), "group", {**GROUP_WORDS, "agreed": gettext_noop("Acordada")})
_ON, _TEXT, _PLACE = _C(_("Día"), "on"), _C(_("Texto"), "text"), _C(_("Lugar"), "place")
_COMMUNITY = _C(_("Comunidad"), "community__name")
_STAGE = _C(_("Etapa"), "stage", STAGE_WORDS, _("vacía: la de su periodo, su hito o sus códigos"))
_LEVEL = _C(_("Quién lo puede ver"), "visibility", SOURCE_ACCESS_WORDS)
_IN_WORKSHOP = _C(_("Taller"), "workshop__folio")
_LIVE: Mapping[str, object] = {"retired_at": None}
_SECONDS = _("en segundos desde el principio")
_SECONDS_OR_TURN = _("en segundos desde el principio; si el fragmento no los dice, los de su turno")
_CREDIT = _C(_("Crédito"), about=_("cómo se dice de quién es, hasta donde la persona permitió para este uso"))
_WRITTEN = _C(_("Aviso"), about=_("si la escribió una máquina y nadie la revisó, o quién la tradujo"))
_CARE = _("si alguien pidió no publicarlo, solo va en la copia íntegra")
_INSIDE = _("solo dentro del equipo")
_SAID = _("lo que fue reservado por cuidado va como [reservado]")

TABLES: tuple[Register, ...] = (
    Register("talleres", _("Talleres"), voices.Workshop, (
        _C(_FOLIO, "folio"), _C(_("Formato"), "format"), _C(_("Título"), "title"), _ON, _C(_("Hora"), "starts_at"),
        _PLACE, _COMMUNITY, _C(_("Sesión"), "session__number"), _C(_("Facilitan"), "facilitators"),
        _C(_("Se esperaban"), "expected_people"), _C(_("Estado"), "state", WORKSHOP_WORDS),
        _C(_("Relatoría"), "report"), _C(_("Lo que falta"), "pending"), _C(_("Cómo nos sentimos"), "feelings"),
    ), ("on", "folio"), near=True),
    Register("asistencia", _("Asistencia"), voices.WorkshopAttendance, (
        _C(_("Taller"), "workshop__folio"), _GROUP, _C(_("Sexo"), "sex", SEX_WORDS),
        _C(_("Edad"), "age_range", AGE_WORDS), _C(_("Idioma"), "language", LANGUAGE_WORDS), _COMMUNITY,
        _C(_("Personas"), "count", about=_("cuántas personas cuenta el renglón; los nombres no salen")),
    ), ("workshop__folio", "position"), near=True),
    Register("acuerdos-de-taller", _("Acuerdos de taller"), voices.WorkshopAgreement, (
        _C(_("Taller"), "workshop__folio"), _TEXT, _C(_("Quién"), "who"), _C(_("Para cuándo"), "by_when"),
        _C(_("Cumplido"), "done_on"), _C(_("Acuerdo"), "adopted__folio"),
    ), ("workshop__folio", "position"), near=True),
    Register("fuentes", _("Fuentes"), voices.Source, (
        _C(_FOLIO, "folio"), _C(_("Tipo"), "kind", SOURCE_WORDS), _C(_("Título"), "title"),
        _C(_("Desde"), "when_min"), _C(_("Hasta"), "when_max"), _C(_("Como se recuerda"), "when_words"), _COMMUNITY,
        _near(_("Quién lo hizo"), "author"), _near(_("Quién lo guarda"), "keeper"),
        _near(_("Dónde está el original"), "location"), _C(_("Estado"), "condition", CONDITION_WORDS),
        _C(_("Eje con que se relaciona"), "axis"), _LEVEL, _C(_("Cita"), "citation"), _near(_("Nota"), "note"),
    ), ("folio",), visibility="visibility"),
    Register("voces", _("Voces"), voices.Voice, (
        _C(_FOLIO), _C(_("Título"), about=_("solo dentro del equipo")), _C(_("Tipo"), words=KIND_WORDS),
        _C(_("Grupo"), words=GROUP_WORDS), _C(_("Sexo"), words=SEX_WORDS), _C(_("Edad"), words=AGE_WORDS),
        _C(_("Idioma"), words=LANGUAGE_WORDS),
        _C(_("Comunidad"), about=_("solo si la persona y la asamblea permiten decirla para este uso")),
        _C(_("Grabada")), _C(_("Duración"), about=_("en segundos")), _CREDIT, _C(_("Taller"), about=_INSIDE),
        _C(_("¿Cómo le decimos?"), about=_INSIDE), _C(_("Cargo"), about=_INSIDE), _C(_("¿Dónde?"), about=_INSIDE),
        _C(_("Habla un grupo"), about=_INSIDE), _C(_("Menor de 18"), about=_INSIDE),
        _C(_("De qué trata"), about=_INSIDE), _C(_("Qué muestra"), about=_INSIDE),
        _C(_("Por qué la eligió"), about=_INSIDE), _C(_("Personas que se reconocen"), about=_INSIDE),
        _C(_("Quién lo puede ver"), words=SOURCE_ACCESS_WORDS, about=_INSIDE),
    ), holds=(
        "folio", "title", "kind", "group", "sex", "age_range", "language", "community", "recorded", "workshop",
        "pseudonym", "role", "place", "collective", "minor", "summary", "picture_alt", "chosen_because",
        "faces_seen", "children_seen", "visibility", "duration_ms",
    )),
    Register("entrevistas", _("Entrevistas"), voices.Interview, (
        _C(_VOICE, "voice__folio"), _C(_("Guía"), "guide__key"), _C(_("Versión"), "guide__version"),
        _C(_("Lengua"), "guide__language", LANGUAGE_WORDS),
        _C(_("Preguntadas"), "asked", about=_("los números de las que sí se hicieron; las demás se saltaron")),
        _C(_("Entrevistó"), "interviewer"), _C(_("Interpretó"), "interpreter"), _C(_("Nota"), "note"),
    ), ("voice__folio", "id"), near=True, voice="voice_id"),
    Register("guias", _("Guías de entrevista"), voices.Guide, (
        _C(_("Clave"), "key"), _C(_("Versión"), "version"), _C(_("Lengua"), "language", LANGUAGE_WORDS),
        _C(_("Título"), "title"), _C(_("Qué se dice primero"), "opening"), _C(_("Preguntas"), "questions"),
    ), ("key", "language", "version")),
    Register("fichas-cortas", _("Fichas cortas"), voices.Debrief, (
        _C(_FOLIO, "folio"), _C(_("Tipo"), "kind", DEBRIEF_WORDS), _C(_("Título"), "title"), _ON, _COMMUNITY,
        _C(_("Quién lo cuenta"), "told_by"), _C(_("Fuente"), "source__folio"), _C(_("Respuestas"), "answers"),
    ), ("folio",), near=True),
    Register("acuerdos-de-datos", _("Acuerdos de datos"), voices.DataAgreement, (
        _COMMUNITY, _C(_("Acordado"), "agreed_on"), _C(_("Sesión"), "session__number"), _C(_("Acta"), "act"),
        _C(_("Usos"), "uses"), _C(_("Se revisa"), "review_on"), _C(_("Retirado"), "withdrawn_on"),
    ), ("community__name", "agreed_on"), near=True),
    Register("permisos", _("Permisos"), voices.Consent, (
        _C(_VOICE, "voice__folio"), _C(_("Quién lo da"), "subject", SUBJECT_WORDS), _C(_("Cómo"), "form", FORM_WORDS),
        _C(_("Lengua"), "language", LANGUAGE_WORDS), _C(_("Interpretó"), "interpreter"),
        _C(_("Sesión"), "session__number"), _C(_("Prueba"), "evidence_note"), _C(_("Aviso"), "notice_version"),
        _C(_("Dado"), "given_on"), _C(_("Hasta"), "valid_until"), _C(_("No antes de"), "not_before"),
        _C(_("Crédito"), "attribution", ATTRIBUTION_WORDS), _C(_("Condición"), "condition"),
        _C(_("Qué permite"), "scopes", about=_("parte → uso → sí, no o preguntar")),
        _C(_("Respuesta que escogió"), "answer"), _C(_("Lo que decía"), "answer_about"),
    ), ("voice__folio", "recorded_at"), near=True),
    Register("retiros", _("Retiros de permiso"), voices.Withdrawal, (
        _C(_FOLIO, "folio"), _C(_VOICE, "voice__folio"), _C(_("Por dónde"), "channel", CHANNEL_WORDS),
        _C(_("Retirado"), "withdrawn_on"), _C(_("Partes"), "whats", about=_("vacío: todas")),
        _C(_("Usos"), "uses", about=_("vacío: todos")), _C(_("Con borrado"), "erase_media"),
        _C(_("Por qué"), "reason"),
    ), ("folio",), near=True),
    Register("transcripciones", _("Transcripciones"), voices.Transcript, (
        _C(_VOICE, "voice__folio"), _C(_("Versión"), "version"), _C(_("Cómo"), "kind", TRANSCRIPT_WORDS),
        _C(_("Idioma"), "language", LANGUAGE_WORDS), _C(_("Hecha"), "made_at"),
        _C(_("Tradujo"), "translator"), _C(_("Validó"), "validator"), _C(_("Validada"), "validated_on"),
    ), ("voice__folio", "version"), near=True, voice="voice_id"),
    Register("turnos", _("Turnos"), voices.Turn, (
        _C(_VOICE), _C(_("Versión")), _C(_("Idioma"), words=LANGUAGE_WORDS), _C(_("Turno")),
        _C(_("Empieza"), about=_SECONDS), _C(_("Termina"), about=_SECONDS), _C(_("Dicho"), about=_SAID), _WRITTEN,
    ), holds=("transcript", "position", "start_ms", "end_ms", "text")),
    Register("fragmentos", _("Fragmentos"), voices.Fragment, (
        _C(_FOLIO), _C(_VOICE), _C(_("Qué es"), words=WHAT_WORDS), _C(_("Cita"), about=_SAID), _C(_("Título")),
        _C(_("Empieza"), about=_SECONDS), _C(_("Termina"), about=_SECONDS),
        _C(_("Unido"), about=_("los que llevan la misma clave se marcaron como un solo tramo")), _CREDIT, _WRITTEN,
        _C(_("Traducción"), about=_("las mismas palabras en la lengua de esta tabla, con quién las tradujo")),
    ), holds=("folio", "voice", "what", "quote", "title", "start_ms", "end_ms", "joined")),
    Register("codigos", _("Códigos"), meaning.Code, (
        _C(_("Código"), "name"), _C(_("Bajo"), "parent__name"), _C(_("Tipo"), "kind", CODE_KIND_WORDS),
        _C(_("Qué significa"), "description"), _C(_("Cuándo usarlo"), "applies"), _C(_("Cuándo no"), "excludes"),
        _C(_("Ejemplo"), "example"), _C(_("Eje"), "axis__name"), _C(_("Pregunta"), "question__text"),
        _C(_("Grupo"), "group", GROUP_WORDS), _C(_("Color"), "colour"),
    ), ("position", "name"), only=_LIVE),
    Register("codigos-puestos", _("Códigos puestos"), meaning.Coding, (
        _C(_("Fragmento"), about=_("un renglón por cada código puesto; sin código no hay renglón, vea Fragmentos")),
        _C(_VOICE), _C(_("Turno"), about=_("su número en la versión con la que sale")),
        _C(_("Empieza"), about=_SECONDS_OR_TURN), _C(_("Termina"), about=_SECONDS_OR_TURN), _C(_("Cita"), about=_SAID),
        _WRITTEN,
        _C(_("Código"), about=_("si se unió a otro, el otro")), _C(_("Camino"), about=_("con los códigos de arriba")),
        _C(_("Quién"), about=_("con su nombre solo dentro del equipo; afuera, un número por persona")),
        _C(_("Cuándo")), _C(_("Nota"), about=_("solo dentro del equipo")),
        _C(_("Permiso"), about=_("el último de la voz, en pocas palabras")),
    ), holds=("fragment", "code", "memo")),
    Register("memos", _("Notas del equipo"), meaning.Memo, (
        _C(_("Sobre"), "thing_kind"), _TEXT, _C(_("Escrita"), "written_at"),
    ), ("written_at", "id"), near=True, only={"retired_at": None, "replaced_by": None}),
    Register("hitos", _("Hitos"), meaning.Milestone, (
        _C(_FOLIO, "folio"), _C(_("Título"), "title"), _C(_("Tipo"), "kind", _words(MilestoneKind)),
        _PLACE, _COMMUNITY,
        _STAGE, _C(_("Contexto"), "context", CONTEXT_WORDS), _near(_("Quiénes participaron"), "participants"),
        _C(_("Por qué importó"), "importance"), _C(_("Objetivos"), "aims"), _C(_("Métodos"), "means"),
        _C(_("Qué resultó"), "results"), _near(_("Observaciones"), "remarks"), _LEVEL,
    ), ("folio",), visibility="visibility", only=_LIVE),
    Register("versiones", _("Versiones de los hitos"), meaning.MilestoneVersion, (
        _C(_("Hito"), "milestone__folio"), _TOLD_BY, _C(_("Desde"), "when_min"), _C(_("Hasta"), "when_max"),
        _C(_("Como se recuerda"), "when_words"), _C(_("Terminó desde"), "when_until_min"),
        _C(_("Terminó hasta"), "when_until_max"), _TEXT, _C(_("Frente a la primera"), "relation", _words(Relation)),
        _near(_VOICE, "voice__folio"), _near(_("Fuente"), "source__folio"), _C(_("Acordada"), "agreed"),
        _C(_("Acordada en el taller"), "agreed_workshop__folio"),
        _C(_("Acordada en la sesión"), "agreed_session__number"), _C(_("Disenso"), "dissents"),
        _near(_("Por qué se corrigió"), "why"),
    ), ("milestone__folio", "told_at"), voice="voice_id", visibility="milestone__visibility",
       only={"replaced_by": None, "milestone__retired_at": None}),
    Register("causas", _("Causas"), meaning.Cause, (
        _C(_("Hito"), "milestone__folio"), _TEXT, _C(_("Ayudó"), "helped"), _C(_("De adentro"), "internal"),
        _C(_("Fragmento"), "fragment__folio"), _near(_("Quién está de acuerdo"), "said_by"),
        _near(_("Por qué se corrigió"), "why"),
    ), ("milestone__folio", "position"), voice="fragment__voice_id", fragment="fragment",
       visibility="milestone__visibility",
       only={"retired_at": None, "replaced_by": None, "milestone__retired_at": None}),
    Register("hallazgos", _("Hallazgos"), meaning.Finding, (
        _C(_FOLIO, "folio"), _C(_FINDING, "statement"), _C(_("Explicación"), "explanation"), _C(_("Eje"), "axis__name"),
        _C(_("Pregunta"), "question__text"), _C(_("Hito"), "milestone__folio"), _STAGE,
        _C(_("Qué tan seguro"), "confidence"), _C(_("Delicado"), "sensitive"),
    ), ("folio",), near=True, sensitive="sensitive", only=_LIVE),
    Register("apoyos", _("En qué se apoyan"), meaning.FindingSupport, (
        _C(_FINDING, "finding__folio"), _C(_("Fragmento"), "fragment__folio"), _C(_("Fuente"), "source__folio"),
        _C(_("Hito"), "milestone__folio"), _C(_("En contra"), "opposes"), _C(_("Nota"), "note"),
    ), ("finding__folio", "position"), near=True, voice="fragment__voice_id", fragment="fragment",
       only={"retired_at": None, "finding__retired_at": None}),
    Register("posturas", _("Posturas de los grupos"), meaning.Stance, (
        _C(_FINDING, "finding__folio"), _GROUP, _C(_("Postura"), "stance", _words(StanceKind)),
        _C(_("Disenso"), "dissent_note"), _IN_WORKSHOP,
        _C(_("Día"), "taken_on"),
    ), ("finding__folio", "taken_on"), near=True, only={"finding__retired_at": None}),
    Register("validaciones", _("Validaciones"), meaning.Validation, (
        _C(_FINDING, "finding__folio"), _C(_("Taller"), "workshop__folio"), _GROUP, _C(_("Verde"), "green"),
        _C(_("Amarillo"), "yellow"), _C(_("Rojo"), "red"), _C(_("¿Se entendió?"), "understood"),
        _C(_("Qué dijeron"), "said"),
    ), ("finding__folio", "recorded_at"), near=True),
    Register("decisiones", _("Decisiones"), meaning.Decision, (
        _C(_FINDING, "finding__folio"), _C(_("Qué se decidió"), "outcome", _words(Outcome)),
        _C(_("Por qué"), "reason"),
        _C(_("Antes decía"), "before", about=_CARE, careful=True), _C(_("Ahora dice"), "after"),
        _C(_("Día"), "decided_on"), _IN_WORKSHOP, _C(_("Sesión"), "session__number"),
    ), ("finding__folio", "decided_on"), near=True, care=("finding_id", "finding_id")),
    Register("correcciones", _("Correcciones pedidas"), meaning.Correction, (
        _C(_FOLIO, "folio"), _COMMUNITY, _GROUP, _C(_FINDING, "finding__folio"),
        _C(_("Hito"), "milestone__folio"), _C(_("Papel"), "paper"), _C(_("Parte"), "section"), _IN_WORKSHOP,
        _C(_("Qué pidieron"), "asked", about=_CARE, careful=True),
        _C(_("Día"), "asked_on"), _C(_("Que no se publique"), "withheld"),
        _C(_("Antes decía"), "before", about=_CARE, careful=True), _C(_("Ahora dice"), "after"),
        _C(_("Qué se hizo"), "outcome", CORRECTION_WORDS), _C(_("Por qué"), "reason"), _C(_("Atendida"), "done_on"),
    ), ("folio",), near=True, care=("id", "id")),
    Register("aprendizajes", _("Aprendizajes"), meaning.Lesson, (
        _C(_FOLIO, "folio"), _C(_("Título"), "title"), _C(_("Contexto"), "context"), _C(_("Qué aprendimos"), "learned"),
        _C(_("Qué haríamos distinto"), "differently"), _C(_("Para quién"), "for_whom"),
    ), ("folio",), near=True, only=_LIVE),
    Register("aprendizajes-y-hallazgos", _("De qué hallazgos sale cada aprendizaje"), meaning.LessonFinding, (
        _C(_("Aprendizaje"), "lesson__folio"), _C(_FINDING, "finding__folio"),
    ), ("lesson__folio", "finding__folio"), near=True, only={"retired_at": None, "lesson__retired_at": None}),
    Register("recomendaciones", _("Recomendaciones"), meaning.Recommendation, (
        _C(_("Aprendizaje"), "lesson__folio"), _TEXT, _C(_("A quién"), "to_whom", _words(Addressee)),
        _C(_("Para cuándo"), "by_when"),
        _C(_("Acuerdo"), "agreement__folio"),
    ), ("lesson__folio", "id"), near=True, only={"retired_at": None, "lesson__retired_at": None}),
    Register("regresos", _("Regreso de resultados"), meaning.Return, (
        _COMMUNITY, _ON, _C(_("Cómo"), "medium", _words(ReturnMedium)),
        _C(_("Mujeres"), "women"), _C(_("Hombres"), "men"),
        _C(_("Acta"), "act"), _IN_WORKSHOP, _C(_("Qué pidieron corregir"), "corrections"),
    ), ("on", "id"), near=True),
    Register("actores", _("Actores"), meaning.Actor, (
        _C(_("Actor"), "name"), _C(_("Tipo"), "kind", ACTOR_WORDS), _GROUP,
        _C(_("Directo o indirecto"), "part", PART_WORDS), _C(_("Nota"), "note"),
    ), ("name",), near=True, only=_LIVE),
    Register("actores-en-el-tiempo", _("Actores en el tiempo"), meaning.ActorPosition, (
        _C(_("Momento"), "snapshot__label"), _C(_("Desde"), "snapshot__when_min"),
        _C(_("Hasta"), "snapshot__when_max"), _C(_("Actor"), "actor__name"),
        _C(_("Relación"), "relation", RELATION_WORDS), _C(_("Interés"), "interest", about=_("de 1 a 3")),
        _C(_("Influencia"), "influence", about=_("de 1 a 3")), _C(_("Nota"), "note"),
        _C(_("Fuente"), "source__folio"), _C(_("Fragmento"), "fragment__folio"),
    ), ("snapshot__when_min", "actor__name"), near=True),
    Register("etapas", _("Antes, en el camino y hoy"), meaning.StageAccount, (
        _C(_("Eje"), "axis__name"), _C(_("Etapa"), "stage", STAGE_WORDS), _C(_("Versión"), "version"), _TEXT,
        _C(_("Cifra"), "figure"), _C(_("Fuente"), "source__folio"), _C(_("Fragmento"), "fragment__folio"),
    ), ("axis__position", "stage", "version"), near=True),
    Register("plan", _("Plan de sistematización"), meaning.Plan, tuple(map(_C, PLAN_HEADS)), near=True, holds=(
        "title", "objective", "usefulness", "object", "place", "period_start", "period_end", "method", "actors",
        "techniques", "products", "people", "resources", "ethics", "approved_in", "calendar",
    )),
    Register("ejes", _("Ejes"), meaning.Axis, (
        _C(_("Eje"), "name"), _C(_("Qué significa"), "description"),
    ), ("position",), only=_LIVE),
    Register("preguntas", _("Preguntas del plan"), meaning.Question, (
        _C(_("Eje"), "axis__name"), _TEXT, _C(_("Qué pregunta"), "kind", QUESTION_WORDS),
    ), ("axis__position", "position"), only={"retired_at": None, "axis__retired_at": None}),
    Register("fuentes-y-preguntas", _("Fuentes y preguntas"), meaning.QuestionSource, (
        _C(_("Pregunta"), "question__text"), _C(_("Fuente"), "source__folio"), _C(_("Aporta"), "gives", GIVES_WORDS),
    ), ("question__axis__position", "question__position", "source__folio"), near=True,
       only={"question__retired_at": None}),
)  # fmt: skip
