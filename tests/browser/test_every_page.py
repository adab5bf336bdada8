"""One page of every type of the three faces, found by following links: accessible, light, whole at both sizes.

The links are followed over plain HTTP, once for all workers; then each page found is opened in the browser, the pages
of a face in several tests so that the workers share them.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from tests.browser.conftest import LAPTOP, PHONE, SLUG, Served, Visitor, visitor
from tests.demo import once

STARTS = {
    "public": ("/", "/replicar/", "/privacidad/", "/ayuda/", "/buscar/?q=agua", "/entrar/", "/no-existe/"),
    "desk": ("/mesa/",),
    "mine": ("/mi-comunidad/",),
}
SHARES = {"public": 2, "desk": 8, "mine": 1}
# Reading pages are for prepaid data; the desk is a workplace with long lists and whole forms.
HTML_LIMITS = {"public": 30_000, "mine": 30_000, "desk": 64_000}
FIRST_VIEW = 100_000
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Colours are the same at every size, and the wide screen shows everything: they are judged there. What only a phone
# shows (the folded menu) is the same on all pages of a face: the first ones are judged by all rules, the others by
# those that depend on where things lie.
ON_PHONE = AXE | {"rules": {"color-contrast": {"enabled": False}}}
LAID = AXE | {"runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}
VIOLATIONS, VIOLATIONS_ON_PHONE, VIOLATIONS_OF_PLACE = (
    f"axe.run(document, {json.dumps(asked)}).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
    for asked in (AXE, ON_PHONE, LAID)
)
WHOLE = 2  # pages of each share that are judged by all rules on the phone too
PREFIX = f"/a/{SLUG}"
NARROW = {"width": 240, "height": 320}
BEHIND = {"desk": "/mesa/", "mine": "/mi-comunidad/"}


def kind_of(path: str) -> str | None:
    """The name of the address behind a path; None for what is not a page of ours."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return "missing" if path == "/no-existe/" else None


class Hrefs(HTMLParser):
    """The targets of the links of a page, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


def links(html: str, face: str) -> list[str]:
    """The pages of this face to which a page links, without the alliance's prefix."""
    hrefs = Hrefs(html).found
    paths = (urldefrag(href).url.removeprefix(PREFIX) for href in hrefs if href.startswith(PREFIX))
    wanted = [path for path in paths if "formato=" not in path]
    if face in BEHIND:
        return [path for path in wanted if path.startswith(BEHIND[face])]
    return [path for path in wanted if not path.startswith(tuple(BEHIND.values()))]


def fetched(served: Served, path: str, cookies: str) -> tuple[int, str, str]:
    """Status, type and text of an address, as somebody with these cookies gets it."""
    request = urllib.request.Request(served.at(path), headers={"Cookie": cookies, "Accept-Language": "es-MX"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            kind = answer.headers.get_content_type()
            return answer.status, kind, answer.read().decode("utf-8", "replace") if kind == "text/html" else ""
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode("utf-8", "replace")


def walk(served: Served, face: str, cookies: str) -> dict[str, Any]:
    """Follow links from the first page to one page of each type: their addresses, and what did not answer."""
    pages: dict[str, str] = {}
    faults: list[str] = []
    seen: set[str] = set()
    waiting = deque(STARTS[face])
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        status, media, html = fetched(served, path, cookies)
        if status >= 400 and kind != "missing":
            faults.append(f"{kind} {path}: answered {status}")
        if media == "text/html":
            pages[kind] = path
            waiting.extend(links(html, face))
    return {"pages": pages, "faults": faults}


@pytest.fixture(scope="session")
def walks(
    served: Served, memberships: dict[str, str], tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> dict[str, Any]:
    """The walk through each face, done once for all workers."""
    base = tmp_path_factory.getbasetemp()

    def make(folder: Path) -> None:
        folder.mkdir()
        found = {face: walk(served, face, cookies_of(memberships.get(face))) for face in STARTS}
        (folder / "walks.json").write_text(json.dumps(found))

    root = base if worker_id == "master" else base.parent
    found: dict[str, Any] = json.loads((once(root / "walks", make) / "walks.json").read_text())
    return found


def cookies_of(state: str | None) -> str:
    """The cookies of a login, as a header."""
    kept = json.loads(state)["cookies"] if state else []
    return "; ".join(f"{one['name']}={one['value']}" for one in kept)


def entered(chromium: Browser, served: Served, memberships: dict[str, str], face: str, **more: object) -> Visitor:
    """A visitor of a face, behind its door when it has one."""
    state = json.loads(memberships[face]) if face in memberships else None
    context = chromium.new_context(storage_state=state, locale="es-MX", reduced_motion="reduce", **more)  # type: ignore[arg-type]
    return visitor(context, served)


@pytest.mark.browser
@pytest.mark.slow
def test_the_walk_reaches_every_room(walks: dict[str, Any]) -> None:
    rooms = {kind.split(":")[0] for one in walks.values() for kind in one["pages"]}
    wanted = {"site", "people", "voices", "meaning", "campaign", "kits", "governance", "territory", "water", "project"}
    assert wanted <= rooms
    assert len(walks["public"]["pages"]) >= 14
    assert len(walks["desk"]["pages"]) >= 40
    faults = [fault for one in walks.values() for fault in one["faults"]]
    assert not faults, "\n".join(faults)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("face", "share"), [(face, share) for face, many in SHARES.items() for share in range(many)])
def test_pages_are_accessible_light_whole_and_ask_nobody_else(
    chromium: Browser, served: Served, memberships: dict[str, str], walks: dict[str, Any], face: str, share: int
) -> None:
    who = entered(chromium, served, memberships, face, viewport=PHONE)
    faults: list[str] = []
    for place, (kind, path) in enumerate(list(walks[face]["pages"].items())[share :: SHARES[face]]):
        on_phone = VIOLATIONS_ON_PHONE if place < WHOLE or face != "desk" else VIOLATIONS_OF_PLACE
        faults += [f"{kind} {path}{fault}" for fault in _faults(who, path, HTML_LIMITS[face], on_phone)]
    faults += [said for said in who.complaints if not re.search(r"status of (403|404)", said)]
    faults += [f"asked outside: {url}" for url in who.outside]
    who.page.context.close()
    assert not faults, "\n".join(faults)


def _faults(who: Visitor, path: str, limit: int, on_phone: str) -> list[str]:
    answer = who.page.goto(who.served.at(path))
    assert answer is not None, path
    weight = len(answer.body())
    faults = [f": {weight} bytes of HTML"] if weight > limit else []
    who.page.evaluate(AXE_SCRIPT)  # put there by the browser itself: the policy of the page stays as it is
    for size in (NARROW, PHONE, LAPTOP):
        who.page.set_viewport_size(size)  # type: ignore[arg-type]
        wide = who.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = [f"wider than the screen by {wide} px"] if wide > 0 else []
        if size is not NARROW:
            asked = on_phone if size is PHONE else VIOLATIONS
            found += [f"{rule}: {html[:160]}" for rule, html in who.page.evaluate(asked)]
        faults += [f" at {size['width']} px: {fault}" for fault in found]
    return faults


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
