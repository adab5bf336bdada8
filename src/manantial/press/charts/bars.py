"""Charts made of bars: one amount a row, parts of a row, parts around a middle, and a budget in one bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manantial.press.charts.canvas import INK, MARGIN, STONE, TONES, Canvas, Tone
from manantial.press.charts.drawing import Drawing
from manantial.press.charts.numbers import CannotDraw, largest, say
from manantial.press.lettering import width

TALL = 24
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
    """One bar a row, label above, number at its end. Raises CannotDraw for negative numbers."""
    canvas = Canvas(title)
    top = largest(row.value for row in rows)
    said = [say(row.value, unit, row.said) for row in rows]
    room = canvas.room - max((width(text, 15, bold=True) for text in said), default=0) - 10
    for row, number in zip(rows, said, strict=True):
        canvas.words(row.label)
        long = 0 if row.value is None else row.value / top * room
        if row.value is None:
            canvas.bar(MARGIN, canvas.y + 2, 30, TALL, Tone.EMPTY, row.label)
            long = 30
        else:
            canvas.bar(MARGIN, canvas.y + 2, long, TALL, tone, row.label)
        canvas.text(MARGIN + long + 8, canvas.y + 19, number, bold=True, colour=STONE if row.value is None else INK)
        canvas.y += TALL + 12
    alt = _told(title, [f"{row.label}: {number}" for row, number in zip(rows, said, strict=True)])
    table = tuple((row.label, row.said or row.value if row.value is not None else None) for row in rows)
    return Drawing(title, canvas.finish(alt, source), alt, ("", unit or _("Cantidad")), table, source)


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
    for label, values in rows:
        canvas.words(label)
        x = float(MARGIN)
        for place, value in enumerate(values):
            x = _piece(canvas, x, value, canvas.room / top, tones[place], f"{label}{place}")
        if all(value is None for value in values):
            _no_data(canvas, MARGIN)
        canvas.y += TALL + 12
    return _parted(title, canvas, parts, rows, unit, source)


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
    scale = canvas.room / (sum(reach) or 1)
    axis = MARGIN + reach[0] * scale
    canvas.legend(list(zip(parts, chosen, strict=False)))
    place_of_axis, begin = len(canvas.parts), canvas.y
    for (label, values), (left, _right) in zip(rows, sides, strict=True):
        canvas.words(label)
        x = axis - left * scale
        for place, value in enumerate(values):
            x = _piece(canvas, x, value, scale, chosen[place], f"{label}{place}")
        if all(value is None for value in values):
            _no_data(canvas, MARGIN)
        canvas.y += TALL + 12
    canvas.rule(axis, begin, axis, canvas.y, colour=INK, thick=1.5)
    canvas.parts.insert(place_of_axis, canvas.parts.pop())
    return _parted(title, canvas, parts, rows, unit, source)


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


def _piece(canvas: Canvas, x: float, value: float | None, scale: float, tone: Tone, seed: str) -> float:
    if not value:
        return x
    long = value * scale
    canvas.bar(x, canvas.y + 2, long, TALL, tone, seed)
    number = say(value)
    if width(number, 13, bold=True) + 12 <= long:
        canvas.tag(x + long / 2, canvas.y + 19, number)
    return x + long


def _no_data(canvas: Canvas, x: float) -> None:
    canvas.bar(x, canvas.y + 2, 30, TALL, Tone.EMPTY, "")
    canvas.text(x + 38, canvas.y + 19, say(None), bold=True, colour=STONE)


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
