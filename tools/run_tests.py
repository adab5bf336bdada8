"""Run the tests as ``make test`` promises: on SQLite, and on PostgreSQL where one answers.

In CI (``CI=true``) a PostgreSQL or a Chromium that is absent is a failure, not a skip. With
``MANANTIAL_TEST_THOROUGH=1`` what is tried at random is tried ten times as often, for a night.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

POSTGRESQL = os.environ.get("MANANTIAL_TEST_POSTGRESQL", "postgresql://postgres@/test")
IN_CI = os.environ.get("CI", "").lower() == "true"


def postgresql_answers() -> bool:
    """Ask the database server that the tests would use."""
    import psycopg

    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        print(f"PostgreSQL: {error}", file=sys.stderr)
        return False
    return True


def run(label: str, *arguments: str, **environment: str) -> bool:
    """Run pytest once and say how long it took."""
    started = time.monotonic()
    print(f"\n== {label}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", os.environ.get("MANANTIAL_TEST_WORKERS", "2"), *arguments]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    passed = subprocess.run(command, env=env | environment, check=False).returncode == 0  # compiled once, not each time
    print(f"== {label}: {time.monotonic() - started:.0f} s", flush=True)
    return passed


def main() -> int:
    """Run everything on SQLite, and what asks the database again on PostgreSQL, save the browser and the example."""
    if IN_CI and not (shutil.which("chromium-headless-shell") or shutil.which("chromium")):
        print("CI needs Chromium for the browser tests: apt-get install chromium-headless-shell", file=sys.stderr)
        return 1
    passed = run("SQLite")
    if postgresql_answers():
        quick = "-c synchronous_commit=off -c jit=off"  # a test survives no power cut
        passed &= run("PostgreSQL", "-m", "database and not browser", MANANTIAL_DATABASE=POSTGRESQL, PGOPTIONS=quick)
    elif IN_CI:
        return 1
    else:
        print("== PostgreSQL: skipped, install one and set MANANTIAL_TEST_POSTGRESQL=postgresql://user@host/base")
    return 0 if passed else 1


if __name__ == "__main__":
    raise SystemExit(main())
