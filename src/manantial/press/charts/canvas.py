"""The drawing table of charts and maps: tones that differ by pattern and colour, letters, and strokes drawn by hand.

Everything is a presentation attribute (no style element, no script, no outside reference), so the same SVG goes into a
page with a strict content policy, into a PDF and into a kit. Strokes tremble a little, always in the same way for the
same words; lengths that carry a number do not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from html import escape
from zlib import crc32

from manantial.press.lettering import FAMILY, width, wrap

INK, STONE, LINE, GROUND = "#1d2423", "#5a6462", "#c8bfae", "#fffdf8"
AGUA, BARRO, MILPA, MAIZ, GRANA = "#0b4a52", "#9a4522", "#3d6531", "#8a5a00", "#8f1d33"
WIDTH = 440
MARGIN = 14
SIZE = 15


class Tone(Enum):
    """A way to fill: number of the pattern, stroke colour, ground colour. Readable in one ink."""

    WATER = ("solid", AGUA, AGUA)
    CLAY = ("slant", BARRO, "#f8e4d6")
    FIELD = ("dots", MILPA, "#e2eed8")
    MAIZE = ("cross", MAIZ, "#fbecc4")
    GRAIN = ("level", GRANA, "#f9e0e2")
    STONES = ("upright", STONE, "#efeae1")
    EMPTY = ("none", STONE, GROUND)

    @property
    def colour(self) -> str:
        """Of strokes and outlines."""
        return self.value[1]

    @property
    def ground(self) -> str:
        """Under the pattern."""
        return self.value[2]


TONES = (Tone.WATER, Tone.CLAY, Tone.FIELD, Tone.MAIZE, Tone.GRAIN, Tone.STONES)

_PATTERNS = {
    "slant": '<path d="M-2 2L2-2M0 8L8 0M6 10L10 6" stroke="{c}" stroke-width="2.4" fill="none"/>',
    "dots": '<circle cx="2" cy="2" r="1.7" fill="{c}"/><circle cx="6" cy="6" r="1.7" fill="{c}"/>',
    "cross": '<path d="M0 0L8 8M8 0L0 8" stroke="{c}" stroke-width="1.5" fill="none"/>',
    "level": '<path d="M0 2H8M0 6H8" stroke="{c}" stroke-width="1.8" fill="none"/>',
    "upright": '<path d="M2 0V8M6 0V8" stroke="{c}" stroke-width="1.6" fill="none"/>',
}


@dataclass(slots=True)
class Canvas:
    """Marks one under the other; `y` is where the next one goes. `finish` closes the drawing."""

    title: str
    wide: float = WIDTH
    y: float = MARGIN
    parts: list[str] = field(default_factory=list)
    tones: dict[Tone, str] = field(default_factory=dict)
    symbols: list[str] = field(default_factory=list)

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.wide - 2 * MARGIN

    def add(self, *marks: str) -> None:
        """Put ready-made marks on top of what is there."""
        self.parts.extend(marks)

    def fill(self, tone: Tone) -> str:
        """What to write in a fill attribute; the pattern is defined once."""
        if tone.value[0] == "solid":
            return tone.colour
        if tone is Tone.EMPTY:
            return GROUND
        self.tones.setdefault(tone, f"t{crc32(self.title.encode()):08x}{tone.name.lower()}")
        return f"url(#{self.tones[tone]})"

    def symbol(self, marks: str) -> str:
        """Keep marks to be repeated with <use>; gives their name."""
        name = f"s{crc32(self.title.encode()):08x}{len(self.symbols)}"
        self.symbols.append(f'<g id="{name}">{marks}</g>')
        return name

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        anchor: str = "start",
        colour: str = INK,
        halo: bool = False,
    ) -> None:
        """One line with its base line at y; `halo` keeps it readable over other marks."""
        weight = ' font-weight="700"' if bold else ""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        ring = f' stroke="{GROUND}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if halo else ""
        self.add(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}"{weight}{place}{ring}>'
            f"{escape(words)}</text>"
        )

    def words(self, words: str, *, size: float = SIZE, bold: bool = False, colour: str = INK) -> None:
        """A paragraph at the left margin; moves down."""
        for line in wrap(words, size, self.room, bold=bold):
            self.y += size * 1.25
            self.text(MARGIN, self.y - size * 0.28, line, size=size, bold=bold, colour=colour)

    def bar(self, x: float, y: float, wide: float, tall: float, tone: Tone, seed: str) -> None:
        """A bar of exactly that length whose long edges were cut by hand."""
        if wide <= 0:
            self.add(f'<path d="M{x:.1f} {y:.1f}v{tall:.1f}" stroke="{INK}" stroke-width="2.5"/>')
            return
        shake = tremble(seed, 4, 1.6)
        points = [
            (x, y + shake[0]),
            (x + wide, y + shake[1]),
            (x + wide, y + tall + shake[2]),
            (x, y + tall + shake[3]),
        ]
        spots = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        dash = ' stroke-dasharray="5 4"' if tone is Tone.EMPTY else ""
        self.add(
            f'<polygon points="{spots}" fill="{self.fill(tone)}" stroke="{tone.colour}" stroke-width="1.6"{dash} '
            'stroke-linejoin="round"/>'
        )

    def tag(self, x: float, y: float, words: str, size: float = 13) -> None:
        """A number on a small light ground, centred at x, readable over any pattern."""
        wide = width(words, size, bold=True) + 8
        self.add(
            f'<rect x="{x - wide / 2:.1f}" y="{y - size + 1:.1f}" width="{wide:.1f}" height="{size + 4:g}" '
            f'rx="5" fill="{GROUND}"/>'
        )
        self.text(x, y, words, size=size, bold=True, anchor="middle")

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, colour: str = LINE, thick: float = 1) -> None:
        """A straight line."""
        self.add(
            f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="{thick:g}" fill="none"/>'
        )

    def legend(self, names: list[tuple[str, Tone]]) -> None:
        """Swatch and word for each tone, in as many lines as needed; moves down."""
        x, self.y = float(MARGIN), self.y + 6
        for name, tone in names:
            wide = 30 + width(name, 13.5) + 16
            if x > MARGIN and x + wide > self.wide - MARGIN:
                x, self.y = float(MARGIN), self.y + 24
            self.bar(x, self.y, 22, 15, tone, name)
            self.text(x + 29, self.y + 12.5, name, size=13.5)
            x += wide
        self.y += 26

    def finish(self, alt: str, source: str = "") -> str:
        """The whole drawing as SVG text, described by title and alt."""
        if source:
            self.y += 4
            self.words(source, size=11.5, colour=STONE)
        tall = self.y + MARGIN * 0.7
        defs = "".join([*(self._pattern(tone, name) for tone, name in self.tones.items()), *self.symbols])
        role = "group" if any("<a " in part for part in self.parts) else "img"  # a picture as such holds no links
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.wide:g} {tall:.0f}" role="{role}" '
            f'font-family="{FAMILY}"><title>{escape(self.title)}</title><desc>{escape(alt)}</desc>'
            f"{f'<defs>{defs}</defs>' if defs else ''}"
            f'<rect width="{self.wide:g}" height="{tall:.0f}" rx="10" fill="{GROUND}"/>{"".join(self.parts)}</svg>'
        )

    @staticmethod
    def _pattern(tone: Tone, name: str) -> str:
        return (
            f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<rect width="8" height="8" '
            f'fill="{tone.ground}"/>{_PATTERNS[tone.value[0]].format(c=tone.colour)}</pattern>'
        )


def tremble(seed: str, count: int, far: float) -> list[float]:
    """That many small shifts between -far and far, always the same for the same words."""
    return [(crc32(f"{seed}/{n}".encode()) % 2001 / 1000 - 1) * far for n in range(count)]
