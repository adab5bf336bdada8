"""What this room prints: the invitation card, and the sheet of a body with who is who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from manantial.alliance.models import Alliance
from manantial.kernel.dates import say_day
from manantial.people.models import Body
from manantial.people.queries.seats import Holder, Place
from manantial.people.rules import BODY_WORDS
from manantial.press.document import (
    Block,
    Callout,
    Column,
    Document,
    Fact,
    FactList,
    Figure,
    Heading,
    Kind,
    Picture,
    Prose,
    Table,
)


@dataclass(frozen=True)
class CardFacts:
    """What a card says: whose it is and the two ways to use it once."""

    person: str
    username: str
    code: str
    address: str
    expires: date


def qr_picture(address: str) -> SafeString:
    """A QR code as inline SVG for a page; black on white whatever the scheme."""
    made = segno.make(address, error="m").svg_inline(border=4, light="#fff", svgclass=None, lineclass=None, scale=6)
    return mark_safe(made)  # noqa: S308 - drawn by segno from an address of ours


def card_paper(card: CardFacts, alliance: Alliance, *, on: date) -> Document:
    """The invitation card: a QR to point at, or a name and a code to type; worth one use until it expires."""
    picture = segno.make(card.address, error="m").svg_inline(border=4, light="#fff", svgclass=None, lineclass=None)
    door = f"{card.address.partition('/tarjeta/')[0]}/entrar/"
    blocks: tuple[Block, ...] = (
        Prose(_("Esta tarjeta es personal y sirve una sola vez. Guárdela hasta usarla y no la preste.")),
        Heading(_("Con su propio teléfono")),
        Prose(_("1. Apunte la cámara al cuadro.\n2. Abra la página que aparece.\n3. Escoja un PIN de 6 números.")),
        Figure(Picture.svg(picture, _("Código QR de la tarjeta"), width=0.4), _("Apunte aquí la cámara.")),
        Heading(_("Sin cámara")),
        Prose(_("Abra esta página y escriba su nombre y el código:")),
        FactList((Fact(_("Página"), door), Fact(_("Nombre"), card.username), Fact(_("Código"), card.code))),
        Callout(_("Vence el %(day)s. Si ya no sirve, pida otra.") % {"day": say_day(card.expires)}),
    )
    return _document(_("Tarjeta de %(name)s") % {"name": card.person}, alliance, on, blocks)


def roster_sheet(body: Body, places: Iterable[Place], alliance: Alliance, *, on: date) -> Document:
    """The sheet of a body: seat, person, since when, until when; telephones only where they may be printed."""
    rows = [row for place in places for row in _rows(place)]
    heads = (_("Puesto"), _("Persona"), _("Desde"), _("Hasta"), _("Teléfono"))
    table = Table(tuple(Column(head) for head in heads), rows=rows)
    facts = FactList(
        (
            Fact(_("Clase"), _(BODY_WORDS.get(body.kind, body.kind))),
            Fact(_("Comunidad"), body.community.name if body.community else _("toda la alianza")),
        )
    )
    return _document(body.name, alliance, on, (facts, table), as_of=on)


def _rows(place: Place) -> list[tuple[object, ...]]:
    if place.is_vacant:
        return [(place.seat.label, _("(vacante)"), "", "", "")]
    holders = (*place.holders, *place.substitutes)
    return [
        (place.seat.label, holder.person.name, holder.mandate.start, _until(holder), _phone(holder))
        for holder in holders
    ]


def _until(holder: Holder) -> str:
    if holder.is_expired:
        return _("vencido, en funciones")
    end = holder.mandate.planned_end
    return say_day(end, weekday=False) if end else _("sin fecha")


def _phone(holder: Holder) -> str:
    return holder.person.phone if holder.person.phone_public else ""


def _document(
    title: str, alliance: Alliance, on: date, blocks: tuple[Block, ...], as_of: date | None = None
) -> Document:
    notice = _("%(town)s es un municipio inventado para enseñar el programa.") % {"town": alliance.municipality}
    return Document(
        title=title,
        language="es-MX",
        date=on,
        as_of=as_of,
        publisher=alliance.organism or alliance.name,
        blocks=blocks,
        kind=Kind.PAPER,
        fictitious=notice if alliance.fictitious else "",
        contact=_("Dudas: %(phone)s") % {"phone": alliance.phone} if alliance.phone else "",
    )
