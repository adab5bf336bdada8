"""Charts made of bars: one amount a row, parts of a row, parts around a middle, and a budget in one bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from manantial.press.charts.canvas import INK, MARGIN, STONE, TONES, Canvas, Tone
from manantial.press.charts.drawing import Drawing
from manantial.press.charts.lanes import Lanes
from manantial.press.charts.numbers import CannotDraw, largest, say
from manantial.press.lettering import width

Counts = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. None is drawn as «sin dato»; `said` is how the number is written when not plainly."""

    label: str
    value: float | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a budget; `missing=True` draws it empty (what has not come)."""

    label: str
    value: float
    said: str = ""
    missing: bool = False


def bars(title: str, rows: Sequence[Bar], *, unit: str = "", source: str = "", tone: Tone = Tone.WATER) -> Drawing:
    """One bar a row, its words beside or above, number at its end. Raises CannotDraw for negative numbers."""
    canvas = Canvas(title)
    top = largest(row.value for row in rows)
    lanes = Lanes.of(canvas, [row.label for row in rows])
    said = [say(row.value, unit, row.said) for row in rows]
    room = lanes.room - max((width(text, lanes.size, bold=True) for text in said), default=0) - 10
    for row, number in zip(rows, said, strict=True):
        lanes.enter(canvas, row.label)
        if row.value is None:
            _no_data(canvas, lanes)
        else:
            long = row.value / top * room
            canvas.bar(lanes.start, canvas.y, long, lanes.tall, tone, row.label)
            canvas.text(lanes.start + long + 8, canvas.y + lanes.base, number, size=lanes.size, bold=True)
        lanes.leave(canvas)
    alt = _told(title, [f"{row.label}: {number}" for row, number in zip(rows, said, strict=True)])
    table = tuple((row.label, row.said or row.value if row.value is not None else None) for row in rows)
    heads = ("", unit or _("Cuántos"))
    return Drawing(title, canvas.finish(alt, source), alt, heads, table, source, says_all=True)


def stacked(
    title: str,
    *,
    parts: Sequence[str],
    rows: Sequence[tuple[str, Counts]],
    unit: str = "",
    tones: Sequence[Tone] = TONES,
    source: str = "",
) -> Drawing:
    """Each row is a bar made of its parts, all on one scale. Raises CannotDraw."""
    _check(parts, rows, tones)
    canvas = Canvas(title)
    top = largest(sum(value or 0 for value in values) for _label, values in rows)
    canvas.legend(list(zip(parts, tones, strict=False)))
    lanes = Lanes.of(canvas, [label for label, _values in rows])
    said = []
    for label, values in rows:
        lanes.enter(canvas, label)
        said.append(_pieces(canvas, lanes, (label, values), lanes.start, lanes.room / top, tones))
        lanes.leave(canvas)
    return replace(_parted(title, canvas, parts, rows, unit, source), says_all=all(said))


def diverging(
    title: str,
    *,
    parts: Sequence[str],
    rows: Sequence[tuple[str, Counts]],
    middle: int | None = None,
    unit: str = "",
    tones: Sequence[Tone] | None = None,
    source: str = "",
) -> Drawing:
    """Parts before the middle go left, those after it right; `middle` is the neutral part, None = half and half.

    Raises CannotDraw.
    """
    chosen = tuple(tones or _opinion_tones(len(parts), middle))
    _check(parts, rows, chosen)
    canvas = Canvas(title)
    cut = len(parts) / 2 if middle is None else middle + 0.5
    sides = [_sides(values, cut) for _label, values in rows]
    reach = [max((side[n] for side in sides), default=0) for n in (0, 1)]
    lanes = Lanes.of(canvas, [label for label, _values in rows])
    scale = lanes.room / (sum(reach) or 1)
    axis = lanes.start + reach[0] * scale
    canvas.legend(list(zip(parts, chosen, strict=False)))
    place_of_axis, begin, said = len(canvas.parts), canvas.y, []
    for (label, values), (left, _right) in zip(rows, sides, strict=True):
        lanes.enter(canvas, label)
        said.append(_pieces(canvas, lanes, (label, values), axis - left * scale, scale, chosen))
        lanes.leave(canvas)
    canvas.rule(axis, begin, axis, canvas.y, colour=INK, thick=1.5)
    canvas.parts.insert(place_of_axis, canvas.parts.pop())
    return replace(_parted(title, canvas, parts, rows, unit, source), says_all=all(said))


def budget(
    title: str, parts: Sequence[Part], *, total: float | None = None, unit: str = "", said: str = "", source: str = ""
) -> Drawing:
    """One bar that is the whole, cut into its parts, each with amount and share. What is left over shows as missing.

    `said` is how the total is written. Raises CannotDraw when the parts are more than the total.
    """
    whole = total if total is not None else sum(part.value for part in parts)
    rest = whole - largest_sum(parts)
    if rest < -whole * 1e-9:
        raise CannotDraw(_("Las partes suman más que el total; revise los números antes de dibujar."))
    shown = [*parts, Part(_("Falta"), rest, missing=True)] if rest > whole * 1e-9 else list(parts)
    canvas = Canvas(title)
    x, y, marks = float(MARGIN), canvas.y + 2, _budget_tones(shown)
    for part, tone in zip(shown, marks, strict=True):
        long = part.value / (whole or 1) * canvas.room
        canvas.bar(x, y, long, 44, tone, part.label)
        x += long
    canvas.y = y + 56
    lines = []
    for part, tone in zip(shown, marks, strict=True):
        share = say(round(part.value / (whole or 1) * 100, 1), "%")
        amount = say(part.value, unit, part.said)
        canvas.bar(MARGIN, canvas.y, 24, 18, tone, part.label)
        canvas.text(MARGIN + 34, canvas.y + 15, part.label)
        canvas.text(canvas.wide - MARGIN, canvas.y + 15, f"{amount} · {share}", bold=True, anchor="end")
        canvas.y += 27
        lines.append((part.label, amount, share))
    canvas.rule(MARGIN, canvas.y, canvas.wide - MARGIN, canvas.y, colour=INK, thick=1.5)
    canvas.text(MARGIN, canvas.y + 20, _("Total"), bold=True)
    canvas.text(canvas.wide - MARGIN, canvas.y + 20, say(whole, unit, said), bold=True, anchor="end")
    canvas.y += 28
    rows = (*lines, (_("Total"), say(whole, unit, said), "100 %"))
    alt = _told(title, [f"{label}: {amount} ({share})" for label, amount, share in rows])
    return Drawing(title, canvas.finish(alt, source), alt, (_("Parte"), _("Cantidad"), _("Porcentaje")), rows, source)


def largest_sum(parts: Sequence[Part]) -> float:
    """What the parts make together. Raises CannotDraw when one is negative."""
    largest(part.value for part in parts)
    return sum(part.value for part in parts)


def _budget_tones(parts: Sequence[Part]) -> list[Tone]:
    tones = iter(TONES * 3)
    return [Tone.EMPTY if part.missing else next(tones) for part in parts]


def _opinion_tones(count: int, middle: int | None) -> list[Tone]:
    left = [Tone.CLAY, Tone.GRAIN, Tone.MAIZE]
    right = [Tone.WATER, Tone.FIELD, Tone.CLAY]
    half = count // 2 if middle is None else middle
    tones = [left[n % 3] for n in range(half)]
    if middle is not None:
        tones.append(Tone.STONES)
    return tones + [right[n % 3] for n in range(count - len(tones))]


def _sides(values: Counts, cut: float) -> tuple[float, float]:
    amounts = [value or 0 for value in values]
    left = sum(amount * min(1.0, max(0.0, cut - place)) for place, amount in enumerate(amounts))
    return left, sum(amounts) - left


def _pieces(
    canvas: Canvas, lanes: Lanes, row: tuple[str, Counts], x: float, scale: float, tones: Sequence[Tone]
) -> bool:
    """The parts of one row, one after the other, each with its number in it; the last one's may stand behind it.

    Returns whether all numbers found room.
    """
    label, values = row
    size, whole = min(13.0, lanes.tall - 3), True
    last = max((place for place, value in enumerate(values) if value), default=0)
    for place, value in enumerate(values):
        if not value:
            continue
        long = value * scale
        canvas.bar(x, canvas.y, long, lanes.tall, tones[place], f"{label}{place}")
        number = say(value)
        if width(number, size, bold=True) + 12 <= long:
            canvas.tag(x + long / 2, canvas.y + lanes.tall / 2 + size * 0.36, number, size)
        elif place == last and x + long + 4 + width(number, size, bold=True) <= canvas.wide:
            canvas.text(x + long + 4, canvas.y + lanes.tall / 2 + size * 0.36, number, size=size, bold=True)
        else:
            whole = False
        x += long
    if all(value is None for value in values):
        _no_data(canvas, lanes)
    return whole


def _no_data(canvas: Canvas, lanes: Lanes) -> None:
    canvas.bar(lanes.start, canvas.y, 30, lanes.tall, Tone.EMPTY, "")
    canvas.text(lanes.start + 38, canvas.y + lanes.base, say(None), size=lanes.size, bold=True, colour=STONE)


def _check(parts: Sequence[str], rows: Sequence[tuple[str, Counts]], tones: Sequence[Tone]) -> None:
    if len(tones) < len(parts) or any(len(values) != len(parts) for _label, values in rows):
        raise CannotDraw(_("Cada renglón de la gráfica necesita un número por cada parte."))
    for _label, values in rows:
        largest(values)


def _parted(
    title: str, canvas: Canvas, parts: Sequence[str], rows: Sequence[tuple[str, Counts]], unit: str, source: str
) -> Drawing:
    told = [
        f"{label}: " + ", ".join(f"{part} {say(value, unit)}" for part, value in zip(parts, values, strict=True))
        for label, values in rows
    ]
    alt = _told(title, told)
    table = tuple((label, *values) for label, values in rows)
    return Drawing(title, canvas.finish(alt, source), alt, ("", *parts), table, source)


def _told(title: str, facts: Sequence[str]) -> str:
    return f"{title.rstrip('.')}. {'; '.join(facts) or _('Sin datos todavía')}."
