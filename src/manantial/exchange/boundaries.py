"""Reading municipal limits from GeoJSON (RFC 7946): polygons with the official key or the name in their properties.

Limits are for drawing. They are simplified, leave real localities outside, and never decide to which municipality a
place belongs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from manantial.exchange.readers import Unreadable, bytes_of

LIMIT = 30_000_000  # bytes
MOST_POINTS = 200_000
_LEAST_RING = 4
_KEYS = ("CVEGEO", "CVE_MUN")
_NAMES = ("NOM_MUN", "NOMGEO", "NOMBRE", "NAME")
_STATES = ("NOM_ENT", "ENTIDAD", "STATE")


@dataclass(frozen=True)
class Boundary:
    """The limit of a municipality; `key` has five digits or is empty."""

    key: str
    name: str
    state: str
    geometry: Mapping[str, Any]
    points: int


def read_boundaries(path: Path) -> tuple[Boundary, ...]:
    """Read every polygon of the file; Unreadable for anything else than a limit that can be drawn."""
    content = bytes_of(path, LIMIT)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(_("El archivo GeoJSON debe estar guardado en UTF-8.")) from error
    except json.JSONDecodeError as error:
        raise Unreadable(_("el archivo no es JSON completo; puede estar cortado."), error.lineno) from error
    except RecursionError as error:
        raise Unreadable(_("El archivo tiene demasiados niveles.")) from error
    return tuple(_boundary(feature, place) for place, feature in enumerate(_features(data), 1))


def _features(data: Any) -> list[Any]:
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "FeatureCollection" and isinstance(data.get("features"), list) and data["features"]:
        return list(data["features"])
    if kind == "Feature":
        return [data]
    raise Unreadable(
        _("Se esperaba un GeoJSON con límites (FeatureCollection de Polygon o MultiPolygon) y no lo es: %(kind)s.")
        % {"kind": kind or type(data).__name__}
    )


def _boundary(feature: Any, place: int) -> Boundary:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise _refused(place, _("le faltan sus propiedades o su forma"))
    known = {str(key).upper(): value for key, value in properties.items()}
    key, name = _key(known), _first(known, _NAMES)
    if not key and not name:
        raise _refused(place, _("no dice de qué municipio es: falta CVEGEO o NOM_MUN"))
    points = _points(geometry, place)
    return Boundary(key, name, _first(known, _STATES), geometry, points)


def _key(known: Mapping[str, Any]) -> str:
    key = _first(known, _KEYS)
    if not key.isdecimal():
        return ""
    state = _first(known, ("CVE_ENT",))
    return f"{state:0>2}{key:0>3}" if len(key) <= 3 and state.isdecimal() else key.zfill(5)


def _first(known: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(known[name]).strip() for name in names if known.get(name)), "")


def _points(geometry: Mapping[str, Any], place: int) -> int:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(coordinates, list) or not coordinates:
        raise _refused(place, _("se esperaba Polygon o MultiPolygon y es %(kind)s") % {"kind": kind})
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    points = 0
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else [None]:
            points += _ring(ring, place)
    if not points:
        raise _refused(place, _("no tiene contorno"))
    if points > MOST_POINTS:
        raise _refused(
            place,
            _("tiene %(points)s puntos; simplifíquelo a menos de %(most)s") % {"points": points, "most": MOST_POINTS},
        )
    return points


def _ring(ring: Any, place: int) -> int:
    if not isinstance(ring, list) or len(ring) < _LEAST_RING or ring[0] != ring[-1]:
        raise _refused(place, _("su contorno no está cerrado"))
    if not all(_is_position(position) for position in ring):
        raise _refused(place, _("tiene un punto que no es longitud y latitud en grados"))
    return len(ring)


def _is_position(position: Any) -> bool:
    if not isinstance(position, list) or len(position) < 2:
        return False
    longitude, latitude = position[0], position[1]
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (longitude, latitude))
    return numbers and abs(longitude) <= 180 and abs(latitude) <= 90


def _refused(place: int, why: str) -> Unreadable:
    return Unreadable(_("El límite número %(place)s no sirve: %(why)s.") % {"place": place, "why": why})
