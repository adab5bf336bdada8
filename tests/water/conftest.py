"""Communities with water to work with."""

from __future__ import annotations

from datetime import datetime

import pytest

from manantial.alliance.models import Alliance
from manantial.territory.actions import add_community, add_municipality
from manantial.territory.models import Community


@pytest.fixture
def cedro(alliance: Alliance, now: datetime) -> Community:
    """A community."""
    add_municipality(name="Agua Clara", state="Chiapas", home=True, by=None, now=now)
    return add_community(name="El Cedro", by=None, now=now)


@pytest.fixture
def nance(cedro: Community, now: datetime) -> Community:
    """Another community."""
    return add_community(name="El Nance", by=None, now=now)
