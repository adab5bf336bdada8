"""Verbs about places: add and correct a community, say its state, join two names of one place, link the census."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from manantial.kernel.dates import PartialDate
from manantial.kernel.rulings import Refused
from manantial.kernel.rulings import gettext_noop as _
from manantial.kernel.text import fold
from manantial.ledger.actions import Identified, record
from manantial.territory.models import Community, CommunityLocality, CommunityState, Locality, Municipality
from manantial.territory.queries import home_municipality, next_code
from manantial.territory.rules import DECIDED_STATES, MembershipState, Provider

_CORRECTABLE = frozenset({
    "name", "aliases", "languages", "provider", "visibility", "households", "population", "latitude", "longitude",
    "place_reserved", "media_available", "assembly_day", "notes",
})  # fmt: skip


class PlaceRefused(Refused):
    """A rule did not allow it; nothing was changed. `ruling` says why in Spanish."""


@transaction.atomic
def add_municipality(
    *,
    name: str,
    state: str,
    inegi_key: str = "",
    home: bool = False,
    source: str = "",
    by: Identified | None,
    now: datetime,
) -> Municipality:
    """Add a municipality: the alliance's own one, or another for comparison."""
    added = Municipality.objects.create(name=name, state=state, inegi_key=inegi_key, home=home, source=source)
    record("municipality.added", added, by=by, now=now, facts={"name": name, "home": home})
    return added


@transaction.atomic
def add_community(
    *,
    name: str,
    by: Identified | None,
    now: datetime,
    code: str = "",
    municipality: Municipality | None = None,
    **details: Any,
) -> Community:
    """Add a community to the working list; a name that exists already is allowed, a key is not.

    Raises PlaceRefused for an empty name, a used key, an unknown provider, or when the alliance has no municipality.
    """
    place = municipality or home_municipality()
    if place is None:
        raise PlaceRefused.because(_("Primero registre el municipio de la alianza."))
    _refuse_unknown(details)
    code = code.strip() or next_code()
    if not name.strip():
        raise PlaceRefused.because(_("Escriba el nombre de la comunidad."))
    if Community.objects.filter(code=code).exists():
        raise PlaceRefused.because(_("La clave %(code)s ya es de otra comunidad."), code=code)
    added = Community.objects.create(municipality=place, code=code, name=name.strip(), **details)
    record("community.added", added, by=by, now=now, community=added, facts={"code": code})
    return added


@transaction.atomic
def correct_community(
    community: Community, *, by: Identified | None, now: datetime, reason: str = "", **changes: Any
) -> Community:
    """Correct what is written of a community; a former name stays as another spelling. No change writes nothing."""
    _refuse_unknown(changes)
    changed = sorted(name for name, value in changes.items() if getattr(community, name) != value)
    if not changed:
        return community
    former = community.name
    for name in changed:
        setattr(community, name, changes[name])
    if not community.name.strip():
        raise PlaceRefused.because(_("Escriba el nombre de la comunidad."))
    if "name" in changed:
        community.aliases = _spellings(community.name, [*community.aliases, former])
    community.save()
    record(
        "community.corrected", community, by=by, now=now, reason=reason, community=community, facts={"fields": changed}
    )
    return community


@transaction.atomic
def set_state(
    community: Community,
    state: MembershipState,
    *,
    since: PartialDate,
    by: Identified | None,
    now: datetime,
    act: str = "",
    act_session: Identified | None = None,
    note: str = "",
) -> CommunityState:
    """Write that a community passed to a state. Older states stay: what was true before is not erased.

    Raises PlaceRefused without any date or words for it. A state that a body decides may come without its act, but then
    it is not proven.
    """
    if since.is_unknown and not since.words:
        raise PlaceRefused.because(_("Diga desde cuándo, aunque sea solo el año o «antes de la sequía»."))
    row = CommunityState(community=community, state=state.value, act=act.strip(), note=note)
    row.since = since
    row.act_session_id = act_session.pk if act_session else None
    row.save()
    facts = {"state": state.value, "since": since.iso, "proven": bool(row.act) or state not in DECIDED_STATES}
    record("community.state_set", row, by=by, now=now, community=community, facts=facts)
    return row


@transaction.atomic
def join_communities(
    kept: Community, joined: Community, *, by: Identified | None, now: datetime, reason: str
) -> Community:
    """Say that two rows of the list are one place: the names of the joined one become other spellings.

    Nothing moves: what was written of the joined row stays there and is shown with the kept one. Raises PlaceRefused
    for one and the same row, one that was joined before, or without a reason.
    """
    if kept.pk == joined.pk:
        raise PlaceRefused.because(_("Es la misma comunidad."))
    if kept.merged_into_id or joined.merged_into_id:
        raise PlaceRefused.because(_("Una de las dos ya estaba unida a otra. Sepárela antes."))
    if not reason.strip():
        raise PlaceRefused.because(_("Diga cómo sabe que son la misma comunidad."))
    kept.aliases = _spellings(kept.name, [*kept.aliases, joined.name, *joined.aliases])
    kept.save(update_fields=["aliases"])
    for further in Community.objects.filter(merged_into=joined.pk):
        further.merged_into = kept
        further.save(update_fields=["merged_into"])
    joined.merged_into = kept
    joined.save(update_fields=["merged_into"])
    facts = {"kept": kept.code, "joined": joined.code}
    record("community.joined", joined, by=by, now=now, reason=reason, community=kept, facts=facts)
    return kept


@transaction.atomic
def part_community(joined: Community, *, by: Identified | None, now: datetime, reason: str) -> Community:
    """Undo a joining: the community is in the list again; the other spellings stay until somebody corrects them."""
    if joined.merged_into_id is None:
        raise PlaceRefused.because(_("Esta comunidad no está unida a otra."))
    joined.merged_into = None
    joined.save(update_fields=["merged_into"])
    record("community.parted", joined, by=by, now=now, reason=reason, community=joined)
    return joined


@transaction.atomic
def link_locality(
    community: Community, locality: Locality, *, by: Identified | None, now: datetime
) -> CommunityLocality:
    """Say that a census locality belongs to a community; one made by mistake may be made again."""
    link, new = CommunityLocality.objects.get_or_create(
        community=community, locality=locality, defaults={"linked_by_id": by.pk if by else None}
    )
    if not new and link.ended_at is not None:
        link.ended_at, link.linked_by_id = None, by.pk if by else None
        link.save(update_fields=["ended_at", "linked_by_id"])
    record("locality.linked", link, by=by, now=now, community=community, facts={"cvegeo": locality.cvegeo})
    return link


@transaction.atomic
def unlink_locality(link: CommunityLocality, *, by: Identified | None, now: datetime) -> CommunityLocality:
    """Take back a link to the census; that it was made stays in the ledger."""
    link.ended_at = now
    link.save(update_fields=["ended_at"])
    facts = {"cvegeo": link.locality.cvegeo}
    record("locality.unlinked", link, by=by, now=now, community=link.community, facts=facts)
    return link


def _refuse_unknown(details: dict[str, Any]) -> None:
    unknown = sorted(set(details) - _CORRECTABLE)
    if unknown:
        raise TypeError(f"not a field of a community that may be written: {', '.join(unknown)}")
    if "provider" in details and details["provider"] not in set(Provider):
        raise PlaceRefused.because(_("No se conoce esa forma de dar el servicio."))


def _spellings(name: str, others: Sequence[str]) -> list[str]:
    """Return other spellings once each, without the present name."""
    found: dict[str, str] = {}
    for other in others:
        if other.strip() and fold(other) != fold(name):
            found.setdefault(fold(other), other.strip())
    return list(found.values())
