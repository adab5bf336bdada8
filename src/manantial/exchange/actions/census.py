"""Taking in the census: localities of the municipalities of the alliance, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.exchange.actions.census_figures import census_figures, citation
from manantial.exchange.actions.census_matching import Known, merge
from manantial.exchange.actions.places import Municipalities, add_figures
from manantial.exchange.actions.report import Outcome, Source, Status
from manantial.exchange.census import Census, CensusRow, RowKind, open_census
from manantial.exchange.readers import Unreadable
from manantial.ledger.actions import Identified, record
from manantial.territory.models import Community, Locality, Municipality
from manantial.territory.rules import Likeness, Named, match_name

_EVERY = 5_000  # rows between two words about progress


@dataclass
class _Read:
    """The rows of one municipality, sorted by what they are."""

    localities: list[CensusRow] = field(default_factory=list)
    totals: list[CensusRow] = field(default_factory=list)
    aggregates: list[CensusRow] = field(default_factory=list)


def import_census(source: Source) -> Iterator[Outcome]:
    """Read the whole table, keep the localities of the alliance's municipalities, and compute what they add up to."""
    census = open_census(source.path)
    municipalities = Municipalities.of_alliance()
    read, others = _sorted(census, municipalities, source)
    if not read:
        names = ", ".join(row.name for row in municipalities.rows)
        raise Unreadable(_("En la tabla no hay localidades de %(names)s. No se guardó nada.") % {"names": names})
    outcomes: list[Outcome] = []
    for municipality, rows in read.items():
        outcomes += _take(municipality, rows, census.year, source.now)
    if others:
        outcomes.append(
            Outcome(Status.SKIPPED, _("Renglones de otros municipios"), _("no son de esta alianza"), others)
        )
    if any(one.status in {Status.NEW, Status.CHANGED} for one in outcomes):
        _record(source, next(iter(read)), outcomes, census.year)
    yield from outcomes
    yield from _proposals(read)


def _sorted(census: Census, municipalities: Municipalities, source: Source) -> tuple[dict[Municipality, _Read], int]:
    read: dict[Municipality, _Read] = {}
    others = 0
    for place, row in enumerate(census.rows(), 1):
        if place % _EVERY == 0:
            source.progress(place, None, _("localidades leídas"))
        owner = municipalities.find(row.municipality_key, row.municipality, row.state)
        if owner is None or row.kind in {RowKind.STATE, RowKind.NATION}:
            others += 1
            continue
        rows = read.setdefault(owner, _Read())
        lists = {RowKind.LOCALITY: rows.localities, RowKind.MUNICIPALITY: rows.totals}
        lists.get(row.kind, rows.aggregates).append(row)
    return read, others


def _take(municipality: Municipality, rows: _Read, year: int, now: datetime) -> Iterator[Outcome]:
    _learn_key(municipality, rows.localities)
    yield from _localities(municipality, rows.localities, year)
    for row in rows.aggregates:
        yield Outcome(Status.SKIPPED, row.name, _("es un agregado: su gente ya está en las localidades con nombre"))
    gap = _gap(rows)
    if gap:
        yield gap
    elif municipality.home:
        for figure, new in add_figures(census_figures(rows.localities, rows.totals, year, now)):
            what = _("Cifra: %(name)s = %(value)s") % {"name": figure.indicator.name, "value": figure.value}
            yield Outcome(Status.NEW if new else Status.UNCHANGED, what)


@transaction.atomic
def take_localities(
    municipality: Municipality, rows: Sequence[CensusRow], *, year: int, by: Identified | None, now: datetime
) -> tuple[Outcome, ...]:
    """Keep some localities typed from a publication of the census; nothing is added up from a part of them."""
    outcomes = tuple(_localities(municipality, list(rows), year))
    facts = {"year": year, "localities": len(rows)}
    record("census.typed", municipality, by=by, now=now, facts=facts)
    return outcomes


def _learn_key(municipality: Municipality, rows: Iterable[CensusRow]) -> None:
    keys = {row.municipality_key for row in rows}
    if not municipality.inegi_key and len(keys) == 1 and (key := keys.pop()):
        municipality.inegi_key = key
        municipality.save(update_fields=["inegi_key"])


def _localities(municipality: Municipality, rows: Sequence[CensusRow], year: int) -> Iterator[Outcome]:
    known = Known(Locality.objects.filter(municipality=municipality, year=year))
    for row, found in known.pair(rows):
        what = f"{row.name} {row.cvegeo}".strip()
        locality, changed = merge(found or Locality(municipality=municipality, year=year), row, citation(year))
        if changed or found is None:
            locality.save()
        if found is None:
            yield Outcome(Status.NEW, what)
        else:
            yield Outcome(Status.CHANGED if changed else Status.UNCHANGED, what, ", ".join(changed))


def _gap(rows: _Read) -> Outcome | None:
    """A printed total that the localities do not reach: the table is a part, and nothing is added up from it."""
    added = sum(row.population or 0 for row in rows.localities)
    for total in rows.totals:
        if total.population is not None and total.population != added:
            reason = _("dice %(total)s y las localidades suman %(added)s; la tabla puede estar incompleta") % {
                "total": f"{total.population:,}",
                "added": f"{added:,}",
            }
            return Outcome(Status.NOTE, total.name, reason)
    return None


def _record(source: Source, municipality: Municipality, outcomes: Iterable[Outcome], year: int) -> None:
    counts = {status.value: sum(one.count for one in outcomes if one.status is status) for status in Status}
    facts = {"file": source.name, "sha256": source.sha256, "year": year, **counts}
    record("census.imported", municipality, by=source.by, now=source.now, facts=facts)


def _proposals(read: Iterable[Municipality]) -> Iterator[Outcome]:
    """Name the communities of the working list that may be a locality. A person links them: a name is no key."""
    for municipality in read:
        localities = Locality.objects.filter(municipality=municipality)
        places = [Named(str(one.pk), one.name) for one in localities]
        unlinked = Community.objects.filter(municipality=municipality, localities=None, merged_into=None)
        for community in unlinked:
            found = [
                place.name for likeness, place in match_name(community.name, places) if likeness >= Likeness.SPELLING
            ]
            if found:
                reason = _("puede ser %(names)s; enlácela en Comunidades si lo es") % {"names": " / ".join(found)}
                yield Outcome(Status.NOTE, f"{community.code} {community.name}", reason)
