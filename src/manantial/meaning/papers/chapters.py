"""The chapters of a report as its method orders them: each piece of content built where the method puts it.

Nothing here knows a method: which chapters there are, how they are called and what they hold is data of
`meaning.rules.methods`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.meaning.papers import body, closing, history, opening, participation, reasons
from manantial.meaning.papers.basis import Basis
from manantial.meaning.papers.catalogue import catalogue_blocks
from manantial.meaning.papers.instruments import instrument_blocks
from manantial.meaning.papers.terms import FINAL
from manantial.meaning.rules import SECTIONS, Chapter, Matter, Piece
from manantial.press.document import Block, Callout, CalloutKind, Heading, Prose

# What stands over a piece, unless its chapter has the same title or the method calls it otherwise.
TITLES: Mapping[Matter, str] = {
    Matter.PLAN: gettext_noop("El plan"),
    Matter.PEOPLE: gettext_noop("Quiénes tomaron parte"),
    Matter.ACTORS: gettext_noop("Actores directos e indirectos"),
    Matter.LIMITS: gettext_noop("Límites"),
    Matter.TIMELINE: gettext_noop("La línea del tiempo"),
    Matter.MILESTONES: gettext_noop("Cada momento y cómo se cuenta"),
    Matter.GALLERY: gettext_noop("Lo que se ve"),
    Matter.THEMES: gettext_noop("Las voces, por tema"),
    Matter.RETURNS: gettext_noop("Lo que regresó a las comunidades"),
    Matter.GAPS: gettext_noop("Lo que falta preguntar"),
    Matter.PENDING: gettext_noop("Lo que queda por hacer"),
    Matter.MATRIX: gettext_noop("Matriz de voces"),
    Matter.VALIDATION: gettext_noop("Bitácora de validación"),
    Matter.WORKSHOPS: gettext_noop("Los encuentros"),
    Matter.INSTRUMENTS: gettext_noop("Instrumentos"),
    Matter.GLOSSARY: gettext_noop("Palabras explicadas"),
    Matter.PERMISSIONS: gettext_noop("Permisos"),
}

_Builder = Callable[[Basis, Piece], list[Block]]


def chapter_blocks(basis: Basis, chapters: Sequence[Chapter]) -> list[Block]:
    """Return the chapters one after the other; one with nothing to tell yet says so instead of standing empty.

    Raises PaperRefused as `body.differences` does.
    """
    blocks: list[Block] = []
    for chapter in chapters:
        inside = [block for piece in chapter.pieces for block in _titled(basis, chapter, piece)]
        empty = Callout(_("Todavía no hay nada que contar en este capítulo."), CalloutKind.MISSING)
        blocks += [Heading(_(chapter.title), anchor=chapter.anchor), *(inside or [empty])]
    return blocks


def _titled(basis: Basis, chapter: Chapter, piece: Piece) -> list[Block]:
    made = BUILDERS[piece.matter](basis, piece)
    title = piece.title or TITLES.get(piece.matter, "")
    if piece.matter is Matter.TEXT and len(chapter.pieces) > 1 and piece is not chapter.pieces[0]:
        title = SECTIONS[FINAL][piece.section]
    if not made or not title or title == chapter.title:
        return made
    return [Heading(_(title), 2), *made]


def _text(basis: Basis, piece: Piece) -> list[Block]:
    """The words people wrote for a section; a draft says when nobody has written one that the method asks for."""
    written = basis.prose(piece.section)
    if written is None and piece.section == "presentacion" and not basis.draft:
        written = Prose(opening.thanks(basis))
    if written:
        return [written]
    missing = Callout(_("Falta escribir esta parte."), CalloutKind.MISSING)
    return [missing] if basis.draft and piece.asked else []


def _whole(build: Callable[[Basis], list[Block]]) -> _Builder:
    return lambda basis, _piece: build(basis)


_OF_STAGES: Mapping[Matter, _Builder] = {
    Matter.TEXT: _text,
    Matter.MILESTONES: body.milestones,
    Matter.BY_AXIS: body.by_axis,
    Matter.ACCOUNTS: body.accounts,
    Matter.FINDINGS: body.findings,
}
_WHOLE: Mapping[Matter, Callable[[Basis], list[Block]]] = {
    Matter.STATUS: opening.status,
    Matter.FACTS: opening.facts,
    Matter.MAP: participation.alliance_map,
    Matter.PLAN: opening.plan_facts,
    Matter.PEOPLE: opening.people,
    Matter.ACTORS: opening.actors,
    Matter.LIMITS: opening.limits,
    Matter.INVENTORY: lambda basis: closing.sources_table(basis, everything=True),
    Matter.TIMELINE: history.timeline_table,
    Matter.CHRONICLE: history.chronicle,
    Matter.GALLERY: participation.gallery,
    Matter.THEMES: body.themes,
    Matter.STRENGTH: reasons.strength_chart,
    Matter.CAUSES: body.causes,
    Matter.DIFFERENCES: body.differences,
    Matter.LESSONS: body.lessons,
    Matter.LEARNED: body.learned,
    Matter.RECOMMENDATIONS: closing.recommendations,
    Matter.RETURNS: closing.return_blocks,
    Matter.CORRECTIONS: closing.corrections_table,
    Matter.GAPS: closing.gaps,
    Matter.PENDING: closing.pending,
    Matter.SOURCES: closing.sources_table,
    Matter.CATALOGUE: lambda basis: catalogue_blocks(basis.speech, basis.voices),
    Matter.MATRIX: history.matrix_table,
    Matter.VALIDATION: reasons.lights_table,
    Matter.WORKSHOPS: participation.workshop_blocks,
    Matter.INSTRUMENTS: instrument_blocks,
    Matter.GLOSSARY: lambda _basis: [closing.glossary(closing.glossary_terms())],
    Matter.PERMISSIONS: closing.consent_blocks,
}
BUILDERS: Mapping[Matter, _Builder] = {**_OF_STAGES, **{matter: _whole(build) for matter, build in _WHOLE.items()}}
