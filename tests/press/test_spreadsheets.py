"""Tables that leave: the same bytes for the same table, no formula, and no data is not zero."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money
from manantial.press.spreadsheets import table_file

DAY = date(2024, 11, 24)
HEADS = ("Comunidad", "Viviendas", "Desde", "Aportó", "Nota", "Hora")
NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)
ROWS = [
    ("Ch’ulha’", 84, PartialDate.parse("2021-03"), Money(192519, "USD"), "=1+1", NOON),
    ("Ojo de Agua", None, PartialDate(words="cuando el temblor"), None, "-5", None),
    ("El Cedro", 0, date(2024, 1, 2), Decimal("1.5"), "", None),
]  # fmt: skip


def test_csv_reads_back_with_accents_and_without_formulas() -> None:
    made = table_file("csv", "Comunidades de Agua Clara", HEADS, ROWS, on=DAY)
    rows = list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"))))
    assert made.name == "comunidades-de-agua-clara.csv"
    assert rows[0] == list(HEADS)
    assert rows[1][:5] == ["Ch’ulha’", "84", "2021-03", "1,925.19 USD", "'=1+1"]
    assert rows[2][:5] == ["Ojo de Agua", "", "cuando el temblor", "", "'-5"]
    assert rows[3][1] == "0"


def test_xlsx_keeps_numbers_as_numbers_and_is_the_same_twice() -> None:
    first, second = (table_file("xlsx", "Comunidades", HEADS, ROWS, on=DAY) for _time in range(2))
    assert first.content == second.content
    sheet = load_workbook(io.BytesIO(first.content)).active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[1][1] == 84
    assert values[2][1] is None
    assert values[1][4] == "'=1+1"


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="ods"):
        table_file("ods", "x", HEADS, ROWS, on=DAY)
