"""Schools of systematization as data: stages, parts of the plan, questions to begin with, chapters of the report.

A template only says what is asked, in which order and with which words. The plan keeps every part whatever the
template, so that choosing another one loses nothing: what it does not ask stays written under «otras partes».
Sources: Jara 2012 (five moments); FAO-PESA Centroamérica 2004 and FAO/RLC 2005 (the communication strategy belongs to
the plan); Berdegué, Ocampo and Escobar for FIDAMERICA and PREVAL (situation before, intervention, situation now);
the short card of Swisscontact/FAUTAPO 2020.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.rules.catalogues import QuestionKind
from manantial.meaning.rules.chapters import (
    FAO_DRAFT,
    FAO_FINAL,
    FIDAMERICA_DRAFT,
    FIDAMERICA_FINAL,
    JARA_DRAFT,
    JARA_FINAL,
    SHORT_DRAFT,
    SHORT_FINAL,
    Chapter,
)
from manantial.meaning.rules.moments import Moment

PLAN_PARTS = (
    "objective",
    "usefulness",
    "object",
    "place",
    "actors",
    "techniques",
    "products",
    "people",
    "resources",
    "ethics",
)


@dataclass(frozen=True)
class Part:
    """One part of a plan: which column it writes, how it is asked, and a hint."""

    name: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Step:
    """A stage of a method, and the moment of the work it falls on."""

    title: str
    asks: str
    moment: Moment


@dataclass(frozen=True)
class Suggestion:
    """A question to begin with; nobody has to keep it."""

    text: str
    kind: QuestionKind


@dataclass(frozen=True)
class Method:
    """A template: name, school, stages, parts of the plan, suggested questions, the chapters of its two reports.

    brief: its report is a card of few pages, without cover and without a table of contents.
    """

    key: str
    name: str
    school: str
    fits: str
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]
    questions: tuple[Suggestion, ...]
    final: tuple[Chapter, ...]
    draft: tuple[Chapter, ...]
    brief: bool = False

    def chapters(self, paper: str) -> tuple[Chapter, ...]:
        """Return the chapters of one of the two reports, by its name; none for a paper that no method orders."""
        return {"informe-final": self.final, "informe-preliminar": self.draft}.get(paper, ())


_PURPOSE = Part("objective", _("¿Para qué?"), _("Qué queremos lograr al contar y pensar esta experiencia."))
_USE = Part("usefulness", _("¿A quién le sirve?"), _("Quién va a usar lo que salga, y para qué."))
_OBJECT = Part("object", _("¿Qué parte de la experiencia?"), _("No toda la historia: el tramo que más enseña."))
_PLACE = Part("place", _("¿Dónde?"))
_ACTORS = Part("actors", _("¿Quiénes participan y cómo?"), _("Grupos, y de qué manera entra cada uno."))
_WAYS = Part("techniques", _("¿Con qué técnicas?"), _("Talleres, entrevistas, recorridos, revisión de actas."))
_PRODUCTS = Part("products", _("¿Qué debe salir?"), _("Informe, folleto, audios, síntesis."))
_PEOPLE = Part("people", _("¿Quién responde de qué?"), _("Un nombre o un cargo para cada tarea."))
_MEANS = Part("resources", _("¿Con qué recursos?"), _("Dinero, equipo, transporte, comida."))
_ETHICS = Part("ethics", _("Acuerdos éticos"), _("Permisos, regreso de resultados, de quién es y dónde se guarda."))

_DESCRIBE, _ANALYSE, _PROPOSE = QuestionKind.DESCRIPTIVE, QuestionKind.ANALYTIC, QuestionKind.PROPOSING

JARA = Method(
    "jara",
    _("Cinco momentos"),
    _("Educación popular, CEAAL y Alforja"),
    _("Para una experiencia larga que quieren pensar quienes la vivieron."),
    (
        Step(_("Punto de partida"), _("¿Quién lo vivió y qué registros hay?"), Moment.LIVED),
        Step(_("Preguntas iniciales"), _("¿Para qué, qué experiencia, qué aspectos, qué fuentes?"), Moment.PLAN),
        Step(_("Recuperación del proceso"), _("¿Qué pasó y cómo lo cuenta cada quien?"), Moment.RECOVERY),
        Step(_("Reflexiones de fondo"), _("¿Por qué pasó lo que pasó?"), Moment.REFLECTION),
        Step(_("Puntos de llegada"), _("¿Qué aprendimos y cómo se comparte?"), Moment.ARRIVAL),
    ),
    (_PURPOSE, _USE, _OBJECT, _PLACE, _ACTORS, _WAYS, _PRODUCTS, _PEOPLE, _MEANS, _ETHICS),
    (
        Suggestion(_("¿Cómo empezó y quién lo empezó?"), _DESCRIBE),
        Suggestion(_("¿Qué momentos cambiaron el camino?"), _DESCRIBE),
        Suggestion(_("¿Qué ayudó y qué frenó?"), _ANALYSE),
        Suggestion(_("¿Qué se hizo distinto de lo planeado, y por qué?"), _ANALYSE),
        Suggestion(_("¿Qué le diríamos a quien empieza hoy?"), _PROPOSE),
    ),
    JARA_FINAL,
    JARA_DRAFT,
)
FAO = Method(
    "fao",
    _("Planear, recuperar, analizar, publicar"),
    _("FAO-PESA Centroamérica"),
    _("Cuando importa decidir desde el plan a quién se le va a contar."),
    (
        Step(_("Planificación"), _("Objetivo, objeto, eje y cómo se va a comunicar."), Moment.PLAN),
        Step(_("Recuperación, ordenamiento e información"), _("¿Qué pasó, con qué registros?"), Moment.RECOVERY),
        Step(_("Análisis e interpretación"), _("¿Qué explica los resultados?"), Moment.REFLECTION),
        Step(_("Publicación y socialización"), _("¿Quién lo recibe y en qué forma?"), Moment.ARRIVAL),
    ),
    (
        _PURPOSE,
        _OBJECT,
        _PLACE,
        Part("products", _("Estrategia de comunicación"), _("A quién se le cuenta, en qué forma y cuándo.")),
        Part("usefulness", _("Resultados que se esperan")),
        Part("actors", _("Actores directos e indirectos")),
        _WAYS,
        _PEOPLE,
        _MEANS,
        _ETHICS,
    ),
    (
        Suggestion(_("¿Qué se hacía antes del proyecto?"), _DESCRIBE),
        Suggestion(_("¿Qué actividades se hicieron y con quién?"), _DESCRIBE),
        Suggestion(_("¿Qué explica que funcionara o no?"), _ANALYSE),
        Suggestion(_("¿Qué puede repetirse en otro lugar?"), _PROPOSE),
    ),
    FAO_FINAL,
    FAO_DRAFT,
)
SITUATIONS = Method(
    "fidamerica",
    _("Antes, en el camino y ahora"),
    _("FIDAMERICA y PREVAL"),
    _("Para un proyecto de desarrollo rural: compara la situación inicial con la actual."),
    (
        Step(_("Situación inicial y su contexto"), _("¿Cómo era antes y qué la explicaba?"), Moment.LIVED),
        Step(_("Proceso de intervención y su contexto"), _("¿Qué se hizo, cuándo, quién, con qué?"), Moment.RECOVERY),
        Step(_("Situación actual"), _("¿Cómo es ahora? ¿Qué cambió y para quién?"), Moment.REFLECTION),
        Step(_("Lecciones"), _("¿Qué haríamos igual y qué haríamos distinto?"), Moment.ARRIVAL),
    ),
    (
        _PURPOSE,
        Part("object", _("Objeto: la intervención que se estudia")),
        _PLACE,
        Part("actors", _("Actores directos e indirectos"), _("Quienes hicieron y quienes recibieron o estorbaron.")),
        _WAYS,
        _PRODUCTS,
        _USE,
        _PEOPLE,
        _MEANS,
        _ETHICS,
    ),
    (
        Suggestion(_("¿Cuál era el problema o la oportunidad?"), _DESCRIBE),
        Suggestion(_("¿Qué actividades, cuándo, quiénes, con qué método?"), _DESCRIBE),
        Suggestion(_("¿Qué del contexto favoreció o dificultó?"), _ANALYSE),
        Suggestion(_("¿En qué se nota hoy el cambio, y a quién no le llegó?"), _ANALYSE),
        Suggestion(_("Si empezáramos otra vez, ¿qué haríamos distinto?"), _PROPOSE),
    ),
    FIDAMERICA_FINAL,
    FIDAMERICA_DRAFT,
)
SHORT = Method(
    "corta",
    _("Ficha corta"),
    _("Dos páginas, después de cada obra"),
    _("Para una obra o un taller: se hace en una tarde y queda como fuente."),
    (
        Step(_("Situación"), _("¿Qué pasaba?"), Moment.LIVED),
        Step(_("Qué hicimos y qué pasó"), _("Los hechos, con fecha y quién."), Moment.RECOVERY),
        Step(_("Qué aprendimos"), _("¿Por qué pasó así?"), Moment.REFLECTION),
        Step(_("Qué recomendamos"), _("¿A quién y para cuándo?"), Moment.ARRIVAL),
    ),
    (_PURPOSE, _OBJECT, _PLACE, _PEOPLE, _ETHICS),
    (
        Suggestion(_("¿Qué esperábamos y qué pasó?"), _DESCRIBE),
        Suggestion(_("¿Por qué fue distinto?"), _ANALYSE),
        Suggestion(_("¿Qué haremos distinto la próxima vez?"), _PROPOSE),
    ),
    SHORT_FINAL,
    SHORT_DRAFT,
    brief=True,
)
METHODS: Mapping[str, Method] = {method.key: method for method in (JARA, FAO, SITUATIONS, SHORT)}


def method_of(key: str) -> Method:
    """Return the template of that key; an unknown one is read as the five moments, so that no plan is shut out."""
    return METHODS.get(key, JARA)


def parts_beyond(method: Method, written: Iterable[str]) -> list[str]:
    """Return the parts somebody wrote that the template does not ask: they are kept and shown after the others."""
    asked = {part.name for part in method.parts}
    kept = set(written)
    return [name for name in PLAN_PARTS if name in kept and name not in asked]


def part_label(name: str) -> str:
    """Return how the five moments call a part, for parts that another template does not ask."""
    return next(part.label for part in JARA.parts if part.name == name)
