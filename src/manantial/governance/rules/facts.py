"""What a decision about a body looks at: its seats, who held them, and who came. Plain data, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from manantial.governance.rules.kinds import Base, Extension, ExtensionKind
from manantial.kernel.dates import Interval, PartialDate

CHARACTERS = ("proprietor", "interim", "in_charge", "substitute")  # who counts first when several hold a seat


@dataclass(frozen=True)
class Term:
    """A person in a seat between two dates; the planned end does not end it by itself."""

    person: str
    start: PartialDate
    end: PartialDate = field(default_factory=PartialDate)
    planned_end: date | None = None
    character: str = "proprietor"
    annulled: bool = False

    def expired_on(self, day: date) -> bool:
        """True when the planned end had passed: in office until relieved."""
        return self.planned_end is not None and self.planned_end < day

    def counts_on(self, day: date, extension: Extension) -> bool:
        """True when it may have been in force that day, given what the regulation says of expired mandates."""
        if self.annulled or not Interval(self.start, self.end).possibly_on(day):
            return False
        if not self.expired_on(day) or extension.kind is ExtensionKind.ALLOWED:
            return True
        if extension.kind is ExtensionKind.NONE or self.planned_end is None:
            return False
        return day <= self.planned_end + timedelta(days=extension.days)


@dataclass(frozen=True)
class SeatFacts:
    """A place in a body with everybody who held it."""

    key: str
    label: str
    sector: str = ""
    votes: bool = True
    role: str = ""
    terms: tuple[Term, ...] = ()

    def holder_on(self, day: date, extension: Extension) -> Term | None:
        """Return who held it that day, the proprietor before anybody else; None when it was vacant."""
        found = [term for term in self.terms if term.counts_on(day, extension)]
        order = {character: place for place, character in enumerate(CHARACTERS)}
        found.sort(key=lambda term: (order.get(term.character, len(order)), term.start.key))
        return found[0] if found else None


@dataclass(frozen=True)
class BodyFacts:
    """A body as a decision sees it: seats, accredited communities, users of the roll (None: not known)."""

    name: str
    seats: tuple[SeatFacts, ...] = ()
    communities: tuple[str, ...] = ()
    users: int | None = None


@dataclass(frozen=True)
class Presence:
    """One line of the list: a seat, or the delegation of a community; with the people it counts."""

    seat: str = ""
    community: str = ""
    accredited: bool = False
    people: int = 1
    arrived: datetime | None = None
    left: datetime | None = None

    def there_at(self, moment: datetime | None) -> bool:
        """True when it was there; without a written time it counts as there the whole session."""
        if moment is None:
            return True
        return (self.arrived is None or self.arrived <= moment) and (self.left is None or moment < self.left)


@dataclass(frozen=True)
class Gathering:
    """Who came. First call counts whoever arrived before `second_call`; without written times, everybody."""

    presences: tuple[Presence, ...]
    second_call: datetime | None = None
    moment: datetime | None = None  # of a vote; None: the whole session

    def in_call(self, call: int) -> tuple[Presence, ...]:
        """Return the lines that count in first (1) or second (2) call, at `moment` when there is one."""
        there = tuple(one for one in self.presences if one.there_at(self.moment))
        if call != 1 or self.second_call is None:
            return there
        return tuple(one for one in there if one.arrived is None or one.arrived < self.second_call)


@dataclass(frozen=True)
class View:
    """A body on one day, with the sums every rule asks for."""

    body: BodyFacts
    day: date
    extension: Extension
    gathering: Gathering | None = None

    def filled(self, seats: Iterable[SeatFacts] | None = None) -> tuple[SeatFacts, ...]:
        """Return the seats that somebody holds."""
        chosen = self.body.seats if seats is None else seats
        return tuple(seat for seat in chosen if seat.holder_on(self.day, self.extension))

    def expired(self) -> tuple[SeatFacts, ...]:
        """Return the seats whose holder's planned end has passed."""
        return tuple(
            seat
            for seat in self.body.seats
            if (term := seat.holder_on(self.day, self.extension)) and term.expired_on(self.day)
        )

    def voting(self) -> tuple[SeatFacts, ...]:
        """Return the seats with vote, held or not."""
        return tuple(seat for seat in self.body.seats if seat.votes)

    def present_seats(self, call: int) -> tuple[SeatFacts, ...]:
        """Return the seats with vote that were there; nobody can sit in a vacant one."""
        if self.gathering is None:
            return ()
        keys = {one.seat for one in self.gathering.in_call(call) if one.seat}
        return tuple(seat for seat in self.filled(self.voting()) if seat.key in keys)

    def total(self, base: Base, call: int = 2) -> int:
        """How many the whole is, for a base. Zero when it is not known."""
        sizes = {
            Base.SEATS: lambda: len(self.body.seats),
            Base.FILLED: lambda: len(self.filled()),
            Base.VOTING: lambda: len(self.voting()),
            Base.VOTING_FILLED: lambda: len(self.filled(self.voting())),
            Base.PRESENT: lambda: len(self.present_seats(call)),
            Base.COMMUNITIES: lambda: len(self.body.communities),
            Base.USERS: lambda: self.body.users or 0,
        }
        return sizes[base]()

    def came(self, base: Base, call: int) -> int:
        """How many of that base were there: accredited communities, people of the list, or seats."""
        if self.gathering is None:
            return 0
        there = self.gathering.in_call(call)
        if base is Base.COMMUNITIES:
            known = set(self.body.communities)
            return len({one.community for one in there if one.accredited and one.community in known})
        if base is Base.USERS:
            return sum(one.people for one in there)
        if base in {Base.SEATS, Base.FILLED}:
            keys = {one.seat for one in there if one.seat}
            return sum(seat.key in keys for seat in self.body.seats)
        return len(self.present_seats(call))

    def of_sector(self, sector: str, base: Base, call: int = 2) -> int:
        """How many of a sector there are within a base of seats."""
        groups = {
            Base.SEATS: self.body.seats,
            Base.FILLED: self.filled(),
            Base.VOTING: self.voting(),
            Base.VOTING_FILLED: self.filled(self.voting()),
            Base.PRESENT: self.present_seats(call),
        }
        return sum(seat.sector == sector for seat in groups.get(base, ()))
