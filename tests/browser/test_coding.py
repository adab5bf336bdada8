"""Coding at the real page: without a mouse, two people at once, undo, and what axe says at both sizes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Served, Visitor, enter, visitor

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROW = {"width": 240, "height": 320}


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
            self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)


def desk(chromium: Browser, served: Served, memberships: dict[str, str], **more: object) -> Visitor:
    state = json.loads(memberships["desk"])
    return visitor(chromium.new_context(storage_state=state, locale="es-MX", **more), served)  # type: ignore[arg-type]


def voice_with(who: Visitor, wanted: str) -> str:
    """The path of the coding page of the first voice that has this on it."""
    for kind in ("sound", "text", "photo"):
        who.go(f"/mesa/voces/?clase={kind}")
        links = who.page.eval_on_selector_all("main a[href*='/mesa/voces/']", "all => all.map(a => a.pathname)")
        for path in [one for one in links if re.search(r"/mesa/voces/[0-9a-f-]{36}/$", one)][:6]:
            inside = path[path.index("/mesa/") :] + "codificar/"
            who.go(inside)
            if who.page.locator(wanted).count():
                return inside
    pytest.fail(f"no voice of the example has {wanted}")


@pytest.fixture
def erandi(chromium: Browser, served: Served, memberships: dict[str, str]) -> Iterator[Visitor]:
    who = desk(chromium, served, memberships, viewport=LAPTOP)
    yield who
    who.page.context.close()


def said(who: Visitor, words: str) -> None:
    expect(who.page.locator("[data-said]")).to_contain_text(words)


def test_fragments_are_coded_without_a_mouse_and_taken_back(erandi: Visitor) -> None:
    page = erandi.page
    voice_with(erandi, ".turn [data-text]")
    before = page.locator("[data-frags] > li").count()
    keys = Keys(page)
    page.locator("[data-turns]").focus()
    marked = [
        (("Home", "Shift+ArrowRight", "Shift+ArrowRight"), "cloro"),
        (("ArrowRight", "Shift+ArrowRight"), "obra"),
        (("ArrowRight", "Shift+ArrowRight"), "1"),
        (("ArrowRight", "Shift+ArrowRight"), "2"),
    ]
    for n, (moves, code) in enumerate(marked, start=1):
        keys.press(*moves)
        expect(page.locator("[data-pending]")).to_be_visible()
        if code.isdigit():
            keys.press(code)
        else:
            keys.press("Enter")
            keys.type(code[:3])
            keys.press("Enter")
        expect(page.locator("[data-frags] > li")).to_have_count(before + n)
        expect(page.locator("[data-turns]")).to_be_focused()
    # A hundred in an hour is one in 36 seconds: with eight keys for each there is time to read and to think.
    assert keys.pressed / len(marked) <= 8
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") != "0px"
    for n in range(len(marked)):
        page.keyboard.press("Control+z")
        expect(page.locator("[data-frags] > li")).to_have_count(before + len(marked) - 1 - n)
    page.keyboard.press("Control+y")
    expect(page.locator("[data-frags] > li")).to_have_count(before + 1)
    page.reload()
    expect(page.locator("[data-frags] > li")).to_have_count(before + 1)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.locator("[data-frags] > li")).to_have_count(before)
    assert not erandi.complaints


def test_seconds_are_coded_by_keys_while_it_sounds(erandi: Visitor) -> None:
    page = erandi.page
    voice_with(erandi, "audio")
    page.locator("[data-media]").focus()
    page.evaluate("document.querySelector('audio').currentTime = 0.5")
    page.keyboard.press("i")
    said(erandi, "Desde 0:00.5")
    page.evaluate("document.querySelector('audio').currentTime = 2")
    page.keyboard.press("o")
    expect(page.locator("[data-what]")).to_contain_text("0:00.5–0:02.0")
    page.keyboard.press("Enter")
    page.keyboard.type("agu")
    page.keyboard.press("Enter")
    said(erandi, "«Agua» en 1 fragmento")
    assert page.locator(".spans rect").count() >= 1
    page.keyboard.press("Control+z")
    said(erandi, "Se deshizo")


def test_a_part_of_a_picture_is_drawn_and_coded(erandi: Visitor) -> None:
    page = erandi.page
    voice_with(erandi, "[data-picture] img")
    area = page.locator("[data-picture]").bounding_box()
    assert area
    page.mouse.move(area["x"] + area["width"] * 0.6, area["y"] + area["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] * 0.9, area["y"] + area["height"] * 0.3, steps=4)
    page.mouse.up()
    expect(page.locator("[data-what]")).to_contain_text("Parte de la imagen 600, 100, 900, 300")
    page.get_by_role("button", name=re.compile("^Obra")).click()
    said(erandi, "«Obra» en 1 fragmento")
    expect(page.locator(".regions a").last).to_contain_text("Obra")
    page.keyboard.press("Control+z")
    said(erandi, "Se deshizo")


def test_two_people_see_each_other_and_lose_nothing(chromium: Browser, served: Served, erandi: Visitor) -> None:
    path = voice_with(erandi, ".turn [data-text]")
    other = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    enter(other, "ana")
    other.go(path)
    for who, moves in ((erandi, ("Home",)), (other, ("Home", "ArrowRight"))):
        who.page.locator("[data-turns]").focus()
        Keys(who.page).press(*moves, "Enter")
        Keys(who.page).type("clo")
    before = erandi.page.locator("[data-frags] > li").count()
    erandi.page.keyboard.press("Enter")
    other.page.keyboard.press("Enter")
    for who in (erandi, other):
        expect(who.page.locator("[data-frags] > li")).to_have_count(before + 2, timeout=15_000)
    name = other.page.locator("header .quiet").first.inner_text().strip()
    expect(erandi.page.locator("[data-frags]")).to_contain_text(name)
    erandi.page.locator("[data-turns]").focus()
    erandi.page.keyboard.press("Control+z")
    said(erandi, "Se deshizo")
    expect(erandi.page.locator("[data-frags] > li")).to_have_count(before + 1)
    expect(other.page.locator("[data-frags] > li")).to_have_count(before + 1, timeout=15_000)
    other.page.keyboard.press("Control+z")
    expect(other.page.locator("[data-frags] > li")).to_have_count(before)
    other.page.context.close()


def test_coding_sound_and_pictures_is_accessible_and_whole_at_every_size(
    chromium: Browser, served: Served, memberships: dict[str, str]
) -> None:
    who = desk(chromium, served, memberships, viewport=PHONE, bypass_csp=True, reduced_motion="reduce")
    paths = [voice_with(who, wanted) for wanted in ("audio", "[data-picture] img")]
    faults = []
    for path in paths:
        who.go(path)
        for size in (NARROW, PHONE, LAPTOP):
            who.page.set_viewport_size(size)  # type: ignore[arg-type]
            found = Axe().run(who.page, options=RULES).response["violations"]
            faults += [f"{path} {size['width']}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]
            if who.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                faults.append(f"{path} {size['width']}: it scrolls sideways")
    who.page.context.close()
    assert not faults, "\n".join(faults)
