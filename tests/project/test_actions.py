"""Money, proofs and targets of a project: each verb, its refusals, its one entry in the ledger."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from manantial.alliance.models import Alliance
from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money
from manantial.ledger.models import Entry
from manantial.people.models import Person
from manantial.project.actions import (
    ProjectRefused,
    add_evidence,
    add_update,
    ask_to_show,
    confirm,
    invest,
    measure_target,
    offer,
    receive,
    record_rate,
    record_work,
    set_dates,
    set_units,
    spend,
    state_rule,
    translate,
    verify_result,
    withdraw,
)
from manantial.project.models import (
    Activity,
    BudgetLine,
    Contribution,
    DirectResult,
    Project,
    ProjectPerson,
    Target,
)
from manantial.project.queries.budget import budget_of, latest_rate
from manantial.project.queries.dossier import checked, dossier_of
from manantial.project.queries.investing import ledger
from manantial.project.queries.targets import targets_of
from manantial.project.rules.catalogues import (
    EvidenceKind,
    InvestmentKind,
    InvestmentSource,
    InvestmentState,
    SourceKind,
)
from manantial.project.rules.results import ResultState
from manantial.territory.models import Community, Municipality
from manantial.vault.actions import keep

DAY = date(2026, 11, 20)


def usd(text: str) -> Money:
    return Money.parse(text, "USD")


def give(line: BudgetLine, text: str, now: datetime, kind: SourceKind = SourceKind.CASH, **more: str) -> Contribution:
    return offer(line, party="Donante", kind=kind, amount=usd(text), on=DAY, by=None, now=now, **more)  # type: ignore[arg-type]


def test_confirming_an_offer_for_the_kits_changes_what_is_missing(
    project: Project, kits: BudgetLine, now: datetime
) -> None:
    offered = give(kits, "1925.19", now)
    before = budget_of(project, "es")
    assert (before.sums.missing, before.sums.promised) == (usd("22890.56"), usd("1925.19"))
    confirm(offered, on=DAY, by=None, now=now)
    after = budget_of(project, "es")
    assert after.sums.missing == usd("20965.37")
    assert after.sums.promised == usd("0")
    receive(offered, on=DAY, by=None, now=now)
    assert budget_of(project, "es").sums.secured == usd("15830.73")
    assert [step.state for step in offered.steps.all()] == ["promised", "signed", "received"]
    verbs = Entry.objects.filter(verb__startswith="contribution.").values_list("verb", flat=True).order_by("sequence")
    assert list(verbs) == ["contribution.offered", "contribution.signed", "contribution.received"]


def test_a_line_covered_twice_is_allowed_told_and_shown(project: Project, kits: BudgetLine, now: datetime) -> None:
    confirm(give(kits, "2000", now), on=DAY, by=None, now=now)
    assert Entry.objects.get(verb="contribution.offered").facts["over"] == "74.81 USD"
    line = budget_of(project, "es").lines[3]
    assert (line.sums.missing, line.sums.over) == (usd("0"), usd("74.81"))


def test_withdrawing_needs_a_reason_and_keeps_the_row(project: Project, kits: BudgetLine, now: datetime) -> None:
    offered = give(kits, "100", now)
    with pytest.raises(ProjectRefused, match="por qué"):
        withdraw(offered, on=DAY, reason=" ", by=None, now=now)
    withdraw(offered, on=DAY, reason="Cambió su presupuesto", by=None, now=now)
    assert budget_of(project, "es").sums.promised == usd("0")
    with pytest.raises(ProjectRefused, match="se retiró"):
        confirm(offered, on=DAY, by=None, now=now)


def test_offers_in_per_cent_and_in_pesos_keep_both_amounts(kits: BudgetLine, now: datetime) -> None:
    share = offer(kits, party="X", kind=SourceKind.CASH, percent=Decimal("12.5"), on=DAY, by=None, now=now)
    assert share.amount == usd("275.03")
    pesos = offer(
        kits, party="X", kind=SourceKind.CASH, amount=Money.parse("5000", "MXN"), rate="0.055", on=DAY, by=None, now=now
    )
    assert (str(pesos.amount), str(pesos.original), pesos.rate) == ("275.00 USD", "5,000.00 MXN", "0.055")
    with pytest.raises(ProjectRefused, match="Convierta primero"):
        offer(kits, party="X", kind=SourceKind.CASH, amount=Money.parse("5000", "MXN"), on=DAY, by=None, now=now)


def test_in_kind_needs_its_criterion_and_everything_its_giver(kits: BudgetLine, now: datetime) -> None:
    with pytest.raises(ProjectRefused, match="criterio"):
        give(kits, "10", now, SourceKind.LABOUR)
    with pytest.raises(ProjectRefused, match="quién aporta"):
        offer(kits, party=" ", kind=SourceKind.CASH, amount=usd("10"), on=DAY, by=None, now=now)
    with pytest.raises(ProjectRefused, match="porcentaje"):
        offer(kits, party="X", kind=SourceKind.CASH, on=DAY, by=None, now=now)
    assert give(kits, "10", now, SourceKind.LABOUR, criterion="Jornal local").kind == "labour"


def test_the_row_of_the_page_that_decimal_columns_reject_is_kept(kits: BudgetLine) -> None:
    assert kits.total == usd("2200.22")
    assert kits.total == usd("275.03") + usd("1925.19")


def test_the_same_invoice_is_never_charged_twice(kits: BudgetLine, now: datetime) -> None:
    folio = UUID("5fb2822e-396d-4725-8521-cdc4bdd20ccf")
    spend(kits, amount=usd("50"), on=DAY, payee="Imprenta", invoice_uuid=folio, by=None, now=now)
    with pytest.raises(ProjectRefused, match="ya se usó"):
        spend(kits, amount=usd("20"), on=DAY, payee="Otra", invoice_uuid=folio, by=None, now=now)
    assert kits.expenses.count() == 1
    with pytest.raises(ProjectRefused, match="negativo"):
        spend(kits, amount=usd("-20"), on=DAY, payee="Otra", by=None, now=now)


def test_an_expense_cannot_be_edited_even_by_the_database(kits: BudgetLine, now: datetime) -> None:
    spent = spend(kits, amount=usd("50"), on=DAY, payee="Imprenta", by=None, now=now)
    spent.payee = "Otra"
    with pytest.raises(IntegrityError), transaction.atomic():
        spent.save()


def test_a_rate_shows_pesos_line_by_line_and_changes_no_dollars(project: Project, now: datetime) -> None:
    record_rate(on=DAY, origin="USD", target="MXN", rate="18.18", source="Banco de México", by=None, now=now)
    budget = budget_of(project, "es", rate=latest_rate("USD"))
    assert str(budget.lines[3].converted) == "40,000.00 MXN"
    assert budget.converted == Money.total((line.converted for line in budget.lines if line.converted), "MXN")
    record_rate(
        on=date(2026, 11, 21), origin="USD", target="MXN", rate="20", source="Banco de México", by=None, now=now
    )
    again = budget_of(project, "es", rate=latest_rate("USD"))
    assert str(again.lines[3].converted) == "44,004.40 MXN"
    assert again.sums == budget.sums
    with pytest.raises(ProjectRefused):
        record_rate(on=DAY, origin="USD", target="MXN", rate="0", source="x", by=None, now=now)


def test_units_are_told_to_the_cent(project: Project, kits: BudgetLine, now: datetime) -> None:
    set_units(kits, units=40, by=None, now=now)
    prices = budget_of(project, "es").lines[3].units
    assert [(one.units, str(one.price)) for one in prices] == [(22, "55.01 USD"), (18, "55.00 USD")]


def test_achieved_needs_evidence_and_a_verifier(project: Project, now: datetime) -> None:
    result = DirectResult.objects.get(code="R3")
    person = Person.objects.create(name="Amparo Inventada")
    with pytest.raises(ProjectRefused, match="Falta la evidencia"):
        verify_result(result, achieved=1, on=DAY, verifier=person, by=None, now=now)
    with pytest.raises(ProjectRefused, match="archivo"):
        add_evidence(result, kind=EvidenceKind.REPORT, title="Informe", by=None, now=now)
    add_evidence(result, kind=EvidenceKind.FINAL, title="Informe final", reference="Folio INF-1", by=None, now=now)
    with pytest.raises(ProjectRefused, match="informe final, con su archivo"):
        verify_result(result, achieved=1, on=DAY, verifier=person, by=None, now=now)
    file = keep(b"%PDF-1.7", media_type="application/pdf", now=now)
    add_evidence(result, kind=EvidenceKind.FINAL, title="Informe final", blob=file, by=None, now=now)
    with pytest.raises(ProjectRefused, match="quién lo verificó"):
        verify_result(result, achieved=1, on=DAY, verifier=None, by=None, now=now)
    assert dossier_of(project, "es").results[2].state is ResultState.UNPROVEN
    verify_result(result, achieved=1, on=DAY, verifier=person, by=None, now=now)
    assert dossier_of(project, "es").results[2].state is ResultState.ACHIEVED


def test_a_target_goes_from_its_baseline_to_now_and_zero_is_a_value(project: Project, now: datetime) -> None:
    target = Target.objects.get(code="I1")
    assert targets_of(project, "es")[0].way.now is None
    year = PartialDate.parse("2023")
    measure_target(target, value="0", when=year, source="Registro", baseline=True, by=None, now=now)
    measure_target(target, value="31", when=PartialDate.parse("2025"), source="Listas", by=None, now=now)
    way = targets_of(project, "es")[0].way
    assert way.baseline is not None
    assert (way.baseline.number, way.gap) == (Decimal(0), Decimal(9))
    for wrong, word in [
        ({"value": "muchas"}, "número"),
        ({"source": ""}, "dónde sale"),
        ({"when": PartialDate()}, "cuándo"),
    ]:
        with pytest.raises(ProjectRefused, match=word):
            measure_target(target, **{"value": "1", "when": year, "source": "x", "by": None, "now": now, **wrong})  # type: ignore[arg-type]


def test_a_rule_of_a_target_changes_with_a_reason(project: Project, now: datetime) -> None:
    target = Target.objects.get(code="I1")
    state_rule(target, rule="Al menos una asamblea", reason="", by=None, now=now)
    with pytest.raises(ProjectRefused, match="por qué"):
        state_rule(target, rule="La mitad o más", reason="", by=None, now=now)
    state_rule(target, rule="La mitad o más", reason="Acuerdo 4", by=None, now=now)
    entry = Entry.objects.filter(verb="target.rule_stated").order_by("-sequence").first()
    assert entry is not None
    assert entry.facts == {"rule": "La mitad o más", "before": "Al menos una asamblea"}


def test_an_update_names_only_known_activities(project: Project, now: datetime) -> None:
    when = PartialDate.parse("2025-03")
    with pytest.raises(ProjectRefused, match=r"9\.9"):
        add_update(project, paragraphs=["x"], language="es", when=when, author="", activities=["9.9"], by=None, now=now)
    add_update(
        project,
        paragraphs=["No hubo fondos."],
        language="es",
        when=when,
        author="Equipo",
        activities=["2.1"],
        by=None,
        now=now,
    )
    shown = dossier_of(project, "es").updates
    assert shown[0].words.words == ["No hubo fondos."]
    assert Activity.objects.get(code="2.1").state == "pending"


def test_a_person_is_shown_only_after_agreeing(project: Project, now: datetime) -> None:
    person = ProjectPerson.objects.create(project=project, name="Nombre Inventado")
    assert dossier_of(project, "es").people == ()
    with pytest.raises(ProjectRefused, match="permiso"):
        ask_to_show(person, agreed=True, note="", by=None, now=now)
    ask_to_show(person, agreed=True, note="Correo del 3 de noviembre", by=None, now=now)
    assert len(dossier_of(project, "es").people) == 1
    ask_to_show(person, agreed=False, note="", by=None, now=now)
    assert dossier_of(project, "es").hidden_people == 1


def test_the_page_s_own_words_are_not_translated_away(project: Project, now: datetime) -> None:
    activity = Activity.objects.get(code="1.1")
    translate(activity, field="texts", language="tzo", words="Palabras", by=None, now=now)
    assert Activity.objects.get(code="1.1").texts["tzo"] == "Palabras"
    with pytest.raises(ProjectRefused):
        translate(project, field="texts.challenge", language="en", words=["x"], by=None, now=now)


def test_what_is_told_later_leaves_the_list_of_gaps(project: Project, now: datetime) -> None:
    assert "No dice cuándo empieza el proyecto." in [gap.say() for gap in checked(project).gaps]
    set_dates(
        project, starts=PartialDate.parse("2024-02"), ends=PartialDate.parse("2025-02"), months=13, by=None, now=now
    )
    measure_target(
        Target.objects.get(code="I4"), value="1", when=PartialDate.parse("2023"), source="Página", baseline=True,
        by=None, now=now,
    )  # fmt: skip
    said = [gap.say() for gap in checked(project).gaps]
    assert "No dice cuándo empieza el proyecto." not in said
    assert "No dice de dónde se parte en las metas I1, I2, I3." in said


def test_co_investment_tells_labour_apart_and_prices_nothing_by_force(alliance: Alliance, now: datetime) -> None:
    municipality = Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
    community = Community.objects.create(municipality=municipality, code="C-01", name="La Ceiba")
    work = record_work(title="Tanque", year=2026, communities=[community], by=None, now=now)

    def put(kind: InvestmentKind, amount: str | None = None, **more: str) -> None:
        money = Money.parse(amount, "MXN") if amount else None
        invest(work, source=InvestmentSource.COMMUNITY, kind=kind, amount=money, on=DAY, by=None, now=now, **more)  # type: ignore[arg-type]

    put(InvestmentKind.MONEY, "4200000")
    put(InvestmentKind.LABOUR, "30000", quantity="100", unit="jornales", criterion="Jornal de 300")
    put(InvestmentKind.LABOUR, quantity="20", unit="jornales")
    put(InvestmentKind.MATERIAL, "1000", criterion="Precio local", state=InvestmentState.COMMITTED)
    sums = ledger().sums
    assert (str(sums.executed), str(sums.with_labour)) == ("4,200,000.00 MXN", "4,230,000.00 MXN")
    assert (sums.workdays, sums.unpriced, str(sums.pending)) == (Decimal(120), 1, "1,000.00 MXN")
    with pytest.raises(ProjectRefused, match="criterio"):
        put(InvestmentKind.LABOUR, "10")
    with pytest.raises(ProjectRefused, match="jornales"):
        put(InvestmentKind.LABOUR)
