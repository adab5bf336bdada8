"""A thing that two computers changed, as a person compares it: what each side says, idea by idea."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.exchange.bundles.declared import OWN_WORDS, TRIVIAL, column_of, columns, tables
from manantial.exchange.bundles.rows import plain, read_rows
from manantial.exchange.models import Fork
from manantial.people.models import Person

_TOGETHER = ("_min", "_max", "_words", "_minor", "_currency")  # columns that hold one idea
_NOT_ASKED = OWN_WORDS | TRIVIAL - {"name"} | {"former"}
_WORDS: Mapping[str, Any] = {
    "name": gettext_lazy("Nombre"),
    "title": gettext_lazy("Título"),
    "text": gettext_lazy("Texto"),
    "phone": gettext_lazy("Teléfono"),
    "folio": gettext_lazy("Folio"),
    "state": gettext_lazy("Estado"),
    "visibility": gettext_lazy("Quién lo ve"),
    "community": gettext_lazy("Comunidad"),
    "group": gettext_lazy("Grupo"),
    "summary": gettext_lazy("Resumen"),
    "note": gettext_lazy("Nota"),
    "statement": gettext_lazy("Hallazgo"),
    "explanation": gettext_lazy("Explicación"),
    "quote": gettext_lazy("Cita"),
    "place": gettext_lazy("Lugar"),
    "role": gettext_lazy("Cargo o papel"),
    "sex": gettext_lazy("Sexo"),
    "age_range": gettext_lazy("Edad"),
    "pseudonym": gettext_lazy("Seudónimo"),
    "language": gettext_lazy("Lengua"),
    "recorded": gettext_lazy("Fecha"),
    "when": gettext_lazy("Fecha"),
    "start": gettext_lazy("Empieza"),
    "end": gettext_lazy("Termina"),
    "reserved": gettext_lazy("Reservado"),
    "minor": gettext_lazy("Menor de edad"),
    "person": gettext_lazy("Persona"),
    "keeper": gettext_lazy("Quién lo guarda"),
    "location": gettext_lazy("Dónde está"),
    "author": gettext_lazy("Autoría"),
    "number": gettext_lazy("Número"),
    "label": gettext_lazy("Cómo se llama"),
    "description": gettext_lazy("Descripción"),
    "learned": gettext_lazy("Qué aprendimos"),
    "context": gettext_lazy("Contexto"),
    "retired_at": gettext_lazy("Guardado aparte"),
    "reason": gettext_lazy("Motivo"),
    "body": gettext_lazy("Órgano"),
    "seat": gettext_lazy("Cargo"),
    "workshop": gettext_lazy("Taller"),
    "sound": gettext_lazy("Sonido"),
    "picture": gettext_lazy("Imagen"),
    "planned_at": gettext_lazy("Día y hora"),
    "due_on": gettext_lazy("Para cuándo"),
    "version": gettext_lazy("Versión"),
}


@dataclass(frozen=True)
class Beside:
    """One idea of a thing as each side says it; `columns` are the columns that hold it."""

    key: str
    title: str
    here: str
    there: str
    columns: tuple[str, ...]

    @property
    def differ(self) -> bool:
        """The two sides say something else."""
        return self.here != self.there


@dataclass(frozen=True)
class Compared:
    """A thing that two computers changed, told for a person."""

    called: str
    rows: tuple[Beside, ...]

    @property
    def differing(self) -> list[Beside]:
        """What the two sides say otherwise."""
        return [row for row in self.rows if row.differ]


def compared(fork: Fork) -> Compared:
    """What is here now beside what came; of a joined thing, what was here when it was joined."""
    model = tables()[fork.kind]
    now = dict(read_rows(model, [fork.thing_id])).get(fork.thing_id) if fork.joined_at is None else None
    here = plain(now) if now is not None else fork.here
    grouped: dict[str, list[str]] = {}
    for column in columns(model):
        if column.attname not in _NOT_ASKED:
            grouped.setdefault(_idea(column.name), []).append(column.attname)
    rows = tuple(
        Beside(
            idea, str(_WORDS.get(idea, idea)), _said(model, names, here), _said(model, names, fork.there), tuple(names)
        )
        for idea, names in grouped.items()
    )
    thing = model._base_manager.filter(pk=fork.thing_id).first()
    return Compared(str(thing) if thing else "", rows)


def _idea(name: str) -> str:
    return next((name.removesuffix(ending) for ending in _TOGETHER if name.endswith(ending)), name)


def _said(model: type[Model], names: list[str], row: Mapping[str, Any]) -> str:
    told = [_value(model, name, row.get(name)) for name in names]
    words = next((row.get(name) for name in names if name.endswith("_words") and row.get(name)), None)
    return str(words) if words else " · ".join(one for one in dict.fromkeys(told) if one)


def _value(model: type[Model], name: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    field = next(one for one in columns(model) if one.attname == name)
    target: Any = column_of(model, field.name).related_model if isinstance(field, ForeignKey) else None
    if target is None and name.endswith("by_id"):
        target = Person
    if target is not None:
        found = target._base_manager.filter(pk=UUID(str(value))).first()
        return str(found) if found else "…"
    return json.dumps(value, ensure_ascii=False, indent=1) if isinstance(value, list | dict) else str(value)
