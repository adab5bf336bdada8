"""The letter to who may still be using a voice that was taken back."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from manantial.alliance.tenancy import current_alliance
from manantial.campaign.queries import ReleaseEffect
from manantial.kernel.dates import say_day
from manantial.kits.queries import Aftermath
from manantial.press.compile import Pdf, compile_pdf
from manantial.press.document import Column, Document, Kind, Prose, Signatures, Signer, Table
from manantial.voices.models import Withdrawal


@override("es-mx")
def letter_to_media(withdrawal: Withdrawal, reach: Aftermath, on: date) -> Pdf:
    """Return the letter that asks a station or a medium to stop; it never says whose the voice is."""
    alliance = current_alliance()
    owner = alliance.organism or alliance.name
    asked = _(
        "Una persona que nos prestó su voz retiró su permiso el %(day)s. Tiene derecho a hacerlo y le cumplimos. "
        "Le pedimos que desde hoy no transmita ni publique las piezas de esta lista, que las borre de sus equipos "
        "y que nos devuelva esta hoja firmada."
    ) % {"day": say_day(withdrawal.withdrawn_on, weekday=False)}
    thanks = _("Si necesita otra pieza en su lugar, se la llevamos. Gracias por su apoyo.")
    return compile_pdf(
        Document(
            title=_("Solicitud para dejar de transmitir"),
            subtitle=_("A la radio o medio: ______________________________"),
            language="es-MX",
            date=on,
            publisher=owner,
            kind=Kind.PAPER,
            folio=withdrawal.folio,
            contact=_("Dudas: %(phone)s") % {"phone": alliance.phone} if alliance.phone else "",
            fictitious=_("Ejemplo: lugar y personas inventados.") if alliance.fictitious else "",
            blocks=(
                Prose.plain(asked),
                _pieces(reach.on_air),
                Prose.plain(thanks),
                Signatures((Signer(role=owner), Signer(role=_("Por la radio o medio: nombre, fecha y firma")))),
            ),
        )
    )


def _pieces(effects: tuple[ReleaseEffect, ...]) -> Table:
    rows: list[tuple[object, ...]] = [
        (effect.release.material.folio, effect.release.material.title, effect.release.number, out.place, out.on)
        for effect in effects
        for out in effect.distributions
    ] or [("", _("Piezas con la voz retirada, si las tiene"), "", "", "")]
    columns = (Column(_("Folio")), Column(_("Pieza")), Column(_("Versión")), Column(_("Dónde")), Column(_("Entregada")))
    return Table(columns, rows, caption=_("Piezas que llevan la voz"))
