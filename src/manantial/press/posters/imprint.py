"""What every printed piece carries: who speaks, whom to ask, where it comes from, and the inks it is made with."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from manantial.kernel.dates import say_day
from manantial.kernel.rulings import SaidNo
from manantial.press.compile import Files, PageOverflow, Pdf, TypesettingFailed, compile_template
from manantial.press.document import Picture
from manantial.press.images import greyed
from manantial.press.pictograms import pictogram
from manantial.press.posters.ornaments import bunting
from manantial.press.qr import qr_svg
from manantial.press.shelf import Shelf


class Ink(StrEnum):
    """Colour, or one ink: black lines on white that survive a photocopier."""

    COLOUR = "colour"
    ONE = "one"


class DoesNotFit(SaidNo, ValueError):
    """The words are too long even in the smallest letter this piece allows; the message is for people."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """The foot of a piece. origin: where it comes from in words; fictitious: the notice of an invented example.

    qr: what the code holds (empty = no code), qr_words: the same for people to type. date: the day printed on it.
    """

    sender: str
    contact: str
    date: datetime.date
    folio: str = ""
    origin: str = ""
    fictitious: str = ""
    language: str = "es-MX"
    qr: str = ""
    qr_words: str = ""

    def data(self) -> dict[str, object]:
        """For the templates."""
        return {
            "sender": self.sender,
            "contact": self.contact,
            "folio": self.folio,
            "origin": self.origin,
            "fictitious": self.fictitious,
            "day": say_day(self.date, self.language.partition("-")[0], weekday=False),
            "qr": "qr.svg" if self.qr else "",
            "qr_words": self.qr_words,
            "qr_alt": _("Código QR: %(text)s") % {"text": self.qr_words or self.qr},
            "said": {"folio": _("Folio"), "ask": _("Pregunte"), "from": _("De dónde viene")},
        }

    def files(self) -> dict[str, bytes]:
        """The code, when there is one."""
        return {"qr.svg": qr_svg(self.qr).encode()} if self.qr else {}


def typeset(
    template: str,
    imprint: Imprint,
    data: Mapping[str, object],
    files: Files,
    *,
    title: str,
    pages: range,
    ink: Ink = Ink.COLOUR,
    too_long: str,
) -> Pdf:
    """A piece from its template; one page too many means that the words did not fit. Raises DoesNotFit."""
    every = {**imprint.data(), **data, "ink": ink.value, "title": title}
    art = {**imprint.files(), "bunting.svg": bunting(title, one_ink=ink is Ink.ONE).encode(), **files}
    try:
        return compile_template(
            template, every, art, title=title, language=imprint.language, date=imprint.date, pages=pages
        )
    except PageOverflow as error:
        raise DoesNotFit(too_long) from error
    except TypesettingFailed as error:
        if "panicked with" in error.detail:  # the template found no letter small enough
            raise DoesNotFit(too_long) from error
        raise


def shown(key: str | None, picture: Picture | None, ink: Ink) -> tuple[dict[str, object], Files]:
    """The picture of a piece: a photo or drawing when given, else the pictogram, else nothing."""
    if picture is not None:
        shelf = Shelf()
        image = shelf.picture(picture)
        told = {"file": image.file, "alt": picture.alt, "credit": picture.credit, "photo": True}
        content = shelf.pictures[image.file].content
        grey = ink is Ink.ONE and not image.file.endswith(".svg")
        return {"figure": told}, {image.file: greyed(content) if grey else content}
    if key:
        name, file = drawn(key, ink)
        return {"figure": {"file": name, "alt": str(pictogram(key).title), "credit": "", "photo": False}}, file
    return {"figure": None}, {}


def drawn(key: str, ink: Ink, colour: str = "#0b4a52") -> tuple[str, dict[str, bytes]]:
    """A pictogram as a file of the piece, in its ink."""
    name = f"p-{key}.svg"
    return name, {name: pictogram(key).svg("#000000" if ink is Ink.ONE else colour).encode()}


def paragraphs(text: str) -> list[str]:
    """Paragraphs as people write them: an empty line between."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
