"""A body as its rules see it on any day: seats with everybody who held them, accredited communities, rules in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from manantial.governance.models import Regulation
from manantial.governance.rules import Base, BodyFacts, Rule, SeatFacts, Term, default_rules, judge, read_rule
from manantial.kernel.rulings import Ruling
from manantial.people.models import Body, Mandate, Seat
from manantial.people.rules import BodyKind, SeatRole
from manantial.territory.queries import members_on


@dataclass(frozen=True)
class RulesInForce:
    """The rules of a body on a day; without a regulation they are a proposal and every page says so."""

    regulation: Regulation | None
    rules: tuple[Rule, ...]

    @property
    def is_proposal(self) -> bool:
        """True while nobody has typed the regulation of this body."""
        return self.regulation is None


def regulations(body: Body) -> QuerySet[Regulation]:
    """Return the versions of the regulation of a body, oldest first, with their rules."""
    return Regulation.objects.filter(body=body).prefetch_related("rules").select_related("approved_in", "document")


def regulation_on(body: Body, day: date) -> Regulation | None:
    """Return the regulation that was in force on a day."""
    until = Q(valid_until=None) | Q(valid_until__gte=day)
    return regulations(body).filter(until, valid_from__lte=day).order_by("-valid_from").first()


def rules_on(body: Body, day: date) -> RulesInForce:
    """Return the computable rules of a body on a day. Raises BadRule when a stored row makes no sense."""
    regulation = regulation_on(body, day)
    if regulation is None:
        return RulesInForce(None, default_rules(_base_of(body)))
    typed = tuple(read_rule(row.kind, row.params) for row in regulation.rules.all())
    return RulesInForce(regulation, typed or default_rules(_base_of(body)))


def standing_seats(body: Body, day: date) -> QuerySet[Seat]:
    """Return the seats a body had on a day."""
    created = Q(created_min=None) | Q(created_min__lte=day)
    suppressed = Q(suppressed_max=None) | Q(suppressed_max__gt=day)
    return Seat.objects.filter(created, suppressed, body=body).order_by("position", "label")


def body_facts(body: Body, day: date) -> BodyFacts:
    """Return what the rules look at; three questions to the database whatever the size of the body."""
    mandates = Prefetch("mandates", Mandate.objects.order_by("start_min", "id"))
    seats = tuple(_seat(seat) for seat in standing_seats(body, day).prefetch_related(mandates))
    everybody = body.kind == BodyKind.ASSEMBLY and body.community_id is None
    communities = tuple(str(one.pk) for one in members_on(day)) if everybody else ()
    return BodyFacts(body.name, seats, communities, _users(body))


def composition_rulings(body: Body, day: date) -> list[Ruling]:
    """Tell what the rules say of how a body was composed on a day."""
    return judge(body_facts(body, day), rules_on(body, day).rules, day)


def seats_to_assign() -> QuerySet[Seat]:
    """Return the seats an agreement may be charged to: of the common bodies, and each committee's presidency."""
    whose = ~Q(body__kind=BodyKind.COMMITTEE) | Q(role=SeatRole.PRESIDENCY)
    seats = Seat.objects.filter(whose, suppressed_max=None).select_related("body__community")
    return seats.order_by("body__kind", "body__name", "position")


def _seat(seat: Seat) -> SeatFacts:
    terms = tuple(
        Term(
            person=str(mandate.person_id),
            start=mandate.start,
            end=mandate.end,
            planned_end=mandate.planned_end,
            character=mandate.character,
            annulled=mandate.annulled_at is not None,
        )
        for mandate in seat.mandates.all()
    )
    return SeatFacts(str(seat.pk), seat.label, seat.sector, seat.votes, seat.role, terms)


def _base_of(body: Body) -> Base:
    if body.kind != BodyKind.ASSEMBLY:
        return Base.VOTING
    return Base.USERS if body.community_id else Base.COMMUNITIES


def _users(body: Body) -> int | None:
    """How many homes take part in the assembly of one community: the nearest thing to a roll that is kept."""
    return body.community.households if body.kind == BodyKind.ASSEMBLY and body.community else None
