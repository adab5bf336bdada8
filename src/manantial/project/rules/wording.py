"""Words in several languages beside each other: the page's own, and ours; never one in the place of the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_Words = TypeVar("_Words", str, list[str])

BEFORE = "-before"  # a translation of words that have changed since
_MONTHS = re.compile(r"\((\d{1,3}) (?:meses|months)\)")
_FRACTION = re.compile(r"(\d+)\s*/\s*(\d+)")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)")
_LOWER = re.compile(r",?\s*lower bound.*$")


@dataclass(frozen=True)
class Said(Generic[_Words]):
    """Words to show, with their language; `is_translation` when the page says it in another one."""

    words: _Words
    language: str
    is_translation: bool = False


def slots(
    kept: Mapping[str, _Words], printed: _Words, language: str, translation: _Words | None, other: str
) -> dict[str, _Words]:
    """The words of the page and their translation by language.

    When the page's words changed and no new translation comes with them, the former translation is put aside: it
    speaks of other words.
    """
    made = {name: words for name, words in kept.items() if name != language}
    if other in made and kept.get(language) != printed:
        made[f"{other}{BEFORE}"] = made.pop(other)
    made[language] = printed
    if translation is not None and other != language:
        made[other] = translation
        made.pop(f"{other}{BEFORE}", None)
    return made


def translated(texts: Mapping[str, str], paragraphs: Sequence[str]) -> list[str] | None:
    """The translation of all paragraphs, or None when one is lacking: half a translation is none."""
    if not paragraphs or any(paragraph not in texts for paragraph in paragraphs):
        return None
    return [texts[paragraph] for paragraph in paragraphs]


def say(words: Mapping[str, _Words], wanted: str, printed: str, empty: _Words) -> Said[_Words]:
    """The words in the wanted language, else the page's own, else any there are."""
    for language in (wanted, printed, *words):
        if words.get(language) and not language.endswith(BEFORE):
            return Said(words[language], language, language != printed)
    return Said(empty, wanted)


def months_in(description: str) -> int | None:
    """The months a budget line says it lasts: `(13 meses)`."""
    found = _MONTHS.search(description)
    return int(found[1]) if found else None


@dataclass(frozen=True)
class PrintedFigure:
    """A printed number taken apart: `4/10` is 40 per cent, `1-2` begins at 1, «more than» is a lower bound."""

    value: str
    unit: str
    numerator: str = ""
    denominator: str = ""
    lower_bound: bool = False
    spread: str = ""


def take_apart(value: str, unit: str) -> PrintedFigure:
    """Read a number as printed on a page. Nothing is rounded; what is no number has no value."""
    bare = _LOWER.sub("", unit)
    if found := _FRACTION.fullmatch(value):
        share = 100 * int(found[1]) / int(found[2]) if int(found[2]) else 0
        return PrintedFigure(f"{share:g}", f"percent of {bare}", found[1], found[2])
    if found := _RANGE.fullmatch(value):
        return PrintedFigure(found[1], bare, lower_bound=True, spread=f"{found[1]}–{found[2]}")
    number = value if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else ""
    return PrintedFigure(number, bare, lower_bound=bare != unit)
