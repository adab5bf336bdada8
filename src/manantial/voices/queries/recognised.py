"""Whom a credit without a name would still give away: asked of the roster, which everybody of the place knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Ruling
from manantial.people.models import Mandate
from manantial.territory.models import Community
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries.gate import Gate
from manantial.voices.rules import Attribution, Credit, TermHolder, Use, What, gives_away, safer


@dataclass(frozen=True)
class Recognised:
    """A credit that gives somebody away: why, and the next narrower credit that does not."""

    warning: Ruling
    instead: Attribution


def rosters(communities: Iterable[UUID]) -> dict[UUID, list[TermHolder]]:
    """Who has held which seat of each community, or for it in a body of the alliance; one question for all."""
    asked = set(communities)
    if not asked:
        return {}
    rows = Mandate.objects.filter(
        Q(seat__body__community__in=asked) | Q(represents_community__in=asked), annulled_at=None
    ).select_related("seat__body__community", "represents_community")
    found: dict[UUID, list[TermHolder]] = defaultdict(list)
    for row in rows:
        for place in {row.seat.body.community, row.represents_community}:
            if place is not None and place.pk in asked:
                found[place.pk].append(TermHolder(row.person_id, row.seat.label, place.name, row.start, row.end))
    return found


def seat_warning(
    role: str, community: Community | None, recorded: PartialDate, *, reserved: bool = False
) -> Recognised | None:
    """Whether crediting by role and community gives somebody away; asked while the credit is being chosen."""
    if community is None or reserved or not role.strip():
        return None
    credit = Credit(Attribution.ROLE_COMMUNITY, role=role, community=community.name)
    return recognised(credit, recorded, rosters([community.pk]).get(community.pk, []))


def recognised(credit: Credit, recorded: PartialDate, terms: Sequence[TermHolder]) -> Recognised | None:
    """The warning about one credit with what to say instead; None when nobody stands out."""
    warning = gives_away(credit, recorded, terms)
    return None if warning else Recognised(warning, safer(credit, recorded, terms))


def given_away(
    things: Iterable[Voice | Fragment], *, use: Use, on: date, what: What | None = None
) -> dict[UUID, Recognised]:
    """The things that may be used so today and whose credit gives somebody away; others are not named.

    `what` asks for one part alone, as in `permitted`. The questions to the database are those of the gate and one
    more, however many things there are.
    """
    listed = list(things)
    gate = Gate.of(listed)
    terms = rosters(voice.community_id for voice in gate.voices.values() if voice.community_id and voice.role)
    found = {}
    for thing in listed:
        voice = gate.voices[thing.voice_id if isinstance(thing, Fragment) else thing.pk]
        known = terms.get(voice.community_id, []) if voice.community_id else []
        if known and gate.ruling(thing, use, on=on, what=what):
            seen = recognised(gate.credit(thing, use, on=on), voice.recorded, known)
            if seen is not None:
                found[thing.pk] = seen
    return found
