"""Sessions: which come next, who came, and what the rules say of each, explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from manantial.governance.models import Attendance, Session
from manantial.governance.queries.bodies import RulesInForce, body_facts, rules_on
from manantial.governance.rules import (
    FIRST,
    SECOND,
    BodyFacts,
    Extension,
    Gathering,
    Presence,
    SessionState,
    extension_of,
    judge,
    judge_notice,
    quorum_in,
    thaw,
)
from manantial.kernel.rulings import Ruling
from manantial.kernel.text import fold
from manantial.people.models import Body


@dataclass(frozen=True)
class Sitting:
    """A session with its rules and what they say now; `frozen` is what they said when it was closed."""

    session: Session
    in_force: RulesInForce
    facts: BodyFacts
    rulings: tuple[Ruling, ...]
    notice: Ruling | None
    frozen: tuple[Ruling, ...]

    @property
    def first(self) -> Ruling | None:
        """The ruling on quorum in first call."""
        return quorum_in(self.rulings, FIRST)

    @property
    def second(self) -> Ruling | None:
        """The ruling on quorum in second call."""
        return quorum_in(self.rulings, SECOND)

    @property
    def extension(self) -> Extension:
        """What the rules say of expired mandates."""
        return extension_of(self.in_force.rules)

    @property
    def others(self) -> list[Ruling]:
        """Everything else the rules say: composition and warnings."""
        return [one for one in self.rulings if one not in (self.first, self.second)]

    @property
    def changed(self) -> bool:
        """True when what is known today rules otherwise than what was frozen."""
        return bool(self.frozen) and [one.allowed for one in self.frozen] != [one.allowed for one in self.rulings]


@dataclass(frozen=True)
class Attended:
    """How many people came, as counted on the list."""

    women: int
    men: int
    unsaid: int
    communities: int
    delegates: int  # accredited lines

    @property
    def total(self) -> int:
        """Everybody."""
        return self.women + self.men + self.unsaid


def sessions() -> QuerySet[Session]:
    """Return the sessions with their bodies, newest first."""
    return Session.objects.select_related("body__community").order_by("-planned_at", "-id")


def last_held(body: Body, before: datetime) -> Session | None:
    """Return the last session of a body that was held before a moment."""
    held = sessions().filter(body=body, state=SessionState.HELD, planned_at__lt=before)
    return held.order_by("-planned_at").first()


def next_session_for(community: UUID, after: datetime) -> Session | None:
    """Return the next session that concerns a community: of its own bodies, or of the whole alliance's assembly."""
    own = Q(body__community=community) | Q(body__community=None, body__kind="assembly")
    coming = sessions().filter(own, state__in=(SessionState.PLANNED, SessionState.CALLED), planned_at__gte=after)
    return coming.order_by("planned_at").first()


def attendances(session: Session) -> QuerySet[Attendance]:
    """Return the lines of the list that count, in the order of the paper."""
    lines = Attendance.objects.filter(session=session, struck_at=None)
    return lines.select_related("community", "seat", "person").order_by("position", "id")


def attendance_sum(lines: Iterable[Attendance]) -> Attended:
    """Sum the list; a line of a seat without numbers is one person."""
    listed = list(lines)
    people = [_people(one) for one in listed]
    return Attended(
        women=sum(one.women for one in listed),
        men=sum(one.men for one in listed),
        unsaid=sum(count - one.women - one.men for one, count in zip(listed, people, strict=True)),
        communities=len(
            {one.community_id for one, count in zip(listed, people, strict=True) if one.community_id and count}
        ),
        delegates=sum(one.accredited for one in listed),
    )


def doubled_lines(lines: Sequence[Attendance]) -> set[UUID]:
    """Return the lines that look like somebody written twice: same name and community. Shown, never blocked."""
    keys = {one.pk: (fold(one.written_name).strip(), one.community_id) for one in lines if one.written_name.strip()}
    times = Counter(keys.values())
    return {pk for pk, key in keys.items() if times[key] > 1}


def gathering_of(
    lines: Iterable[Attendance], second_call: datetime | None, moment: datetime | None = None
) -> Gathering:
    """Return who came as the rules count it."""
    return Gathering(tuple(_presence(one) for one in lines if _people(one)), second_call, moment)


def sitting(session: Session, lines: Sequence[Attendance] | None = None) -> Sitting:
    """Return a session with what its rules say of it, today's knowledge; `lines` may be some not saved yet."""
    day = timezone.localdate(session.planned_at)
    in_force, facts = rules_on(session.body, day), body_facts(session.body, day)
    listed = list(attendances(session)) if lines is None else lines
    gathering = gathering_of(listed, session.second_call_at) if listed else None
    rulings = tuple(judge(facts, in_force.rules, day, gathering))
    notice = judge_notice(in_force.rules, session.kind, session.called_on, day)
    return Sitting(session, in_force, facts, rulings, notice, tuple(thaw(session.ruling)))


def _people(line: Attendance) -> int:
    written = line.women + line.men + line.unsaid
    return written or int(bool(line.seat_id or line.written_name.strip()))


def _presence(line: Attendance) -> Presence:
    return Presence(
        seat=str(line.seat_id or ""),
        community=str(line.community_id or ""),
        accredited=line.accredited,
        people=_people(line),
        arrived=line.arrived_at,
        left=line.left_at,
    )
