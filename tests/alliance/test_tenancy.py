"""Every row belongs to one alliance, and no question can forget it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from manantial.alliance.models import Alliance, AnotherAlliance
from manantial.alliance.tenancy import NoAlliance, working_for
from manantial.kernel.dates import PartialDate
from manantial.people.models import Body, Mandate, Person, Seat
from manantial.territory.models import Municipality


def test_asking_without_an_alliance_raises(agua_clara: Alliance) -> None:
    with pytest.raises(NoAlliance):
        Person.objects.count()
    with pytest.raises(NoAlliance):
        Person(name="Nadie").save()


def test_an_alliance_never_sees_the_rows_of_another(agua_clara: Alliance, other_alliance: Alliance) -> None:
    with working_for(agua_clara):
        lucia = Person.objects.create(name="Lucía")
    with working_for(other_alliance):
        assert not Person.objects.filter(pk=lucia.pk).exists()
        assert Person.objects.count() == 0
        lucia.name = "Otra"
        with pytest.raises(AnotherAlliance):
            lucia.save()


def test_the_alliance_of_a_block_ends_with_it(agua_clara: Alliance, other_alliance: Alliance) -> None:
    with working_for(agua_clara):
        with working_for(other_alliance):
            Person.objects.create(name="De allá")
        assert Person.objects.count() == 0


def test_many_rows_at_once_are_owned_too(alliance: Alliance) -> None:
    Person.objects.bulk_create([Person(name="Uno"), Person(name="Dos")])
    assert {person.alliance_id for person in Person.objects.all()} == {alliance.pk}


def test_the_same_name_lives_in_two_alliances_but_not_twice_in_one(
    agua_clara: Alliance, other_alliance: Alliance
) -> None:
    for alliance in (agua_clara, other_alliance):
        with working_for(alliance):
            Municipality.objects.create(name="La Vega", state="Chiapas")
    with working_for(agua_clara), pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.create(name="La Vega", state="Chiapas")


def test_a_remembered_date_comes_back_with_its_bounds_and_its_words(alliance: Alliance) -> None:
    body = Body.objects.create(kind="committee", name="Comité")
    seat = Seat.objects.create(body=body, role="presidency", label="Presidencia")
    start = PartialDate.parse("2021-03", words="cuando el temblor")
    mandate = Mandate.objects.create(seat=seat, person=Person.objects.create(name="Ana"), start=start)
    mandate.refresh_from_db()
    assert mandate.start == start
    assert (mandate.start_min.isoformat(), mandate.start_max.isoformat()) == ("2021-03-01", "2021-03-31")
    assert mandate.end.earliest is None
