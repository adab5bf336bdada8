"""Every register of voices and learning as a table, with the dictionary of its columns.

No table holds the name of who speaks. A register says which rows may leave for a use: `near` ones stay within the team;
those of a voice ask what that voice allows; what was put aside for care is only in the whole copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from manantial.exchange.leaving.choice import Leave, Parts, open_voices
from manantial.exchange.leaving.groups import stances, validations
from manantial.exchange.leaving.speech import codings, fragments, turns, voices
from manantial.exchange.leaving.tables import TABLES, Column, Register
from manantial.meaning.models import Correction
from manantial.meaning.papers.plan_table import plan_rows
from manantial.meaning.queries import current_plan, plan_view
from manantial.press.spreadsheets import Table
from manantial.voices.models import Voice
from manantial.voices.queries import said
from manantial.voices.rules import USE_WORDS, WHAT_WORDS

_BATCH = 200
__all__ = ["TABLES", "Column", "Register", "allowed", "book", "rows_of"]


def allowed(leave: Leave, only: str = "") -> list[Register]:
    """The registers that leave for this use; `only`: the one with this key, if it does."""
    return [one for one in TABLES if (leave.near or not one.near) and only in {"", one.key}]


def book(leave: Leave, only: str = "") -> Iterator[Table]:
    """The tables that may leave, one after the other, and before them what each column means."""
    registers = allowed(leave, only)
    yield Table(_("Diccionario"), (_("Tabla"), _("Columna"), _("Qué es"), _("Valores")), _dictionary(registers))
    for register in registers:
        yield Table(str(register.title), register.heads, rows_of(register, leave))


def rows_of(register: Register, leave: Leave) -> Iterator[Sequence[object]]:
    """The rows of one register, read while they are written."""
    special = _SPECIAL.get(register.key)
    if special is not None:
        yield from special(leave)
        return
    yield from _plain(register, leave)


def _plain(register: Register, leave: Leave) -> Iterator[Sequence[object]]:
    paths = [column.path for column in register.columns]
    extra = [register.voice] if register.voice else []
    permitted = _Permitted(leave) if register.voice else None
    rows: QuerySet[Model] = register.model.objects.filter(_limits(register, leave)).order_by(*register.order)
    asked = rows.values_list(*paths, *extra, _closed(register, leave))
    for row in asked.iterator(chunk_size=2000):
        if permitted is not None and row[-2] is not None and not permitted.words(row[-2]):
            continue
        cells = zip(row, register.columns, strict=False)
        yield [_said(cell, column, leave, silent=bool(row[-1])) for cell, column in cells]


def _said(cell: object, column: Column, leave: Leave, *, silent: bool) -> object:
    """A value as far as it leaves: nothing of the team's columns outside it, a word where silence was asked for."""
    if column.near and not leave.near:
        return None
    return _("(se pidió no publicarlo)") if column.careful and silent and cell else _cell(cell, column.words)


def _closed(register: Register, leave: Leave) -> Exists | Value:
    """Whether somebody asked not to publish what the careful columns of a row say; never in the whole copy."""
    if register.care is None or leave.whole:
        return Value(False)
    theirs, ours = register.care
    return Exists(Correction.objects.filter(withheld=True, **{theirs: OuterRef(ours)}))


def _cell(cell: object, known: Mapping[str, str] | None) -> object:
    """A value as a person reads it."""
    if known is not None and isinstance(cell, str):
        return said(known, cell)
    if isinstance(cell, bool):
        return _("sí") if cell else _("no")
    if isinstance(cell, datetime):
        return timezone.localtime(cell)
    if isinstance(cell, dict) and all(isinstance(told, str) for told in cell.values()):  # question → answer
        return "\n".join(f"{key}: {told}" for key, told in cell.items())
    if isinstance(cell, dict):  # what a permission allows: part → use → answer
        allowed_uses = {part: [use for use, answer in row.items() if answer == "yes"] for part, row in cell.items()}
        return "; ".join(
            f"{said(WHAT_WORDS, part)}: {', '.join(said(USE_WORDS, use) for use in uses)}"
            for part, uses in allowed_uses.items()
            if uses
        )
    return ", ".join(map(str, cell)) if isinstance(cell, list) else cell


def _limits(register: Register, leave: Leave) -> Q:
    """What of a register is left out for this use, as far as the row itself says."""
    limits = Q(**register.only)
    if register.visibility and not leave.near:
        limits &= Q(**{register.visibility: "public"})
    if register.visibility and not leave.whole:
        limits &= ~Q(**{register.visibility: "reserved"})
    if register.sensitive and not leave.near:
        limits &= Q(**{register.sensitive: False})
    if register.fragment and not leave.whole:
        limits &= Q(**{register.fragment: None}) | Q(**{f"{register.fragment}__reserved": False})
    return limits


class _Permitted:
    """Which voices may say their words, asked of the gate once for the whole table."""

    def __init__(self, leave: Leave) -> None:
        self._parts: Mapping[UUID, Parts] = open_voices(Voice.objects.all(), leave)

    def words(self, voice: UUID) -> bool:
        parts = self._parts.get(voice)
        return parts is not None and parts.words


def _dictionary(registers: Iterable[Register]) -> Iterator[Sequence[object]]:
    for register in registers:
        for column in register.columns:
            values = ", ".join(_(str(word)) for word in column.words.values()) if column.words else ""
            yield str(register.title), str(column.head), str(column.about), values


def _plan(_leave: Leave) -> Iterator[Sequence[object]]:
    plan = current_plan()
    yield from plan_rows(plan_view(plan)) if plan else ()


_SPECIAL: Mapping[str, Callable[[Leave], Iterator[Sequence[object]]]] = {
    "plan": _plan,
    "voces": voices,
    "turnos": turns,
    "fragmentos": fragments,
    "codigos-puestos": codings,
    "posturas": stances,
    "validaciones": validations,
}
