"""What it costs to begin: sums that add up, prices nobody knows, formulas that count again, numbers of other people."""

import csv
import io
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from manantial.kernel.money import Money
from manantial.meaning import actions
from manantial.meaning.actions.costs import (
    CostContent,
    add_cost,
    bring_back_cost,
    move_cost,
    restore_cost,
    retire_cost,
    write_cost,
)
from manantial.meaning.models import CostLine
from manantial.meaning.papers import PAPERS, PaperRefused
from manantial.meaning.queries.costs import cost_views, sums_of
from manantial.meaning.queries.counted import counted_facts
from manantial.meaning.rules.costs import CostFacts, CostPhase, Payer, cost_sums, read_price, read_quantity, read_times
from manantial.press.writers.html import write_html
from tests.meaning.river import DAY

BY = {"by": None}
SALARY = Money(1_100_000, "MXN")
prices = st.none() | st.integers(0, 10**9).map(lambda minor: Money(minor, "MXN"))
quantities = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
lines = st.builds(
    CostFacts,
    phase=st.sampled_from(CostPhase),
    payer=st.sampled_from(Payer),
    quantity=quantities,
    price=prices,
    times=st.integers(1, 366),
)


def line(concept="Coordinación social", *, phase=CostPhase.YEARLY, payer=Payer.MUNICIPALITY, price=SALARY, **more):
    texts = {"es": {"concept": concept, "unit": "persona", "assumption": more.pop("assumption", "")}}
    return CostContent(phase, payer, texts, price=price, **more)


@pytest.fixture
def costs(river, now):
    """A salary each year, a vehicle to begin, the food of assemblies that the communities pay."""
    river.salary = add_cost(line(times=12, priced_on=date(2026, 1, 5), cited="Tabulador 2026"), now=now, **BY)
    vehicle = line("Camioneta usada", phase=CostPhase.START, payer=Payer.ALLY, price=Money(15_000_000, "MXN"))
    river.vehicle = add_cost(vehicle, now=now, **BY)
    food = line("Comida de asamblea", payer=Payer.COMMUNITIES, price=Money(4_550, "MXN"), quantity=Decimal("60.5"))
    river.food = add_cost(food, now=now, **BY)
    return river


@given(st.lists(lines, max_size=12))
def test_sums_by_who_pays_add_up_to_the_whole(listed):
    sums = cost_sums(listed, "MXN")
    assert sums.start.known + sums.yearly.known == sums.first_year.known
    for phase, whole in ((CostPhase.START, sums.start), (CostPhase.YEARLY, sums.yearly)):
        parts = [sums.by_payer[payer][phase] for payer in Payer]
        assert sum((part.known for part in parts), Money.zero("MXN")) == whole.known
        assert sum(part.missing for part in parts) == whole.missing
    assert sums.first_year.missing == sum(1 for one in listed if one.price is None)


@given(quantities, st.integers(0, 10**9))
def test_a_line_is_never_off_by_more_than_half_a_cent(quantity, minor):
    total = CostFacts(CostPhase.START, Payer.ALLY, quantity, Money(minor, "MXN"), 1).total
    assert total is not None
    assert abs(total.decimal - quantity * Decimal(minor) / 100) <= Decimal("0.005")


@pytest.mark.parametrize("text", ["", "x", "-1", "1.234", "1e9", "NaN", "99999999"])
def test_what_is_no_quantity_is_not_read_as_one(text):
    assert read_quantity(text) is None


def test_numbers_are_read_as_people_type_them():
    assert read_quantity("1,200.5") == Decimal("1200.5")
    assert read_price("$ 12,500", "MXN") == Money(1_250_000, "MXN")
    assert read_price("doce", "MXN") is None
    assert read_times("12") == 12
    assert read_times("0") is None


def test_a_price_nobody_knows_is_said_and_stops_the_figure(costs, now):
    assert counted_facts(DAY)["costo-de-un-anio"].value == Money(13_200_000 + 275_275, "MXN")
    add_cost(line("Reactivos", price=None), now=now, **BY)
    sums = sums_of(cost_views("es"))
    assert (sums.yearly.known.minor, sums.yearly.missing) == (13_475_275, 1)
    assert counted_facts(DAY)["costo-de-un-anio"].value is None, "a part of the cost is not the cost"
    told = re.sub(r"<[^>]+>", "", write_html(PAPERS["hoja-de-costos"]("es", DAY)))
    assert "al menos 134,752.75 MXN; falta 1 precio" in told
    assert "Tabulador 2026, 5 de enero de 2026" in told


def test_an_empty_sheet_has_no_paper(river):
    with pytest.raises(PaperRefused):
        PAPERS["hoja-de-costos"]("es", DAY)


def test_what_a_line_cost_before_stays_and_comes_back(costs, now):
    raised = line(times=12, price=Money(1_200_000, "MXN"), cited="Tabulador 2027")
    write_cost(costs.salary, content=raised, now=now, **BY)
    write_cost(costs.salary, content=raised, now=now, **BY)
    row = CostLine.objects.get(pk=costs.salary.pk)
    assert len(row.former) == 1
    restore_cost(row, 0, now=now, **BY)
    row = CostLine.objects.get(pk=costs.salary.pk)
    assert (row.price, row.priced_on, row.cited) == (SALARY, date(2026, 1, 5), "Tabulador 2026")
    assert row.former[-1]["before"]["price_minor"] == 1_200_000
    move_cost(costs.food, up=True, now=now, **BY)
    assert [view.concept for view in cost_views("es")] == [
        "Camioneta usada",
        "Comida de asamblea",
        "Coordinación social",
    ]
    retire_cost(costs.vehicle, now=now, **BY)
    assert not sums_of(cost_views("es")).start.lines
    bring_back_cost(costs.vehicle, now=now, **BY)
    assert sums_of(cost_views("es")).start.known == Money(15_000_000, "MXN")


@pytest.mark.parametrize(
    "content",
    [
        line(""),
        line(quantity=Decimal(-1)),
        line(times=0),
        line(price=Money(-5, "MXN")),
        line(priced_on=date(2027, 1, 1)),
    ],
)
def test_lines_beyond_measure_are_refused(river, now, content):
    with pytest.raises(actions.MeaningRefused):
        add_cost(content, now=now, **BY)
    assert not CostLine.objects.exists()


def test_the_desk_types_costs_and_says_what_is_no_number(costs, as_ana):
    typed = {
        "phase": "yearly",
        "payer": "ally",
        "concept": "Asesoría",
        "quantity": "2",
        "price": "9,000",
        "times": "doce",
    }
    page = as_ana.post("/mesa/modelo/costos/nuevo/", typed).content.decode()
    assert "Escriba un número entero" in page
    assert "9,000" in page, "what was typed is still there"
    assert as_ana.post("/mesa/modelo/costos/nuevo/", typed | {"times": "12"}).status_code == 302
    page = as_ana.get("/mesa/modelo/costos/").content.decode()
    assert "216,000.00" in page
    assert "Precio sin fuente" in page
    row = CostLine.objects.get(texts__es__concept="Asesoría")
    as_ana.post(f"/mesa/modelo/costos/{row.pk}/", typed | {"times": "6"})
    assert "Volver a como estaba" in as_ana.get(f"/mesa/modelo/costos/{row.pk}/").content.decode()
    as_ana.post("/mesa/modelo/costos/mover/", {"retirar": str(row.pk)})
    assert "108,000.00" not in as_ana.get("/mesa/modelo/costos/").content.decode().split("Retirados")[0]


def test_another_municipality_tries_its_own_numbers_and_nothing_is_kept(costs, as_nobody):
    key = costs.salary.pk.hex[-8:]
    before = as_nobody.get("/replicar/costos/").content.decode()
    assert "134,752.75 MXN" in before
    assert "Con sus números" not in before
    after = as_nobody.get(f"/replicar/costos/?p-{key}=20000&c-{key}=2").content.decode()
    assert "482,752.75 MXN" in after
    assert "134,752.75 MXN" in after, "the numbers of here stand beside them"
    assert 'value="20000"' in after
    wrong = as_nobody.get(f"/replicar/costos/?p-{key}=mucho").content.decode()
    assert "algo que no es un número" in wrong
    assert 'value="mucho"' in wrong
    assert CostLine.objects.get(pk=costs.salary.pk).price == SALARY
    assert len(before.encode()) < 30_000


def changed_book(content: bytes, changes: dict[str, object]) -> bytes:
    """The book as somebody saves it after typing over some cells."""
    book = load_workbook(io.BytesIO(content))
    assert book.active is not None
    for cell, value in changes.items():
        book.active[cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not here")
def test_changing_the_salary_in_libreoffice_changes_every_sum(costs, as_ana, tmp_path):
    """One start of the program reads both books."""
    xlsx = as_ana.get("/mesa/modelo/costos/?formato=xlsx").getvalue()
    (tmp_path / "equis.xlsx").write_bytes(changed_book(xlsx, {"E3": 20000, "F3": 13}))
    (tmp_path / "libre.ods").write_bytes(as_ana.get("/mesa/modelo/costos/?formato=ods").getvalue())
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += [
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "equis.xlsx"),
        str(tmp_path / "libre.ods"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    def sums(name: str) -> dict[str, str]:
        rows = csv.reader(io.StringIO((tmp_path / name).read_text()))
        return {row[1]: row[6].replace(",", "") for row in rows if len(row) > 6}

    old, new = sums("libre.csv"), sums("equis.csv")
    assert old["Coordinación social"] == "132000.00"
    assert old["Cada año"] == "134752.75"
    assert new["Coordinación social"] == "260000.00"
    assert new["Cada año"] == "262752.75"
    assert new["El primer año, todo junto"] == "412752.75"
    assert new["El municipio: cada año"] == "260000.00"
    assert new["Las comunidades: cada año"] == old["Las comunidades: cada año"] == "2752.75"
