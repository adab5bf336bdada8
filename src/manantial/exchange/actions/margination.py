"""Taking in the municipal marginalisation table: figures of the alliance's own municipality, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from manantial.exchange.actions.places import Municipalities, add_figures, indicator, whole_year
from manantial.exchange.actions.report import Outcome, Source, Status
from manantial.exchange.margination import MunicipalShares, read_margination
from manantial.exchange.readers import Unreadable
from manantial.ledger.actions import record
from manantial.water.models import Figure, Indicator

#: What each column measures, in our own words: stored data, in Spanish whatever the language of who imports.
NAMES: Mapping[str, str] = {
    "ANALF": "Población de 15 años o más que no sabe leer ni escribir",
    "SBASC": "Población de 15 años o más sin educación básica",
    "OVSDE": "Ocupantes en viviendas sin drenaje ni excusado",
    "OVSEE": "Ocupantes en viviendas sin energía eléctrica",
    "OVSAE": "Ocupantes en viviendas sin agua entubada",
    "OVPT": "Ocupantes en viviendas con piso de tierra",
    "VHAC": "Viviendas con hacinamiento",
    "PL5000": "Población en localidades de menos de 5,000 habitantes",
    "PO2SM": "Población ocupada con ingresos de hasta dos salarios mínimos",
}


def import_margination(source: Source) -> Iterator[Outcome]:
    """Keep the shares of the home municipality for every year of the table; the other rows are left."""
    municipalities = Municipalities.of_alliance()
    ours, others = [], 0
    for row in read_margination(source.path):
        found = municipalities.find(row.key, row.name, "")
        if found is not None and found.home:
            ours.append(row)
        else:
            others += 1
    if not ours:
        raise Unreadable(_("En la tabla no está el municipio de esta alianza. No se guardó nada."))
    outcomes = [
        _outcome(figure, new) for figure, new in add_figures(pair for row in ours for pair in _figures(row, source.now))
    ]
    new = sum(one.status is Status.NEW for one in outcomes)
    if new:
        facts = {"file": source.name, "sha256": source.sha256, "new": new}
        record("margination.imported", municipalities.home, by=source.by, now=source.now, facts=facts)
    yield from outcomes
    if others:
        yield Outcome(Status.SKIPPED, _("Renglones de otros municipios"), _("no son de esta alianza"), others)


def _figures(row: MunicipalShares, now: datetime) -> Iterator[tuple[Indicator, Figure]]:
    for name, share in row.shares.items():
        measured = indicator(f"conapo_{name.lower()}", NAMES[name], "%", definition=f"CONAPO {name}")
        figure = Figure(
            value=share,
            unit="%",
            source=f"CONAPO, índice de marginación por municipio {row.year}",
            source_kind="census",
            method=name,
            captured_at=now,
        )
        figure.when = whole_year(row.year)
        yield measured, figure


def _outcome(figure: Figure, new: bool) -> Outcome:
    what = f"{figure.indicator.name} {figure.when.iso}: {figure.value} %"
    return Outcome(Status.NEW if new else Status.UNCHANGED, what)
