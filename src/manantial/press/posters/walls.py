"""What hangs on walls: the tabloid poster and the big newspaper whose columns people fill by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from manantial.press.compile import Pdf
from manantial.press.document import Picture
from manantial.press.pictograms import pictogram
from manantial.press.posters.imprint import Imprint, Ink, drawn, paragraphs, shown, typeset


@dataclass(frozen=True, slots=True)
class Poster:
    """One message for a wall. voice: who said the quote, as far as consent lets it be told.

    The picture wins over the pictogram; with neither the words take the room.
    """

    title: str
    message: str
    imprint: Imprint
    place: str = ""
    quote: str = ""
    voice: str = ""
    pictogram: str | None = None
    picture: Picture | None = None


def poster(content: Poster, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One tabloid page; the letters shrink together until everything fits. Raises DoesNotFit."""
    figure, files = shown(content.pictogram, content.picture, ink)
    data = {
        "place": content.place,
        "message": content.message,
        "quote": content.quote.strip().strip('«»“”"'),
        "voice": content.voice,
        **figure,
    }
    too_long = _("El cartel «%(title)s» no cabe en una hoja tabloide. Acorte el título, el mensaje o la cita.")
    return typeset(
        "poster.typ",
        content.imprint,
        data,
        files,
        title=content.title,
        pages=range(1, 2),
        ink=ink,
        too_long=too_long % {"title": content.title},
    )


@dataclass(frozen=True, slots=True)
class MuralColumn:
    """A column of the wall newspaper; without text it is all lines to write on."""

    title: str
    text: str = ""
    pictogram: str | None = None


@dataclass(frozen=True, slots=True)
class Mural:
    """A wall newspaper; edition says which («Número 4 · noviembre»)."""

    title: str
    place: str
    edition: str
    columns: Sequence[MuralColumn]
    imprint: Imprint


def mural(content: Mural, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """One page of 60 × 90 cm, to be plotted or tiled; free room in a column becomes lines. Raises DoesNotFit."""
    files: dict[str, bytes] = {}
    columns = []
    for column in content.columns:
        told: dict[str, object] = {"title": column.title, "text": paragraphs(column.text), "picture": None}
        if column.pictogram:
            name, file = drawn(column.pictogram, ink)
            files.update(file)
            told["picture"] = {"file": name, "alt": str(pictogram(column.pictogram).title)}
        columns.append(told)
    return typeset(
        "mural.typ",
        content.imprint,
        {"place": content.place, "edition": content.edition, "columns": columns},
        files,
        title=content.title,
        pages=range(1, 2),
        ink=ink,
        too_long=_("El periódico mural no cabe: acorte el título o el texto de sus columnas."),
    )


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Blank cards for a wall: one sheet of four for each group, told apart by letter, border and colour."""

    title: str
    groups: Sequence[str]
    imprint: Imprint


def card_sheet(content: CardSheet, *, ink: Ink = Ink.COLOUR) -> Pdf:
    """A letter sheet for each group. Raises DoesNotFit for a group with a name too long."""
    count = max(1, len(content.groups))
    said = {"when": _("¿Cuándo fue?"), "what": _("¿Qué pasó?"), "cut": _("Corte por la línea de puntos")}
    return typeset(
        "cards.typ",
        content.imprint,
        {"groups": list(content.groups), "words_of": said},
        {},
        title=content.title,
        pages=range(count, count + 1),
        ink=ink,
        too_long=_("Hay un grupo con un nombre tan largo que no cabe en la tarjeta."),
    )
