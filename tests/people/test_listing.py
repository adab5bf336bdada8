"""Lists stand in the order of the column that was asked for, and what is not known comes last both ways."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import RequestFactory

from manantial.alliance.models import Alliance
from manantial.people.listing import ordered, ordered_rows
from manantial.voices.models import Voice

WAYS = {"folio": "folio", "dura": ("duration_ms", "folio")}


@pytest.mark.parametrize(
    ("asked", "folios"),
    [
        ("", ["VOZ-3", "VOZ-2", "VOZ-1"]),
        ("folio", ["VOZ-1", "VOZ-2", "VOZ-3"]),
        ("dura", ["VOZ-3", "VOZ-1", "VOZ-2"]),
        ("-dura", ["VOZ-1", "VOZ-3", "VOZ-2"]),
        ("contraseña", ["VOZ-3", "VOZ-2", "VOZ-1"]),
    ],
)
def test_rows_of_the_database_and_of_memory_stand_alike(
    alliance: Alliance, now: datetime, asked: str, folios: list[str]
) -> None:
    for n, lasts in ((1, 9000), (2, None), (3, 500)):
        Voice.objects.create(
            folio=f"VOZ-{n}", kind="sound", title="Una", group="youth", received_at=now, duration_ms=lasts
        )
    request = RequestFactory().get("/", {"orden": asked})
    assert [row.folio for row in ordered_rows(request, Voice.objects.all(), WAYS, "-folio")] == folios
    rows = ordered(
        request, Voice.objects.all(), {"folio": lambda one: one.folio, "dura": lambda one: one.duration_ms}, "-folio"
    )
    assert [row.folio for row in rows] == folios
