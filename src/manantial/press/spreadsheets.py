"""Tables that leave as CSV or XLSX: plain cells, no formula ever runs, "no data" stays an empty cell.

A cell that begins with = + - @ (or a tab) could run as a formula when somebody opens the file; text like that gets an
apostrophe before it. Numbers, dates and amounts stay what they are.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money
from manantial.kernel.text import slug_name

FORMATS = ("csv", "xlsx")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_EPOCH = (1980, 1, 1, 0, 0, 0)

Cell = str | int | float | Decimal | date | datetime | PartialDate | Money | None


@dataclass(frozen=True)
class SheetFile:
    """A table as a file: bytes, type and a safe name."""

    content: bytes
    media_type: str
    name: str


def table_file(form: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], *, on: date) -> SheetFile:
    """Return a table as `csv` or `xlsx`; equal tables give equal bytes, `on` is the date written inside.

    Raises ValueError for another format.
    """
    if form not in FORMATS:
        raise ValueError(f"not a table format: {form}")
    plain = [[_plain(cell) for cell in row] for row in rows]
    content = _csv(heads, plain) if form == "csv" else _xlsx(title, heads, plain, on)
    return SheetFile(content, MEDIA_TYPES[form], f"{slug_name(title)}.{form}")


def _plain(cell: object) -> str | int | float | date | datetime | None:
    if cell is None or isinstance(cell, int | float | date):
        return cell
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, PartialDate):
        return cell.iso or cell.words or None
    text = str(cell)
    return f"'{text}" if text.startswith(_RISKY) else text


def _csv(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(["" if cell is None else _spelled(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark lets a spreadsheet read the accents


def _spelled(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _xlsx(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]], on: date) -> bytes:
    book = Workbook()
    sheet = book.active
    if sheet is None:  # a new workbook always has one
        raise RuntimeError("no sheet")
    sheet.title = slug_name(title, longest=28)
    sheet.append(list(heads))
    for row in rows:
        sheet.append([_naive(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for place, head in enumerate(heads, 1):
        longest = max([len(str(head)), *(len(str(row[place - 1] or "")) for row in rows)])
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 2, _WIDEST)
    moment = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - the format knows no time zones
    book.properties.created = book.properties.modified = moment
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return _same_bytes(out.getvalue(), moment)


def _naive(cell: object) -> object:
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell


def _same_bytes(content: bytes, moment: datetime) -> bytes:
    """Write the archive again without the hour at which it was made, so that equal tables are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as write:
        for name in sorted(read.namelist()):
            data = read.read(name)
            if name == "docProps/core.xml":
                data = _dated(data, moment)
            write.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _dated(data: bytes, moment: datetime) -> bytes:
    """Put the given moment where openpyxl writes the hour of saving."""
    start, end = data.find(b"<dcterms:modified"), data.find(b"</dcterms:modified>")
    if start < 0 or end < 0:
        return data
    opening = data.index(b">", start) + 1
    return data[:opening] + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + data[end:]
