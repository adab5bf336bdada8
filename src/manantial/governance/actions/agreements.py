"""Verbs about agreements: write one, give a step, read it aloud."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from manantial.governance.actions.refusals import GovernanceRefused, refuse_unless
from manantial.governance.models import AgendaItem, Agreement, AgreementStep, Session, Vote
from manantial.governance.rules import AgreementKind, AgreementState, SessionState, may_become
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import Identified, record
from manantial.ledger.folios import next_folio
from manantial.people.models import Seat
from manantial.people.rules import Visibility
from manantial.territory.models import Community
from manantial.vault.models import Blob

_CORRECTABLE = frozenset(
    {"text", "text_plain", "kind", "responsible", "community", "due_on", "review_on", "visibility"}
)


@transaction.atomic
def make_agreement(
    session: Session,
    *,
    text: str,
    by: Identified | None,
    now: datetime,
    text_plain: str = "",
    kind: AgreementKind = AgreementKind.TASK,
    item: AgendaItem | None = None,
    vote: Vote | None = None,
    responsible: Seat | None = None,
    community: Community | None = None,
    due_on: date | None = None,
    review_on: date | None = None,
    visibility: str = Visibility.PUBLIC,
    folio: str = "",
) -> Agreement:
    """Write what was decided; the duty is of a seat, whoever holds it. Its folio is of the year of the session.

    Raises GovernanceRefused without words, for a session that was cancelled, or a due date before the session.
    """
    if not text.strip():
        raise GovernanceRefused.because(_("Escriba qué se acordó."))
    if session.state == SessionState.CANCELLED:
        raise GovernanceRefused.because(_("Esta sesión no se celebró: no se le puede agregar nada."))
    day = timezone.localdate(session.planned_at)
    if due_on is not None and due_on < day:
        raise GovernanceRefused.because(_("La fecha límite es anterior a la sesión."))
    made = Agreement.objects.create(
        folio=folio or next_folio(Agreement, f"A-{day.year}", digits=3), text=text.strip(),
        text_plain=text_plain.strip(),
        kind=AgreementKind(kind).value, session=session, item=item, vote=vote, responsible=responsible,
        community=community, due_on=due_on, review_on=review_on, visibility=Visibility(visibility).value,
    )  # fmt: skip
    facts = {"folio": made.folio, "due_on": due_on.isoformat() if due_on else "", "kind": made.kind}
    record("agreement.made", made, by=by, now=now, community=community or session.body.community, facts=facts)
    return made


@transaction.atomic
def correct_agreement(
    agreement: Agreement, *, by: Identified | None, now: datetime, reason: str, **changes: object
) -> Agreement:
    """Correct how an agreement was written, or move its date or its seat; says why. Its state has its own verb."""
    if unknown := sorted(set(changes) - _CORRECTABLE):
        raise TypeError(f"not a part of an agreement that may be corrected: {', '.join(unknown)}")
    changed = sorted(name for name, value in changes.items() if getattr(agreement, name) != value)
    if not changed:
        return agreement
    if not reason.strip():
        raise GovernanceRefused.because(_("Diga por qué se corrige."))
    for name in changed:
        setattr(agreement, name, changes[name])
    agreement.save()
    community = agreement.community or agreement.session.body.community
    record(
        "agreement.corrected", agreement, by=by, now=now, reason=reason, community=community, facts={"fields": changed}
    )
    return agreement


@transaction.atomic
def step_agreement(
    agreement: Agreement,
    state: AgreementState,
    *,
    on: date,
    by: Identified | None,
    now: datetime,
    note: str = "",
    decided_in: Session | None = None,
    evidence: Blob | None = None,
) -> AgreementStep:
    """Write that an agreement passed to another state, with what proves it. Raises GovernanceRefused."""
    before = AgreementState(agreement.state)
    refuse_unless(may_become(before, AgreementState(state), in_session=decided_in is not None, note=note))
    if decided_in is not None and decided_in.state != SessionState.HELD:
        raise GovernanceRefused.because(_("Esa sesión todavía no se celebra."))
    step = AgreementStep.objects.create(
        agreement=agreement, state=state.value, on=on, note=note.strip(), decided_in=decided_in, evidence=evidence
    )
    agreement.state = state.value
    agreement.save(update_fields=["state"])
    facts = {"folio": agreement.folio, "from": before.value, "to": state.value, "in_session": decided_in is not None}
    community = agreement.community or agreement.session.body.community
    record("agreement.stepped", agreement, by=by, now=now, community=community, facts=facts)
    return step


@transaction.atomic
def read_aloud(agreement: Agreement, sound: Blob, *, by: Identified | None, now: datetime) -> Agreement:
    """Keep the recording of an agreement read aloud, for those who listen instead of reading."""
    agreement.sound = sound
    agreement.save(update_fields=["sound"])
    record("agreement.read_aloud", agreement, by=by, now=now, facts={"sha256": sound.sha256})
    return agreement
