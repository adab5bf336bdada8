"""Which act a paper is asked for, and the words its papers share."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.handover.models import Handover
from manantial.handover.queries import handovers
from manantial.kernel.dates import say_day
from manantial.territory.models import Community
from manantial.territory.papers import PaperRefused


def handover_named(name: str | Handover) -> Handover:
    """Return an act by its identifier or folio, with its list and people. Raises PaperRefused when there is none."""
    if isinstance(name, Handover):
        return handovers().get(pk=name.pk)
    try:
        found = handovers().filter(pk=UUID(name)).first()
    except ValueError:
        found = handovers().filter(folio__iexact=name).first()
    if found is None:
        raise PaperRefused(_("No hay un acta de entrega «%(name)s».") % {"name": name})
    return found


def community_of(handover: Handover) -> Community:
    """Return the community of an act. Raises PaperRefused for a body without one."""
    if handover.body.community is None:
        raise PaperRefused(_("El comité de esta entrega no tiene comunidad."))
    return handover.body.community


def said_day(day: date | None, language: str = "es") -> str | None:
    """Return a day in words, or None when it is not known."""
    return say_day(day, language, weekday=False) if day else None
