"""Verbs about a session: plan it, call it, write its agenda and its list, count a vote, close it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from manantial.governance.actions.refusals import GovernanceRefused, refuse_unless
from manantial.governance.models import AgendaItem, Attendance, Minutes, Session, Vote
from manantial.governance.queries import attendance_sum, attendances, follow_up, gathering_of, sitting
from manantial.governance.rules import (
    Counts,
    ItemKind,
    Proof,
    SessionKind,
    SessionState,
    VoteMethod,
    freeze,
    judge_vote,
    session_may_become,
)
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.ledger.folios import next_folio
from manantial.people.models import Body, Person, Seat
from manantial.territory.models import Community
from manantial.vault.models import Blob

_CORRECTABLE = frozenset({"kind", "place", "planned_at", "second_call_at"})


@transaction.atomic
def plan_session(
    body: Body,
    *,
    kind: SessionKind,
    planned_at: datetime,
    by: Identified | None,
    now: datetime,
    place: str = "",
    second_call_at: datetime | None = None,
    number: str = "",
) -> Session:
    """Plan a session; when its body has open agreements its agenda begins with their follow-up.

    Raises GovernanceRefused when the second call comes before the first or the number is used.
    """
    if second_call_at is not None and second_call_at <= planned_at:
        raise GovernanceRefused.because(_("La segunda convocatoria va después de la primera."))
    number = number.strip() or next_folio(Session, f"S-{timezone.localdate(planned_at).year}", field="number", digits=3)
    if Session.objects.filter(body=body, number=number).exists():
        raise GovernanceRefused.because(_("Ya hay una sesión con el número %(number)s."), number=number)
    session = Session.objects.create(
        body=body, kind=SessionKind(kind).value, number=number, place=place.strip(), planned_at=planned_at,
        second_call_at=second_call_at,
    )  # fmt: skip
    if follow_up(session, on=timezone.localdate(planned_at)):
        title = _("Seguimiento de los acuerdos anteriores")
        AgendaItem.objects.create(session=session, position=1, title=title, kind=ItemKind.FOLLOW_UP)
    facts = {"number": number, "kind": session.kind}
    record("session.planned", session, by=by, now=now, community=body.community, facts=facts)
    return session


@transaction.atomic
def change_plan(session: Session, *, by: Identified | None, now: datetime, **changes: object) -> Session:
    """Change place, hours or kind of a session that has not been held."""
    if unknown := sorted(set(changes) - _CORRECTABLE):
        raise TypeError(f"not part of the plan of a session: {', '.join(unknown)}")
    if session.state not in {SessionState.PLANNED, SessionState.CALLED}:
        raise GovernanceRefused.because(_("Esta sesión ya no se puede cambiar."))
    changed = sorted(name for name, value in changes.items() if getattr(session, name) != value)
    for name in changed:
        setattr(session, name, changes[name])
    if session.second_call_at is not None and session.second_call_at <= session.planned_at:
        raise GovernanceRefused.because(_("La segunda convocatoria va después de la primera."))
    session.save()
    community = session.body.community
    record("session.replanned", session, by=by, now=now, community=community, facts={"fields": changed})
    return session


@transaction.atomic
def write_agenda(
    session: Session, titles: Sequence[tuple[str, ItemKind]], *, by: Identified | None, now: datetime
) -> None:
    """Add points to the agenda, after those it has; empty titles are left out."""
    _refuse_cancelled(session)
    last = AgendaItem.objects.filter(session=session).order_by("-position").first()
    position = last.position if last else 0
    written = [(title.strip(), kind) for title, kind in titles if title.strip()]
    for place, (title, kind) in enumerate(written, position + 1):
        AgendaItem.objects.create(session=session, position=place, title=title[:240], kind=ItemKind(kind).value)
    community = session.body.community
    record("session.agenda_written", session, by=by, now=now, community=community, facts={"points": len(written)})


@transaction.atomic
def write_item(
    item: AgendaItem,
    *,
    by: Identified | None,
    now: datetime,
    title: str,
    summary: str,
    other_views: str = "",
    position: int = 0,
) -> AgendaItem:
    """Write what was said on a point, and the voices that saw it otherwise."""
    _refuse_written(item.session)
    if not title.strip():
        raise GovernanceRefused.because(_("Escriba el título del punto."))
    item.title, item.summary, item.other_views = title.strip()[:240], summary.strip(), other_views.strip()
    item.position = position or item.position
    item.save()
    record("session.point_written", item, by=by, now=now, community=item.session.body.community)
    return item


@transaction.atomic
def call_session(
    session: Session,
    *,
    called_on: date,
    by: Identified | None,
    now: datetime,
    called_by: Seat | None = None,
    media: str = "",
    evidence: Blob | None = None,
) -> Session:
    """Write that a session was called: which day, by which seat, by which ways; evidence is a photo of the notice."""
    if session.state != SessionState.CALLED:
        refuse_unless(session_may_become(session.state, SessionState.CALLED))
    session.state, session.called_on, session.called_by = SessionState.CALLED, called_on, called_by
    session.call_media, session.call_evidence = media.strip(), evidence or session.call_evidence
    session.save()
    facts = {"called_on": called_on.isoformat(), "evidence": bool(session.call_evidence_id)}
    record("session.called", session, by=by, now=now, community=session.body.community, facts=facts)
    return session


@transaction.atomic
def cancel_session(session: Session, *, reason: str, by: Identified | None, now: datetime) -> Session:
    """Write that a session did not take place, and why."""
    refuse_unless(session_may_become(session.state, SessionState.CANCELLED))
    if not reason.strip():
        raise GovernanceRefused.because(_("Diga por qué no se celebró."))
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    record("session.cancelled", session, by=by, now=now, reason=reason, community=session.body.community)
    return session


@dataclass(frozen=True)
class ListLine:
    """One line of the attendance list as it was typed. `pk` is the line it corrects, None for a new one."""

    pk: UUID | None = None
    seat: Seat | None = None
    person: Person | None = None
    community: Community | None = None
    written_name: str = ""
    women: int = 0
    men: int = 0
    unsaid: int = 0
    accredited: bool = False
    proof: Proof = Proof.LIST
    arrived_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was typed."""
        people = self.women + self.men + self.unsaid
        return not (self.seat or self.community or self.written_name.strip() or people)


@transaction.atomic
def write_attendance(
    session: Session, lines: Sequence[ListLine], *, by: Identified | None, now: datetime
) -> list[Attendance]:
    """Write the whole list in the order of the paper. Lines that are no longer on it are struck, never erased."""
    _refuse_written(session)
    kept = {one.pk: one for one in Attendance.objects.filter(session=session, struck_at=None)}
    written = []
    for position, line in enumerate((one for one in lines if not one.is_empty), 1):
        row = kept.pop(line.pk) if line.pk in kept else Attendance(session=session)
        _fill(row, line, position)
        row.save()
        written.append(row)
    for gone in kept.values():
        gone.struck_at = now
        gone.save(update_fields=["struck_at"])
    came = attendance_sum(written)
    facts = {"lines": len(written), "struck": len(kept), "people": came.total, "communities": came.communities}
    record("session.attendance_written", session, by=by, now=now, community=session.body.community, facts=facts)
    return written


@transaction.atomic
def record_vote(
    item: AgendaItem,
    *,
    question: str,
    counts: Counts,
    method: VoteMethod,
    closed_at: datetime,
    by: Identified | None,
    now: datetime,
    call: int = 1,
) -> Vote:
    """Write a vote as it was counted, and freeze who was entitled then and what the rules said.

    Raises GovernanceRefused without a question, or without any vote unless it was by consensus.
    """
    session = item.session
    _refuse_written(session)
    if not question.strip():
        raise GovernanceRefused.because(_("Escriba qué se votó."))
    if not counts.cast and method is not VoteMethod.CONSENSUS:
        raise GovernanceRefused.because(_("Escriba cuántos votos hubo."))
    now_sitting = sitting(session)
    lines = list(attendances(session))
    gathering = gathering_of(lines, session.second_call_at, closed_at) if lines else None
    day = timezone.localdate(session.planned_at)
    rulings = judge_vote(now_sitting.facts, now_sitting.in_force.rules, day, counts, gathering, call)
    vote = Vote.objects.create(
        item=item, question=question.strip()[:300], method=method.value, favour=counts.favour, against=counts.against,
        abstain=counts.abstain, blank=counts.blank, closed_at=closed_at, roll=roll_of(session, closed_at),
        ruling=freeze(rulings) if counts.cast else [],
    )  # fmt: skip
    record("session.voted", vote, by=by, now=now, community=session.body.community, facts={"cast": counts.cast})
    return vote


@transaction.atomic
def hold_session(
    session: Session,
    *,
    started_at: datetime,
    call: int,
    by: Identified | None,
    now: datetime,
    ended_at: datetime | None = None,
) -> Minutes:
    """Close a session: freeze who was entitled and what the rules said, and open the draft of its minutes.

    Without quorum it is closed all the same; the minutes say so and people decide. Raises GovernanceRefused when the
    call is neither 1 nor 2, or the end comes before the start.
    """
    refuse_unless(session_may_become(session.state, SessionState.HELD))
    if call not in (1, 2):
        raise GovernanceRefused.because(_("Diga si fue en primera o en segunda convocatoria."))
    if ended_at is not None and ended_at < started_at:
        raise GovernanceRefused.because(_("La hora de cierre va después de la hora de inicio."))
    session.state, session.started_at, session.ended_at = SessionState.HELD, started_at, ended_at
    session.held_in_call = call
    told = sitting(session)
    session.roll, session.ruling = roll_of(session), freeze(told.rulings)
    session.save()
    minutes = Minutes.objects.create(session=session)
    reached = told.first if call == 1 else told.second
    facts = {"call": call, "quorum": None if reached is None else reached.allowed}
    record("session.held", session, by=by, now=now, community=session.body.community, facts=facts)
    return minutes


def roll_of(session: Session, moment: datetime | None = None) -> dict[str, object]:
    """Return who was entitled and who was there, by identifiers: names stay where a person's data may be erased."""
    told = sitting(session)
    lines = list(attendances(session))
    there = gathering_of(lines, session.second_call_at, moment).in_call(2)
    day, extension = timezone.localdate(session.planned_at), told.extension
    holders = {seat.key: seat.holder_on(day, extension) for seat in told.facts.seats}
    return {
        "seats": [
            {"seat": seat.key, "sector": seat.sector, "votes": seat.votes, "person": one.person if one else ""}
            for seat in told.facts.seats
            for one in [holders[seat.key]]
        ],
        "communities": list(told.facts.communities),
        "present_seats": sorted(one.seat for one in there if one.seat),
        "present_communities": sorted({one.community for one in there if one.community and one.accredited}),
        "people": sum(one.people for one in there),
    }


def _fill(row: Attendance, line: ListLine, position: int) -> None:
    row.seat, row.person, row.community = line.seat, line.person, line.community
    row.written_name, row.position = line.written_name.strip()[:160], position
    row.women, row.men, row.unsaid = line.women, line.men, line.unsaid
    row.accredited, row.proof = line.accredited, Proof(line.proof).value
    row.arrived_at, row.left_at = line.arrived_at, line.left_at


def _refuse_cancelled(session: Session) -> None:
    if session.state == SessionState.CANCELLED:
        raise GovernanceRefused.because(_("Esta sesión no se celebró: no se le puede agregar nada."))


def _refuse_written(session: Session) -> None:
    """What was signed stays as it was signed: corrections are an erratum."""
    _refuse_cancelled(session)
    if Minutes.objects.filter(session=session, corrects=None, state__in=("signed", "locked")).exists():
        raise GovernanceRefused.because(_("El acta ya está firmada. Corrija con una fe de erratas."))
