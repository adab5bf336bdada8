"""The experience as it was lived: the timeline, each milestone with its versions, why it happened, what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from manantial.meaning.models import Cause, MilestoneVersion
from manantial.meaning.papers.basis import Basis
from manantial.meaning.papers.frame import escaped, group_word, said_act
from manantial.meaning.papers.speech import origin, origin_of_source, origin_of_voice
from manantial.meaning.papers.timeline import sayable, timeline_drawing
from manantial.meaning.queries import MilestoneView, voice_matrix
from manantial.meaning.rules import STANDING_WORDS, WORDS
from manantial.press.charts import Bar, bars
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Fact,
    FactList,
    Figure,
    Heading,
    Notes,
    Provenance,
    Row,
    Table,
)
from manantial.voices.queries import said

DRAWN_TOGETHER = 8  # milestones of one drawing
MATRIX_WIDTH = 8  # milestones side by side on a letter sheet


def timeline_table(basis: Basis) -> list[Block]:
    """The whole timeline on a table, and how many milestones each year holds."""
    rows = [
        Row(
            (
                view.when,
                view.milestone.title,
                said(WORDS, view.milestone.kind),
                _place(view),
                _(STANDING_WORDS[view.state]),
            )
        )
        for view in (sayable(view, basis.speech) for view in basis.milestones)
    ]
    columns = (
        Column(_("Cuándo"), ColumnKind.DATE, 1.4),
        Column(_("Qué pasó"), share=2.2),
        Column(_("Tipo"), share=1.5),
        Column(_("Dónde"), share=1.2),
        Column(_("¿Coinciden?"), share=1.3),
    )
    return [*_drawn(basis), Table(columns, rows, caption=_("Línea del tiempo")), *_years(basis.milestones)]


def chronicle(basis: Basis) -> list[Block]:
    """Every milestone in one line: the agreed wording with its notes, else how each group tells it."""
    rows = []
    for view in basis.milestones:
        shown = [version for version in view.versions if _printable(basis, version)]
        tellings = [view.agreed] if view.agreed else shown
        text = "\n".join(
            version.text if len(tellings) == 1 else f"{group_word(version.group)}: {version.text}"
            for version in tellings
        )
        noted = [f"{group_word(note.group)}: «{note.text}»" for note in view.notes if _printable(basis, note)]
        when = sayable(view, basis.speech).when
        notes = [note for version in shown for note in _version_notes(version, inside=basis.draft)]
        rows.append(Row((view.milestone.title, when, "\n".join([text, *noted]) or None), tuple(notes)))
    columns = (
        Column(_("Qué pasó"), share=1.6),
        Column(_("Cuándo"), ColumnKind.DATE, 1.3),
        Column(_("Cómo se cuenta"), share=3.4),
    )
    return [Table(columns, rows, small=True)] if rows else []


def _drawn(basis: Basis) -> list[Block]:
    """The versions over the years, as many as fit on a page each."""
    shown = [sayable(view, basis.speech) for view in basis.milestones]
    parts = [shown[n : n + DRAWN_TOGETHER] for n in range(0, len(shown), DRAWN_TOGETHER)]
    return [
        Figure(timeline_drawing(part, language=basis.language).picture, _("Cada hito como lo cuenta cada grupo"))
        for part in parts
    ]


def _years(views: Sequence[MilestoneView]) -> list[Block]:
    known = Counter(view.when.earliest.year for view in views if view.when.earliest)
    if len(known) < 2:
        return []
    rows = [Bar(str(year), known.get(year, 0)) for year in range(min(known), max(known) + 1)]
    return [bars(_("Hitos por año, según la fecha más temprana que se cuenta"), rows).chart()]


def milestone_blocks(basis: Basis, view: MilestoneView) -> list[Block]:
    """One milestone: when, where, every version that may be printed, the agreed wording and its notes."""
    blocks: list[Block] = [_titled(view), FactList(_facts(sayable(view, basis.speech)))]
    shown = [version for version in view.versions if _printable(basis, version)]
    if shown:
        blocks.append(_versions_table(shown, inside=basis.draft))
    hidden = len(view.versions) - len(shown)
    if hidden:
        words = _("Versiones que no se imprimen porque quien las dio no lo permite: %(count)s.") % {"count": hidden}
        blocks.append(Callout(words, CalloutKind.PRIVACY))
    if view.agreed:
        blocks += [agreed_wording(view.agreed), *milestone_notes(basis, view)]
    return blocks


def _titled(view: MilestoneView, level: int = 3) -> Heading:
    return Heading(view.milestone.title, level, about=f"milestone/{view.milestone.pk}")


def _facts(view: MilestoneView) -> tuple[Fact, ...]:
    facts = [
        Fact(_("Cuándo"), view.when),
        Fact(_("Dónde"), _place(view)),
        Fact(_("Tipo"), said(WORDS, view.milestone.kind)),
        Fact(_("Quiénes lo cuentan"), ", ".join(group_word(group) for group in view.groups) or None),
    ]
    row = view.milestone
    card = (
        (_("Quiénes participaron"), row.participants),
        (_("Por qué fue importante"), row.importance),
        (_("Para qué se hizo"), row.aims),
        (_("Cómo se hizo"), row.means),
        (_("Qué resultó"), row.results),
    )
    return (*facts, *(Fact(label, text) for label, text in card if text))


def _place(view: MilestoneView) -> str:
    community = view.milestone.community
    return view.milestone.place or (community.name if community else _("En el municipio"))


def _versions_table(versions: Sequence[MilestoneVersion], *, inside: bool) -> Table:
    rows = [
        Row(
            (group_word(version.group), version.when, version.text, said(WORDS, version.relation) or "—"),
            _version_notes(version, inside=inside),
        )
        for version in versions
    ]
    columns = (
        Column(_("Quién lo cuenta"), share=1.2),
        Column(_("Cuándo"), ColumnKind.DATE, 1.2),
        Column(_("Cómo lo cuenta"), share=3),
        Column(_("Frente a la primera versión"), share=1.2),
    )
    return Table(columns, rows, small=True)


def _version_notes(version: MilestoneVersion, *, inside: bool) -> Notes:
    notes: list[Provenance] = []
    if version.voice:
        notes.append(origin_of_voice(version.voice))
    if version.source:
        notes.append(origin_of_source(version.source, inside=inside))
    return tuple(notes)


def _printable(basis: Basis, version: MilestoneVersion) -> bool:
    return version.voice is None or basis.speech.may(version.voice)


def agreed_wording(version: MilestoneVersion) -> Callout:
    """The wording a meeting agreed, with the meeting."""
    act = said_act(version.agreed_workshop, version.agreed_session)
    where = _("Acordado en: %(act)s.") % {"act": escaped(act)} if act else ""
    return Callout(f"{escaped(version.text)}\n\n{where}", CalloutKind.AGREEMENT, _("Redacción acordada"))


def milestone_notes(basis: Basis, view: MilestoneView) -> list[Block]:
    """The notes that groups keep beside the agreed wording: they stand wherever it is printed."""
    return [
        Callout(
            f"«{escaped(note.text)}»",
            CalloutKind.DIFFERENCE,
            _("Nota de disenso: %(group)s") % {"group": group_word(note.group)},
        )
        for note in view.notes
        if _printable(basis, note)
    ]


def noted(basis: Basis, view: MilestoneView) -> str:
    """The same notes in one line, for a footnote; empty when there are none that may be printed."""
    told = [f"{group_word(note.group)}: «{note.text}»" for note in view.notes if _printable(basis, note)]
    return _("Nota de disenso. %(notes)s") % {"notes": "; ".join(told)} if told else ""


def causes_table(basis: Basis, view: MilestoneView) -> list[Block]:
    """What helped and what hindered; a factor that rests on words without permission is left out."""
    causes = [cause for cause in view.causes if _may_tell(basis, cause)]
    if not causes:
        return []
    rows = [
        Row(
            (_("Ayudó") if cause.helped else _("Frenó"), _("Propio") if cause.internal else _("De fuera"), cause.text),
            (origin(cause.fragment),) if cause.fragment else (),
        )
        for cause in causes
    ]
    columns = (Column(_("Qué hizo"), share=0.7), Column(_("De dónde"), share=0.8), Column(_("Factor"), share=4))
    caption = _("¿Por qué pasó? %(title)s") % {"title": view.milestone.title}
    return [Table(columns, rows, caption=caption, small=True)]


def _may_tell(basis: Basis, cause: Cause) -> bool:
    return cause.fragment is None or basis.speech.may(cause.fragment)


def difference_blocks(basis: Basis, view: MilestoneView) -> list[Block]:
    """One difference with all its sides; nobody says who is right."""
    shown = [version for version in view.versions if _printable(basis, version)]
    blocks: list[Block] = [_titled(view, 2)]
    if shown:
        blocks.append(_versions_table(shown, inside=basis.draft))
    if view.agreed:
        blocks += [agreed_wording(view.agreed), *milestone_notes(basis, view)]
    else:
        span = sayable(view, basis.speech).span.say(basis.language, weekday=False)
        words = _("Ninguna reunión ha acordado una redacción. Lo que se cuenta cabe en: %(span)s.") % {"span": span}
        blocks.append(Callout(words, CalloutKind.DIFFERENCE))
    return blocks


def matrix_table(basis: Basis) -> list[Block]:
    """How often each group tells each milestone; a blank is a silence, not a no (instrument I-08)."""
    matrix = voice_matrix(basis.milestones)
    if not matrix.rows:
        return []
    blocks: list[Block] = []
    for start in range(0, len(matrix.rows), MATRIX_WIDTH):
        part = matrix.rows[start : start + MATRIX_WIDTH]
        rows = [
            (group_word(group), *(str(len(row.cells[place])) if row.cells[place] else "?" for row in part))
            for place, group in enumerate(matrix.groups)
        ]
        columns = (Column(_("Grupo"), share=2.4), *(Column(row.view.milestone.folio, share=1) for row in part))
        titles = "; ".join(f"{row.view.milestone.folio}: {row.view.milestone.title}" for row in part)
        note = _("? = no se les ha preguntado. %(titles)s.") % {"titles": titles}
        blocks.append(Table(columns, rows, small=True, note=note))
    if matrix.silent_groups:
        names = escaped(", ".join(group_word(group) for group in matrix.silent_groups))
        title = _("A estos grupos no se les ha preguntado por ningún hito")
        blocks.append(Callout(names + ".", CalloutKind.MISSING, title))
    return blocks
