"""A recording survives a laptop that goes off, and a large file goes on where it stopped, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from manantial.press.synthesis import murmur
from tests.browser.conftest import CHROMIUM, FLAGS, LAPTOP, PHONE, Served, Visitor, visitor

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def listening(chromium: Browser) -> Iterator[Browser]:
    """A Chromium whose microphone hears a beep every second."""
    launch = chromium.browser_type.launch
    browser = launch(executable_path=str(CHROMIUM), args=FLAGS + MICROPHONE)
    yield browser
    browser.close()


def desk(browser: Browser, served: Served, memberships: dict[str, str]) -> Visitor:
    context: BrowserContext = browser.new_context(
        viewport=LAPTOP,  # type: ignore[arg-type]
        storage_state=json.loads(memberships["desk"]),
        locale="es-MX",
        permissions=["microphone"],
    )
    return visitor(context, served)


def fill(page: Page, title: str) -> None:
    page.fill("[name=title]", title)
    page.select_option("[name=group]", "brigade")
    page.check("[name=permiso-preset][value=analysis]")
    page.click(".save .btn.main")
    page.wait_for_load_state()


def test_a_recording_outlives_the_laptop(listening: Browser, served: Served, memberships: dict[str, str]) -> None:
    first = desk(listening, served, memberships)
    first.go("/mesa/voces/nueva/")
    page = first.page
    expect(page.locator("[data-do=start]")).to_be_disabled()
    page.check("[data-asked]")
    page.click("[data-do=start]")
    page.fill("#marca", "lo del martes")
    page.press("#marca", "Enter")
    expect(page.locator("[data-status]")).to_contain_text("guardado hasta el minuto 0:05", timeout=15_000)
    assert not first.complaints
    page.context.close()  # nobody said stop
    second = desk(listening, served, memberships)
    second.go("/mesa/voces/nueva/")
    second.page.get_by_label("Recuperar la grabación de hoy").check()
    fill(second.page, "La que se recuperó")
    heading = second.page.locator("h1")
    expect(heading).to_have_text("La que se recuperó")
    expect(second.page.locator("audio")).to_have_count(1)
    expect(second.page.get_by_role("link", name="lo del martes")).to_have_count(1)
    seconds = second.page.evaluate(
        "new Promise(done => { const a = document.querySelector('audio'); a.onloadedmetadata = () => done(a.duration);"
        " a.load(); a.preload = 'metadata'; })"
    )
    assert 3 < seconds < 12
    second.page.context.close()


def test_a_large_file_goes_on_after_the_page_is_closed(
    listening: Browser, served: Served, memberships: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "entrevista.wav"
    file.write_bytes(murmur("larga", 600))  # 9.6 MB: three pieces
    who = desk(listening, served, memberships)
    asked: list[str] = []

    def cut(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            route.abort()
        else:
            route.continue_()

    who.page.route("**/llegadas/*/?desde=*", cut)
    who.go("/mesa/voces/nueva/")
    who.page.set_input_files("[name=file]", file)
    expect(who.page.locator(".arriving")).to_contain_text("Sin conexión")
    who.page.get_by_role("button", name="Pausa").first.click()
    who.page.unroute("**/llegadas/*/?desde=*")
    who.go("/mesa/voces/nueva/")
    expect(who.page.locator("[data-waiting]")).to_contain_text("Seguir con entrevista.wav")
    went: list[str] = []
    who.page.on("request", lambda request: went.append(request.url) if "?desde=" in request.url else None)
    who.page.set_input_files("[name=file]", file)
    expect(who.page.get_by_label("Llegó completo: entrevista.wav")).to_be_checked(timeout=20_000)
    assert [url.partition("desde=")[2] for url in went] == ["4194304", "8388608"]
    fill(who.page, "La entrevista larga")
    expect(who.page.locator("h1")).to_have_text("La entrevista larga")
    who.page.context.close()


def test_a_member_records_a_few_seconds_on_the_phone(
    listening: Browser, served: Served, memberships: dict[str, str]
) -> None:
    context = listening.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        storage_state=json.loads(memberships["mine"]),
        locale="es-MX",
        permissions=["microphone"],
    )
    who = visitor(context, served)
    who.go("/mi-comunidad/contar/")
    who.page.click("[data-do=start]")
    expect(who.page.locator("[data-time]")).to_have_text("0:02", timeout=10_000)
    who.page.click("[data-do=stop]")  # before the first five seconds are over
    expect(who.page.get_by_label("Grabación de hoy")).to_be_checked(timeout=10_000)
    who.page.check("[name=preset][value=community]")
    who.page.click(".save .btn.main")
    expect(who.page.locator("main")).to_contain_text("Su folio es VOZ-")
    assert not who.complaints
    context.close()
