"""The project page as YAML: everything is read, nothing is guessed, and every fault has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from manantial.exchange.dossier_page import page_of, read_dossier_page
from manantial.exchange.readers import Unreadable
from manantial.kernel.money import Money
from manantial.project.rules.checks import doubts, gaps
from manantial.project.rules.page import Amounts

TWIN = Path(__file__).parent.parent / "data" / "pagina.yaml"


def usd(text: str) -> Money:
    return Money.parse(text, "USD")


def test_a_small_page_is_read_field_by_field() -> None:
    page = read_dossier_page(TWIN)
    assert page.title == "Agua para San Ejemplo"
    assert page.place.text == "San Ejemplo, Chiapas"
    assert page.investment.text is None
    assert [figure.value for figure in page.figures] == ["1/2", "12", "28.9"]
    assert page.results[1].quantity is None
    assert page.results[2].quantity == 0
    assert page.budget.lines[0].amounts == Amounts(usd("2200.22"), usd("275.03"), usd("1925.19"))
    assert page.budget.lines[1].amounts == Amounts(None, None, None)
    assert (page.budget.lines[1].in_kind, page.budget.lines[1].financing) == (True, True)
    assert page.budget.categories[0].name is None
    assert page.updates[0].date == "2024-03"


def test_the_real_page_has_every_field(shared_data: Path) -> None:
    page = read_dossier_page(shared_data / "dossier" / "berriozabal_project.yaml")
    assert page.budget.printed_total == Amounts(usd("36796.10"), usd("13905.54"), usd("22890.56"))
    assert len(page.budget.lines) == 19
    assert [group.name for group in page.budget.categories] == ["Goods and inputs", None, "Human resources", None]
    assert [len(part) for part in (page.figures, page.results, page.targets, page.partners, page.people)] == [
        24,
        9,
        4,
        7,
        2,
    ]
    assert [a.code for group in page.activities for a in group.activities] == [
        *("1.1", "1.2", "1.3", "1.4"),
        *("2.1", "2.2", "2.3", "2.4"),
    ]
    assert page.updates[0].activities == ("1.1", "1.2")
    assert page.labels["share"] == "Spread the word about this project"
    assert page.know_more.paragraphs[0].startswith("Berriozábal is a municipality")
    assert page.budget.lines[18].description.startswith("Gatos fijos")


def test_what_the_real_page_lacks_and_where_it_contradicts_itself(shared_data: Path) -> None:
    page = read_dossier_page(shared_data / "dossier" / "berriozabal_project.yaml")
    said = [remark.say() for remark in gaps(page)]
    assert "Los grupos 2, 4 del presupuesto no tienen título." in said
    assert "No dice de dónde se parte en las metas I1, I2, I3, I4." in said
    assert "No dice cuántos: R4, R7, R8, R9." in said
    assert len(said) == 12
    doubted = " ".join(remark.say() for remark in doubts(page))
    assert "6,347 personas sin agua son el 34 % de 18,670" in doubted
    assert "8 de 16 lugares es la mitad exacta" in doubted
    assert "El resultado R2 dice un taller" in doubted


def test_a_complete_page_has_no_gap_of_that_kind() -> None:
    page = page_of(
        "title: x\nassociated_sdgs: {label: SDGs, values: ['6']}\ntype_of_investment_needed: {text: Donación}"
    )
    assert {remark.part for remark in gaps(page)} == {"dates", "headings"}


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("title: [a\n", 2, "roto"),
        ("title: x\ntitulo: y", 2, "title"),
        ("title: x\ntitle: y", 2, "dos veces"),
        ("subtitle: x", 1, "title"),
        ("- 1", 1, "lista"),
        ("title: {a: 1}", 1, "texto"),
        ("title: x\nbudget: {currency: pesos}", 2, "tres letras"),
        ("title: x\nbudget:\n  categories:\n  - items:\n    - description: a\n      total: 275.03\n", 6, "comillas"),
        ("title: x\nbudget:\n  categories:\n  - items:\n    - {description: a, total: '1.234'}\n", 5, "centavos"),
        (
            "title: x\nbudget:\n  categories:\n  - items:\n    - description: a\n"
            "      total: '5.00'\n      secured: '1.00'\n      missing: '3.99'\n",
            6,
            "asegurado 1.00 USD",
        ),
        (
            "title: x\nbudget:\n  categories:\n  - items:\n    - {description: a, total: '5.00'}\n"
            "    sums:\n      total: '6.00'\n",
            7,
            "la suma no cierra",
        ),
        (
            "title: x\nbudget:\n  categories:\n  - items:\n    - {description: a, marks: '(*)', in_kind: false}",
            5,
            "marcas",
        ),
        ("title: &t x\nsubtitle: *t", 2, "«*t»"),
        ("title: x\ncontext_figures:\n- {key: k, value: 28.9, unit: u}", 3, "comillas"),
        ("title: x\nupdates: {items: [{date: pronto, paragraphs: [a]}]}", 2, "fecha"),
        ("title: x\ndirect_results: {items: [{text: a, quantity: -1}]}", 2, "entero"),
    ],
)
def test_every_fault_says_where_and_what(text: str, line: int, word: str) -> None:
    with pytest.raises(Unreadable, match=f"Línea {line}:") as error:
        page_of(text)
    assert word in str(error.value)


def test_deep_nesting_and_other_encodings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="niveles"):
        page_of("title: " + "[" * 500 + "]" * 500)
    other = tmp_path / "p.yaml"
    other.write_bytes("title: Berriozábal".encode("latin-1"))
    with pytest.raises(Unreadable, match="UTF-8"):
        read_dossier_page(other)
    other.write_bytes(b"")
    with pytest.raises(Unreadable, match="vacío"):
        read_dossier_page(other)
