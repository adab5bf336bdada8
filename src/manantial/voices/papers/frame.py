"""The frame of every paper of this room: whose it is, whom to call, that an example is an example."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.kernel.dates import say_day
from manantial.press.document import BlankField, Block, Document, Kind, Sheet


def paper(
    title: str, blocks: tuple[Block, ...], *, on: date, folio: str = "", subtitle: str = "", sheet: Sheet = Sheet.LETTER
) -> Document:
    """A paper of the present alliance in the language of the moment."""
    alliance = current_alliance()
    contact = _("Dudas o cambios: %(phone)s") % {"phone": alliance.phone} if alliance.phone else ""
    return Document(
        title=title,
        subtitle=subtitle,
        language="en" if (get_language() or "es").startswith("en") else "es-MX",
        date=on,
        publisher=sender(),
        kind=Kind.PAPER,
        sheet=sheet,
        folio=folio,
        contact=contact,
        fictitious=example_notice(),
        blocks=blocks,
    )


def spoken(day: date | None) -> str:
    """A day in words, empty when there is none."""
    return say_day(day, (get_language() or "es")[:2]) if day else ""


def boxes(label: str, words: Mapping[str, str], *, value: str = "", half: bool = False) -> BlankField:
    """A catalogue as boxes to tick, or its word when it is known."""
    if value:
        return BlankField(label, value=gettext(words.get(value, value)), half=half)
    return BlankField(label, choices=tuple(gettext(word) for word in words.values()), half=half)


def phone() -> str:
    """The number to call, or a line to write it."""
    return current_alliance().phone or "______________"


def sender() -> str:
    """Who speaks on a paper: the organism, or the alliance."""
    alliance = current_alliance()
    return alliance.organism or alliance.name


def example_notice() -> str:
    """The notice of an invented example, empty elsewhere."""
    return _("Ejemplo: municipio, personas y hechos inventados.") if current_alliance().fictitious else ""
