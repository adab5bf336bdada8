"""How far coders agree on where a code lies: Krippendorff's u-alpha for units on a text that runs on.

A coder's units of one value never overlap; what nobody marked is a gap, which is made of pieces of length one, because
nobody chose its ends. Coincidences are counted over every two coders, and what chance would give is drawn from the
units as they are, without putting one beside itself. 1 is full agreement, 0 is chance, below 0 worse than chance.

Source: Krippendorff, Mathet, Bouvry and Widlöcher, "On the reliability of unitizing textual continua" (2016): the alpha
of all values, the one of relevant or not, and the one of each code alone. Percent of letters or kappa over letters are
not offered: nearly everything is left unmarked by everybody, so they always look well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

GAP = None
Value = Hashable | None
ENOUGH_CODERS = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that one coder marked with a value; the end is not included."""

    start: int
    end: int
    value: Hashable


@dataclass(frozen=True)
class Coded:
    """One document: how long it is, and the units of each of its coders."""

    length: int
    coders: Mapping[Hashable, Sequence[Unit]]


class Overlapping(ValueError):
    """Two units of one coder overlap, so that one stretch would have two values."""


def united(units: Iterable[Unit]) -> list[Unit]:
    """The stretches that one coder marked with one value, those that touch or overlap as one."""
    found: list[Unit] = []
    for unit in sorted(units, key=lambda unit: (unit.start, unit.end)):
        if found and unit.start <= found[-1].end:
            found[-1] = Unit(found[-1].start, max(found[-1].end, unit.end), found[-1].value)
        elif unit.end > unit.start:
            found.append(unit)
    return found


def u_alpha(documents: Iterable[Coded]) -> float | None:
    """The alpha of all values, gaps too. None when it cannot be said: fewer than two coders, or nothing that differs.

    Documents of fewer than two coders are passed over. Raises Overlapping.
    """
    observed: dict[tuple[Value, Value], float] = defaultdict(float)
    squares: dict[Value, float] = defaultdict(float)
    for document in documents:
        if len(document.coders) >= ENOUGH_CODERS and document.length > 0:
            _observe(document, observed, squares)
    return _alpha(observed, squares)


def relevance_alpha(documents: Iterable[Coded]) -> float | None:
    """The alpha of "marked with any of them" against "not marked": |u-alpha of the source."""
    plain = [
        Coded(
            one.length, {who: united([Unit(u.start, u.end, True) for u in units]) for who, units in one.coders.items()}
        )
        for one in documents
    ]
    return u_alpha(plain)


def value_alpha(documents: Iterable[Coded], value: Hashable) -> float | None:
    """The alpha of one code alone, against everything that does not carry it."""
    alone = [
        Coded(one.length, {who: united(u for u in units if u.value == value) for who, units in one.coders.items()})
        for one in documents
    ]
    return u_alpha(alone)


def chosen_alpha(documents: Iterable[Coded]) -> float | None:
    """Which code, where two coders both put one: only stretches that both marked are looked at.

    None when no stretch was marked by two, or all of them carry the same code. Raises Overlapping.
    """
    observed: dict[tuple[Value, Value], float] = defaultdict(float)
    for document in documents:
        if len(document.coders) >= ENOUGH_CODERS:
            _observe(document, observed, defaultdict(float))
    valued = {pair: length for pair, length in observed.items() if GAP not in pair}
    totals: dict[Value, float] = defaultdict(float)
    for (one, _other), length in valued.items():
        totals[one] += length
    whole = sum(totals.values())
    chance = whole - sum(total * total for total in totals.values()) / whole if whole else 0.0
    differ = sum(length for (one, other), length in valued.items() if one != other)
    return 1 - differ / chance if chance > 0 else None


@dataclass(frozen=True)
class Family:
    """The alphas of several codes that exclude each other; None where one cannot be said."""

    relevant: float | None  # marked with any of them, or not: |u-alpha
    every: float | None  # all of them, gaps too: u-alpha
    chosen: float | None  # which one, where two people marked: cu-alpha
    each: Mapping[Hashable, float | None]  # each of them alone against all the rest: (k)u-alpha


def family_alphas(documents: Sequence[Coded], values: Iterable[Hashable]) -> Family:
    """Measure codes that exclude each other, over documents where no coder puts two of them on the same stretch.

    Raises Overlapping where one does: leave those documents out first (see `clashes`).
    """
    return Family(
        relevance_alpha(documents),
        u_alpha(documents),
        chosen_alpha(documents),
        {value: value_alpha(documents, value) for value in values},
    )


def clashes(document: Coded) -> list[tuple[Hashable, Unit, Unit]]:
    """Where one coder put two values on the same stretch, so that they exclude nothing: who, and the two units."""
    found: list[tuple[Hashable, Unit, Unit]] = []
    for who, units in document.coders.items():
        open_: list[Unit] = []
        for unit in sorted(units, key=lambda unit: (unit.start, unit.end)):
            open_ = [one for one in open_ if one.end > unit.start]
            found += [(who, one, unit) for one in open_ if one.value != unit.value]
            open_.append(unit)
    return found


def alone(document: Coded) -> list[tuple[Hashable, Unit, tuple[Hashable, ...]]]:
    """The units that nobody else marked so, not even in part: who, which, and the others who read the same."""
    found: list[tuple[Hashable, Unit, tuple[Hashable, ...]]] = []
    for who, units in document.coders.items():
        others = {other: theirs for other, theirs in document.coders.items() if other != who}
        if not others:
            continue
        found += [
            (who, unit, tuple(others))
            for unit in units
            if not any(_touches(unit, their) for theirs in others.values() for their in theirs)
        ]
    return found


def _touches(unit: Unit, their: Unit) -> bool:
    return unit.value == their.value and unit.start < their.end and their.start < unit.end


def _observe(document: Coded, observed: dict[tuple[Value, Value], float], squares: dict[Value, float]) -> None:
    """Walk along the beginnings and ends of all units; between two of them nobody changes the value."""
    changes: list[tuple[int, int, Value, int]] = []
    for who, units in enumerate(document.coders.values()):
        at = 0
        for unit in sorted(units, key=lambda unit: unit.start):
            start, end = max(unit.start, 0), min(unit.end, document.length)
            if start < at:
                raise Overlapping(f"{unit} begins before the one before it ended")
            if end > start:
                changes += [(start, 1, unit.value, who), (end, 0, GAP, who)]
                squares[unit.value] += (end - start) ** 2
                squares[GAP] += start - at
                at = end
        squares[GAP] += document.length - at
    _walk(sorted(changes, key=lambda change: change[:2]), len(document.coders), document.length, observed)


def _walk(
    changes: Sequence[tuple[int, int, Value, int]],
    coders: int,
    length: int,
    observed: dict[tuple[Value, Value], float],
) -> None:
    present: dict[Value, int] = {GAP: coders}
    values: list[Value] = [GAP] * coders
    at = 0
    for place, _order, value, who in [*changes, (length, 1, GAP, 0)]:
        if place > at:
            _coincide(present, place - at, coders, observed)
            at = place
        present[values[who]] -= 1
        values[who] = value
        present[value] = present.get(value, 0) + 1


def _coincide(
    present: Mapping[Value, int], length: int, coders: int, observed: dict[tuple[Value, Value], float]
) -> None:
    held = [(value, many) for value, many in present.items() if many]
    for one, many in held:
        for other, more in held:
            pairs = many * (many - 1) if one == other else many * more
            if pairs:
                observed[one, other] += length * pairs / (coders - 1)


def _alpha(observed: Mapping[tuple[Value, Value], float], squares: Mapping[Value, float]) -> float | None:
    totals: dict[Value, float] = defaultdict(float)
    for (one, _other), length in observed.items():
        totals[one] += length
    whole = sum(totals.values())
    room = whole * whole - sum(squares.values())
    if room <= 0:
        return None
    same = sum(total * total - squares.get(value, 0.0) for value, total in totals.items()) * whole / room
    agreed = sum(length for (one, other), length in observed.items() if one == other)
    chance = whole - same
    return 1 - (whole - agreed) / chance if chance > 1e-9 else None
