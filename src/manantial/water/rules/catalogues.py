"""The four lights and the fixed lists of water: components, systems, problems."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _


class Light(StrEnum):
    """The traffic light: always shown with a word and an icon. Grey means that nobody has looked."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


LIGHT_WORDS: Mapping[str, str] = {
    Light.GREEN: _("Funciona"),
    Light.YELLOW: _("Funciona con problemas"),
    Light.RED: _("No funciona"),
    Light.GREY: _("Sin dato"),
}
LIGHT_TONES: Mapping[str, str] = {Light.GREEN: "good", Light.YELLOW: "warn", Light.RED: "bad", Light.GREY: "none"}
_BADNESS = {Light.GREEN: 0, Light.YELLOW: 1, Light.RED: 2}


class Component(StrEnum):
    """The parts of a system, from the spring to the toilet."""

    SOURCE = "source"
    INTAKE = "intake"
    CONDUCTION = "conduction"
    PUMPING = "pumping"
    TANK = "tank"
    NETWORK = "network"
    TAPS = "taps"
    CHLORINATION = "chlorination"
    RAINWATER = "rainwater"
    SANITATION = "sanitation"


COMPONENT_WORDS: Mapping[str, str] = {
    Component.SOURCE: _("Fuente"),
    Component.INTAKE: _("Captación"),
    Component.CONDUCTION: _("Línea de conducción"),
    Component.PUMPING: _("Bombeo"),
    Component.TANK: _("Tanque"),
    Component.NETWORK: _("Red"),
    Component.TAPS: _("Tomas"),
    Component.CHLORINATION: _("Cloración"),
    Component.RAINWATER: _("Captación de lluvia"),
    Component.SANITATION: _("Saneamiento"),
}


class SystemKind(StrEnum):
    """How the water moves."""

    GRAVITY = "gravity"
    PUMPING = "pumping"
    RAINWATER = "rainwater"
    MIXED = "mixed"


SYSTEM_KIND_WORDS: Mapping[str, str] = {
    SystemKind.GRAVITY: _("Por gravedad"),
    SystemKind.PUMPING: _("Por bombeo"),
    SystemKind.RAINWATER: _("Agua de lluvia"),
    SystemKind.MIXED: _("Mixto"),
}
SOURCE_WORDS: Mapping[str, str] = {
    "spring": _("Manantial"),
    "well": _("Pozo"),
    "river": _("Río o arroyo"),
    "rain": _("Lluvia"),
    "truck": _("Pipa"),
    "other": _("Otra"),
}


class FailureKind(StrEnum):
    """What a community reports."""

    NO_WATER = "no_water"
    LITTLE = "little"
    LEAK = "leak"
    DIRTY = "dirty"
    PUMP = "pump"
    CHLORINE = "chlorine"
    OTHER = "other"


FAILURE_WORDS: Mapping[str, str] = {
    FailureKind.NO_WATER: _("No hay agua"),
    FailureKind.LITTLE: _("Llega poca agua"),
    FailureKind.LEAK: _("Hay una fuga"),
    FailureKind.DIRTY: _("El agua sale sucia o huele mal"),
    FailureKind.PUMP: _("Falla la bomba o la luz"),
    FailureKind.CHLORINE: _("Falta cloro"),
    FailureKind.OTHER: _("Otra cosa"),
}
FAILURE_ICONS: Mapping[str, str] = {
    FailureKind.NO_WATER: "p-tap",
    FailureKind.LITTLE: "drop",
    FailureKind.LEAK: "p-tools",
    FailureKind.DIRTY: "warn",
    FailureKind.PUMP: "gear",
    FailureKind.CHLORINE: "p-jar",
    FailureKind.OTHER: "unknown",
}


class FailureState(StrEnum):
    """Where a report stands."""

    OPEN = "open"
    ANSWERED = "answered"
    SOLVED = "solved"


FAILURE_STATE_WORDS: Mapping[str, str] = {
    FailureState.OPEN: _("Recibido"),
    FailureState.ANSWERED: _("Respondido"),
    FailureState.SOLVED: _("Resuelto"),
}
FAILURE_STATE_TONES: Mapping[str, str] = {
    FailureState.OPEN: "warn",
    FailureState.ANSWERED: "info",
    FailureState.SOLVED: "good",
}


def worst(lights: list[Light]) -> Light:
    """Return the worst light of several parts; grey ones do not improve it, and nothing known is grey."""
    known = [light for light in lights if light is not Light.GREY]
    return max(known, key=lambda light: _BADNESS[light]) if known else Light.GREY
