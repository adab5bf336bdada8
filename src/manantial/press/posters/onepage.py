"""One letter page of big numbers with drawings, short lists and room to sign: for people who read little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manantial.press.compile import Pdf
from manantial.press.pictograms import pictogram
from manantial.press.posters.imprint import DoesNotFit, Imprint, Ink, drawn, typeset

_COLOURS = {"good": "#3d6531", "warn": "#8a5a00", "bad": "#8f1d33", "info": "#0b4a52", "none": "#5a6462"}


@dataclass(frozen=True, slots=True)
class NumberCard:
    """A number with its drawing. tone: good, warn, bad, info, none; `state` is its word."""

    value: str
    words: str
    pictogram: str
    tone: str = "info"
    state: str = ""


@dataclass(frozen=True, slots=True)
class ShortList:
    """A few lines under a title; `empty` is said when there are none."""

    title: str
    lines: tuple[str, ...]
    pictogram: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """A place to sign or to stamp a fingerprint."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class OnePage:
    """The page: a place, a title, cards, lists and who signs."""

    title: str
    place: str
    cards: Sequence[NumberCard]
    imprint: Imprint
    lead: str = ""
    lists: Sequence[ShortList] = ()
    signers: Sequence[Hand] = ()


def one_page(content: OnePage, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One letter page; when its lists are too long the longest one loses lines and says how many. Raises DoesNotFit."""
    lists = list(content.lists)
    while True:
        try:
            return _typeset(content, lists, ink)
        except DoesNotFit:
            longest = max(range(len(lists)), key=lambda n: len(lists[n].lines), default=None)
            if longest is None or len(lists[longest].lines) <= 2:
                raise
            lists[longest] = _shorter(lists[longest], content.lists[longest])


def _shorter(present: ShortList, whole: ShortList) -> ShortList:
    kept = len([line for line in present.lines if line in whole.lines]) - 1
    kept -= kept == len(whole.lines) - 1  # «y 1 más» takes the room of the line it stands for
    more = _("y %(count)s más") % {"count": len(whole.lines) - kept}
    return ShortList(whole.title, (*whole.lines[:kept], more), whole.pictogram, whole.empty)


def _typeset(content: OnePage, lists: Sequence[ShortList], ink: Ink) -> Pdf:
    files: dict[str, bytes] = {}
    cards = []
    for place, card in enumerate(content.cards):
        _name, file = drawn(card.pictogram, ink, _COLOURS[card.tone])
        name = f"card-{place}.svg"
        files[name] = next(iter(file.values()))
        told = {"value": card.value, "words": card.words, "tone": card.tone, "state": card.state, "file": name}
        cards.append({**told, "alt": str(pictogram(card.pictogram).title)})
    data = {
        "place": content.place,
        "lead": content.lead,
        "cards": cards,
        "lists": [_listed(one, files, ink) for one in lists],
        "signers": [{"name": one.name, "role": one.role} for one in content.signers],
    }
    too_long = _("La hoja no cabe en una página. Acorte los textos.")
    return typeset(
        "onepage.typ", content.imprint, data, files, title=content.title, pages=range(1, 2), ink=ink, too_long=too_long
    )


def _listed(one: ShortList, files: dict[str, bytes], ink: Ink) -> dict[str, object]:
    name = ""
    if one.pictogram:
        name, file = drawn(one.pictogram, ink)
        files.update(file)
    return {"title": one.title, "lines": list(one.lines), "empty": one.empty, "file": name}
