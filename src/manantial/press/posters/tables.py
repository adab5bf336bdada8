"""Work of many hands for a wall: a strip of what happened, one sheet high, and a table of reasons in four boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from manantial.press.compile import Pdf
from manantial.press.posters.imprint import Imprint, Ink, typeset
from manantial.press.tiles import MARGIN, OVERLAP, STRIP

_SHEET = (215.9, 279.4)  # letter, the sheet a village has
_STEP = _SHEET[0] - 2 * MARGIN - OVERLAP  # new paper that each sheet adds
PER_SHEET = 2


@dataclass(frozen=True, slots=True)
class Told:
    """How somebody tells it."""

    who: str
    when: str
    text: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class StripCard:
    """One thing that happened. tag: a word of warning («Difieren»); notes: words kept beside what was agreed."""

    when: str
    title: str
    place: str = ""
    tag: str = ""
    tellings: Sequence[Told] = ()
    agreed: str = ""
    notes: Sequence[Told] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip for the wall; the first half sheet says what it is."""

    title: str
    lead: str
    cards: Sequence[StripCard]
    imprint: Imprint


def strip(content: Strip, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One page as high as a letter sheet and as long as it needs, to be cut by `tile`. Raises DoesNotFit."""
    sheets = -(-(len(content.cards) + 1) // PER_SHEET)
    data = {
        "width": sheets * _STEP + OVERLAP,
        "height": _SHEET[1] - 2 * MARGIN - STRIP,
        "slot": _STEP / PER_SHEET,
        "lead": content.lead,
        "cards": [asdict(card) for card in content.cards],
    }
    words = {"agreed": _("Redacción acordada"), "note": _("Nota de disenso")}
    too_long = _("Un hito de la tira no cabe en su media hoja. Acorte su título o sus versiones.")
    data["said"] = {**content.imprint.data()["said"], **words}  # type: ignore[dict-item]
    return typeset(
        "strip.typ", content.imprint, data, {}, title=content.title, pages=range(1, 2), ink=ink, too_long=too_long
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a box, and where it comes from (a folio)."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Quarters:
    """What happened at the middle, and four boxes: two above, two below; what is empty has lines to write on."""

    question: str
    title: str
    when: str
    boxes: Sequence[tuple[str, Sequence[Reason]]]
    imprint: Imprint


def quarters(content: Quarters, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One tabloid page. Raises DoesNotFit."""
    data = {
        "question": content.question,
        "when": content.when,
        "boxes": [
            {"title": title, "lines": [{"text": one.text, "from": one.source} for one in lines]}
            for title, lines in content.boxes
        ],
    }
    too_long = _("Los factores de «%(title)s» no caben en una hoja tabloide: acorte o junte algunos.")
    return typeset(
        "quarters.typ",
        content.imprint,
        data,
        {},
        title=content.title,
        pages=range(1, 2),
        ink=ink,
        too_long=too_long % {"title": content.title},
    )
