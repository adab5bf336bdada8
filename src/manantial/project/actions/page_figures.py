"""The figures printed in the text of a page: each becomes one value of an indicator, beside its rivals."""

from __future__ import annotations

from manantial.project.actions.loading import Loading
from manantial.project.rules.page import ContextFigure
from manantial.project.rules.printed import Change, Piece
from manantial.project.rules.wording import take_apart
from manantial.water.models import Figure, Indicator


def write_figure(loading: Loading, piece: Piece, change: Change) -> str:
    """Add the figure; a former value of the page stays, as every figure does."""
    printed: ContextFigure = piece.value
    parts = take_apart(printed.value, printed.unit)
    unit = loading.wording.texts.get(parts.unit, parts.unit)
    names = loading.wording.figures.get(printed.key, {})
    indicator = Indicator.objects.filter(code=printed.key).first() or Indicator.objects.create(
        code=printed.key,
        name=names.get("es") or _readable(printed.key),
        name_en=names.get("en") or _readable(printed.key),
        definition=names.get("definition", ""),
        unit=unit,
    )
    Figure.objects.create(
        indicator=indicator,
        value=parts.value,
        lower_bound=parts.lower_bound,
        unit=unit,
        numerator=parts.numerator,
        denominator=parts.denominator,
        definition=parts.spread,
        quote=printed.quote,
        source=loading.source(printed.line),
        source_kind="page",
        captured_at=loading.now,
    )
    return ""


def _readable(key: str) -> str:
    return key.replace("_", " ").capitalize()
