"""Lessons from findings, recommendations from lessons, and what a body adopts of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from manantial.governance.models import Agreement
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.meaning.actions.refusals import require
from manantial.meaning.models import Finding, Lesson, LessonFinding, Recommendation, Return
from manantial.meaning.rules import Addressee, ReturnMedium
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.voices.models import Workshop

LESSON_TEXTS = ("title", "context", "learned", "differently", "for_whom")


@transaction.atomic
def draw_lesson(
    title: str,
    *,
    learned: str,
    findings: Iterable[Finding],
    context: str = "",
    differently: str = "",
    for_whom: str = "",
    folio: str = "",
    by: Person | None,
    now: datetime,
) -> Lesson:
    """Draw a lesson from findings. Raises MeaningRefused when it rests on none."""
    grounds = list(findings)
    if not grounds:
        require(Ruling.no(_("Un aprendizaje sale de al menos un hallazgo: elija de cuál.")))
    lesson = Lesson(
        folio=folio or next_folio(Lesson, "APR"),
        title=title.strip(),
        learned=learned.strip(),
        context=context.strip(),
        differently=differently.strip(),
        for_whom=for_whom.strip(),
    )
    lesson.save()
    for finding in grounds:
        LessonFinding(lesson=lesson, finding=finding).save()
    record("lesson.drawn", lesson, by=by, now=now, facts={"findings": [str(finding.pk) for finding in grounds]})
    return lesson


@transaction.atomic
def change_lesson(
    lesson: Lesson, *, words: Mapping[str, str], findings: Iterable[Finding], by: Person | None, now: datetime
) -> Lesson:
    """Correct a lesson (`words`: any of LESSON_TEXTS) and what it rests on; what it said before stays in `former`.

    Raises MeaningRefused when it would rest on no finding.
    """
    grounds = {finding.pk: finding for finding in findings}
    if not grounds:
        require(Ruling.no(_("Un aprendizaje sale de al menos un hallazgo: elija de cuál.")))
    new = {name: text.strip() for name, text in words.items() if name in LESSON_TEXTS}
    before = _changed(lesson, new, by=by, now=now)
    for link in lesson.finding_links.all():
        stands = link.finding_id in grounds
        if stands == (link.retired_at is not None):
            link.retired_at = None if stands else now
            link.save(update_fields=["retired_at"])
        grounds.pop(link.finding_id, None)
    for finding in grounds.values():
        LessonFinding(lesson=lesson, finding=finding).save()
    record("lesson.changed", lesson, by=by, now=now, facts={"changed": sorted(before), "added": len(grounds)})
    return lesson


@transaction.atomic
def change_recommendation(
    recommendation: Recommendation,
    *,
    text: str,
    to_whom: Addressee,
    by_when: date | None,
    by: Person | None,
    now: datetime,
) -> Recommendation:
    """Correct a recommendation that nobody has adopted yet. Raises MeaningRefused for one that is an agreement."""
    if recommendation.agreement_id:
        require(Ruling.no(_("Un órgano ya la adoptó: lo que se corrige es el acuerdo.")))
    new = {"text": text.strip(), "to_whom": str(Addressee(to_whom)), "by_when": by_when}
    before = _changed(recommendation, new, by=by, now=now)
    record("recommendation.changed", recommendation, by=by, now=now, facts={"changed": sorted(before)})
    return recommendation


def _changed(
    row: Lesson | Recommendation, new: Mapping[str, object], *, by: Person | None, now: datetime
) -> dict[str, str]:
    """Write the new values into a row and save it; what they were is kept in the row and returned."""
    before = {name: str(getattr(row, name) or "") for name, value in new.items() if getattr(row, name) != value}
    if before:
        row.former = [*row.former, {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": before}]
    for name, value in new.items():
        setattr(row, name, value)
    row.save()
    return before


@transaction.atomic
def recommend(
    lesson: Lesson,
    *,
    text: str,
    to_whom: Addressee,
    by_when: date | None = None,
    by: Person | None,
    now: datetime,
) -> Recommendation:
    """Recommend something to somebody, if possible by a date."""
    row = Recommendation(lesson=lesson, text=text.strip(), to_whom=Addressee(to_whom), by_when=by_when)
    row.save()
    record("recommendation.made", row, by=by, now=now, facts={"to": str(to_whom)})
    return row


@transaction.atomic
def adopt(recommendation: Recommendation, *, agreement: Agreement, by: Person | None, now: datetime) -> Recommendation:
    """Tie a recommendation to the agreement of the body that adopted it; its follow-up is the agreement's."""
    recommendation.agreement = agreement
    recommendation.save()
    record("recommendation.adopted", recommendation, by=by, now=now, facts={"agreement": agreement.folio})
    return recommendation


@transaction.atomic
def release(recommendation: Recommendation, *, why: str, by: Person | None, now: datetime) -> Recommendation:
    """Untie a recommendation from an agreement it was tied to by mistake; the agreement itself goes on.

    Raises MeaningRefused without a reason.
    """
    if not why.strip():
        require(Ruling.no(_("Escriba por qué se separa del acuerdo.")))
    folio = recommendation.agreement.folio if recommendation.agreement else ""
    recommendation.agreement = None
    recommendation.save(update_fields=["agreement"])
    facts = {"agreement": folio}
    record("recommendation.released", recommendation, by=by, now=now, reason=why.strip(), facts=facts)
    return recommendation


@transaction.atomic
def record_return(
    community: Community,
    *,
    on: date,
    medium: ReturnMedium,
    women: int = 0,
    men: int = 0,
    workshop: Workshop | None = None,
    act: str = "",
    corrections: str = "",
    by: Person | None,
    now: datetime,
) -> Return:
    """Write that results went back to a community: when, how, to how many, and what it asked to correct."""
    row = Return(
        community=community,
        on=on,
        medium=ReturnMedium(medium),
        women=women,
        men=men,
        workshop=workshop,
        act=act.strip(),
        corrections=corrections.strip(),
    )
    row.save()
    record("return.recorded", row, by=by, now=now, community=community, facts={"people": women + men})
    return row
