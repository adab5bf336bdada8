"""What happened to a release outside: copies given out, activities with three kinds of reach, interviews, rumours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from manantial.campaign.actions.refusals import require
from manantial.campaign.models import (
    Campaign,
    CopiesReceipt,
    Dissemination,
    Distribution,
    Material,
    Message,
    Release,
    Rumour,
    Survey,
    SurveyAnswer,
    SurveyMessage,
)
from manantial.campaign.queries.materials import HEARD, stock_of
from manantial.campaign.rules import Medium
from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.kernel.rulings import gettext_noop as _
from manantial.ledger.actions import record
from manantial.ledger.folios import next_folio
from manantial.people.models import Person
from manantial.territory.models import Community
from manantial.vault.models import Blob


@transaction.atomic
def give_out(
    release: Release,
    *,
    copies: int,
    place: str,
    on: date,
    community: Community | None = None,
    note: str = "",
    by: Person | None,
    now: datetime,
) -> Distribution:
    """Write that copies of a release were given out or put up at a place: they cannot be called back.

    Raises CampaignRefused for none, and for more than are left of what was printed.
    """
    if copies < 1:
        require(Ruling.no(_("Escriba cuántos ejemplares fueron: al menos uno.")))
    # Held while it is counted, because two people at once must not give out the same copy.
    printed = Material.objects.select_for_update().get(pk=release.material_id)
    if printed.kind not in HEARD:
        require(stock_of(printed).may_give(copies))
    row = Distribution(
        release=release, copies=copies, place=place.strip(), on=on, community=community, note=note.strip()
    )
    row.save()
    record("release.given_out", release, by=by, now=now, community=community, facts={"copies": copies})
    return row


@transaction.atomic
def correct_copies(given: Distribution, *, copies: int, why: str, by: Person | None, now: datetime) -> Distribution:
    """Count again copies that went out: a new row that stands in the place of the wrong one, which stays to be seen.

    None at all means that they never went out. The receipt stays with what was signed. Raises CampaignRefused without a
    reason, for the same number, for a row that was corrected already, and for more than were printed.
    """
    printed = Material.objects.select_for_update().get(pk=given.release.material_id)
    if not why.strip():
        require(Ruling.no(_("Escriba por qué se corrige.")))
    if copies == given.copies:
        require(Ruling.no(_("Es el mismo número: no hay qué corregir.")))
    if given.corrected_by.exists():
        require(Ruling.no(_("Esa cuenta ya se corrigió: corrija la última.")))
    if printed.kind not in HEARD and copies > given.copies:
        require(stock_of(printed).may_give(copies - given.copies))
    made = Distribution.objects.create(
        release=given.release, copies=copies, place=given.place, on=given.on, community=given.community,
        note=why.strip(), corrects=given,
    )  # fmt: skip
    facts = {"copies": copies, "before": given.copies, "why": why.strip()}
    record("release.recounted", given.release, by=by, now=now, community=given.community, facts=facts)
    return made


@transaction.atomic
def sign_for(
    given: Distribution, *, received_by: str, how: str, on: date, by: Person | None, now: datetime
) -> CopiesReceipt:
    """Write that the receipt of copies came back signed. Raises CampaignRefused without a name or before they left."""
    if not received_by.strip():
        require(Ruling.no(_("Escriba quién recibió, como firmó.")))
    if on < given.on:
        require(Ruling.no(_("Ese día todavía no salían los ejemplares: revíselo.")))
    made = CopiesReceipt.objects.create(distribution=given, received_by=received_by.strip(), how=how, on=on)
    record("release.signed_for", given.release, by=by, now=now, community=given.community, facts={"how": how})
    return made


@dataclass(frozen=True)
class Activity:
    """One activity of dissemination. Counted, estimated and claimed each say how, or they are not accepted."""

    medium: Medium
    on: date
    place: str = ""
    units: int = 1
    minutes: int | None = None
    women: int | None = None
    men: int | None = None
    children: int | None = None
    counted: int | None = None
    counted_how: str = ""
    estimated: int | None = None
    estimated_how: str = ""
    claimed: int | None = None
    claimed_by: str = ""
    questions: str = ""
    evidence: Blob | None = None
    evidence_note: str = ""


@transaction.atomic
def record_dissemination(
    activity: Activity,
    *,
    material: Material | None = None,
    release: Release | None = None,
    community: Community | None = None,
    folio: str = "",
    by: Person | None,
    now: datetime,
) -> Dissemination:
    """Write one activity. Women, men and children that were counted make the counted reach when it is not given."""
    _explained(activity)
    people = [activity.women, activity.men, activity.children]
    counted = activity.counted
    if counted is None and any(count is not None for count in people):
        counted = sum(count or 0 for count in people)
    values = {name: getattr(activity, name) for name in activity.__dataclass_fields__}
    row = Dissemination(
        folio=folio or next_folio(Dissemination, "DIF"),
        material=material or (release.material if release else None),
        release=release,
        community=community,
        recorded_at=now,
        **(values | {"medium": Medium(activity.medium), "counted": counted}),
    )
    row.save()
    facts = {"medium": str(activity.medium), "counted": counted, "claimed": activity.claimed}
    record("dissemination.recorded", row, by=by, now=now, community=community, facts=facts)
    return row


def _explained(activity: Activity) -> None:
    if activity.estimated is not None and not activity.estimated_how.strip():
        require(Ruling.no(_("Diga de qué cuenta o encuesta sale el alcance estimado.")))
    if activity.claimed is not None and not activity.claimed_by.strip():
        require(Ruling.no(_("Diga quién declara ese alcance: no lo contamos nosotros.")))


@transaction.atomic
def open_survey(
    campaign: Campaign,
    *,
    title: str,
    starts: date,
    ends: date,
    selection: str,
    messages: Iterable[Message],
    least_messages: int = 2,
    organism_named: str = "",
    by: Person | None,
    now: datetime,
) -> Survey:
    """Open a round of the short survey: which messages are asked about and how people are chosen."""
    survey = Survey(
        campaign=campaign,
        title=title.strip(),
        starts=starts,
        ends=ends,
        selection=selection.strip(),
        least_messages=least_messages,
        organism_named=organism_named.strip(),
    )
    survey.save()
    for position, message in enumerate(messages, 1):
        SurveyMessage(survey=survey, message=message, position=position).save()
    record("survey.opened", survey, by=by, now=now)
    return survey


@dataclass(frozen=True)
class Interview:
    """One interview as the paper says it; nobody's name. A message that is in neither list was «no recuerda»."""

    on: date
    community: Community | None = None
    spontaneous: bool | None = None
    aided: bool | None = None
    what_it_does: int | None = None
    heard: Mapping[str, list[str]] = field(default_factory=dict)  # message folio → channels
    not_heard: tuple[str, ...] = ()
    opinion: str = ""
    went_to_assembly: bool | None = None
    would_ask: str = ""
    sex: str = ""
    age_range: str = ""
    language: str = ""
    reads: str = ""


@transaction.atomic
def type_answer(
    survey: Survey, interview: Interview, *, folio: str = "", by: Person | None, now: datetime
) -> SurveyAnswer:
    """Type in one interview from its paper sheet. Raises CampaignRefused when that folio was typed before."""
    number = folio.strip() or f"{survey.answers.count() + 1:03d}"
    if survey.answers.filter(folio=number).exists():
        require(Ruling.no(_("La hoja %(folio)s ya se capturó en esta encuesta."), folio=number))
    values = {name: getattr(interview, name) for name in interview.__dataclass_fields__}
    row = SurveyAnswer(survey=survey, folio=number, typed_at=now, **(values | {"not_heard": list(interview.not_heard)}))
    row.save()
    record("survey.answered", survey, by=by, now=now, community=interview.community, facts={"sheet": number})
    return row


@transaction.atomic
def hear_rumour(
    text: str, *, community: Community | None = None, heard: PartialDate, by: Person | None, now: datetime
) -> Rumour:
    """Write a question or rumour that goes around, so that the next edition answers it."""
    row = Rumour(text=text.strip(), community=community)
    row.heard = heard
    row.save()
    record("rumour.heard", row, by=by, now=now, community=community)
    return row


@transaction.atomic
def answer_rumour(
    rumour: Rumour, *, answer: str, material: Material | None = None, on: date, by: Person | None, now: datetime
) -> Rumour:
    """Answer a question or rumour, and say in which material the answer went out."""
    if not answer.strip():
        require(Ruling.no(_("Escriba qué se contestó.")))
    rumour.answer, rumour.answered_in, rumour.closed_on = answer.strip(), material, on
    rumour.save()
    record("rumour.answered", rumour, by=by, now=now, community=rumour.community)
    return rumour
