"""What a card said before, and what stands on it now: so a page knows whether somebody else changed it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from manantial.kernel.dates import PartialDate
from manantial.people.models import Person
from manantial.voices.models import Workshop, WorkshopAgreement
from manantial.voices.queries.words import said
from manantial.voices.rules import (
    AGE_WORDS,
    ATTRIBUTION_WORDS,
    CONDITION_WORDS,
    DEBRIEF_QUESTIONS,
    GROUP_WORDS,
    LANGUAGE_WORDS,
    ROLE_WORDS,
    SEX_WORDS,
    SOURCE_WORDS,
)

WORKSHOP_ACCOUNT = ("report", "pending", "tensions", "feelings")
WORKSHOP_PLAN = (
    "title", "on", "starts_at", "place", "community", "expected_people", "facilitators", "blocks", "supplies", "cares",
    "roles",
)  # fmt: skip
FORMAT_CARD = ("title", "objective", "blocks", "supplies", "outcomes", "cares")
DEBRIEF_CARD = ("title", "on", "community", "told_by", "answers")
SOURCE_CARD = (
    "kind", "title", "when", "author", "keeper", "location", "community", "condition", "axis", "visibility", "citation",
    "note",
)  # fmt: skip
VOICE_CARD = (
    "title", "group", "pseudonym", "sex", "age_range", "role", "community", "community_reserved", "credit_limit",
    "language", "collective", "minor", "children_seen", "faces_seen", "workshop", "recorded", "place", "summary",
    "picture_alt", "chosen_because", "visibility",
)  # fmt: skip
_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": SOURCE_WORDS,
    "condition": CONDITION_WORDS,
    "group": GROUP_WORDS,
    "sex": SEX_WORDS,
    "age_range": AGE_WORDS,
    "language": LANGUAGE_WORDS,
    "credit_limit": ATTRIBUTION_WORDS,
}

_KEYS: Mapping[str, str] = {
    **ROLE_WORDS,
    **{key: text for asked in DEBRIEF_QUESTIONS.values() for key, text in asked.items()},
}


def spelled(value: Any) -> Any:
    """A value as it can be kept: dates and names of things in words, lists and texts as they are."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, PartialDate | date | time):
        return str(value) if value else ""
    if isinstance(value, Mapping):
        return {str(key): spelled(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [spelled(one) for one in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value


def stands(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """What a row says now under these names."""
    return {name: spelled(getattr(row, name)) for name in names}


def told(name: str, value: Any) -> str:
    """A kept value in words for people; empty for nothing."""
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if isinstance(value, Mapping):
        return "\n".join(f"{said(_KEYS, key)}: {text}" for key, text in value.items() if text)
    if isinstance(value, list):
        return "\n".join(_line(one) for one in value)
    return said(_WORDS[name], str(value)) if name in _WORDS and value else str(value or "")


def _line(one: Any) -> str:
    if not isinstance(one, Mapping):
        return str(one)
    if "minutes" in one:
        return f"{one['title']} ({one['minutes']}′)"
    return str(one.get("name") or one.get("text") or "")


@dataclass(frozen=True)
class Former:
    """One change: when, by whom, and the parts as they were before it."""

    at: datetime
    who: str
    parts: tuple[tuple[str, str], ...]  # label, words


def former_of(row: Any, labels: Mapping[str, str]) -> list[Former]:
    """The changes of a card, the last one first, in one question for the names; parts without a label are left out."""
    changes = list(reversed(row.former))
    by = {change["by"] for change in changes if change["by"]}
    names = {str(pk): name for pk, name in Person.objects.filter(pk__in=by).values_list("pk", "name")} if by else {}
    return [
        Former(datetime.fromisoformat(change["at"]), names.get(change["by"], ""), _parts(change["before"], labels))
        for change in changes
    ]


def _parts(before: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((labels[name], told(name, value)) for name, value in before.items() if name in labels)


def differing(now: Mapping[str, Any], typed: Mapping[str, Any], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What stands and is not what somebody typed, in words: what another person saved meanwhile."""
    return [
        (labels[name], told(name, value))
        for name, value in now.items()
        if name in labels and name in typed and value != spelled(typed[name])
    ]


def agreed_lines(workshop: Workshop) -> list[str]:
    """The agreements of a workshop, each on one line."""
    rows = WorkshopAgreement.objects.filter(workshop=workshop)
    return [" · ".join(str(part) for part in (row.text, row.who, row.by_when, row.done_on) if part) for row in rows]
