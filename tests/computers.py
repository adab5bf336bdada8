"""Two computers of one alliance in one test: the one at home is the suite's database, the other a SQLite file.

So on PostgreSQL the home is a server and the other one a laptop, as in life.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from manantial.alliance.models import Alliance
from manantial.alliance.tenancy import working_for
from manantial.exchange.actions.bundles import Read, found_from, read_bundle, trust_computer, write_bundle
from manantial.exchange.bundles.packet import opened
from manantial.exchange.bundles.writing import pieces
from manantial.exchange.readers import quiet
from manantial.home import Home


def sqlite_at(home: Home) -> BaseDatabaseWrapper:
    """A connection to the SQLite file of a data folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MANANTIAL_DATABASE", raising=False)  # that is the one at home
        told: dict[str, Any] = connections.configure_settings({"default": home.database()})["default"]
    told["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # a test survives no power cut
    wrapper: BaseDatabaseWrapper = load_backend(told["ENGINE"]).DatabaseWrapper(told, "default")
    return wrapper


@contextmanager
def asking(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    """Within this block the product asks another database."""
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = before


@dataclass
class Computer:
    """One computer: its folder, its database (None: that of the suite), and how its alliance is found."""

    home: Home
    settings: Settings
    wrapper: BaseDatabaseWrapper | None = None
    committing: Callable[[], Any] = nullcontext

    @contextmanager
    def at_work(self, slug: str = "agua-clara") -> Iterator[Alliance]:
        """Work at this computer for the alliance."""
        with self.here(), working_for(Alliance.objects.get(slug=slug)) as alliance:
            yield alliance

    @contextmanager
    def here(self) -> Iterator[None]:
        """Sit down at this computer."""
        before, self.settings.HOME = self.settings.HOME, self.home
        try:
            with asking(self.wrapper) if self.wrapper else nullcontext():
                yield
        finally:
            self.settings.HOME = before

    def write(self, file: Path, *, now: datetime, whole: bool = False) -> Path:
        """Write a bundle."""
        with self.at_work(), file.open("wb") as out:
            out.writelines(pieces(write_bundle(whole=whole, by=None, now=now)))
        return file

    def read(self, file: Path, *, now: datetime, trust: bool = True) -> Read:
        """Read a bundle, and make the alliance when it is not here."""
        with self.here(), opened(file) as packet, self.committing():
            alliance = Alliance.objects.filter(pk=packet.manifest.alliance).first() or found_from(packet)
            with working_for(alliance):
                if trust:
                    trust_computer(packet.manifest.computer, by=None, now=now)
                return read_bundle(packet, name=file.name, by=None, now=now, progress=quiet)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """A SQLite database with all tables and no row."""
    home = Home(tmp_path_factory.mktemp("empty"))
    wrapper = sqlite_at(home)
    with django_db_blocker.unblock(), asking(wrapper):
        call_command("migrate", verbosity=0, interactive=False)
        wrapper.close()
    return home.database_file


@pytest.fixture
def office(home: Home, settings: Settings, agua_clara: Alliance, django_capture_on_commit_callbacks: Any) -> Computer:
    """The computer at home, where the alliance is; nobody works for it yet."""
    return Computer(home, settings, committing=lambda: django_capture_on_commit_callbacks(execute=True))


@pytest.fixture
def laptop_maker(settings: Settings, empty_database: Path, tmp_path: Path) -> Iterator[Callable[[], Computer]]:
    """Makes empty laptops, each with a letter for its folios."""
    made: list[Computer] = []

    def make() -> Computer:
        home = Home(tmp_path / f"laptop-{len(made)}")
        home.make()
        shutil.copyfile(empty_database, home.database_file)
        home.choose_letter("BC"[len(made) % 2])
        made.append(Computer(home, settings, sqlite_at(home)))
        return made[-1]

    yield make
    for one in made:
        assert one.wrapper is not None
        one.wrapper.close()


@pytest.fixture
def laptop(laptop_maker: Callable[[], Computer]) -> Computer:
    """An empty laptop."""
    return laptop_maker()
