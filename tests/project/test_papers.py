"""The dossier and the letters: every part of the page in its order, the cents, both languages, nothing that runs."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from openpyxl import load_workbook
from pypdf import PdfReader

from manantial.alliance.models import Alliance
from manantial.kernel.money import Money
from manantial.press.compile import compile_pdf
from manantial.press.document import Document, Heading
from manantial.press.formats import Format, write
from manantial.project.actions import confirm, offer
from manantial.project.models import BudgetLine, Project, ProjectPerson
from manantial.project.papers import ask_letter, contribution_letter, dossier_paper
from manantial.project.papers.budget import budget_sheet
from manantial.project.queries.budget import budget_of
from manantial.project.rules.catalogues import SourceKind


def words_of(document: Document) -> str:
    pages = PdfReader(io.BytesIO(compile_pdf(document).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_dossier_has_every_part_of_the_page_in_its_order(project: Project, now: datetime) -> None:
    document = dossier_paper(language="es", on=now.date())
    titles = [one.text for one in document.blocks if isinstance(one, Heading) and one.level == 1]
    assert titles == [
        *("El proyecto en breve", "El reto", "El proyecto", "Para saber más", "Actividades", "Resultados directos"),
        *("Impacto esperado", "Aliados", "Personas", "Avances", "Presupuesto"),
    ]
    said = words_of(document)
    for amount in ("36,796.10", "13,905.54", "22,890.56", "6,074.40", "7,831.14"):
        assert amount in said
    assert "Gastos fijos" in said
    assert "Gatos fijos" in said
    assert "sin dato todavía" in said


def test_the_dossier_in_english_keeps_the_words_of_the_page(project: Project, now: datetime) -> None:
    with override("en"):
        said = words_of(dossier_paper(language="en", on=now.date()))
    assert "4 out of 10 families in rural areas do not have access to water" in said
    assert "36,796.10" in said


def test_the_dossier_names_nobody_who_did_not_agree(project: Project, now: datetime) -> None:
    ProjectPerson.objects.create(project=project, name="Nombre Inventado")
    said = words_of(dossier_paper(language="es", on=now.date()))
    assert "Nombre Inventado" not in said
    assert "solo a quien dio su permiso" in said


def test_equal_data_make_equal_files_in_both_formats(project: Project, now: datetime) -> None:
    one, other = (dossier_paper(language="es", on=now.date()) for _ in range(2))
    for form in (Format.PDF, Format.DOCX):
        assert write(one, form) == write(other, form)


def test_letters_tell_what_is_missing_and_what_was_given(project: Project, kits: BudgetLine, now: datetime) -> None:
    given = offer(
        kits, party="Fundación Inventada", kind=SourceKind.CASH, amount=Money.parse("1925.19", "USD"), on=now.date(),
        by=None, now=now,
    )  # fmt: skip
    confirm(given, on=now.date(), by=None, now=now)
    letter = ask_letter(language="es", on=now.date())
    assert compile_pdf(letter).pages == 1
    assert "Faltan 20,965.37 USD" in words_of(letter)
    receipt = words_of(contribution_letter(language="es", on=now.date(), contribution=str(given.pk)))
    assert "Fundación Inventada" in receipt
    assert "1,925.19" in receipt
    with pytest.raises(ValueError, match="esa clave"):
        contribution_letter(language="es", on=now.date(), contribution="x")


def test_without_a_project_the_paper_says_what_to_do(alliance: Alliance, now: datetime) -> None:
    with pytest.raises(ValueError, match="Todavía no hay un proyecto"):
        dossier_paper(language="es", on=now.date())


def test_the_sheet_adds_up_and_runs_no_formula(project: Project, now: datetime) -> None:
    line = BudgetLine.objects.get(number=1)
    line.description = '=HYPERLINK("http://x","y")'
    line.save()
    budget = budget_of(project, "es")
    rows = list(csv.reader(io.StringIO(budget_sheet(budget, "csv", on=now.date()).content.decode("utf-8-sig"))))
    assert len(rows) == 1 + 19 + 1
    assert rows[1][3].startswith("'=HYPERLINK")
    columns = [[Money.of(Decimal(row[at]), "USD") for row in rows[1:-1]] for at in (6, 7, 8)]
    assert [str(Money.total(column, "USD")) for column in columns] == [
        *("36,796.10 USD", "13,905.54 USD", "22,890.56 USD"),
    ]
    assert [float(cell) for cell in rows[-1][6:9]] == [36796.10, 13905.54, 22890.56]
    book = load_workbook(io.BytesIO(budget_sheet(budget, "xlsx", on=now.date()).content))
    assert book.active is not None
    assert book.active.max_row == 21
    assert not [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]
