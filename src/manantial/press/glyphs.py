"""Which characters our letters can print, and what becomes of the others: an emoji in a voice must not stop a report.

Andika prints the words, DejaVu Sans the signs it lacks. PDF/A refuses a character without a glyph, so one that neither
has is printed as □ and told to whoever builds the paper.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "□"
# Neither paper nor XML can hold these: controls, halves of surrogates, non-characters; and marks that turn the reading
# direction round, which could make a paper say what its source does not.
_SILENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0000-\U000e007f]")
_INVISIBLE = frozenset("\n\r\t\u200b\u200c\u200d\u200e\u200f\u00ad\u2028\u2029\u2060\ufeff")


def legible(text: str) -> str:
    """The text without characters that no document format can hold."""
    return _SILENT.sub("", text)


def printable(text: str, missing: set[str]) -> str:
    """The text as our fonts can print it; characters without a glyph are added to `missing` and become □."""
    text = _VARIANTS.sub("", legible(text))
    lacking = set(text) - _covered()
    if not lacking:
        return text
    missing |= lacking
    return text.translate(dict.fromkeys(map(ord, lacking), MISSING))


def printable_data(data: object, missing: set[str]) -> object:
    """A JSON-like value with every text in it made printable."""
    if isinstance(data, str):
        return printable(data, missing)
    if isinstance(data, Mapping):
        return {key: printable_data(value, missing) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable_data(value, missing) for value in data]
    return data


@cache
def _covered() -> frozenset[str]:
    regular = (FONTS / "Andika-Regular.ttf", FONTS / "DejaVuSans.ttf")
    return _INVISIBLE.union(*(map(chr, _characters(font.read_bytes())) for font in regular))


def _characters(font: bytes) -> Iterator[int]:
    """The code points of a TrueType font, from the formats 4 and 12 of its cmap (OpenType 1.9, chapter cmap)."""
    for table in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _sum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * table)
        if tag == b"cmap":
            break
    else:
        return
    for number in range(struct.unpack_from(">H", font, offset + 2)[0]):
        start = offset + struct.unpack_from(">L", font, offset + 8 + 8 * number)[0]
        kind = struct.unpack_from(">H", font, start)[0]
        if kind == 4:
            yield from _segments(font, start)
        elif kind == 12:
            for group in range(struct.unpack_from(">L", font, start + 12)[0]):
                first, last = struct.unpack_from(">LL", font, start + 16 + 12 * group)
                yield from range(first, last + 1)


def _segments(font: bytes, start: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    shape = f">{count}H"
    ends = struct.unpack_from(shape, font, start + 14)
    starts = struct.unpack_from(shape, font, start + 16 + 2 * count)
    for first, last in zip(starts, ends, strict=True):
        if last != 0xFFFF:
            yield from range(first, last + 1)
