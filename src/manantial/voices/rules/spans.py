"""Where in a testimony a fragment lies: seconds of a sound, letters of a turn, a part of a picture.

A fragment is anchored to (turn, start, end, quoted words); turns never change, so an anchor that held once holds for
ever and the words can always be checked against the turn.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold

_CLOCK = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5})(?:[.,](\d{1,3}))?")
_SIXTY = 60
_WHOLE_PICTURE = 1000  # a region is written in thousandths of the picture
_REGION_SIDES = 4
_SHORTEST_QUOTE = 3  # letters


class InvalidClock(ValueError):
    """The text is not a minute and second; `text` is what was typed."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a time in a sound: {text!r}")
        self.text = text


@dataclass(frozen=True)
class Place:
    """One place where words were found: which turn, from which letter to which (the end is not included)."""

    turn: Hashable
    start: int
    end: int


def parse_clock(text: str) -> int:
    """Milliseconds of `192`, `3:12`, `3:12.5` or `1:03:12`. Raises InvalidClock."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise InvalidClock(text)
    hours, minutes, seconds, rest = found.groups()
    if (minutes is not None and int(seconds) >= _SIXTY) or (hours is not None and int(minutes) >= _SIXTY):
        raise InvalidClock(text)
    whole = (int(hours or 0) * _SIXTY + int(minutes or 0)) * _SIXTY + int(seconds)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))


def say_clock(milliseconds: int) -> str:
    """`3:12` or `1:03:12`, with tenths only when there are some: `3:12.5`."""
    tenths, seconds = milliseconds % 1000 // 100, milliseconds // 1000
    minutes, hours = seconds // _SIXTY % _SIXTY, seconds // _SIXTY**2
    start = f"{hours}:{minutes:02d}" if hours else str(minutes)
    return f"{start}:{seconds % _SIXTY:02d}" + (f".{tenths}" if tenths else "")


def time_span(start_ms: int, end_ms: int, duration_ms: int | None) -> Ruling:
    """Say whether a stretch of sound exists: it begins before it ends, and ends within the sound."""
    if start_ms < 0 or end_ms <= start_ms:
        return Ruling.no(_("El final debe ir después del principio."), start=start_ms, end=end_ms)
    if duration_ms is None:
        return Ruling.no(_("Esta voz no tiene sonido; no hay segundos que marcar."))
    if end_ms > duration_ms:
        return Ruling.no(
            _("El sonido dura %(duration)s y el fragmento termina después."), duration=say_clock(duration_ms)
        )
    return Ruling.yes()


def text_span(start: int, end: int, text: str) -> Ruling:
    """Say whether a stretch of letters lies within a turn and holds words."""
    if not 0 <= start < end <= len(text):
        return Ruling.no(
            _("Esas palabras quedan fuera de lo dicho en ese turno."), start=start, end=end, length=len(text)
        )
    if not text[start:end].strip():
        return Ruling.no(_("Ahí no hay palabras."), start=start, end=end)
    return Ruling.yes()


def anchored(quote: str, text: str, start: int, end: int) -> Ruling:
    """Say whether a quote is, letter by letter, what the turn says in its place."""
    within = text_span(start, end, text)
    if not within:
        return within
    if text[start:end] != quote:
        return Ruling.no(_("La cita no es igual a lo que dice la transcripción."), found=text[start:end])
    return Ruling.yes()


def region(sides: Sequence[int]) -> Ruling:
    """Say whether a part of a picture exists: left, top, right, bottom in thousandths."""
    if len(sides) != _REGION_SIDES or not all(0 <= side <= _WHOLE_PICTURE for side in sides):
        return Ruling.no(_("La parte de la imagen debe quedar dentro de ella."))
    if sides[0] >= sides[2] or sides[1] >= sides[3]:
        return Ruling.no(_("La parte de la imagen debe tener ancho y alto."))
    return Ruling.yes()


def locate(words: str, turns: Iterable[tuple[Hashable, str]]) -> list[Place]:
    """Every place where copied words occur in the turns, in their order.

    First letter by letter; when that finds nothing, without looking at accents, capitals, spaces or line ends, because
    people copy by hand and from other programs. Fewer than three letters find nothing.
    """
    said = list(turns)
    asked = " ".join(words.split())
    if len(asked.replace(" ", "")) < _SHORTEST_QUOTE:
        return []
    exact = [place for turn, text in said for place in _exact(turn, text, words.strip())]
    return exact or [place for turn, text in said for place in _loose(turn, text, asked)]


def _exact(turn: Hashable, text: str, words: str) -> list[Place]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Place(turn, at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _loose(turn: Hashable, text: str, words: str) -> list[Place]:
    pattern = re.compile(r"\s+".join(re.escape(fold(word)) for word in words.split()))
    letters, origin = _folded(text)
    return [Place(turn, origin[m.start()], origin[m.end() - 1] + 1) for m in pattern.finditer(letters)]


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its letters, the place of the letter it came from."""
    letters, origin = [], []
    for place, letter in enumerate(text):
        folded = fold(letter)
        letters.append(folded)
        origin.extend([place] * len(folded))
    return "".join(letters), origin
