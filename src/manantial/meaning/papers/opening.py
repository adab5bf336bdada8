"""How a report begins: what it is, what stands behind it, the plan as its method calls it, the actors, its limits."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manantial.kernel.dates import PartialDate
from manantial.meaning.papers import participation
from manantial.meaning.papers.actors import part_words, stand_words
from manantial.meaning.papers.basis import Basis
from manantial.meaning.papers.frame import escaped
from manantial.meaning.papers.planning import UNPRINTED_PARTS
from manantial.meaning.papers.standing import note
from manantial.meaning.queries import actor_maps, standing_actors
from manantial.meaning.rules import ACTOR_WORDS, PART_WORDS
from manantial.press.document import Block, Callout, CalloutKind, Column, Fact, FactList, Heading, Prose, Table
from manantial.voices.queries import said


def status(basis: Basis) -> list[Block]:
    """That this is a draft, and for whom."""
    return [Prose(_("Es un borrador para el equipo y la junta. No se reparte ni se publica."), lead=True)]


def thanks(basis: Basis) -> str:
    """What a report says first while nobody wrote it: who made it, without naming anybody."""
    return _(
        "Este informe lo hicieron quienes lo vivieron. Juntaron %(voices)s testimonios en %(workshops)s encuentros. "
        "No se nombra a nadie que no lo haya permitido. %(publisher)s da las gracias a cada comunidad."
    ) % {
        "voices": len(basis.voices),
        "workshops": len(basis.workshops),
        "publisher": escaped(basis.publisher),
    }


def facts(basis: Basis) -> list[Block]:
    """How much stands behind the report, and the lessons in a line each."""
    counted = [
        Fact(_("Testimonios"), len(basis.voices)),
        Fact(_("Encuentros"), len(basis.workshops)),
        Fact(_("Hitos de la línea del tiempo"), len(basis.milestones)),
        Fact(_("Hallazgos en este informe"), len(basis.findings)),
        Fact(_("Hallazgos con disenso"), sum(1 for view in basis.findings if view.disputed)),
        Fact(_("Aprendizajes"), len(basis.lessons)),
    ]
    blocks: list[Block] = [FactList(tuple(counted))]
    blocks += [Heading(_("Los aprendizajes en pocas palabras"), 2)] if basis.lessons else []
    for view in basis.lessons:  # a paragraph each: a comment written in a copy of the paper finds its lesson
        told = f"**{escaped(basis.title(view))}.** {escaped(basis.learned(view))}"
        blocks.append(Prose(told, notes=(note(view, inside=basis.draft),), about=f"lesson/{view.lesson.pk}"))
    return blocks


def plan_facts(basis: Basis) -> list[Block]:
    """The plan in the words and the order of its method, when it was approved, its axes with their questions."""
    plan = basis.plan
    if plan is None:
        return [Callout(_("Todavía no hay plan."), CalloutKind.MISSING)] if basis.draft else []
    asked = [part for part in basis.method.parts if part.name not in UNPRINTED_PARTS]
    parts: list[tuple[str, object]] = [
        (_("Método"), f"{_(basis.method.name)} ({_(basis.method.school)})"),
        *((_(part.label), getattr(plan, part.name)) for part in asked),
        (_("Desde cuándo"), _told(plan.period_start)),
        (_("Hasta cuándo"), _told(plan.period_end)),
        (_("Lo aprobó"), f"{plan.approved_in.body}, {plan.approved_in}" if plan.approved_in else ""),
    ]
    blocks: list[Block] = [FactList.of(parts)]
    for axis in basis.axes:
        questions = "\n".join(f"- {escaped(question.text)}" for question in axis.questions.all())
        blocks.append(Heading(_("Eje: %(name)s") % {"name": axis.name}, 3))
        blocks += [Prose(text) for text in (escaped(axis.description), questions) if text]
    return blocks


def _told(when: PartialDate) -> PartialDate | None:
    return when if when or when.words else None


def people(basis: Basis) -> list[Block]:
    """Who took part and who gave testimony, in numbers."""
    return [*participation.participation(basis), *participation.voices_chart(basis)]


def actors(basis: Basis) -> list[Block]:
    """The actors: who made the experience, who influenced or received it, and where each stood at last."""
    rows = list(standing_actors())
    if not rows:
        return []
    maps = [one for one in actor_maps() if one.places]
    last = maps[-1] if maps else None
    order = list(PART_WORDS)
    ranked = sorted(rows, key=lambda row: (order.index(row.part) if row.part in order else len(order), row.name))
    lines = [
        (
            row.name,
            said(ACTOR_WORDS, row.kind),
            part_words(row),
            *((stand_words(last.stands.get(row.pk)),) if last else ()),
        )
        for row in ranked
    ]
    columns = (
        Column(_("Actor"), share=2),
        Column(_("Qué es"), share=1.2),
        Column(_("Su parte"), share=1.6),
        *((Column(last.snapshot.label, share=2),) if last else ()),
    )
    return [Table(columns, lines, small=True)]


def limits(basis: Basis) -> list[Block]:
    """What the report cannot say, with its counts."""
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
