"""The big tables of the reconstruction: voices by milestone (I-08), the ordering matrix with its guide (I-05, I-06)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.models import MilestoneVersion
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, group_word, titled
from manantial.meaning.papers.speech import Speech
from manantial.meaning.papers.timeline import sayable
from manantial.meaning.queries import (
    MatrixRow,
    MilestoneView,
    VoiceMatrix,
    axes,
    axis_guides,
    current_plan,
    milestone_rows,
    timeline,
    voice_matrix,
    voices_of,
)
from manantial.meaning.rules import CONTEXT_WORDS, WORDS
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    Document,
    Heading,
    PageBreak,
    Prose,
    Row,
    Sheet,
    Table,
)
from manantial.voices.queries import said
from manantial.voices.rules import Use

GROUPS_ACROSS = 8
LONGEST = 150  # letters of a cell; the whole version is on the screen and in the report


@titled(gettext_lazy("Matriz de voces (I-08)"))
def voice_matrix_sheet(language: str, on: date, wanted: Sequence[UUID] | None = None) -> Document:
    """Build the matrix (of these milestones) for the team, on tabloid: what each group says, and silences."""
    views = _views(wanted)
    if not views:
        raise PaperRefused(_("La línea del tiempo está vacía: anote primero un hito."))
    matrix = voice_matrix(views)
    speech = Speech.ask((), voices_of(views), uses=(Use.INTERNAL_REPORT,), on=on)
    spoken = [group for group in matrix.groups if group not in matrix.silent_groups]
    lead = _("Un hueco no es un no: «¿?» quiere decir que a ese grupo no se le ha preguntado.")
    blocks: list[Block] = [Prose(lead, lead=True)]
    order = [*spoken, *matrix.silent_groups]
    for start in range(0, len(order), GROUPS_ACROSS):
        part = order[start : start + GROUPS_ACROSS]
        blocks += [PageBreak()] if start else []
        blocks.append(_voices_table(matrix, part, speech, language))
    if matrix.silent_groups:
        names = ", ".join(group_word(group) for group in matrix.silent_groups)
        title = _("A estos grupos no se les ha preguntado por ningún hito")
        blocks.append(Callout(escaped(names) + ".", CalloutKind.MISSING, title))
    blocks.append(_comparison(matrix))
    return frame(_("Matriz de voces"), blocks, language=language, on=on, sheet=Sheet.TABLOID_WIDE)


def _views(wanted: Sequence[UUID] | None) -> list[MilestoneView]:
    rows = milestone_rows()
    return timeline(rows if wanted is None else rows.filter(pk__in=wanted))


def _voices_table(matrix: VoiceMatrix, part: Sequence[str], speech: Speech, language: str) -> Table:
    places = {group: matrix.groups.index(group) for group in part}
    rows = [
        (row.view.milestone.title, *(_cell(row.cells[places[group]], speech, language) for group in part))
        for row in matrix.rows
    ]
    columns = (Column(_("Hito"), share=1.3), *(_column(matrix, group) for group in part))
    return Table(columns, rows, small=True)


def _column(matrix: VoiceMatrix, group: str) -> Column:
    """The column of a group; one that told nothing at all is marked, in one ink too."""
    word, silent = group_word(group), group in matrix.silent_groups
    title = _("¿? %(group)s: nadie les ha preguntado") % {"group": word} if silent else word
    return Column(title, share=1, marked=silent)


def _cell(versions: Sequence[MilestoneVersion], speech: Speech, language: str) -> str:
    if not versions:
        return _("¿? No se les ha preguntado")
    return " / ".join(_told(version, speech, language) for version in versions)


def _told(version: MilestoneVersion, speech: Speech, language: str) -> str:
    if version.voice is not None and not speech.may(version.voice):
        return _("(sin permiso)")
    when = version.when.said(language)
    text = " ".join(version.text.split())
    short = text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return f"{when}: {short}" if when else short


def _comparison(matrix: VoiceMatrix) -> Table:
    rows = [(row.view.milestone.title, *compare_words(row, but=matrix.silent_groups)) for row in matrix.rows]
    columns = (
        Column(_("Hito"), share=1.4),
        Column(_("Coincidencias"), share=1.2),
        Column(_("Diferencias"), share=1.2),
        Column(_("Silencios, además de los grupos de arriba"), share=2),
    )
    return Table(columns, rows, caption=_("En qué coinciden, en qué difieren, quién falta"), small=True)


def compare_words(row: MatrixRow, *, but: Collection[str] = ()) -> tuple[str, str, str]:
    """Who coincides, who differs and who was not asked (`but` those told elsewhere), as lists of groups."""
    coinciding = ", ".join(group_word(group) for group in row.coinciding)
    differing = ", ".join(group_word(group) for group in row.differing)
    if row.view.agreed and differing:
        differing += " " + _("(hay redacción acordada)")
    silent = ", ".join(group_word(group) for group in row.silent if group not in but)
    return coinciding or "—", differing or "—", silent or "—"


@titled(gettext_lazy("Matriz de ordenamiento y reconstrucción (I-05)"))
def ordering_sheet(language: str, on: date, wanted: Sequence[UUID] | None = None) -> Document:
    """Build the ordering matrix for the team: each milestone (of these) with its card, then each axis."""
    views = _views(wanted)
    speech = Speech.ask((), voices_of(views), uses=(Use.INTERNAL_REPORT,), on=on)
    told = (sayable(view, speech) for view in views)
    rows = [Row(tuple(cell or "—" for cell in ordering_cells(view, language))) for view in told]
    shares = (1.1, 1.6, 1.3, 1.2, 1.2, 1.3, 0.9, 1.4)
    columns = tuple(Column(head, share=share) for head, share in zip(ordering_heads(), shares, strict=True))
    blocks: list[Block] = [Table(columns, rows, small=True)] if rows else []
    blocks += _guide(on)
    title = _("Matriz de ordenamiento y reconstrucción")
    return frame(title, blocks, language=language, on=on, sheet=Sheet.TABLOID_WIDE)


def ordering_heads() -> tuple[str, ...]:
    """The columns of the ordering matrix, in the words of the method."""
    return (
        _("Fecha"),
        _("Actividad"),
        _("Participantes"),
        _("Objetivos"),
        _("Métodos"),
        _("Resultados"),
        _("Contexto"),
        _("Observaciones"),
    )


def ordering_cells(view: MilestoneView, language: str) -> tuple[str, ...]:
    """One milestone in the order of `ordering_heads`; empty where nobody wrote it."""
    row = view.milestone
    when = view.when.said(language)
    remarks = " ".join(filter(None, (row.importance, row.remarks)))
    place = row.place or (row.community.name if row.community else "")
    context = " · ".join(filter(None, (said(CONTEXT_WORDS, row.context), place)))
    activity = f"{row.title} ({said(WORDS, row.kind)})"
    return (when, activity, row.participants, row.aims, row.means, row.results, context, remarks)


@titled(gettext_lazy("Guía de ordenamiento por eje (I-06)"))
def axis_guide_sheet(language: str, on: date) -> Document:
    """Build the guide for the team: each axis with its questions and, code by code, what was said."""
    blocks = _guide(on)[1:]
    if not blocks:
        raise PaperRefused(_("Todavía no hay ejes: escríbalos primero en el plan."))
    return frame(_("Guía de ordenamiento por eje"), blocks, language=language, on=on)


def _guide(on: date) -> list[Block]:
    plan = current_plan()
    if plan is None:
        return []
    guides = axis_guides(list(axes(plan)))
    fragments = [fragment for guide in guides for _name, rows in guide.fragments for fragment in rows]
    speech = Speech.ask(fragments, uses=(Use.INTERNAL_REPORT,), on=on)
    blocks: list[Block] = [Heading(_("Guía de ordenamiento por eje"))]
    for guide in guides:
        blocks.append(Heading(guide.axis.name, 2))
        asked = "\n".join(f"- {escaped(question.text)}" for question in guide.axis.questions.all())
        blocks += [Prose(asked)] if asked else []
        for name, rows in guide.fragments:
            quotes = speech.quotes(rows, 3)
            blocks += [Heading(name, 3), *quotes] if quotes else []
    return blocks
