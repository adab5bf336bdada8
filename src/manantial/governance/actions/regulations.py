"""Verbs about rules: a body adopts a regulation from a day on; the one before stays for the days it was in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from manantial.governance.actions.refusals import GovernanceRefused
from manantial.governance.models import CalendarDate, Regulation, RegulationRule, Session, Visit
from manantial.governance.rules import SUPPORT_WORDS, BadRule, RuleKind, read_rule
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.ledger.folios import next_folio
from manantial.people.models import Body, Seat
from manantial.people.rules import Visibility
from manantial.territory.models import Community
from manantial.vault.models import Blob


@transaction.atomic
def adopt_regulation(
    body: Body,
    *,
    title: str,
    valid_from: date,
    rules: Sequence[tuple[RuleKind, Mapping[str, Any]]],
    by: Identified | None,
    now: datetime,
    approved_in: Session | None = None,
    document: Blob | None = None,
) -> Regulation:
    """Write a version of the regulation of a body; the one in force until then ends the day before.

    Raises GovernanceRefused for an empty title, a rule that makes no sense, or a day before the present version begins.
    """
    if not title.strip():
        raise GovernanceRefused.because(_("Escriba el nombre del reglamento."))
    for kind, params in rules:
        _refuse_nonsense(kind, params)
    for former in Regulation.objects.filter(body=body, valid_until=None):
        if former.valid_from >= valid_from:
            raise GovernanceRefused.because(_("Ya hay una versión que empieza ese día o después."))
        former.valid_until = valid_from - timedelta(days=1)
        former.save(update_fields=["valid_until"])
    adopted = Regulation.objects.create(
        body=body, title=title.strip(), valid_from=valid_from, document=document, approved_in=approved_in
    )
    for kind, params in rules:
        RegulationRule.objects.create(regulation=adopted, kind=RuleKind(kind).value, params=dict(params))
    facts = {"valid_from": valid_from.isoformat(), "rules": [RuleKind(kind).value for kind, _params in rules]}
    record("regulation.adopted", adopted, by=by, now=now, community=body.community, facts=facts)
    return adopted


@transaction.atomic
def record_visit(
    community: Community,
    *,
    kind: str,
    on: date,
    by: Identified | None,
    now: datetime,
    text: str = "",
    by_seat: Seat | None = None,
    visibility: str = Visibility.COMMITTEE,
    folio: str = "",
) -> Visit:
    """Write a visit of the organism, or what a community asked for; it gets a folio. Raises GovernanceRefused."""
    if kind not in SUPPORT_WORDS:
        raise GovernanceRefused.because(_("No se conoce esa clase de visita."))
    visit = Visit.objects.create(
        community=community, folio=folio or next_folio(Visit, f"V-{on.year}", digits=3), kind=kind, on=on,
        by_seat=by_seat, text=text.strip(), visibility=Visibility(visibility).value,
        state="open" if kind == "request" else "closed", closed_on=None if kind == "request" else on,
    )  # fmt: skip
    record("visit.recorded", visit, by=by, now=now, community=community, facts={"folio": visit.folio, "kind": kind})
    return visit


@transaction.atomic
def answer_request(visit: Visit, *, answer: str, on: date, by: Identified | None, now: datetime) -> Visit:
    """Close what a community asked for with the answer it got."""
    if visit.state == "closed":
        raise GovernanceRefused.because(_("Esta solicitud ya tiene respuesta."))
    if not answer.strip():
        raise GovernanceRefused.because(_("Escriba la respuesta."))
    visit.answer, visit.state, visit.closed_on = answer.strip(), "closed", on
    visit.save(update_fields=["answer", "state", "closed_on"])
    facts = {"folio": visit.folio, "days": (on - visit.on).days}
    record("visit.answered", visit, by=by, now=now, community=visit.community, facts=facts)
    return visit


@transaction.atomic
def mark_calendar(
    *,
    title: str,
    kind: str,
    starts: date,
    by: Identified | None,
    now: datetime,
    ends: date | None = None,
    community: Community | None = None,
    note: str = "",
) -> CalendarDate:
    """Write a date of the alliance: a feast, the harvest, the electoral silence, the change of administration."""
    last = ends or starts
    if last < starts:
        raise GovernanceRefused.because(_("El último día va después del primero."))
    marked = CalendarDate.objects.create(
        title=title.strip(), kind=kind, starts=starts, ends=last, community=community, note=note
    )
    record("calendar.marked", marked, by=by, now=now, community=community, facts={"kind": kind})
    return marked


def _refuse_nonsense(kind: RuleKind, params: Mapping[str, Any]) -> None:
    try:
        read_rule(RuleKind(kind), params)
    except BadRule as error:
        raise GovernanceRefused.because(str(error)) from error
