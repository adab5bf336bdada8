"""Verbs of handover: open the act, answer its list, sign it, write that there was none, close it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from manantial.governance.actions import make_agreement
from manantial.governance.models import Session
from manantial.governance.rules import Proof
from manantial.handover.models import Handover, HandoverItem, HandoverParty
from manantial.handover.queries import checklist_lines
from manantial.handover.rules import DUE_AFTER, HandoverState, Outcome, Side, completeness, may_become
from manantial.kernel.money import Money
from manantial.kernel.rulings import Refused
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.ledger.folios import next_folio
from manantial.people.models import Body, Mandate, Person, Seat
from manantial.people.queries.seats import roster
from manantial.people.rules import BodyKind, SeatRole, Visibility
from manantial.vault.models import Blob

TASK_DUE = timedelta(days=90)


class HandoverRefused(Refused):
    """A rule did not allow it; nothing was changed. `ruling` says why in Spanish, for the person who asked."""


@transaction.atomic
def open_handover(
    body: Body,
    *,
    elected_on: date,
    by: Identified | None,
    now: datetime,
    due_on: date | None = None,
    place: str = "",
    folio: str = "",
) -> Handover:
    """Open the act of a committee: its list, who leaves by the mandates that ended, who comes by those that began.

    Raises HandoverRefused for a body that is no committee or an election that has its act already.
    """
    if body.kind != BodyKind.COMMITTEE:
        raise HandoverRefused.because(_("La entrega es entre comités de una comunidad."))
    if Handover.objects.filter(body=body, elected_on=elected_on).exists():
        raise HandoverRefused.because(_("Ya hay un acta de entrega para esa elección."))
    opened = Handover.objects.create(
        body=body, folio=folio or next_folio(Handover, f"ER-{elected_on.year}", digits=3), elected_on=elected_on,
        due_on=due_on or elected_on + DUE_AFTER, place=place.strip(),
    )  # fmt: skip
    for position, (section, label) in enumerate(checklist_lines(), 1):
        HandoverItem.objects.create(handover=opened, section=section, label=label, position=position)
    _seat_parties(opened, elected_on)
    facts = {"folio": opened.folio, "elected_on": elected_on.isoformat()}
    record("handover.opened", opened, by=by, now=now, community=body.community, facts=facts)
    return opened


@dataclass(frozen=True)
class Answer:
    """What became of one line of the list."""

    outcome: str = ""
    note: str = ""
    place: str = ""


@transaction.atomic
def answer_list(
    handover: Handover, answers: Mapping[UUID, Answer], *, by: Identified | None, now: datetime
) -> list[HandoverItem]:
    """Write what became of the lines of the list. Raises HandoverRefused for a closed act or an unknown word."""
    _refuse_closed(handover)
    if any(one.outcome and one.outcome not in set(Outcome) for one in answers.values()):
        raise HandoverRefused.because(_("Marque: se entrega, no se entrega, no existe o en litigio."))
    changed = []
    for item in HandoverItem.objects.filter(handover=handover, pk__in=list(answers)):
        answer = answers[item.pk]
        told = (answer.outcome, answer.note.strip()[:300], answer.place.strip()[:160])
        if (item.outcome, item.note, item.place) != told:
            item.outcome, item.note, item.place = told
            item.save(update_fields=["outcome", "note", "place"])
            changed.append(item)
    facts = {"changed": len(changed), "folio": handover.folio}
    record("handover.answered", handover, by=by, now=now, community=handover.body.community, facts=facts)
    return changed


@transaction.atomic
def add_line(handover: Handover, *, section: str, label: str, by: Identified | None, now: datetime) -> HandoverItem:
    """Add a thing of this community to the list."""
    _refuse_closed(handover)
    if not label.strip():
        raise HandoverRefused.because(_("Escriba qué se agrega a la lista."))
    last = HandoverItem.objects.filter(handover=handover).count()
    item = HandoverItem.objects.create(handover=handover, section=section, label=label.strip()[:160], position=last + 1)
    record("handover.line_added", item, by=by, now=now, community=handover.body.community)
    return item


@dataclass(frozen=True)
class PartyLine:
    """Somebody of the act, as written on the paper."""

    side: Side
    written_name: str = ""
    seat: Seat | None = None
    person: Person | None = None
    proof: Proof = Proof.SIGNATURE
    under_protest: bool = False
    pk: UUID | None = None


@transaction.atomic
def write_parties(
    handover: Handover, lines: Sequence[PartyLine], *, by: Identified | None, now: datetime
) -> list[HandoverParty]:
    """Write who gave, who received and who saw it, and how each one signed."""
    _refuse_closed(handover)
    known = {one.pk: one for one in HandoverParty.objects.filter(handover=handover)}
    written = []
    for position, line in enumerate(lines, 1):
        if not (line.written_name.strip() or line.person or line.seat):
            continue
        row = known[line.pk] if line.pk in known else HandoverParty(handover=handover)
        row.side, row.seat, row.person = Side(line.side).value, line.seat, line.person
        row.written_name, row.position = line.written_name.strip()[:160], position
        row.proof, row.under_protest = Proof(line.proof).value, line.under_protest
        row.save()
        written.append(row)
    facts = {"parties": len(written), "under_protest": sum(one.under_protest for one in written)}
    record("handover.parties_written", handover, by=by, now=now, community=handover.body.community, facts=facts)
    return written


@transaction.atomic
def count_money(
    handover: Handover,
    *,
    cash: Money | None,
    taps: int | None,
    remarks: str,
    by: Identified | None,
    now: datetime,
    place: str = "",
) -> Handover:
    """Write the cash counted, the taps of the roll, the promises and problems told. None is "not counted"."""
    _refuse_closed(handover)
    handover.cash = cash
    handover.taps, handover.remarks = taps, remarks.strip()
    handover.place = place.strip() or handover.place
    handover.save()
    facts = {"counted": cash is not None, "taps": taps}
    record("handover.counted", handover, by=by, now=now, community=handover.body.community, facts=facts)
    return handover


@transaction.atomic
def sign_handover(
    handover: Handover,
    *,
    signed_on: date,
    by: Identified | None,
    now: datetime,
    scan: Blob | None = None,
    session: Session | None = None,
) -> list[HandoverItem]:
    """Write that the act was signed. What does not exist becomes a task of the new presidency; returns those lines."""
    _pass(handover, HandoverState.SIGNED, signed_on=signed_on)
    handover.signed_on, handover.signed_scan = signed_on, scan or handover.signed_scan
    handover.save()
    missing = list(HandoverItem.objects.filter(handover=handover, outcome=Outcome.MISSING, task_agreement=None))
    if missing:
        _make_tasks(handover, missing, session or _act_session(handover, signed_on), by=by, now=now)
    facts = {"folio": handover.folio, "signed_on": signed_on.isoformat(), "tasks": len(missing), **_sum(handover)}
    record("handover.signed", handover, by=by, now=now, community=handover.body.community, facts=facts)
    return missing


@transaction.atomic
def write_no_handover(handover: Handover, *, reason: str, by: Identified | None, now: datetime) -> Handover:
    """Write that there was no handover; the organism rebuilds what it can from the register."""
    if not reason.strip():
        raise HandoverRefused.because(_("Diga qué pasó, en pocas palabras."))
    _pass(handover, HandoverState.NONE)
    handover.remarks = "\n".join(filter(None, [handover.remarks, reason.strip()]))
    handover.save()
    facts = {"folio": handover.folio}
    record("handover.none", handover, by=by, now=now, reason=reason, community=handover.body.community, facts=facts)
    return handover


@transaction.atomic
def move_handover(handover: Handover, state: HandoverState, *, by: Identified | None, now: datetime) -> Handover:
    """Call the act, open its observations, close it, or take up one that was given up. Signing has its own verb."""
    if state in {HandoverState.SIGNED, HandoverState.NONE}:
        raise TypeError("use sign_handover or write_no_handover")
    _pass(handover, state)
    handover.save(update_fields=["state"])
    community = handover.body.community
    record("handover.moved", handover, by=by, now=now, community=community, facts={"state": state.value})
    return handover


@transaction.atomic
def note_missed(handover: Handover, *, missed: str, by: Identified | None, now: datetime) -> Handover:
    """Write what the new committee found missing, asked thirty days later."""
    handover.missed = missed.strip()
    handover.save(update_fields=["missed"])
    record("handover.missed_noted", handover, by=by, now=now, community=handover.body.community)
    return handover


@transaction.atomic
def keep_voice(handover: Handover, sound: Blob, *, by: Identified | None, now: datetime) -> Handover:
    """Keep the voice note of whoever leaves: how the valves turn, whom to call, what to watch."""
    handover.voice_note = sound
    handover.save(update_fields=["voice_note"])
    facts = {"sha256": sound.sha256}
    record("handover.voice_kept", handover, by=by, now=now, community=handover.body.community, facts=facts)
    return handover


def _pass(handover: Handover, state: HandoverState, *, signed_on: date | None = None) -> None:
    lines = completeness(HandoverItem.objects.filter(handover=handover).values_list("outcome", flat=True))
    ruling = may_become(handover.state, state, unanswered=lines.unanswered, signed_on=signed_on)
    if not ruling:
        raise HandoverRefused(ruling)
    handover.state = state.value


def _refuse_closed(handover: Handover) -> None:
    if handover.state == HandoverState.CLOSED:
        raise HandoverRefused.because(_("Esta entrega está cerrada: ya no se cambia."))


def _sum(handover: Handover) -> dict[str, object]:
    counted = completeness(HandoverItem.objects.filter(handover=handover).values_list("outcome", flat=True))
    return {"percent": counted.percent, "missing": counted.missing}


def _seat_parties(handover: Handover, elected_on: date) -> None:
    """Put in the act whoever held each seat the day before, and whoever holds it from the election on."""
    eve = elected_on - timedelta(days=1)
    position = 0
    for side, day in ((Side.OUTGOING, eve), (Side.INCOMING, elected_on)):
        for mandate in _holders(handover.body, day):
            position += 1
            HandoverParty.objects.create(
                handover=handover, seat=mandate.seat, person=mandate.person, written_name=mandate.person.name,
                side=side.value, position=position,
            )  # fmt: skip


def _holders(body: Body, day: date) -> list[Mandate]:
    return [place.holders[0].mandate for place in roster(body, day) if place.holders]


def _act_session(handover: Handover, day: date) -> Session:
    """The sitting in which the act was signed, as a session of the committee, so that its tasks hang on something."""
    moment = timezone.make_aware(datetime.combine(day, time(10)))
    found, _new = Session.objects.get_or_create(
        body=handover.body,
        number=handover.folio,
        defaults={
            "kind": "extraordinary", "place": handover.place, "planned_at": moment, "started_at": moment,
            "state": "held",
        },
    )  # fmt: skip
    return found


def _make_tasks(
    handover: Handover, missing: Sequence[HandoverItem], session: Session, *, by: Identified | None, now: datetime
) -> None:
    chair = Seat.objects.filter(body=handover.body, role=SeatRole.PRESIDENCY).order_by("position").first()
    day = handover.signed_on or timezone.localdate(now)
    for item in missing:
        item.task_agreement = make_agreement(
            session, text=f"Conseguir o reponer: {item.label}", responsible=chair, community=handover.body.community,
            due_on=day + TASK_DUE, visibility=Visibility.COMMITTEE, by=by, now=now,
        )  # fmt: skip
        item.save(update_fields=["task_agreement"])
