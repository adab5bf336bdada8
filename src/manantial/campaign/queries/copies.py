"""What of the campaign carries a voice, said in lines for the receipt of a withdrawal."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manantial.campaign.queries.materials import ReleaseEffect, effects_of
from manantial.voices.models import Voice
from manantial.voices.queries import Reach, reads_reach
from manantial.voices.rules import Use


@reads_reach
def reach_in_campaign(voice: Voice, uses: frozenset[Use] | None, on: date) -> Reach:
    """Drafts that stop until the fragment is taken out, and built versions whose copies are out."""
    effects = effects_of(voice, on=on, only=uses)
    stopped = [_("Borrador «%(title)s» (%(folio)s)") % {"title": m.title, "folio": m.folio} for m in effects.drafts]
    return Reach(tuple(stopped), tuple(_line(effect) for effect in effects.releases))


def _line(effect: ReleaseEffect) -> str:
    release = effect.release
    facts = {"title": release.material.title, "folio": release.material.folio, "number": release.number}
    name = _("«%(title)s» (%(folio)s), versión %(number)s") % facts
    if not effect.distributions:
        return _("%(name)s: construida; no se anotó a quién se dio") % {"name": name}
    copies = ngettext("%(n)d ejemplar", "%(n)d ejemplares", effect.copies) % {"n": effect.copies}
    places = ", ".join(dict.fromkeys(row.place for row in effect.distributions))
    return _("%(name)s: %(copies)s en %(places)s") % {"name": name, "copies": copies, "places": places}
