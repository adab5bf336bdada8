"""The instruments of a systematization as its report annexes them: which were used, the plan, the guides, the sheets.

The guides stand with their version and with the questions that were skipped, because a reader must see what nobody was
asked. Of the blank sheets it is told what each asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.meaning.models import Correction
from manantial.meaning.papers.basis import Basis
from manantial.meaning.papers.blanks import BLANKS
from manantial.meaning.papers.frame import escaped
from manantial.meaning.papers.planning import plan_blocks
from manantial.meaning.queries import standing_actors
from manantial.press.document import (
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Heading,
    PageBreak,
    Prose,
    Table,
)
from manantial.voices.models import Debrief, Interview
from manantial.voices.papers import consent_sheet, source_card, voice_card
from manantial.voices.queries import said
from manantial.voices.queries.guides import QuestionCount, interviews, question_counts
from manantial.voices.rules import LANGUAGE_WORDS

_LEVEL = 3  # of the title of one instrument
MOST_CHOICES = 6  # answers to tick that are named; a longer catalogue is on the sheet itself


@dataclass(frozen=True)
class Used:
    """One instrument, how often it was used, and the key of its blank sheet where this room has one."""

    key: str
    name: str
    times: int
    blank: str = ""


def instrument_blocks(basis: Basis) -> list[Block]:
    """The annex of instruments: what was used and how often, then each as it was used."""
    asked = list(interviews().filter(voice__state="accepted"))
    used = [one for one in _used(basis, asked) if one.times]
    return [
        *_overview(used),
        *_plan(basis),
        *_guides(asked),
        *_permission(basis),
        *_sheets(basis, used),
    ]


def _used(basis: Basis, asked: Sequence[Interview]) -> list[Used]:
    caused = sum(1 for view in basis.milestones if view.causes)
    voted = sum(1 for view in basis.every_finding if view.votes)
    told = sum(1 for workshop in basis.workshops if workshop.report)
    return [
        Used("I-01", _("Plan de sistematización"), 1 if basis.plan else 0, "I-01"),
        Used("I-02", _("Inventario de fuentes"), len(basis.sources), "I-02"),
        Used("I-04", _("Ficha de hito"), len(basis.milestones), "I-04"),
        Used("I-07", _("Ficha de aprendizaje"), len(basis.lessons), "I-07"),
        Used("I-09", _("Relatoría de encuentro"), told),
        Used("I-10", _("Guía de entrevista"), len({row.guide_id for row in asked})),
        Used("I-11", _("Ficha de voz"), len(basis.voices), "I-11"),
        Used("I-13", _("Mapa de actores"), standing_actors().count(), "I-13"),
        Used("I-14", _("Mesa «¿por qué pasó?»"), caused, "I-14"),
        Used("I-15", _("Ficha de hallazgo"), len(basis.every_finding), "I-15"),
        Used("I-16", _("Semáforo de validación"), voted),
        Used("I-16", _("Lo que se pide corregir"), Correction.objects.count(), "correccion"),
        Used("I-17", _("Ficha corta y revisión después de la acción"), Debrief.objects.count()),
    ]


def _overview(used: Sequence[Used]) -> list[Block]:
    rows = [(one.key, one.name, one.times) for one in used]
    columns = (
        Column(_("Clave"), share=0.7),
        Column(_("Instrumento"), share=4),
        Column(_("Veces"), ColumnKind.NUMBER, 0.8),
    )
    if not rows:
        return [Callout(_("Todavía no se ha usado ningún instrumento."), CalloutKind.MISSING)]
    note = _("Las agendas de los encuentros y sus asistencias están en «Los encuentros».")
    return [Table(columns, rows, caption=_("Instrumentos que se usaron"), note=note, small=True)]


def _plan(basis: Basis) -> list[Block]:
    if basis.plan is None:
        return []
    return [Heading(_("El plan completo (I-01)"), _LEVEL), *plan_blocks(basis.plan, inside=basis.draft)]


def _guides(asked: Sequence[Interview]) -> list[Block]:
    """Each version of a guide that was used: its questions, how often each was asked and how often skipped."""
    counts = question_counts(asked)
    blocks: list[Block] = []
    for _key, group in groupby(counts, key=lambda count: count.guide.pk):
        blocks += _guide(sorted(group, key=lambda count: count.number))
    return [Heading(_("Guías de entrevista (I-10)"), _LEVEL), *blocks] if blocks else []


def _guide(counts: Sequence[QuestionCount]) -> list[Block]:
    guide, times = counts[0].guide, counts[0].interviews
    told = {
        "title": escaped(guide.title),
        "version": guide.version,
        "language": said(LANGUAGE_WORDS, guide.language),
        "times": ngettext("%(count)s entrevista", "%(count)s entrevistas", times) % {"count": times},
    }
    words = _("**%(title)s**, versión %(version)s, en %(language)s: %(times)s.") % told
    rows = [(count.number, count.text, count.asked, count.skipped) for count in counts]
    columns = (
        Column(_("N.º"), ColumnKind.NUMBER, 0.4),
        Column(_("Pregunta"), share=4),
        Column(_("Se hizo"), ColumnKind.NUMBER, 0.7),
        Column(_("Se saltó"), ColumnKind.NUMBER, 0.7),
    )
    opening = [Prose.plain(guide.opening)] if guide.opening else []
    return [Prose(words), *opening, Table(columns, rows, small=True)]


def _permission(basis: Basis) -> list[Block]:
    """The sheet with which permission is asked, blank."""
    sheet = consent_sheet(on=basis.on)
    return [Heading(_("Permiso de voz, imagen y palabras"), _LEVEL), *_within(sheet.blocks)]


def _sheets(basis: Basis, used: Iterable[Used]) -> list[Block]:
    """What the blank sheets of what was used ask: on a bound report nobody fills in lines."""
    own: Mapping[str, Sequence[Block]] = {
        "I-02": source_card(on=basis.on).blocks,
        "I-11": [block for block in voice_card(on=basis.on).blocks if isinstance(block, BlankForm)],
    }
    rows = [
        (f"{one.name} ({one.key})", _asks(own[one.blank] if one.blank in own else BLANKS[one.blank][2]()))
        for one in used
        if one.blank
    ]
    if not rows:
        return []
    words = _("Lo que pregunta cada una, en su orden. La hoja para llenar se imprime desde la mesa.")
    columns = (Column(_("Hoja"), share=1), Column(_("Qué pregunta"), share=3.4))
    title = Heading(_("Hojas en blanco que se usaron"), _LEVEL)
    return [title, Prose(words), Table(columns, rows, small=True)]


def _asks(blocks: Iterable[Block]) -> str:
    """What a sheet asks in its order, with the answers one may tick; of its tables, their columns."""
    told: list[str] = []
    for block in blocks:
        if isinstance(block, BlankForm):
            told += [
                f"{one.label} ({', '.join(one.choices)})" if 0 < len(one.choices) <= MOST_CHOICES else one.label
                for one in block.fields
            ]
        elif isinstance(block, Table):
            told.append(", ".join(head for column in block.columns if (head := column.title.strip())))
    return " · ".join(dict.fromkeys(told))


def _within(blocks: Iterable[Block]) -> list[Block]:
    """The blocks of another paper inside this one: its titles step down, its pages do not turn."""
    return [
        replace(block, level=_LEVEL + 1, numbered=False) if isinstance(block, Heading) else block
        for block in blocks
        if not isinstance(block, PageBreak)
    ]
