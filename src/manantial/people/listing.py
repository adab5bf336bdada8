"""The order of a list: by which of its columns ``?orden=`` asks (``-folio`` is downwards); see the tag ``sort_head``.

It stands beside the door (``access``) because the lists of every room come through there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Expression, F, Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from manantial.kernel.text import fold

_Row = TypeVar("_Row")
_Thing = TypeVar("_Thing", bound=Model)
Field = str | Expression


def ordered(
    request: HttpRequest, rows: Iterable[_Row], ways: Mapping[str, Callable[[_Row], Any]], usual: str = ""
) -> list[_Row]:
    """Rows that are in memory, by the value of the column that was asked for; what has no value (None) comes last.

    `ways`: the name of each column that sorts, and what of a row it compares. `usual`: how the list stands when nothing
    was asked for; empty leaves the rows as they came. Rows that are equal keep their order.
    """
    listed = list(rows)
    name, downwards = _asked(request, ways, usual)
    if not name:
        return listed
    valued = [(ways[name](row), row) for row in listed]
    told = sorted((one for one in valued if one[0] is not None), key=lambda one: one[0], reverse=downwards)
    return [row for _value, row in told] + [row for value, row in valued if value is None]


def ordered_rows(
    request: HttpRequest, rows: QuerySet[_Thing], ways: Mapping[str, Field | Sequence[Field]], usual: str = ""
) -> QuerySet[_Thing]:
    """The same for rows of the database; `ways` tells the fields of each column. Equal rows stand as they were made."""
    name, downwards = _asked(request, ways, usual)
    if not name:
        return rows
    told = ways[name]
    fields = [told] if isinstance(told, str | Expression) else told
    values = [F(one) if isinstance(one, str) else one for one in fields]
    by = [one.desc(nulls_last=True) if downwards else one.asc(nulls_last=True) for one in values]
    return rows.order_by(*by, "-pk" if downwards else "pk")


def _asked(request: HttpRequest, ways: Mapping[str, object], usual: str) -> tuple[str, bool]:
    """The column and whether downwards; a column that there is not counts as nothing asked."""
    asked = request.GET.get("orden", "")
    chosen = asked if asked.removeprefix("-") in ways else usual
    return chosen.removeprefix("-"), chosen.startswith("-")


class Sought(forms.Form):
    """What somebody looks for in a list, in words."""

    q = forms.CharField(label=_("Palabras"), max_length=120, required=False, widget=forms.SearchInput)

    @property
    def words(self) -> list[str]:
        """The words that were typed, without accents."""
        return fold(self.cleaned_data["q"]).split() if self.is_valid() else []


def sought(request: HttpRequest, rows: Iterable[_Row], told: Callable[[_Row], object]) -> tuple[list[_Row], Sought]:
    """Return the rows in which every word of ``?q=`` is found, and the form that asks for them.

    `told`: all that is read of a row, in one text; accents and capitals do not matter.
    """
    form = Sought(request.GET)
    words = form.words
    return [row for row in rows if not words or _holds(fold(str(told(row))), words)], form


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


MOST_PRINTED = 5000  # rows on one page to print


class Pages(Paginator):  # type: ignore[type-arg]  # a stub, not a generic
    """The pages of a list that can also be shown whole, to print it; `key` is what the address asks them by."""

    prints_all = True
    key = "page"


class BoundedPages(Pages):
    """The pages of rows of the database that may be very many: nobody waits while all are counted."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, counted no further than MOST_PRINTED."""
        return min(MOST_PRINTED, self._found)

    @property
    def more(self) -> bool:
        """There are more rows than are counted and shown: the page must say so."""
        return self._found > MOST_PRINTED

    @cached_property
    def _found(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by()[: MOST_PRINTED + 1].count())


def paged(request: HttpRequest, rows: Any, size: int, key: str = "page", *, kind: type[Pages] = Pages) -> Page[Any]:
    """One page of a list; with ``?imprimir=1`` all of it on one, up to 5,000 rows.

    `key`: what the address calls its pages, where two lists stand on one page.
    """
    pages = kind(rows, MOST_PRINTED if request.GET.get("imprimir") else size)
    pages.key = key
    return pages.get_page(request.GET.get(key))


def following(request: HttpRequest, page: Page[Any]) -> str:
    """The address of the next page of a list, with its other questions."""
    asked = request.GET.copy()
    asked[getattr(page.paginator, "key", "page")] = str(page.next_page_number())
    return f"{request.path}?{asked.urlencode()}"
