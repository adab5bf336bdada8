"""How each axis was before, along the way and today: three columns with words, figure and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.models import Axis, StageAccount
from manantial.meaning.papers.frame import PaperRefused, frame, titled
from manantial.meaning.papers.speech import Speech, origin, origin_of_source
from manantial.meaning.queries import StagesOfAxis, axes, current_plan, stages_of
from manantial.meaning.rules import STAGE_WORDS, Stage
from manantial.press.document import Block, Column, Document, Heading, Notes, Row, Sheet, Table
from manantial.voices.queries import said
from manantial.voices.rules import Use


@titled(gettext_lazy("Comparar etapas: antes, en el camino y hoy"))
def stages_sheet(language: str, on: date) -> Document:
    """Build the comparison of every axis, for the wall of a workshop. Raises PaperRefused while nothing was told."""
    plan = current_plan()
    told = [one for one in stages_of(axes(plan) if plan else ()) if one.told]
    if not told:
        raise PaperRefused(_("Nadie ha contado todavía cómo era antes, en el camino y hoy."))
    speech = speech_of_stages(told, uses=(Use.PRINT, Use.RETURN), on=on)
    blocks: list[Block] = []
    for one in told:
        blocks += [Heading(one.axis.name, 2), replace(_table(one, speech, inside=False), small=False)]
    title = _("Antes, en el camino y hoy")
    return frame(title, blocks, language=language, on=on, sheet=Sheet.LETTER_WIDE)


def stage_blocks(axis: Axis, *, uses: tuple[Use, ...], on: date, inside: bool = False) -> list[Block]:
    """The comparison of one axis inside a report; nothing while nobody told it. `inside`: the paper is for the team."""
    one = stages_of([axis])[0]
    if not one.told:
        return []
    return [_table(one, speech_of_stages([one], uses=uses, on=on), inside=inside)]


def speech_of_stages(told: Sequence[StagesOfAxis], *, uses: tuple[Use, ...], on: date) -> Speech:
    """What the gate says of the fragments these accounts rest on."""
    rows = [row for one in told for row in one.accounts.values() if row is not None]
    return Speech.ask([row.fragment for row in rows if row.fragment], uses=uses, on=on)


def may_tell(row: StageAccount, speech: Speech) -> bool:
    """An account that rests on words without permission is not told."""
    return row.fragment is None or speech.may(row.fragment)


def _table(one: StagesOfAxis, speech: Speech, *, inside: bool) -> Table:
    shown = {stage: row if row and may_tell(row, speech) else None for stage, row in one.accounts.items()}
    texts = tuple(row.text or None if row else None for row in (shown[stage] for stage in Stage))
    figures = tuple(row.figure or None if row else None for row in (shown[stage] for stage in Stage))
    notes: Notes = tuple(note for row in shown.values() if row for note in _origins(row, inside=inside))
    rows = [Row((_("Cómo era"), *texts), notes)]
    if any(figures):
        rows.append(Row((_("Cifra"), *figures)))
    columns = (
        Column("", share=0.7),
        *(Column(said(STAGE_WORDS, stage), share=2) for stage in Stage),
    )
    caption = _("%(axis)s: antes, en el camino y hoy") % {"axis": one.axis.name}
    return Table(columns, rows, caption=caption, small=True)


def _origins(row: StageAccount, *, inside: bool) -> Notes:
    notes = [origin(row.fragment)] if row.fragment else []
    if row.source:
        notes.append(origin_of_source(row.source, inside=inside))
    return tuple(notes)
