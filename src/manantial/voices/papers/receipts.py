"""Papers for who tells a story without an account: the receipt with its folio and key, and the sheet for the wall."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from manantial.press.document import Callout, CalloutKind, Document, Fact, FactList, Heading, Prose
from manantial.press.qr import code
from manantial.territory.papers import escaped
from manantial.voices.papers.frame import paper, phone, spoken


def story_receipt(
    folio: str, key: str, *, permission: str, received_on: date, link: str, short: str, on: date
) -> Document:
    """The receipt of a story: its folio and key, what was allowed, and where to follow it. It names nobody.

    `link` goes into the QR; `short` is the same address for people to type.
    """
    blocks = (
        Prose.plain(_("Gracias por contarlo. Guarde esta hoja: quien la tiene puede seguir el relato y retirarlo.")),
        FactList((Fact(_("Folio"), folio), Fact(_("Clave"), key), Fact(_("Se recibió"), spoken(received_on)))),
        Callout(permission, CalloutKind.AGREEMENT, _("Lo que se permitió")),
        Heading(_("Qué puede hacer"), 2),
        _steps(
            _("Para saber qué fue de su relato, o retirarlo: %(where)s") % {"where": short},
            _("Ahí escriba el folio y la clave. Nadie le pide su nombre."),
            _("O llame al %(phone)s, o vaya a la oficina con esta hoja.") % {"phone": phone()},
            _("Si pierde la hoja, la oficina puede darle otra clave si usted conoce el folio."),
        ),
        Prose.plain(_("Nada sale del equipo antes de que alguien lo escuche. Lo ya impreso no se puede recoger.")),
    )
    made = paper(_("Comprobante de su relato"), blocks, on=on, folio=folio)
    return replace(made, code=code(link, short))


def box_sheet(code_word: str, *, place: str, until: date, link: str, short: str, on: date) -> Document:
    """The sheet for the wall: how to tell a story from one's own phone while the mailbox is open."""
    blocks = (
        Prose.plain(_("¿Cómo era antes el agua? ¿Cómo se organizaron? Aquí se guarda la memoria de todas y todos.")),
        FactList((Fact(_("Clave del buzón"), code_word), Fact(_("Está abierto hasta"), spoken(until)))),
        Heading(_("Cómo se cuenta"), 2),
        _steps(
            _("Abra la cámara de su teléfono y apunte al cuadro, o escriba: %(where)s") % {"where": short},
            _("Cuente con su voz, escriba, o mande una foto."),
            _("Diga para qué se puede usar. No se pide su nombre."),
            _("Apunte su folio y su clave: con ellos sigue su relato y lo retira cuando quiera."),
        ),
        Prose.plain(_("Nada es público antes de que el equipo lo escuche. Dudas: %(phone)s.") % {"phone": phone()}),
    )
    made = paper(_("Buzón de la memoria"), blocks, on=on, subtitle=place)
    return replace(made, code=code(link, short), large=True)


def _steps(*said: str) -> Prose:
    return Prose("\n".join(f"{place}. {escaped(step)}" for place, step in enumerate(said, 1)))
