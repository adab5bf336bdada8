"""A municipality and communities to work with."""

from __future__ import annotations

from datetime import datetime

import pytest

from manantial.alliance.models import Alliance
from manantial.territory.actions import add_municipality
from manantial.territory.models import Municipality


@pytest.fixture
def municipality(alliance: Alliance, now: datetime) -> Municipality:
    """The alliance's own municipality."""
    return add_municipality(name="Agua Clara", state="Chiapas", home=True, by=None, now=now)
