"""A map without tiles: the municipality's edge, its communities by shape and colour, names where they fit.

Plate carrée with the width shrunk by the cosine of the middle latitude, right for one municipality. A community whose
place is reserved is never drawn; one whose place was rounded is drawn at its rounded place and says so in the legend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians

from django.utils.translation import gettext as _

from manantial.press.charts.canvas import AGUA, BARRO, GRANA, GROUND, INK, MAIZ, MARGIN, MILPA, STONE, Canvas
from manantial.press.charts.drawing import Drawing
from manantial.press.charts.numbers import CannotDraw
from manantial.press.lettering import width

WIDE, TALLEST = 640.0, 760.0
NAME = 11.5
_KM_OF_DEGREE = 111.32
Spot = tuple[float, float]
Box = tuple[float, float, float, float]


class State(StrEnum):
    """The four states of look.md, each with its own shape and colour."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    NONE = "none"


class Precision(StrEnum):
    """How exactly a place may be shown."""

    EXACT = "exact"
    ROUNDED = "rounded"  # to a hundredth of a degree, about a kilometre
    RESERVED = "reserved"  # not drawn at all


@dataclass(frozen=True, slots=True)
class Point:
    """A community: longitude and latitude in degrees (None when nobody has taken them)."""

    name: str
    longitude: float | None
    latitude: float | None
    state: State = State.NONE
    precision: Precision = Precision.EXACT

    def place(self) -> Spot | None:
        """Where it may be drawn; None for unknown and reserved places."""
        if self.longitude is None or self.latitude is None or self.precision is Precision.RESERVED:
            return None
        if self.precision is Precision.ROUNDED:
            return round(self.longitude, 2), round(self.latitude, 2)
        return self.longitude, self.latitude


@dataclass(frozen=True, slots=True)
class Frame:
    """From degrees to the drawing."""

    west: float
    north: float
    scale: float  # units a degree of latitude
    shrink: float  # cosine of the middle latitude
    left: float
    top: float
    wide: float
    tall: float

    def at(self, spot: Spot) -> Spot:
        """Where a longitude and latitude fall."""
        return (
            self.left + (spot[0] - self.west) * self.shrink * self.scale,
            self.top + (self.north - spot[1]) * self.scale,
        )


def municipality_map(
    title: str,
    points: Sequence[Point],
    *,
    boundary: Mapping[str, object] | None = None,
    own: str | None = None,
    words: Mapping[State, str] | None = None,
    source: str = "",
) -> Drawing:
    """The map with its legend, north and scale; the community named `own` is ringed.

    boundary: a GeoJSON geometry, feature or collection of polygons (WGS 84), or None. words renames the states.
    Raises CannotDraw for a boundary without polygons and when there is nothing to draw.
    """
    rings = list(_rings(boundary)) if boundary else []
    if boundary and not rings:
        raise CannotDraw(_("El límite no trae polígonos; use un archivo GeoJSON del municipio."))
    places = {point: spot for point in points if (spot := point.place())}
    spots = [*places.values(), *(spot for ring in rings for spot in ring)]
    named = {**_state_words(), **(words or {})}
    canvas = Canvas(title, wide=WIDE)
    if spots:
        frame = _frame(spots)
        _edge(canvas, rings, frame)
        _communities(canvas, {point: frame.at(spot) for point, spot in places.items()}, own, frame)
        _north_and_scale(canvas, frame)
        canvas.y = frame.top + frame.tall + 34
    else:
        canvas.words(_("Todavía no hay lugares que dibujar."))
    _legend(canvas, points, places, own, named)
    alt = _told(title, points, named, own)
    rows = tuple((p.name, named[p.state], _where(p)) for p in points)
    heads = (_("Comunidad"), _("Estado"), _("Ubicación"))
    return Drawing(title, canvas.finish(alt, source), alt, heads, rows, source, share=0.9)


def _state_words() -> dict[State, str]:
    return {
        State.GOOD: _("funciona"),
        State.WARN: _("con problemas"),
        State.BAD: _("no funciona"),
        State.NONE: _("sin dato"),
    }


def _rings(thing: object) -> Iterator[list[Spot]]:
    """The outer and inner rings of every polygon in a GeoJSON object."""
    if not isinstance(thing, Mapping):
        return
    match thing.get("type"):
        case "FeatureCollection":
            for feature in thing.get("features") or []:
                yield from _rings(feature)
        case "Feature":
            yield from _rings(thing.get("geometry"))
        case "GeometryCollection":
            for geometry in thing.get("geometries") or []:
                yield from _rings(geometry)
        case "Polygon":
            yield from (_ring(ring) for ring in thing.get("coordinates") or [])
        case "MultiPolygon":
            yield from (_ring(ring) for polygon in thing.get("coordinates") or [] for ring in polygon)


def _ring(ring: Sequence[Sequence[float]]) -> list[Spot]:
    try:
        return [(float(spot[0]), float(spot[1])) for spot in ring]
    except (TypeError, ValueError, IndexError) as error:
        raise CannotDraw(_("El límite tiene coordenadas que no son números.")) from error


def _frame(spots: Sequence[Spot]) -> Frame:
    west, east = min(x for x, _y in spots), max(x for x, _y in spots)
    south, north = min(y for _x, y in spots), max(y for _x, y in spots)
    if not (-180 <= west <= east <= 180 and -90 < south <= north < 90):
        raise CannotDraw(_("Las coordenadas no están en grados de longitud y latitud."))
    shrink = cos(radians((south + north) / 2))
    high, across = max(north - south, 0.02), max((east - west) * shrink, 0.02)
    pad = 34.0
    scale = min((WIDE - 2 * pad) / across, (TALLEST - 2 * pad) / high)
    tall = high * scale + 2 * pad
    left = (WIDE - (east - west) * shrink * scale) / 2
    return Frame(west, north, scale, shrink, left, MARGIN + pad, WIDE, tall - pad)


def _edge(canvas: Canvas, rings: Sequence[Sequence[Spot]], frame: Frame) -> None:
    if not rings:
        return
    path = "".join(_outline([frame.at(spot) for spot in ring]) for ring in rings)
    canvas.add(
        f'<path d="{path}" fill="#f1e9da" fill-rule="evenodd" stroke="#dccfb9" stroke-width="9" '
        'stroke-linejoin="round"/>'
        f'<path d="{path}" fill="#f8f4ec" fill-rule="evenodd" stroke="{BARRO}" stroke-width="1.8" '
        'stroke-linejoin="round"/>'
    )


def _outline(spots: Sequence[Spot]) -> str:
    """A closed path without the spots that fall within six tenths of a unit of the last one drawn."""
    kept: list[Spot] = []
    for x, y in spots:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 0.6:
            kept.append((x, y))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "z" if len(kept) > 2 else ""


def _communities(canvas: Canvas, spots: Mapping[Point, Spot], own: str | None, frame: Frame) -> None:
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in spots.values()]
    order = sorted(spots, key=lambda point: (point.name != own, -spots[point][1], point.name))
    for point in order:
        x, y = spots[point]
        if point.name == own:
            canvas.add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="14" fill="none" stroke="{BARRO}" stroke-width="4"/>')
            taken.append((x - 16, y - 16, x + 16, y + 16))
        canvas.add(shape(point.state, x, y))
    for point in order:
        _name(canvas, point.name, spots[point], taken, frame, bold=point.name == own)


def shape(state: State, x: float, y: float, size: float = 5.5) -> str:
    """The sign of a state: circle, triangle, square with a cross, hollow circle."""
    ring = f'stroke="{GROUND}" stroke-width="1.4" paint-order="stroke"'
    if state is State.GOOD:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{MILPA}" {ring}/>'
    if state is State.WARN:
        return (
            f'<path d="M{x:.1f} {y - size * 1.25:.1f}l{size * 1.25:.1f} {size * 2.2:.1f}h{-size * 2.5:.1f}z" '
            f'fill="{MAIZ}" {ring}/>'
        )
    if state is State.BAD:
        arm = size * 0.55
        return (
            f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{size * 2}" height="{size * 2}" fill="{GRANA}" '
            f"{ring}/>"
            f'<path d="M{x - arm:.1f} {y - arm:.1f}l{arm * 2:.1f} {arm * 2:.1f}M{x + arm:.1f} '
            f'{y - arm:.1f}l{-arm * 2:.1f} {arm * 2:.1f}" '
            f'stroke="{GROUND}" stroke-width="1.8"/>'
        )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size - 0.8}" fill="{GROUND}" stroke="{STONE}" stroke-width="2"/>'


def _name(canvas: Canvas, name: str, spot: Spot, taken: list[Box], frame: Frame, *, bold: bool) -> None:
    """Beside, above or below its point where nothing else is; left out of the drawing when there is no room."""
    size = 15.0 if bold else NAME
    long, (x, y) = width(name, size, bold=bold), spot
    off = 17 if bold else 9
    low, high = y + off + size * 0.8, y - off - 1
    tries = [
        *(("start", x + off, y + 4), ("end", x - off, y + 4), ("middle", x, high), ("middle", x, low)),
        *(("start", x + off - 3, y - 7), ("end", x - off + 3, y - 7)),
        *(("start", x + off - 3, y + 13), ("end", x - off + 3, y + 13)),
    ]
    for anchor, at, base in tries:
        left = at - {"start": 0, "middle": long / 2, "end": long}[anchor]
        box = (left - 1, base - size * 0.8, left + long + 1, base + size * 0.26)
        inside = box[0] > 4 and box[2] < frame.wide - 4 and box[1] > 4
        if inside and not any(_touch(box, other) for other in taken):
            taken.append(box)
            canvas.text(at, base, name, size=size, bold=bold, anchor=anchor, halo=True)
            return


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _north_and_scale(canvas: Canvas, frame: Frame) -> None:
    per_km = frame.scale / _KM_OF_DEGREE
    length = next((km for km in (50, 20, 10, 5, 2, 1, 0.5, 0.2) if km * per_km <= frame.wide / 4), 0.1)
    base = frame.top + frame.tall + 14
    canvas.add(
        f'<path d="M{MARGIN} {base - 6:.1f}v6h{length * per_km:.1f}v-6" fill="none" stroke="{INK}" stroke-width="2"/>'
    )
    canvas.text(MARGIN + length * per_km + 8, base + 2, f"{length:g} km", size=13)
    canvas.add(f'<path d="M{WIDE - 30} {base - 22:.1f}l9 26l-9-6l-9 6z" fill="{AGUA}"/>')
    canvas.text(WIDE - 46, base + 2, "N", size=14, bold=True, anchor="end")


def _legend(
    canvas: Canvas, points: Sequence[Point], drawn: Mapping[Point, Spot], own: str | None, named: Mapping[State, str]
) -> None:
    x, y = float(MARGIN), canvas.y + 14
    for state in State:
        count = sum(point.state is state for point in drawn)
        if not count:
            continue
        words = f"{named[state]} ({count})"
        if x + 26 + width(words, 13.5) > canvas.wide - MARGIN:
            x, y = float(MARGIN), y + 24
        canvas.add(shape(state, x + 7, y - 4, 6.5))
        canvas.text(x + 20, y, words, size=13.5)
        x += 40 + width(words, 13.5)
    canvas.y = y + 8
    if own and any(point.name == own for point in drawn):
        canvas.add(
            f'<circle cx="{MARGIN + 8}" cy="{canvas.y + 11:.1f}" r="8" fill="none" stroke="{BARRO}" stroke-width="3"/>'
        )
        canvas.text(MARGIN + 24, canvas.y + 16, _("Su comunidad: %(name)s") % {"name": own}, size=13.5, bold=True)
        canvas.y += 24
    for line in _not_drawn(points, drawn):
        canvas.words(line, size=12.5, colour=STONE)


def _not_drawn(points: Sequence[Point], drawn: Mapping[Point, Spot]) -> list[str]:
    reserved = [point.name for point in points if point.precision is Precision.RESERVED]
    unknown = [point.name for point in points if point not in drawn and point.precision is not Precision.RESERVED]
    rounded = [point.name for point in drawn if point.precision is Precision.ROUNDED]
    lines = [
        (reserved, _("Ubicación reservada: %(names)s")),
        (unknown, _("Sin ubicación tomada: %(names)s")),
        (rounded, _("Lugar aproximado (1 km): %(names)s")),
    ]
    if drawn and len(rounded) == len(drawn):  # nothing to tell apart
        lines[-1] = ([], "")
        lines.append((["*"], _("Los lugares son aproximados (1 km).")))
    return [words % {"names": ", ".join(names)} for names, words in lines if names]


def _where(point: Point) -> str | None:
    if point.precision is Precision.RESERVED:
        return _("ubicación reservada")
    spot = point.place()
    if spot is None:
        return None
    digits = 2 if point.precision is Precision.ROUNDED else 4
    return f"{spot[1]:.{digits}f}, {spot[0]:.{digits}f}"


def _told(title: str, points: Sequence[Point], named: Mapping[State, str], own: str | None) -> str:
    by_state = [
        f"{named[state]}: {', '.join(names)}"
        for state in State
        if (names := [point.name for point in points if point.state is state])
    ]
    ringed = _(" Su comunidad, %(name)s, lleva un círculo.") % {"name": own} if own else ""
    return f"{title.rstrip('.')}. {'; '.join(by_state)}.{ringed}"
