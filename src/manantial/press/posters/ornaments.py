"""Cut paper over the poster: a row of little flags, each with its own drops, leaves and stars, always equal "
"for a title."""

from __future__ import annotations

from math import cos, pi, sin

from manantial.press.draws import Draws

FLAG_WIDE, FLAG_TALL, COUNT = 100.0, 104.0, 9
_COLOURS = ("#0b4a52", "#9a4522", "#c98a1b", "#3d6531", "#8f1d33")


def bunting(seed: str, *, one_ink: bool = False, count: int = COUNT) -> str:
    """The row as SVG, `count` flags wide; in one ink the flags are outlines, which a photocopier keeps."""
    draws = Draws(f"bunting/{seed}")
    first = draws.whole(0, 4)
    wide = FLAG_WIDE * count
    flags = "".join(
        _flag(draws, place * FLAG_WIDE, _COLOURS[(first + place) % 5], one_ink, _sag(place + 0.5, count))
        for place in range(count)
    )
    cord_ink = "#000000" if one_ink else "#1d2423"
    cord = "".join(f"{'L' if n else 'M'}{n * FLAG_WIDE:.0f} {4 + _sag(n, count):.1f}" for n in range(count + 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {FLAG_TALL + 22:.0f}">{flags}'
        f'<path d="{cord}" fill="none" stroke="{cord_ink}" stroke-width="2.5" stroke-linejoin="round"/></svg>'
    )


def _sag(place: float, count: int) -> float:
    return 16 * sin(pi * place / count)


def _flag(draws: Draws, x: float, colour: str, one_ink: bool, sag: float) -> str:
    edge = "".join(f"q{-12.5:.1f} 22 -25 0" for _turn in range(4))
    body = f"M{x:.1f} {5 + sag:.1f}h{FLAG_WIDE}v{FLAG_TALL - 20:.0f}{edge}z"
    middle = x + FLAG_WIDE / 2
    holes = draws.one_of((_drop, _star, _leaf))(middle, 47 + sag) + _border(x, sag)
    paint = 'fill="#ffffff" stroke="#000000" stroke-width="2.2"' if one_ink else f'fill="{colour}"'
    return f'<path d="{body}{holes}" fill-rule="evenodd" {paint}/>'


def _border(x: float, sag: float) -> str:
    row = "".join(_diamond(x + 14 + n * 18, 84 + sag, 5.5) for n in range(5))
    return row + "".join(_diamond(x + 14 + n * 18, 17 + sag, 4) for n in range(5))


def _diamond(x: float, y: float, size: float) -> str:
    return f"M{x:.1f} {y - size:.1f}l{size} {size}l{-size} {size}l{-size} {-size}z"


def _drop(x: float, y: float) -> str:
    side = "".join(_small_drop(x + dx, y + 6, 8) for dx in (-32, 32))
    return _small_drop(x, y - 4, 19) + side


def _small_drop(x: float, y: float, size: float) -> str:
    return (
        f"M{x:.1f} {y - size * 1.25:.1f}c{size * 0.75:.1f} {size:.1f} {size:.1f} {size * 1.3:.1f} {size:.1f} "
        f"{size * 1.75:.1f}a{size:.1f} {size:.1f} 0 0 1{-2 * size:.1f} 0c0{-size * 0.45:.1f} "
        f"{size * 0.25:.1f}{-size * 0.75:.1f} {size:.1f}{-size * 1.75:.1f}z"
    )


def _star(x: float, y: float) -> str:
    petals = ""
    for n in range(8):
        turn = n * pi / 4
        far_x, far_y = x + 25 * cos(turn), y + 25 * sin(turn)
        one = (x + 15 * cos(turn + 0.34), y + 15 * sin(turn + 0.34))
        two = (x + 15 * cos(turn - 0.34), y + 15 * sin(turn - 0.34))
        near = (x + 7 * cos(turn), y + 7 * sin(turn))
        petals += (
            f"M{near[0]:.1f} {near[1]:.1f}L{one[0]:.1f} {one[1]:.1f}L{far_x:.1f} {far_y:.1f}L{two[0]:.1f} {two[1]:.1f}z"
        )
    return petals


def _leaf(x: float, y: float) -> str:
    pairs = "".join(
        f"M{x:.1f} {y + dy:.1f}q{side * 10} {-16} {side * 27} {-13}q{-side * 3} 16 {-side * 27} 13z"
        for dy in (22, 4)
        for side in (-1, 1)
    )
    return pairs + f"M{x:.1f} {y - 4:.1f}q-11-12 0-26q11 14 0 26z"
