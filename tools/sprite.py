"""Put the pictograms of the posters into the sprite of the screen, so that both show the same drawings.

The strokes of the interface (arrows, menu, search…) stand in the sprite itself; the symbols ``p-…`` are rewritten here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPRITE = ROOT / "src" / "manantial" / "static" / "manantial" / "icons.svg"
KEYS = (
    "ear",
    "calendar",
    "tools",
    "microphone",
    "tap",
    "village",
    "assembly",
    "jar",
    "megaphone",
    "voice",
    "radio",
    "book",
)


def symbol(key: str) -> str:
    """One pictogram, filled and never stroked, whatever class it is drawn with."""
    from manantial.press.pictograms import pictogram

    drawing = pictogram(key)
    x, y, width, height = drawing.box()
    box = f"{x:g} {y:g} {width:g} {height:g}"
    marks = f'<g fill="currentColor" stroke="none">{drawing.inside().strip()}</g>'
    return f'<symbol id="p-{key}" viewBox="{box}">{marks}</symbol>'


def main() -> None:
    """Rewrite the pictograms of the sprite."""
    sys.path.insert(0, str(ROOT / "src"))
    own = re.sub(r'<symbol id="p-.*?</symbol>\n', "", SPRITE.read_text(encoding="utf-8"), flags=re.DOTALL)
    drawn = "".join(f"{symbol(key)}\n" for key in KEYS)
    SPRITE.write_text(own.replace("</svg>", f"{drawn}</svg>"), encoding="utf-8")
    print(f"{SPRITE.relative_to(ROOT)}: {SPRITE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
