"""Writing the plan: what for, which stretch of the experience, with which method, when, and who approved it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from manantial.governance.models import Session
from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Plan
from manantial.meaning.rules import METHODS, PLAN_PARTS, Activity, read_activities
from manantial.people.models import Person

PLAN_TEXTS = ("title", *PLAN_PARTS)


@transaction.atomic
def write_plan(
    plan: Plan | None,
    *,
    texts: dict[str, str],
    start: PartialDate,
    end: PartialDate,
    by: Person | None,
    now: datetime,
) -> Plan:
    """Write the plan or change it. `texts` holds the title and any of its parts; what a part said before is kept."""
    fresh = plan is None
    plan = plan or Plan()
    changed = {name: texts[name].strip() for name in PLAN_TEXTS if name in texts}
    before = {name: getattr(plan, name) for name, text in changed.items() if getattr(plan, name) != text}
    if not fresh and (plan.period_start, plan.period_end) != (start, end):
        before["period"] = f"{plan.period_start} – {plan.period_end}"
    for name, text in changed.items():
        setattr(plan, name, text)
    plan.period_start, plan.period_end = start, end
    if not fresh and before:
        _keep(plan, before, by=by, now=now)
    plan.save()
    record("plan.written", plan, by=by, now=now, facts={"written": sorted(before or texts)})
    return plan


@transaction.atomic
def choose_method(plan: Plan, *, method: str, by: Person | None, now: datetime) -> Plan:
    """Choose another template. Everything written stays; only what is asked, and in which order, changes."""
    if method not in METHODS:
        require(Ruling.no(_("No hay un método con ese nombre.")))
    before, plan.method = plan.method, method
    plan.save()
    record("plan.method_chosen", plan, by=by, now=now, facts={"before": before, "after": method})
    return plan


@transaction.atomic
def set_calendar(plan: Plan, *, activities: Iterable[Activity], by: Person | None, now: datetime) -> Plan:
    """Write the calendar; how it was before is kept. Raises MeaningRefused when an activity ends before it begins."""
    kept = [activity for activity in activities if activity.what.strip()]
    for activity in kept:
        if activity.start and activity.end and activity.end < activity.start:
            require(Ruling.no(_("«%(what)s» termina antes de empezar: revise sus fechas."), what=activity.what))
    stored = [activity.stored() for activity in kept]
    if plan.calendar and plan.calendar != stored:
        before = "\n".join(activity.line() for activity in read_activities(plan.calendar))
        _keep(plan, {"calendar": before}, by=by, now=now)
    plan.calendar = stored
    plan.save()
    record("plan.calendar_set", plan, by=by, now=now, facts={"activities": len(kept)})
    return plan


@transaction.atomic
def approve_plan(plan: Plan, *, session: Session, by: Person | None, now: datetime) -> Plan:
    """Write down in which sitting the plan was approved."""
    plan.approved_in = session
    plan.save()
    record("plan.approved", plan, by=by, now=now, facts={"session": str(session.pk)})
    return plan


def _keep(plan: Plan, before: dict[str, str], *, by: Person | None, now: datetime) -> None:
    """Remember what the plan said before this change."""
    plan.former = [*plan.former, {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": before}]
