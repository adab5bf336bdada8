"""Six static charts as SVG text: the same drawing goes to the page, the PDF and the kit, always with its numbers.

Bars, parts of bars (stacked or around a middle), a line, dots before and after, «4 de cada 10», and a budget bar.
"""

from manantial.press.charts.arrays import array
from manantial.press.charts.bars import Bar, Part, bars, budget, diverging, stacked
from manantial.press.charts.canvas import Tone
from manantial.press.charts.drawing import Drawing
from manantial.press.charts.numbers import CannotDraw
from manantial.press.charts.paths import Change, Series, before_after, line

__all__ = [
    "Bar",
    "CannotDraw",
    "Change",
    "Drawing",
    "Part",
    "Series",
    "Tone",
    "array",
    "bars",
    "before_after",
    "budget",
    "diverging",
    "line",
    "stacked",
]
