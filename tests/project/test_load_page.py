"""A page becomes rows exactly once; what changes on it changes here; what people wrote beside it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manantial.alliance.models import Alliance
from manantial.example.berriozabal.page import PAGE, WORDING
from manantial.kernel.money import Money
from manantial.ledger.models import Entry
from manantial.project.actions import confirm, load_page, name_role, offer, set_activity_state
from manantial.project.models import (
    Activity,
    BudgetLine,
    Contribution,
    DirectResult,
    Measurement,
    Partner,
    Project,
    ProjectPerson,
    Update,
)
from manantial.project.queries.budget import budget_of
from manantial.project.queries.printed import printed_page
from manantial.project.rules.catalogues import ActivityState, SourceKind
from manantial.project.rules.page import DossierPage, PersonText, ResultText, TargetText, UpdateText
from manantial.project.rules.printed import from_data, to_data
from manantial.water.models import Figure
from tests.trying import times


def usd(text: str) -> Money:
    return Money.parse(text, "USD")


def test_the_budget_of_the_real_page_to_the_cent(project: Project) -> None:
    budget = budget_of(project, "es")
    assert (budget.sums.total, budget.sums.secured, budget.sums.missing) == (
        usd("36,796.10"),
        usd("13,905.54"),
        usd("22,890.56"),
    )
    assert str(budget.sums.percent) == "37.8"
    assert (budget.sums.cash, budget.sums.in_kind, budget.sums.unsplit) == (usd("6074.40"), usd("7831.14"), usd("0"))
    assert len(budget.lines) == 19
    assert [str(group.sums.missing) for group in budget.groups] == [
        "3,685.37 USD",
        "7,193.47 USD",
        "8,243.84 USD",
        "3,767.88 USD",
    ]
    assert {marks: (one.lines, str(one.total)) for marks, one in budget.by_marks.items()} == {
        "(*)": (5, "7,831.14 USD"),
        "(**)": (12, "27,204.78 USD"),
        "(*) (**)": (2, "1,760.18 USD"),
    }
    assert all(line.sums.closes for line in budget.lines)


def test_printed_words_stay_beside_the_words_shown(project: Project) -> None:
    spanish, english = budget_of(project, "es"), budget_of(project, "en")
    assert spanish.lines[18].printed.startswith("Gatos fijos")
    assert spanish.lines[18].label.words.startswith("Gastos fijos")
    assert english.lines[18].label.words.startswith("Fixed costs")
    assert spanish.groups[1].is_proposed
    assert spanish.groups[1].heading.words == "Servicios"
    assert not spanish.groups[0].is_proposed
    assert english.groups[0].heading.words == "Goods and inputs"
    assert project.title == "Gestión del agua en alianza"
    assert project.title_en == "Managing water in partnership"
    assert project.texts["challenge"]["en"][0].startswith("In the municipality")
    assert project.texts["challenge"]["es"][0].startswith("En el municipio")


def test_loading_the_same_page_again_writes_nothing(project: Project, now: datetime) -> None:
    before = (Entry.objects.count(), Figure.objects.count(), Contribution.objects.count(), Update.objects.count())
    again = load_page(PAGE, by=None, now=now)
    assert set(again.counts) == {"unchanged"}
    assert (
        Entry.objects.count(),
        Figure.objects.count(),
        Contribution.objects.count(),
        Update.objects.count(),
    ) == before


def test_loading_is_one_entry_of_the_ledger_without_names(alliance: Alliance, now: datetime) -> None:
    page = replace(PAGE, people=(PersonText("Nombre Inventado", "Coordinación"),))
    load_page(page, by=None, now=now)
    entry = Entry.objects.get()
    assert entry.verb == "project.page_loaded"
    assert "Nombre Inventado" not in str(entry.facts)


def test_what_the_page_kept_comes_back_whole(project: Project) -> None:
    assert printed_page(project) == PAGE
    assert from_data(DossierPage, to_data(PAGE)) == PAGE


def test_activities_reported_as_carried_out_are_done_and_the_rest_is_not(project: Project) -> None:
    states = dict(Activity.objects.values_list("code", "state"))
    assert [code for code, state in states.items() if state == "done"] == ["1.1", "1.2"]
    assert {states[code] for code in ("1.3", "1.4", "2.1", "2.2", "2.3", "2.4")} == {"pending"}


def test_what_is_not_said_stays_unknown(project: Project) -> None:
    assert DirectResult.objects.get(code="R4").quantity is None
    assert not Measurement.objects.exists()
    assert project.starts.is_unknown
    assert Update.objects.get().when.is_unknown
    assert {partner.role for partner in Partner.objects.all()} == {""}


def test_a_changed_page_changes_only_what_it_changed(project: Project, now: datetime) -> None:
    activity = Activity.objects.get(code="2.2")
    set_activity_state(activity, ActivityState.PROPOSALS, by=None, now=now)
    partner = Partner.objects.first()
    assert partner is not None
    name_role(partner, role="Acompaña la sistematización", by=None, now=now)
    page = replace(
        PAGE,
        results=(*PAGE.results[:-1], ResultText("An evaluation report.", 1)),
        updates=(*PAGE.updates, UpdateText(("2.1 was carried out.",), "2025-02", "Team", ("2.1",))),
    )
    loaded = load_page(page, wording=WORDING, by=None, now=now)
    changed = [(piece.part, piece.key, change) for piece, change in loaded.pieces if change != "unchanged"]
    assert [(part, change) for part, _key, change in changed] == [("result", "changed"), ("update", "new")]
    result = DirectResult.objects.get(code="R9")
    assert result.quantity == 1
    assert result.texts["en"] == "An evaluation report."
    assert "es" not in result.texts
    assert result.texts["es-before"].startswith("Un informe de evaluación")
    assert Activity.objects.get(code="2.2").state == "proposals"
    assert Activity.objects.get(code="2.1").state == "done"
    assert Partner.objects.get(pk=partner.pk).role == "Acompaña la sistematización"


def test_what_leaves_the_page_is_told_and_kept(project: Project, now: datetime) -> None:
    loaded = load_page(replace(PAGE, partners=PAGE.partners[1:]), by=None, now=now)
    assert loaded.counts["gone"] == 1
    assert Partner.objects.count() == 7


def test_persons_are_loaded_hidden_and_never_kept_in_the_page(alliance: Alliance, now: datetime) -> None:
    loaded = load_page(replace(PAGE, people=(PersonText("Nombre Inventado", "Dirección"),)), by=None, now=now)
    assert not ProjectPerson.objects.get().may_show
    assert "Nombre Inventado" not in str(loaded.project.printed)
    assert [reason for _piece, reason in loaded.left] == ["no se muestra en público hasta que la persona lo permita"]


def test_a_printed_baseline_becomes_a_measurement_and_zero_is_one(alliance: Alliance, now: datetime) -> None:
    targets = (TargetText("a", "40", "x", 2026, "0"), TargetText("b", "3", "x", 2026))
    load_page(replace(PAGE, targets=targets), by=None, now=now)
    assert [(one.value, one.baseline) for one in Measurement.objects.all()] == [("0", True)]


def test_money_secured_on_the_page_does_not_overwrite_an_own_offer(kits: BudgetLine, now: datetime) -> None:
    offered = offer(kits, party="Donante", kind=SourceKind.CASH, amount=usd("100"), on=now.date(), by=None, now=now)
    confirm(offered, on=now.date(), by=None, now=now)
    category = PAGE.budget.categories[0]
    amounts = replace(category.lines[3].amounts, secured=usd("375.03"), missing=usd("1825.19"))
    lines = (*category.lines[:3], replace(category.lines[3], amounts=amounts), *category.lines[4:])
    budget = replace(PAGE.budget, categories=(replace(category, lines=lines), *PAGE.budget.categories[1:]))
    loaded = load_page(replace(PAGE, budget=budget), by=None, now=now)
    assert [piece.key for piece, _reason in loaded.left] == ["4"]
    assert budget_of(loaded.project, "es").lines[3].sums.secured == usd("375.03")


def test_figures_of_the_text_carry_their_words_and_their_line(project: Project) -> None:
    assert Figure.objects.count() == 24
    families = Figure.objects.get(indicator__code="rural_families_without_water_at_home")
    assert (families.value, families.numerator, families.denominator) == ("40", "4", "10")
    assert families.quote.startswith("4 out of 10 families")
    assert families.source == "Página del proyecto «Managing water in partnership», renglón 19"
    invested = Figure.objects.get(indicator__code="co_invested")
    assert (invested.value, invested.lower_bound, invested.unit) == ("11700000", True, "MXN")
    arrivals = Figure.objects.get(indicator__code="water_arrivals_per_week")
    assert (arrivals.value, arrivals.lower_bound, arrivals.definition) == ("1", True, "1–2")


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
_PAGES = st.builds(
    lambda title, results, quantity, paragraphs: replace(
        PAGE,
        title=title,
        figures=(),
        partners=(),
        results=tuple(ResultText(text, quantity) for text in results),
        updates=(UpdateText(tuple(paragraphs)),),
    ),
    _TEXT,
    st.lists(_TEXT, max_size=3),
    st.none() | st.integers(0, 9),
    st.lists(_TEXT, min_size=1, max_size=2),
)


@settings(max_examples=times(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=_PAGES)
def test_any_page_twice_brings_nothing_new(alliance: Alliance, now: datetime, page: DossierPage) -> None:
    load_page(page, by=None, now=now)
    assert set(load_page(page, by=None, now=now).counts) == {"unchanged"}
    assert from_data(DossierPage, to_data(page)) == page
