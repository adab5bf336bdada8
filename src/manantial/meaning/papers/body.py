"""The body of a report: what was lived and found at some stages, why, and what people see otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from manantial.meaning.models import Axis
from manantial.meaning.papers import history, reasons, stages, standing
from manantial.meaning.papers.basis import Basis, by_stage, by_theme
from manantial.meaning.papers.frame import PaperRefused, escaped
from manantial.meaning.papers.speech import origin, origin_of_source
from manantial.meaning.queries import FindingView, LessonView, recorded_no_differences
from manantial.meaning.rules import Piece, differences_may_be_empty
from manantial.press.document import Block, Callout, CalloutKind, Heading, Notes, Prose
from manantial.voices.models import Fragment

MOST_ON_A_THEME = 15  # quotes; the memory holds the others
MOST_NOTES = 4  # of a finding on a short paper


def milestones(basis: Basis, piece: Piece) -> list[Block]:
    """The milestones of these stages, each with its versions."""
    return [block for view in basis.happened_at(piece.stages) for block in history.milestone_blocks(basis, view)]


def by_axis(basis: Basis, piece: Piece) -> list[Block]:
    """Each axis at these stages: how it was, what was said, what was found; then the findings of no axis."""
    found = basis.found_at(piece.stages)
    blocks: list[Block] = []
    for axis in basis.axes:
        inside = _told_of(basis, piece, axis)
        for code, fragments in by_stage(basis, axis, piece.stages):
            inside += _said_of(basis, code.name, fragments)
        inside += _findings(basis, [view for view in found if view.finding.axis_id == axis.pk])
        if inside:
            lead: list[Block] = [Prose(escaped(axis.description), lead=True)] if axis.description else []
            blocks += [Heading(axis.name, 2), *lead, *inside]
    standing_axes = {axis.pk for axis in basis.axes}
    loose = [view for view in found if view.finding.axis_id not in standing_axes]
    return [*blocks, Heading(_("Otros hallazgos"), 2), *_findings(basis, loose)] if loose else blocks


def _told_of(basis: Basis, piece: Piece, axis: Axis) -> list[Block]:
    return stages.stage_blocks(basis.accounts[axis.pk], basis.speech, piece.stages, inside=basis.draft)


def _findings(basis: Basis, views: Sequence[FindingView]) -> list[Block]:
    return [block for view in views for block in reasons.finding_blocks(basis, view)]


def accounts(basis: Basis, piece: Piece) -> list[Block]:
    """How each axis was at these stages, without its findings."""
    blocks: list[Block] = []
    for axis in basis.axes:
        told = _told_of(basis, piece, axis)
        blocks += [Heading(axis.name, 2), *told] if told else []
    return blocks


def themes(basis: Basis) -> list[Block]:
    """Everything that may be printed, ordered by theme: what no finding quotes is heard here."""
    return [block for code, fragments in by_theme(basis) for block in _said_of(basis, code.name, fragments)]


def _said_of(basis: Basis, title: str, fragments: list[Fragment]) -> list[Block]:
    """The voices on one theme or stage, as many as are read at one go."""
    quotes = basis.speech.quotes(fragments, MOST_ON_A_THEME)
    return [Heading(title, 3), *quotes] if quotes else []


def findings(basis: Basis, piece: Piece) -> list[Block]:
    """The findings of these stages, a paragraph each with what it rests on, what speaks against it, who differs."""
    blocks: list[Block] = []
    for view in basis.found_at(piece.stages):
        blocks += standing.finding(view, grounds=_grounds(basis, view))
        blocks += [*reasons.objections(basis, view), *reasons.decision_blocks(view)]
    return blocks


def _grounds(basis: Basis, view: FindingView) -> Notes:
    """The notes of what a finding rests on, the first few: the voices that may be named here, and the documents."""
    voices = [origin(fragment) for fragment in view.fragments if basis.speech.may(fragment)]
    papers = [origin_of_source(link.source, inside=basis.draft) for link in view.supports if link.source]
    return (*voices[:MOST_NOTES], *papers[:MOST_NOTES])


def causes(basis: Basis) -> list[Block]:
    """What helped and what hindered each decisive milestone."""
    return [table for view in basis.milestones for table in history.causes_table(basis, view)]


def differences(basis: Basis) -> list[Block]:
    """«Lo que vemos distinto»: obligatory. Empty only when a workshop wrote that there were no differences.

    Raises PaperRefused for a finished paper when nothing differs and no workshop said so.
    """
    differing = [view for view in basis.milestones if view.differs]
    disputed = [view for view in basis.findings if view.disputed]
    if not differing and not disputed:
        ruling = differences_may_be_empty(0, recorded_none=recorded_no_differences())
        if not ruling and not basis.draft:
            raise PaperRefused(ruling.say(_) + " " + _("Regístrelo en Validación o anote las diferencias."))
        return [Callout(ruling.say(_), CalloutKind.DIFFERENCE)]
    blocks: list[Block] = [Prose(_("Aquí están todas las versiones. No se busca quién tiene razón."))]
    for view in differing:
        blocks += history.difference_blocks(basis, view)
    for finding in disputed:
        blocks += [
            Heading(f"{finding.finding.folio}. {finding.finding.statement}", 2, about=f"finding/{finding.finding.pk}"),
            *reasons.stance_blocks(finding),
            *_unspoken(finding),
        ]
    return blocks


def _unspoken(view: FindingView) -> list[Block]:
    """A finding published with dissent of which no group has said its words yet: the votes say that it is there."""
    if view.dissents:
        return []
    words = _("Se publica con disenso y ningún grupo ha dejado todavía su nota.")
    return [Callout(words, CalloutKind.DIFFERENCE), *reasons.votes_chart(view)]


def lessons(basis: Basis) -> list[Block]:
    """The lessons with their voices, their findings and the dissent that travels with them."""
    return [block for view in _printable(basis) for block in reasons.lesson_blocks(basis, view)]


def learned(basis: Basis) -> list[Block]:
    """The lessons, a paragraph each with its dissent."""
    return [block for view in _printable(basis) for block in standing.lesson(view, draft=basis.draft)]


def _printable(basis: Basis) -> list[LessonView]:
    return [view for view in basis.lessons if basis.draft or view.is_validated]
