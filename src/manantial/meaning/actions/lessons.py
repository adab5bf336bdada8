"""Lessons from findings, recommendations from lessons, and what a body adopts of them."""

from __future__ import annotations

from collections.abc import Iterable
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
