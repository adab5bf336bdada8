"""The Spanish words of the catalogues, translated to the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from manantial.kernel.rulings import Ruling
from manantial.voices.queries.translations import Remark, Translated
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


def said_mark(remark: Remark | None) -> str:
    """What must be known of the words of a quote before one believes them; empty when nothing must."""
    if remark is None:
        return ""
    if remark.translator:
        return _made_by(remark.translator, remark.validator)
    return gettext("transcripción automática, sin revisar") if remark.unreviewed else ""


def said_remark(credit: str, remark: Remark | None) -> str:
    """The line under somebody's words, with what must be known of them."""
    mark = said_mark(remark)
    return f"{credit} ({mark})" if mark else credit


def said_translation(found: Translated | None, *, quoted: bool = False) -> str:
    """The same words in another language, with who translated them and whether it was validated."""
    if found is None:
        return ""
    words = f"«{found.text}»" if quoted else found.text
    return f"{words} ({_made_by(found.translator, found.validator)})"


def _made_by(translator: str, validator: str) -> str:
    if not validator:
        return gettext("traducción de %(who)s, sin validar") % {"who": translator}
    words = gettext("traducción de %(who)s, validada por %(other)s")
    return words % {"who": translator, "other": validator}
