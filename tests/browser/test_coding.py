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
        for path in [one for one in links if re.search(r"/mesa/voces/[0-9a-f-]{36}/$", one)][:12]:
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


def test_a_long_interview_is_coded_by_keys_from_end_to_end(erandi: Visitor) -> None:
    page = erandi.page
    erandi.go("/mesa/voces/?clase=note")
    path = page.locator("tbody th a, tbody td a").last.get_attribute("href") or ""
    page.goto(f"{erandi.served.address}{path}palabras/traer/")
    said_much = "Acarreábamos el agua y pagaba cada quien su cuota. " * 8
    told = "\n\n".join(f"{('Voz', 'Ana')[n % 2]}: Turno {n}. {said_much}" for n in range(1, 113))
    page.set_input_files("[type=file]", {"name": "v.txt", "mimeType": "text/plain", "buffer": told.encode()})
    page.get_by_role("button", name="Traer", exact=True).click()
    page.goto(f"{erandi.served.address}{path}codificar/")
    turns, last = page.locator(".turn"), page.locator("#t112")
    assert turns.count() < 60
    page.locator("[data-turns]").focus()
    for _ in range(60):
        page.keyboard.press("PageDown")
    expect(page.locator("#t61")).to_be_visible()
    turn = page.locator("#" + page.evaluate("getSelection().anchorNode.parentElement.closest('.turn').id"))
    Keys(page).press("ArrowRight", "Shift+ArrowRight", "Enter")
    Keys(page).type("clo")
    page.keyboard.press("Enter")
    said(erandi, "«Cloro» en 1 fragmento")
    expect(turn.locator("mark")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.type("112")
    page.keyboard.press("Enter")
    expect(last).to_be_in_viewport()
    page.keyboard.press("Control+z")  # the words appear where it was taken back
    said(erandi, "Se deshizo")
    expect(turn).to_be_in_viewport()
    expect(turn.locator("mark")).to_have_count(0)
    assert not erandi.complaints


class Finger:
    """A finger on the glass: the events that a touch screen sends, without any mouse."""

    def __init__(self, page: Page) -> None:
        self.wire = page.context.new_cdp_session(page)

    def _send(self, kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def draw(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self._send("touchStart", start)
        for part in (0.3, 0.7, 1.0):
            self._send("touchMove", (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))
        self._send("touchEnd")

    def touch(self, place: tuple[float, float]) -> None:
        self._send("touchStart", place)
        self._send("touchEnd")


HANDLES = """([first, last]) => {
  const walk = document.createTreeWalker(document.querySelector('.turn [data-text]'), NodeFilter.SHOW_TEXT);
  let node = walk.nextNode();
  while (node.length < last) node = walk.nextNode();
  getSelection().setBaseAndExtent(node, first, node, last);
}"""


def test_a_finger_marks_words_seconds_and_a_part_of_a_picture(
    chromium: Browser, served: Served, memberships: dict[str, str]
) -> None:
    who = desk(chromium, served, memberships, viewport=PHONE, has_touch=True, is_mobile=True)
    page, pending = who.page, who.page.locator("[data-what]")

    def code_it(name: str, done: str) -> None:
        page.locator("[data-do=code]").tap()
        expect(page.locator("[data-sheet]")).to_be_visible()  # the codes come up over the words
        page.get_by_role("button", name=re.compile(f"^{name}")).tap()
        said(who, done)
        expect(page.locator(".feedback")).to_be_in_viewport()  # what was done is said over the words
        page.locator("[data-undo]").tap()
        said(who, "Se deshizo")

    path = voice_with(who, "body:has(.turn [data-text]) .media audio")
    # Words: a long press chose one, its handles are drawn out; on release whole words are marked.
    page.locator(".turn [data-text]").first.tap()
    page.evaluate(HANDLES, [1, 4])
    page.evaluate(HANDLES, [1, 9])
    expect(pending).to_contain_text("Marcado: «")
    before = page.evaluate("scrollY")
    code_it("Agua", "«Agua» en 1 fragmento")
    assert abs(page.evaluate("scrollY") - before) < 200, "the place was lost"
    # Seconds: two touches while it sounds.
    for second, act in ((0.5, "in"), (2, "out")):
        page.evaluate(f"document.querySelector('audio').currentTime = {second}")
        page.locator(f"[data-do={act}]").tap()
    expect(pending).to_contain_text("0:00.5–0:02.0")
    code_it("Agua", "«Agua» en 1 fragmento")
    # A picture: dragged over, or its corners touched one after the other; without asking, a finger moves the page.
    voice_with(who, "[data-picture] img")
    finger, drawing = Finger(page), page.locator("[data-do=draw]")

    def at(x: float, y: float) -> tuple[float, float]:
        page.locator("[data-picture]").scroll_into_view_if_needed()
        area = page.locator("[data-picture]").bounding_box()
        assert area
        return area["x"] + area["width"] * x, area["y"] + area["height"] * y

    finger.draw(at(0.1, 0.1), at(0.4, 0.3))
    expect(page.locator("[data-pending]")).to_be_hidden()
    drawing.tap()
    finger.draw(at(0.6, 0.1), at(0.9, 0.3))
    expect(pending).to_contain_text("Parte de la imagen 600, 100, 900, 300")
    page.locator("[data-do=clear]").tap()
    finger.touch(at(0.2, 0.3))
    finger.touch(at(0.5, 0.7))
    expect(pending).to_contain_text("Parte de la imagen 200, 300, 500, 700")
    code_it("Obra", "«Obra» en 1 fragmento")
    assert not who.complaints
    assert path
    who.page.context.close()


def test_codes_are_put_in_order_by_finger_and_by_keys(
    chromium: Browser, served: Served, memberships: dict[str, str]
) -> None:
    who = desk(chromium, served, memberships, viewport=PHONE, has_touch=True, is_mobile=True)
    page = who.page
    who.go("/mesa/codigos/?ordenar=1")
    names = page.locator("[data-code] .name")
    first, second = names.nth(0).inner_text(), names.nth(1).inner_text()
    row, into = (page.locator("[data-code]").nth(n) for n in (1, 0))
    grip = row.locator(".grip")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), into.bounding_box()
    assert start
    assert end
    Finger(page).draw((start["x"] + 20, start["y"] + 24), (end["x"] + 60, end["y"] + 4))  # its upper edge: before it
    expect(page.locator("[data-book-said]")).to_contain_text(f"«{second}» quedó en su nuevo lugar")
    expect(names.first).to_have_text(second)
    page.keyboard.press("ArrowDown")  # the handle kept the focus
    expect(names.first).to_have_text(first)
    who.go("/mesa/codigos/")
    for _ in range(2):
        page.get_by_role("button", name="Deshacer").tap()
        expect(page.get_by_role("status").first).to_contain_text("Se deshizo")
    assert not who.complaints
    who.page.context.close()


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
