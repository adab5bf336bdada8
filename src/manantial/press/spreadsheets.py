"""Tables that leave as CSV, XLSX or ODS: plain cells, no typed text ever runs, "no data" stays an empty cell.

A cell that begins with = + - @ (or a tab) could run as a formula when somebody opens the file; text like that gets an
apostrophe before it. Only a Formula, which this product itself wrote, runs (a CSV holds what it gives). Numbers, dates
and amounts stay what they are. Rows are taken one by one and sent as they come:
a list of 270,000 rows needs no more memory than one of ten.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money
from manantial.kernel.text import slug_name
from manantial.press.sheets import ODS_TYPE, Formula, Leaf, Value, moment_of, ods_members, xlsx_members
from manantial.press.zips import zip_members

FORMATS = ("csv", "xlsx", "ods")
BOOKS = ("xlsx", "ods")  # those that hold several sheets
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": ODS_TYPE,
}
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_BATCH = 500

Cell = str | int | float | Decimal | date | datetime | PartialDate | Money | Formula | None


@dataclass(frozen=True)
class SheetFile:
    """A table as a file: bytes, type and a safe name."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True)
class Table:
    """One table of a book: its title, the heads of its columns and its rows, which are read once."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]


def table_file(form: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, on: date) -> SheetFile:
    """Return a table as a file of one of FORMATS; equal tables give equal bytes, `on` is the date written inside.

    Raises ValueError for another format.
    """
    content = b"".join(table_stream(form, title, heads, rows, on=on))
    return SheetFile(content, MEDIA_TYPES[form], table_name(form, title))


def table_name(form: str, title: str) -> str:
    """The safe name of a table file."""
    return f"{slug_name(title)}.{form}"


def table_stream(
    form: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, on: date
) -> Iterator[bytes]:
    """Yield the bytes of a table file while its rows are read. Raises ValueError for another format."""
    if form not in FORMATS:
        raise ValueError(f"not a table format: {form}")
    if form == "csv":
        return _csv(heads, rows)
    return book_stream(form, [Table(title, heads, rows)], on=on)


def book_stream(form: str, tables: Iterable[Table], *, on: date) -> Iterator[bytes]:
    """Yield a book of several tables, in their order; each begins to be read when the one before it has ended."""
    members = {"xlsx": xlsx_members, "ods": ods_members}[form]
    return zip_members(members(_leaves(tables), moment_of(on)))


def _leaves(tables: Iterable[Table]) -> Iterator[Leaf]:
    taken: set[str] = set()
    for table in tables:
        name = base = slug_name(table.title, longest=28)
        while name in taken:
            name = f"{base[:26]}-{len(taken) % 100}"
        taken.add(name)
        yield Leaf(name, [str(head) for head in table.heads], (_bare(row) for row in table.rows))


def _bare(row: Sequence[object]) -> list[Value]:
    return [cell if type(cell) is str and not cell.startswith(_RISKY) else _plain(cell) for cell in row]


def _plain(cell: object) -> Value:
    if cell is None or isinstance(cell, int | float | date | Formula):
        return cell
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, PartialDate):
        return cell.iso or cell.words or None
    text = str(cell)
    return f"'{text}" if text.startswith(_RISKY) else text


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    lines.write("\ufeff")  # the mark lets a spreadsheet read the accents
    writer.writerow(heads)
    yield _taken(lines)
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        writer.writerows(
            [cell if type(cell) is str and not cell.startswith(_RISKY) else _spelled(cell) for cell in row]
            for row in batch
        )
        yield _taken(lines)


def _spelled(cell: object) -> Value:
    plain = _plain(cell)
    if isinstance(plain, Formula):
        return plain.value
    return plain.isoformat() if isinstance(plain, date) else plain


def _taken(lines: io.StringIO) -> bytes:
    """What was written since the last time."""
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    return text.encode("utf-8", "replace")
