"""Filled sheets of the instruments of the analysis, one page for each thing, for the team: the twins of the blanks.

They hold all that was written on each card, weak and undecided things too; words of voices ask the gate for an internal
paper. What a facilitator reserved stays on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.kernel.dates import say_day
from manantial.meaning.models import Cause, FindingSupport, MilestoneVersion, Recommendation
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, group_word, said_act, spoken, titled
from manantial.meaning.papers.reasons import decision_blocks, understood_word
from manantial.meaning.papers.speech import Speech
from manantial.meaning.papers.standing import dissent_notes
from manantial.meaning.papers.timeline import sayable
from manantial.meaning.queries import (
    FindingView,
    LessonView,
    MilestoneView,
    breakdown,
    current_plan,
    finding_rows,
    finding_views,
    lesson_rows,
    lesson_views,
    milestone_rows,
    timeline,
    told_group,
    voices_of,
)
from manantial.meaning.queries.staging import staging
from manantial.meaning.rules import CONTEXT_WORDS, STAGE_WORDS, WORDS, Staged
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Document,
    FactList,
    Heading,
    Prose,
    Row,
    Sheet,
    Table,
    on_own_pages,
)
from manantial.voices.queries import said
from manantial.voices.rules import Use

TEAM = (Use.INTERNAL_REPORT,)
Page = tuple[str, Sequence[Block]]


def _bundle(title: str, pages: Iterable[Page], *, language: str, on: date, folio: str = "") -> Document:
    blocks = on_own_pages(pages)
    if not blocks:
        missing = _("No hay ninguna con el folio «%(folio)s».") % {"folio": folio} if folio else ""
        raise PaperRefused(missing or _("Todavía no hay ninguna: primero se captura en la mesa."))
    return frame(title, blocks, language=language, on=on)


def _facts(*facts: tuple[str, object]) -> FactList:
    return FactList.of(facts)


def _milestones(folio: str) -> list[MilestoneView]:
    rows = milestone_rows().exclude(visibility="reserved")
    return timeline(rows.filter(folio__iexact=folio) if folio else rows)


@titled(gettext_lazy("Fichas de hito llenas (I-04)"))
def milestone_cards(language: str, on: date, *, folio: str = "") -> Document:
    """Build the cards of the milestones (or of one, by its folio): the card and every version that may be told."""
    views = _milestones(folio)
    speech = Speech.ask((), voices_of(views), uses=TEAM, on=on)
    stages = staging(views, (), current_plan()).milestones
    pages = (
        (
            f"{view.milestone.folio}. {view.milestone.title}",
            _milestone(sayable(view, speech), stages[view.milestone.pk]),
        )
        for view in views
    )
    return _bundle(_("Fichas de hito"), pages, language=language, on=on, folio=folio)


def _milestone(view: MilestoneView, stage: Staged) -> list[Block]:
    row = view.milestone
    facts = _facts(
        (_("Qué fue"), said(WORDS, row.kind)),
        (_("Etapa"), said(STAGE_WORDS, stage.stage) if stage.stage else ""),
        (_("Cuándo fue"), view.when),
        (_("Comunidad"), row.community.name if row.community else ""),
        (_("Lugar"), row.place),
        (_("Contexto"), said(CONTEXT_WORDS, row.context)),
        (_("Quiénes participaron"), row.participants),
        (_("Por qué fue importante"), row.importance),
        (_("Objetivos"), row.aims),
        (_("Métodos"), row.means),
        (_("Resultados"), row.results),
        (_("Observaciones"), row.remarks),
    )
    blocks: list[Block] = [facts, Heading(_("Cómo se cuenta"), 2, numbered=False), _versions(view.versions)]
    if view.agreed is not None:
        act = said_act(view.agreed.agreed_workshop, view.agreed.agreed_session)
        title = _("Redacción acordada en: %(act)s") % {"act": act}
        blocks.append(Callout(escaped(view.agreed.text), CalloutKind.AGREEMENT, title))
    for one in view.notes:
        title = _("Nota de disenso: %(group)s") % {"group": group_word(one.group)}
        blocks.append(Callout(f"«{escaped(one.text)}»", CalloutKind.DIFFERENCE, title))
    return blocks


def _versions(versions: Sequence[MilestoneVersion]) -> Block:
    columns = (
        Column(_("Quién lo cuenta"), share=1.2),
        Column(_("Cuándo fue"), ColumnKind.DATE, 1.1),
        Column(_("Cómo lo cuenta"), share=3),
        Column(_("Evidencia"), share=1),
        Column(_("Frente a la primera versión"), share=1.1),
    )
    rows = [
        Row((group_word(one.group), one.when, one.text, _evidence(one), said(WORDS, one.relation) or "—"))
        for one in versions
    ]
    return Table(columns, rows, small=True) if rows else Callout(_("Nadie lo ha contado."), CalloutKind.MISSING)


def _evidence(one: MilestoneVersion) -> str:
    found = (one.voice.folio if one.voice else "", one.source.folio if one.source else "")
    return ", ".join(filter(None, found)) or _("Falta")


@titled(gettext_lazy("Mesas «¿por qué pasó?» llenas (I-14)"))
def why_tables(language: str, on: date, *, folio: str = "") -> Document:
    """Build the table of reasons of each milestone that has one (or of one, by its folio)."""
    views = [view for view in _milestones(folio) if view.causes]
    speech = Speech.ask([c.fragment for view in views for c in view.causes if c.fragment], uses=TEAM, on=on)
    pages = ((f"{view.milestone.folio}. {view.milestone.title}", _why(view, speech)) for view in views)
    return _bundle(_("¿Por qué pasó lo que pasó?"), pages, language=language, on=on, folio=folio)


def _why(view: MilestoneView, speech: Speech) -> list[Block]:
    told = [cause for cause in view.causes if cause.fragment is None or speech.may(cause.fragment)]
    columns = (
        Column(_("Qué ayudó o frenó"), share=3),
        Column(_("Propio / de fuera"), share=1),
        Column(_("Folio"), share=1),
        Column(_("Quién está de acuerdo"), share=1.6),
    )
    blocks: list[Block] = [_facts((_("Cuándo fue"), view.when), (_("Resultados"), view.milestone.results))]
    for helped, title in ((True, _("Qué ayudó")), (False, _("Qué frenó"))):
        rows = [_cause(cause) for cause in told if cause.helped is helped]
        blocks.append(Heading(title, 2, numbered=False))
        blocks.append(Table(columns, rows) if rows else Callout(_("Nadie ha dicho nada."), CalloutKind.MISSING))
    return blocks


def _cause(cause: Cause) -> tuple[str, str, str, str]:
    where = _("Propio") if cause.internal else _("De fuera")
    return cause.text, where, cause.fragment.folio if cause.fragment else "—", cause.said_by or "—"


def _findings(folio: str, on: date) -> list[FindingView]:
    rows = finding_rows()
    return finding_views(rows.filter(folio__iexact=folio) if folio else rows, on=on)


@titled(gettext_lazy("Fichas de hallazgo llenas (I-15)"))
def finding_cards(language: str, on: date, *, folio: str = "") -> Document:
    """Build the cards of the findings (or of one): on what each rests, what speaks against it, who says what."""
    views = _findings(folio, on)
    links = [link for view in views for link in (*view.supports, *view.objections)]
    speech = Speech.ask([link.fragment for link in links if link.fragment], uses=TEAM, on=on)
    stages = staging(timeline(), views, current_plan()).findings
    pages = ((f"{v.finding.folio}. {v.finding.statement}", _finding(v, stages[v.finding.pk], speech)) for v in views)
    return _bundle(_("Fichas de hallazgo"), pages, language=language, on=on, folio=folio)


def _finding(view: FindingView, stage: Staged, speech: Speech) -> list[Block]:
    row, rests = view.finding, view.ground
    blocks: list[Block] = [
        _facts(
            (_("Eje"), row.axis.name if row.axis else ""),
            (_("Pregunta"), row.question.text if row.question else ""),
            (_("Hito"), row.milestone.folio if row.milestone else ""),
            (_("Etapa"), said(STAGE_WORDS, stage.stage) if stage.stage else ""),
            (_("Fuerza"), said(WORDS, rests.strength)),
            (_("Voces"), str(rests.voices)),
            (_("Grupos"), str(rests.groups)),
            (_("Documentos"), str(rests.documents)),
            (_("Con qué cuidado tomarlo"), row.confidence),
        )
    ]
    blocks += [Prose(row.explanation)] if row.explanation else []
    for title, links in ((_("Lo sostienen"), view.supports), (_("Lo que habla en contra"), view.objections)):
        if links:
            blocks += [Heading(title, 2, numbered=False), _links(links, speech)]
    if view.stances:
        rows = [(told_group(view, one.group), said(WORDS, one.stance), one.taken_on) for one in view.stances]
        columns = (Column(_("Grupo"), share=2), Column(_("Qué dice"), share=1.4), Column(_("Día"), ColumnKind.DATE))
        blocks += [Heading(_("Posturas"), 2, numbered=False), Table(columns, rows, small=True)]
    return [*blocks, *dissent_notes(view), *decision_blocks(view)]


def _links(links: Sequence[FindingSupport], speech: Speech) -> Table:
    columns = (Column(_("Folio"), share=0.8), Column(_("Lo que dice"), share=4), Column(_("Nota"), share=1.4))
    return Table(columns, [Row((*_link(link, speech), link.note or "—")) for link in links], small=True)


def _link(link: FindingSupport, speech: Speech) -> tuple[str, str]:
    if link.fragment is not None:
        quote = speech.quote(link.fragment, aloud=False)
        return link.fragment.folio, f"«{quote.text}» {quote.attribution}" if quote else _("(sin permiso para el papel)")
    if link.source is not None:
        return link.source.folio, link.source.title
    return (link.milestone.folio, link.milestone.title) if link.milestone else ("—", "—")


@titled(gettext_lazy("Fichas de aprendizaje llenas (I-07)"))
def lesson_cards(language: str, on: date, *, folio: str = "") -> Document:
    """Build the cards of the lessons (or of one): what was learned, from which findings, what is recommended."""
    rows = lesson_rows()
    views = lesson_views(rows.filter(folio__iexact=folio) if folio else rows, on=on)
    speech = Speech.ask([fragment for view in views for fragment in view.fragments], uses=TEAM, on=on)
    pages = ((f"{view.lesson.folio}. {view.lesson.title}", _lesson(view, speech)) for view in views)
    return _bundle(_("Fichas de aprendizaje"), pages, language=language, on=on, folio=folio)


def _lesson(view: LessonView, speech: Speech) -> list[Block]:
    row = view.lesson
    found = "\n".join(f"- **{escaped(one.finding.folio)}** {escaped(one.finding.statement)}" for one in view.findings)
    blocks: list[Block] = [
        _facts(
            (_("En qué situación"), row.context),
            (_("Qué aprendimos"), row.learned),
            (_("Qué haríamos distinto"), row.differently),
            (_("Para quién"), row.for_whom),
        )
    ]
    quotes = speech.quotes(view.fragments, 3, aloud=False)
    blocks += [Heading(_("Quién lo dice"), 2, numbered=False), *quotes] if quotes else []
    blocks += [Heading(_("De qué hallazgos sale"), 2, numbered=False), Prose(found)] if found else []
    if view.recommendations:
        blocks += [Heading(_("Qué se recomienda"), 2, numbered=False), _advice(view.recommendations)]
    return blocks


def _advice(rows: Sequence[Recommendation]) -> Table:
    columns = (
        Column(_("A quién"), share=1.2),
        Column(_("Qué se recomienda"), share=3.4),
        Column(_("Para cuándo"), ColumnKind.DATE, 1),
        Column(_("Acuerdo"), share=0.9),
    )
    cells = [
        (said(WORDS, one.to_whom), one.text, one.by_when, one.agreement.folio if one.agreement else "—") for one in rows
    ]
    return Table(columns, cells, small=True)


@titled(gettext_lazy("Semáforo de los hallazgos, lleno (I-16)"))
def traffic_lights_filled(language: str, on: date, *, folio: str = "") -> Document:
    """Build the traffic light as it was counted: each finding, each group, what they said, what was decided.

    Votes of a small group on a sensitive finding are not printed, here neither.
    """
    views = [view for view in _findings(folio, on) if view.votes]
    if not views:
        raise PaperRefused(_("Todavía no hay votos: capture primero el semáforo de un taller."))
    columns = (
        Column(_("Grupo"), share=1.7),
        Column(_("Verde: así es"), ColumnKind.NUMBER, 0.7),
        Column(_("Amarillo: en parte"), ColumnKind.NUMBER, 0.8),
        Column(_("Rojo: así no es"), ColumnKind.NUMBER, 0.7),
        Column(_("¿Se entendió?"), share=0.9),
        Column(_("Qué falta, qué está mal, qué no se debe publicar"), share=2.6),
        Column(_("Taller"), share=1.6),
    )
    blocks: list[Block] = []
    for view in views:
        blocks += [Heading(f"{view.finding.folio}. {view.finding.statement}", 3, numbered=False)]
        hidden = breakdown(view).words
        told = [Callout(hidden, CalloutKind.PRIVACY)] if hidden else []
        blocks += [Table(columns, _votes(view), small=True), *told, *decision_blocks(view)]
        if view.awaits:
            blocks.append(Callout(_("Espera decisión."), CalloutKind.MISSING))
    title = _("Semáforo de los hallazgos: lo que se contó")
    return frame(title, blocks, language=language, on=on, sheet=Sheet.LETTER_WIDE)


def _votes(view: FindingView) -> list[Row]:
    split = breakdown(view)
    rows = []
    for vote in (*split.told, *split.hidden):
        counts = (vote.green, vote.yellow, vote.red) if vote in split.told else ("—",) * 3
        held = vote.workshop.folio + ", " + _day(vote.workshop.on)
        rows.append(Row((told_group(view, vote.group), *counts, understood_word(vote), vote.said or "—", held)))
    return rows


def _day(day: date) -> str:
    return say_day(day, spoken(), weekday=False)
