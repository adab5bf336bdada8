"""The figures of the water on paper: the adopted one of each indicator, with its source and its rivals in notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from manantial.governance.rules import explain
from manantial.kernel.dates import say_day
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    Document,
    Heading,
    Prose,
    Provenance,
    Row,
    Table,
)
from manantial.territory.papers import escaped, frame, titled
from manantial.water.queries import FigureView, IndicatorView, indicator_views, indicators


@titled(gettext_noop("Cifras del agua, con las que no coinciden"))
def figures_paper(language: str, on: date) -> Document:
    """Return every indicator with the value a body adopted (or the newest one), its note, and the other values."""
    views = indicator_views(indicators(), on=on)
    blocks: list[Block] = [
        Prose(_("Cada cifra lleva su fuente. Donde hay otras cifras se dicen todas: no se promedian ni se borran.")),
        Table(_columns(), [_row(view) for view in views], caption=_("Resumen")),
    ]
    for view in views:
        blocks.extend(_told(view, language))
    return frame(_("Cifras del agua"), blocks, language=language, on=on, as_of=on)


def said_value(view: FigureView | None) -> str:
    """Return a value with its unit as people read it; «sin dato» for nothing known."""
    if view is None or not view.figure.value:
        return _("sin dato")
    more = _("más de ") if view.figure.lower_bound else ""
    return f"{more}{view.figure.value} {view.figure.unit}"


def said_source(view: FigureView) -> str:
    """Return where a value comes from, of which date, and how old it is; «sin fuente» when nobody wrote it."""
    figure = view.figure
    language = (get_language() or "es")[:2]
    moment = figure.when.say(language, weekday=False) if figure.when or figure.when.words else _("sin fecha")
    return f"{figure.source or _('SIN FUENTE')}, {moment}. {explain(view.age.ruling(), _)}."


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Clave")), Column(_("Qué se mide"), share=3), Column(_("Cifra"), share=2),
        Column(_("Quién la adoptó"), share=2),
    )  # fmt: skip


def _row(view: IndicatorView) -> Row:
    notes = []
    if view.shown is not None:
        label = said_source(view.shown)
        if view.disagree:
            label += " " + _("Hay otras cifras: %(others)s.") % {"others": "; ".join(map(_rival, view.others))}
        notes.append(Provenance("figure", str(view.shown.figure.pk), label))
    adopted = _adopted(view.shown) if view.shown else ""
    return Row((view.indicator.code, view.indicator.name, said_value(view.shown), adopted or None), tuple(notes))


def _rival(view: FigureView) -> str:
    return f"{said_value(view)} ({view.figure.source or _('sin fuente')})"


def _adopted(view: FigureView) -> str:
    adoption = view.adoption
    if adoption is None:
        return ""
    if adoption.session is not None:
        return f"{adoption.session.body.name}, {adoption.session.number}"
    return adoption.act


def _told(view: IndicatorView, language: str) -> Iterator[Block]:
    yield Heading(f"{view.indicator.code}. {view.indicator.name}", level=2)
    if view.indicator.definition:
        yield Prose(escaped(view.indicator.definition))
    every = ([view.shown] if view.shown else []) + list(view.others)
    if not every:
        yield Callout(_("Nadie ha dado esta cifra."), CalloutKind.MISSING)
        return
    columns = (
        Column(_("Cifra"), share=2), Column(_("De cuánto a cuánto"), share=2), Column(_("Fuente"), share=3),
        Column(_("Estado"), share=2),
    )  # fmt: skip
    rows = [(said_value(one), _parts(one), said_source(one), _standing(one, language)) for one in every]
    yield Table(columns, rows, small=True)


def _parts(view: FigureView) -> str | None:
    figure = view.figure
    return f"{figure.numerator} / {figure.denominator}" if figure.numerator and figure.denominator else None


def _standing(view: FigureView, language: str) -> str:
    if view.adoption is None:
        return _("alterna")
    return _("adoptada el %(day)s") % {"day": say_day(view.adoption.adopted_on, language, weekday=False)}
