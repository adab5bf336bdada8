"""One writer for each kind of piece of the page. Each returns why it left something alone, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from manantial.kernel.dates import PartialDate
from manantial.project.actions.loading import Loading
from manantial.project.actions.page_budget import write_group, write_line
from manantial.project.actions.page_figures import write_figure
from manantial.project.models import (
    Activity,
    DirectResult,
    Measurement,
    Partner,
    Phase,
    ProjectPerson,
    Target,
    Update,
)
from manantial.project.rules.catalogues import ActivityState
from manantial.project.rules.page import (
    ActivityText,
    Labelled,
    PartnerText,
    PersonText,
    PhaseText,
    ResultText,
    Section,
    TargetText,
    UpdateText,
)
from manantial.project.rules.printed import Change, Part, Piece
from manantial.project.rules.results import USUAL_NEEDS

Writer = Callable[[Loading, Piece, Change], str]


def write_head(loading: Loading, piece: Piece, change: Change) -> str:
    """Title, subtitle, place, category, type of investment, goals, source."""
    project, value = loading.project, piece.value
    project.language, project.currency = loading.language, loading.page.budget.currency
    match piece.key, value:
        case "title" | "subtitle" as name, _words:
            _write_pair(loading, name, value or "")
        case "place", place:
            project.place = place.text or ""
        case "category", Labelled():
            project.category = list(value.values) or ([value.text] if value.text else [])
            for word in project.category:
                loading.remember(word)
        case "investment", Labelled():
            project.investment_type = value.text or ""
        case "sdgs", Labelled():
            project.sdgs = list(value.values)
        case "source", source:
            project.source = source.page
    return ""


def _write_pair(loading: Loading, name: str, printed: str) -> None:
    """A title in two columns: Spanish (or the page's own words) and English."""
    translation = loading.wording.texts.get(printed, "")
    if loading.language == "en":
        spanish, english = translation or printed, printed
    else:
        spanish, english = printed, translation
    setattr(loading.project, name, spanish)
    setattr(loading.project, f"{name}_en", english)


def write_section(loading: Loading, piece: Piece, change: Change) -> str:
    """Challenge, project, know more."""
    section: Section = piece.value
    texts = loading.project.texts
    texts[piece.key] = loading.told(texts.get(piece.key, {}), section.paragraphs)
    return ""


def write_phase(loading: Loading, piece: Piece, change: Change) -> str:
    """A phase with its text."""
    phase: PhaseText = piece.value
    row = phase_row(loading, phase.number)
    row.names = loading.said(row.names, phase.name)
    row.texts = loading.said(row.texts, phase.text) if phase.text else row.texts
    row.save()
    return ""


def phase_row(loading: Loading, number: int) -> Phase:
    """The row of a phase, made when the page has not described it."""
    found = Phase.objects.filter(project=loading.project, number=number).first()
    return found or Phase(project=loading.project, number=number)


def write_activity(loading: Loading, piece: Piece, change: Change) -> str:
    """An activity; its state belongs to the people and not to the page."""
    number, activity = piece.value
    return _write_activity(loading, number, activity)


def _write_activity(loading: Loading, number: int, activity: ActivityText) -> str:
    phase = phase_row(loading, number)
    if phase._state.adding:
        phase.save()
    row = Activity.objects.filter(phase=phase, code=activity.code).first() or Activity(phase=phase, code=activity.code)
    row.texts = loading.said(row.texts, activity.text)
    row.save()
    return ""


def write_result(loading: Loading, piece: Piece, change: Change) -> str:
    """A direct result."""
    result: ResultText = piece.value
    row = DirectResult.objects.filter(project=loading.project, code=piece.key).first()
    fresh = DirectResult(project=loading.project, code=piece.key, position=int(piece.key[1:]))
    fresh.needs = [kind.value for kind in USUAL_NEEDS.get(piece.key, ())]
    row = row or fresh
    row.texts = loading.said(row.texts, result.text)
    row.quantity = result.quantity
    row.save()
    return ""


def write_target(loading: Loading, piece: Piece, change: Change) -> str:
    """An impact target; a printed baseline becomes its first measurement."""
    target: TargetText = piece.value
    row = Target.objects.filter(project=loading.project, code=piece.key).first()
    row = row or Target(project=loading.project, code=piece.key, position=int(piece.key[1:]))
    row.texts = loading.said(row.texts, target.text)
    row.value, row.unit, row.by_year = target.target, target.unit, target.by_year
    row.save()
    loading.remember(target.unit)
    if target.baseline is not None:
        source = loading.source(target.line)
        Measurement.objects.create(
            target=row, baseline=True, value=target.baseline, source=source, measured_at=loading.now
        )
    return ""


def write_partner(loading: Loading, piece: Piece, change: Change) -> str:
    """An organisation; a role somebody told us stays when the page does not print one."""
    partner: PartnerText = piece.value
    place = [one.name for one in loading.page.partners].index(partner.name) + 1
    row = Partner.objects.filter(project=loading.project, name=partner.name).first()
    row = row or Partner(project=loading.project, name=partner.name)
    row.position, row.role = place, partner.role or row.role
    row.save()
    loading.remember(partner.name)
    return ""


def write_person(loading: Loading, piece: Piece, change: Change) -> str:
    """A contact of the project, hidden until the person agrees to be shown."""
    person: PersonText = piece.value
    place = [one.name for one in loading.page.people].index(person.name) + 1
    row = ProjectPerson.objects.filter(project=loading.project, name=person.name).first()
    row = row or ProjectPerson(project=loading.project, name=person.name)
    row.position, row.role, row.contact = place, person.role or "", person.contact or ""
    row.save()
    if person.role:
        loading.remember(person.role)
    return "" if row.may_show else _("no se muestra en público hasta que la persona lo permita")


def write_update(loading: Loading, piece: Piece, change: Change) -> str:
    """A progress note; the activities it reports as carried out become done."""
    update: UpdateText = piece.value
    row = Update(
        project=loading.project,
        author=update.author or "",
        activities=list(update.activities),
        written_at=loading.now,
        texts=loading.told({}, update.paragraphs),
    )
    row.when = PartialDate.parse(update.date or "")
    row.save()
    reported = Activity.objects.filter(
        phase__project=loading.project, code__in=update.activities, state=ActivityState.PENDING
    )
    for activity in reported:
        activity.state = ActivityState.DONE
        activity.save(update_fields=["state"])
    return ""


WRITERS: Mapping[Part, Writer] = {
    Part.HEAD: write_head,
    Part.SECTION: write_section,
    Part.PHASE: write_phase,
    Part.ACTIVITY: write_activity,
    Part.RESULT: write_result,
    Part.TARGET: write_target,
    Part.PARTNER: write_partner,
    Part.PERSON: write_person,
    Part.UPDATE: write_update,
    Part.GROUP: write_group,
    Part.LINE: write_line,
    Part.FIGURE: write_figure,
}
