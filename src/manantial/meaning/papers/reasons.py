"""Findings and lessons on paper: what they rest on, what speaks against them, who differs, what was decided."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.meaning.models import Validation
from manantial.meaning.papers.basis import Basis
from manantial.meaning.papers.frame import escaped, group_word, said_act
from manantial.meaning.papers.speech import PRINTED_LEVELS, origin, origin_of_source
from manantial.meaning.papers.standing import dissent_notes
from manantial.meaning.queries import FindingView, LessonView, breakdown, told_group
from manantial.meaning.rules import WORDS, Light, Strength
from manantial.press.charts import Bar, Tone, bars, stacked
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Fact,
    FactList,
    Heading,
    Notes,
    Prose,
    Provenance,
    Row,
    Table,
)
from manantial.voices.queries import said

MOST_QUOTES = 4
LIGHT_TONES = (Tone.WATER, Tone.MAIZE, Tone.CLAY)


def finding_blocks(basis: Basis, view: FindingView) -> list[Block]:
    """One finding with its supports, objections, votes by group, stances, dissent and decision."""
    finding = view.finding
    blocks: list[Block] = [
        Heading(f"{finding.folio}. {finding.statement}", 3, about=f"finding/{finding.pk}"),
        FactList(_facts(view, inside=basis.draft)),
    ]
    if finding.explanation:
        blocks.append(Prose(finding.explanation))
    blocks += basis.speech.quotes(view.fragments, MOST_QUOTES)
    blocks += objections(basis, view)
    blocks += votes_chart(view)
    blocks += stance_blocks(view)
    blocks += decision_blocks(view)
    return blocks


def _facts(view: FindingView, *, inside: bool) -> tuple[Fact, ...]:
    return (
        Fact(_("Fuerza"), said(WORDS, view.ground.strength)),
        Fact(_("Descansa en"), _rests(view), _documents(view, inside=inside)),
        Fact(_("Semáforo"), said(WORDS, view.light) if view.light else _("Sin validar")),
        *((Fact(_("Con qué cuidado tomarlo"), view.finding.confidence),) if view.finding.confidence else ()),
    )


def _rests(view: FindingView) -> str:
    """On how many voices of how many groups, and on how many documents if on any."""
    ground = view.ground
    voices = ngettext("%(n)s voz", "%(n)s voces", ground.voices) % {"n": ground.voices}
    groups = ngettext("%(n)s grupo", "%(n)s grupos", ground.groups) % {"n": ground.groups}
    told = _("%(voices)s de %(groups)s") % {"voices": voices, "groups": groups}
    if not ground.documents:
        return told
    papers = ngettext("%(n)s documento", "%(n)s documentos", ground.documents) % {"n": ground.documents}
    return _("%(voices)s y %(papers)s") % {"voices": told, "papers": papers}


def _documents(view: FindingView, *, inside: bool) -> Notes:
    sources = [link.source for link in view.supports if link.source is not None]
    return tuple(origin_of_source(row, inside=inside) for row in sources)


def objections(basis: Basis, view: FindingView) -> list[Block]:
    """What speaks against a finding, as far as it may be printed."""
    quotes = basis.speech.quotes([link.fragment for link in view.objections if link.fragment is not None])
    notes = [link for link in view.objections if link.source is not None]
    if not quotes and not notes:
        return []
    lines = [
        f"- {escaped(link.source.folio)}: {escaped(link.note or link.source.title)}"
        for link in notes
        if link.source and (basis.draft or link.source.visibility in PRINTED_LEVELS)
    ]
    return [
        Heading(_("Lo que habla en contra"), 4, numbered=False),
        *quotes,
        *([Prose("\n".join(lines))] if lines else []),
    ]


def understood_word(vote: Validation) -> str:
    """Whether a group understood what was read to it; a line where nobody asked."""
    return "—" if vote.understood is None else (_("sí") if vote.understood else _("no"))


def votes_chart(view: FindingView) -> list[Block]:
    """The traffic light by group, as a drawing with its numbers."""
    if not view.votes:
        return []
    parts = [_("Verde: así es"), _("Amarillo: en parte"), _("Rojo: así no es")]
    split = breakdown(view)
    rows = [(group_word(vote.group), (vote.green, vote.yellow, vote.red)) for vote in split.told]
    told = [Callout(split.words, CalloutKind.PRIVACY)] if split.hidden else []
    if not rows:
        return [*told]
    title = _("Semáforo de %(folio)s por grupo, en personas") % {"folio": view.finding.folio}
    return [stacked(title, parts=parts, rows=rows, tones=LIGHT_TONES).chart(), *told]


def stance_blocks(view: FindingView) -> list[Block]:
    """What each group says, those not asked included, and every note of dissent."""
    if not view.stances:
        return []
    rows = [(told_group(view, row.group), said(WORDS, row.stance), row.taken_on) for row in view.stances]
    columns = (Column(_("Grupo"), share=2), Column(_("Postura"), share=1.4), Column(_("Día"), ColumnKind.DATE))
    return [Table(columns, rows, caption=_("Posturas"), small=True), *dissent_notes(view)]


def decision_blocks(view: FindingView) -> list[Block]:
    """What was decided, by whom and why; the words before a correction stay visible."""
    decision = view.decision
    if decision is None:
        return []
    act = said_act(decision.workshop, decision.session)
    lines = [escaped(decision.reason), _("Se decidió en: %(act)s.") % {"act": escaped(act)}]
    if view.corrected_from:
        lines.append(_("Antes decía: «%(before)s»") % {"before": escaped(view.corrected_from)})
    return [Callout("\n\n".join(lines), CalloutKind.AGREEMENT, said(WORDS, decision.outcome))]


def strength_chart(basis: Basis) -> list[Block]:
    """How strong the findings are, weak ones not hidden."""
    counts = Counter(view.ground.strength for view in basis.findings)
    rows = [Bar(said(WORDS, strength), counts[strength]) for strength in Strength if counts[strength]]
    return [bars(_("Hallazgos según en qué descansan"), rows).chart()] if rows else []


def lights_table(basis: Basis) -> list[Block]:
    """The validation log: every finding, every group, green, yellow and red, and what was decided."""
    rows = [
        Row(
            (
                view.finding.folio,
                group_word(vote.group),
                vote.green,
                vote.yellow,
                vote.red,
                understood_word(vote),
                _outcome(view),
                str(vote.workshop),
            ),
        )
        for view in basis.every_finding
        for vote in breakdown(view).told
        if basis.draft or view.ruling
    ]
    if not rows:
        return []
    number = ColumnKind.NUMBER
    columns = (
        Column(_("Hallazgo"), share=1),
        Column(_("Grupo"), share=1.6),
        Column(_("Verde"), number, 0.6),
        Column(_("Amarillo"), number, 0.7),
        Column(_("Rojo"), number, 0.6),
        Column(_("¿Se entendió?"), share=0.8),
        Column(_("Decisión"), share=1.4),
        Column(_("Taller"), share=1.6),
    )
    return [Table(columns, rows, caption=_("Bitácora de validación"), small=True)]


def _outcome(view: FindingView) -> str:
    if view.decision:
        return said(WORDS, view.decision.outcome)
    return _("No hizo falta") if view.light is Light.GREEN else _("Pendiente")


def lesson_blocks(basis: Basis, view: LessonView) -> list[Block]:
    """One lesson with the voices behind it, the findings it comes from and the dissent that travels with it."""
    lesson = view.lesson
    blocks: list[Block] = [Heading(f"{lesson.folio}. {basis.title(view)}", 2, about=f"lesson/{lesson.pk}")]
    parts = [
        ("", lesson.context),
        (_("Qué aprendimos"), basis.learned(view)),
        (_("Qué haríamos distinto"), lesson.differently),
        (_("Para quién"), lesson.for_whom),
    ]
    for title, text in parts:
        if text:
            blocks += [_inner(title), Prose(escaped(text))] if title else [Prose(escaped(text), lead=True)]
    quotes = basis.speech.quotes(view.fragments, MOST_QUOTES)
    blocks += [_inner(_("Las voces")), *quotes] if quotes else []
    shown = [found for found in view.findings if basis.draft or found.ruling]
    if shown:
        lines = [f"- **{escaped(found.finding.folio)}** {escaped(found.finding.statement)}" for found in shown]
        blocks += [_inner(_("De qué hallazgos sale")), Prose("\n".join(lines), notes=_origins(shown))]
    for found in shown:
        blocks += dissent_notes(found)
    return blocks


def _inner(title: str, level: int = 3) -> Heading:
    """A title inside one lesson or finding: it repeats, so it has no number."""
    return Heading(title, level, numbered=False)


def _origins(views: list[FindingView]) -> Notes:
    return tuple(
        Provenance("finding", str(view.finding.pk), _("Hallazgo %(folio)s") % {"folio": view.finding.folio})
        for view in views
    )


def fragment_notes(views: list[FindingView], basis: Basis, most: int = 3) -> Notes:
    """Notes of the fragments behind some findings, only those that may be printed."""
    fragments = [fragment for view in views for fragment in view.fragments if basis.speech.may(fragment)]
    return tuple(origin(fragment) for fragment in fragments[:most])


def count_words(basis: Basis) -> str:
    """How much stands behind the paper, in one sentence."""
    said_count = ngettext("%(count)s hallazgo validado", "%(count)s hallazgos validados", len(basis.findings))
    return said_count % {"count": len(basis.findings)}
