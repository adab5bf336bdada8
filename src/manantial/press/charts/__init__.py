"""Static charts as SVG text: the same drawing goes to the page, the PDF and the kit, always with its numbers.

Bars, parts of bars (stacked or around a middle), a line, dots before and after, «4 de cada 10», a budget bar,
what happened over the years as each one tells it, and who stands where.
"""

from manantial.press.charts.arrays import array
from manantial.press.charts.bars import Bar, Part, bars, budget, diverging, stacked
from manantial.press.charts.canvas import Tone
from manantial.press.charts.drawing import Drawing
from manantial.press.charts.numbers import CannotDraw
from manantial.press.charts.paths import Change, Series, before_after, line
from manantial.press.charts.spans import Lane, Placed, Telling, spans, standing

__all__ = [
    "Bar",
    "CannotDraw",
    "Change",
    "Drawing",
    "Lane",
    "Part",
    "Placed",
    "Series",
    "Telling",
    "Tone",
    "array",
    "bars",
    "before_after",
    "budget",
    "diverging",
    "line",
    "spans",
    "stacked",
    "standing",
]
