"""What the chapters of a report may hold, and the tables of contents that the methods are made of.

A chapter is data: its title and its pieces in order. A piece is something the memory can print (the timeline, the
findings of a stage, what somebody wrote for a section). Whatever the method, what people wrote finds its place, every
stage of the experience is told once, and «Lo que vemos distinto», the sources and the annexes are there; the tests hold
each method to that. Sources of the orders: see `methods`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.rules.catalogues import Stage


class Matter(StrEnum):
    """What a chapter may hold."""

    TEXT = "text"  # what people wrote for a section, with everything it names in its place
    STATUS = "status"  # that this is a draft, for whom
    FACTS = "facts"  # how much stands behind it, and the lessons in few words
    MAP = "map"
    PLAN = "plan"  # the parts of the plan as the method calls them, with axes and questions
    PEOPLE = "people"  # who took part, who gave testimony
    ACTORS = "actors"  # who made the experience and who influenced or received it
    LIMITS = "limits"
    INVENTORY = "inventory"  # the sources with who keeps them: for the team
    TIMELINE = "timeline"
    MILESTONES = "milestones"  # those of its stages, with every version
    CHRONICLE = "chronicle"  # all milestones, a line each: for a short paper
    GALLERY = "gallery"
    BY_AXIS = "by_axis"  # of its stages: how each axis was, what was said, what was found
    ACCOUNTS = "accounts"  # how each axis was at its stages, and nothing else: for a short paper
    FINDINGS = "findings"  # of its stages, a paragraph each: for a short paper
    THEMES = "themes"
    STRENGTH = "strength"
    CAUSES = "causes"
    DIFFERENCES = "differences"
    LESSONS = "lessons"
    LEARNED = "learned"  # the lessons, a paragraph each: for a short paper
    RECOMMENDATIONS = "recommendations"
    RETURNS = "returns"
    CORRECTIONS = "corrections"
    GAPS = "gaps"
    PENDING = "pending"
    SOURCES = "sources"
    CATALOGUE = "catalogue"  # photos, sound and film
    MATRIX = "matrix"
    VALIDATION = "validation"
    WORKSHOPS = "workshops"
    INSTRUMENTS = "instruments"
    GLOSSARY = "glossary"
    PERMISSIONS = "permissions"


ALONG = (Stage.BEFORE, Stage.PROCESS, Stage.NOW, None)  # None: what belongs to no stage alone


@dataclass(frozen=True)
class Piece:
    """Something a chapter holds. `title` stands over it instead of its usual one.

    section: of a text, which of those that people write. asked: the draft says so while nobody wrote it.
    """

    matter: Matter
    section: str = ""
    stages: tuple[Stage | None, ...] = ALONG
    title: str = ""
    asked: bool = True


@dataclass(frozen=True)
class Chapter:
    """A chapter of a report."""

    anchor: str
    title: str
    pieces: tuple[Piece, ...]

    def holds(self, section: str) -> bool:
        """What people write for this section is printed in it."""
        return any(piece.section == section for piece in self.pieces)


def chapter_of(chapters: Sequence[Chapter], section: str) -> Chapter | None:
    """Return the chapter where the text of a section is printed."""
    return next((chapter for chapter in chapters if chapter.holds(section)), None)


def asked_sections(chapters: Sequence[Chapter]) -> frozenset[str]:
    """Return the sections somebody should write; the others are printed when somebody did."""
    return frozenset(piece.section for chapter in chapters for piece in chapter.pieces if piece.section and piece.asked)


def wrote(section: str, *, asked: bool = True) -> Piece:
    """What people wrote for a section."""
    return Piece(Matter.TEXT, section, asked=asked)


def all_of(*matters: Matter) -> tuple[Piece, ...]:
    """These matters one after the other, each whole."""
    return tuple(Piece(matter) for matter in matters)


M = Matter
FIRST = (Stage.BEFORE,)
MIDDLE = (Stage.PROCESS, None)
LAST = (Stage.NOW,)

ANNEXES = all_of(M.MATRIX, M.VALIDATION, M.WORKSHOPS, M.INSTRUMENTS, M.GLOSSARY, M.PERMISSIONS)
DIFFERENT = Chapter("diferencias", _("Lo que vemos distinto"), all_of(M.DIFFERENCES))
SOURCES = Chapter("fuentes", _("Fuentes"), all_of(M.SOURCES))
ANNEX = Chapter("anexos", _("Anexos"), ANNEXES)
DRAFT = Chapter(
    "borrador",
    _("Para qué es este borrador y cómo va"),
    (Piece(M.STATUS), wrote("presentacion"), wrote("resumen"), Piece(M.FACTS)),
)
INVENTORY = Chapter("inventario", _("Inventario de fuentes"), all_of(M.INVENTORY))
MISSING = Chapter("falta", _("Lo que falta preguntar"), all_of(M.GAPS))
REFLECTIONS = Chapter(
    "reflexiones",
    _("Primeras reflexiones"),
    (wrote("interpretacion"), *all_of(M.STRENGTH, M.CAUSES), wrote("conclusiones"), wrote("retos")),
)
RECORDS = Chapter("registro", _("Registro audiovisual"), all_of(M.CATALOGUE))
END_OF_DRAFT = (RECORDS, ANNEX)

# Jara: five moments.
_CONTEXT = Chapter("contexto", _("Introducción y contexto"), (wrote("contexto"), Piece(M.MAP)))
_HOW = Chapter("metodo", _("Cómo se hizo"), (wrote("metodo"), *all_of(M.PLAN, M.PEOPLE, M.ACTORS, M.LIMITS)))
_STORY = Chapter(
    "reconstruccion",
    _("Reconstrucción de la experiencia"),
    (wrote("reconstruccion"), *all_of(M.TIMELINE, M.MILESTONES, M.GALLERY)),
)
_AXES = Chapter("analisis", _("Análisis por eje"), (wrote("analisis"), *all_of(M.BY_AXIS, M.THEMES)))
JARA_FINAL = (
    Chapter("presentacion", _("Presentación y agradecimientos"), (wrote("presentacion"),)),
    Chapter("resumen", _("Resumen"), (wrote("resumen"), Piece(M.FACTS))),
    _CONTEXT,
    _HOW,
    _STORY,
    _AXES,
    Chapter(
        "interpretacion",
        _("¿Por qué pasó lo que pasó?"),
        (wrote("interpretacion"), *all_of(M.STRENGTH, M.CAUSES)),
    ),
    DIFFERENT,
    Chapter("aprendizajes", _("Aprendizajes"), all_of(M.LESSONS)),
    Chapter(
        "conclusiones",
        _("Conclusiones y recomendaciones"),
        (wrote("conclusiones"), *all_of(M.RECOMMENDATIONS, M.RETURNS, M.CORRECTIONS)),
    ),
    Chapter("retos", _("Retos y futuro"), (wrote("retos"), *all_of(M.GAPS, M.PENDING))),
    SOURCES,
    ANNEX,
)
JARA_DRAFT = (DRAFT, _CONTEXT, _HOW, INVENTORY, _STORY, _AXES, DIFFERENT, MISSING, REFLECTIONS, *END_OF_DRAFT)

# FAO-PESA: the plan with its communication strategy first, then the experience, its analysis, who receives it.
_FAO_PLAN = Chapter(
    "metodo",
    _("Objetivo, objeto y eje"),
    (Piece(M.PLAN), wrote("metodo"), *all_of(M.PEOPLE, M.ACTORS, M.LIMITS)),
)
_FAO_CONTEXT = Chapter("contexto", _("Contexto"), _CONTEXT.pieces)
_FAO_STORY = Chapter("reconstruccion", _("La experiencia"), _STORY.pieces)
_FAO_THOUGHT = Chapter(
    "analisis",
    _("Análisis"),
    (*_AXES.pieces, wrote("interpretacion"), *all_of(M.STRENGTH, M.CAUSES)),
)
FAO_FINAL = (
    Chapter("presentacion", _("Introducción"), (wrote("presentacion"), wrote("resumen"), Piece(M.FACTS))),
    _FAO_PLAN,
    _FAO_CONTEXT,
    _FAO_STORY,
    _FAO_THOUGHT,
    DIFFERENT,
    Chapter("aprendizajes", _("Lecciones aprendidas"), all_of(M.LESSONS)),
    Chapter(
        "conclusiones",
        _("Recomendaciones"),
        (wrote("conclusiones"), Piece(M.RECOMMENDATIONS), wrote("retos"), *all_of(M.GAPS, M.PENDING)),
    ),
    Chapter("socializacion", _("A quién se le contó"), all_of(M.RETURNS, M.CORRECTIONS)),
    SOURCES,
    ANNEX,
)
FAO_DRAFT = (
    DRAFT,
    _FAO_PLAN,
    INVENTORY,
    _FAO_CONTEXT,
    _FAO_STORY,
    _FAO_THOUGHT,
    DIFFERENT,
    MISSING,
    Chapter("conclusiones", _("Primeras recomendaciones"), (wrote("conclusiones"), wrote("retos"))),
    *END_OF_DRAFT,
)

# FIDAMERICA and PREVAL: the stages of the experience are the chapters.
_AIMS = Chapter("metodo", _("Objetivos, objeto, eje y método"), (wrote("metodo"), *all_of(M.PLAN, M.PEOPLE, M.LIMITS)))
_INITIAL = Chapter(
    "situacion-inicial",
    _("Situación inicial y su contexto"),
    (wrote("contexto"), Piece(M.MAP), Piece(M.BY_AXIS, stages=FIRST), Piece(M.MILESTONES, stages=FIRST)),
)
_PROCESS = Chapter(
    "proceso",
    _("Proceso de intervención y su contexto"),
    (
        wrote("reconstruccion"),
        *all_of(M.ACTORS, M.TIMELINE),
        Piece(M.MILESTONES, stages=MIDDLE),
        Piece(M.BY_AXIS, stages=MIDDLE),
        wrote("interpretacion"),
        Piece(M.CAUSES, title=_("Qué ayudó y qué frenó, de dentro y de fuera")),
        Piece(M.GALLERY),
    ),
)
_PRESENT = Chapter(
    "situacion-actual",
    _("Situación actual"),
    (
        wrote("analisis"),
        Piece(M.BY_AXIS, stages=LAST),
        Piece(M.MILESTONES, stages=LAST),
        Piece(M.STRENGTH),
    ),
)
_TESTIMONIES = Chapter("anexos", _("Testimonios y anexos"), (Piece(M.THEMES), *ANNEXES))
FIDAMERICA_FINAL = (
    Chapter("presentacion", _("Presentación y resumen"), (wrote("presentacion"), wrote("resumen"), Piece(M.FACTS))),
    _AIMS,
    _INITIAL,
    _PROCESS,
    _PRESENT,
    DIFFERENT,
    Chapter(
        "lecciones",
        _("Lecciones"),
        (
            Piece(M.LESSONS),
            wrote("conclusiones"),
            *all_of(M.RECOMMENDATIONS, M.RETURNS, M.CORRECTIONS),
            wrote("retos"),
            *all_of(M.GAPS, M.PENDING),
        ),
    ),
    SOURCES,
    _TESTIMONIES,
)
FIDAMERICA_DRAFT = (
    DRAFT,
    _AIMS,
    INVENTORY,
    _INITIAL,
    _PROCESS,
    _PRESENT,
    DIFFERENT,
    MISSING,
    Chapter("lecciones", _("Primeras lecciones"), (wrote("conclusiones"), wrote("retos"))),
    RECORDS,
    _TESTIMONIES,
)

# The short card: what happened on few pages; only three of the texts are asked for.
_CARD_BEFORE = Chapter(
    "situacion",
    _("Situación"),
    (wrote("contexto"), Piece(M.ACCOUNTS, stages=FIRST), Piece(M.FINDINGS, stages=FIRST)),
)
_CARD_DONE = Chapter(
    "hicimos",
    _("Qué hicimos"),
    (
        wrote("reconstruccion"),
        wrote("metodo", asked=False),
        Piece(M.CHRONICLE),
        Piece(M.ACCOUNTS, stages=MIDDLE),
    ),
)
_CARD_HAPPENED = Chapter(
    "paso",
    _("Qué pasó"),
    (
        wrote("analisis", asked=False),
        Piece(M.ACCOUNTS, stages=LAST),
        Piece(M.FINDINGS, stages=(*MIDDLE, *LAST)),
        wrote("interpretacion", asked=False),
        Piece(M.CAUSES),
    ),
)
SHORT_FINAL = (
    _CARD_BEFORE,
    _CARD_DONE,
    _CARD_HAPPENED,
    DIFFERENT,
    Chapter("aprendimos", _("Qué aprendimos"), (wrote("resumen", asked=False), Piece(M.LEARNED))),
    Chapter(
        "recomendamos",
        _("Qué recomendamos"),
        (
            wrote("conclusiones"),
            *all_of(M.RECOMMENDATIONS, M.CORRECTIONS),
            wrote("retos", asked=False),
            *all_of(M.GAPS, M.PENDING),
        ),
    ),
    SOURCES,
    Chapter("anexos", _("Anexos"), (wrote("presentacion", asked=False), *all_of(M.VALIDATION, M.PERMISSIONS))),
)
SHORT_DRAFT = (
    Chapter(
        "borrador",
        _("Para qué es este borrador y cómo va"),
        (Piece(M.STATUS), wrote("presentacion", asked=False), wrote("resumen", asked=False), Piece(M.FACTS)),
    ),
    _CARD_BEFORE,
    _CARD_DONE,
    _CARD_HAPPENED,
    DIFFERENT,
    Chapter(
        "recomendamos", _("Qué vamos a recomendar"), (wrote("conclusiones"), wrote("retos", asked=False), Piece(M.GAPS))
    ),
    INVENTORY,
    RECORDS,
    Chapter("anexos", _("Anexos"), all_of(M.VALIDATION, M.PERMISSIONS)),
)
