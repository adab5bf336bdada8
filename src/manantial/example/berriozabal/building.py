"""Making the alliance «Berriozábal, datos públicos» through the same verbs that people use.

The alliance names no organism, so that no page or paper speaks in the name of the real one.
Only what is public and has a source: no voice, no committee, no minutes, no person, nothing negative about anybody.
"""

from __future__ import annotations

from datetime import UTC, datetime

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.example.berriozabal.budget import UNITS
from manantial.example.berriozabal.census import LOCALITIES, Place
from manantial.example.berriozabal.milestones import DOCUMENTS, EVENTS, MODEL
from manantial.example.berriozabal.page import PAGE, WORDING
from manantial.example.berriozabal.public_figures import CONAPO, INDICATORS, MARGINATION, MARGINATION_YEARS, STATED
from manantial.exchange.actions.census import take_localities
from manantial.exchange.actions.margination import NAMES
from manantial.exchange.census import CensusRow, RowKind
from manantial.exchange.readers import Progress
from manantial.kernel.dates import PartialDate
from manantial.ledger.actions import record
from manantial.meaning.actions.milestones import Told, record_milestone
from manantial.meaning.actions.model_sheet import EntryContent, add_entry
from manantial.meaning.rules.model_sheet import Wording
from manantial.project.actions import load_page, set_activity_state, set_units
from manantial.project.models import Activity, BudgetLine
from manantial.project.rules.catalogues import ActivityState
from manantial.territory.actions import add_municipality
from manantial.territory.models import Municipality
from manantial.voices.actions.sources import SourceCard, register_source
from manantial.water.actions.figures import define_indicator, state_figure
from manantial.water.models import Indicator

TYPED = datetime(2026, 1, 15, 17, 0, tzinfo=UTC)  # when these facts were typed
#: read from the progress note of the page: 1.1 and 1.2 done, proposals made, no money for the rest of phase 2
STATES = {
    "2.1": ActivityState.NO_FUNDS,
    "2.2": ActivityState.PROPOSALS,
    "2.3": ActivityState.NO_FUNDS,
    "2.4": ActivityState.NO_FUNDS,
}


def build(*, progress: Progress) -> Alliance:
    """Create the alliance with its page, census, figures and milestones."""
    alliance = Alliance.objects.create(
        slug="berriozabal",
        name="Berriozábal: datos públicos",
        municipality="Berriozábal",
        state="Chiapas",
        story=STORY,
        story_en=STORY_EN,
        created_at=TYPED,
    )
    steps = (
        ("municipio y censo", _places),
        ("proyecto", _project),
        ("cifras", _figures),
        ("hitos y modelo", _milestones),
    )
    with working_for(alliance):
        record("alliance.founded", alliance, by=None, now=TYPED, facts={"slug": alliance.slug})
        for place, (title, step) in enumerate(steps, 1):
            progress(place, len(steps), f"Berriozábal: {title}")
            step()
    return alliance


STORY = (
    "Alianza de muestra con datos públicos de Berriozábal y su fuente: la página del proyecto, el censo y notas de "
    "prensa. No es la página del organismo ni habla en su nombre."
)
STORY_EN = (
    "A sample alliance with public facts about Berriozábal and their source: the project page, the census and the "
    "press. It is not the organisation's own page and does not speak for it."
)


def _places() -> None:
    municipality = add_municipality(
        name="Berriozábal", state="Chiapas", inegi_key="07012", home=True, source="INEGI 2020", by=None, now=TYPED
    )
    take_localities(municipality, [_row(place, municipality) for place in LOCALITIES], year=2020, by=None, now=TYPED)


def _row(place: Place, municipality: Municipality) -> CensusRow:
    return CensusRow(
        RowKind.LOCALITY, place.name, municipality.name, municipality.state, place.cvegeo, place.population,
        place.dwellings, place.latitude, place.longitude, place.altitude, place.scope,
    )  # fmt: skip


def _project() -> None:
    project = load_page(PAGE, wording=WORDING, by=None, now=TYPED).project
    for number, units in UNITS.items():
        line = BudgetLine.objects.get(group__project=project, number=number)
        set_units(line, units=units, by=None, now=TYPED)
    for code, state in STATES.items():
        activity = Activity.objects.get(phase__project=project, code=code)
        note = "Según el avance publicado en la página."
        set_activity_state(activity, state, note=note, by=None, now=TYPED)


def _figures() -> None:
    for one in INDICATORS:
        define_indicator(
            code=one.code,
            name=one.name,
            unit=one.unit,
            name_en=one.name_en,
            definition=one.definition,
            by=None,
            now=TYPED,
        )
    known = {row.code: row for row in Indicator.objects.all()}
    for told in STATED:
        state_figure(
            known[told.code], value=told.value, unit=told.unit, source=told.source, source_kind=told.source_kind,
            when=PartialDate.parse(told.year), definition=told.definition, method=told.method, numerator=told.numerator,
            denominator=told.denominator, lower_bound=told.lower_bound, by=None, now=TYPED,
        )  # fmt: skip
    for column, values in MARGINATION.items():
        _margination(column, values)


def _margination(column: str, values: tuple[str, ...]) -> None:
    measured = define_indicator(
        code=f"conapo_{column.lower()}", name=NAMES[column], unit="%", definition=f"CONAPO {column}", by=None, now=TYPED
    )
    for year, value in zip(MARGINATION_YEARS, values, strict=True):
        source = CONAPO.format(year=year)
        when = PartialDate.parse(str(year))
        state_figure(
            measured, value=value, source=source, source_kind="census", when=when, method=column, by=None, now=TYPED
        )


def _milestones() -> None:
    documents = {}
    for key, document in DOCUMENTS.items():
        card = SourceCard(
            title=document.title, when=PartialDate.parse(document.when), author=document.author, visibility="public",
            citation=document.citation,
        )  # fmt: skip
        documents[key] = register_source(document.kind, card=card, by=None, now=TYPED)
    for event in EVENTS:
        when = PartialDate.parse(event.when, words=event.words)
        told = Told("Documento público", event.text, when, source=documents[event.document])
        record_milestone(event.title, kind=event.kind, told=told, context=event.context, by=None, now=TYPED)
    for line in MODEL:
        texts = {"es": Wording(*line.es), "en": Wording(*line.en)}
        content = EntryContent(texts, source=documents[line.document])
        add_entry(line.part, content=content, by=None, now=TYPED)
