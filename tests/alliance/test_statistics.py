"""The database is told how its rows are spread, so that one thing is looked up and not read among all."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from manantial.alliance.models import Alliance
from manantial.alliance.statistics import gather, gather_when_grown
from manantial.voices.models import Fragment, Voice

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL gathers its statistics by itself")


def test_a_fragment_is_found_by_itself_and_not_among_all_of_its_alliance(alliance: Alliance, now: datetime) -> None:
    voice = Voice.objects.create(folio="VOZ-1", kind="text", title="Una", group="youth", received_at=now)
    Fragment.objects.bulk_create(
        Fragment(folio=f"FRA-{n}", voice=voice, what="quote", quote="agua", marked_at=now) for n in range(500)
    )
    gather(connection)
    some = Fragment.objects.filter(pk__in=Fragment.objects.values_list("pk", flat=True)[:5], retired_at=None)
    way = some.order_by().explain()
    assert "(id=?)" in way, way


def test_they_are_gathered_again_only_when_much_came_in(alliance: Alliance, now: datetime) -> None:
    gather(connection)
    assert not gather_when_grown(connection)
    voice = Voice.objects.create(folio="VOZ-1", kind="text", title="Una", group="youth", received_at=now)
    Fragment.objects.bulk_create(
        Fragment(folio=f"FRA-{n}", voice=voice, what="quote", quote="agua " * 400, marked_at=now) for n in range(2500)
    )
    assert gather_when_grown(connection)
    assert not gather_when_grown(connection)
