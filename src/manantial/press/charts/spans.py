"""What happened over the years, each thing told by several people: one bar for every telling, as wide as its doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.translation import gettext as _

from manantial.press.charts.canvas import LINE, MARGIN, STONE, Canvas, Tone
from manantial.press.charts.drawing import Drawing
from manantial.press.lettering import width, wrap

_ROW, _TALL, _LEAST = 23.0, 13.0, 7.0  # height of a telling, of its bar, and the least width of a bar
_TITLE, _SMALL = 15.5, 13.0
_ROOMY = 1.18  # a screen without our letter writes wider


@dataclass(frozen=True, slots=True)
class Telling:
    """One bar: who tells it, between which days (None = nobody knows on that side), said in words."""

    who: str
    first: date | None
    last: date | None
    said: str
    tone: Tone = Tone.MAIZE


@dataclass(frozen=True, slots=True)
class Lane:
    """One thing that happened, with its tellings. tag: a word after the title («Difieren»). href: where it leads."""

    title: str
    tellings: tuple[Telling, ...]
    tag: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    left: float
    right: float

    def at(self, day: date) -> float:
        start = date(self.first, 1, 1).toordinal()
        whole = date(self.last + 1, 1, 1).toordinal() - start
        return self.left + (self.right - self.left) * (day.toordinal() - start) / whole


def spans(
    title: str,
    lanes: Sequence[Lane],
    *,
    heads: tuple[str, str, str],
    legend: Sequence[tuple[str, Tone]] = (),
    wide: float = 900,
) -> Drawing:
    """Draw lanes one under the other over the years. heads: of the table (thing, who, when)."""
    canvas = Canvas(title, wide)
    scale = _scale(lanes, wide)
    top = canvas.y + 22
    canvas.y = top + 4
    for lane in lanes:
        _lane(canvas, scale, lane)
    bottom = canvas.y
    grid = Canvas(title, wide)
    _years(grid, scale, top, bottom)
    canvas.parts[:0] = grid.parts
    if legend:
        canvas.y += 6
        canvas.legend(list(legend))
    rows = tuple((lane.title, one.who, one.said) for lane in lanes for one in lane.tellings)
    alt = _("%(title)s. %(lines)s") % {
        "title": title,
        "lines": "; ".join(f"{lane.title}: {', '.join(f'{t.who} {t.said}' for t in lane.tellings)}" for lane in lanes),
    }
    return Drawing(title, canvas.finish(alt), alt, heads, rows, share=0.9)


def _scale(lanes: Sequence[Lane], wide: float) -> _Scale:
    days = [day for lane in lanes for one in lane.tellings for day in (one.first, one.last) if day]
    first = min((day.year for day in days), default=2000)
    last = max((day.year for day in days), default=first)
    return _Scale(first, last, MARGIN, wide - MARGIN)


def _years(canvas: Canvas, scale: _Scale, top: float, bottom: float) -> None:
    count = scale.last - scale.first + 1
    every = max(1, -(-count // 16))
    for year in range(scale.first, scale.last + 2):
        x = scale.at(date(year, 1, 1)) if year <= scale.last else scale.right
        canvas.rule(x, top - 8, x, bottom)
        if year <= scale.last and (year - scale.first) % every == 0:
            canvas.text(x + 4, top - 10, str(year), size=_SMALL, bold=True, colour=STONE)


def _lane(canvas: Canvas, scale: _Scale, lane: Lane) -> None:
    tag = f" · {lane.tag}" if lane.tag else ""
    opening, closing = (f'<a href="{escape(lane.href)}">', "</a>") if lane.href else ("", "")
    if opening:
        canvas.add(opening)
    for line in wrap(lane.title + tag, _TITLE, canvas.room / _ROOMY, bold=True):
        canvas.y += _TITLE * 1.3
        canvas.text(MARGIN, canvas.y - 4, line, size=_TITLE, bold=True, halo=True)
    if closing:
        canvas.add(closing)
    for one in lane.tellings:
        _telling(canvas, scale, one)
    canvas.y += 8
    canvas.rule(MARGIN, canvas.y, canvas.wide - MARGIN, canvas.y, colour=LINE)
    canvas.y += 3


def _telling(canvas: Canvas, scale: _Scale, one: Telling) -> None:
    words = f"{one.who}: {one.said}"
    y = canvas.y + (_ROW - _TALL) / 2
    if one.first is None and one.last is None:
        for line in wrap(words, _SMALL, canvas.room / _ROOMY - 20):
            canvas.text(MARGIN + 16, canvas.y + _ROW - 8, line, size=_SMALL, halo=True)
            canvas.y += _ROW * 0.8
        canvas.y += _ROW * 0.2
        return
    start = scale.left if one.first is None else scale.at(one.first)
    end = scale.right if one.last is None else scale.at(date.fromordinal(one.last.toordinal() + 1))
    bar = max(_LEAST, end - start)
    start = min(start, scale.right - bar)
    open_ended = one.first is None or one.last is None
    canvas.bar(start, y, bar, _TALL, Tone.EMPTY if open_ended else one.tone, words)
    _label(canvas, start, start + bar, words)
    canvas.y += _ROW


def _label(canvas: Canvas, start: float, end: float, words: str) -> None:
    """The words after the bar, before it, or over it, wherever there is room."""
    long, y = width(words, _SMALL) * _ROOMY, canvas.y + _ROW / 2 + 4.5
    if end + 6 + long <= canvas.wide - MARGIN:
        canvas.text(end + 6, y, words, size=_SMALL, halo=True)
    elif start - 6 - long >= MARGIN:
        canvas.text(start - 6, y, words, size=_SMALL, anchor="end", halo=True)
    else:
        for line in wrap(words, _SMALL, canvas.room / _ROOMY):
            canvas.y += _ROW * 0.8
            canvas.text(MARGIN + 4, canvas.y + _ROW / 2 + 4.5, line, size=_SMALL, halo=True)
        canvas.y += 2


@dataclass(frozen=True, slots=True)
class Placed:
    """Something on a map of two measures, each from 1 to `steps`; None when nobody knows."""

    label: str
    across: int | None
    up: int | None
    tone: Tone
    said: str = ""


def standing(
    title: str,
    things: Sequence[Placed],
    *,
    across: tuple[str, tuple[str, str, str]],
    up: tuple[str, tuple[str, str, str]],
    unknown: str,
    heads: tuple[str, str, str, str],
    legend: Sequence[tuple[str, Tone]],
    wide: float = 640,
) -> Drawing:
    """Draw things on nine squares: how much of one measure (rightwards) and of another (upwards)."""
    canvas = Canvas(title, wide)
    left, cell = MARGIN + 92.0, (wide - 2 * MARGIN - 92) / 3
    canvas.words(f"↑ {up[0]}", size=_SMALL, bold=True, colour=STONE)
    canvas.y += 4
    for height in (3, 2, 1):
        groups = [[one for one in things if one.up == height and one.across == n] for n in (1, 2, 3)]
        _squares(canvas, groups, up[1][height - 1], left, cell)
    for n, word in enumerate(across[1]):
        canvas.text(left + cell * (n + 0.5), canvas.y + 18, word, size=_SMALL, anchor="middle", colour=STONE)
    canvas.y += 26
    canvas.text(wide - MARGIN, canvas.y + 12, f"{across[0]} →", size=_SMALL, bold=True, anchor="end", colour=STONE)
    canvas.y += 22
    lost = [one for one in things if one.across is None or one.up is None]
    if lost:
        canvas.words(f"{unknown}: {', '.join(one.label for one in lost)}", size=_SMALL)
    canvas.legend(list(legend))
    rows = tuple((one.label, one.said, _level(across[1], one.across), _level(up[1], one.up)) for one in things)
    alt = f"{title}. " + "; ".join(", ".join(str(cell) for cell in row if cell) for row in rows)
    return Drawing(title, canvas.finish(alt), alt, heads, rows, share=0.9)


def _level(words: tuple[str, str, str], level: int | None) -> str | None:
    return None if level is None else words[level - 1]


def _squares(canvas: Canvas, groups: Sequence[Sequence[Placed]], word: str, left: float, cell: float) -> None:
    lines = [[(one, wrap(one.label, _SMALL, (cell - 38) / _ROOMY)) for one in group] for group in groups]
    tall = max([70.0, *(sum(len(texts) * 16 + 6 for _one, texts in group) + 16 for group in lines)])
    top = canvas.y
    canvas.text(left - 8, top + tall / 2 + 4, word, size=_SMALL, anchor="end", colour=STONE)
    for n, group in enumerate(lines):
        x, y = left + n * cell, top + 8
        canvas.add(
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{cell:.1f}" height="{tall:.1f}" fill="none" stroke="{LINE}"/>'
        )
        for one, texts in group:
            canvas.bar(x + 8, y + 2, 16, 13, one.tone, one.label)
            for text in texts:
                canvas.text(x + 30, y + 13, text, size=_SMALL)
                y += 16
            y += 6
    canvas.y = top + tall
