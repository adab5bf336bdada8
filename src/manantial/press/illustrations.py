"""Drawn landscapes for the invented places of the example: cut-paper hills, springs, jars, tanks and assemblies.

No photograph of a real place or person stands for an invented one. Each drawing says in its corner that it is one;
equal seed gives an equal drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, sin

from django.utils.translation import gettext as _

from manantial.press.draws import Draws
from manantial.press.lettering import FAMILY, width

WIDE, TALL = 1200, 800
Spot = tuple[float, float]


class Subject(StrEnum):
    """What stands in the foreground."""

    HILLS = "hills"
    SPRING = "spring"
    JAR = "jar"
    TANK = "tank"
    ASSEMBLY = "assembly"


@dataclass(frozen=True, slots=True)
class Light:
    """The hour of a drawing: sky above and below, sun, and hills from far to near."""

    sky: tuple[str, str]
    sun: str
    hills: tuple[str, str, str, str]


_LIGHTS = (
    Light(("#cfe3e2", "#f8ecd6"), "#e9a23b", ("#8fb3ad", "#5f9388", "#3d7a5c", "#2f5f3c")),
    Light(("#f3d9bd", "#fbf1de"), "#c8552b", ("#c39a85", "#93795f", "#5d7046", "#3d5530")),
    Light(("#b9d4dc", "#e9f1ea"), "#f3d27a", ("#84a9b3", "#4f8590", "#2f6b64", "#23523f")),
    Light(("#e6c7b4", "#f7e3c4"), "#a63d22", ("#a58a96", "#75687a", "#4d5f58", "#2f4a3c")),
)
_CLAY, _CLAY_DARK, _WATER, _FOAM, _TRUNK, _LIME = "#b4623a", "#8a4423", "#2a7f8c", "#d7ecec", "#5b3a24", "#f8f4ec"
_CLOTHES = ("#9a4522", "#0b4a52", "#8f1d33", "#c98a1b", "#3d6531", "#f8f4ec", "#5f4b8b")


def landscape_svg(seed: str, subject: Subject = Subject.HILLS) -> str:
    """The drawing as SVG of 1200 × 800."""
    draws = Draws(f"landscape/{subject}/{seed}")
    light = draws.one_of(_LIGHTS)
    parts = [_sky(draws, light)]
    for layer, colour in enumerate(light.hills[:3]):
        parts.append(_hill(draws, colour, base=360 + layer * 105, swing=120 - layer * 26, layer=layer))
    parts.append(_FOREGROUNDS[subject](draws, light))
    parts.append(_notice())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" width="{WIDE}" height="{TALL}" '
        f'font-family="{FAMILY}">{"".join(parts)}</svg>'
    )


def landscape_alt(subject: Subject = Subject.HILLS) -> str:
    """What the drawing shows, in words."""
    return {
        Subject.HILLS: _("Dibujo: casas entre cerros y milpa"),
        Subject.SPRING: _("Dibujo: un manantial entre piedras, al pie del cerro"),
        Subject.JAR: _("Dibujo: un cántaro de barro junto al agua"),
        Subject.TANK: _("Dibujo: un tanque de agua en la loma, con su tubería y su llave"),
        Subject.ASSEMBLY: _("Dibujo: una asamblea bajo un árbol grande"),
    }[subject]


def _sky(draws: Draws, light: Light) -> str:
    x, y, radius = draws.between(180, 1020), draws.between(110, 220), draws.between(52, 78)
    rays = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius + ring * 22:.0f}" fill="none" stroke="{light.sun}" '
        f'stroke-width="{5 - ring:.0f}" stroke-dasharray="{26 - ring * 4} {12 + ring * 6}" opacity=".7"/>'
        for ring in (1, 2, 3)
    )
    clouds = "".join(_cloud(draws) for _turn in range(draws.whole(1, 3)))
    return (
        f'<defs><linearGradient id="sky" x2="0" y2="1"><stop offset="0" stop-color="{light.sky[0]}"/>'
        f'<stop offset=".6" stop-color="{light.sky[1]}"/></linearGradient></defs>'
        f'<rect width="{WIDE}" height="{TALL}" fill="url(#sky)"/>'
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{light.sun}"/>{rays}{clouds}'
    )


def _cloud(draws: Draws) -> str:
    x, y, size = draws.between(80, 1000), draws.between(60, 240), draws.between(0.7, 1.3)
    return (
        f'<path d="M0 0c-22 0-26-30 0-34c4-26 44-28 52-4c14-20 52-14 50 10c30-2 34 28 8 28z" fill="{_LIME}" '
        'opacity=".85" '
        f'transform="translate({x:.0f} {y:.0f}) scale({size:.2f})"/>'
    )


def _hill(draws: Draws, colour: str, *, base: float, swing: float, layer: int) -> str:
    steps = 7
    ridge = [(WIDE * n / steps, base - swing * draws.between(-0.35, 1)) for n in range(-1, steps + 2)]
    line = _smooth(ridge)
    furrows = "".join(
        f'<path d="{_smooth([(x, y + 26 + turn * 30 + turn * turn * 3) for x, y in ridge])}" fill="none" '
        f'stroke="{_LIME}" '
        f'stroke-width="3" stroke-dasharray="{draws.whole(30, 90)} {draws.whole(30, 70)}" opacity=".22"/>'
        for turn in range(4)
    )
    trees = "".join(_tree_on(draws, ridge, 0.45 + layer * 0.3) for _turn in range(draws.whole(3, 6)))
    return f'{trees}<path d="{line}V{TALL}H-200z" fill="{colour}"/>{furrows}'


def _tree_on(draws: Draws, ridge: Sequence[Spot], size: float) -> str:
    at = draws.between(1, len(ridge) - 2)
    place = int(at)
    (x1, y1), (x2, y2) = ridge[place], ridge[place + 1]
    share = at - place
    return _tree(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share + 14, size, draws)


def _tree(x: float, y: float, size: float, draws: Draws) -> str:
    green = draws.one_of(("#2c5a37", "#3f7247", "#24503f", "#54803c"))
    tops = "".join(
        f'<circle cx="{draws.between(-22, 22):.0f}" cy="{draws.between(-86, -54):.0f}" '
        f'r="{draws.between(20, 30):.0f}"/>'
        for _turn in range(4)
    )
    return (
        f'<g transform="translate({x:.0f} {y:.0f}) scale({size:.2f})"><path d="M-6 4C-3-20-4-40-2-60h5c0 20 0 '
        '40 4 64z" '
        f'fill="{_TRUNK}"/><g fill="{green}">{tops}</g></g>'
    )


def _ground(draws: Draws, light: Light, top: float = 640) -> str:
    ridge = [(WIDE * n / 5, top + draws.between(-26, 26)) for n in range(-1, 7)]
    rows = "".join(
        f'<path d="{_smooth([(x, y + 34 + turn * 34) for x, y in ridge])}" fill="none" stroke="{_LIME}" '
        'stroke-width="4" '
        f'stroke-dasharray="{18 + turn * 6} 22" opacity=".28"/>'
        for turn in range(4)
    )
    return f'<path d="{_smooth(ridge)}V{TALL}H-240z" fill="{light.hills[3]}"/>{rows}'


def _house(x: float, y: float, size: float, wall: str) -> str:
    return (
        f'<g transform="translate({x:.0f} {y:.0f}) scale({size:.2f})"><path d="M-50 0v-52h100V0z" fill="{wall}"/>'
        f'<path d="M-64-46L-40-92H44L64-46z" fill="{_CLAY}" stroke="{_CLAY_DARK}" stroke-width="5" '
        'stroke-linejoin="round"/>'
        f'<path d="M-26-86l-14 36M-4-88l-8 38M18-88l0 38M38-86l12 36" stroke="{_CLAY_DARK}" stroke-width="3"/>'
        f'<path d="M-14 0v-34h26V0z" fill="{_TRUNK}"/><path d="M24-36h16v16H24z" fill="#0b4a52"/></g>'
    )


def _maize(x: float, y: float, size: float) -> str:
    return (
        f'<g transform="translate({x:.0f} {y:.0f}) scale({size:.2f})" fill="none" stroke="#7da04a" stroke-width="6" '
        'stroke-linecap="round"><path d="M0 0V-80M0-18q-26-6-30-34M0-30q26-4 30-34M0-52q-20-4-24-26M0-60q18-2 22-24"/>'
        '<path d="M0-80l-8-20M0-80v-24M0-80l8-20" stroke="#d9a83b" stroke-width="4"/></g>'
    )


def _hills(draws: Draws, light: Light) -> str:
    houses = sorted((draws.between(585, 655), draws.between(90, 1110)) for _turn in range(draws.whole(4, 6)))
    placed = "".join(
        _house(x, y, 0.75 + (y - 585) / 160, draws.one_of((_LIME, "#f1d9b5", "#dcecec"))) for y, x in houses
    )
    corn = "".join(_maize(40 + n * 62 + draws.between(-12, 12), draws.between(770, 815), 0.9) for n in range(19))
    return f"{_ground(draws, light, 600)}{placed}{corn}"


def _ripples(x: float, y: float, far: float, flat: float = 0.3, count: int = 5) -> str:
    return "".join(
        f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{far * (n + 1) / count:.0f}" ry="{far * flat * (n + 1) / count:.0f}" '
        f'fill="none" stroke="{_FOAM}" stroke-width="{6 - n * 0.8:.1f}" opacity="{0.95 - n * 0.12:.2f}"/>'
        for n in range(count)
    )


def _spring(draws: Draws, light: Light) -> str:
    x, y = draws.between(520, 720), 655.0
    pool = f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="330" ry="98" fill="{_WATER}"/>'
    stream = (
        f'<path d="M{x - 120:.0f} {y + 60:.0f}C{x - 60:.0f} 760 {x - 320:.0f} 770 {x - 300:.0f} '
        f'830H{x - 20:.0f}C{x - 60:.0f} 780 {x + 120:.0f} 760 {x + 140:.0f} {y + 60:.0f}z" fill="{_WATER}"/>'
    )
    stones = "".join(
        _stone(x + 345 * cos(turn), y + 92 * sin(turn) + (24 if sin(turn) > 0 else -6), draws)
        for turn in [pi * 2 * n / 17 + 0.1 for n in range(17)]
        if not 1.15 < turn % (2 * pi) < 2.0
    )
    rock = (
        f'<path d="M{x - 150:.0f} {y - 60:.0f}q10-90 80-110q70-40 120 0q80 30 84 112q-140 36-284-2z" fill="#6d6a63"/>'
        f'<path d="M{x - 60:.0f} {y - 150:.0f}q40-26 90 0M{x + 30:.0f} {y - 110:.0f}q40-10 60 30" stroke="#8f8b82" '
        'stroke-width="7" fill="none" stroke-linecap="round"/>'
        f'<path d="M{x - 40:.0f} {y - 62:.0f}q10-50 40-52q34 2 44 54q10 44 4 66h-92q-6-30 4-68z" fill="{_WATER}"/>'
        f'<path d="M{x - 14:.0f} {y - 92:.0f}v84M{x + 8:.0f} {y - 96:.0f}v92M{x + 28:.0f} {y - 78:.0f}v76" '
        f'stroke="{_FOAM}" '
        'stroke-width="5" stroke-linecap="round" stroke-dasharray="34 12"/>'
    )
    ferns = "".join(
        _fern(x + side * draws.between(360, 430), y + draws.between(30, 60), side) for side in (-1, 1, -1, 1)
    )
    return f"{_ground(draws, light, 600)}{stream}{pool}{rock}{_ripples(x, y + 22, 280)}{stones}{ferns}"


def _stone(x: float, y: float, draws: Draws) -> str:
    size, colour = draws.between(24, 42), draws.one_of(("#8f8b82", "#7a766e", "#a49f94"))
    return (
        f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{size:.0f}" ry="{size * 0.66:.0f}" fill="{colour}" '
        'stroke="#57534c" stroke-width="3"/>'
    )


def _fern(x: float, y: float, side: int) -> str:
    leaves = "".join(
        f"M0 0q{side * reach} {-lift} {side * reach * 1.7:.0f} {-lift * 0.55:.0f}"
        for reach, lift in ((30, 110), (54, 84), (66, 46), (8, 130))
    )
    return (
        f'<path d="{leaves}" transform="translate({x:.0f} {y:.0f})" fill="none" stroke="#8fb257" stroke-width="9" '
        'stroke-linecap="round"/>'
    )


def _jar(draws: Draws, light: Light) -> str:
    x, y = draws.between(380, 820), 742.0
    body = "M-60-330q-8 60-70 110q-70 62-56 140Q-170-6-96 0H96q74-6 90-80q14-78-56-140q-62-50-70-110z"
    waves = "".join(
        f'<path d="{_wave(-150 + n * 6, 150 - n * 6, -150 + n * 46, 16)}" fill="none" stroke="{tone}" '
        'stroke-width="9" stroke-linecap="round"/>'
        for n, tone in enumerate((_LIME, "#e9a23b", _LIME))
    )
    dots = "".join(f'<circle cx="{-120 + n * 40}" cy="-196" r="8" fill="{_LIME}"/>' for n in range(7))
    pool = f'<ellipse cx="{x:.0f}" cy="{y + 8:.0f}" rx="420" ry="70" fill="{_WATER}"/>'
    return (
        f"{_ground(draws, light, 610)}{pool}{_ripples(x, y + 8, 400, 0.16)}"
        f'<g transform="translate({x:.0f} {y:.0f})"><path d="{body}" fill="{_CLAY}" stroke="{_CLAY_DARK}" '
        'stroke-width="7"/>'
        f'<path d="M-66-330q66 26 132 0q14-6 14-18q-80 22-160 0q0 12 14 18z" fill="{_CLAY_DARK}"/>'
        f'<ellipse cy="-348" rx="80" ry="17" fill="#4f2a17"/><ellipse cy="-345" rx="60" ry="10" fill="{_WATER}"/>'
        f'<path d="M112-190q58-96-28-124" fill="none" stroke="{_CLAY_DARK}" stroke-width="17"/>{waves}{dots}</g>'
    )


def _wave(left: float, right: float, y: float, swing: float) -> str:
    step = (right - left) / 6
    return f"M{left:.0f} {y:.0f}" + "".join(
        f"q{step / 2:.1f} {swing if n % 2 else -swing:.0f} {step:.1f} 0" for n in range(6)
    )


def _tank(draws: Draws, light: Light) -> str:
    x, y = draws.between(300, 620), 650.0
    rungs = "".join(f"M{x + 150:.0f} {y - 30 - n * 34:.0f}h34" for n in range(7))
    tap = x + 420
    return (
        f"{_ground(draws, light, 620)}"
        f'<g><path d="M{x - 200:.0f} {y - 260:.0f}V{y:.0f}q200 60 400 0V{y - 260:.0f}z" fill="#d8d3c7"/>'
        f'<ellipse cx="{x:.0f}" cy="{y - 260:.0f}" rx="200" ry="44" fill="#efeae0" stroke="#8f8b82" stroke-width="6"/>'
        f'<path d="M{x - 200:.0f} {y - 180:.0f}q200 58 400 0v34q-200 58-400 0z" fill="{_WATER}"/>'
        f'<path d="{_wave(x - 170, x + 170, y - 120, 12)}" stroke="{_LIME}" stroke-width="7" fill="none"/>'
        f'<path d="M{x + 150:.0f} {y - 6:.0f}V{y - 268:.0f}M{x + 184:.0f} {y - 16:.0f}V{y - 268:.0f}{rungs}" '
        'stroke="#57534c" stroke-width="7"/></g>'
        f'<path d="M{x + 200:.0f} {y - 40:.0f}H{tap:.0f}V{y + 66:.0f}" fill="none" stroke="#57534c" '
        'stroke-width="22" stroke-linejoin="round"/>'
        f'<path d="M{tap - 46:.0f} {y - 40:.0f}h92v-16h-92zM{tap - 8:.0f} {y - 50:.0f}v-36h16v36z" fill="{_CLAY}"/>'
        f'<path d="M{tap:.0f} {y + 84:.0f}v34" stroke="{_WATER}" stroke-width="14" stroke-dasharray="18 10" '
        'stroke-linecap="round"/>'
        f'<path d="M{tap - 46:.0f} {y + 108:.0f}h92l-14 66h-64z" fill="{_CLAY}" stroke="{_CLAY_DARK}" '
        'stroke-width="6"/>'
    )


def _assembly(draws: Draws, light: Light) -> str:
    x = draws.between(420, 780)
    crown = "".join(
        f'<circle cx="{x + 250 * cos(turn) * draws.between(0.6, 1):.0f}" cy="{270 + 120 * sin(turn):.0f}" '
        f'r="{draws.between(96, 130):.0f}"/>'
        for turn in [pi * 2 * n / 9 for n in range(9)]
    )
    leaves = "".join(
        f'<path d="M{x - 290 + n % 11 * 52 + draws.between(-16, 16):.0f} '
        f"{160 + n // 11 * 44 + draws.between(-14, 14):.0f}"
        'q22-26 46 0q-24 22-46 0z" fill="#54803c"/>'
        for n in range(55)
    )
    tree = (
        f'<path d="M{x - 46:.0f} 690q30-150 6-330h70q-20 180 22 330z" fill="{_TRUNK}"/>'
        f'<path d="M{x - 10:.0f} 480q-90-60-150-150M{x + 14:.0f} 470q90-50 140-150" stroke="{_TRUNK}" '
        'stroke-width="26" fill="none"/>'
        f'<g fill="#2f5f3c">{crown}<circle cx="{x:.0f}" cy="270" r="150"/></g>{leaves}'
    )
    across = [-1 + 2 * n / 12 for n in range(13)]
    people = [(x + 470 * side + draws.between(-14, 14), 690 + 74 * (1 - side * side) ** 0.5) for side in across]
    crowd = "".join(_person(px, py, draws) for px, py in sorted(people, key=lambda spot: spot[1]))
    chair = f"{_person(x - 150, 650, draws, hat=True)}{_person(x + 160, 652, draws)}"
    return f"{_ground(draws, light, 620)}{tree}{chair}{crowd}"


def _person(x: float, y: float, draws: Draws, *, hat: bool | None = None) -> str:
    cloth, skin = draws.one_of(_CLOTHES), draws.one_of(("#7b4b2f", "#8f5a38", "#a06a43"))
    top = draws.between(0, 1) < 0.45 if hat is None else hat
    head = (
        '<path d="M-34-104q34-16 68 0q-6 8-34 8t-34-8zM-17-106q0-26 17-26t17 26z" fill="#ead9ae"/>'
        if top
        else '<path d="M-20-92q-4-34 20-34t20 34q6 26-2 40h-6v-38q-14-4-24-12q-2 8-6 10z" fill="#2a1d17"/>'
    )
    return (
        f'<g transform="translate({x:.0f} {y:.0f}) scale(1.05)"><path d="M-36 20q-8-80 36-82q44 2 36 82z" '
        f'fill="{cloth}" '
        f'stroke="#2a1d17" stroke-opacity=".25" stroke-width="3"/><circle cy="-84" r="20" fill="{skin}"/>{head}</g>'
    )


def _notice() -> str:
    words = _("Dibujo de ejemplo")
    wide = width(words, 22) + 28
    return (
        f'<rect x="{(WIDE - wide) / 2:.0f}" y="{TALL - 54}" width="{wide:.0f}" height="38" rx="9" fill="{_LIME}" '
        f'opacity=".92"/><text x="{WIDE / 2:.0f}" y="{TALL - 27}" font-size="22" text-anchor="middle" '
        f'fill="#1d2423">{words}</text>'
    )


def _smooth(spots: Sequence[Spot]) -> str:
    """A curve through the spots (Catmull-Rom written as cubic Béziers)."""
    path = f"M{spots[0][0]:.0f} {spots[0][1]:.0f}"
    for place in range(len(spots) - 1):
        before, here = spots[max(place - 1, 0)], spots[place]
        there, after = spots[place + 1], spots[min(place + 2, len(spots) - 1)]
        one = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        two = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        path += f"C{one[0]:.0f} {one[1]:.0f} {two[0]:.0f} {two[1]:.0f} {there[0]:.0f} {there[1]:.0f}"
    return path


_FOREGROUNDS: dict[Subject, Callable[[Draws, Light], str]] = {
    Subject.HILLS: _hills,
    Subject.SPRING: _spring,
    Subject.JAR: _jar,
    Subject.TANK: _tank,
    Subject.ASSEMBLY: _assembly,
}
