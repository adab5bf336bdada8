"""The ledger tells what happened, refuses changes, and shows where somebody forced one."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from manantial.alliance.models import Alliance
from manantial.ledger import guards
from manantial.ledger.actions import record
from manantial.ledger.models import Entry
from manantial.ledger.queries import chain_faults, history_of
from manantial.people.models import Person


def three_entries(now: datetime) -> Person:
    person = Person.objects.create(name="Lucía")
    for verb in ("person.registered", "person.corrected", "person.merged"):
        record(verb, person, by=None, now=now, facts={"fields": ["phone"]})
    return person


def test_entries_tell_what_happened_in_order(alliance: Alliance, now: datetime) -> None:
    person = three_entries(now)
    assert [entry.verb for entry in history_of(person.pk)] == ["person.registered", "person.corrected", "person.merged"]
    assert [entry.sequence for entry in Entry.objects.all()] == [1, 2, 3]
    assert chain_faults() == []


def test_the_database_refuses_to_change_or_erase_what_happened(alliance: Alliance, now: datetime) -> None:
    person = three_entries(now)
    for forbidden in (
        lambda: Entry.objects.filter(sequence=2).update(verb="nothing"),
        lambda: Entry.objects.filter(sequence=2).delete(),
        lambda: person.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    assert Entry.objects.count() == 3
    assert guards.missing(connection) == []


def test_a_forced_change_is_found_at_its_entry(alliance: Alliance, now: datetime) -> None:
    three_entries(now)
    table = Entry._meta.db_table
    with connection.cursor() as cursor:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {table}_no_update{on}")
        cursor.execute(f"UPDATE {table} SET verb = 'person.erased' WHERE sequence = 2")
    assert [(fault.sequence, fault.what) for fault in chain_faults()] == [(2, "altered")]
    assert guards.missing(connection) == [f"{table}_no_update"]
    guards.install(connection)
    assert guards.missing(connection) == []


def test_a_forced_deletion_leaves_a_gap_that_is_found(alliance: Alliance, now: datetime) -> None:
    three_entries(now)
    table = Entry._meta.db_table
    with connection.cursor() as cursor:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {table}_no_delete{on}")
        cursor.execute(f"DELETE FROM {table} WHERE sequence = 2")
    assert {fault.sequence for fault in chain_faults()} == {3}
