"""The page as plain data and back, and what differs between two readings of it.

The page is kept whole as it was last read. Reading it again compares part by part with what is kept: only what the
page itself changed is new, so that what people wrote beside it (roles, states, translations) stays.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from manantial.kernel.digests import canonical_json, sha256_bytes
from manantial.kernel.money import Money
from manantial.project.rules.page import DossierPage, UpdateText

_T = TypeVar("_T")


def to_data(value: Any) -> Any:
    """A page (or a part of it) as JSON data; amounts become exact text."""
    if isinstance(value, Money):
        return {"amount": f"{value.decimal}", "currency": value.currency}
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_data(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [to_data(one) for one in value]
    if isinstance(value, Mapping):
        return {key: to_data(one) for key, one in value.items()}
    return value


def from_data(kind: type[_T], data: Any) -> _T:
    """The inverse of `to_data` for a dataclass of the page."""
    return cast(_T, _read(kind, data))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _read(next(one for one in inner if one is not type(None)), data)
    if origin is tuple:
        each = inner[:1] * len(data) if inner[-1] is Ellipsis else inner
        return tuple(_read(one, part) for one, part in zip(each, data, strict=True))
    if kind is Money:
        return Money.parse(data["amount"], data["currency"])
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        return kind(**{name: _read(hints[name], part) for name, part in data.items()})  # type: ignore[operator]
    return data


class Part(StrEnum):
    """A part of the page that is compared and stored by itself."""

    HEAD = "head"
    SECTION = "section"
    PHASE = "phase"
    ACTIVITY = "activity"
    RESULT = "result"
    TARGET = "target"
    PARTNER = "partner"
    PERSON = "person"
    UPDATE = "update"
    GROUP = "group"
    LINE = "line"
    FIGURE = "figure"


@dataclass(frozen=True)
class Piece:
    """A part of the page with its key (`activity 1.1`) and what it says."""

    part: Part
    key: str
    value: Any

    @property
    def name(self) -> tuple[Part, str]:
        """How it is told apart from the others."""
        return self.part, self.key


class Change(StrEnum):
    """How a piece stands against what is kept."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"


def update_key(update: UpdateText) -> str:
    """A progress note is told apart by its words: notes may be put before or after it."""
    return sha256_bytes(canonical_json(list(update.paragraphs)))[:12]


def pieces(page: DossierPage) -> list[Piece]:
    """Every piece of a page in its order."""
    head = {
        name: getattr(page, name) for name in ("title", "subtitle", "place", "category", "investment", "sdgs", "source")
    }
    lines = [(category.position, line) for category in page.budget.categories for line in category.lines]
    return [
        *(Piece(Part.HEAD, name, value) for name, value in head.items()),
        *(Piece(Part.SECTION, name, getattr(page, name)) for name in ("challenge", "project", "know_more")),
        *(Piece(Part.PHASE, str(phase.number), phase) for phase in page.phases),
        *(
            Piece(Part.ACTIVITY, activity.code, (group.phase, activity))
            for group in page.activities
            for activity in group.activities
        ),
        *(Piece(Part.RESULT, f"R{n}", result) for n, result in enumerate(page.results, 1)),
        *(Piece(Part.TARGET, f"I{n}", target) for n, target in enumerate(page.targets, 1)),
        *(Piece(Part.PARTNER, partner.name, partner) for partner in page.partners),
        *(Piece(Part.PERSON, person.name, person) for person in page.people),
        *(Piece(Part.UPDATE, update_key(update), update) for update in page.updates),
        *(
            Piece(Part.GROUP, str(group.position), replace(group, lines=(), sums=None))
            for group in page.budget.categories
        ),
        *(Piece(Part.LINE, str(n), (group, line)) for n, (group, line) in enumerate(lines, 1)),
        *(Piece(Part.FIGURE, figure.key, figure) for figure in page.figures),
    ]


def compare(kept: DossierPage | None, read: DossierPage) -> list[tuple[Piece, Change]]:
    """Say of every piece whether it is new, changed or unchanged; what is no longer on the page comes last."""
    before = {piece.name: piece.value for piece in pieces(kept)} if kept else {}
    now = pieces(read)
    found = [(piece, _change(before, piece)) for piece in now]
    here = {piece.name for piece in now}
    gone = [piece for piece in pieces(kept) if piece.name not in here] if kept else []
    return [*found, *((piece, Change.GONE) for piece in gone)]


def _change(before: Mapping[tuple[Part, str], Any], piece: Piece) -> Change:
    if piece.name not in before:
        return Change.NEW
    return Change.UNCHANGED if before[piece.name] == piece.value else Change.CHANGED
