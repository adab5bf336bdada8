"""Charts of change: a line over time and dots before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manantial.press.charts.bars import _told
from manantial.press.charts.canvas import AGUA, BARRO, GRANA, GROUND, INK, LINE, MARGIN, MILPA, STONE, Canvas
from manantial.press.charts.drawing import Drawing
from manantial.press.charts.numbers import CannotDraw, largest, say, steps
from manantial.press.lettering import width

TALL = 190
_LINES = ((AGUA, ""), (BARRO, "9 5"), (MILPA, "2 5"), (GRANA, "12 4 2 4"))


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of points in the order of time; None is a gap, never zero."""

    name: str
    points: Sequence[tuple[str, float | None]]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of before and after; None is «sin dato»."""

    label: str
    before: float | None
    after: float | None


def line(title: str, series: Sequence[Series], *, unit: str = "", source: str = "") -> Drawing:
    """Up to four lines over the same moments, told apart by colour, dashes and mark. Raises CannotDraw."""
    moments = [moment for moment, _value in series[0].points] if series else []
    if len(series) > len(_LINES) or any([m for m, _v in one.points] != moments for one in series):
        raise CannotDraw(_("La línea admite hasta cuatro series con los mismos momentos."))
    canvas = Canvas(title)
    ladder = steps(largest(value for one in series for _moment, value in one.points))
    left = MARGIN + max(width(say(step), 12.5) for step in ladder) + 8
    top, base = canvas.y + 14, canvas.y + 14 + TALL
    for step in ladder:
        y = base - step / ladder[-1] * TALL
        canvas.rule(left, y, canvas.wide - MARGIN, y, colour=INK if step == 0 else LINE)
        canvas.text(left - 6, y + 4, say(step), size=12.5, anchor="end", colour=STONE)
    if unit:
        canvas.text(MARGIN, top - 12, unit, size=12.5, colour=STONE)
    across = _across(len(moments), left + 18, canvas.wide - MARGIN - 18)
    _moments(canvas, moments, across, base)
    for place, one in enumerate(series):
        spots = [
            (x, None if v is None else base - v / ladder[-1] * TALL, v)
            for x, (_m, v) in zip(across, one.points, strict=True)
        ]
        _trace(canvas, spots, place, numbers=len(series) == 1, base=base)
    canvas.y = base + 32
    if len(series) > 1:
        _names(canvas, [one.name for one in series])
    told = [f"{one.name}: " + ", ".join(f"{m} {say(v, unit)}" for m, v in one.points) for one in series]
    alt = _told(title, told)
    table = tuple((moment, *(one.points[n][1] for one in series)) for n, moment in enumerate(moments))
    return Drawing(title, canvas.finish(alt, source), alt, (_("Momento"), *(one.name for one in series)), table, source)


def before_after(
    title: str, rows: Sequence[Change], *, words: tuple[str, str] | None = None, unit: str = "", source: str = ""
) -> Drawing:
    """Each row a hollow dot (before), an arrow and a full dot (after), all on one scale from zero."""
    first, then = words or (_("antes"), _("ahora"))
    canvas = Canvas(title)
    top = largest(value for row in rows for value in (row.before, row.after))
    begin, room = MARGIN + 26, canvas.room - 52
    _key(canvas, first, then)
    for row in rows:
        canvas.words(row.label)
        y = canvas.y + 15
        canvas.rule(begin, y, begin + room, y)
        spots = [None if value is None else begin + value / top * room for value in (row.before, row.after)]
        _dots(canvas, spots, y)
        _dot_words(canvas, spots, (say(row.before, unit), say(row.after, unit)), y, (first, then))
        canvas.y += 50
    alt = _told(title, [f"{r.label}: {first} {say(r.before, unit)}, {then} {say(r.after, unit)}" for r in rows])
    table = tuple((row.label, row.before, row.after) for row in rows)
    return Drawing(title, canvas.finish(alt, source), alt, ("", first, then), table, source)


def _across(count: int, left: float, right: float) -> list[float]:
    if count < 2:
        return [(left + right) / 2] * count
    return [left + (right - left) * n / (count - 1) for n in range(count)]


def _moments(canvas: Canvas, moments: Sequence[str], across: Sequence[float], base: float) -> None:
    room = (across[1] - across[0]) if len(across) > 1 else canvas.room
    widest = max((width(moment, 12.5) for moment in moments), default=0) + 8
    every = max(1, -(-int(widest) // max(1, int(room))))
    for n, (x, moment) in enumerate(zip(across, moments, strict=True)):
        canvas.rule(x, base, x, base + 4, colour=INK)
        if n % every == 0:
            canvas.text(x, base + 19, moment, size=12.5, anchor="middle")


def _trace(
    canvas: Canvas, spots: Sequence[tuple[float, float | None, float | None]], place: int, *, numbers: bool, base: float
) -> None:
    colour, dashes = _LINES[place]
    path, pen = "", "M"
    for x, y, _value in spots:
        path += "" if y is None else f"{pen}{x:.1f} {y:.1f}"
        pen = "M" if y is None else "L"
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    canvas.add(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3.5" stroke-linejoin="round"{dash}/>')
    for x, y, value in spots:
        if y is None:
            canvas.text(x, base - 6 - place * 14, "?", bold=True, anchor="middle", colour=STONE)
            continue
        canvas.add(_mark(place, x, y, colour))
        if numbers and len(spots) <= 12:
            canvas.text(x, y - 11, say(value), size=13.5, bold=True, anchor="middle", halo=True)


def _mark(place: int, x: float, y: float, colour: str) -> str:
    paint = f'fill="{GROUND if place % 2 else colour}" stroke="{colour}" stroke-width="2.5"'
    if place < 2:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" {paint}/>'
    if place == 2:
        return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" {paint}/>'
    return f'<path d="M{x:.1f} {y - 6.5:.1f}l6 11h-12z" {paint}/>'


def _names(canvas: Canvas, names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        colour, dashes = _LINES[place]
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        canvas.add(f'<path d="M{MARGIN} {canvas.y + 8:.1f}h44" stroke="{colour}" stroke-width="3.5"{dash}/>')
        canvas.add(_mark(place, MARGIN + 22, canvas.y + 8, colour))
        canvas.text(MARGIN + 54, canvas.y + 13, name, size=13.5)
        canvas.y += 23


def _key(canvas: Canvas, first: str, then: str) -> None:
    y = canvas.y + 9
    canvas.add(_dot(MARGIN + 8, y, full=False))
    canvas.text(MARGIN + 22, y + 5, first, size=13.5)
    x = MARGIN + 22 + width(first, 13.5) + 26
    canvas.add(_dot(x, y, full=True))
    canvas.text(x + 14, y + 5, then, size=13.5)
    canvas.y += 26


def _dot(x: float, y: float, *, full: bool) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7" fill="{AGUA if full else GROUND}" '
        f'stroke="{AGUA if full else BARRO}" stroke-width="3"/>'
    )


def _dots(canvas: Canvas, spots: Sequence[float | None], y: float) -> None:
    before, after = spots
    if before is not None and after is not None and abs(after - before) > 22:
        way = 1 if after > before else -1
        tip = after - 10 * way
        canvas.add(
            f'<path d="M{before + 8 * way:.1f} {y:.1f}L{tip - 4 * way:.1f} {y:.1f}" stroke="{AGUA}" stroke-width="4"/>'
            f'<path d="M{tip:.1f} {y:.1f}l{-9 * way} -6v12z" fill="{AGUA}"/>'
        )
    if before is not None:
        canvas.add(_dot(before, y, full=False))
    if after is not None:
        canvas.add(_dot(after, y, full=True))


def _dot_words(
    canvas: Canvas, spots: Sequence[float | None], said: tuple[str, str], y: float, words: tuple[str, str]
) -> None:
    marks = [(x, text) for x, text in zip(spots, said, strict=True) if x is not None]
    if len(marks) == 2 and marks[0][0] == marks[1][0]:
        marks = [(marks[0][0], _("%(number)s, igual") % {"number": said[0]})]
    elif len(marks) == 2:
        marks = _apart(marks)
    for x, text in marks:
        near = min(
            max(x, MARGIN + width(text, 14, bold=True) / 2), canvas.wide - MARGIN - width(text, 14, bold=True) / 2
        )
        canvas.text(near, y + 23, text, size=14, bold=True, anchor="middle")
    known = marks[0][0] if marks else 0
    for spot, word, text in zip(spots, words, said, strict=True):
        if spot is None:
            right = known < canvas.wide / 2 if marks else word == words[1]
            place = canvas.wide - MARGIN if right else MARGIN
            canvas.text(place, y + 23, f"{word}: {text}", size=13, anchor="end" if right else "start", colour=STONE)


def _apart(marks: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """The two numbers moved away from each other until they do not touch."""
    apart = sum(width(text, 14, bold=True) for _x, text in marks) / 2 + 12
    (first, one), (second, other) = marks
    if abs(first - second) >= apart:
        return marks
    way, centre = (1 if second >= first else -1), (first + second) / 2
    return [(centre - way * apart / 2, one), (centre + way * apart / 2, other)]
