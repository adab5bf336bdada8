"""Which rows of a voice an address asks for, and which ones a page says that it shows."""

from __future__ import annotations

from django.http import QueryDict

from manantial.meaning.queries.workbench import SHOWN, Workbench
from manantial.people.access import Request
from manantial.voices.queries import line_of
from manantial.voices.rules.parts import Part, part_after, part_before, row_at
from manantial.voices.web.parts import number_of, typed_place

_DAY = 24 * 3600 * 1000  # milliseconds: no recording is longer


def asked_row(request: Request, bench: Workbench) -> int | None:
    """The row that an address names: by turn, by fragment, or by what somebody typed. Raises NotAPlace."""
    if key := line_of(request.GET.get("fragmento", "")):
        return bench.row_of(key)
    if second := request.GET.get("segundo", ""):
        return row_at(bench.rows, _milliseconds(second))
    if typed := request.GET.get("ir", "").strip():
        return typed_place(typed, bench.rows)
    return number_of(request.GET.get("turno", ""))


def _milliseconds(text: str) -> int:
    try:
        return min(max(0, int(float(text) * 1000)), _DAY)
    except (ValueError, OverflowError):
        return 0


def further(request: Request, bench: Workbench) -> tuple[Part | None, int | None]:
    """The part that an open page asks for, and the row to go to. Raises NotAPlace."""
    after, before = (number_of(request.GET.get(name, "")) for name in ("despues", "antes"))
    if after is not None:
        return part_after(bench.rows, after, SHOWN), None
    if before is not None:
        return part_before(bench.rows, before, SHOWN), None
    row = asked_row(request, bench) or 0
    return bench.part(row), row


def seen_of(sent: QueryDict) -> tuple[int, int] | None:
    """The rows that a page says it shows, as `17-40`."""
    first, last = (number_of(one) for one in sent.get("visto", "").partition("-")[::2])
    return None if first is None or last is None else (first, last)


def joined(part: Part, seen: tuple[int, int] | None) -> tuple[int, int]:
    """What a page shows with one part more; a part that does not touch it takes its place."""
    if seen and (part.after == seen[0] or part.before == seen[1]):
        return min(part.first, seen[0]), max(part.last, seen[1])
    return part.first, part.last
