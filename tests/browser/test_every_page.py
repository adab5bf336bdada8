"""One page of every type of the three faces, found by following links: accessible, light, whole at both sizes."""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Response
from playwright.sync_api import Error as PlaywrightError

from tests.browser.conftest import LAPTOP, PHONE, SLUG, Served, Visitor, visitor

STARTS = {
    "public": ("/", "/replicar/", "/privacidad/", "/ayuda/", "/buscar/?q=agua", "/entrar/", "/no-existe/"),
    "desk": ("/mesa/",),
    "mine": ("/mi-comunidad/",),
}
# Reading pages are for prepaid data; the desk is a workplace with long lists and whole forms.
HTML_LIMITS = {"public": 30_000, "mine": 30_000, "desk": 64_000}
FIRST_VIEW = 100_000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PREFIX = f"/a/{SLUG}"
NARROW = {"width": 240, "height": 320}


def kind_of(path: str) -> str | None:
    """The name of the address behind a path; None for what is not a page of ours."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return "missing" if path == "/no-existe/" else None


def links(who: Visitor, face: str) -> list[str]:
    """The pages of this face to which a page links, without the alliance's prefix."""
    hrefs: list[str] = who.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    paths = (urldefrag(href).url.removeprefix(PREFIX) for href in hrefs if href.startswith(PREFIX))
    behind = {"desk": "/mesa/", "mine": "/mi-comunidad/"}
    wanted = [path for path in paths if "formato=" not in path]
    if face in behind:
        return [path for path in wanted if path.startswith(behind[face])]
    return [path for path in wanted if not path.startswith(tuple(behind.values()))]


@dataclass
class Walk:
    """One address of each type of page of a face, and what the browser said on the way."""

    pages: dict[str, str]
    faults: list[str]


def walk(who: Visitor, face: str) -> Walk:
    """Follow links from the first page and open one page of each type, under its own policy and without any help."""
    found = Walk({}, [])
    seen: set[str] = set()
    waiting = deque(STARTS[face])
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        answer = opened(who, path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.pages[kind] = path
        weight = len(answer.body())
        if answer.status >= 400 and kind != "missing":
            found.faults.append(f"{kind} {path}: answered {answer.status}")
        if weight > HTML_LIMITS[face]:
            found.faults.append(f"{kind} {path}: {weight} bytes of HTML")
        waiting.extend(links(who, face))
    found.faults += [said for said in who.complaints if not re.search(r"status of (403|404)", said)]
    found.faults += [f"asked outside: {url}" for url in who.outside]
    return found


def opened(who: Visitor, path: str) -> Response | None:
    """Open a page; None for what the browser keeps as a file instead of showing it."""
    try:
        return who.page.goto(who.served.at(path))
    except PlaywrightError as error:
        if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
            return None
        raise


def entered(chromium: Browser, served: Served, memberships: dict[str, str], face: str, **more: object) -> Visitor:
    """A visitor of a face, behind its door when it has one."""
    state = json.loads(memberships[face]) if face in memberships else None
    context = chromium.new_context(storage_state=state, locale="es-MX", reduced_motion="reduce", **more)  # type: ignore[arg-type]
    return visitor(context, served)


@pytest.fixture(scope="module")
def walks(chromium: Browser, served: Served, memberships: dict[str, str]) -> dict[str, Walk]:
    """The walk through each face, done once."""
    found = {}
    for face in STARTS:
        who = entered(chromium, served, memberships, face)
        found[face] = walk(who, face)
        who.page.context.close()
    return found


@pytest.mark.browser
@pytest.mark.slow
def test_the_walk_reaches_every_room(walks: dict[str, Walk]) -> None:
    rooms = {kind.split(":")[0] for one in walks.values() for kind in one.pages}
    wanted = {"site", "people", "voices", "meaning", "campaign", "kits", "governance", "territory", "water", "project"}
    assert wanted <= rooms
    assert len(walks["public"].pages) >= 14
    assert len(walks["desk"].pages) >= 40


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("face", STARTS)
def test_pages_answer_are_light_and_ask_nobody_else(walks: dict[str, Walk], face: str) -> None:
    assert not walks[face].faults, "\n".join(walks[face].faults)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("face", STARTS)
def test_pages_are_accessible_and_whole(
    chromium: Browser, served: Served, memberships: dict[str, str], walks: dict[str, Walk], face: str
) -> None:
    # The checker is put into the page by the browser: only here the policy of the page is set aside.
    who = entered(chromium, served, memberships, face, viewport=PHONE, bypass_csp=True)
    faults: list[str] = []
    for kind, path in walks[face].pages.items():
        who.go(path)
        for size in (NARROW, PHONE, LAPTOP):
            who.page.set_viewport_size(size)  # type: ignore[arg-type]
            faults += [f"{kind} {path} at {size['width']} px: {fault}" for fault in _faults(who, size)]
    who.page.context.close()
    assert not faults, "\n".join(faults)


def _faults(who: Visitor, size: dict[str, int]) -> list[str]:
    wide = who.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    faults = [f"wider than the screen by {wide} px"] if wide > 0 else []
    if size is NARROW:
        return faults
    found = Axe().run(who.page, options=RULES)
    return faults + [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]


@pytest.mark.browser
def test_first_views_weigh_little(chromium: Browser, served: Served, memberships: dict[str, str]) -> None:
    for face, path in (("public", "/"), ("mine", "/mi-comunidad/")):
        who = entered(chromium, served, memberships, face, viewport=PHONE)
        weight = []
        who.page.on("response", lambda answer, weight=weight: weight.append(len(answer.body())))  # type: ignore[misc]
        who.go(path)
        who.page.wait_for_load_state("load")
        who.page.context.close()
        assert sum(weight) <= FIRST_VIEW, (face, sum(weight))


@pytest.mark.browser
def test_pages_work_without_scripts(chromium: Browser, served: Served, memberships: dict[str, str]) -> None:
    who = entered(chromium, served, memberships, "public", viewport=PHONE, java_script_enabled=False)
    assert who.go("/") == 200
    who.page.locator("summary", has_text="Menú").click()
    who.page.locator("details.menu a", has_text="Voces").click()
    assert who.page.url.endswith("/voces/")
    who.page.locator("footer button", has_text="Read in English").click()
    assert who.page.locator("html").get_attribute("lang") == "en"
    who.page.context.close()
