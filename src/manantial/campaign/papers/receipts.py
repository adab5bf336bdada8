"""The receipt of copies that were handed over, to be signed or marked with a finger."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manantial.campaign.models import Distribution
from manantial.press.compile import Pdf
from manantial.press.posters import Receipt, receipt
from manantial.territory.papers import imprint


def copies_receipt(given: Distribution) -> Pdf:
    """Build the receipt of one delivery: two halves, one for who receives and one for the organism."""
    material = given.release.material
    place = f"{given.community.name}, {given.place}" if given.community else given.place
    words = _("Recibí «%(title)s», versión %(number)d.") % {"title": material.title, "number": given.release.number}
    content = Receipt(
        title=_("Recibo de ejemplares"),
        place=place,
        items=((_("Ejemplares"), given.copies),),
        text=words,
        imprint=imprint(material.folio, language="es", on=given.on, origin=material.folio),
    )
    return receipt(content)
