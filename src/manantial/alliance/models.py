"""The alliance, and the base of every table that belongs to one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models.sql import Query

from manantial.alliance.keys import Indexed
from manantial.alliance.tenancy import current_alliance
from manantial.kernel.ids import uuid7


class Law(StrEnum):
    """How rows of a table may change, here and when two laptops meet."""

    FACT = "fact"  # insert-only; two copies are joined by union
    REVISION = "revision"  # edits have a parent; two heads are joined by a person
    PROTECTIVE = "protective"  # insert-only, and the narrowest row wins (consent)
    STEWARD = "steward"  # edited at one place; never deleted
    WORKING = "working"  # of this computer only: drafts, logins, jobs; may be deleted


class Alliance(models.Model):
    """A public-community water alliance: the owner of the data."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    organism = models.CharField(max_length=200, blank=True)  # the public body that supports the committees
    organism_short = models.CharField(max_length=40, blank=True)
    municipality = models.CharField(max_length=120)
    state = models.CharField(max_length=120)
    country = models.CharField(max_length=2, default="MX")
    currency = models.CharField(max_length=3, default="MXN")
    phone = models.CharField(max_length=40, blank=True)  # printed on every page and paper: whom to call
    story = models.TextField(blank=True)  # one paragraph for the public home
    story_en = models.TextField(blank=True)
    fictitious = models.BooleanField(default=False)  # marks every page and paper as an example
    # From how many persons on the vote of a group on a delicate finding is told: 3 to 5, decided with a reason.
    small_group = models.PositiveSmallIntegerField(default=5)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(small_group__range=(3, 5)), name="alliance_small_group")
        ]

    def __str__(self) -> str:
        return self.name


class AnotherAlliance(RuntimeError):
    """A row of one alliance was about to be saved while working for another."""


_Row = TypeVar("_Row", bound="Owned")


class OwnedQuerySet(models.QuerySet[_Row]):
    """Rows of one alliance."""

    def bulk_create(self, objs: Iterable[_Row], *args: Any, **kwargs: Any) -> list[_Row]:
        """Insert many rows for the present alliance."""
        rows = list(objs)
        for row in rows:
            row.claim()
            if row.WORDS_INDEXED and not row.keys:
                row.write_keys()
        return super().bulk_create(rows, *args, **kwargs)


class OwnedManager(models.Manager[_Row]):
    """Shows the rows of the present alliance, and raises when there is none."""

    def get_queryset(self) -> OwnedQuerySet[_Row]:
        """Return the rows of the alliance of ``working_for``."""
        query = _rows_of(self.model, current_alliance().pk).chain()
        return OwnedQuerySet[_Row](self.model, query=query, using=self._db)


@lru_cache(maxsize=4096)
def _rows_of(model: type[models.Model], alliance: UUID) -> Query:
    """The question for all rows of an alliance, made once and copied: one page may ask a thousand times."""
    return OwnedQuerySet(model).filter(alliance_id=alliance).query


class Owned(models.Model):
    """A row that belongs to one alliance. ``objects`` is limited to the present alliance; ``everywhere`` is not."""

    law: ClassVar[Law] = Law.STEWARD
    WORDS_INDEXED: ClassVar[Indexed | None] = None  # of a table whose words can be found; it has a column `keys`
    keys: Any

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    alliance = models.ForeignKey(
        "manantial.Alliance", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )

    objects: ClassVar[OwnedManager[Self]] = OwnedManager()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "everywhere"

    def claim(self) -> None:
        """Give a new row to the present alliance; refuse a row of another."""
        alliance = current_alliance()
        if self.alliance_id is None:
            self.alliance = alliance
        elif self.alliance_id != alliance.pk:
            raise AnotherAlliance(f"{type(self).__name__} {self.pk} belongs to another alliance.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save for the present alliance."""
        self.claim()
        if self.write_keys() and kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "keys"}
        super().save(*args, **kwargs)

    def write_keys(self) -> bool:
        """Keep the search keys in step with the words of the row; say whether the table has some to keep."""
        if self.WORDS_INDEXED is None or not self.WORDS_INDEXED.of:
            return False
        self.keys = self.WORDS_INDEXED.keys(self)
        return True
