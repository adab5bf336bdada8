"""The calendar of the plan: what will be done, when, who answers for it, what comes out, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from manantial.kernel.rulings import gettext_noop as _


class ActivityState(StrEnum):
    """How far an activity is."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


ACTIVITY_WORDS: Mapping[str, str] = {
    ActivityState.PLANNED: _("Por hacer"),
    ActivityState.DOING: _("En camino"),
    ActivityState.DONE: _("Hecha"),
    ActivityState.DROPPED: _("Ya no se hará"),
}


@dataclass(frozen=True)
class Activity:
    """One line of the calendar; days are civil days, either may be missing."""

    what: str
    start: date | None = None
    end: date | None = None
    who: str = ""
    product: str = ""
    state: ActivityState = ActivityState.PLANNED

    def is_late(self, today: date) -> bool:
        """Its last day has passed and it is neither done nor dropped."""
        last = self.end or self.start
        open_ = self.state in {ActivityState.PLANNED, ActivityState.DOING}
        return open_ and last is not None and last < today

    def stored(self) -> dict[str, str]:
        """As the plan keeps it."""
        return {name: str(value) if value else "" for name, value in asdict(self).items()}

    def line(self) -> str:
        """On one line, as what a calendar said before is shown."""
        days = " – ".join(str(day) for day in (self.start, self.end) if day)
        return " · ".join(part for part in (self.what, days, self.who, self.product) if part)


def read_activities(stored: Iterable[Mapping[str, Any]]) -> list[Activity]:
    """Return the activities a plan keeps, in the order of time; those without a day go last."""
    found = [
        Activity(
            str(row.get("what", "")),
            _day(row.get("start")),
            _day(row.get("end")),
            str(row.get("who", "")),
            str(row.get("product", "")),
            ActivityState(row.get("state") or ActivityState.PLANNED),
        )
        for row in stored
    ]
    return sorted(found, key=lambda each: (each.start or each.end or date.max, each.end or date.max, each.what))


def late_activities(activities: Iterable[Activity], today: date) -> list[Activity]:
    """Return what should already be done."""
    return [activity for activity in activities if activity.is_late(today)]


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
