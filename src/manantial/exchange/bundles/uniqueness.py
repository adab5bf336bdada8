"""Where two computers made what the product knows only once: the same thing, or two things with one number.

Folios and numbers are for people, so a printed one is never given to another thing: the row that came gets a letter
behind its folio (`VOZ-0031-B`, found by the same search) or the next number. Of texts in versions the one of this
computer stays the newest, so that nothing that is read here changes silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from manantial.alliance.models import Law, Owned
from manantial.alliance.tenancy import current_alliance
from manantial.exchange.bundles.declared import column_of, holds, kind_of, law_of, uniques
from manantial.exchange.bundles.rows import Row, content_of, read_rows
from manantial.exchange.models import Head
from manantial.home import LETTERS

_Key = tuple[Any, ...]


class Uniqueness:
    """The unique things of one table as they are here, kept in step with what is taken in."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.rules = tuple(uniques(model)) if issubclass(model, Owned) else ()
        self.giving = frozenset(column for _name, _columns, column in self.rules if column)
        self._known: dict[str, dict[_Key, UUID]] | None = None

    def twin(self, row: Row) -> UUID | None:
        """Our id of the same thing, when it is here under another one."""
        for name, columns, giving in self.rules:
            if not giving and (found := self._at(name, columns, row)) is not None:
                return found
        return None

    def allows(self, pk: UUID, here: Row, row: Row) -> bool:
        """Whether our row may become this one. A number that gave way here, or is taken, stays ours."""
        for name, columns, giving in self.rules:
            other = self._at(name, columns, row)
            if giving and (other not in {None, pk} or str(here[giving]).startswith(f"{row[giving]}-")):
                row[giving] = here[giving]
            elif other not in {None, pk}:
                return False
        return True

    def give_way(self, row: Row) -> bool:
        """Change the number of a new row where it is taken; say whether two versions now stand side by side."""
        beside = False
        for name, columns, giving in self.rules:
            if not giving or self._at(name, columns, row) is None:
                continue
            if isinstance(row[giving], str):
                row[giving] = self._lettered(name, columns, giving, row)
            elif law_of(self.model) is Law.REVISION:
                self._make_room(name, columns, giving, row)
                beside = True
            else:
                row[giving] = self._last(name, columns, giving, row) + 1
        return beside

    def add(self, pk: UUID, row: Row) -> None:
        """A row that was taken in is unique from now on."""
        for name, columns, _giving in self.rules:
            if (key := _key(name, columns, row)) is not None:
                self.known[name][key] = pk

    @property
    def known(self) -> dict[str, dict[_Key, UUID]]:
        """What is here, by constraint; read when first needed."""
        if self._known is None:
            self._known = {name: {} for name, _columns, _giving in self.rules}
            if self.rules:
                for pk, row in read_rows(self.model):
                    self.add(pk, row)
        return self._known

    def _at(self, name: str, columns: tuple[str, ...], row: Row) -> UUID | None:
        key = _key(name, columns, row)
        return None if key is None else self.known[name].get(key)

    def _lettered(self, name: str, columns: tuple[str, ...], giving: str, row: Row) -> str:
        """The folio with the first free letter behind it, cut where the column is short."""
        limit = column_of(self.model, giving).max_length or 200
        tried = [f"-{letter}" for letter in LETTERS] + [f"-{one}{two}" for one in LETTERS for two in LETTERS]
        for ending in tried:
            candidate = str(row[giving])[: limit - len(ending)] + ending
            if self._at(name, columns, row | {giving: candidate}) is None:
                return candidate
        raise ValueError(row[giving])

    def _group(self, name: str, columns: tuple[str, ...], giving: str, row: Row) -> dict[int, UUID]:
        """The numbers of the same thing (a transcript of the same voice) and whose they are."""
        place = columns.index(giving)
        rest = [row[column] for column in columns if column != giving]
        return {
            key[place]: pk
            for key, pk in self.known[name].items()
            if [value for n, value in enumerate(key) if n != place] == rest
        }

    def _last(self, name: str, columns: tuple[str, ...], giving: str, row: Row) -> int:
        return max(self._group(name, columns, giving, row))

    def _make_room(self, name: str, columns: tuple[str, ...], giving: str, row: Row) -> None:
        """Our versions from this number on move behind the last one, in their order."""
        group = self._group(name, columns, giving, row)
        last = max(group)
        for number in sorted(one for one in group if one >= row[giving]):
            last += 1
            pk = group[number]
            rows = self.model._base_manager.filter(pk=pk, alliance_id=current_alliance().pk)
            rows.update(**{giving: last})
            mine = dict(read_rows(self.model, [pk]))[pk]
            Head.objects.filter(kind=kind_of(self.model), thing_id=pk).update(content=content_of(mine))
            del self.known[name][_required(name, columns, mine | {giving: number})]
            self.add(pk, mine)


def _key(name: str, columns: tuple[str, ...], row: Mapping[str, Any]) -> _Key | None:
    key = tuple(row[column] for column in columns)
    return None if None in key or not holds(name, row) else key


def _required(name: str, columns: tuple[str, ...], row: Mapping[str, Any]) -> _Key:
    key = _key(name, columns, row)
    if key is None:
        raise KeyError(name)
    return key
