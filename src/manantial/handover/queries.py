"""Handovers: which committees have relieved each other, which are late, and what a new committee receives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from manantial.governance.queries import AgreementRow, agreement_rows, agreements_of_community, body_facts, rules_on
from manantial.governance.rules import OPEN, continuing
from manantial.handover.models import Handover, HandoverItem, HandoverParty
from manantial.handover.rules import (
    CHECKLIST,
    DONE,
    OUTCOME_TONES,
    OUTCOME_WORDS,
    SECTION_WORDS,
    TIMELINESS_TONES,
    TIMELINESS_WORDS,
    Clock,
    Completeness,
    HandoverState,
    Side,
    Timeliness,
    clock,
    completeness,
)
from manantial.people.models import Body, Mandate
from manantial.people.queries.seats import Place, rosters
from manantial.people.rules import BodyKind, Character
from manantial.territory.models import Community
from manantial.territory.queries import Line, Panel, community_panel, family

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class HandoverView:
    """A handover with how it stands on a day and how its list came out."""

    handover: Handover
    clock: Clock
    list: Completeness


@dataclass(frozen=True)
class CommitteeRow:
    """A committee with its term and its last relief, on a day."""

    body: Body
    filled: int
    seats: int
    planned_end: date | None  # the nearest one of those in office
    expired: bool
    last: HandoverView | None
    elected_on: date | None  # the last election known from mandates that began on one exact day
    awaited: Clock | None  # of an election whose handover nobody has registered

    @property
    def timeliness(self) -> Timeliness:
        """How its relief stands: the registered one, or the one that is missing."""
        if self.awaited is not None:
            return self.awaited.timeliness
        return self.last.clock.timeliness if self.last else Timeliness.UNKNOWN

    @property
    def days(self) -> int | None:
        """Days from the election to the handover, or waited so far."""
        if self.awaited is not None:
            return self.awaited.days
        return self.last.clock.days if self.last else None


@dataclass(frozen=True)
class ReliefSum:
    """The number everybody sees: committees that relieved with a signed handover, of those that had an election."""

    signed: int
    elected: int
    overdue: int
    never: int


@dataclass(frozen=True)
class SectionView:
    """A section of the act with its lines."""

    title: str
    items: tuple[HandoverItem, ...]


def handovers() -> QuerySet[Handover]:
    """Return the handovers with their committee, list and people, newest first."""
    items = Prefetch("items", HandoverItem.objects.order_by("position", "id"))
    parties = Prefetch("parties", HandoverParty.objects.select_related("seat", "person").order_by("position", "id"))
    found = Handover.objects.select_related("body__community").prefetch_related(items, parties)
    return found.order_by("-elected_on", "-folio")


def handover_view(handover: Handover, *, on: date) -> HandoverView:
    """Tell how a handover stands on a day; give it from `handovers()`."""
    stands = clock(handover.state, handover.elected_on, handover.due_on, handover.signed_on, on)
    return HandoverView(handover, stands, completeness(one.outcome for one in handover.items.all()))


def committees(*, on: date) -> list[CommitteeRow]:
    """Return every committee with its term and its last relief; six questions whatever their number."""
    bodies = list(
        Body.objects.filter(kind=BodyKind.COMMITTEE, dissolved_max=None)
        .select_related("community")
        .order_by("community__code", "name")
    )
    places, elections = rosters(bodies, on), _elections(bodies, on)
    last: dict[UUID, Handover] = {}
    for one in handovers().filter(body__in=bodies):
        last.setdefault(one.body_id, one)
    return [_row(body, places[body.pk], elections.get(body.pk), last.get(body.pk), on) for body in bodies]


def relief_sum(rows: Iterable[CommitteeRow], *, on: date) -> ReliefSum:
    """Sum the committees that had an election in the last year by how their relief went."""
    recent = [row for row in rows if (day := _election_of(row)) is not None and on - A_YEAR < day <= on]
    return ReliefSum(
        signed=sum(row.timeliness in {Timeliness.ON_TIME, Timeliness.LATE} for row in recent),
        elected=len(recent),
        overdue=sum(row.timeliness is Timeliness.OVERDUE for row in recent),
        never=sum(row.timeliness is Timeliness.NEVER for row in recent),
    )


def sections(handover: Handover) -> list[SectionView]:
    """Return the list of an act by section, in its order; lines of other sections come last."""
    items = list(handover.items.all())
    titles = {**SECTION_WORDS, **{one.section: one.section for one in items if one.section not in SECTION_WORDS}}
    return [
        SectionView(title, lines)
        for code, title in titles.items()
        if (lines := tuple(one for one in items if one.section == code))
    ]


def parties(handover: Handover, side: Side) -> list[HandoverParty]:
    """Return who stands on one side of the act."""
    return [one for one in handover.parties.all() if one.side == side]


def not_found(handover: Handover) -> list[HandoverItem]:
    """Return what was not given, does not exist or is disputed: the lines a new committee must know of."""
    return [one for one in handover.items.all() if one.outcome and one.outcome != "given"]


def pending_agreements(body: Body, *, on: date) -> list[AgreementRow]:
    """Return the open agreements a committee inherits: about its community, made by it, or charged to its seats."""
    if body.community is None:
        return []
    return agreement_rows(agreements_of_community(body.community).filter(state__in=sorted(OPEN)), on=on)


def former_holders(body: Body, *, on: date) -> list[Mandate]:
    """Return who held the seats of a body before, newest first: whom to ask."""
    ended = Mandate.objects.filter(seat__body=body, annulled_at=None, end_max__lt=on)
    return list(ended.select_related("person", "seat").order_by("-end_max", "seat__position")[:20])


def who_continues(body: Body, before: date, after: date) -> tuple[int, int]:
    """Return how many seats kept the same person between two days, of how many."""
    return continuing(body_facts(body, after), rules_on(body, after).rules, before, after)


def outcome_word(outcome: str) -> str:
    """Return the Spanish word of an outcome."""
    return OUTCOME_WORDS[outcome]


def outcome_tone(outcome: str) -> str:
    """Return the tone of its chip."""
    return OUTCOME_TONES[outcome]


def checklist_lines() -> list[tuple[str, str]]:
    """Return (section, thing) of the default list, in its order."""
    return [(section.code, item) for section in CHECKLIST for item in section.items]


def _elections(bodies: Sequence[Body], on: date) -> dict[UUID, date]:
    """The last day on which somebody new took a seat as proprietor, known to the day."""
    started = Mandate.objects.filter(
        seat__body__in=bodies, annulled_at=None, character=Character.PROPRIETOR, start_min__lte=on
    )
    told = started.order_by("start_min").values_list("seat__body", "start_min", "start_max")
    return {body: first for body, first, last in told if first is not None and first == last}


def _row(body: Body, places: Sequence[Place], elected_on: date | None, last: Handover | None, on: date) -> CommitteeRow:
    holders = [holder for place in places for holder in place.holders]
    ends = [one.mandate.planned_end for one in holders if one.mandate.planned_end]
    view = handover_view(last, on=on) if last else None
    known = last.elected_on if last else None
    unwritten = elected_on is not None and (known is None or known < elected_on)
    missing = unwritten and elected_on is not None and on - A_YEAR < elected_on and _is_relief(body, elected_on)
    awaited = clock(HandoverState.PREPARING, elected_on, None, None, on) if missing else None
    return CommitteeRow(
        body=body,
        filled=sum(not place.is_vacant for place in places),
        seats=len(places),
        planned_end=min(ends, default=None),
        expired=any(one.is_expired for one in holders),
        last=view,
        elected_on=elected_on,
        awaited=awaited,
    )


def _is_relief(body: Body, elected_on: date) -> bool:
    """The first committee of a community relieves nobody."""
    founded = body.founded.latest
    return founded is None or founded < elected_on


def _election_of(row: CommitteeRow) -> date | None:
    if row.awaited is not None:
        return row.elected_on
    return row.last.handover.elected_on if row.last else None


def signed_share(rows: Iterable[CommitteeRow]) -> tuple[int, int]:
    """Return how many committees have their last relief signed, of all committees."""
    listed = list(rows)
    signed = sum(row.awaited is None and row.last is not None and row.last.handover.state in DONE for row in listed)
    return signed, len(listed)


@community_panel(40, "handover.see")
def relief(community: Community, on: date) -> Panel:
    """What handover tells on the page of a community: how its last relief went."""
    found = handovers().filter(body__community__in=family(community))[:3]
    lines = []
    for one in found:
        view = handover_view(one, on=on)
        told = view.clock.timeliness
        lines.append(
            Line(one.folio, TIMELINESS_TONES[told], _(TIMELINESS_WORDS[told]), reverse("handover:act", args=[one.pk]))
        )
    return Panel(_("Relevo del comité"), "handover", tuple(lines), _("No hay actas de entrega de este comité."))
