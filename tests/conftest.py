"""What every test stands on: a data folder of its own, two alliances, a fixed day, and the real files where present."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.home import Home
from tests.trying import choose_profile

pytest_plugins = ["tests.cast", "tests.demo", "tests.computers"]  # people at the door, the example, a second computer

choose_profile()

# A browser driven from a test keeps an event loop in its thread; the database calls of the other tests are plain.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A test that draws much memory is rare; looking through all modules and templates again and again takes a tenth.
gc.set_threshold(100_000, 20, 20)

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Home:
    """A data folder that belongs to this test."""
    here = Home(tmp_path / "home")
    here.make()
    settings.HOME = here
    return here


@pytest.fixture
def now() -> datetime:
    """The moment at which everything in a test happens."""
    return NOW


@pytest.fixture
def agua_clara(db: None, now: datetime) -> Alliance:
    """A fictitious alliance, empty."""
    return Alliance.objects.create(
        slug="agua-clara",
        name="Alianza por el Agua de Agua Clara",
        organism="Organismo Comunitario de Agua de Agua Clara",
        organism_short="OCAC",
        municipality="Agua Clara",
        state="Chiapas",
        phone="961 000 0000",
        fictitious=True,
        created_at=now,
    )


@pytest.fixture
def other_alliance(db: None, now: datetime) -> Alliance:
    """Another alliance on the same server, which must never see or be seen."""
    return Alliance.objects.create(
        slug="san-ejemplo",
        name="Alianza de San Ejemplo",
        municipality="San Ejemplo",
        state="Chiapas",
        fictitious=True,
        created_at=now,
    )


@pytest.fixture
def alliance(agua_clara: Alliance) -> Iterator[Alliance]:
    """Agua Clara, and the test works for it."""
    with working_for(agua_clara):
        yield agua_clara


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real files that are not part of the repository."""
    default = Path(__file__).resolve().parent.parent.parent / "shared"
    folder = Path(os.environ.get("MANANTIAL_SHARED", default)) / "data"
    if not folder.is_dir():
        pytest.skip(f"the real data files are not here: set MANANTIAL_SHARED to their folder (looked in {folder})")
    return folder
