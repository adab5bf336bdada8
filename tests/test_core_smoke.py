from manantial.ledger.actions import record
from manantial.ledger.queries import chain_faults
from manantial.ledger.models import Entry
from manantial.territory.models import Municipality, Community
from manantial.people.models import Mandate, Person, Body, Seat
from manantial.kernel.dates import PartialDate
import pytest
from django.db import transaction, DatabaseError

def test_ledger(alliance, now):
    m = Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
    e = record("municipality.added", m, by=None, now=now)
    record("municipality.added", m, by=None, now=now)
    assert chain_faults() == []
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(pk=e.pk).update(verb="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        m.delete()

def test_partial(alliance, now):
    p = Person.objects.create(name="Ana")
    b = Body.objects.create(kind="committee", name="c", founded="2021")
    s = Seat.objects.create(body=b, role="presidency", label="Presidencia")
    m = Mandate.objects.create(seat=s, person=p, start=PartialDate.parse("2021-03"))
    m.refresh_from_db()
    assert str(m.start_min) == "2021-03-01" and str(m.start_max) == "2021-03-31"
    assert m.end.earliest is None
