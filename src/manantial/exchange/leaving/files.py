"""The files in which things leave, by name: a project, a codebook, all tables, a list of cuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave
from manantial.exchange.leaving.registers import book
from manantial.kernel.text import slug_name
from manantial.meaning.models import Code
from manantial.meaning.queries import code_tree
from manantial.press.spreadsheets import MEDIA_TYPES, Table, book_stream, table_stream
from manantial.press.zips import zip_members

RESEARCH_TYPE, CODEBOOK_TYPE, ZIP_TYPE = "application/zip", "application/xml", "application/zip"


def tables_stream(form: str, leave: Leave, only: str = "") -> Iterator[bytes]:
    """All the tables, or the one with the key `only`: one book, or for CSV a zip with a file for each."""
    if form != "csv":
        return book_stream(form, book(leave, only), on=leave.on)
    return zip_members(_sheets(leave, only))


def tables_type(form: str) -> tuple[str, str]:
    """The media type and the ending of what `tables_stream` gives."""
    return (ZIP_TYPE, "zip") if form == "csv" else (MEDIA_TYPES[form], form)


def codebook_table() -> Table:
    """The codes as the table that Taguette reads: a path with dots, and what the code means."""
    tree = code_tree()
    about = dict(Code.objects.values_list("pk", "description"))
    lines = ([tree.names[one].replace(".", "·") for one in reversed(tree.line(code))] for code in tree.standing)
    rows = ((".".join(line), about[code]) for line, code in zip(lines, tree.standing, strict=True))
    return Table(_("Libro de códigos"), ("path", "description"), rows)


def _sheets(leave: Leave, only: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    for table in book(leave, only):
        yield f"{slug_name(table.title)}.csv", table_stream("csv", table.title, table.heads, table.rows, on=leave.on)
