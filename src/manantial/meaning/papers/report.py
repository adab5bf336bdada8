"""The report of the systematization: preliminary with its watermark, final with the table of contents of the method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.kernel.dates import PartialDate
from manantial.meaning.papers import closing, history, participation, reasons, stages
from manantial.meaning.papers.basis import Basis, by_stage, by_theme, read_basis
from manantial.meaning.papers.catalogue import catalogue_blocks
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, group_word, titled
from manantial.meaning.papers.instruments import instrument_blocks
from manantial.meaning.papers.terms import DRAFT, FINAL, FOR_EVERYBODY, FOR_THE_TEAM
from manantial.meaning.papers.unasked import unasked_lines
from manantial.meaning.queries import questions_without_source, recorded_no_differences, returns, voice_matrix
from manantial.meaning.rules import differences_may_be_empty, final_text_gate
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Contents,
    Cover,
    Document,
    Fact,
    FactList,
    Heading,
    Kind,
    Origins,
    Prose,
)
from manantial.voices.models import Fragment
from manantial.voices.rules import Use

MOST_ON_A_THEME = 15  # quotes; the memory holds the others


@titled(gettext_lazy("Informe final de la sistematización"))
def final_report(language: str, on: date, *, sound: str = "") -> Document:
    """Build the final report; with `sound` its quotes are heard where that is allowed.

    Raises PaperRefused while a yellow or red finding waits for its decision.
    """
    basis = read_basis(FINAL, uses=FOR_EVERYBODY, on=on, language=language, sounds=_sounds(sound))
    gate = final_text_gate(view.validated for view in basis.every_finding)
    if not gate:
        names = ", ".join(view.finding.folio for view in basis.every_finding if view.awaits)
        raise PaperRefused(f"{gate.say(_)} {names}. " + _("Decida en Validación y vuelva a construir el informe."))
    title = _("Lo que aprendimos cuidando el agua juntos")
    return _bound(basis, title, _("Informe final de la sistematización"), _final_blocks(basis))


@titled(gettext_lazy("Informe preliminar con su registro audiovisual"))
def preliminary_report(language: str, on: date, *, sound: str = "") -> Document:
    """Build the draft for the team and the board: everything found so far, what is missing, and the catalogue."""
    basis = read_basis(DRAFT, uses=FOR_THE_TEAM, on=on, language=language, draft=True, sounds=_sounds(sound))
    title = _("Lo que vamos encontrando")
    return _bound(basis, title, _("Informe preliminar y registro audiovisual"), _draft_blocks(basis))


def _sounds(asked: str) -> Use | None:
    """Sound travels with the words only back to the communities, and only when it was asked for."""
    return Use.RETURN if asked else None


def _bound(basis: Basis, title: str, subtitle: str, blocks: list[Block]) -> Document:
    figures = participation.pictures(basis, 1)
    start = basis.plan.period_start.say(basis.language, weekday=False) if basis.plan else ""
    end = basis.plan.period_end.say(basis.language, weekday=False) if basis.plan else ""
    place = f"{basis.alliance.municipality}, {basis.alliance.state}"
    period = _("De %(start)s a %(end)s") % {"start": start, "end": end} if start and end else ""
    return frame(
        title,
        [Contents(), *blocks, Origins()],
        language=basis.language,
        on=basis.on,
        subtitle=subtitle,
        kind=Kind.REPORT,
        numbered=True,
        watermark=_("BORRADOR") if basis.draft else "",
        cover=Cover(tuple(filter(None, (place, period, basis.publisher))), figures[0].picture if figures else None),
    )


def _final_blocks(basis: Basis) -> list[Block]:
    return [
        Heading(_("Presentación y agradecimientos"), anchor="presentacion"),
        *_text(basis, "presentacion", _thanks(basis)),
        Heading(_("Resumen"), anchor="resumen"),
        *_text(basis, "resumen"),
        *_summary(basis),
        Heading(_("Introducción y contexto"), anchor="contexto"),
        *_text(basis, "contexto"),
        *participation.alliance_map(basis),
        *_method(basis),
        *_history(basis),
        *_analysis(basis),
        *_interpretation(basis),
        *_differences(basis),
        *_lessons(basis),
        *_conclusions(basis),
        *_challenges(basis),
        Heading(_("Fuentes"), anchor="fuentes"),
        *closing.sources_table(basis),
        *_annexes(basis),
    ]


def _draft_blocks(basis: Basis) -> list[Block]:
    return [
        Heading(_("Para qué es este borrador y cómo va")),
        *_text(basis, "presentacion", _("Es un borrador para el equipo y la junta. No se reparte ni se publica.")),
        *_text(basis, "resumen"),
        *_summary(basis),
        Heading(_("Introducción y contexto"), anchor="contexto"),
        *_text(basis, "contexto"),
        *_method(basis),
        Heading(_("Inventario de fuentes")),
        *closing.sources_table(basis, everything=True),
        *_history(basis),
        *_analysis(basis),
        *_differences(basis),
        Heading(_("Lo que falta preguntar")),
        *_gaps(basis),
        Heading(_("Primeras reflexiones")),
        *_text(basis, "interpretacion"),
        *reasons.strength_chart(basis),
        *_text(basis, "conclusiones"),
        *_text(basis, "retos"),
        Heading(_("Registro audiovisual")),
        *catalogue_blocks(basis.speech, basis.voices),
        *_annexes(basis),
    ]


def _text(basis: Basis, section: str, otherwise: str = "") -> list[Block]:
    """The words people wrote for a section; a draft says when nobody has written them."""
    written = basis.prose(section) or (Prose(otherwise) if otherwise else None)
    if written:
        return [written]
    return [Callout(_("Falta escribir esta parte."), CalloutKind.MISSING)] if basis.draft else []


def _thanks(basis: Basis) -> str:
    return _(
        "Este informe lo hicieron quienes lo vivieron. Juntaron %(voices)s testimonios en %(workshops)s encuentros. "
        "No se nombra a nadie que no lo haya permitido. %(publisher)s da las gracias a cada comunidad."
    ) % {
        "voices": len(basis.voices),
        "workshops": len(basis.workshops),
        "publisher": escaped(basis.publisher),
    }


def _summary(basis: Basis) -> list[Block]:
    facts = [
        Fact(_("Testimonios"), len(basis.voices)),
        Fact(_("Encuentros"), len(basis.workshops)),
        Fact(_("Hitos de la línea del tiempo"), len(basis.milestones)),
        Fact(_("Hallazgos en este informe"), len(basis.findings)),
        Fact(_("Hallazgos con disenso"), sum(1 for view in basis.findings if view.dissents)),
        Fact(_("Aprendizajes"), len(basis.lessons)),
    ]
    lines = "\n".join(f"- {escaped(view.lesson.title)}: {escaped(view.lesson.learned)}" for view in basis.lessons)
    blocks: list[Block] = [FactList(tuple(facts))]
    return [*blocks, Heading(_("Los aprendizajes en pocas palabras"), 2), Prose(lines)] if lines else blocks


def _method(basis: Basis) -> list[Block]:
    blocks: list[Block] = [Heading(_("Cómo se hizo"), anchor="metodo"), *_text(basis, "metodo")]
    if basis.plan:
        blocks += [Heading(_("El plan"), 2), *plan_facts(basis)]
    blocks += [Heading(_("Quiénes tomaron parte"), 2), *participation.participation(basis)]
    return [*blocks, *participation.voices_chart(basis), Heading(_("Límites"), 2), *_limits(basis)]


def plan_facts(basis: Basis) -> list[Block]:
    """The plan on paper: objective, stretch of the experience, axes with their questions, ethical agreements."""
    plan = basis.plan
    if plan is None:
        return [Callout(_("Todavía no hay plan."), CalloutKind.MISSING)]
    parts: list[tuple[str, object]] = [
        (_("Para qué"), plan.objective),
        (_("A quién le sirve"), plan.usefulness),
        (_("Qué experiencia"), plan.object),
        (_("Dónde"), plan.place),
        (_("Desde cuándo"), _told(plan.period_start)),
        (_("Hasta cuándo"), _told(plan.period_end)),
        (_("Acuerdos éticos"), plan.ethics),
        (_("Lo aprobó"), f"{plan.approved_in.body}, {plan.approved_in}" if plan.approved_in else ""),
    ]
    blocks: list[Block] = [FactList(tuple(Fact(label, value or None) for label, value in parts))]
    for axis in basis.axes:
        questions = "\n".join(f"- {escaped(question.text)}" for question in axis.questions.all())
        blocks.append(Heading(_("Eje: %(name)s") % {"name": axis.name}, 3))
        blocks += [Prose(text) for text in (escaped(axis.description), questions) if text]
    return blocks


def _told(when: PartialDate) -> PartialDate | None:
    return when if when or when.words else None


def _limits(basis: Basis) -> list[Block]:
    weak = sum(1 for view in basis.findings if view.ground.is_weak)
    unheard = [voice for voice in basis.voices if not basis.speech.may(voice)]
    lines = [
        _("Hallazgos que descansan en una sola voz: %(count)s.") % {"count": weak},
        _("Hallazgos que nadie ha validado y no entran aquí: %(count)s.") % {"count": len(basis.waiting)},
        _("Testimonios que se estudiaron y no se citan porque no hay permiso para este uso: %(count)s.")
        % {"count": len(unheard)},
        _("Las fechas recordadas se dejan como se dijeron; cuando no coinciden se imprimen todas."),
    ]
    return [Prose("\n".join(f"- {line}" for line in lines))]


def _history(basis: Basis) -> list[Block]:
    blocks: list[Block] = [
        Heading(_("Reconstrucción de la experiencia"), anchor="reconstruccion"),
        *_text(basis, "reconstruccion"),
        Heading(_("La línea del tiempo"), 2),
        *history.timeline_table(basis),
        Heading(_("Cada momento y cómo se cuenta"), 2),
    ]
    for view in basis.milestones:
        blocks += history.milestone_blocks(basis, view)
    return [*blocks, *participation.gallery(basis)]


def _analysis(basis: Basis) -> list[Block]:
    blocks: list[Block] = [Heading(_("Análisis por eje"), anchor="analisis"), *_text(basis, "analisis")]
    for axis in basis.axes:
        blocks.append(Heading(axis.name, 2))
        if axis.description:
            blocks.append(Prose(escaped(axis.description), lead=True))
        blocks += stages.stage_blocks(axis, uses=basis.speech.uses, on=basis.on, inside=basis.draft)
        for code, fragments in by_stage(basis, axis):
            blocks += _said_of(basis, code.name, fragments)
        for view in basis.on_axis(axis):
            blocks += reasons.finding_blocks(basis, view)
    blocks += _themes(basis)
    loose = basis.on_axis(None)
    if loose:
        blocks.append(Heading(_("Otros hallazgos"), 2))
    for view in loose:
        blocks += reasons.finding_blocks(basis, view)
    return blocks


def _themes(basis: Basis) -> list[Block]:
    """Everything that may be printed, ordered by theme: what no finding quotes is heard here."""
    blocks: list[Block] = []
    for code, fragments in by_theme(basis):
        blocks += _said_of(basis, code.name, fragments)
    return [Heading(_("Las voces, por tema"), 2), *blocks] if blocks else []


def _said_of(basis: Basis, title: str, fragments: list[Fragment]) -> list[Block]:
    """The voices on one theme or stage, as many as are read at one go."""
    quotes = basis.speech.quotes(fragments, MOST_ON_A_THEME)
    return [Heading(title, 3), *quotes] if quotes else []


def _interpretation(basis: Basis) -> list[Block]:
    caused = [table for view in basis.milestones for table in history.causes_table(basis, view)]
    return [
        Heading(_("¿Por qué pasó lo que pasó?"), anchor="interpretacion"),
        *_text(basis, "interpretacion"),
        *reasons.strength_chart(basis),
        *caused,
    ]


def _differences(basis: Basis) -> list[Block]:
    """«Lo que vemos distinto»: obligatory. Empty only when a workshop wrote that there were no differences."""
    differing = [view for view in basis.milestones if view.differs]
    dissented = [view for view in basis.findings if view.dissents]
    blocks: list[Block] = [Heading(_("Lo que vemos distinto"), anchor="diferencias")]
    if not differing and not dissented:
        ruling = differences_may_be_empty(0, recorded_none=recorded_no_differences())
        if not ruling and not basis.draft:
            raise PaperRefused(ruling.say(_) + " " + _("Regístrelo en Validación o anote las diferencias."))
        return [*blocks, Callout(ruling.say(_), CalloutKind.DIFFERENCE)]
    blocks.append(Prose(_("Aquí están todas las versiones. No se busca quién tiene razón.")))
    for view in differing:
        blocks += history.difference_blocks(basis, view)
    for finding in dissented:
        blocks += [
            Heading(f"{finding.finding.folio}. {finding.finding.statement}", 3, about=f"finding/{finding.finding.pk}"),
            *reasons.stance_blocks(finding),
        ]
    return blocks


def _lessons(basis: Basis) -> list[Block]:
    blocks: list[Block] = [Heading(_("Aprendizajes"), anchor="aprendizajes")]
    for view in basis.lessons:
        if basis.draft or view.is_validated:
            blocks += reasons.lesson_blocks(basis, view)
    return blocks


def _conclusions(basis: Basis) -> list[Block]:
    return [
        Heading(_("Conclusiones y recomendaciones"), anchor="conclusiones"),
        *_text(basis, "conclusiones"),
        *closing.recommendations(basis),
        Heading(_("Lo que regresó a las comunidades"), 2),
        *closing.return_blocks(basis),
        *closing.corrections_table(basis),
    ]


def _challenges(basis: Basis) -> list[Block]:
    return [Heading(_("Retos y futuro"), anchor="retos"), *_text(basis, "retos"), *_gaps(basis), *_pending(basis)]


def _pending(basis: Basis) -> list[Block]:
    """What the memory itself says is not done: people not asked, results not returned, advice nobody adopted."""
    silent = [group_word(group) for group in voice_matrix(basis.milestones).silent_groups]
    waiting = len(returns(on=basis.on).pending)
    open_ = [row for view in basis.lessons for row in view.recommendations if row.agreement_id is None]
    lines = [
        (waiting, _("Comunidades que esperan que se les regresen los resultados: %(count)s.") % {"count": waiting}),
        (len(open_), _("Recomendaciones que ningún órgano ha adoptado: %(count)s.") % {"count": len(open_)}),
        (len(silent), _("Grupos que no han contado ningún hito: %(names)s.") % {"names": escaped(", ".join(silent))}),
    ]
    told = [f"- {line}" for count, line in lines if count]
    return [Heading(_("Lo que queda por hacer"), 2), Prose("\n".join(told))] if told else []


def _gaps(basis: Basis) -> list[Block]:
    questions = [escaped(question.text) for question in questions_without_source()]
    unasked = sorted({group_word(group) for view in basis.findings for group in view.not_asked})
    lines = [
        *(_("Pregunta del plan sin ninguna fuente: %(text)s") % {"text": text} for text in questions),
        *(_("A este grupo no se le preguntó: %(group)s.") % {"group": escaped(group)} for group in unasked),
        *unasked_lines(basis),
    ]
    if not lines:
        return []
    return [Heading(_("Lo que falta preguntar"), 2), Prose("\n".join(f"- {line}" for line in lines))]


def _annexes(basis: Basis) -> list[Block]:
    parts: list[tuple[str, Callable[[], list[Block]]]] = [
        (_("Matriz de voces"), lambda: history.matrix_table(basis)),
        (_("Bitácora de validación"), lambda: reasons.lights_table(basis)),
        (_("Los encuentros"), lambda: participation.workshop_blocks(basis)),
        (_("Instrumentos"), lambda: instrument_blocks(basis)),
        (_("Palabras explicadas"), lambda: [closing.glossary(closing.glossary_terms())]),
        (_("Permisos"), lambda: closing.consent_blocks(basis)),
    ]
    blocks: list[Block] = [Heading(_("Anexos"), anchor="anexos")]
    for title, make in parts:
        made = make()
        blocks += [Heading(title, 2), *made] if made else []
    return blocks
