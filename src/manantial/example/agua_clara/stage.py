"""What the builders of the example hand to each other, and the hour at which things happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from manantial.alliance.models import Alliance
from manantial.governance.models import Session
from manantial.people.models import Body, Person, Seat
from manantial.territory.models import Community, Municipality
from manantial.voices.models import Fragment, Source, Voice, Workshop

Progress = Callable[[int, int | None, str], None]


def at(day: date, hour: int = 17) -> datetime:
    """Return an hour of a day of the example, in UTC."""
    return datetime.combine(day, time(hour, 0), tzinfo=UTC)


def after(day: date, days: int) -> date:
    """Return a day so many days later."""
    return day + timedelta(days=days)


@dataclass
class Stage:
    """The example while it is being built."""

    alliance: Alliance
    municipality: Municipality | None = None
    communities: dict[str, Community] = field(default_factory=dict)
    staff: dict[str, Person] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    workshops: list[Workshop] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    fragments: dict[int, Fragment] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    @property
    def social(self) -> Person:
        """The social coordinator, who does most of the typing."""
        return self.staff["social"]
