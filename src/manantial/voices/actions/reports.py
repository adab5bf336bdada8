"""Telling how a workshop went: what was said, what was agreed, the phrases; and following what was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manantial.governance.actions import make_agreement
from manantial.governance.models import Agreement, Session
from manantial.ledger.actions import record
from manantial.people.models import Person, Seat
from manantial.voices.actions.attendance import hold
from manantial.voices.actions.former import keep_former
from manantial.voices.actions.fragments import Span, mark_fragment
from manantial.voices.actions.intake import Upload, take_evidence
from manantial.voices.actions.refusals import VoicesRefused
from manantial.voices.actions.testimonies import VoiceProfile, add_voice
from manantial.voices.models import Fragment, Turn, Workshop, WorkshopAgreement
from manantial.voices.queries import WORKSHOP_ACCOUNT, agreed_lines, stands


@dataclass(frozen=True)
class AgreedLine:
    """What a workshop agreed: who does what, by when. A line with the place of another stands in its place."""

    text: str
    who: str = ""
    by_when: date | None = None
    done_on: date | None = None
    position: int = 0  # 0: a new line at the end

    def said(self) -> str:
        """On one line, as what stood before is shown."""
        return " · ".join(
            str(part) for part in (self.text.strip(), self.who.strip(), self.by_when, self.done_on) if part
        )


@transaction.atomic
def write_report(
    workshop: Workshop,
    *,
    report: str,
    feelings: str = "",
    tensions: str | None = None,
    pending: str | None = None,
    agreements: Iterable[AgreedLine] = (),
    photo_of_list: Upload | None = None,
    by: Person | None,
    now: datetime,
) -> None:
    """Tell how a workshop went; None leaves a part as it is. What is rewritten is kept.

    Agreements that are not named stay. Raises VoicesRefused for a photo that cannot be opened.
    """
    before = stands(workshop, WORKSHOP_ACCOUNT)
    workshop.report, workshop.feelings = report, feelings
    workshop.tensions = workshop.tensions if tensions is None else tensions
    workshop.pending = workshop.pending if pending is None else pending
    if photo_of_list is not None:
        workshop.photo_of_list = take_evidence(photo_of_list, now=now)
    agreed = agreed_lines(workshop)
    written = _write_agreements(workshop, agreements)
    keep_former(workshop, before, by=by, now=now)
    _keep_agreed(workshop, agreed, by=by, now=now)
    workshop.save()
    hold(workshop)
    facts = {"letters": len(report), "list": photo_of_list is not None, "agreements": written}
    record("workshop.reported", workshop, by=by, now=now, community=workshop.community, facts=facts)


def _keep_agreed(workshop: Workshop, before: list[str], *, by: Person | None, now: datetime) -> None:
    """Keep the agreements that were reworded; one that was only added changes nothing that stood."""
    lost = [line for line in before if line not in agreed_lines(workshop)]
    if lost:
        said = {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": {"agreements": lost}}
        workshop.former = [*workshop.former, said]


def _write_agreements(workshop: Workshop, lines: Iterable[AgreedLine]) -> int:
    known = {row.position: row for row in WorkshopAgreement.objects.filter(workshop=workshop)}
    written = 0
    for line in lines:
        place = line.position or max(known, default=0) + 1
        row = known.setdefault(place, WorkshopAgreement(workshop=workshop, position=place))
        row.text, row.who, row.by_when, row.done_on = line.text.strip(), line.who.strip(), line.by_when, line.done_on
        row.save()
        written += 1
    return written


@transaction.atomic
def set_agreement_done(agreement: WorkshopAgreement, *, done_on: date | None, by: Person | None, now: datetime) -> None:
    """Write that what a workshop agreed was done, or (None) that it is open again."""
    agreement.done_on = done_on
    agreement.save(update_fields=["done_on"])
    facts = {"line": agreement.position, "done": done_on.isoformat() if done_on else ""}
    workshop = agreement.workshop
    record("workshop.agreement_followed", workshop, by=by, now=now, community=workshop.community, facts=facts)


@transaction.atomic
def adopt_agreement(
    agreement: WorkshopAgreement,
    *,
    session: Session,
    responsible: Seat | None = None,
    due_on: date | None = None,
    by: Person | None,
    now: datetime,
) -> Agreement:
    """A body makes its own what a workshop agreed: from now on it is followed as an agreement of that session.

    Raises VoicesRefused when it was adopted before; GovernanceRefused as `make_agreement`.
    """
    if agreement.adopted_id is not None:
        raise VoicesRefused(_("Ese acuerdo ya lo adoptó una sesión."))
    made = make_agreement(
        session,
        text=agreement.text,
        responsible=responsible,
        community=agreement.workshop.community,
        due_on=due_on,
        visibility="alliance",
        by=by,
        now=now,
    )
    agreement.adopted = made
    agreement.save(update_fields=["adopted"])
    facts = {"line": agreement.position, "folio": made.folio}
    record("workshop.agreement_adopted", agreement.workshop, by=by, now=now, facts=facts)
    return made


@transaction.atomic
def note_phrase(workshop: Workshop, words: str, *, profile: VoiceProfile, by: Person | None, now: datetime) -> Fragment:
    """Keep a phrase as it was said in a workshop: a voice with one fragment. Its permission is asked for next.

    Raises VoicesRefused without words.
    """
    told = " ".join(words.split())
    if not told:
        raise VoicesRefused(_("Escriba la frase tal cual se dijo."))
    # The title is shown in lists whatever the permission says, so it holds none of the words.
    title = _("Frase dicha en %(workshop)s") % {"workshop": workshop.folio}
    voice = add_voice("text", title=title, profile=profile, words=told, by=by, now=now)
    turn = Turn.objects.get(transcript__voice=voice)
    span = Span(turn=turn, start_char=0, end_char=len(turn.text))
    return mark_fragment(voice, span=span, title="", by=by, now=now)
