"""A real browser before a real server that serves the example, as a person would have it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from manantial.example.agua_clara.society import MEMBER, PASSWORD

# The shell without windows is the same browser for a third of the work.
CHROMIUM = Path(os.environ.get("MANANTIAL_CHROMIUM") or which("chromium-headless-shell") or "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
]
PHONE, LAPTOP = {"width": 360, "height": 640}, {"width": 1280, "height": 800}
SLUG = "agua-clara"


@dataclass(frozen=True)
class Served:
    """The running server: where it answers, its folder, and the alliance that is visited."""

    address: str
    home: Path
    slug: str = SLUG

    def at(self, path: str) -> str:
        """The whole address of a page of the alliance; the only one of a computer shows no name."""
        return f"{self.address}/a/{self.slug}{path}" if self.slug else f"{self.address}{path}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def launched() -> Iterator[Browser]:
    """The system's Chromium; absent, the tests are skipped, save where CI promised it."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"Chromium is not at {CHROMIUM}; set MANANTIAL_CHROMIUM")
        pytest.skip(f"browser tests need Chromium (not at {CHROMIUM}; set MANANTIAL_CHROMIUM to its path)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def served(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`manantial serve` over a copy of the example, on loopback, until the tests end."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(demo, home, ignore=shutil.ignore_patterns("out", "*.lock"))
    with serving(home) as served:
        yield served


@contextmanager
def serving(home: Path, slug: str = SLUG) -> Iterator[Served]:
    """`manantial serve` over a data folder, on loopback."""
    port = free_port()
    env = {key: value for key, value in os.environ.items() if not key.startswith(("MANANTIAL_", "DJANGO_"))}
    command = [sys.executable, "-m", "manantial", "--home", str(home), "serve", "--port", str(port), "--no-browser"]
    log = home.parent / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=env)
        try:
            served = Served(f"http://127.0.0.1:{port}", home, slug)
            _wait(served, process, log)
            yield served
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(served: Served, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text()}")
        try:
            with urllib.request.urlopen(served.at("/salud/"), timeout=2) as answer:
                assert json.load(answer) == {"ok": True}
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not answer in a minute: {log.read_text()}")


@dataclass
class Visitor:
    """Somebody before the screen, with what the browser complained about."""

    page: Page
    served: Served
    complaints: list[str]
    asked: list[str]

    def go(self, path: str) -> int:
        """Open a page of Agua Clara; return its status."""
        answer = self.page.goto(self.served.at(path))
        assert answer is not None
        return answer.status

    @property
    def outside(self) -> list[str]:
        """The requests that left this server; the browser's own viewer of PDF asks only itself."""
        own = (self.served.address, "data:", "blob:", "chrome:", "chrome-extension:")
        return [url for url in self.asked if not url.startswith(own)]


def visitor(context: BrowserContext, served: Served) -> Visitor:
    """Open a page and listen to what the browser says."""
    page = context.new_page()
    found = Visitor(page, served, [], [])
    page.on("console", lambda said: found.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("request", lambda request: found.asked.append(request.url))
    return found


def enter(who: Visitor, username: str) -> None:
    """Come in by the door, with name and password."""
    who.go("/entrar/")
    who.page.fill("#id_password-username", username)
    who.page.fill("#id_password-password", PASSWORD)
    who.page.locator("form", has=who.page.locator("#id_password-password")).locator("button").first.click()
    who.page.wait_for_load_state()
    assert "/entrar/" not in who.page.url, who.page.inner_text("main")


@pytest.fixture(scope="session")
def memberships(chromium: Browser, served: Served) -> dict[str, str]:
    """The cookies of one login of each face, taken once."""
    found = {}
    for face, username in LOGINS.items():
        context = chromium.new_context()
        enter(visitor(context, served), username)
        found[face] = json.dumps(context.storage_state())
        context.close()
    return found


#: One account of the example for each face behind the door.
LOGINS = {"desk": "erandi", "mine": MEMBER[0]}
