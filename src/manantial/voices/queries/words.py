"""The Spanish words of the catalogues, translated to the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from manantial.kernel.rulings import Ruling
from manantial.voices.rules import WHAT_WORDS, Credit


def said(words: Mapping[str, str], key: str) -> str:
    """The word of a catalogue; what the catalogue does not know is said as it was written."""
    return gettext(words[key]) if key in words else key


def choices(words: Mapping[str, str], empty: str = "") -> list[tuple[str, str]]:
    """A catalogue as the choices of a form; `empty` is the word of the first, empty one."""
    listed = [(str(key), gettext(word)) for key, word in words.items()]
    return [("", empty), *listed] if empty else listed


def said_ruling(ruling: Ruling) -> str:
    """Why the gate says yes or no, with the part it is about."""
    what = ruling.facts.get("what")
    reason = ruling.say(gettext)
    return f"{said(WHAT_WORDS, what)}: {reason}" if what else reason


def said_credit(credit: Credit) -> str:
    """The line under somebody's words."""
    return credit.line(gettext)
