"""What goes from hand to hand: the leaflet of a community, labels for kits and the receipt in two halves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.press.compile import Pdf
from manantial.press.document import Picture
from manantial.press.pictograms import pictogram
from manantial.press.posters.imprint import Imprint, Ink, drawn, paragraphs, shown, typeset
from manantial.press.qr import qr_svg

LABELS_A_SHEET = 10


class Fold(StrEnum):
    """A letter sheet folded once, or half a letter sheet (near A5) on both sides."""

    LETTER = "letter"
    A5 = "half"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a leaflet: plain text, an empty line between paragraphs."""

    title: str
    text: str
    pictogram: str | None = None


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Two sides for one community. facts: label and value (next assembly, whom to call)."""

    title: str
    place: str
    message: str
    imprint: Imprint
    sections: Sequence[Section] = ()
    quote: str = ""
    voice: str = ""
    facts: Sequence[tuple[str, str]] = ()
    picture: Picture | None = None
    pictogram: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label for one kit; qr empty = no code."""

    place: str
    lines: Sequence[str]
    folio: str
    qr: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed over, to be signed or marked with a finger; empty receiver and role leave lines to write."""

    title: str
    place: str
    items: Sequence[tuple[str, int | str]]
    imprint: Imprint
    receiver: str = ""
    role: str = ""
    text: str = ""


def leaflet(content: Leaflet, *, fold: Fold = Fold.LETTER, ink: Ink = Ink.COLOUR) -> Pdf:
    """Exactly two pages; letters as large as they fit, from 21 down to 11 points. Raises DoesNotFit."""
    figure, files = shown(content.pictogram or _first_pictogram(content), content.picture, ink)
    files = dict(files)
    data: dict[str, object] = {
        "fold": fold.value,
        "place": content.place,
        "message": content.message,
        "quote": content.quote.strip().strip('«»“”"'),
        "voice": content.voice,
        "facts": [list(fact) for fact in content.facts],
        "sections": [_section(section, ink, files) for section in content.sections],
        **figure,
    }
    too_long = _("El folleto «%(title)s» de %(place)s no cabe en sus dos páginas ni con letra de 11 puntos. Acórtelo.")
    return typeset(
        "leaflet.typ",
        content.imprint,
        data,
        files,
        title=content.title,
        pages=range(2, 3),
        ink=ink,
        too_long=too_long % {"title": content.title, "place": content.place},
    )


def labels(wanted: Sequence[Label], imprint: Imprint, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """Ten on a letter sheet, in the order given. Raises DoesNotFit for a name too long even in 9 points."""
    files = {f"label{n}.svg": qr_svg(label.qr).encode() for n, label in enumerate(wanted) if label.qr}
    data = {
        "labels": [
            {
                "place": label.place,
                "lines": list(label.lines),
                "folio": label.folio,
                "qr": f"label{n}.svg" if label.qr else "",
                "qr_alt": _("Código QR: %(text)s") % {"text": label.folio},
            }
            for n, label in enumerate(wanted)
        ]
    }
    count = max(1, -(-len(wanted) // LABELS_A_SHEET))
    return typeset(
        "labels.typ",
        imprint,
        data,
        files,
        title=_("Etiquetas"),
        pages=range(count, count + 1),
        ink=ink,
        too_long=_("Hay un nombre de comunidad tan largo que no cabe en la etiqueta; use su nombre corto."),
    )


def receipt(content: Receipt, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One letter sheet with two halves and a line to cut. Raises DoesNotFit."""
    said = {
        "folio": _("Folio"),
        "what": _("Se entrega"),
        "amount": _("Cantidad"),
        "name": _("Nombre"),
        "role": _("Cargo"),
        "date": _("Fecha"),
        "signature": _("Firma"),
        "fingerprint": _("o huella"),
        "theirs": _("Para la comunidad"),
        "ours": _("Para el organismo"),
        "cut": _("Corte aquí"),
    }
    data = {
        "place": content.place,
        "items": [[name, str(amount)] for name, amount in content.items],
        "receiver": content.receiver,
        "role": content.role,
        "text": " ".join(content.text.split()),
        "said": said,
    }
    return typeset(
        "receipt.typ",
        content.imprint,
        data,
        {},
        title=content.title,
        pages=range(1, 2),
        ink=ink,
        too_long=_("El recibo no cabe en media hoja carta: junte renglones o acorte el texto."),
    )


def _first_pictogram(content: Leaflet) -> str | None:
    return next((section.pictogram for section in content.sections if section.pictogram), None)


def _section(section: Section, ink: Ink, files: dict[str, bytes | Path]) -> Mapping[str, object]:
    told: dict[str, object] = {"title": section.title, "text": paragraphs(section.text), "picture": None}
    if section.pictogram:
        name, file = drawn(section.pictogram, ink, "#9a4522")
        files.update({f"s-{name}": content for content in file.values()})
        told["picture"] = {"file": f"s-{name}", "alt": str(pictogram(section.pictogram).title)}
    return told
