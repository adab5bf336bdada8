"""Tables that leave: the same bytes for the same table, no formula, and no data is not zero."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money
from manantial.press.sheets import Formula
from manantial.press.spreadsheets import FORMATS, Table, book_stream, table_file, table_stream

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
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


def test_xlsx_gives_days_as_days_and_long_texts_within_what_a_cell_holds() -> None:
    made = table_file(
        "xlsx", "Largo", ("Día", "Texto"), [(date(2024, 2, 29), "á" * 40_000), (date(1890, 1, 2), "\x0b")], on=DAY
    )
    sheet = load_workbook(io.BytesIO(made.content)).active
    assert sheet is not None
    assert sheet["A2"].value == datetime(2024, 2, 29)
    assert sheet["A3"].value == "1890-01-02"
    assert len(str(sheet["B2"].value)) == 32_767


def test_ods_keeps_its_types_its_lines_and_is_the_same_twice() -> None:
    rows = [*ROWS, ("una\nsegunda  línea & más", True, None, None, None, None)]
    first, second = (table_file("ods", "Comunidades", HEADS, rows, on=DAY).content for _time in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert book.testzip() is None
        assert book.infolist()[0].filename == "mimetype"
        content = ElementTree.fromstring(book.read("content.xml"))
    assert first[38:84].decode() == "application/vnd.oasis.opendocument.spreadsheet"

    def said(cell: ElementTree.Element) -> tuple[str | None, str | None, list[str]]:
        return cell.get(OFFICE + "value-type"), cell.get(OFFICE + "value"), ["".join(p.itertext()) for p in cell]

    cells = [[said(cell) for cell in row] for row in content.iter(TABLE + "table-row")]
    assert cells[1][:2] == [("string", None, ["Ch’ulha’"]), ("float", "84", [])]
    assert cells[2][1] == (None, None, [])
    assert cells[1][4][2] == ["'=1+1"]
    assert len(cells[4][0][2]) == 2


def test_rows_are_read_while_the_file_is_sent_and_books_hold_several_tables() -> None:
    read = 0

    def rows() -> Iterator[tuple[int, str]]:
        nonlocal read
        for number in range(20_000):
            read += 1
            yield number, f"renglón {number} " + "x" * 200

    for form in FORMATS:
        read = 0
        stream = table_stream(form, "Todo", ("N", "Texto"), rows(), on=DAY)
        while next(stream) and not read:
            pass
        assert read < 20_000
        stream.close()  # type: ignore[attr-defined]
    tables = [Table("Una", ("a",), [(1,)]), Table("Una", ("b",), [(2,)])]
    book = load_workbook(io.BytesIO(b"".join(book_stream("xlsx", tables, on=DAY))))
    assert [sheet["A1"].value for sheet in book] == ["a", "b"]
    assert len(set(book.sheetnames)) == 2


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="doc"):
        table_file("doc", "x", HEADS, ROWS, on=DAY)


def test_a_formula_of_ours_runs_in_books_and_a_typed_one_never_does() -> None:
    rows = [
        ("Sueldo", 2, 8000.5, Formula("B2*C2", 16001.0)),
        ('=HYPERLINK("x")', 1, 1, Formula('SUMIF(A2:A3,"Sueldo",$D2:$D3)', 16001.0)),
    ]
    made = {
        form: table_file(form, "Costos", ("Qué", "Cuántos", "Precio", "Suma"), rows, on=DAY).content for form in FORMATS
    }
    sheet = load_workbook(io.BytesIO(made["xlsx"])).active
    assert sheet is not None
    assert [sheet["D2"].value, sheet["D3"].value] == ["=B2*C2", '=SUMIF(A2:A3,"Sueldo",$D2:$D3)']
    kept = load_workbook(io.BytesIO(made["xlsx"]), data_only=True).active
    assert kept is not None
    assert kept["D2"].value == 16001, "who only looks sees the sum"
    content = zipfile.ZipFile(io.BytesIO(made["ods"])).read("content.xml")
    found = [cell.get(f"{TABLE}formula") for cell in ElementTree.fromstring(content).iter(f"{TABLE}table-cell")]
    assert [one for one in found if one] == ["of:=[.B2]*[.C2]", 'of:=SUMIF([.A2:.A3];"Sueldo";[.$D2:.$D3])']
    assert "16001.0" in made["csv"].decode()
    assert "'=HYPERLINK" in made["csv"].decode()
