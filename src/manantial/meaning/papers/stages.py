"""How each axis was before, along the way and today: side by side in three columns, or one stage alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.models import StageAccount
from manantial.meaning.papers.frame import PaperRefused, frame, titled
from manantial.meaning.papers.speech import Speech, origin, origin_of_source
from manantial.meaning.queries import StagesOfAxis, axes, current_plan, stages_of
from manantial.meaning.rules import STAGE_WORDS, Stage
from manantial.press.document import Block, Column, Document, Fact, FactList, Heading, Notes, Prose, Row, Sheet, Table
from manantial.voices.queries import said
from manantial.voices.rules import Use


@titled(gettext_lazy("Comparar etapas: antes, en el camino y hoy"))
def stages_sheet(language: str, on: date) -> Document:
    """Build the comparison of every axis, for the wall of a workshop. Raises PaperRefused while nothing was told."""
    plan = current_plan()
    told = [one for one in stages_of(axes(plan) if plan else ()) if one.told]
    if not told:
        raise PaperRefused(_("Nadie ha contado todavía cómo era antes, en el camino y hoy."))
    speech = _speech(told, uses=(Use.PRINT, Use.RETURN), on=on)
    blocks: list[Block] = []
    for one in told:
        blocks += [Heading(one.axis.name, 2), replace(_table(one, speech, inside=False), small=False)]
    title = _("Antes, en el camino y hoy")
    return frame(title, blocks, language=language, on=on, sheet=Sheet.LETTER_WIDE)


def _speech(told: Sequence[StagesOfAxis], *, uses: tuple[Use, ...], on: date) -> Speech:
    rows = [row for one in told for row in one.accounts.values() if row is not None]
    return Speech.ask([row.fragment for row in rows if row.fragment], uses=uses, on=on)


def stage_blocks(one: StagesOfAxis, speech: Speech, stages: Collection[Stage | None], *, inside: bool) -> list[Block]:
    """What was told of an axis inside a report: all three stages side by side, or the ones asked for, one by one.

    Nothing while nobody told it. `inside`: the paper is for the team. What rests on words without permission is left
    out. The present stage shows the figure of before beside its own.
    """
    if not any(row and _may_tell(row, speech) for row in one.accounts.values()):
        return []
    if all(stage in stages for stage in Stage):
        return [_table(one, speech, inside=inside)]
    return [block for stage in Stage if stage in stages for block in _alone(one, stage, speech, inside=inside)]


def _alone(one: StagesOfAxis, stage: Stage, speech: Speech, *, inside: bool) -> list[Block]:
    row = one.accounts[stage]
    if row is None or not _may_tell(row, speech):
        return []
    notes = _origins(row, inside=inside)
    blocks: list[Block] = [Prose.plain(row.text, notes)] if row.text else []
    first = one.accounts[Stage.BEFORE]
    figures = [(stage, row)] if row.figure else []
    if figures and stage is Stage.NOW and first and first.figure and _may_tell(first, speech):
        figures.insert(0, (Stage.BEFORE, first))
    facts = [Fact(said(STAGE_WORDS, at), told.figure, _origins(told, inside=inside)) for at, told in figures]
    return [*blocks, FactList(tuple(facts))] if facts else blocks


def _may_tell(row: StageAccount, speech: Speech) -> bool:
    """An account that rests on words without permission is not told."""
    return row.fragment is None or speech.may(row.fragment)


def _table(one: StagesOfAxis, speech: Speech, *, inside: bool) -> Table:
    shown = {stage: row if row and _may_tell(row, speech) else None for stage, row in one.accounts.items()}
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
