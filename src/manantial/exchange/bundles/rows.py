"""How a row is spelled in a bundle: its columns by name, dates and ids as text, one spelling for one content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model

from manantial.alliance.models import Owned
from manantial.alliance.tenancy import current_alliance
from manantial.exchange.bundles.declared import OWN_WORDS, columns
from manantial.kernel.digests import canonical_json, sha256_bytes

HEAD = 32  # hexadecimal digits of the name of a state
_AT_ONCE = 2000

Row = dict[str, Any]


class BadRow(ValueError):
    """A row of a bundle cannot be a row of its table."""


def read_rows(model: type[Model], ids: Iterable[UUID] | None = None) -> Iterator[tuple[UUID, Row]]:
    """Yield (id, columns) of the present alliance, all or some, in the order of their ids."""
    alliance = current_alliance().pk
    names = [one.attname for one in columns(model)]
    mine = {"alliance_id": alliance} if issubclass(model, Owned) else {"pk": alliance}
    rows = model._base_manager.filter(**mine).order_by("pk")
    if ids is None:
        for pk, *values in rows.values_list("pk", *names).iterator(chunk_size=_AT_ONCE):
            yield pk, dict(zip(names, values, strict=True))
        return
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        for pk, *values in rows.filter(pk__in=wanted[start : start + 500]).values_list("pk", *names):
            yield pk, dict(zip(names, values, strict=True))


def plain(row: Mapping[str, Any]) -> Row:
    """A row with values that JSON knows."""
    return {name: _plain(value) for name, value in row.items()}


def content_of(row: Mapping[str, Any]) -> str:
    """The digest of what a row says; search keys are no part of it."""
    told = {name: _plain(value) for name, value in row.items() if name not in OWN_WORDS}
    return sha256_bytes(canonical_json(told))[:HEAD]


def following(content: str, before: str) -> str:
    """The name of a state: its content, after the state before it."""
    return sha256_bytes(f"{content} {before}".encode())[:HEAD]


def understood(model: type[Model], told: Mapping[str, Any]) -> Row:
    """Read a spelled row as values of its table; raises BadRow for a column or value that does not belong there."""
    fields = {one.attname: one for one in columns(model)}
    if unknown := told.keys() - fields.keys():
        raise BadRow(f"{model._meta.model_name}: {', '.join(sorted(unknown))}")
    if missing := fields.keys() - told.keys():
        raise BadRow(f"{model._meta.model_name}: {', '.join(sorted(missing))}?")
    try:
        return {name: _value(field, told[name]) for name, field in fields.items()}
    except (ValidationError, ValueError, TypeError) as error:
        raise BadRow(f"{model._meta.model_name}: {error}") from error


def _value(field: Field[Any, Any], value: object) -> Any:
    if value is None:
        if not field.null:
            raise BadRow(f"{field.name} is empty")
        return None
    if field.get_internal_type() == "JSONField":
        return value
    if isinstance(field, ForeignKey):
        return field.target_field.to_python(value)
    read = field.to_python(value)
    if isinstance(read, str) and field.max_length and len(read) > field.max_length:
        raise BadRow(f"{field.name} is too long")
    return read


def _plain(value: object) -> object:
    if isinstance(value, time) and not isinstance(value, datetime):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
