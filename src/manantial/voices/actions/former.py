"""Keeping what a card said before it was changed, so that nothing is lost and two people can see each other's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from manantial.people.models import Person
from manantial.voices.queries import stands


def keep_former(row: Any, before: Mapping[str, Any], *, by: Person | None, now: datetime) -> list[str]:
    """Keep on the row the parts that are no longer as in `before`, and return their names. The caller saves the row."""
    after = stands(row, before)
    changed = {name: value for name, value in before.items() if value != after[name]}
    if changed:
        row.former = [*row.former, {"at": now.isoformat(), "by": str(by.pk) if by else "", "before": changed}]
    return sorted(changed)
