"""One page of every type of the three faces, found by following links: accessible, light, whole at both sizes."""

from __future__ import annotations

import json
import re
from collections import deque
from urllib.parse import urldefrag, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

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
NARROW = 240


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


def walk(who: Visitor, face: str) -> dict[str, str]:
    """Follow links from the first page; return one address of each type of page."""
    found: dict[str, str] = {}
    waiting = deque(STARTS[face])
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is None or kind in found:
            continue
        answer = who.page.request.get(who.served.at(path))
        if "text/html" not in answer.headers.get("content-type", "") or "attachment" in str(answer.headers):
            found[kind] = ""
            continue
        found[kind] = path
        who.go(path)
        waiting.extend(links(who, face))
    return {kind: path for kind, path in found.items() if path}


def entered(chromium: Browser, served: Served, memberships: dict[str, str], face: str, **more: object) -> Visitor:
    """A visitor of a face, behind its door when it has one."""
    state = json.loads(memberships[face]) if face in memberships else None
    context = chromium.new_context(storage_state=state, locale="es-MX", reduced_motion="reduce", **more)  # type: ignore[arg-type]
    return visitor(context, served)


@pytest.fixture(scope="module")
def types(chromium: Browser, served: Served, memberships: dict[str, str]) -> dict[str, dict[str, str]]:
    """One address of each type of page, by face."""
    found = {}
    for face in STARTS:
        who = entered(chromium, served, memberships, face)
        found[face] = walk(who, face)
        who.page.context.close()
    return found


def test_the_walk_reaches_every_room(types: dict[str, dict[str, str]]) -> None:
    rooms = {kind.split(":")[0] for pages in types.values() for kind in pages}
    assert {"site", "people", "voices", "meaning", "campaign", "kits", "governance", "territory", "water"} <= rooms
    assert len(types["public"]) >= 14
    assert len(types["desk"]) >= 20


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("face", STARTS)
@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_pages_are_accessible_and_whole(
    chromium: Browser,
    served: Served,
    memberships: dict[str, str],
    types: dict[str, dict[str, str]],
    face: str,
    size: str,
) -> None:
    # The checker is put into the page by the browser: only here the policy of the page is set aside.
    who = entered(chromium, served, memberships, face, viewport=PHONE if size == "phone" else LAPTOP, bypass_csp=True)
    faults: list[str] = []
    for kind, path in types[face].items():
        who.go(path)
        faults += [f"{kind} {path}: {fault}" for fault in _faults(who)]
    who.page.context.close()
    assert not faults, "\n".join(faults)


def _faults(who: Visitor) -> list[str]:
    found = Axe().run(who.page, options=RULES)
    faults = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]
    wide = who.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return faults + ([f"wider than the screen by {wide} px"] if wide > 0 else [])


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("face", STARTS)
def test_pages_are_light_and_ask_nobody_else(
    chromium: Browser, served: Served, memberships: dict[str, str], types: dict[str, dict[str, str]], face: str
) -> None:
    who = entered(chromium, served, memberships, face, viewport={"width": NARROW, "height": 320})
    faults: list[str] = []
    for kind, path in types[face].items():
        html = who.page.request.get(served.at(path)).body()
        if len(html) > HTML_LIMITS[face]:
            faults.append(f"{kind} {path}: {len(html)} bytes of HTML")
        status = who.go(path)
        if status >= 400 and kind != "missing":
            faults.append(f"{kind} {path}: answered {status}")
        wide = who.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{kind} {path}: at {NARROW} px wider than the screen by {wide} px")
    complaints = [said for said in who.complaints if not re.search(r"status of (403|404)", said)]
    outside = who.outside
    who.page.context.close()
    assert not faults, "\n".join(faults)
    assert not complaints
    assert not outside


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
