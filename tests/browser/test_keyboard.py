"""Walking without a mouse: to the content, through the menu, to a sound and to where it comes from."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import LAPTOP, Served, Visitor, enter, visitor

pytestmark = pytest.mark.browser


def focused(who: Visitor) -> str:
    """The words of what holds the focus."""
    words: str = who.page.evaluate(
        "(() => { const one = document.activeElement; return one === document.body || one.tagName === 'MAIN' ? ''"
        " : one.innerText || one.getAttribute('aria-label') || ''; })()"
    )
    return words.strip()


def tab_to(who: Visitor, words: str, most: int = 120) -> None:
    """Press Tab until something with these words has the focus."""
    for _step in range(most):
        who.page.keyboard.press("Tab")
        if words in focused(who):
            return
    pytest.fail(f"«{words}» is not reached with {most} tabs on {who.page.url}")


def outlined(who: Visitor) -> bool:
    """The focus can be seen."""
    width: str = who.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    return float(width.removesuffix("px")) >= 2


def test_the_first_tab_leads_to_the_content(chromium: Browser, served: Served) -> None:
    who = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    who.go("/historia/")
    who.page.keyboard.press("Tab")
    assert focused(who) == "Ir al contenido"
    who.page.keyboard.press("Enter")
    assert who.page.evaluate("document.activeElement.id") == "contenido"
    who.page.context.close()


def test_a_voice_is_reached_opened_and_followed_to_its_origin(chromium: Browser, served: Served) -> None:
    who = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    who.go("/")
    tab_to(who, "Voces")
    assert outlined(who)
    who.page.keyboard.press("Enter")
    who.page.wait_for_url("**/voces/")
    tab_to(who, "Oír")
    assert outlined(who)
    who.page.keyboard.press("Enter")
    assert who.page.locator("details[open] audio").count() == 1
    tab_to(who, "De dónde viene")
    who.page.keyboard.press("Enter")
    who.page.wait_for_url("**/origen/**")
    assert who.page.locator("h1").inner_text() == "De dónde viene"
    who.page.context.close()


def test_the_sound_of_a_fragment_can_be_played(chromium: Browser, served: Served) -> None:
    who = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    who.go("/voces/")
    summary = who.page.locator("summary", has_text="Oír").first
    summary.click()
    audio = who.page.locator("details[open] audio").first
    audio.evaluate("one => one.play()")
    audio.evaluate("one => new Promise(heard => one.ontimeupdate = () => { if (one.currentTime > 0.1) heard(true); })")
    assert audio.evaluate("one => one.duration") > 0.5
    who.page.context.close()


def test_search_by_keyboard(chromium: Browser, served: Served) -> None:
    who = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    who.go("/buscar/")
    who.page.locator("#id_q").focus()
    who.page.keyboard.type("comunidades")
    who.page.keyboard.press("Enter")
    who.page.wait_for_url("**q=comunidades*")
    assert who.page.locator("[role=status]").count() == 1
    who.page.context.close()


def test_a_whole_permission_takes_fewer_than_sixty_keys(chromium: Browser, served: Served) -> None:
    who = visitor(chromium.new_context(viewport=LAPTOP, locale="es-MX"), served)  # type: ignore[arg-type]
    enter(who, "erandi")
    who.go("/mesa/voces/?q=arreglo")
    who.page.get_by_role("link", name="Sin juntarnos no hay arreglo").first.click()
    who.page.get_by_role("link", name="Registrar permiso").click()
    who.page.wait_for_url("**/permiso/")
    keys = [
        *["ArrowDown"] * 4,  # paper and radio, with the first name
        *("Tab", "h"),  # a fingerprint
        *("Tab", "Tab", "Tab", *"Ana"),
        *(*["Tab"] * 6, *"hoja 12"),  # the day is today's; where the sheet is kept
        *("Tab", "Tab", "Enter", "Tab", "Tab", *"12312099"),  # the act, the dates, the condition: until when
        *(*["Tab"] * 9, "Enter", *["Tab"] * 6, "n"),  # said otherwise: her voice not on the radio
        "Enter",
    ]
    for key in keys:
        who.page.keyboard.press(key)
    who.page.wait_for_url(lambda url: not url.endswith("/permiso/"))
    assert len(keys) < 60
    card = who.page.locator("aside details", has_text="Con detalle").first
    card.locator("summary").click()
    told = card.inner_text()
    for words in ("Huella", "Solo con nombre de pila", "hoja 12", "31 de diciembre de 2099"):
        assert words in told
    assert "Radio" not in told.partition("Su voz grabada")[2].partition("Sus palabras por escrito")[0]
    assert "Radio" in told.partition("Sus palabras por escrito")[2]
    who.page.context.close()
