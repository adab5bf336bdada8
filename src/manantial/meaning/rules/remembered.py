"""Dates as people say them, leaning on something known: «antes de 2021», «durante la administración 2021–2024».

The bounds come from the words that can be read; the words themselves are always kept beside them. What cannot be read
stays as words without bounds: nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from manantial.kernel.dates import InvalidDate, PartialDate
from manantial.kernel.text import fold

_YEARS = re.compile(r"(\d{4})\s*(?:-|–|—|\ba\b|\bal\b|\by\b)\s*(\d{4})")
_BRACKET = re.compile(r"\(([^()]+)\)\s*$")
_BEFORE = ("antes de", "antes del")
_AFTER = ("despues de", "despues del", "a partir de", "desde")
_UNTIL = ("hasta",)
_ABOUT = (
    "como en",
    "hacia",
    "alrededor de",
    "mas o menos en",
    "por ahi de",
    "por",
    "en",
    "fue en",
    "cuando",
    "durante",
)


def read_remembered(text: str) -> PartialDate:
    """Read a date in the words of people; the words are kept. Bounds are left open where the words leave them open."""
    words = " ".join(text.split())[:120]
    try:
        return PartialDate.parse(words)
    except InvalidDate:
        found = _bounds_of(words)
        return PartialDate(*(found or (None, None)), words)


def administrations(changes: Sequence[PartialDate]) -> list[tuple[date, date]]:
    """Return the periods between changes of administration, each from the first possible day of its change.

    Three changes give two periods; the one before the first and the one after the last have no other end.
    """
    known = sorted(moment.earliest for moment in changes if moment.earliest)
    return [(first, following - timedelta(days=1)) for first, following in pairwise(known)]


def _bounds_of(words: str) -> tuple[date | None, date | None] | None:
    plain = fold(words).strip()
    years = _YEARS.search(plain)
    if years and int(years[1]) <= int(years[2]):
        return date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
    inside = _BRACKET.search(words)
    for leads, side in ((_BEFORE, "before"), (_AFTER, "after"), (_UNTIL, "until"), (_ABOUT, "about")):
        for lead in leads:
            if not plain.startswith(lead + " "):
                continue
            told = _date_in(inside[1] if inside else plain.removeprefix(lead).strip())
            if told is not None:
                return _side(told, side)
    return None


def _date_in(text: str) -> PartialDate | None:
    """The date at the end of some words: «el cambio de octubre de 2021» is October 2021."""
    pieces = text.split()
    for start in range(len(pieces)):
        try:
            found = PartialDate.parse(" ".join(pieces[start:]))
        except InvalidDate:
            continue
        return None if found.is_unknown else found
    return None


def _side(told: PartialDate, side: str) -> tuple[date | None, date | None]:
    if side == "before":
        return None, told.earliest - timedelta(days=1) if told.earliest else None
    if side == "after":
        return told.earliest, None
    return (None, told.latest) if side == "until" else (told.earliest, told.latest)
