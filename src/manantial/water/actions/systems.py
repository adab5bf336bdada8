"""Verbs about systems and problems: register, see, report, answer, solve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.ledger.folios import next_folio
from manantial.territory.models import Community
from manantial.vault.models import Blob
from manantial.water.actions.refusals import WaterRefused
from manantial.water.models import ComponentState, Failure, ServedCommunity, WaterSystem
from manantial.water.rules import Component, FailureKind, FailureState, Light, SystemKind

_CORRECTABLE = frozenset({"name", "kind", "source_kind", "chlorine_used", "latitude", "longitude", "note"})
UNKNOWN = PartialDate()


@transaction.atomic
def register_system(
    *,
    name: str,
    kind: SystemKind,
    by: Identified | None,
    now: datetime,
    source_kind: str = "",
    communities: Sequence[Community] = (),
    built: PartialDate = UNKNOWN,
    chlorine_used: bool | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    note: str = "",
) -> WaterSystem:
    """Register a water system with the communities it serves. Raises WaterRefused for an empty name."""
    if not name.strip():
        raise WaterRefused.because(_("Escriba cómo le dicen al sistema."))
    system = WaterSystem(
        name=name.strip(), kind=SystemKind(kind).value, source_kind=source_kind, chlorine_used=chlorine_used,
        latitude=latitude, longitude=longitude, note=note,
    )  # fmt: skip
    system.built = built
    system.save()
    for community in communities:
        ServedCommunity.objects.create(system=system, community=community)
    only = communities[0] if len(communities) == 1 else None
    record("system.registered", system, by=by, now=now, community=only, facts={"kind": system.kind})
    return system


@transaction.atomic
def correct_system(system: WaterSystem, *, by: Identified | None, now: datetime, **changes: object) -> WaterSystem:
    """Correct what is written of a system."""
    if unknown := sorted(set(changes) - _CORRECTABLE):
        raise TypeError(f"not a part of a system that may be corrected: {', '.join(unknown)}")
    changed = sorted(name for name, value in changes.items() if getattr(system, name) != value)
    for name in changed:
        setattr(system, name, changes[name])
    system.save()
    record("system.corrected", system, by=by, now=now, facts={"fields": changed})
    return system


@transaction.atomic
def serve(
    system: WaterSystem,
    community: Community,
    *,
    by: Identified | None,
    now: datetime,
    dwellings: int | None = None,
    days_per_week: Decimal | None = None,
    hours_per_day: Decimal | None = None,
) -> ServedCommunity:
    """Write how a system serves a community: dwellings with a tap, days a week, hours a day. None is "not known"."""
    if days_per_week is not None and not 0 <= days_per_week <= 7:
        raise WaterRefused.because(_("La semana tiene 7 días."))
    if hours_per_day is not None and not 0 <= hours_per_day <= 24:
        raise WaterRefused.because(_("El día tiene 24 horas."))
    stretch, _new = ServedCommunity.objects.get_or_create(system=system, community=community)
    stretch.dwellings, stretch.days_per_week, stretch.hours_per_day = dwellings, days_per_week, hours_per_day
    stretch.save()
    facts = {"dwellings": dwellings, "days_per_week": str(days_per_week) if days_per_week is not None else None}
    record("system.serves", stretch, by=by, now=now, community=community, facts=facts)
    return stretch


@dataclass(frozen=True)
class ComponentSeen:
    """What was seen of one part of a system."""

    component: Component
    light: Light
    note: str = ""
    photo: Blob | None = None


@transaction.atomic
def note_visit(
    system: WaterSystem,
    seen: Sequence[ComponentSeen],
    *,
    on: date,
    by: Identified | None,
    now: datetime,
    seen_by: str = "",
) -> list[ComponentState]:
    """Write what a visit saw; every visit stays. Raises WaterRefused for an empty visit or a day to come."""
    if not seen:
        raise WaterRefused.because(_("Marque al menos una parte del sistema."))
    if on > timezone.localdate(now):
        raise WaterRefused.because(_("La visita no puede ser de un día que aún no llega."))
    states = [
        ComponentState.objects.create(
            system=system, component=Component(one.component).value, state=Light(one.light).value, on=on,
            note=one.note.strip()[:300], photo=one.photo, seen_by=seen_by.strip()[:120],
        )
        for one in seen
    ]  # fmt: skip
    lights = {one.component: one.state for one in states}
    record("system.visited", system, by=by, now=now, facts={"on": on.isoformat(), "lights": lights})
    return states


@transaction.atomic
def report_failure(
    community: Community,
    *,
    kind: FailureKind,
    by: Identified | None,
    now: datetime,
    text: str = "",
    reported_at: datetime | None = None,
    sound: Blob | None = None,
    photo: Blob | None = None,
    folio: str = "",
) -> Failure:
    """Write a problem a community reports, by text, voice or photo; it gets a folio to ask for it."""
    moment = reported_at or now
    failure = Failure.objects.create(
        folio=folio or next_folio(Failure, f"F-{timezone.localdate(moment).year}", digits=3), community=community,
        kind=FailureKind(kind).value, text=text.strip(), sound=sound, photo=photo, reported_at=moment,
    )  # fmt: skip
    facts = {"folio": failure.folio, "kind": failure.kind}
    record("failure.reported", failure, by=by, now=now, community=community, facts=facts)
    return failure


@transaction.atomic
def answer_failure(failure: Failure, *, answer: str, by: Identified | None, now: datetime) -> Failure:
    """Write what was answered to a report."""
    if not answer.strip():
        raise WaterRefused.because(_("Escriba qué se le respondió a la comunidad."))
    if failure.state == FailureState.SOLVED:
        raise WaterRefused.because(_("Este aviso ya está resuelto."))
    failure.answer, failure.answered_at = answer.strip(), failure.answered_at or now
    failure.state = FailureState.ANSWERED.value
    failure.save()
    record("failure.answered", failure, by=by, now=now, community=failure.community, facts={"folio": failure.folio})
    return failure


@transaction.atomic
def solve_failure(
    failure: Failure,
    *,
    solved_at: datetime,
    by: Identified | None,
    now: datetime,
    days_without_service: int | None = None,
    answer: str = "",
) -> Failure:
    """Write that a problem was solved, and how many days there was no water when that is known."""
    if solved_at < failure.reported_at:
        raise WaterRefused.because(_("Se resolvió antes de avisar: revise la fecha."))
    failure.solved_at, failure.days_without_service = solved_at, days_without_service
    failure.answer = answer.strip() or failure.answer
    failure.state = FailureState.SOLVED.value
    failure.save()
    facts = {"folio": failure.folio, "days_without_service": days_without_service}
    record("failure.solved", failure, by=by, now=now, community=failure.community, facts=facts)
    return failure
