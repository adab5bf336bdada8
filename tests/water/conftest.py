"""Communities with water to work with."""

from __future__ import annotations

from datetime import datetime

import pytest

from manantial.territory.actions import add_community
from manantial.territory.models import Community, Municipality


@pytest.fixture
def cedro(municipality: Municipality, now: datetime) -> Community:
    """A community."""
    return add_community(name="El Cedro", by=None, now=now)


@pytest.fixture
def nance(cedro: Community, now: datetime) -> Community:
    """Another community."""
    return add_community(name="El Nance", by=None, now=now)
