"""Pictures made of words and numbers: the one shown when a link is shared, and the drawings of the example as JPEG."""

from __future__ import annotations

from collections.abc import Sequence

from manantial.press.charts.canvas import AGUA, BARRO, GROUND, INK, STONE, Canvas, Tone, tremble
from manantial.press.compile import svgs_to_png
from manantial.press.illustrations import Subject, landscape_svg
from manantial.press.images import png_to_jpeg
from manantial.press.lettering import FAMILY, width, wrap

WIDE, TALL = 1200, 630
SHARE_LIMIT = 290_000  # bytes; messengers drop pictures over 300 kB
_EDGE = 64


def share_card(
    title: str,
    *,
    numbers: Sequence[tuple[str, str]] = (),
    parts: Sequence[tuple[float, str]] = (),
    footer: str = "",
    fictitious: str = "",
) -> bytes:
    """A JPEG of 1200 × 630 under 300 kB: title, up to four numbers with their word, one bar cut into parts.

    parts: amount and what it is; the last of several is drawn empty (what is missing). footer: who speaks.
    """
    return png_to_jpeg(
        svgs_to_png([share_svg(title, numbers, parts, footer, fictitious).encode()], width_px=WIDE)[0],
        limit=SHARE_LIMIT,
    )


def landscapes(wanted: Sequence[tuple[str, Subject]], *, width: int = 1200) -> list[bytes]:
    """Several drawn landscapes as JPEG, in the order asked for."""
    drawn = svgs_to_png([landscape_svg(seed, subject).encode() for seed, subject in wanted], width_px=width)
    return [png_to_jpeg(picture, limit=400_000) for picture in drawn]


def landscape(seed: str, subject: Subject = Subject.HILLS, *, width: int = 1200) -> bytes:
    """One drawn landscape as JPEG, three to two."""
    return landscapes([(seed, subject)], width=width)[0]


def share_svg(
    title: str, numbers: Sequence[tuple[str, str]], parts: Sequence[tuple[float, str]], footer: str, fictitious: str
) -> str:
    """The drawing of the share picture."""
    canvas = Canvas(title, wide=WIDE, y=0)
    _ground(canvas)
    floor = (400 if parts else 530) - (130 if numbers else 0)
    size, lines = _fitting(title, WIDE - 2 * _EDGE, floor - 50)
    for row, line in enumerate(lines):
        canvas.text(_EDGE, 50 + size * (1.02 + row * 1.16), line, size=size, bold=True)
    _numbers(canvas, numbers[:4], floor)
    if parts:
        _bar(canvas, parts, 410)
    _foot(canvas, footer, fictitious)
    canvas.y = TALL
    defs = "".join(Canvas._pattern(tone, name) for tone, name in canvas.tones.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" '
        f'font-family="{FAMILY}"><defs>{defs}</defs>'
        f"{''.join(canvas.parts)}</svg>"
    )


def _ground(canvas: Canvas) -> None:
    rings = "".join(
        f'<circle cx="1130" cy="60" r="{24 + n * 24 + n * n * 3}" fill="none" stroke="{BARRO if n == 2 else AGUA}" '
        f'stroke-width="{7 - n * 0.8:.1f}" opacity="{0.34 - n * 0.04:.2f}"/>'
        for n in range(7)
    )
    canvas.add(
        f'<rect width="{WIDE}" height="{TALL}" fill="#fbf7ee"/>{rings}',
        f'<rect width="{WIDE}" height="22" fill="{AGUA}"/>',
    )


def _fitting(title: str, room: float, tall: float) -> tuple[float, list[str]]:
    for size in (84, 74, 66, 58, 52, 46, 40, 36):
        lines = wrap(title, size, room, bold=True)
        if len(lines) * size * 1.16 <= tall:
            return size, lines
    most = int(tall / (36 * 1.16))
    return 36, [*lines[: most - 1], lines[most - 1] + "…"]


def _numbers(canvas: Canvas, numbers: Sequence[tuple[str, str]], y: float) -> None:
    if not numbers:
        return
    room = (WIDE - 2 * _EDGE) / len(numbers)
    for place, (number, word) in enumerate(numbers):
        x = _EDGE + place * room
        size = min(64.0, 64 * (room - 24) / max(width(number, 64, bold=True), 1))
        canvas.text(x, y + 62, number, size=size, bold=True, colour=AGUA)
        for row, line in enumerate(wrap(word, 25, room - 24)[:2]):
            canvas.text(x, y + 94 + row * 29, line, size=25, colour=STONE)


def _bar(canvas: Canvas, parts: Sequence[tuple[float, str]], y: float) -> None:
    total = sum(amount for amount, _word in parts) or 1
    tones = [Tone.WATER, Tone.FIELD, Tone.CLAY, Tone.MAIZE][: len(parts)]
    if len(parts) > 1:
        tones[len(parts) - 1 :] = [Tone.EMPTY]
    x, at = float(_EDGE), float(_EDGE)
    for (amount, word), tone in zip(parts, tones, strict=False):
        long = amount / total * (WIDE - 2 * _EDGE)
        canvas.bar(x, y, long, 58, tone, word)
        x += long
        canvas.bar(at, y + 78, 28, 22, tone, word)
        canvas.text(at + 38, y + 97, word, size=25)
        at += 38 + width(word, 25) + 36


def _foot(canvas: Canvas, footer: str, fictitious: str) -> None:
    shake = tremble(footer, 2, 2)
    canvas.add(
        f'<path d="M{_EDGE} {548 + shake[0]:.1f}L{WIDE - _EDGE} {548 + shake[1]:.1f}" stroke="{BARRO}" '
        'stroke-width="3"/>'
    )
    canvas.text(_EDGE, 594, footer, size=27, bold=True, colour=INK)
    if fictitious:
        wide = width(fictitious, 22) + 28
        canvas.add(
            f'<rect x="{WIDE - _EDGE - wide:.0f}" y="566" width="{wide:.0f}" height="40" rx="9" fill="{BARRO}"/>'
        )
        canvas.text(WIDE - _EDGE - wide / 2, 594, fictitious, size=22, anchor="middle", colour=GROUND)
