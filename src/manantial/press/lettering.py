"""How wide words are in our letter: for drawings that must place text themselves (charts, maps, share pictures)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Andika, 'Noto Sans', 'DejaVu Sans', sans-serif"
_MEASURE = 100  # size at which widths are taken; they grow in proportion


@lru_cache(maxsize=16)
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Andika ready to draw with Pillow, simple layout (equal on every machine)."""
    name = "Andika-Bold.ttf" if bold else "Andika-Regular.ttf"
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=20_000)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is, in the unit of `size`."""
    return font(_MEASURE, bold=bold).getlength(text) * size / _MEASURE


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `room`; a word longer than a line is cut where the line ends."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text.split(), size, room, bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold=bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _pieces(words: list[str], size: float, room: float, bold: bool) -> list[str]:
    found = []
    for word in words:
        rest = word
        while width(rest, size, bold=bold) > room and len(rest) > 1:
            fits = next((n for n in range(len(rest) - 1, 1, -1) if width(rest[:n], size, bold=bold) <= room), 1)
            found.append(rest[:fits])
            rest = rest[fits:]
        found.append(rest)
    return found
