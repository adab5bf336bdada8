"""Findings: stated on fragments and sources, contradicted, voted by groups, decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from manantial.governance.models import Session
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import (
    Axis,
    Decision,
    Finding,
    FindingSupport,
    Milestone,
    Question,
    Stance,
    Validation,
)
from manantial.meaning.queries import open_differences
from manantial.meaning.rules import GroupVotes, Outcome, Stage, StanceKind
from manantial.people.models import Person
from manantial.press.markdown import check_markdown
from manantial.voices.models import Fragment, Source, Workshop


@transaction.atomic
def state_finding(
    statement: str,
    *,
    fragments: Iterable[Fragment] = (),
    sources: Iterable[Source] = (),
    explanation: str = "",
    axis: Axis | None = None,
    question: Question | None = None,
    milestone: Milestone | None = None,
    stage: str = "",
    confidence: str = "",
    sensitive: bool = False,
    folio: str = "",
    by: Person | None,
    now: datetime,
) -> Finding:
    """State a finding resting on fragments and sources; without any it is kept and shown as weak."""
    check_markdown(explanation)
    finding = Finding(
        folio=folio or next_folio(Finding, "HAL"),
        statement=statement.strip(),
        explanation=explanation.strip(),
        axis=axis or (question.axis if question else None),
        question=question,
        milestone=milestone,
        stage=Stage(stage) if stage else "",
        confidence=confidence.strip(),
        sensitive=sensitive,
    )
    finding.save()
    rows = [FindingSupport(finding=finding, fragment=f, position=n) for n, f in enumerate(fragments, 1)]
    rows += [FindingSupport(finding=finding, source=s, position=n) for n, s in enumerate(sources, len(rows) + 1)]
    for row in rows:
        row.save()
    record("finding.stated", finding, by=by, now=now, facts={"supports": len(rows)})
    return finding


@transaction.atomic
def annotate_finding(
    finding: Finding,
    *,
    explanation: str,
    confidence: str,
    sensitive: bool,
    axis: Axis | None,
    question: Question | None,
    milestone: Milestone | None,
    stage: str = "",
    by: Person | None,
    now: datetime,
) -> Finding:
    """Change what surrounds a finding. Its wording changes only by a decision or a correction, where it is kept.

    stage: one of meaning.rules.Stage; empty leaves it to its milestone or to the words it rests on.
    """
    check_markdown(explanation)
    finding.explanation, finding.confidence, finding.sensitive = explanation.strip(), confidence.strip(), sensitive
    finding.axis, finding.question, finding.milestone = axis, question, milestone
    finding.stage = Stage(stage) if stage else ""
    finding.save()
    record("finding.annotated", finding, by=by, now=now, facts={"sensitive": sensitive})
    return finding


@transaction.atomic
def validate_many(
    workshop: Workshop,
    *,
    votes: Mapping[UUID, Sequence[GroupVotes]],
    by: Person | None,
    now: datetime,
) -> int:
    """Write the traffic lights of many findings (by id) at once, as typed from paper.

    Votes of nothing but zeros take back what the group was counted before in this workshop; where nothing was counted
    they are passed over. Returns how many findings changed. Raises MeaningRefused when none did.
    """
    found = {row.pk: row for row in Finding.objects.filter(pk__in=list(votes), retired_at=None)}
    counted = _counted(workshop, found.values())
    rows = [
        _voted(found[key], workshop, vote, counted.get((key, vote.group)), now)
        for key, cast in votes.items()
        for vote in cast
        if key in found and (vote.total or (key, vote.group) in counted)
    ]
    if not rows:
        require(Ruling.no(_("Escriba cuántas personas votaron en al menos un grupo.")))
    Validation.objects.bulk_create(rows)
    facts = {"findings": len({row.finding_id for row in rows}), "groups": len({row.group for row in rows})}
    record("workshop.findings_validated", workshop, by=by, now=now, facts=facts)
    return facts["findings"]


@transaction.atomic
def add_support(
    finding: Finding,
    *,
    fragment: Fragment | None = None,
    source: Source | None = None,
    opposes: bool = False,
    note: str = "",
    by: Person | None,
    now: datetime,
) -> FindingSupport:
    """Add something that holds a finding up, or (`opposes`) speaks against it.

    Raises MeaningRefused without fragment and source, and for one that already stands there.
    """
    if fragment is None and source is None:
        require(Ruling.no(_("Diga en qué fragmento o en qué documento descansa.")))
    require(_not_there_yet(finding, fragment, source))
    last = finding.supports.order_by("-position").first()
    support = FindingSupport(
        finding=finding,
        fragment=fragment,
        source=source,
        opposes=opposes,
        note=note.strip(),
        position=last.position + 1 if last else 1,
    )
    support.save()
    record("finding.opposed" if opposes else "finding.supported", finding, by=by, now=now, reason=note)
    return support


@transaction.atomic
def take_stance(
    finding: Finding,
    *,
    group: str,
    stance: StanceKind,
    dissent_note: str = "",
    workshop: Workshop | None = None,
    on: date,
    by: Person | None,
    now: datetime,
) -> Stance:
    """Write what a group says of a finding; its dissent note travels with the finding in every output.

    What the group said before, its note too, stays in `former`: a group may change its mind, nobody may lose its words.
    """
    row = Stance.objects.filter(finding=finding, group=group).first() or Stance(finding=finding, group=group)
    before = row.stance
    if before and (before, row.dissent_note) != (str(stance), dissent_note.strip()):
        was = {"stance": before, "dissent_note": row.dissent_note, "on": row.taken_on.isoformat()}
        row.former = [*row.former, {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": was}]
    row.stance, row.dissent_note = StanceKind(stance), dissent_note.strip()
    row.workshop, row.taken_on = workshop, on
    row.save()
    record("finding.stance_taken", finding, by=by, now=now, facts={"group": group, "before": before, "after": stance})
    return row


@transaction.atomic
def validate(
    finding: Finding,
    *,
    workshop: Workshop,
    votes: Iterable[GroupVotes],
    said: str = "",
    by: Person | None,
    now: datetime,
) -> list[Validation]:
    """Write the traffic light of a workshop, one row for each group that voted, as counts without names.

    Zeros for a group that was counted there before take its votes back. Raises MeaningRefused when nothing changes.
    """
    counted = _counted(workshop, [finding])
    rows = [
        _voted(finding, workshop, vote, counted.get((finding.pk, vote.group)), now, said.strip())
        for vote in votes
        if vote.total or (finding.pk, vote.group) in counted
    ]
    if not rows:
        require(Ruling.no(_("Escriba cuántas personas votaron en al menos un grupo.")))
    for row in rows:
        row.save()
    facts: dict[str, object] = {"workshop": str(workshop.pk), "groups": len(rows)}
    if not finding.sensitive:  # the ledger never forgets: of a delicate finding it does not say who was how many
        facts["votes"] = {row.group: [row.green, row.yellow, row.red] for row in rows}
    record("finding.validated", finding, by=by, now=now, facts=facts)
    return rows


@transaction.atomic
def decide(
    finding: Finding,
    *,
    outcome: Outcome,
    reason: str,
    after: str = "",
    workshop: Workshop | None = None,
    session: Session | None = None,
    on: date,
    by: Person | None,
    now: datetime,
) -> Decision:
    """Decide on a finding that was not green: correct it (`after` is the new wording), publish with dissent, withdraw.

    Raises MeaningRefused without a reason, and without the meeting that decided.
    """
    if not reason.strip():
        require(Ruling.no(_("Escriba por qué se decidió así: la gente lo va a preguntar.")))
    if workshop is None and session is None:
        require(Ruling.no(_("Diga en qué taller o en qué sesión se decidió.")))
    corrected = after.strip() if outcome is Outcome.CORRECT else ""
    decision = Decision(
        finding=finding,
        outcome=Outcome(outcome),
        reason=reason.strip(),
        before=finding.statement,
        after=corrected,
        workshop=workshop,
        session=session,
        decided_on=on,
        recorded_at=now,
    )
    decision.save()
    if corrected:
        finding.statement = corrected
        finding.save()
    record("finding.decided", finding, by=by, now=now, reason=reason, facts={"outcome": str(outcome)})
    return decision


@transaction.atomic
def record_no_differences(workshop: Workshop, *, by: Person | None, now: datetime) -> None:
    """Write that a validation workshop said there were no differences: only so may that section be printed empty.

    Raises MeaningRefused while some are open: then that section says which.
    """
    still = open_differences(on=localdate(now))
    if still:
        words = _("Todavía hay diferencias a la vista: %(open)s. Primero se acuerdan o se publican con disenso.")
        require(Ruling.no(words, open=still))
    record("differences.none", workshop, by=by, now=now)


def _voted(
    finding: Finding, workshop: Workshop, vote: GroupVotes, stood: Validation | None, now: datetime, said: str = ""
) -> Validation:
    """A row for what a group answered. The same numbers as stood there are no new vote: a decision on them holds."""
    numbers = (vote.green, vote.yellow, vote.red)
    again = stood is not None and numbers == (stood.green, stood.yellow, stood.red)
    return Validation(
        finding=finding,
        workshop=workshop,
        group=vote.group,
        green=vote.green,
        yellow=vote.yellow,
        red=vote.red,
        understood=vote.understood if vote.total else None,
        said=said,
        counted_at=stood.counted_at if stood is not None and again else now,
        recorded_at=now,
    )


def _counted(workshop: Workshop, findings: Iterable[Finding]) -> dict[tuple[UUID, str], Validation]:
    """The votes that stand in this workshop, of each finding (its id) and group."""
    rows = Validation.objects.filter(workshop=workshop, finding__in=[row.pk for row in findings])
    newest = {(row.finding_id, row.group): row for row in rows.order_by("recorded_at", "id")}
    return {key: row for key, row in newest.items() if row.green + row.yellow + row.red}


def _not_there_yet(finding: Finding, fragment: Fragment | None, source: Source | None) -> Ruling:
    standing = finding.supports.filter(retired_at=None)
    for thing, there in (
        (fragment, fragment is not None and standing.filter(fragment=fragment).exists()),
        (source, source is not None and standing.filter(source=source).exists()),
    ):
        if thing is not None and there:
            return Ruling.no(_("%(folio)s ya está en este hallazgo."), folio=thing.folio)
    return Ruling.yes()
