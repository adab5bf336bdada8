"""The dossier: every field of the project page, in the page's own order, with today's state of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manantial.press.document import (
    Callout,
    CalloutKind,
    Document,
    Fact,
    FactList,
    Heading,
    Origins,
    Prose,
    Table,
)
from manantial.press.document import Column as PaperColumn
from manantial.project.papers.budget import budget_blocks
from manantial.project.papers.frame import cited, dossier_for, paper
from manantial.project.queries.dossier import Dossier
from manantial.project.queries.targets import ShownTarget
from manantial.project.rules.catalogues import ACTIVITY_WORDS
from manantial.project.rules.results import RESULT_WORDS
from manantial.project.rules.targets import Measure
from manantial.project.rules.wording import Said


def dossier_paper(*, language: str, on: date) -> Document:
    """The dossier of the present project. NoProject when there is none; persons appear only when they agreed."""
    dossier = dossier_for(language)
    blocks = (
        *_head(dossier),
        *_texts(dossier),
        *_activities(dossier),
        *_results(dossier),
        *_targets(dossier),
        *_allies(dossier),
        *_updates(dossier),
        Heading(_("Presupuesto")),
        *budget_blocks(dossier.budget),
        Origins(),
    )
    return paper(dossier.title.words, language=language, on=on, blocks=blocks, subtitle=dossier.subtitle.words)


def _head(dossier: Dossier) -> Iterator[Any]:
    project = dossier.project
    yield Heading(_("El proyecto en breve"))
    if dossier.is_translated:
        yield Callout(
            _("La página está en otro idioma; esta es una traducción nuestra. Los números son los mismos."),
            notes=(cited(project),),
        )
    yield FactList(
        (
            Fact(_("Lugar"), dossier.place or None),
            Fact(_("Tema"), ", ".join(dossier.category) or None),
            Fact(_("Tipo de inversión que se necesita"), project.investment_type or None),
            Fact(_("Objetivos de Desarrollo Sostenible"), ", ".join(map(str, project.sdgs)) or None),
            Fact(_("Empieza"), project.starts if project.starts else None),
            Fact(_("Termina"), project.ends if project.ends else None),
            Fact(_("Asegurado"), f"{dossier.budget.sums.secured} ({dossier.budget.sums.percent} %)"),
            Fact(_("Falta"), dossier.budget.sums.missing),
        )
    )


def _texts(dossier: Dossier) -> Iterator[Any]:
    for title, said in ((_("El reto"), dossier.challenge), (_("El proyecto"), dossier.description)):
        yield Heading(title)
        yield from _paragraphs(said, dossier)
    for phase in dossier.phases:
        yield Heading(_("Fase %(number)s: %(name)s") % {"number": phase.row.number, "name": phase.name.words}, level=2)
        if phase.text.words:
            yield Prose.plain(phase.text.words)
    yield Heading(_("Para saber más"))
    yield from _paragraphs(dossier.know_more, dossier)


def _paragraphs(said: Said[list[str]], dossier: Dossier) -> Iterator[Any]:
    last = len(said.words) - 1
    for place, words in enumerate(said.words):
        yield Prose.plain(words, notes=(cited(dossier.project),) if place == last else ())
    if not said.words:
        yield Callout(_("La página no lo dice."), CalloutKind.MISSING)


def _activities(dossier: Dossier) -> Iterator[Any]:
    yield Heading(_("Actividades"))
    columns = (
        PaperColumn(_("Clave"), share=0.1),
        PaperColumn(_("Actividad"), share=0.65),
        PaperColumn(_("Cómo va"), share=0.25),
    )
    for phase in dossier.phases:
        rows = [
            (one.row.code, one.words.words, _with_note(_(ACTIVITY_WORDS[one.row.state]), one.row.note))
            for one in phase.activities
        ]
        yield Table(columns, rows, caption=phase.name.words)


def _with_note(word: str, note: str) -> str:
    return f"{word}. {note}" if note else word


def _results(dossier: Dossier) -> Iterator[Any]:
    yield Heading(_("Resultados directos"))
    rows = [
        (one.row.code, one.words.words, one.row.quantity, one.row.achieved, _(RESULT_WORDS[one.state]))
        for one in dossier.results
    ]
    yield Table(
        (
            PaperColumn(_("Clave"), share=0.1),
            PaperColumn(_("Resultado"), share=0.45),
            PaperColumn(_("Planeado"), share=0.13),
            PaperColumn(_("Logrado"), share=0.13),
            PaperColumn(_("Cómo va"), share=0.19),
        ),
        rows,
        note=_(
            "«Logrado» lleva evidencia y quien lo verificó. «Sin dato»: la página no lo dice, o nadie lo ha medido."
        ),
    )


def _targets(dossier: Dossier) -> Iterator[Any]:
    yield Heading(_("Impacto esperado"))
    rows = [_target(one) for one in dossier.targets]
    yield Table(
        (
            PaperColumn(_("Clave"), share=0.09),
            PaperColumn(_("Meta"), share=0.36),
            PaperColumn(_("De dónde se parte"), share=0.16),
            PaperColumn(_("Hoy"), share=0.16),
            PaperColumn(_("A dónde se quiere llegar"), share=0.23),
        ),
        rows,
        note=_("Sin dato todavía no quiere decir cero."),
    )
    for one in dossier.targets:
        if one.row.rule:
            yield Prose.plain(_("Cómo se cuenta %(code)s: %(rule)s") % {"code": one.row.code, "rule": one.row.rule})


def _target(one: ShownTarget) -> tuple[object, ...]:
    measures = [_measured(measure) for measure in (one.way.baseline, one.way.now)]
    goal = f"{one.way.target:,} {one.unit}, {one.row.by_year}" if one.way.target is not None else one.row.value
    return (one.row.code, one.words.words, *measures, goal)


def _measured(measure: Measure | None) -> str:
    """A value with its thousands apart, of when it is and where it comes from."""
    if measure is None:
        return _("sin dato todavía")
    day = measure.when.say((get_language() or "es")[:2], weekday=False)
    value = measure.value if measure.number is None else f"{measure.number:,}"
    return f"{value} ({day}; {measure.source})"


def _allies(dossier: Dossier) -> Iterator[Any]:
    yield Heading(_("Aliados"))
    columns = (PaperColumn(_("Organización")), PaperColumn(_("Como está en la página")), PaperColumn(_("Qué hace")))
    yield Table(columns, [(one.name, one.row.name, one.row.role or None) for one in dossier.partners])
    yield Heading(_("Personas"))
    if dossier.people:
        yield FactList(tuple(Fact(one.name, one.role or None) for one in dossier.people))
    if dossier.hidden_people or not dossier.people:
        yield Callout(_("Aquí se nombra solo a quien dio su permiso."), CalloutKind.PRIVACY)


def _updates(dossier: Dossier) -> Iterator[Any]:
    yield Heading(_("Avances"))
    for one in dossier.updates:
        when = one.when.say(dossier.language, weekday=False) if one.when else _("sin fecha")
        by = f" · {one.row.author}" if one.row.author else ""
        yield Heading(f"{when}{by}", level=2)
        for words in one.words.words:
            yield Prose.plain(words)
    if not dossier.updates:
        yield Callout(_("Todavía no hay avances escritos."), CalloutKind.MISSING)
