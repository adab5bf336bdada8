"""The facts of each community's sheet, asked for all communities at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from manantial.governance.models import Agreement, Session
from manantial.governance.rules.agreements import OPEN
from manantial.kernel.dates import say_day
from manantial.people.models import Mandate
from manantial.territory.models import Community
from manantial.water.models import Reading, ServedCommunity
from manantial.water.rules import judge_chlorine, write_value

COMMITTEE_SEATS = 6


@dataclass(frozen=True)
class SheetFacts:
    """What one sheet says; every value is ready to be printed."""

    code: str
    name: str
    numbers: tuple[tuple[str, object], ...]
    committee: tuple[tuple[str, object], ...]
    agreements: tuple[tuple[object, ...], ...]
    next_assembly: str


def sheet_facts(communities: Sequence[Community], on: date) -> dict[UUID, SheetFacts]:
    """Return the facts of every sheet; the number of questions does not grow with the communities."""
    ids = [community.pk for community in communities]
    stretches = {s.community_id: s for s in ServedCommunity.objects.filter(community__in=ids)}
    readings = _last_readings(ids, on)
    committee = _committees(ids, on)
    agreements = _open_agreements(on)
    assembly = _next_assembly(on)
    return {
        community.pk: SheetFacts(
            code=community.code,
            name=community.name,
            numbers=_numbers(community, stretches.get(community.pk), readings.get(community.pk)),
            committee=committee.get(community.pk, ((_("Comité"), None),)),
            agreements=agreements,
            next_assembly=assembly,
        )
        for community in communities
    }


def _numbers(
    community: Community, stretch: ServedCommunity | None, reading: Reading | None
) -> tuple[tuple[str, object], ...]:
    chlorine: object = None
    if reading is not None:
        chlorine = _("%(value)s mg/L, %(word)s (%(day)s)") % {
            "value": write_value(reading.hundredths) or "—",
            "word": _(judge_chlorine(reading.hundredths).word).lower(),
            "day": say_day(reading.on, weekday=False),
        }
    return (
        (_("Viviendas"), community.households),
        (_("Viviendas con toma"), stretch.dwellings if stretch else None),
        (_("Días con agua por semana"), stretch.days_per_week if stretch else None),
        (_("Última lectura de cloro"), chlorine),
    )


def _last_readings(ids: list[UUID], on: date) -> dict[UUID, Reading]:
    rows = Reading.objects.filter(community__in=ids, on__lte=on, corrected_by=None).order_by("on", "id")
    return {row.community_id: row for row in rows}


def _committees(ids: list[UUID], on: date) -> dict[UUID, tuple[tuple[str, object], ...]]:
    """Return the seats of each committee with who holds them today; a phone only when its owner made it public."""
    mandates = (
        Mandate.objects.filter(
            seat__body__kind="committee", seat__body__community__in=ids, end_min=None, annulled_at=None
        )
        .filter(start_min__lte=on)
        .select_related("seat__body", "person")
        .order_by("seat__position", "start_min")
    )
    found: dict[UUID, dict[str, object]] = {}
    for mandate in mandates:
        person = mandate.person
        told = f"{person.name}, {person.phone}" if person.phone_public and person.phone else person.name
        if (community := mandate.seat.body.community_id) is not None:
            found.setdefault(community, {})[mandate.seat.label] = told
    return {community: tuple(list(seats.items())[:COMMITTEE_SEATS]) for community, seats in found.items()}


def _open_agreements(on: date) -> tuple[tuple[object, ...], ...]:
    rows = Agreement.objects.filter(visibility="public", state__in=OPEN, session__planned_at__date__lte=on)
    return tuple((row.folio, row.text_plain or row.text, row.due_on) for row in rows.order_by("due_on", "folio")[:8])


def _next_assembly(on: date) -> str:
    session = (
        Session.objects.filter(kind="assembly", planned_at__date__gte=on, state__in=["planned", "called"])
        .order_by("planned_at")
        .first()
    )
    if session is None:
        return ""
    return _("Próxima asamblea: %(day)s, %(place)s.") % {
        "day": say_day(session.planned_at.date()),
        "place": session.place or _("lugar por avisar"),
    }
