"""Planning a workshop from its format, changing its plan, saying that it was not held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.governance.models import Session
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.actions.former import keep_former
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.models import Workshop
from manantial.voices.queries import WORKSHOP_PLAN, every_format, stands, stored_blocks
from manantial.voices.rules import WorkshopState


@dataclass(frozen=True)
class WorkshopPlan:
    """When, where and with whom a workshop will be; its agenda comes from the format unless given."""

    title: str
    on: date
    starts_at: time | None = None
    place: str = ""
    community: Community | None = None
    session: Session | None = None
    expected_people: int | None = None
    facilitators: str = ""
    blocks: Sequence[dict[str, Any]] = field(default_factory=tuple)  # empty: those of the format, or as they are
    supplies: Sequence[dict[str, Any]] | None = None  # None: those of the format, or as they are
    cares: Sequence[str] | None = None
    roles: Mapping[str, str] | None = None


@transaction.atomic
def plan_workshop(format_key: str, *, plan: WorkshopPlan, by: Person | None, now: datetime) -> Workshop:
    """Plan a workshop with the agenda of its format, which may be changed afterwards. KeyError for no such format."""
    made = every_format()[format_key]
    workshop = Workshop(folio=next_folio(Workshop, "TAL"), format=made.key)
    _fill(workshop, plan)
    workshop.blocks = list(plan.blocks) or stored_blocks(made.blocks)
    workshop.save()
    record("workshop.planned", workshop, by=by, now=now, community=plan.community, facts={"format": format_key})
    return workshop


@transaction.atomic
def change_workshop(workshop: Workshop, *, plan: WorkshopPlan, by: Person | None, now: datetime) -> None:
    """Change the plan or the agenda of a workshop; how it was before is kept."""
    before = stands(workshop, WORKSHOP_PLAN)
    _fill(workshop, plan)
    keep_former(workshop, before, by=by, now=now)
    workshop.save()
    minutes = sum(int(block["minutes"]) for block in workshop.blocks)
    record("workshop.changed", workshop, by=by, now=now, community=plan.community, facts={"minutes": minutes})


@transaction.atomic
def cancel_workshop(workshop: Workshop, *, reason: str, by: Person | None, now: datetime) -> None:
    """Say that a workshop was not held, and why. Raises VoicesRefused when it was held."""
    if workshop.state == WorkshopState.HELD:
        raise VoicesRefused(_("Este taller ya se hizo: tiene lista o relatoría."))
    workshop.state = WorkshopState.CANCELLED
    workshop.save(update_fields=["state"])
    record("workshop.cancelled", workshop, by=by, now=now, reason=reason, community=workshop.community)


def _fill(workshop: Workshop, plan: WorkshopPlan) -> None:
    for name in ("title", "on", "starts_at", "place", "community", "session", "expected_people", "facilitators"):
        setattr(workshop, name, getattr(plan, name))
    if plan.blocks:
        workshop.blocks = list(plan.blocks)
    for name in ("supplies", "cares"):
        if (given := getattr(plan, name)) is not None:
            setattr(workshop, name, list(given))
    if plan.roles is not None:
        workshop.roles = dict(plan.roles)
