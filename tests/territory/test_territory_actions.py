"""Communities: names that repeat, states with their act, two rows that are one place, links to the census."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from manantial.alliance.models import Alliance
from manantial.kernel.dates import PartialDate
from manantial.ledger.models import Entry
from manantial.territory.actions import (
    PlaceRefused,
    add_community,
    correct_community,
    join_communities,
    link_locality,
    part_community,
    set_state,
    unlink_locality,
)
from manantial.territory.models import Community, CommunityLocality, Locality, Municipality
from manantial.territory.queries import (
    communities,
    family,
    likely_doubles,
    localities_of,
    localities_to_link,
    members_on,
    named_like,
    rows,
)
from manantial.territory.rules import Likeness, MembershipState

DAY = date(2024, 11, 24)


def test_four_san_jose_stay_four(municipality: Municipality, now: datetime) -> None:
    added = [add_community(name="San José", by=None, now=now) for _n in range(4)]
    assert [one.code for one in added] == ["C-01", "C-02", "C-03", "C-04"]
    assert communities().count() == 4
    with pytest.raises(PlaceRefused, match="C-02"):
        add_community(name="San José", code="C-02", by=None, now=now)


def test_a_community_needs_a_name_and_a_municipality(alliance: Alliance, now: datetime) -> None:
    with pytest.raises(PlaceRefused, match="municipio"):
        add_community(name="El Cedro", by=None, now=now)


def test_a_former_name_stays_as_another_spelling(municipality: Municipality, now: datetime) -> None:
    place = add_community(name="Vistahermosa", by=None, now=now)
    correct_community(place, name="Vista Hermosa", by=None, now=now, reason="así lo escribe la asamblea")
    assert place.aliases == ["Vistahermosa"]
    assert list(named_like(communities(), "vistahermosa")) == [place]
    before = Entry.objects.count()
    correct_community(place, name="Vista Hermosa", by=None, now=now)
    assert Entry.objects.count() == before  # nothing changed, nothing written
    with pytest.raises(TypeError, match="code"):
        correct_community(place, code="X", by=None, now=now)


def test_only_members_on_that_day_are_counted(municipality: Municipality, now: datetime) -> None:
    cedro, nance = (add_community(name=name, by=None, now=now) for name in ("El Cedro", "El Nance"))
    set_state(cedro, MembershipState.MEMBER, since=PartialDate.parse("2021"), act="Acta 3", by=None, now=now)
    set_state(nance, MembershipState.MEMBER, since=PartialDate.parse("2023-05-02"), by=None, now=now)
    assert members_on(date(2021, 6, 1)) == []  # some day of 2021, not surely by June
    assert members_on(date(2022, 1, 1)) == [cedro]
    listed = {row.community.name: row.proven for row in rows(communities(), on=DAY)}
    assert listed == {"El Cedro": True, "El Nance": False}
    with pytest.raises(PlaceRefused, match="desde cuándo"):
        set_state(nance, MembershipState.PAUSED, since=PartialDate(), by=None, now=now)


def test_joining_keeps_both_histories_and_can_be_undone(municipality: Municipality, now: datetime) -> None:
    kept = add_community(name="Vista Hermosa", by=None, now=now)
    joined = add_community(name="Vistahermosa", aliases=["La Vista"], by=None, now=now)
    assert [(a, b, m.likeness) for a, b, m in likely_doubles()] == [(kept, joined, Likeness.SPELLING)]
    with pytest.raises(PlaceRefused, match="cómo sabe"):
        join_communities(kept, joined, by=None, now=now, reason=" ")
    join_communities(kept, joined, by=None, now=now, reason="lo dijo la asamblea")
    assert list(communities()) == [kept]
    assert set(family(kept)) == {kept.pk, joined.pk}
    kept.refresh_from_db()
    assert kept.aliases == ["Vistahermosa", "La Vista"]
    part_community(joined, by=None, now=now, reason="eran dos")
    assert set(communities()) == {kept, joined}


def test_who_was_joined_follows_to_the_last_one(municipality: Municipality, now: datetime) -> None:
    one, two, three = (add_community(name=name, by=None, now=now) for name in ("A", "B", "C"))
    join_communities(two, three, by=None, now=now, reason="x")
    join_communities(one, two, by=None, now=now, reason="x")
    assert set(family(one)) == {one.pk, two.pk, three.pk}


def test_linking_the_census_is_made_taken_back_and_made_again(municipality: Municipality, now: datetime) -> None:
    place = add_community(name="El Cedro", by=None, now=now)
    locality = Locality.objects.create(
        municipality=municipality, cvegeo="079990001", name="El Cedro", year=2020, source="Censo 2020"
    )
    assert localities_to_link("cedro") == [locality]
    assert localities_to_link("") == []
    link = link_locality(place, locality, by=None, now=now)
    assert list(localities_of(place)) == [locality]
    unlink_locality(link, by=None, now=now)
    assert list(localities_of(place)) == []
    link_locality(place, locality, by=None, now=now)
    assert list(localities_of(place)) == [locality]
    assert CommunityLocality.objects.count() == 1


def test_every_verb_writes_one_line_in_the_ledger(municipality: Municipality, now: datetime) -> None:
    before = Entry.objects.count()
    place = add_community(name="Ojo de Agua", by=None, now=now)
    set_state(place, MembershipState.CONTACTED, since=PartialDate.parse("2020"), by=None, now=now)
    verbs = list(Entry.objects.filter(sequence__gt=before).values_list("verb", flat=True))
    assert verbs == ["community.added", "community.state_set"]


def test_another_alliance_is_never_mixed(municipality: Municipality, other_alliance: Alliance, now: datetime) -> None:
    add_community(name="El Cedro", by=None, now=now)
    assert Community.everywhere.exclude(alliance=municipality.alliance).count() == 0
