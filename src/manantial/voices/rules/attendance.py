"""How a paper list is typed: one letter for each thing, so that fifty-seven people take less than ten minutes.

A name, or a count («3 M» are three women), or nothing at all; everything else is one letter, and what is left empty
is as in the line before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold
from manantial.voices.rules.catalogues import AGE_WORDS, GROUP_WORDS, LANGUAGE_WORDS, VoiceGroup

SEX_LETTERS: Mapping[str, str] = {"m": "M", "f": "M", "h": "H"}
AGE_LETTERS: Mapping[str, str] = {str(number): key for number, key in enumerate(AGE_WORDS, 1)}
GROUP_LETTERS: Mapping[str, str] = {
    "c": VoiceGroup.COMMITTEE,
    "m": VoiceGroup.COMMITTEE_WOMEN,
    "h": VoiceGroup.COMMITTEE_MEN,
    "b": VoiceGroup.BRIGADE,
    "f": VoiceGroup.HOUSEHOLDS,
    "s": VoiceGroup.ASSEMBLY,
    "a": VoiceGroup.AUTHORITIES,
    "d": VoiceGroup.FORMER,
    "j": VoiceGroup.YOUTH,
    "n": VoiceGroup.NON_MEMBER,
    "o": VoiceGroup.ORGANISM,
    "u": VoiceGroup.OFFICIALS,
    "v": VoiceGroup.CIVIL,
    "l": VoiceGroup.ALLIES,
    "t": VoiceGroup.OTHER_MUNICIPALITY,
}
LANGUAGE_LETTERS: Mapping[str, str] = {"e": "es", "t": "tzo", "l": "tzh", "z": "zoc", "i": "en"}
UNSAID = {"-", "x"}  # said on purpose: nothing, and not as in the line before
MOST = 500  # persons counted on one line
_COUNTED = re.compile(r"(\d+)\s*([mhf]?)")


class Unreadable(ValueError):
    """A letter that means nothing here; `text` is a Spanish sentence with `typed` and `known`."""

    def __init__(self, text: str, typed: str, known: str) -> None:
        super().__init__(text)
        self.text = text
        self.facts = {"typed": typed, "known": known}


@dataclass(frozen=True)
class Who:
    """What stands in the first column of a line."""

    name: str = ""
    count: int = 1
    sex: str = ""


def read_who(text: str) -> Who:
    """A name, `3 M` (three women), `12` (twelve people), or nobody in particular. Zero strikes nothing: it is one.

    Raises Unreadable for more people than one line holds.
    """
    plain = " ".join(text.split())
    found = _COUNTED.fullmatch(fold(plain))
    if not found:
        return Who(name=plain[:160])
    if len(found[1]) > len(str(MOST)) or int(found[1]) > MOST:
        raise Unreadable(_("En un renglón caben hasta %(known)s personas, no «%(typed)s»."), plain, str(MOST))
    return Who(count=max(int(found[1]), 1), sex=SEX_LETTERS.get(found[2], ""))


def read_sex(text: str) -> str:
    """`m` (or `f`) is a woman, `h` a man. Raises Unreadable."""
    return _letter(text, SEX_LETTERS, {"M": "M", "H": "H"}, _("En M / H se escribe m o h, no «%(typed)s»."))


def read_age(text: str) -> str:
    """The number of the range, from 1 to 5, or an age in years (`34`). Raises Unreadable."""
    typed = fold(text).strip()
    if typed.isdecimal() and len(typed) > 1:
        return age_range(int(typed))
    return _letter(
        text,
        AGE_LETTERS,
        {key: key for key in AGE_WORDS},
        _("En la edad se escribe el número del grupo (%(known)s) o los años, no «%(typed)s»."),
    )


def age_range(years: int) -> str:
    """The range of an age in whole years."""
    starts = ((60, "60+"), (45, "45-59"), (30, "30-44"), (18, "18-29"))
    return next((key for start, key in starts if years >= start), "0-17")


def read_group(text: str, sex: str = "") -> str:
    """The group of a letter; `c` is the women or the men of the committee where the sex is known. Raises Unreadable."""
    group = _letter(
        text, GROUP_LETTERS, {key: key for key in GROUP_WORDS}, _("No hay grupo con la letra «%(typed)s»: %(known)s.")
    )
    if group == VoiceGroup.COMMITTEE and sex:
        return VoiceGroup.COMMITTEE_WOMEN if sex == "M" else VoiceGroup.COMMITTEE_MEN
    return group


def read_language(text: str) -> str:
    """The language of a letter. Raises Unreadable."""
    return _letter(
        text,
        LANGUAGE_LETTERS,
        {key: key for key in LANGUAGE_WORDS},
        _("No hay lengua con la letra «%(typed)s»: %(known)s."),
    )


def letter_of(letters: Mapping[str, str], value: str) -> str:
    """The letter with which a stored value is typed; the value itself where it has none."""
    return next((letter for letter, key in letters.items() if key == value), value)


def _letter(text: str, letters: Mapping[str, str], whole: Mapping[str, str], refusal: str) -> str:
    typed = fold(text).strip()
    if not typed or typed in UNSAID:
        return ""
    found = letters.get(typed) or next((key for key in whole if fold(key) == typed), "")
    if not found:
        raise Unreadable(refusal, typed, ", ".join(letters))
    return str(found)
