"""Taking in municipal limits, for drawing only."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from manantial.exchange.actions.places import Municipalities
from manantial.exchange.actions.report import Outcome, Source, Status
from manantial.exchange.boundaries import Boundary, read_boundaries
from manantial.exchange.readers import Unreadable
from manantial.ledger.actions import record
from manantial.territory.models import Municipality


def import_boundaries(source: Source) -> Iterator[Outcome]:
    """Give each municipality of the alliance its limit; the others of the file are left."""
    boundaries = read_boundaries(source.path)
    municipalities = Municipalities.of_alliance()
    outcomes, others = [], 0
    for place, boundary in enumerate(boundaries, 1):
        source.progress(place, len(boundaries), boundary.name)
        owner = municipalities.find(boundary.key, boundary.name, boundary.state)
        if owner is None:
            others += 1
        else:
            outcomes.append(_take(owner, boundary))
    if not outcomes:
        raise Unreadable(_("En el archivo no está el límite de ningún municipio de esta alianza. No se guardó nada."))
    taken = [one for one in outcomes if one.status is not Status.UNCHANGED]
    if taken:
        facts = {"file": source.name, "sha256": source.sha256, "taken": [one.what for one in taken]}
        record("boundaries.imported", municipalities.home, by=source.by, now=source.now, facts=facts)
    yield from outcomes
    if others:
        yield Outcome(Status.SKIPPED, _("Límites de otros municipios"), _("no son de esta alianza"), others)


def _take(municipality: Municipality, boundary: Boundary) -> Outcome:
    kept = municipality.boundary
    if kept == boundary.geometry:
        return Outcome(Status.UNCHANGED, municipality.name)
    municipality.boundary = dict(boundary.geometry)
    municipality.inegi_key = municipality.inegi_key or boundary.key
    municipality.save(update_fields=["boundary", "inegi_key"])
    points = _("%(points)s puntos") % {"points": boundary.points}
    return Outcome(Status.CHANGED if kept else Status.NEW, municipality.name, points)
