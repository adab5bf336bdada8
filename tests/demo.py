"""The example as a person gets it: built once by the command itself, and shared by the tests that look at it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


def environ(**more: str) -> dict[str, str]:
    """The environment of a command: Spanish, on SQLite, and compiled modules are kept for the next command."""
    ours = ("MANANTIAL_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")
    env = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return env | {"LANG": "es_MX.UTF-8", "LC_ALL": "es_MX.UTF-8", "PYTHONUTF8": "1", **more}


def manantial(*arguments: str, home: Path, timeout: float = 120, **environment: str) -> Ran:
    """Run the command line as a person would, in its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "manantial", "--home", str(home), *arguments],
        capture_output=True, text=True, env=environ(**environment), timeout=timeout, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


_EACH = """
import contextlib, io, json, sys
from manantial.cli import main
told = []
for arguments in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as left:
            code = left.code or 0
    told.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""


def manantial_each(*commands: Sequence[str], home: Path, timeout: float = 120, **environment: str) -> list[Ran]:
    """Run several commands over one folder, one after the other in one process: starting it costs the most."""
    given = [["--home", str(home), *arguments] for arguments in commands]
    done = subprocess.run(
        [sys.executable, "-c", _EACH], input=json.dumps(given), capture_output=True, text=True,
        env=environ(**environment), timeout=timeout, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [Ran(*one) for one in json.loads(done.stdout)]


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Make a folder once for all workers; the others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = folder.with_suffix(".draft")
            shutil.rmtree(draft, ignore_errors=True)
            make(draft)
            draft.rename(folder)
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the database, and what looks at the example.

    The example is built on SQLite by the command, whatever database the suite runs on; what asks no database need not
    run again on another one.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if {"demo", "own_demo"} & fixtures:
            item.add_marker("example")
        elif {"db", "transactional_db"} & fixtures or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The data folder of ``manantial demo --no-serve``; only to be read."""
    base = tmp_path_factory.getbasetemp()
    root = base if worker_id == "master" else base.parent

    def make(folder: Path) -> None:
        ran = manantial("--json", "demo", "--no-serve", home=folder)
        assert ran.code == 0, ran.out + ran.err

    return once(root / "demo-home", make)


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Path:
    """A copy of the example that a test may change; the vault's files are linked, they are read-only anyway."""
    target = tmp_path / "demo"
    shutil.copytree(demo, target, copy_function=_link_or_copy, ignore=shutil.ignore_patterns("out", "*.lock"))
    return target


def _link_or_copy(source: str, target: str) -> None:
    if f"{os.sep}vault{os.sep}" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)
