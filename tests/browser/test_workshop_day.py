"""The day of a workshop in a real browser: the list typed by keyboard, the wall, two phones that answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAPTOP, PHONE, Served, Visitor, visitor
from tests.browser.test_every_page import VIOLATIONS

pytestmark = pytest.mark.browser
PEOPLE, COMMUNITIES = 57, 15
NAMES = ("Lucía Pozas", "", "Anselmo Ceibal", "Rosario del Monte", "", "Hilario Ocotal")


def blemishes(who: Visitor) -> list[str]:
    """What axe finds on the page as it stands, and whether it is wider than its screen."""
    who.page.evaluate(AXE_SCRIPT)
    wide = who.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"{rule}: {html[:160]}" for rule, html in who.page.evaluate(VIOLATIONS)]
    return found + ([f"wider by {wide} px"] if wide > 0 else [])


@pytest.fixture
def desk(chromium: Browser, served: Served, memberships: dict[str, str], tmp_path: Path) -> Iterator[Visitor]:
    """Erandi before her laptop."""
    state = tmp_path / "state.json"
    state.write_text(memberships["desk"])
    context = chromium.new_context(viewport=LAPTOP, locale="es-MX", storage_state=state)  # type: ignore[arg-type]
    yield visitor(context, served)
    context.close()


@pytest.fixture
def planned(desk: Visitor) -> str:
    """The address of a workshop planned in two clicks for thirty-five people."""
    desk.go("/mesa/talleres/nuevo/?tipo=T-2")
    desk.page.fill("#id_title", "Río de prueba")
    desk.page.fill("#id_expected_people", "35")
    desk.page.get_by_role("button", name="Planear").click()
    desk.page.wait_for_url(re.compile(r"/mesa/talleres/[0-9a-f-]{36}/$"))
    return desk.page.url[len(desk.served.at("")) :]


def test_fifty_seven_people_are_typed_with_the_keyboard_alone(desk: Visitor, planned: str) -> None:
    desk.go(f"{planned}asistencia/")
    keyboard, keys = desk.page.keyboard, 0
    for n in range(PEOPLE):
        place = n * COMMUNITIES // PEOPLE
        keyboard.type(NAMES[n % len(NAMES)])
        keyboard.press("Tab")
        keyboard.type("m" if n % 3 else "h")
        keyboard.press("Tab")
        keyboard.type(str(n % 5 + 1))
        keys += len(NAMES[n % len(NAMES)]) + 4
        if n == 0 or place != (n - 1) * COMMUNITIES // PEOPLE:
            keyboard.press("Tab")
            keyboard.type(str(place + 1))
            keys += 1 + len(str(place + 1))
        if n == 0:
            keyboard.press("Tab")
            keyboard.type("c")
            keys += 2
        keyboard.press("Enter")
        keys += 1
    expect(desk.page.locator("[data-people]")).to_have_text(str(PEOPLE), timeout=60_000)
    desk.go(f"{planned}asistencia/")  # everything is on the server, not only on the screen
    expect(desk.page.locator("[data-people]")).to_have_text(str(PEOPLE))
    expect(desk.page.locator("#renglones tr")).to_have_count(25)  # the last ones; the rest are a page away
    totals = desk.page.locator("#totales")
    expect(totals).to_contain_text(f"Por comunidad ({COMMUNITIES})")
    expect(totals).to_contain_text("38 M · 19 H")
    print(f"{keys} keystrokes for {PEOPLE} people")  # noqa: T201 - the measure of this test, shown with -s
    assert keys < 900  # at two keys a second, seven and a half minutes
    assert not desk.complaints


def test_a_cut_loses_no_line(desk: Visitor, planned: str) -> None:
    desk.go(f"{planned}asistencia/")
    desk.page.context.set_offline(True)
    for name in ("Lucía", "Anselmo"):
        desk.page.keyboard.type(name)
        desk.page.keyboard.press("Enter")
    expect(desk.page.locator("[data-said]")).to_contain_text("Sin conexión")
    desk.page.context.set_offline(False)
    desk.go(f"{planned}asistencia/")  # the page was closed with two lines waiting
    expect(desk.page.locator("[data-people]")).to_have_text("2", timeout=20_000)
    expect(desk.page.locator("#renglones th")).to_have_count(2, timeout=20_000)


def test_two_phones_answer_and_the_wall_shows_it(chromium: Browser, desk: Visitor, planned: str) -> None:
    desk.go(f"{planned}preguntas/")
    desk.page.select_option("#id_kind", "cards")
    desk.page.get_by_role("button", name="Abrir la pregunta").click()
    code = desk.page.locator(".lead b").first.inner_text()
    phones = [phone(chromium, desk.served, scripts=scripts) for scripts in (True, False)]
    desk.go(f"{planned}proyector/")
    assert not blemishes(desk)
    desk.page.keyboard.press("ArrowRight")
    expect(desk.page.locator(".screen.now")).to_have_attribute("id", "p-bloque-1")
    for n, one in enumerate(phones):
        assert one.go(f"/t/{code}/") == 200
        one.page.select_option("#id_group", ("brigade", "committee_men")[n])
        one.page.fill("#id_text", f"Llegó el agua {n}")
        one.page.fill("#id_when", str(2018 + n))
        one.page.get_by_role("button", name="Poner en la pared").click()
        expect(one.page.locator("main")).to_contain_text("ya está en la pared")
    assert not blemishes(phones[0])
    desk.page.get_by_role("link", name="Pared").click()
    wall = desk.page.locator("#p-pared")
    for n in (0, 1):
        expect(wall).to_contain_text(f"Llegó el agua {n}", timeout=10_000)
    _vote(desk, planned, phones)
    for one in phones:
        assert not one.complaints
        assert not one.outside
        one.page.context.close()


def phone(chromium: Browser, served: Served, *, scripts: bool) -> Visitor:
    """A phone in the room; an old one runs no scripts."""
    context = chromium.new_context(viewport=PHONE, locale="es-MX", java_script_enabled=scripts)  # type: ignore[arg-type]
    return visitor(context, served)


def _vote(desk: Visitor, planned: str, phones: list[Visitor]) -> None:
    """Close the cards, ask with beans; the phones go on to what is asked now, and change their answer."""
    desk.go(f"{planned}preguntas/")
    desk.page.locator("tbody a").first.click()
    desk.page.get_by_role("button", name="Cerrar la pregunta").click()
    desk.go(f"{planned}preguntas/?que=beans")
    desk.page.fill("#id_question", "¿Qué va primero?")
    desk.page.fill("#id_options", "Radio\nCartel")
    desk.page.get_by_role("button", name="Abrir la pregunta").click()
    desk.go(f"{planned}proyector/#p-pared")
    for one in phones:
        one.page.get_by_role("link", name="Ver si ya hay otra pregunta").click()
        one.page.get_by_role("link", name="Ir a la pregunta de ahora").click()
        for choice in ("Radio", "Cartel"):
            one.page.select_option("#id_group", "brigade")
            one.page.get_by_label(choice).check()
            one.page.locator("form.ask button").click()
            expect(one.page.locator("main")).to_contain_text("Quedó anotado")
    bars = desk.page.locator("#p-pared .bars .count")
    expect(bars.nth(1)).to_have_text("2", timeout=10_000)
    expect(bars.nth(0)).to_have_text("0")
    expect(desk.page.locator("#p-pared")).to_contain_text("Son pocas personas")
    assert not blemishes(desk)
