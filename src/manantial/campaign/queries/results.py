"""What the campaign reached and what people recall, each figure with its n; the limits say themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from manantial.campaign.models import Campaign, Dissemination, Message, Survey, SurveyAnswer
from manantial.campaign.rules import (
    CHANNELS,
    Channel,
    Coverage,
    Heard,
    Medium,
    Reach,
    Recall,
    Respondent,
    Share,
    exposure,
    exposure_by_channel,
    mean_dose,
    message_index,
    reach_by_kind,
    recall_of,
)
from manantial.kernel.rulings import gettext_noop as _
from manantial.territory.models import Community

OWN_CHANNELS = tuple(medium.value for medium in Medium if medium is not Medium.EXTERNAL_MEDIA)


@dataclass(frozen=True)
class MediumRow:
    """One medium of the campaign: how much was done, where, and its three kinds of reach."""

    channel: Channel
    activities: int
    units: int
    communities: int
    without_evidence: int
    reach: Reach


def activity_rows() -> QuerySet[Dissemination]:
    """Return the activities with what a list shows, newest first."""
    return Dissemination.objects.select_related("material", "community", "evidence", "release")


def media_table(rows: list[Dissemination] | None = None) -> list[MediumRow]:
    """Return one row a medium that was used, in the order of the catalogue."""
    every = list(activity_rows()) if rows is None else rows
    by_medium = {channel.kind.value: [row for row in every if row.medium == channel.kind] for channel in CHANNELS}
    return [_medium_row(channel, by_medium[channel.kind]) for channel in CHANNELS if by_medium[channel.kind]]


def _medium_row(channel: Channel, rows: list[Dissemination]) -> MediumRow:
    return MediumRow(
        channel,
        activities=len(rows),
        units=sum(row.units for row in rows),
        communities=len({row.community_id for row in rows if row.community_id}),
        without_evidence=sum(1 for row in rows if not row.evidence_id and not row.evidence_note),
        reach=reach_by_kind([Reach(row.counted, row.estimated, row.claimed) for row in rows]),
    )


def communities_reached() -> Coverage:
    """Return how many communities of the working list had at least one activity."""
    reached = Dissemination.objects.exclude(community=None).values("community").distinct().count()
    return Coverage(reached, Community.objects.filter(merged_into=None).count())


@dataclass(frozen=True)
class SurveyResult:
    """One round of the survey, computed."""

    survey: Survey
    n: int
    communities: int
    exposure: Share
    by_channel: dict[str, Share]
    index: Share
    by_message: tuple[tuple[Message, Share], ...]
    dose: float | None
    spontaneous: Share
    aided: Share
    knows_what: Share
    went: Share


def surveys(campaign: Campaign) -> QuerySet[Survey]:
    """Return the rounds in the order of time."""
    return campaign.surveys.order_by("starts", "id")


def survey_result(survey: Survey) -> SurveyResult:
    """Compute one round. Only messages met by the campaign's own channels count."""
    answers = list(survey.answers.all())
    asked = [link.message for link in survey.message_links.select_related("message")]
    people = [_respondent(answer, [message.folio for message in asked]) for answer in answers]
    # Who stopped before the questions about messages was not asked about them: recall has its own n.
    asked_of = [person for person in people if any(recall.heard is not Heard.UNSURE for recall in person.recalls)]
    return SurveyResult(
        survey=survey,
        n=len(answers),
        communities=len({answer.community_id for answer in answers if answer.community_id}),
        exposure=exposure(people, OWN_CHANNELS),
        by_channel={c: share for c, share in exposure_by_channel(people, OWN_CHANNELS).items() if share.hits},
        index=message_index(asked_of, OWN_CHANNELS, at_least=survey.least_messages),
        by_message=tuple((message, recall_of(asked_of, message.folio, OWN_CHANNELS)) for message in asked),
        dose=mean_dose(people, OWN_CHANNELS),
        spontaneous=_yes([answer.spontaneous for answer in answers]),
        aided=_yes([answer.aided for answer in answers]),
        knows_what=_yes([None if a.what_it_does is None else a.what_it_does >= 2 for a in answers]),
        went=_yes([answer.went_to_assembly for answer in answers]),
    )


def _respondent(answer: SurveyAnswer, folios: list[str]) -> Respondent:
    recalls = tuple(Recall(folio, _heard(answer, folio), tuple(answer.heard.get(folio, ()))) for folio in folios)
    return Respondent(recalls, answer.spontaneous, answer.aided)


def _heard(answer: SurveyAnswer, folio: str) -> Heard:
    if folio in answer.heard:
        return Heard.YES
    return Heard.NO if folio in answer.not_heard else Heard.UNSURE


def _yes(answers: list[bool | None]) -> Share:
    known = [answer for answer in answers if answer is not None]
    return Share(sum(known), len(known))


@dataclass(frozen=True)
class Limit:
    """One limitation that the evaluation must print: the sentence (a msgid) and its facts."""

    sentence: str
    facts: dict[str, object]


def limitations(results: list[SurveyResult], media: list[MediumRow], coverage: Coverage) -> list[Limit]:
    """Return the limitations that the data themselves tell; nobody has to remember to write them."""
    found: list[Limit] = []
    if not results:
        found.append(Limit(_("No hubo encuesta: no se sabe qué recuerda la gente."), {}))
    found += [
        Limit(
            _("«%(survey)s»: contestaron %(n)s personas en %(places)s comunidades; elegidas así: %(how)s."),
            {"survey": r.survey.title, "n": r.n, "places": r.communities, "how": r.survey.selection},
        )
        for r in results
    ]
    found += [
        Limit(
            _("«%(survey)s» tiene menos de 30 respuestas: se dan cuentas, no porcentajes."), {"survey": r.survey.title}
        )
        for r in results
        if r.exposure.suppressed
    ]
    if len(results) == 1:
        found.append(Limit(_("Hubo una sola ronda: no se puede decir cuánto cambió la gente."), {}))
    found += _media_limits(media)
    missing = coverage.of - coverage.done
    if missing:
        found.append(Limit(_("Comunidades sin ninguna actividad registrada: %(count)s."), {"count": missing}))
    found.append(Limit(_("La asistencia cuenta visitas, no personas distintas: una persona pudo ir varias veces."), {}))
    return found


def _media_limits(media: list[MediumRow]) -> list[Limit]:
    found = [
        Limit(
            _("%(medium)s: el alcance de %(number)s lo declara otro y no entra en ninguna suma."),
            {"medium": row.channel.name, "number": f"{row.reach.claimed:,}"},
        )
        for row in media
        if row.reach.claimed is not None
    ]
    found += [
        Limit(
            _("%(medium)s: %(number)s es una estimación, no un conteo."),
            {"medium": row.channel.name, "number": f"{row.reach.estimated:,}"},
        )
        for row in media
        if row.reach.estimated is not None
    ]
    return found + [
        Limit(
            _("%(medium)s: actividades sin prueba guardada: %(count)s."),
            {"medium": row.channel.name, "count": row.without_evidence},
        )
        for row in media
        if row.without_evidence
    ]
