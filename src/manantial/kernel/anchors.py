"""Dates said in words that lean on something known, read and retold in Spanish and English.

«Antes del cambio de administración (octubre de 2024)» leans on an event, «después de marzo de 2020» on a date. What is
known here is small on purpose: leading words, dates, and events that many people share. Anything else stays as it was
said; nobody guesses a translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from manantial.kernel.text import fold

LANGUAGES = ("es", "en")


class Lead(StrEnum):
    """How the words lean on what follows them."""

    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"
    ABOUT = "about"
    DURING = "during"
    WHEN = "when"
    IN = "in"


#: The leading words of each language, the one it is retold with first.
LEADS: Mapping[str, Mapping[Lead, tuple[str, ...]]] = {
    "es": {
        Lead.BEFORE: ("antes de",),
        Lead.AFTER: ("después de",),
        Lead.SINCE: ("desde", "a partir de"),
        Lead.UNTIL: ("hasta",),
        Lead.ABOUT: ("como en", "hacia", "alrededor de", "más o menos en", "por ahí de", "por"),
        Lead.DURING: ("durante",),
        Lead.WHEN: ("cuando",),
        Lead.IN: ("en", "fue en"),
    },
    "en": {
        Lead.BEFORE: ("before",),
        Lead.AFTER: ("after",),
        Lead.SINCE: ("since", "from"),
        Lead.UNTIL: ("until", "till", "up to"),
        Lead.ABOUT: ("around", "about", "circa", "some time in"),
        Lead.DURING: ("during",),
        Lead.WHEN: ("when",),
        Lead.IN: ("in", "on", "it was in"),
    },
}


@dataclass(frozen=True)
class Said:
    """An event in one language: as a noun, as it follows «cuando» or "when", and other ways of saying it."""

    noun: str
    clause: str
    others: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All the ways."""
        return (self.noun, self.clause, *self.others)


#: Events that people of a region date by, in both languages. Only what is surely the same thing in both.
EVENTS: tuple[Mapping[str, Said], ...] = (
    {
        "es": Said("el temblor", "el temblor", ("temblor", "el terremoto", "tembló", "fue el temblor")),
        "en": Said("the earthquake", "the earthquake struck", ("earthquake", "the earthquake happened", "the quake")),
    },
    {
        "es": Said(
            "el cambio de administración",
            "cambió la administración",
            ("cambio de administración", "el cambio de gobierno", "cambió el gobierno"),
        ),
        "en": Said(
            "the change of administration",
            "the administration changed",
            ("change of administration", "the change of government", "the government changed"),
        ),
    },
    {
        "es": Said(
            "el cambio de administración municipal",
            "cambió la administración municipal",
            ("cambio de administración municipal",),
        ),
        "en": Said(
            "the change of the municipal administration",
            "the municipal administration changed",
            ("change of the municipal administration",),
        ),
    },
    {
        "es": Said("el cambio de presidente municipal", "cambió el presidente municipal", ("cambió el presidente",)),
        "en": Said("the change of mayor", "the mayor changed", ("change of mayor",)),
    },
    {
        "es": Said("el cambio de comité", "cambió el comité", ("cambio de comité",)),
        "en": Said("the change of committee", "the committee changed", ("change of committee",)),
    },
    {
        "es": Said("la pandemia", "la pandemia", ("pandemia", "la enfermedad del covid")),
        "en": Said("the pandemic", "the pandemic came", ("pandemic",)),
    },
    {
        "es": Said("el huracán", "el huracán", ("huracán", "pasó el huracán")),
        "en": Said("the hurricane", "the hurricane came", ("hurricane",)),
    },
    {
        "es": Said("la inundación", "la inundación", ("inundación", "se inundó")),
        "en": Said("the flood", "the flood came", ("flood",)),
    },
    {
        "es": Said("la seca", "la seca", ("la sequía", "sequía")),
        "en": Said("the drought", "the drought came", ("drought",)),
    },
)

_OF = {"es": "de", "en": "of"}
_BRACKET = re.compile(r"\(([^()]+)\)\s*$")
_YEARS = r"(\d{4})\s*(?:-|–|—|/)\s*(\d{4})"
_TERM = {
    "es": re.compile(rf"(?:la )?administracion(?: municipal)?(?: de)? {_YEARS}"),
    "en": re.compile(
        rf"(?:the )?(?:{_YEARS} administration|administration(?: of)? (\d{{4}})\s*(?:-|–|—|/)\s*(\d{{4}}))"
    ),
}
_BETWEEN = {
    "es": re.compile(r"entre (.+?) y (.+)"),
    "en": re.compile(r"between (.+?) and (.+)"),
}

#: Says a date written in digits or words in a language, None when it is no date.
SayDate = Callable[[str, str], str | None]


def led(words: str) -> Iterator[tuple[Lead, str]]:
    """Read the leading words in either language: every lead that fits, the longest first, with what follows it."""
    plain = _plain(words)
    for _language, lead, rest in _leads(plain):
        yield lead, rest


def bracketed(words: str) -> str:
    """What stands in brackets at the end: people write there the date they mean. Empty when there is none."""
    found = _BRACKET.search(words)
    return found[1].strip() if found else ""


def retold(words: str, language: str, say: SayDate) -> str:
    """Return words of a date as a reader of `language` understands them; empty when they need or bear no retelling.

    `say` speaks the dates inside them.
    """
    if language not in LANGUAGES or not words.strip():
        return ""
    inside = bracketed(words)
    plain = _plain(_BRACKET.sub("", words))
    for source in LANGUAGES:
        if source != language and (told := _told(plain, source, language, say)):
            spoken = say(inside, language) if inside else ""
            return f"{told} ({spoken or inside})" if inside else told
    return ""


def _told(plain: str, source: str, target: str, say: SayDate) -> str:
    if between := _BETWEEN[source].fullmatch(plain):
        first, last = (say(part, target) for part in between.groups())
        joint = {"es": ("entre", "y"), "en": ("between", "and")}[target]
        return f"{joint[0]} {first} {joint[1]} {last}" if first and last else ""
    for language, lead, rest in _leads(plain):
        if language == source and (what := _what(lead, rest, source, target, say)):
            return _joined(LEADS[target][lead][0], what)
    return _what(None, plain, source, target, say)


def _what(lead: Lead | None, rest: str, source: str, target: str, say: SayDate) -> str:
    """What the words lean on, in the other language: a term of office, an event, a date; empty when it is none."""
    if term := _TERM[source].fullmatch(rest):
        years = [year for year in term.groups() if year]
        return {"es": "la administración {0}–{1}", "en": "the {0}–{1} administration"}[target].format(*years)
    for event, ways in _ways_of_events(source):
        told = event[target]
        for way in ways:
            if rest == way:
                return told.clause if lead is Lead.WHEN else told.noun
            dated = rest.removeprefix(f"{way} {_OF[source]} ")
            if dated != rest and (spoken := say(dated, target)):
                return f"{told.noun} {_OF[target]} {spoken}"
    return (say(rest, target) or "") if lead is not None else ""


@lru_cache
def _ways_of_events(language: str) -> list[tuple[Mapping[str, Said], tuple[str, ...]]]:
    return [(event, tuple(map(fold, event[language].every))) for event in EVENTS]


@lru_cache
def _ways_of_leads() -> list[tuple[str, Lead, str]]:
    """Every way of leading in, the longest first."""
    found = [
        (language, lead, fold(way)) for language, leads in LEADS.items() for lead, ways in leads.items() for way in ways
    ]
    return sorted(found, key=lambda one: -len(one[2]))


def _leads(plain: str) -> Iterator[tuple[str, Lead, str]]:
    for language, lead, way in _ways_of_leads():
        if plain.startswith(way + " "):
            yield language, lead, plain.removeprefix(way).strip()
        elif way.endswith(" de") and plain.startswith(way + "l "):  # «antes del temblor»
            yield language, lead, "el " + plain.removeprefix(way + "l").strip()


def _joined(lead: str, what: str) -> str:
    """Lead and event as they are said together: «antes del temblor», not «antes de el temblor»."""
    return f"{lead}l {what[3:]}" if lead.endswith(" de") and what.startswith("el ") else f"{lead} {what}"


def _plain(words: str) -> str:
    return " ".join(fold(words).split()).strip(" .,;:")
