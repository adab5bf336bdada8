"""How a chart says its numbers, and the round steps of its scales."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, isfinite, log10

from django.utils.translation import gettext as _


class CannotDraw(ValueError):
    """Data that this form of chart cannot show; the message is for people."""


def say(value: float | None, unit: str = "", said: str = "") -> str:
    """A number in words for people: 1,234 · 7.5 % · «sin dato» for None. `said` wins when given."""
    if value is None:
        return _("sin dato")
    if said:
        return said
    number = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number} {unit}".strip()


def largest(values: Iterable[float | None]) -> float:
    """The largest known value, 1 when none is known or all are zero. Raises CannotDraw for a negative or "
    "impossible one."""
    known = [value for value in values if value is not None]
    if any(value < 0 or not isfinite(value) for value in known):
        raise CannotDraw(_("Esta gráfica no puede mostrar números negativos."))
    return max(known, default=0) or 1.0


def steps(top: float, count: int = 4) -> list[float]:
    """Round numbers from zero to at least `top`, about `count` of them."""
    rough = top / count
    size = 10 ** floor(log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    ladder = [0.0]
    while ladder[-1] < top * 0.999:
        ladder.append(round(ladder[-1] + step, 10))
    return ladder
