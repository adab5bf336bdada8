"""What each table of the product does in a bundle: it travels by its law, or stays here for a reason.

Rows are joined by their id. Where two computers made a row that the product knows only once, a constraint tells what
happens: in `YIELDS` both stand and the one that came gives way (a folio gets a letter, a version the next number);
anywhere else both rows are the same thing, and what came is a change of the one that is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, UniqueConstraint

from manantial.alliance.models import Alliance, Law, Owned
from manantial.ledger.guards import INSERT_ONLY

STAYS: Mapping[str, str] = {
    "account": "each computer gives its own entries; a password never leaves the computer where it was chosen",
    "device": "an enrolled phone belongs to the computer that enrolled it",
    "invitation": "a secret used once, on the computer that gave it",
    "attempt": "failed tries to enter this computer",
    "job": "work of this computer",
    "storybox": "a door that this computer opened for some days; what is told there travels as a voice",
    "arrival": "a file still on its way into this computer",
    "draft": "typed and not saved; it travels when it is saved",
    "turndraft": "typed and not saved; it travels when it is saved",
    "searchentry": "an index, made anew from what came",
    "register": "each computer counts its own folios, with its own letter",
    "peer": "each computer decides which others it reads",
    "head": "travels with each row, not as a table",
    "fork": "each computer joins what it received; what was joined travels with its row",
}
YIELDS: Mapping[str, str] = {  # constraint → the column that gives way
    **{
        f"{table}_folio": "folio"
        for table in (
            "material", "message", "dissemination", "agreement", "visit", "handover", "delivery", "finding",
            "correction", "milestone", "lesson", "workshop", "debrief", "source", "voice", "withdrawal", "fragment",
            "answer", "failure",
        )
    },
    "community_code": "code", "session_number": "number", "release_number": "number", "edition_number": "number",
    "codebook_number": "number", "transcript_version": "version", "stage_account_version": "version",
    "passage_version": "version", "guide_version": "version", "round_code": "code", "review_remark_key": "key",
}  # fmt: skip
CONDITIONS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {  # of constraints that do not hold for every row
    "coding_once": lambda row: row["retired_at"] is None,
    "invoice_once": lambda row: row["invoice_uuid"] is not None,
    "locality_key": lambda row: row["cvegeo"] != "",
}
DERIVED: Mapping[str, frozenset[str]] = {  # made again where it is needed: neither travels nor counts as a change
    "fragment": frozenset({"clip"}),
    "alliance": frozenset({"slug"}),  # the address on this server
}
FORGOTTEN: Mapping[str, Mapping[str, Any]] = {"fragment": {"clip_id": None}}  # when a row is taken anew
TRIVIAL = frozenset(  # two rows that differ in nothing else say the same
    {
        "at",
        "by_id",
        "kept_at",
        "marked_at",
        "made_at",
        "recorded_at",
        "position",
        "name",
        "media_type",
        "peaks",
        "level",
    }
)
OWN_WORDS = frozenset({"keys"})  # search keys travel, but are no change by themselves
_SET_WINS = frozenset({"retired_at", "erased_at", "annulled_at"})
_TRUE_WINS = frozenset({"reserved", "community_reserved", "minor", "veiled", "fictitious"})
_FALSE_WINS = frozenset({"phone_public"})
_COUNT_WINS = frozenset({"faces_seen", "children_seen"})  # more people to ask; not counted is narrower still
_NARROWER: Mapping[str, tuple[str, ...]] = {
    "visibility": ("public", "alliance", "organism", "committee", "reserved"),
    "state": ("accepted", "received", "retired"),  # of a voice
}


def kind_of(model: type[Model]) -> str:
    """The name of a table in a bundle and in the ledger."""
    return str(model._meta.model_name)


def law_of(model: type[Model]) -> Law:
    """The law of a table; the alliance itself is edited like any register."""
    return model.law if issubclass(model, Owned) else Law.STEWARD


def insert_only(model: type[Model]) -> bool:
    """Rows of this table are never changed."""
    return law_of(model) in INSERT_ONLY


@cache
def travelling() -> tuple[type[Model], ...]:
    """The tables that travel, each after those that it points to."""
    waiting = {
        model: {
            field.related_model
            for field in model._meta.concrete_fields
            if isinstance(field, ForeignKey) and field.related_model is not model
        }
        for model in apps.get_app_config("manantial").get_models()
        if kind_of(model) not in STAYS
    }
    ordered: list[type[Model]] = []
    while waiting:
        ready = [model for model, needs in waiting.items() if not needs & waiting.keys()]
        for model in ready or [next(iter(waiting))]:  # a circle between tables is cut anywhere: keys wait for the end
            ordered.append(model)
            del waiting[model]
    return tuple(ordered)


@cache
def tables() -> Mapping[str, type[Model]]:
    """The tables that travel, by name."""
    return {kind_of(model): model for model in travelling()}


@cache
def columns(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    """The columns of a table that travel, in the order of the table; its id is not among them."""
    left = DERIVED.get(kind_of(model), frozenset()) | ({"alliance"} if model is not Alliance else set())
    return tuple(one for one in model._meta.concrete_fields if not one.primary_key and one.name not in left)


def uniques(model: type[Model]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Each constraint of a table: its name, its columns as attributes, and which of them gives way (empty: none)."""
    for one in model._meta.constraints:
        if isinstance(one, UniqueConstraint):
            names = tuple(column_of(model, name).attname for name in one.fields if name != "alliance")
            yield one.name, names, YIELDS.get(one.name, "")


def column_of(model: type[Model], name: str) -> Field[Any, Any]:
    """A column of a table by its name."""
    return next(one for one in model._meta.concrete_fields if one.name == name)


def holds(constraint: str, row: Mapping[str, Any]) -> bool:
    """Whether a constraint speaks about a row."""
    return CONDITIONS[constraint](row) if constraint in CONDITIONS else True


def narrowed(model: type[Model], here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, Any]:
    """What of a row must become narrower at once when two computers changed it, whoever is right about the rest."""
    found: dict[str, Any] = {}
    for name in here.keys() & there.keys():
        mine, theirs = here[name], there[name]
        if mine == theirs:
            continue
        if (
            (name in _SET_WINS and mine is None)
            or (name in _TRUE_WINS and theirs is True)
            or (name in _FALSE_WINS and theirs is False)
            or (name in _COUNT_WINS and mine is not None and (theirs is None or theirs > mine))
            or _is_narrower(kind_of(model), name, mine, theirs)
        ):
            found[name] = theirs
    return found


def _is_narrower(kind: str, name: str, mine: object, theirs: object) -> bool:
    order = _NARROWER.get(name, ())
    if name == "state" and kind != "voice":
        return False
    return mine in order and theirs in order and order.index(str(theirs)) > order.index(str(mine))
