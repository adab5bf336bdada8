"""The script of a radio programme or of a tour with a loudspeaker: who says what, and where each sound enters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.press.compile import Pdf
from manantial.press.posters.imprint import Imprint, Ink, typeset
from manantial.press.values import say_minute

MOST_PAGES = 4


class LineKind(StrEnum):
    """What a line of a script is."""

    VOICE = "voice"
    SOUND = "sound"
    MUSIC = "music"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who speaks (or which recording), the words, and the place in the recording in milliseconds."""

    who: str
    text: str
    kind: LineKind = LineKind.VOICE
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class RadioScript:
    """A programme of so many minutes."""

    title: str
    minutes: int
    lines: Sequence[Line]
    imprint: Imprint


def radio_script(content: RadioScript) -> Pdf:
    """One to four letter pages in 14 points. Raises DoesNotFit."""
    kinds = {LineKind.VOICE: "", LineKind.SOUND: _("Entra grabación"), LineKind.MUSIC: _("Música")}
    data = {
        "lines": [
            {
                "who": line.who,
                "text": " ".join(line.text.split()),
                "kind": line.kind.value,
                "word": kinds[line.kind],
                "at": "" if line.at_ms is None else say_minute(line.at_ms / 1000),
            }
            for line in content.lines
        ],
        "said": {
            "folio": _("Folio"),
            "page": _("Página %(n)s de %(total)s") % {"n": "{n}", "total": "{total}"},
            "script": _("Guion de radio"),
            "lasts": ngettext("Dura cerca de %(n)d minuto", "Dura cerca de %(n)d minutos", content.minutes)
            % {"n": content.minutes},
            "who": _("Quién"),
            "words": _("Qué se dice o se oye"),
        },
    }
    return typeset(
        "radio.typ",
        content.imprint,
        data,
        {},
        title=content.title,
        pages=range(1, MOST_PAGES + 1),
        ink=Ink.COLOUR,
        too_long=_("El guion pasa de cuatro páginas: pártalo en dos programas."),
    )
