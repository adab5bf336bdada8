"""Dates as people say them, leaning on something known: «antes de 2021», "during the 2021–2024 administration".

The bounds come from the words that can be read, in Spanish or English; the words themselves are always kept beside
them. What cannot be read stays as words without bounds: nobody guesses.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from manantial.kernel.anchors import Lead, bracketed, led
from manantial.kernel.dates import InvalidDate, PartialDate
from manantial.kernel.text import fold

_YEARS = re.compile(r"(\d{4})\s*(?:-|–|—|\ba\b|\bal\b|\by\b|\band\b|\bto\b)\s*(\d{4})")


def read_remembered(text: str) -> PartialDate:
    """Read a date in the words of people; the words are kept. Bounds are left open where the words leave them open."""
    words = " ".join(text.split())[:120]
    try:
        return PartialDate.parse(words)
    except InvalidDate:
        found = _bounds_of(words)
        return PartialDate(*(found or (None, None)), words)


def _bounds_of(words: str) -> tuple[date | None, date | None] | None:
    years = _YEARS.search(fold(words))
    if years and int(years[1]) <= int(years[2]):
        return _side_of_term(int(years[1]), int(years[2]), next((lead for lead, _rest in led(words)), None))
    inside = bracketed(words)
    for lead, rest in led(words):
        told = _date_in(inside or rest)
        if told is not None:
            return _side(told, lead)
    return None


def _side_of_term(first: int, last: int, lead: Lead | None) -> tuple[date | None, date | None]:
    """Bounds that surely hold for a stretch of years of which nobody knows the first and the last day."""
    if lead is Lead.BEFORE:
        return None, date(first, 12, 31)
    if lead is Lead.AFTER:
        return date(last, 1, 1), None
    if lead is Lead.SINCE:
        return date(first, 1, 1), None
    return (None if lead is Lead.UNTIL else date(first, 1, 1)), date(last, 12, 31)


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


def _side(told: PartialDate, lead: Lead) -> tuple[date | None, date | None]:
    if lead is Lead.BEFORE:
        return None, told.earliest - timedelta(days=1) if told.earliest else None
    if lead in {Lead.AFTER, Lead.SINCE}:
        return told.earliest, None
    return (None, told.latest) if lead is Lead.UNTIL else (told.earliest, told.latest)
