"""ABRIR.html and CELULAR.html as somebody opens them from a stick: file://, no network, a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from manantial.kits.actions import write_edition
from manantial.kits.models import Edition
from tests.browser.conftest import LAPTOP, PHONE, launched

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = ("ABRIR.html", "CELULAR.html")


@pytest.fixture
def browser(folder: Path) -> Iterator[Browser]:
    """The system's Chromium, started when the kit is written."""
    with launched() as found:
        yield found


@pytest.fixture
def folder(edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The kit of La Ceiba on the stick."""
    return write_edition(edition, tmp_path / "stick")[0]


@dataclass
class Opened:
    """A page and what the browser said of it."""

    page: Page
    said: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def opened(context: BrowserContext, file: Path) -> Opened:
    found = Opened(context.new_page())
    found.page.on("console", lambda one: found.said.append(one.text))
    found.page.on("pageerror", lambda one: found.said.append(str(one)))
    found.page.on("request", lambda one: _note(found, one.url))
    found.page.goto(file.as_uri())
    return found


def _note(found: Opened, url: str) -> None:
    if not url.startswith(("file:", "data:")):
        found.outside.append(url)


def screens(browser: Browser) -> Iterator[BrowserContext]:
    for size in (PHONE, LAPTOP):
        for scheme in ("light", "dark"):
            settings: dict[str, Any] = {"viewport": size, "color_scheme": scheme, "offline": True}
            context = browser.new_context(**settings)
            yield context
            context.close()


LISTEN = """async sound => {
    sound.muted = true;
    await new Promise((done, failed) => {
        sound.onloadedmetadata = done; sound.onerror = () => failed(new Error("no sound"));
        sound.preload = "metadata"; sound.load();
    });
    await sound.play();
    return sound.duration;
}"""


# One test and one database for both pages: the browser is what takes time.
def test_both_pages_open_from_the_stick_without_network(browser: Browser, folder: Path) -> None:
    for context in screens(browser):
        for name in PAGES:
            seen = opened(context, folder / name)
            page = seen.page
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
            assert Axe().run(page).response["violations"] == [], name
            for sound in page.locator("audio").all():
                assert 0.5 < sound.evaluate(LISTEN) < 5, name
            assert (seen.said, seen.outside) == ([], []), name
            page.close()


def test_the_parts_come_in_order_and_variants_share_a_heading(browser: Browser, folder: Path) -> None:
    page = opened(browser.new_context(offline=True), folder / "ABRIR.html").page
    parts = [heading.strip() for heading in page.locator("main h2").all_inner_texts()]
    assert parts == ["1. Escuchar", "2. Ver", "3. Imprimir", "4. Leer", "5. Devolver"]
    assert page.locator("[id='3_IMPRIMIR'] h3").all_inner_texts() == ["Cuidemos el ojo de agua", "La hoja de La Ceiba"]
    poster = page.locator("[id='3_IMPRIMIR'] .cosas > li").first
    assert poster.locator("a.boton").all_inner_texts() == ["A color", "Para fotocopia", "En hojas carta"]
    shown = page.inner_text("main")
    assert "marca" not in shown
    assert "CELULAR" not in shown
    for link in page.locator("main a.boton").all():
        assert (folder / str(link.get_attribute("href"))).is_file()


def test_where_siblings_cannot_load_the_page_says_what_to_open(browser: Browser, folder: Path, tmp_path: Path) -> None:
    page = opened(browser.new_context(offline=True), folder / "ABRIR.html").page
    page.wait_for_function("document.getElementById('prueba').complete")
    assert not page.locator("#sin-archivos").is_visible()
    alone = shutil.copy(folder / "ABRIR.html", tmp_path / "ABRIR.html")  # as a phone hands it over: without its folder
    page = opened(browser.new_context(offline=True), Path(alone)).page
    page.wait_for_selector("#sin-archivos:visible")
    assert "CELULAR.html" in page.inner_text("#sin-archivos")


def test_the_page_for_phones_needs_nothing_beside_it(browser: Browser, folder: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copy(folder / "CELULAR.html", tmp_path / "CELULAR.html"))
    seen = opened(browser.new_context(offline=True), alone)
    assert seen.page.locator("audio").count() == 2
    assert seen.page.locator("audio").first.evaluate(LISTEN) > 0.5
    assert seen.said == []
