"""Columns that hold one idea in several fields: dates people remember, money, links to other rows.

``PartialDateColumns`` adds ``<name>_min``, ``<name>_max`` and ``<name>_words``; ``MoneyColumns`` adds
``<name>_minor`` and ``<name>_currency``. The attribute itself reads and writes the whole value, also as a
keyword of the model's constructor. ``Link`` is a foreign key whose index begins with the alliance.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money

_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)


class PartialDateColumns(property):
    """A date known to the day, the month or the year, with the words people used."""

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        """Add the three columns and the attribute (called by Django)."""
        if not hasattr(cls, "_meta"):
            return
        cls.add_to_class(f"{name}_min", models.DateField(null=True, blank=True))
        cls.add_to_class(f"{name}_max", models.DateField(null=True, blank=True))
        cls.add_to_class(f"{name}_words", models.CharField(max_length=120, blank=True, default=""))
        setattr(cls, name, PartialDateColumns(_partial_getter(name), _partial_setter(name)))

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        """Return the PartialDate of a row."""
        return super().__get__(row, owner)


def _partial_getter(name: str) -> Any:
    def read(row: Any) -> PartialDate:
        return PartialDate(
            getattr(row, f"{name}_min"), getattr(row, f"{name}_max"), getattr(row, f"{name}_words") or ""
        )

    return read


def _partial_setter(name: str) -> Any:
    def write(row: Any, value: PartialDate | str | None) -> None:
        date = value if isinstance(value, PartialDate) else PartialDate.parse(value or "")
        setattr(row, f"{name}_min", date.earliest)
        setattr(row, f"{name}_max", date.latest)
        setattr(row, f"{name}_words", date.words)

    return write


class MoneyColumns(property):
    """An amount in minor units with its currency; None when there is no data."""

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        """Add the two columns and the attribute (called by Django)."""
        if not hasattr(cls, "_meta"):
            return
        cls.add_to_class(f"{name}_minor", models.BigIntegerField(null=True, blank=True))
        cls.add_to_class(f"{name}_currency", models.CharField(max_length=3, blank=True, default=""))
        setattr(cls, name, MoneyColumns(_money_getter(name), _money_setter(name)))

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        """Return the Money of a row, or None."""
        return super().__get__(row, owner)


def _money_getter(name: str) -> Any:
    def read(row: Any) -> Money | None:
        minor = getattr(row, f"{name}_minor")
        return None if minor is None else Money(minor, getattr(row, f"{name}_currency"))

    return read


def _money_setter(name: str) -> Any:
    def write(row: Any, value: Money | None) -> None:
        setattr(row, f"{name}_minor", None if value is None else value.minor)
        setattr(row, f"{name}_currency", "" if value is None else value.currency)

    return write


class _LinkedThing(ForwardManyToOneDescriptor):  # type: ignore[type-arg]  # no generic when it runs
    """Reads together the things that many rows lead to, however many: Django's chain of ORs ends at a thousand."""

    def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
        """Return what ``prefetch_related`` asks of a link (called by Django)."""
        rows: Any = querysets[0] if querysets else self.get_queryset(instance=instances[0])
        rows._add_hints(instance=instances[0])
        field: Any = self.field
        wanted = {field.get_local_related_value(one)[0] for one in instances}
        rows = rows.filter(**{f"{field.target_field.name}__in": wanted})
        rows.query.clear_ordering()
        return rows, field.get_foreign_related_value, field.get_local_related_value, True, field.cache_name, False


class Link(models.ForeignKey[_Set, _Get]):
    """A foreign key that protects what it points to and whose index begins with the alliance.

    The alliance comes first in every index because each question is asked for one alliance, and because the
    same column would distribute the tables over several database servers.
    """

    forward_related_accessor_class = _LinkedThing

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("db_index", False)
        super().__init__(to, on_delete, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any) -> None:
        """Add the column and its index (called by Django)."""
        super().contribute_to_class(cls, name, *args, **kwargs)
        options: Any = getattr(cls, "_meta", None)
        if options is None or options.abstract or self.unique or cls.__module__ == "__fake__":
            return
        options.indexes = [*options.indexes, models.Index(fields=["alliance", name])]
        options.original_attrs["indexes"] = options.indexes
